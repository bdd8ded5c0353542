"""A sheet with a client, in a notebook: an experiment, a ladder, the people around, a safety plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.practice import open_workbook
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.studio_words import SHEET

if TYPE_CHECKING:
    from workbook.practice import Workbook, Worksheet


class WorksheetView(Answering):
    """One trainee's sheet: shows the boxes, what the client answers, and what the rules say."""

    exercise = traitlets.Unicode().tag(sync=True)
    _esm = joined(
        "shared.js", "page.js", "paper.js", "form.js", "ladder.js", "people.js", "worksheet.js"
    )
    _css = joined(
        "shared.css",
        "controls.css",
        "progress.css",
        "drill.css",
        "coping_plan.css",
        "worksheet.css",
    )

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, SHEET, exercise=exercise)
        self._book.exercise(exercise)  # refuses what is not there
        self._own: Worksheet | None = None

    def __repr__(self) -> str:
        return f"<Worksheet {self.exercise}>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        own = self._own
        if own is None or kind == "open":
            # Another window may have gone on with it.
            own = self._book.worksheet(self.exercise)
        match kind:
            case "open":
                pass
            case "draft":
                return {"saved_at": own.keep_draft(str(given["text"]))}
            case "begin":
                own.begin()
            case "again":
                own = own.again()
            case "show":
                # Hearing one's own words may first have to load what understands by meaning.
                self.send({"kind": "busy", "seq": given["seq"]})
                own.show(given["filled"])
            case "ask" | "settle" | "guess":
                self.send({"kind": "busy", "seq": given["seq"]})
                own.step(kind, {n: given[n] for n in ("part", "text", "rating") if n in given})
            case "paper":
                return {"paper": own.on_paper(str(given["form"]), str(given["sheet"]))}
            case _:
                raise ValueError(f"no message {kind!r}")
        self._own = own
        return {"sheet": own.snapshot()}
