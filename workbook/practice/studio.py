"""The studio's rounds: moments in a talk, indication and setting, asking about risk."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from workbook.content import DrillSpec
from workbook.content.studio import moments, risk_questions, studio, vignettes
from workbook.errors import UnknownName
from workbook.exercises import build
from workbook.language import say
from workbook.practice.rounds import progress_of
from workbook.spotting import Memory, Task, compose_parts

if TYPE_CHECKING:
    from workbook.practice.book import Workbook

STUDIO = "studio"  # before the slash of the ids of its exercises
ASKED = 3  # of a round about risk: the questions to ask oneself, after those to hear


class Studio:
    """The studio's rounds, for one trainee."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    @property
    def specs(self) -> tuple[DrillSpec, ...]:
        """The exercises of the studio."""
        return studio()

    def spec(self, own_id: str) -> DrillSpec:
        """An exercise of the studio.

        Raises:
            UnknownName: there is none of that name.
        """
        found = next((spec for spec in self.specs if spec.id == own_id), None)
        if found is None:
            raise UnknownName(
                say(
                    self._book.lang,
                    "There is no exercise “{name}”. There are: {names}.",
                    name=f"{STUDIO}/{own_id}",
                    names=", ".join(f"{STUDIO}/{spec.id}" for spec in self.specs),
                )
            )
        return found

    def exercise(self, own_id: str) -> Any:
        """The rules of one of the studio's exercises."""
        spec = self.spec(own_id)
        subject: Any = {"indication": vignettes, "ask_about_risk": risk_questions}.get(
            spec.kind, lambda: moments(spec.id)
        )()
        return build(subject, spec, by_meaning=self._book.by_meaning)

    def composed(self, own_id: str, rng: random.Random) -> dict[str, Any]:
        """A fresh round: what was not seen yet first, then what was seen longest ago."""
        spec = self.spec(own_id)
        seen = self._seen(own_id)
        if spec.kind == "ask_about_risk":
            bank = risk_questions()
            hear, ask = [one.id for one in bank.items], [one.id for one in bank.occasions]
            tasks = (
                *compose_parts(hear, lambda _: 1, seen, rng, spec.tasks - ASKED),
                *compose_parts(ask, lambda _: 1, seen, rng, ASKED),
            )
        else:
            rows: Any = (
                vignettes().vignettes if spec.kind == "indication" else moments(spec.id).moments
            )
            if spec.kind == "moment" and moments(spec.id).led:
                tasks = tuple(Task(id=one.id) for one in rows)
            else:
                level = {one.id: one.level for one in rows}
                tasks = compose_parts(list(level), level.__getitem__, seen, rng, spec.tasks)
        return {"tasks": [task.model_dump(mode="json") for task in tasks]}

    def progress(self) -> list[dict[str, Any]]:
        """Each exercise with its state."""
        return [progress_of(self._book, spec, f"{STUDIO}/{spec.id}") for spec in self.specs]

    def _seen(self, own_id: str) -> Memory:
        rows = self._book.record.attempts(f"{STUDIO}/{own_id}")
        return Memory(
            seen={
                task["id"]: row.begun_at
                for row in rows
                for task in row.options.get("earlier", {}).get("tasks", ())
            }
        )
