"""Your own deck: thoughts from practice that a trainee wrote down, to come back to."""

from __future__ import annotations

import random
from typing import Any

from workbook.exercises import Drill, Given, Judged, RoundState
from workbook.spotting import Task


class Exercise(Drill):
    """The rules of going through one's own thoughts: the label one gave is the key."""

    guesses = False

    def has(self, task: Task, state: RoundState) -> bool:
        return task.id in state.material

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        own, code = state.material[task.id], str(response["code"])
        if code not in self.bank.codes:
            raise ValueError("no such code")
        credit = float(code == own["code"])
        answer = Given(item=f"own:{task.id}", key=own["code"], given=code, credit=credit)
        return Judged(
            task=task.id,
            lang=response["lang"],
            response={"code": code},
            credit=credit,
            answers=(answer,),
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        return {"code": rng.choice(self.bank.codes)}
