"""A thought record with a client, in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.errors import RecordError
from workbook.practice import open_workbook
from workbook.widgets.lab_words import RECORD
from workbook.widgets.messages import Answer, Answering, joined

if TYPE_CHECKING:
    from workbook.practice import Sheet, Workbook


class ThoughtRecordView(Answering):
    """One trainee's thought record: shows the column that comes now and passes on what is filled in."""

    exercise = traitlets.Unicode().tag(sync=True)
    _esm = joined("shared.js", "page.js", "sheet.js", "thought_record.js")
    _css = joined(
        "shared.css",
        "controls.css",
        "progress.css",
        "marker.css",
        "drill.css",
        "thought_record.css",
    )

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, RECORD, exercise=exercise)
        # A record that cannot be used just now is told in the view, which may try again.
        with suppress(RecordError):
            self._book.exercise(exercise)  # refuses what is not there
        self._sheet: Sheet | None = None

    def __repr__(self) -> str:
        return f"<ThoughtRecord {self.exercise}>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        sheet = self._sheet
        if sheet is None or kind == "open":
            # Another window may have gone on with it.
            sheet = self._book.sheet(self.exercise)
        match kind:
            case "open":
                pass
            case "draft":
                return {"saved_at": sheet.keep_draft(str(given["text"]))}
            case "begin":
                sheet.begin()
            case "again":
                sheet = sheet.again()
            case "step":
                if given.get("text"):
                    # Hearing it may first have to load what understands by meaning.
                    self.send({"kind": "busy", "seq": given["seq"]})
                fields = {
                    name: given[name] for name in given if name not in {"kind", "seq", "step"}
                }
                sheet.step({**fields, "kind": given["step"]})
            case _:
                raise ValueError(f"no message {kind!r}")
        self._sheet = sheet
        return {"sheet": sheet.snapshot()}
