"""Sort the stack: many thoughts, quickly, into two codes that are mixed up and none."""

from __future__ import annotations

import random
from typing import Any

from workbook.content import NONE
from workbook.exercises import Drill, Given, Judged, RoundState
from workbook.spotting import Task


class Exercise(Drill):
    """The rules of sorting."""

    def has(self, task: Task, state: RoundState) -> bool:
        return task.id in self.bank.items and task.pair is not None

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        item, code = self.bank.items[task.id], response["code"]
        if code not in (*(task.pair or ()), NONE):
            raise ValueError("not one of the piles")
        credit = item.credit(code)
        answer = Given(item=item.id, key=item.best, given=code, credit=credit)
        return Judged(
            task=task.id,
            lang=response["lang"],
            response={"code": code},
            credit=credit,
            answers=(answer,),
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        return {"code": rng.choice((*(task.pair or ()), NONE))}
