"""Name it: one thought at a time, the code that fits best, and how sure one is."""

from __future__ import annotations

import random
from typing import Annotated, Any

from pydantic import Field

from workbook.content.frozen import Frozen
from workbook.exercises import Drill, Given, Judged, RoundState
from workbook.spotting import Task


class Name(Frozen):
    """The code chosen, others that could be defended, and how sure the trainee is."""

    code: str
    also: tuple[str, ...] = ()
    confidence: Annotated[int, Field(ge=0, le=100)] | None = None


class Exercise(Drill):
    """The rules of naming."""

    def has(self, task: Task, state: RoundState) -> bool:
        return task.id in self.bank.items

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        item = self.bank.items[task.id]
        given = Name.model_validate(
            {name: response[name] for name in Name.model_fields if name in response}
        )
        if not {given.code, *given.also} <= set(item.options):
            raise ValueError("not an option of this item")
        credit = item.credit(given.code)
        answer = Given(
            item=item.id,
            key=item.best,
            given=given.code,
            credit=credit,
            confidence=given.confidence,
        )
        return Judged(
            task=task.id,
            lang=response["lang"],
            response=given.model_dump(mode="json"),
            credit=credit,
            answers=(answer,),
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        options = sorted(self.bank.items[task.id].options)
        return {"code": rng.choice(options), "confidence": rng.choice((25, 50, 75, 95))}
