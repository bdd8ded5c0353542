"""One trainee's run through an exercise: it owns the state and is the only door to the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from workbook.content import rubric
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
        self,
        book: Workbook,
        exercise_id: str,
        exercise: Exercise,
        *,
        row: AttemptRow | None = None,
        begun: bool = True,
        notice: str | None = None,
    ) -> None:
        self.exercise_id = exercise_id
        self.exercise = exercise
        self.notice = notice
        self.row = row  # None: fresh
        self._begun = begun and row is not None  # on record
        self.saved_at: datetime | None = row.begun_at if row and begun else None
        self.exchanges: list[Exchange] = []
        self._book = book
        self._position = 0
        self._turn_at: list[int] = []  # the position of the response that made each turn
        self._seed: int = row.options.get("seed", 0) if row else book.rng.randrange(2**31)
        # What a later talk remembers stays as it was when the talk was drawn up.
        self._earlier = row.options.get("earlier") if row else book.earlier(exercise_id, exercise)
        self._outcome: Outcome = exercise.start(seed=self._seed, earlier=self._earlier)
        self.first = self._outcome.state

    @classmethod
    def resumed(
        cls,
        book: Workbook,
        exercise_id: str,
        exercise: Exercise,
        row: AttemptRow,
        *,
        begun: bool = True,
    ) -> Attempt:
        """An attempt as its last stored outcome left it.

        Raises:
            pydantic.ValidationError: the outcomes were stored by a workbook that put other things in them.
        """
        attempt = cls(book, exercise_id, exercise, row=row, begun=begun)
        for step in book.record.steps(row):
            attempt._take(step)
        return attempt

    @property
    def lang(self) -> str:
        return self._book.lang

    @property
    def remembers(self) -> bool:
        """Whether this talk goes on from one of the trainee's own."""
        return self._earlier is not None

    @property
    def mode(self) -> Mode:
        """How feedback comes: after each turn, on request, or only at the end."""
        mode: Mode = (self.row.options if self.row else {}).get("mode", "coach")
        return mode

    @property
    def goals(self) -> tuple[str, ...]:
        """What the trainee meant to practise: criteria of the rubric."""
        return tuple((self.row.options if self.row else {}).get("goals", ()))

    @property
    def phase(self) -> str:
        return self._outcome.state.phase if self.row else "ready"

    @property
    def state(self) -> Any:
        return self._outcome.state

    @property
    def prompt(self) -> Any:
        return self._outcome.next

    def begin(self, mode: str = "coach", goals: Sequence[str] = ()) -> dict[str, Any]:
        """Put a fresh attempt on record, with what the trainee means to practise in it (criteria of the rubric)."""
        if self.row is None:
            row = self._drawn_up(mode, goals)
            self._book.record.begin(row)
            self._on_record(row, row.begun_at)
        return {"saved_at": _iso(self.saved_at), "phase": self.phase, "state": self.snapshot()}

    def submit(self, response: Mapping[str, Any]) -> Outcome:
        """Take a response: to the record first, then on.

        Raises:
            ResponseError: it cannot be taken here; nothing has happened.
            RecordError: it could not be recorded; nothing has happened.
        """
        row = self.row or self._drawn_up("coach")
        given = {**response, "lang": response.get("lang", self.lang)}
        outcome = self.exercise.respond(self._outcome.state, given)
        if outcome.state.phase == "done" and self.exchanges:
            outcome = outcome.model_copy(
                update={"score": score(self.exercise.case, self.exchanges)}
            )
        at = self._book.now()
        self._book.record.add(
            row,
            self._position,
            response=given,
            outcome=outcome.model_dump(mode="json"),
            at=at,
            begins=not self._begun,
            settles=(self._draft, str(given.get("text", ""))),
        )
        # Only what is on record has happened.
        self._on_record(row, at)
        self._move(outcome)
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
        self._book.record.keep(self._draft, text, at=at)
        return _iso(at)

    def rewind(self, turn: int) -> Attempt:
        """A branch that goes on from just before a turn; the talk so far stays as it is.

        Raises:
            ResponseError: there is no such turn.
        """
        row = self._branch(turn)
        self._book.record.begin(row)
        return Attempt.resumed(self._book, self.exercise_id, self.exercise, row)

    def compare(self, attempt_id: str) -> dict[str, Any]:
        """This talk beside another version of it, from where they part.

        Raises:
            UnknownName: there is no such version, or its client was rewritten since.
        """
        return shown.compared(self, self._book.version(attempt_id))

    def correct(self, turn: int, code: str) -> Attempt:
        """A branch in which that turn was the kind of move that the trainee meant.

        Raises:
            ResponseError: there is no such turn or code.
        """
        row, happened = self._branch(turn), self.exchanges[turn - 1]
        branch = Attempt.resumed(self._book, self.exercise_id, self.exercise, row, begun=False)
        said = {"text": happened.said, "lang": happened.lang, "move": happened.move}
        branch.submit({"kind": "say", **said, "code": code})
        return branch

    def again(self, mode: str, goals: Sequence[str] = ()) -> Attempt:
        """A new attempt from the beginning; this one stays in the record."""
        fresh = Attempt(self._book, self.exercise_id, self.exercise)
        fresh.begin(mode, goals)
        return fresh

    def warm(self) -> None:
        """Load what hearing the first utterance needs, while the trainee still types."""
        self.exercise.ear(self.lang)  # type: ignore[attr-defined]

    def snapshot(self) -> dict[str, Any]:
        """Everything a face needs to show this attempt."""
        record = self._book.record
        return shown.snapshot(
            self,
            draft=record.kept(self._draft),
            branches=[
                (row, len([s for s in record.steps(row) if s.response.get("kind") == "say"]))
                for row in record.attempts(self.exercise_id)
                if row.digest == self.exercise.case.digest
            ],
        )

    @property
    def _draft(self) -> str:
        return f"draft:{self.exercise_id}"

    def _drawn_up(self, mode: str, goals: Sequence[str] = ()) -> AttemptRow:
        if mode not in get_args(Mode):
            raise ResponseError(
                say(self.lang, "Choose how feedback should come: coach, fade or exam.")
            )
        known = {criterion.id for criterion in rubric().criteria}
        if not known.issuperset(goals):
            raise ResponseError(say(self.lang, "Choose goals from the list."))
        return self._book.record.draw_up(
            self.exercise_id,
            digest=self.exercise.case.digest,
            lang=self.lang,
            options={"mode": mode, "seed": self._seed}
            | ({"goals": list(goals)} if goals else {})
            | ({"earlier": self._earlier} if self._earlier else {}),
            at=self._book.now(),
        )

    def _branch(self, turn: int) -> AttemptRow:
        if self.row is None or not 1 <= turn <= len(self._turn_at):
            raise ResponseError(
                say(self.lang, "There is no turn {turn} to go back to.", turn=turn)
            )
        return self._book.record.draw_up(
            self.exercise_id,
            digest=self.exercise.case.digest,
            lang=self.lang,
            options=self.row.options,
            at=self._book.now(),
            parent=self.row.id,
            shared=self._turn_at[turn - 1],
        )

    def _take(self, step: Step) -> None:
        self._position, self.saved_at = step.position, step.at
        self._move(self.exercise.revive(step.outcome))

    def _on_record(self, row: AttemptRow, at: datetime) -> None:
        self.row, self._begun, self.saved_at, self.notice = row, True, at, None

    def _move(self, outcome: Outcome) -> None:
        if outcome.detail is not None:
            self.exchanges.append(outcome.detail)
            self._turn_at.append(self._position)
        self._outcome = outcome
        self._position += 1


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
