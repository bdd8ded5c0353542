"""Reading and writing the record. Every write is one transaction; a failed one changes nothing."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from workbook.errors import RecordError
from workbook.record import safekeeping
from workbook.record.tables import answers, attempts, kept, responses
from workbook.spotting import Answer

_TURN = 20261122  # any number will do: whoever holds it may write


class AttemptRow(NamedTuple):
    """One run of a trainee through an exercise."""

    id: str
    exercise: str
    digest: str
    lang: str
    options: dict[str, Any]
    parent: str | None
    shared: int  # responses taken over from the parent
    begun_at: datetime


class Step(NamedTuple):
    """One response and what came of it."""

    attempt: str
    position: int
    at: datetime
    response: dict[str, Any]
    outcome: dict[str, Any]


_ANSWER = tuple(answers.c["best" if name == "key" else name] for name in Answer._fields)


class Record:
    """An open record."""

    def __init__(self, engine: sa.Engine, path: Path | None, *, lang: str) -> None:
        self.path = path  # of the SQLite file; None: a database server, or in memory
        self.lang = lang
        self._engine = engine
        self._writer = engine.execution_options(writes=True)

    @property
    def place(self) -> str:
        """Where the record is, without any password."""
        return str(self.path or self._engine.url.render_as_string(hide_password=True))

    def draw_up(
        self,
        exercise: str,
        *,
        digest: str,
        lang: str,
        options: Mapping[str, Any],
        at: datetime,
        parent: str | None = None,
        shared: int = 0,
    ) -> AttemptRow:
        """A new attempt, not yet on record."""
        return AttemptRow(
            uuid.uuid4().hex, exercise, digest, lang, dict(options), parent, shared, at
        )

    def begin(self, attempt: AttemptRow) -> None:
        """Put a new attempt on record, as the one in use."""
        with self.writing() as connection:
            _begin(connection, attempt)

    def add(
        self,
        attempt: AttemptRow,
        position: int,
        *,
        response: Mapping[str, Any],
        outcome: Mapping[str, Any],
        at: datetime,
        begins: bool = False,
        settles: tuple[str, str] | None = None,
        given: Sequence[Answer] = (),
    ) -> None:
        """One more response of an attempt.

        Args:
            begins: the attempt is not on record yet.
            settles: key and value of what was kept until now and need not be any more, such as a draft.
            given: the answers that the response holds.

        Raises:
            RecordError: it could not be written, or another window has written that position.
        """
        with self.writing() as connection:
            if begins:
                _begin(connection, attempt)
            connection.execute(
                responses.insert().values(
                    attempt=attempt.id,
                    position=position,
                    at=_utc(at),
                    response=dict(response),
                    outcome=dict(outcome),
                )
            )
            if given:
                where = {"attempt": attempt.id, "position": position}
                rows = [
                    {**_stored(row), **where, "number": number} for number, row in enumerate(given)
                ]
                connection.execute(answers.insert(), rows)
            if settles:
                key, value = settles
                connection.execute(
                    kept.delete().where(kept.c.key == key, kept.c.value == _storable(value))
                )

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        """One attempt by its id."""
        return next(iter(self._attempts(attempts.c.id == attempt_id)), None)

    def attempts(self, exercise: str | None = None) -> list[AttemptRow]:
        """Attempts, oldest first."""
        return self._attempts(sa.true() if exercise is None else attempts.c.exercise == exercise)

    def current(self, exercise: str) -> AttemptRow | None:
        """The attempt in use: the one last begun or gone back to."""
        named = self.kept(f"current:{exercise}")
        found = self.attempt(named) if named else None
        return found or next(reversed(self.attempts(exercise)), None)

    def steps(self, attempt: AttemptRow) -> list[Step]:
        """All responses an attempt consists of, those it shares with its parents included."""
        steps = self._own_steps(attempt.id)
        row, limit = attempt, attempt.shared
        while row.parent and (found := self.attempt(row.parent)):
            # Each parent only up to where its child left it.
            limit = min(limit, row.shared)
            steps += [step for step in self._own_steps(found.id) if step.position < limit]
            row = found
        return sorted(steps, key=lambda step: step.position)

    def answers(self, since: datetime | None = None) -> list[Answer]:
        """The answers given in all attempts, oldest first; those after a moment, where one is given."""
        wanted = sa.select(*_ANSWER).order_by(
            answers.c.at, answers.c.attempt, answers.c.position, answers.c.number
        )
        if since is not None:
            wanted = wanted.where(answers.c.at > _utc(since))
        with self.reading() as connection:
            return [
                Answer(row[0].replace(tzinfo=UTC), *row[1:]) for row in connection.execute(wanted)
            ]

    def keep(self, key: str, value: str, *, at: datetime) -> None:
        """Put a changing thing in place of its earlier self; an empty value removes it."""
        with self.writing() as connection:
            _keep(connection, key, value, at)

    def kept(self, key: str) -> str:
        """A changing thing; empty where there is none."""
        with self.reading() as connection:
            found = connection.execute(sa.select(kept.c.value).where(kept.c.key == key)).scalar()
        return found or ""

    def kept_under(self, prefix: str) -> dict[str, str]:
        """Every changing thing whose key begins so, the newest first."""
        asked = sa.select(kept.c.key, kept.c.value).where(
            kept.c.key.startswith(prefix, autoescape=True)
        )
        with self.reading() as connection:
            rows = connection.execute(asked.order_by(kept.c.at.desc(), kept.c.key)).all()
        return {row.key: row.value for row in rows}

    def erase(self) -> None:
        """Delete everything, copies included; an SQLite file goes as a whole.

        Raises:
            RecordError: another window still has it open, and would go on writing to what is gone.
        """
        if self.path is None:
            with self.writing() as connection:
                there = sa.inspect(connection).get_table_names()
                if attempts.name in there:
                    connection.execute(attempts.update().values(parent=None))
                for table in (answers, responses, kept, attempts):
                    if table.name in there:
                        connection.execute(table.delete())
            return
        self.close()
        if self.path.exists():
            self._make_sure_nobody_else_has_it(self.path)
        safekeeping.remove(self.path, lang=self.lang)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment of the record; faults come out as sentences."""
        try:
            with self._telling(), self._engine.connect() as connection:
                yield connection
        except ValueError as problem:
            # A value that is none of what we wrote.
            place = self.path or self.place
            raise RecordError(safekeeping.damaged(place, lang=self.lang)) from problem

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose changes happen all together or not at all; faults come out as sentences."""
        with self._telling(), self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                # One writer at a time, as SQLite has it.
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))
            yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as problem:
            fault = str(problem.orig if isinstance(problem, DBAPIError) else problem)
            place = self.path or self.place
            raise RecordError(safekeeping.explain(fault, place, lang=self.lang)) from problem

    def _make_sure_nobody_else_has_it(self, path: Path) -> None:
        try:
            with closing(sqlite3.connect(path)) as connection:
                # Only the last one out may leave WAL mode.
                connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as problem:
            raise RecordError(safekeeping.explain(str(problem), path, lang=self.lang)) from problem
        except sqlite3.DatabaseError:
            return  # damaged: nobody can be writing to it

    def _attempts(self, which: sa.ColumnElement[bool]) -> list[AttemptRow]:
        with self.reading() as connection:
            found = connection.execute(
                sa.select(attempts).where(which).order_by(attempts.c.begun_at, attempts.c.id)
            )
            return [
                AttemptRow(**{**row, "begun_at": _aware(row["begun_at"])})
                for row in found.mappings()
            ]

    def _own_steps(self, attempt_id: str) -> list[Step]:
        with self.reading() as connection:
            found = connection.execute(
                sa.select(responses).where(responses.c.attempt == attempt_id)
            )
            return [Step(**{**row, "at": _aware(row["at"])}) for row in found.mappings()]


def _begin(connection: sa.Connection, row: AttemptRow) -> None:
    connection.execute(
        attempts.insert().values(**{**row._asdict(), "begun_at": _utc(row.begun_at)})
    )
    _keep(connection, f"current:{row.exercise}", row.id, row.begun_at)


def _keep(connection: sa.Connection, key: str, value: str, at: datetime) -> None:
    connection.execute(kept.delete().where(kept.c.key == key))
    if value:
        connection.execute(kept.insert().values(key=key, value=_storable(value), at=_utc(at)))


def _stored(answer: Answer) -> dict[str, Any]:
    given = answer._asdict()
    return {**given, "best": given.pop("key"), "at": _utc(answer.at)} | {
        name: _storable(given[name]) for name in ("item", "given")
    }


def _storable(text: str) -> str:
    """Without what some database cannot hold: NUL, and half an emoji."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)
