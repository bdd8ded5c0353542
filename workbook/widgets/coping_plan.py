"""A coping plan with a client, in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.practice import open_workbook
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.plan_words import PLAN

if TYPE_CHECKING:
    from workbook.practice import Planning, Workbook


class CopingPlan(Answering):
    """One trainee's plan: shows the boxes, what the rules say, and what the client answers."""

    exercise = traitlets.Unicode().tag(sync=True)
    _esm = joined("shared.js", "page.js", "paper.js", "form.js", "coping_plan.js")
    _css = joined("shared.css", "controls.css", "progress.css", "drill.css", "coping_plan.css")

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, PLAN, exercise=exercise)
        self._book.exercise(exercise)  # refuses what is not there
        self._planning: Planning | None = None

    def __repr__(self) -> str:
        return f"<CopingPlan {self.exercise}>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        planning = self._planning
        if planning is None or kind == "open":
            # Another window may have gone on with it.
            planning = self._book.planning(self.exercise)
        match kind:
            case "open":
                pass
            case "draft":
                return {"saved_at": planning.keep_draft(str(given["text"]))}
            case "begin":
                planning.begin()
            case "again":
                planning = planning.again()
            case "propose":
                planning.propose(given["plan"])
            case "settle" | "guess" | "later":
                rating = {"rating": given["rating"]} if kind == "guess" else {}
                planning.step(kind, rating)
            case "paper":
                return {"paper": planning.on_paper(str(given["form"]), str(given["sheet"]))}
            case _:
                raise ValueError(f"no message {kind!r}")
        self._planning = planning
        return {"planning": planning.snapshot()}
