"""A trainee's round of tasks, in the distortion lab or in the studio."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.practice import deck, drilled
from workbook.practice.attempt import Attempt
from workbook.spotting import Answer

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.content import DrillSpec
    from workbook.exercises import Outcome
    from workbook.practice.book import Workbook


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
        family, _, own_id = self.exercise_id.partition("/")
        return self._book.family(family).composed(own_id, random.Random(self._seed))

    def _given(self, outcome: Outcome, at: datetime) -> Sequence[Answer]:
        if outcome.detail is None or not outcome.detail.answers:
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


def progress_of(book: Workbook, spec: DrillSpec, exercise_id: str) -> dict[str, Any]:
    """How far an exercise that goes in rounds is; tasks answered in the longest round count as turns."""
    rows = book.record.attempts(exercise_id)
    turns, best, done, at = 0, None, False, None
    for row in rows:
        steps = book.record.steps(row)
        state = steps[-1].outcome["state"] if steps else {}
        done = done or state.get("phase") == "done"
        score = steps[-1].outcome.get("score") if steps else None
        best = max((one for one in (best, score) if one is not None), default=None)
        turns = max(turns, sum(step.response.get("kind") == "answer" for step in steps))
        at = max(filter(None, (at, steps[-1].at if steps else row.begun_at)))
    return {
        "exercise": exercise_id,
        "title": spec.title.read(book.lang),
        "aim": spec.aim.read(book.lang),
        "state": "done" if done else "begun" if rows else "new",
        "turns": turns,
        "score": best,
        "at": at.isoformat() if at else None,
        "minutes": spec.minutes,
    }
