"""Same or different: two thoughts side by side, and what the difference is."""

from __future__ import annotations

import random
from typing import Annotated, Any

from pydantic import Field

from workbook.content import NONE, Bank, Item
from workbook.content.frozen import Frozen
from workbook.exercises import Drill, Given, Judged, RoundState
from workbook.spotting import Task

MOST = 5  # codes to choose from, besides none


class Both(Frozen):
    """Whether the two show the same, and the code of each."""

    same: bool
    codes: tuple[str, str]
    confidence: Annotated[int, Field(ge=0, le=100)] | None = None


def items_of(task: Task, bank: Bank) -> tuple[Item, Item]:
    """The two thoughts of a task: a contrast pair, or two items with the same code."""
    pair = bank.pairs.get(task.id)
    one, other = pair.items if pair else task.id.split("+")
    return bank.items[one], bank.items[other]


def codes_of(items: tuple[Item, Item]) -> tuple[str, ...]:
    """What either thought may be called: the right codes, what tempts, none."""
    wanted = [item.best for item in items] + [item.wrong for item in items]
    rest = [code for item in items for code in item.options if code not in wanted]
    return tuple(sorted(list(dict.fromkeys([*wanted, NONE, *rest]))[: MOST + 1]))


class Exercise(Drill):
    """The rules of comparing."""

    def has(self, task: Task, state: RoundState) -> bool:
        try:
            items_of(task, self.bank)
        except (LookupError, ValueError):
            return False
        return True

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        items = items_of(task, self.bank)
        given = Both.model_validate(
            {name: response[name] for name in Both.model_fields if name in response}
        )
        if not set(given.codes) <= set(codes_of(items)):
            raise ValueError("not an option here")
        answers = tuple(
            Given(
                item=item.id,
                key=item.best,
                given=code,
                credit=item.credit(code),
                confidence=given.confidence,
            )
            for item, code in zip(items, given.codes, strict=True)
        )
        told_apart = given.same == (items[0].best == items[1].best)
        # Seeing that there is a difference is the half of it, naming the two the other half.
        credit = 0.5 * told_apart + 0.25 * sum(answer.credit for answer in answers)
        return Judged(
            task=task.id,
            lang=response["lang"],
            response=given.model_dump(mode="json"),
            credit=credit,
            answers=answers,
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        codes = codes_of(items_of(task, self.bank))
        return {
            "same": rng.random() < 0.5,  # noqa: PLR2004  a coin
            "codes": [rng.choice(codes), rng.choice(codes)],
            "confidence": rng.choice((25, 50, 75, 95)),
        }
