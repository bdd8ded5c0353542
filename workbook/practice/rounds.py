"""A trainee's round of tasks in the distortion lab."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.practice import deck, drilled
from workbook.practice.attempt import Attempt
from workbook.spotting import Answer

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.exercises import Outcome


class Round(Attempt):
    """An attempt at a drill."""

    def begin(self) -> None:
        """Put a fresh round on record."""
        if self.row is None:
            self._begin(self._drawn_up())

    def answer(self, given: Mapping[str, Any]) -> None:
        """Answer the task that comes now."""
        self.submit({**given, "kind": "answer"})

    def skip(self) -> None:
        """Pass the task over; it was not attempted."""
        self.submit({"kind": "skip"})

    def guess(self, right: object) -> None:
        """Say how many went well, before seeing it."""
        self.submit({"kind": "guess", "right": right})

    def again(self) -> Round:
        """A new round; this one stays in the record."""
        fresh = Round(self._book, self.exercise_id, self.exercise)
        fresh.begin()
        return fresh

    def own_talk(self) -> Round:
        """A new round with the trainee's own last talk.

        Raises:
            UnknownName: there is none.
        """
        fresh = Round(self._book, self.exercise_id, self.exercise)
        fresh._earlier = self._book.lab.own_talk()
        fresh._outcome = self.exercise.start(seed=fresh._seed, earlier=fresh._earlier)
        fresh.begin()
        return fresh

    def passed_by_what_is_gone(self) -> None:
        """Pass over tasks whose item is no longer in the bank."""
        while self.row and (task := self.state.task) and not self.exercise.has(task, self.state):
            self.skip()

    def own_thought(self, name: str) -> dict[str, Any]:
        """A thought of the trainee's own; without words once it was taken out of the deck."""
        there = deck.thoughts(self._book).get(name)
        return there or {**self.state.material[name], "text": "…", "note": ""}

    def snapshot(self) -> dict[str, Any]:
        """Everything a face needs to show this round."""
        return drilled.snapshot(self)

    def _before(self) -> dict[str, Any]:
        own_id = self.exercise_id.partition("/")[2]
        return self._book.lab.composed(own_id, random.Random(self._seed))

    def _given(self, outcome: Outcome, at: datetime) -> Sequence[Answer]:
        if outcome.detail is None:
            return ()
        situations = self._book.lab.bank.situation_of
        return [
            Answer(
                at=at,
                exercise=self.exercise_id,
                item=one.item,
                situation=situations.get(one.item.partition("#")[0], one.item.partition("/")[0]),
                lang=outcome.detail.lang,
                key=one.key,
                given=one.given,
                credit=one.credit,
                confidence=one.confidence,
            )
            for one in outcome.detail.answers
        ]
