"""A formulation of a client, in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.practice import open_workbook
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.plan_words import FORMULATION

if TYPE_CHECKING:
    from workbook.practice import Formulating, Workbook


class FormulationView(Answering):
    """One trainee's formulation: the boxes, then how it compares."""

    exercise = traitlets.Unicode().tag(sync=True)
    _esm = joined("shared.js", "page.js", "paper.js", "form.js", "formulation.js")
    _css = joined("shared.css", "controls.css", "progress.css", "drill.css", "coping_plan.css")

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, FORMULATION, exercise=exercise)
        self._book.exercise(exercise)  # refuses what is not there
        self._own: Formulating | None = None

    def __repr__(self) -> str:
        return f"<Formulation {self.exercise}>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        own = self._own
        if own is None or kind == "open":
            # Another window may have gone on with it, and a talk may have told more.
            own = self._book.formulating(self.exercise)
        match kind:
            case "open":
                pass
            case "draft":
                return {"saved_at": own.keep_draft(str(given["text"]))}
            case "begin":
                own.begin()
            case "again":
                own = own.again()
            case "formulate":
                own.formulate({name: given.get(name) for name in ("boxes", "mechanism", "note")})
            case "guess":
                own.guess(given["rating"])
            case "paper":
                return {"paper": own.on_paper(str(given["form"]), str(given["sheet"]))}
            case _:
                raise ValueError(f"no message {kind!r}")
        self._own = own
        return {"formulation": own.snapshot()}
