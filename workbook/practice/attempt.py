"""One trainee's run through an exercise: it owns the state and is the only door to the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from workbook.debrief import score
from workbook.errors import ResponseError
from workbook.language import say
from workbook.practice import shown

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.exchange import Exchange
    from workbook.exercises import Exercise, Outcome
    from workbook.practice.book import Workbook
    from workbook.record import AttemptRow, Step

Mode = Literal["coach", "fade", "exam"]


class Attempt:
    """A run: fresh (nothing on record yet), under way, or ended."""

    def __init__(
        self, book: Workbook, exercise_id: str, exercise: Exercise, *, notice: str | None = None
    ) -> None:
        self.exercise_id = exercise_id
        self.exercise = exercise
        self.notice = notice
        self.row: AttemptRow | None = None
        self.saved_at: datetime | None = None
        self.exchanges: list[Exchange] = []
        self._book = book
        self._position = 0
        self._turn_at: list[int] = []  # the position of the response that made each turn
        self._outcome: Outcome = exercise.start(seed=0)

    @classmethod
    def resumed(
        cls, book: Workbook, exercise_id: str, exercise: Exercise, row: AttemptRow
    ) -> Attempt:
        """An attempt as its last stored outcome left it."""
        attempt = cls(book, exercise_id, exercise)
        attempt.row = row
        attempt._outcome = exercise.start(seed=row.options.get("seed", 0))
        for step in book.record.steps(row):
            attempt._take(step)
        return attempt

    @property
    def lang(self) -> str:
        return self._book.lang

    @property
    def mode(self) -> Mode:
        """How feedback comes: after each turn, on request, or only at the end."""
        mode: Mode = (self.row.options if self.row else {}).get("mode", "coach")
        return mode

    @property
    def phase(self) -> str:
        return self._outcome.state.phase if self.row else "ready"

    @property
    def state(self) -> Any:
        return self._outcome.state

    @property
    def prompt(self) -> Any:
        return self._outcome.next

    def begin(self, mode: str = "coach") -> dict[str, Any]:
        """Put a fresh attempt on record."""
        if self.row is None:
            self._begin(mode)
        return {"saved_at": _iso(self.saved_at), "phase": self.phase, "state": self.snapshot()}

    def submit(self, response: Mapping[str, Any]) -> Outcome:
        """Take a response: to the record first, then on.

        Raises:
            ResponseError: it cannot be taken here; nothing has happened.
            RecordError: it could not be recorded; nothing has happened.
        """
        if self.row is None:
            self._begin("coach")
        row = self.row
        assert row is not None  # noqa: S101  for the type checker: just begun
        given = {**response, "lang": response.get("lang", self.lang)}
        outcome = self.exercise.respond(self._outcome.state, given)
        if outcome.state.phase == "done" and self.exchanges:
            outcome = outcome.model_copy(
                update={"score": score(self.exercise.case, self.exchanges)}
            )
        at = self._book.now()
        self._book.record.add(
            row.id, self._position, response=given, outcome=outcome.model_dump(mode="json"), at=at
        )
        # Only what is on record has happened.
        self._move(outcome, at)
        return outcome

    def say(self, text: str, move: str | None = None) -> dict[str, Any]:
        """One utterance of the trainee, and what a face needs to show the answer."""
        outcome = self.submit({"kind": "say", "text": text, "move": move})
        return {
            "turn": shown.turn(self.exercise.case, self.exchanges, -1, self.lang),
            "moves": shown.moves(self.exercise.case, outcome.next, self.lang),
            "phase": self.phase,
            "saved_at": _iso(self.saved_at),
        }

    def end(self) -> dict[str, Any]:
        """End the talk; the self-rating comes next."""
        self.submit({"kind": "end"})
        return {"phase": self.phase, "saved_at": _iso(self.saved_at), "state": self.snapshot()}

    def rate(self, ratings: Mapping[str, int]) -> dict[str, Any]:
        """The trainee's own rating, after which the debrief is shown."""
        self.submit({"kind": "rate", "ratings": dict(ratings)})
        return {"phase": self.phase, "saved_at": _iso(self.saved_at), "state": self.snapshot()}

    def keep_draft(self, text: str) -> str | None:
        """Keep what is typed but not sent; says when it was kept."""
        at = self._book.now()
        self._book.record.keep(f"draft:{self.exercise_id}", text, at=at)
        return _iso(at)

    def rewind(self, turn: int) -> Attempt:
        """A branch that goes on from just before a turn; the talk so far stays as it is.

        Raises:
            ResponseError: there is no such turn.
        """
        if self.row is None or not 1 <= turn <= len(self._turn_at):
            raise ResponseError(
                say(self.lang, "There is no turn {turn} to go back to.", turn=turn)
            )
        row = self._book.record.begin(
            self.exercise_id,
            digest=self.exercise.case.digest,
            lang=self.lang,
            options=self.row.options,
            at=self._book.now(),
            parent=self.row.id,
            shared=self._turn_at[turn - 1],
        )
        return Attempt.resumed(self._book, self.exercise_id, self.exercise, row)

    def correct(self, turn: int, code: str) -> Attempt:
        """A branch in which that turn was the kind of move that the trainee meant.

        Raises:
            ResponseError: there is no such turn or code.
        """
        if code not in {known["id"] for known in shown.codes(self.lang)}:
            raise ResponseError(say(self.lang, "There is no code “{code}”.", code=code))
        branch = self.rewind(turn)
        branch.submit({"kind": "say", "text": self.exchanges[turn - 1].said, "code": code})
        return branch

    def again(self, mode: str) -> Attempt:
        """A new attempt from the beginning; this one stays in the record."""
        fresh = Attempt(self._book, self.exercise_id, self.exercise)
        fresh._begin(mode)
        return fresh

    def warm(self) -> None:
        """Load what hearing the first utterance needs, while the trainee still types."""
        self.exercise.ear(self.lang)  # type: ignore[attr-defined]

    def snapshot(self) -> dict[str, Any]:
        """Everything a face needs to show this attempt."""
        record = self._book.record
        return shown.snapshot(
            self,
            draft=record.kept(f"draft:{self.exercise_id}"),
            branches=[
                (row, len([s for s in record.steps(row) if s.response.get("kind") == "say"]))
                for row in record.attempts(self.exercise_id)
            ],
        )

    def _begin(self, mode: str) -> None:
        if mode not in get_args(Mode):
            raise ResponseError(
                say(self.lang, "Choose how feedback should come: coach, fade or exam.")
            )
        at, seed = self._book.now(), self._book.rng.randrange(2**31)
        self.row = self._book.record.begin(
            self.exercise_id,
            digest=self.exercise.case.digest,
            lang=self.lang,
            options={"mode": mode, "seed": seed},
            at=at,
        )
        self.saved_at, self.notice = at, None
        self._outcome = self.exercise.start(seed=seed)

    def _take(self, step: Step) -> None:
        self._position = step.position
        self._move(self.exercise.revive(step.outcome), step.at)

    def _move(self, outcome: Outcome, at: datetime) -> None:
        if outcome.detail is not None:
            self.exchanges.append(outcome.detail)
            self._turn_at.append(self._position)
        self._outcome, self.saved_at = outcome, at
        self._position += 1


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
