"""The workbook: the exercises there are, the record of them, what comes next."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from workbook import encoder
from workbook.content import case_head, case_ids, open_case
from workbook.errors import ContentError, UnknownName
from workbook.exercises import build
from workbook.language import choose, say
from workbook.practice import sequel, shown, standing
from workbook.practice.attempt import Attempt
from workbook.practice.formulating import Formulating
from workbook.practice.lab import LAB, Lab
from workbook.practice.planner import Planning
from workbook.practice.rounds import Round
from workbook.practice.sheet import Sheet
from workbook.practice.studio import STUDIO, Studio
from workbook.practice.talk import Talk
from workbook.practice.worksheets import Worksheet

if TYPE_CHECKING:
    from workbook.content import CaseHead, ExerciseSpec
    from workbook.record import AttemptRow, Record
    from workbook.spotting import Answer

A = TypeVar("A", bound=Attempt)


def open_workbook(lang: str | None = None, *, record: Record | None = None) -> Workbook:
    """The trainee's workbook, in a language, on their own record or the one given.

    Raises:
        UnknownName: there is no such language.
        RecordError: the record cannot be used.
    """
    from workbook.record import open_record  # noqa: PLC0415  a third of a second, only once there is something to record

    spoken = choose(lang)
    return Workbook(record or open_record(lang=spoken), lang=spoken)


class Workbook:
    """All exercises and one record.

    Args:
        record: where responses go.
        lang: the language of everything shown.
        now: the clock, in UTC.
        rng: where seeds come from.
        by_meaning: understand by meaning; None: wherever the sentence encoder is installed.
    """

    def __init__(
        self,
        record: Record,
        *,
        lang: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        rng: random.Random | None = None,
        by_meaning: bool | None = None,
    ) -> None:
        self.record = record
        self.lang = lang
        self.now = now
        self.rng = rng or random.Random()
        self.by_meaning = encoder.encoder_installed() if by_meaning is None else by_meaning
        self._built: dict[str, Any] = {}

    @cached_property
    def lab(self) -> Lab:
        """The distortion lab."""
        return Lab(self)

    @cached_property
    def studio(self) -> Studio:
        """The studio's rounds."""
        return Studio(self)

    def family(self, name: str) -> Lab | Studio:
        """Whose exercises have this name before the slash: the lab's, or the studio's."""
        return self.studio if name == STUDIO else self.lab

    def answered(self, rows: Sequence[Answer]) -> None:
        """Some answers went on record: what is remembered moves along."""
        if rows:
            self.lab.answered(rows)

    def round(self, exercise_id: str) -> Round:
        """The round in use of an exercise of the lab or the studio, as it was left; else a fresh one.

        Raises:
            UnknownName: there is none of that name.
        """
        family, _, own_id = exercise_id.partition("/")
        if exercise_id not in self._built:
            self._built[exercise_id] = self.family(family).exercise(own_id)
        exercise = self._built[exercise_id]
        row = self.record.current(exercise_id)
        if row is not None and row.digest == exercise.digest:
            try:
                left = Round.resumed(self, exercise_id, exercise, row)
            except ValidationError:
                left = None
            if left is not None and left.phase != "done":
                left.passed_by_what_is_gone()
                return left
        return Round(self, exercise_id, exercise)

    def exercise(self, exercise_id: str) -> tuple[Any, ExerciseSpec]:
        """An exercise by ``case/exercise``.

        Raises:
            UnknownName: there is none of that name, or not in this language.
        """
        case_id, _, own_id = exercise_id.partition("/")
        if case_id not in case_ids():
            raise UnknownName(
                say(
                    self.lang,
                    "There is no case “{name}”. There are: {names}.",
                    name=case_id,
                    names=", ".join(case_ids()),
                )
            )
        case = open_case(case_id)
        spec = next((spec for spec in case.exercises if spec.id == own_id), None)
        if spec is None:
            names = ", ".join(f"{case_id}/{spec.id}" for spec in case.exercises)
            raise UnknownName(
                say(
                    self.lang,
                    "There is no exercise “{name}”. There are: {names}.",
                    name=exercise_id,
                    names=names,
                )
            )
        if self.lang not in case.languages:
            raise UnknownName(
                say(self.lang, "“{name}” is not yet written in this language.", name=exercise_id)
            )
        if exercise_id not in self._built:
            self._built[exercise_id] = build(case, spec, by_meaning=self.by_meaning)
        return self._built[exercise_id], spec

    def attempt(self, exercise_id: str) -> Talk:
        """The attempt in use, as it was left; else a fresh one, which is on record once it begins."""
        exercise, _ = self.exercise(exercise_id)
        row = self.record.current(exercise_id)
        if row is None:
            return Talk(self, exercise_id, exercise)
        attempt = self.resumed(row, exercise)
        if attempt is None:
            notice = say(
                self.lang,
                "This client was rewritten since you last talked. Your earlier talk is kept in the record; this one begins anew.",
            )
            return Talk(self, exercise_id, exercise, notice=notice)
        return attempt

    def sheet(self, exercise_id: str) -> Sheet:
        """The thought record in use, as it was left; else a fresh one.

        Raises:
            UnknownName: there is none of that name.
        """
        return self._left(Sheet, exercise_id)

    def planning(self, exercise_id: str) -> Planning:
        """The coping plan in use, as it was left; else a fresh one.

        Raises:
            UnknownName: there is none of that name.
        """
        return self._left(Planning, exercise_id)

    def formulating(self, exercise_id: str) -> Formulating:
        """The formulation in use, as it was left; else a fresh one.

        Raises:
            UnknownName: there is none of that name.
        """
        return self._left(Formulating, exercise_id)

    def worksheet(self, exercise_id: str) -> Worksheet:
        """The sheet in use, as it was left; else a fresh one.

        Raises:
            UnknownName: there is none of that name.
        """
        return self._left(Worksheet, exercise_id)

    def _left(self, kind: type[A], exercise_id: str) -> A:
        """The attempt in use; else a fresh one."""
        exercise, _ = self.exercise(exercise_id)
        row = self.record.current(exercise_id)
        if row is not None and row.digest == exercise.digest:
            # What a workbook that put other things in it stored stays on record; a fresh one begins.
            with suppress(ValidationError):
                return kind.resumed(self, exercise_id, exercise, row)
        return kind(self, exercise_id, exercise)

    def any_attempt(self, exercise_id: str) -> Attempt:
        """The attempt in use of any exercise, whatever its kind."""
        if exercise_id.partition("/")[0] in (LAB, STUDIO):
            return self.round(exercise_id)
        _, spec = self.exercise(exercise_id)
        own = {
            "thought_record": self.sheet,
            "coping_plan": self.planning,
            "formulation": self.formulating,
            "worksheet": self.worksheet,
        }
        return own.get(spec.kind, self.attempt)(exercise_id)

    def branch(self, attempt_id: str) -> Talk:
        """An earlier attempt or branch, now the one in use.

        Raises:
            UnknownName: there is none with that id, or its client was rewritten since.
        """
        attempt = self.version(attempt_id)
        self.record.keep(f"current:{attempt.exercise_id}", attempt_id, at=self.now())
        return attempt

    def version(self, attempt_id: str) -> Talk:
        """An earlier attempt or branch, to look at.

        Raises:
            UnknownName: there is none with that id, or its client was rewritten since.
        """
        row = self.record.attempt(attempt_id)
        if row is None:
            raise UnknownName(say(self.lang, "That talk is not in the record."))
        exercise, _ = self.exercise(row.exercise)
        attempt = self.resumed(row, exercise)
        if attempt is None:
            raise UnknownName(
                say(
                    self.lang,
                    "This client was rewritten since that talk. It is kept in the record, but nobody can go on with it.",
                )
            )
        return attempt

    def earlier(self, exercise_id: str, exercise: Any) -> dict[str, Any] | None:
        """What a later talk goes on from: the talk that it follows, and the step that was agreed on since."""
        return sequel.earlier(self, exercise_id, exercise)

    def cases(self) -> list[CaseHead]:
        """The heads of the cases that can be played in this language; one that cannot be read is left out."""
        found = []
        for case_id in case_ids():
            try:
                case = case_head(case_id)
            except ContentError:
                continue
            if self.lang in case.languages:
                found.append(case)
        return found

    def codes(self) -> list[dict[str, str]]:
        """The therapist codes, named."""
        return shown.codes(self.lang)

    def clients(self) -> list[dict[str, Any]]:
        """Every client there is to talk with, the easiest first, with the talks and how far each is."""
        return standing.clients(self)

    def progress(self) -> list[dict[str, Any]]:
        """Each exercise with its state: new, begun or done."""
        return standing.progress(self)

    def calibration(self) -> list[dict[str, Any]]:
        """Every finished talk that the trainee rated, oldest first: their own view and the workbook's, 0-10."""
        return standing.calibration(self)

    def next_step(self) -> dict[str, str] | None:
        """The exercise to go on with: one that was begun, else the first that is new."""
        return standing.next_step(self)

    def resumed(self, row: AttemptRow, exercise: Any) -> Talk | None:
        """An attempt where it was left; None where its states no longer fit the case or the workbook."""
        if row.digest != exercise.digest:
            return None
        try:
            return Talk.resumed(self, row.exercise, exercise, row)
        except ValidationError:
            return None
