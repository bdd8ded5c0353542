"""A round of tasks in a notebook: of the distortion lab, or of the studio."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.practice import open_workbook
from workbook.widgets.lab_words import DRILL
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.studio_words import MOMENTS

if TYPE_CHECKING:
    from workbook.practice import Round, Workbook


class Drill(Answering):
    """One trainee's round: shows the task that comes now and passes on the answer."""

    exercise = traitlets.Unicode().tag(sync=True)
    _esm = joined(
        "shared.js", "page.js", "marker.js", "explain.js", "asked.js", "moment.js", "drill.js"
    )
    _css = joined("shared.css", "controls.css", "progress.css", "marker.css", "drill.css")

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, (*DRILL, *MOMENTS), exercise=exercise)
        self._round: Round | None = None

    def __repr__(self) -> str:
        return f"<Drill {self.exercise}>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        run = self._round
        if run is None or kind == "open":
            # Another window may have gone on with this round.
            self._book.lab.forget()
            run = self._book.round(self.exercise)
        match kind:
            case "open":
                pass
            case "draft":
                return {"saved_at": run.keep_draft(str(given["text"]))}
            case "begin":
                run.begin()
            case "answer":
                self._take(run, given)
            case "skip":
                run.skip()
            case "guess":
                run.guess(given["right"])
            case "again":
                run = run.again()
            case "own":
                run = run.own_talk()
            case _:
                raise ValueError(f"no message {kind!r}")
        self._round = run
        return {"round": run.snapshot()}

    def _take(self, run: Round, given: Mapping[str, Any]) -> None:
        if given.get("text"):
            # Hearing one's own words may first have to load what understands by meaning.
            self.send({"kind": "busy", "seq": given["seq"]})
        run.answer({name: given[name] for name in given if name not in {"kind", "seq"}})
