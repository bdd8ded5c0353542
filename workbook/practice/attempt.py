"""One trainee's run through an exercise: it owns the state and is the only door to the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.exercises import Outcome
    from workbook.practice.book import Workbook
    from workbook.record import AttemptRow, Step
    from workbook.spotting import Answer


class Attempt:
    """A run: fresh (nothing on record yet), under way, or ended.

    Args:
        row: what is on record of it; None: fresh.
        begun: the row itself is on record.
        notice: what the trainee must be told before it begins.
    """

    def __init__(
        self,
        book: Workbook,
        exercise_id: str,
        exercise: Any,
        *,
        row: AttemptRow | None = None,
        begun: bool = True,
        notice: str | None = None,
    ) -> None:
        self.exercise_id = exercise_id
        self.exercise = exercise
        self.notice = notice
        self.row = row
        self.saved_at: datetime | None = row.begun_at if row and begun else None
        self._begun = begun and row is not None
        self._book = book
        self._position = 0
        self._seed: int = row.options.get("seed", 0) if row else book.rng.randrange(2**31)
        # What it goes on from stays as it was when it was drawn up.
        self._earlier: dict[str, Any] | None = (
            row.options.get("earlier") if row else self._before()
        )
        self._outcome: Outcome = exercise.start(seed=self._seed, earlier=self._earlier)
        self.first = self._outcome.state

    @classmethod
    def resumed(
        cls,
        book: Workbook,
        exercise_id: str,
        exercise: Any,
        row: AttemptRow,
        *,
        begun: bool = True,
    ) -> Self:
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
    def phase(self) -> str:
        return self._outcome.state.phase if self.row else "ready"

    @property
    def state(self) -> Any:
        return self._outcome.state

    @property
    def score(self) -> float | None:
        """The score once it has ended, 0-1; None: not ended, or nothing to score."""
        return self._outcome.score

    @property
    def prompt(self) -> Any:
        return self._outcome.next

    def submit(self, response: Mapping[str, Any]) -> Outcome:
        """Take a response: to the record first, then on.

        Raises:
            ResponseError: it cannot be taken here; nothing has happened.
            RecordError: it could not be recorded; nothing has happened.
        """
        row = self.row or self._drawn_up()
        response = {**response, "lang": response.get("lang", self.lang)}
        outcome = self._finished(self.exercise.respond(self._outcome.state, response))
        at = self._book.now()
        given = self._given(outcome, at)
        self._book.record.add(
            row,
            self._position,
            response=response,
            outcome=outcome.model_dump(mode="json"),
            at=at,
            begins=not self._begun,
            settles=(self._draft, str(response.get("text", ""))),
            given=given,
        )
        # Only what is on record has happened.
        self._on_record(row, at)
        self._move(outcome)
        self._book.answered(given)
        return outcome

    def keep_draft(self, text: str) -> str | None:
        """Keep what is typed but not sent; says when it was kept."""
        at = self._book.now()
        self._book.record.keep(self._draft, text, at=at)
        return at.isoformat()

    @property
    def draft(self) -> str:
        """What was typed and not sent."""
        return self._book.record.kept(self._draft)

    @property
    def _draft(self) -> str:
        return f"draft:{self.exercise_id}"

    def _before(self) -> dict[str, Any] | None:
        """What a fresh attempt goes on from."""
        return None

    def _finished(self, outcome: Outcome) -> Outcome:
        """The outcome with what only the whole attempt can add to it."""
        return outcome

    def _given(self, outcome: Outcome, at: datetime) -> Sequence[Answer]:
        """The answers that an outcome holds."""
        return ()

    def _drawn_up(self, **options: object) -> AttemptRow:
        return self._book.record.draw_up(
            self.exercise_id,
            digest=self.exercise.digest,
            lang=self.lang,
            options={"seed": self._seed}
            | ({"earlier": self._earlier} if self._earlier else {})
            | options,
            at=self._book.now(),
        )

    def _begin(self, row: AttemptRow) -> None:
        self._book.record.begin(row)
        self._on_record(row, row.begun_at)

    def _take(self, step: Step) -> None:
        self._position, self.saved_at = step.position, step.at
        self._move(self.exercise.revive(step.outcome))

    def _on_record(self, row: AttemptRow, at: datetime) -> None:
        self.row, self._begun, self.saved_at, self.notice = row, True, at, None

    def _move(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._position += 1
