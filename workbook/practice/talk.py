"""A trainee's talk with a client: it can go back to any turn, and keeps every version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from workbook.content import rubric
from workbook.debrief import score
from workbook.errors import ResponseError
from workbook.exercises.roleplay import SINCE
from workbook.language import say
from workbook.practice import shown
from workbook.practice.attempt import Attempt
from workbook.spotting import Answer

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.exchange import Exchange
    from workbook.exercises import Outcome
    from workbook.record import AttemptRow

Mode = Literal["coach", "fade", "exam"]


class Talk(Attempt):
    """An attempt at a role-play."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.exchanges: list[Exchange] = []
        self._turn_at: list[int] = []  # the position of the response that made each turn
        super().__init__(*given, **named)

    @property
    def remembers(self) -> bool:
        """Whether this talk goes on from one of the trainee's own."""
        return bool(self._earlier and self._earlier.keys() - {SINCE})

    @property
    def mode(self) -> Mode:
        """How feedback comes: after each turn, on request, or only at the end."""
        mode: Mode = (self.row.options if self.row else {}).get("mode", "coach")
        return mode

    @property
    def goals(self) -> tuple[str, ...]:
        """What the trainee meant to practise: criteria of the rubric."""
        return tuple((self.row.options if self.row else {}).get("goals", ()))

    def begin(self, mode: str = "coach", goals: Sequence[str] = ()) -> dict[str, Any]:
        """Put a fresh attempt on record, with what the trainee means to practise in it (criteria of the rubric)."""
        if self.row is None:
            self._begin(self._drawn(mode, goals))
        return {"saved_at": self._saved, "phase": self.phase, "state": self.snapshot()}

    def say(self, text: str, move: str | None = None) -> dict[str, Any]:
        """One utterance of the trainee, and what a face needs to show the answer."""
        outcome = self.submit({"kind": "say", "text": text, "move": move})
        return {
            "turn": shown.turn(self.exercise.case, self.exchanges, -1, self.lang),
            "moves": shown.moves(self.exercise.case, outcome.next, self.lang),
            "phase": self.phase,
            "saved_at": self._saved,
        }

    def end(self) -> dict[str, Any]:
        """End the talk; the self-rating comes next."""
        self.submit({"kind": "end"})
        return {"phase": self.phase, "saved_at": self._saved, "state": self.snapshot()}

    def rate(self, ratings: Mapping[str, int]) -> dict[str, Any]:
        """The trainee's own rating, after which the debrief is shown."""
        self.submit({"kind": "rate", "ratings": dict(ratings)})
        return {"phase": self.phase, "saved_at": self._saved, "state": self.snapshot()}

    def mark(self, turn: int, mark: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Take words of the client's line in a turn for a distortion; all marks on that line, with what they were.

        Raises:
            ResponseError: there is no such line, or no such words in it; nothing has happened.
        """
        if not 1 <= turn <= len(self.exchanges):
            raise ResponseError(
                say(self.lang, "There is no turn {turn} to go back to.", turn=turn)
            )
        happened = self.exchanges[turn - 1]
        self.submit(
            {
                "kind": "mark",
                "turn": turn,
                "storylet": happened.storylet,
                "line": happened.line,
                **{name: mark[name] for name in ("start", "end", "code")},
            }
        )
        return shown.marks(self).get(turn, [])

    def rewind(self, turn: int) -> Talk:
        """A branch that goes on from just before a turn; the talk so far stays as it is.

        Raises:
            ResponseError: there is no such turn.
        """
        row = self._branch(turn)
        self._book.record.begin(row)
        return Talk.resumed(self._book, self.exercise_id, self.exercise, row)

    def compare(self, attempt_id: str) -> dict[str, Any]:
        """This talk beside another version of it, from where they part.

        Raises:
            UnknownName: there is no such version, or its client was rewritten since.
        """
        return shown.compared(self, self._book.version(attempt_id))

    def correct(self, turn: int, code: str) -> Talk:
        """A branch in which that turn was the kind of move that the trainee meant.

        Raises:
            ResponseError: there is no such turn or code.
        """
        row, happened = self._branch(turn), self.exchanges[turn - 1]
        branch = Talk.resumed(self._book, self.exercise_id, self.exercise, row, begun=False)
        said = {"text": happened.said, "lang": happened.lang, "move": happened.move}
        branch.submit({"kind": "say", **said, "code": code})
        return branch

    def again(self, mode: str, goals: Sequence[str] = ()) -> Talk:
        """A new attempt from the beginning; this one stays in the record."""
        fresh = Talk(self._book, self.exercise_id, self.exercise)
        fresh.begin(mode, goals)
        return fresh

    def warm(self) -> None:
        """Load what hearing the first utterance needs, while the trainee still types."""
        self.exercise.ear(self.lang)

    def snapshot(self) -> dict[str, Any]:
        """Everything a face needs to show this attempt."""
        record = self._book.record
        return shown.snapshot(
            self,
            draft=self.draft,
            branches=[
                (row, len([s for s in record.steps(row) if s.response.get("kind") == "say"]))
                for row in record.attempts(self.exercise_id)
                if row.digest == self.exercise.digest
            ],
        )

    @property
    def _saved(self) -> str | None:
        return self.saved_at.isoformat() if self.saved_at else None

    def _before(self) -> dict[str, Any] | None:
        return self._book.earlier(self.exercise_id, self.exercise)

    def _finished(self, outcome: Outcome) -> Outcome:
        if len(outcome.state.marks) > len(self.state.marks):
            # Nothing was said, so what was on offer to say still is.
            return outcome.model_copy(update={"next": self.prompt})
        if outcome.state.phase != "done" or not self.exchanges:
            return outcome
        return outcome.model_copy(update={"score": score(self.exercise.case, self.exchanges)})

    def _given(self, outcome: Outcome, at: datetime) -> Sequence[Answer]:
        if len(outcome.state.marks) <= len(self.state.marks):
            return ()
        mark = outcome.state.marks[-1]
        found, key, _ = shown.marked(self.exercise.case, mark)
        given = mark.code
        return [
            Answer(
                at=at,
                exercise=self.exercise_id,
                item=found.key.id if found.key else f"{self.exercise.case.id}/{mark.storylet}",
                situation=self.exercise.case.id,
                lang=mark.lang,
                key=key,
                given=given,
                credit=float(key == given),
                confidence=None,
            )
        ]

    def _drawn(self, mode: str, goals: Sequence[str]) -> AttemptRow:
        if mode not in get_args(Mode):
            raise ResponseError(
                say(self.lang, "Choose how feedback should come: coach, fade or exam.")
            )
        known = {criterion.id for criterion in rubric().criteria}
        if not known.issuperset(goals):
            raise ResponseError(say(self.lang, "Choose goals from the list."))
        return self._drawn_up(mode=mode, **({"goals": list(goals)} if goals else {}))

    def _branch(self, turn: int) -> AttemptRow:
        if self.row is None or not 1 <= turn <= len(self._turn_at):
            raise ResponseError(
                say(self.lang, "There is no turn {turn} to go back to.", turn=turn)
            )
        return self._book.record.draw_up(
            self.exercise_id,
            digest=self.exercise.digest,
            lang=self.lang,
            options=self.row.options,
            at=self._book.now(),
            parent=self.row.id,
            shared=self._turn_at[turn - 1],
        )

    def _move(self, outcome: Outcome) -> None:
        if outcome.detail is not None:
            self.exchanges.append(outcome.detail)
            self._turn_at.append(self._position)
        super()._move(outcome)
