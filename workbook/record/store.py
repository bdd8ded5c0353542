"""Reading and writing the record. Every write is one transaction; a failed one changes nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from workbook import places
from workbook.errors import RecordError
from workbook.language import DEFAULT, say
from workbook.record import safekeeping
from workbook.record.tables import EDITION, attempts, edition, kept, metadata, responses

PATIENCE = 3.0  # seconds to wait for another window's write


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


def open_record(url: str | None = None, *, lang: str = DEFAULT) -> Record:
    """The record at an SQLAlchemy URL (by default the trainee's own), made or brought up to date as needed.

    Raises:
        RecordError: it cannot be used; the message says what to do.
    """
    where = sa.make_url(url or places.record_url())
    path = (
        Path(where.database) if where.get_backend_name() == "sqlite" and where.database else None
    )
    record = Record(where, path, lang=lang)
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        with record.telling():
            record.prepare()
    except OSError as problem:
        raise RecordError(
            say(
                lang,
                "The folder {folder} cannot be written to. Choose another with WORKBOOK_DATA, or ask whoever looks after this computer.",
                folder=path.parent if path else where,
            )
        ) from problem
    return record


class Record:
    """An open record."""

    def __init__(self, url: sa.URL, path: Path | None, *, lang: str) -> None:
        self.path = path  # of the SQLite file; None: a database server
        self.lang = lang
        # A server sees a connection only while something is read or written; a record in memory lives in its one.
        options: dict[str, Any] = {"poolclass": NullPool}
        if url.get_backend_name() == "sqlite":
            options = {
                "connect_args": {"timeout": PATIENCE, "check_same_thread": False},
                "poolclass": QueuePool if path else StaticPool,
            }
        self._engine = sa.create_engine(url, **options)
        if path:
            sa.event.listen(self._engine, "connect", _sqlite_settings)

    def prepare(self) -> None:
        """Make the tables, or bring older ones up to date; refuse newer ones."""
        if self.path and self.path.exists():
            safekeeping.check(self.path, lang=self.lang)
        with self._engine.begin() as connection:
            there = sa.inspect(connection).get_table_names()
            if not there:
                metadata.create_all(connection)
                connection.execute(edition.insert().values(version_num=EDITION))
                return
            found = (
                connection.execute(sa.select(edition.c.version_num)).scalar()
                if edition.name in there
                else None
            )
        if found is None or not found.isdigit() or found > EDITION:
            raise RecordError(
                say(
                    self.lang,
                    "The record at {place} was written by a newer workbook. Update the workbook; nothing in the record was touched.",
                    place=self.place,
                )
            )
        if found < EDITION:
            self._migrate()
        elif self.path:
            safekeeping.back_up_daily(self.path)

    @property
    def place(self) -> str:
        """Where the record is, without any password."""
        return str(self.path or self._engine.url.render_as_string(hide_password=True))

    def begin(  # noqa: PLR0913  the row's own columns
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
        """A new attempt, on record."""
        row = AttemptRow(
            uuid.uuid4().hex, exercise, digest, lang, dict(options), parent, shared, at
        )
        with self._write() as connection:
            connection.execute(attempts.insert().values(**{**row._asdict(), "begun_at": _utc(at)}))
            _keep(connection, f"current:{exercise}", row.id, at)
        return row

    def add(
        self,
        attempt: str,
        position: int,
        *,
        response: Mapping[str, Any],
        outcome: Mapping[str, Any],
        at: datetime,
    ) -> None:
        """One more response of an attempt.

        Raises:
            RecordError: it could not be written, or another window has written that position.
        """
        try:
            with self._write() as connection:
                connection.execute(
                    responses.insert().values(
                        attempt=attempt,
                        position=position,
                        at=_utc(at),
                        response=dict(response),
                        outcome=dict(outcome),
                    )
                )
        except IntegrityError as problem:
            raise RecordError(
                say(
                    self.lang,
                    "This went on in another window. Reload this page to see it; nothing was lost, and what you typed is still here.",
                )
            ) from problem

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
        chain: list[tuple[str, int | None]] = [(attempt.id, None)]
        row = attempt
        while row.parent and (found := self.attempt(row.parent)):
            chain.append((found.id, row.shared))
            row = found
        steps: list[Step] = []
        limit: int | None = None
        for (
            attempt_id,
            shared,
        ) in chain:  # youngest first; each parent only up to where its child left it
            limit = shared if limit is None or shared is None else min(limit, shared)
            steps += [
                step
                for step in self._own_steps(attempt_id)
                if limit is None or step.position < limit
            ]
        return sorted(steps, key=lambda step: step.position)

    def count(self, attempt_id: str) -> int:
        """How many responses of its own an attempt has."""
        with self._read() as connection:
            return (
                connection.execute(
                    sa.select(sa.func.count()).where(responses.c.attempt == attempt_id)
                ).scalar()
                or 0
            )

    def keep(self, key: str, value: str, *, at: datetime) -> None:
        """Put a changing thing in place of its earlier self; an empty value removes it."""
        with self._write() as connection:
            _keep(connection, key, value, at)

    def kept(self, key: str) -> str:
        """A changing thing; empty where there is none."""
        with self._read() as connection:
            return (
                connection.execute(sa.select(kept.c.value).where(kept.c.key == key)).scalar() or ""
            )

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Everything, table by table, as plain values."""
        with self._read() as connection:
            return {
                table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
                for table in (attempts, responses, kept)
            }

    def merge(self, given: Mapping[str, list[dict[str, Any]]]) -> int:
        """Add rows that are not there yet; says how many responses came in."""
        new = 0
        with self._write() as connection:
            for table, key in (
                (attempts, ("id",)),
                (responses, ("attempt", "position")),
                (kept, ("key",)),
            ):
                columns = [table.c[name] for name in key]
                there = {tuple(row) for row in connection.execute(sa.select(*columns))}
                fresh = [
                    row
                    for row in given.get(table.name, ())
                    if tuple(row[name] for name in key) not in there
                ]
                if fresh:
                    connection.execute(table.insert(), fresh)
                new += len(fresh) if table is responses else 0
        return new

    def erase(self) -> None:
        """Delete everything, backups included; an SQLite file goes as a whole."""
        if self.path is None:
            with self._write() as connection:
                for table in (responses, kept):
                    connection.execute(table.delete())
                connection.execute(attempts.update().values(parent=None))
                connection.execute(attempts.delete())
            return
        self.close()
        with self.telling():
            safekeeping.remove(self.path, lang=self.lang)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turn what a database says into a sentence."""
        try:
            yield
        except IntegrityError:
            raise
        except DBAPIError as problem:
            raise RecordError(
                safekeeping.explain(str(problem.orig), self.place, lang=self.lang)
            ) from problem
        except SQLAlchemyError as problem:
            raise RecordError(
                safekeeping.explain(str(problem), self.place, lang=self.lang)
            ) from problem

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        with self.telling(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[sa.Connection]:
        with self.telling(), self._engine.connect() as connection:
            yield connection

    def _attempts(self, which: sa.ColumnElement[bool]) -> list[AttemptRow]:
        with self._read() as connection:
            found = connection.execute(
                sa.select(attempts).where(which).order_by(attempts.c.begun_at, attempts.c.id)
            )
            return [
                AttemptRow(**{**row, "begun_at": _aware(row["begun_at"])})
                for row in found.mappings()
            ]

    def _own_steps(self, attempt_id: str) -> list[Step]:
        with self._read() as connection:
            found = connection.execute(
                sa.select(responses).where(responses.c.attempt == attempt_id)
            )
            return [Step(**{**row, "at": _aware(row["at"])}) for row in found.mappings()]

    def _migrate(self) -> None:
        from alembic import command  # noqa: PLC0415  slow, and needed once a release at most
        from alembic.config import Config  # noqa: PLC0415

        if self.path:
            safekeeping.back_up(self.path)
        with self._engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _keep(connection: sa.Connection, key: str, value: str, at: datetime) -> None:
    connection.execute(kept.delete().where(kept.c.key == key))
    if value:
        connection.execute(kept.insert().values(key=key, value=value, at=_utc(at)))


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def _sqlite_settings(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    # Readers and the writer do not block each other; every commit is on the disk before we say so.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
