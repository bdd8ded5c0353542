"""Opening the record: found by its address, made or brought up to date as needed, refused if it is not ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from workbook import places
from workbook.errors import RecordError
from workbook.language import DEFAULT, say
from workbook.record import safekeeping
from workbook.record.store import Record
from workbook.record.tables import EDITION, attempts, edition, metadata

PATIENCE = 3.0  # seconds to wait for another window's write


def open_record(url: str | None = None, *, lang: str = DEFAULT) -> Record:
    """The record at an SQLAlchemy URL (by default the trainee's own), ready for use.

    Raises:
        RecordError: it cannot be used; the message says what to do.
    """
    record = find_record(url, lang=lang)
    try:
        _prepare(record)
    except RecordError:
        record.close()
        raise
    return record


def find_record(url: str | None = None, *, lang: str = DEFAULT) -> Record:
    """The same record as it lies there, unopened: to say where it is, or to erase even a damaged one.

    Raises:
        RecordError: that is no address of a database.
    """
    try:
        where = sa.make_url(url or places.record_url())
        # A server sees a connection only while something is read or written; a record in memory lives in its one.
        path, options = None, dict[str, Any](poolclass=NullPool)
        if where.get_backend_name() == "sqlite":
            path = Path(where.database) if where.database not in {None, "", ":memory:"} else None
            options = {
                "connect_args": {"timeout": PATIENCE, "check_same_thread": False},
                "poolclass": QueuePool if path else StaticPool,
            }
        engine = sa.create_engine(where, **options)
    except ArgumentError as problem:
        raise RecordError(
            say(
                lang,
                "WORKBOOK_RECORD_URL is not the address of a database. Write it like sqlite:////home/me/record.sqlite, or leave it out to use the usual file.",
            )
        ) from problem
    except ImportError as problem:
        raise RecordError(
            say(
                lang,
                "The database that WORKBOOK_RECORD_URL names needs the package {name}. Install it, or leave that setting out to use the usual file.",
                name=problem.name,
            )
        ) from problem
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _settle)
        sa.event.listen(engine, "begin", _begin)
    return Record(engine, path, lang=lang)


def _prepare(record: Record) -> None:
    """Make the tables, or bring older ones up to date; refuse newer ones and other people's."""
    lang, path = record.lang, record.path
    try:
        if path:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise RecordError(
            say(
                lang,
                "The folder {folder} cannot be written to. Choose another with WORKBOOK_DATA, or ask whoever looks after this computer.",
                folder=path.parent if path else "",
            )
        ) from problem
    try:
        if path and path.exists():
            safekeeping.check(path, lang=lang)
        with record.reading() as connection:
            found = _edition(record, connection)
        if found is None:
            _make(record)
        elif found < EDITION:
            _migrate(record)
        elif path:
            safekeeping.back_up_daily(path)
    except (OSError, sqlite3.Error) as problem:
        raise RecordError(
            safekeeping.explain(str(problem), path or record.place, lang=lang)
        ) from problem


def _edition(record: Record, connection: sa.Connection) -> str | None:
    """Which edition the tables are of; None where there are none yet.

    Raises:
        RecordError: a newer workbook or another program wrote them.
    """
    there = sa.inspect(connection).get_table_names()
    if not there:
        return None
    found = None
    if edition.name in there and attempts.name in there:
        found = connection.execute(sa.select(edition.c.version_num)).scalar()
    if found is None or not found.isdigit():
        raise RecordError(
            say(
                record.lang,
                "What is at {place} is not a record of this workbook but something else's. Choose another place with WORKBOOK_DATA or WORKBOOK_RECORD_URL; nothing in it was touched.",
                place=record.place,
            )
        )
    if found > EDITION:
        raise RecordError(
            say(
                record.lang,
                "The record at {place} was written by a newer workbook. Update the workbook; nothing in the record was touched.",
                place=record.place,
            )
        )
    return str(found)


def _make(record: Record) -> None:
    with record.writing() as connection:
        # Two lessons that JupyterLab restores open their record at the same moment.
        if _edition(record, connection) is None:
            metadata.create_all(connection)
            connection.execute(edition.insert().values(version_num=EDITION))


def _migrate(record: Record) -> None:
    from alembic import command  # noqa: PLC0415  slow, and needed once a release at most
    from alembic.config import Config  # noqa: PLC0415

    if record.path:
        safekeeping.back_up(record.path)
    with record.writing() as connection:
        config = Config()
        scripts = Path(__file__).parent / "migrations"
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _settle(connection: Any, _: object) -> None:
    # Python would begin transactions late and leave tables out of them: see _begin.
    connection.isolation_level = None
    # Readers and the writer do not block each other; every commit is on the disk before we say so.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: sa.Connection) -> None:
    # A writer takes its turn before it reads what it builds on.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
