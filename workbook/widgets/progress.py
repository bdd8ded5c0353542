"""Where the trainee stands, in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbook.practice import open_workbook
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.words import PROGRESS

if TYPE_CHECKING:
    from workbook.practice import Workbook


class Progress(Answering):
    """Every exercise with how far the trainee is, and the next step; asked anew each time the page is seen."""

    _esm = joined("shared.js", "page.js", "progress.js")
    _css = joined("shared.css", "controls.css", "progress.css", "chart.css")

    def __init__(self, lang: str | None = None) -> None:
        super().__init__(lang, PROGRESS)

    def __repr__(self) -> str:
        return "<Progress>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        if kind != "open":
            raise ValueError(f"no message {kind!r}")
        return {
            "exercises": self._book.progress(),
            "next": self._book.next_step(),
            "calibration": self._book.calibration(),
            "due": self._book.lab.standing()["due"],
        }


def progress(lang: str | None = None) -> Progress:
    """Where the trainee stands, and what to go on with."""
    return Progress(lang)
