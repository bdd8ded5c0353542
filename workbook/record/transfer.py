"""Taking the record away in one file, and bringing it in on another computer."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from workbook.errors import RecordError
from workbook.language import say
from workbook.record.store import Record
from workbook.record.tables import answers, attempts, kept, responses

FORMAT = "workbook-record"
VERSION = 1
_TABLES = (attempts, responses, answers, kept)
_LATER = {answers.name}  # not in the exports of the first workbooks
_TIMES = ("begun_at", "at")
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def export(record: Record, path: Path) -> int:
    """Write everything into one JSON file, put in place in one step; says how many responses it holds.

    Raises:
        RecordError: the file cannot be written.
    """
    with record.reading() as connection:
        rows = _all(connection)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": datetime.now(UTC).isoformat(),
        **{name: [_plain(row) for row in table] for name, table in rows.items()},
    }
    draft = path.parent / f".{path.name}.part"
    try:
        # Half an emoji is nothing that UTF-8 can hold; as an escape, JSON can.
        with draft.open("w", encoding="utf-8", errors="backslashreplace") as file:
            json.dump(whole, file, ensure_ascii=False, indent=1)
        draft.replace(path)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise RecordError(
            say(
                record.lang,
                "{file} cannot be written. Choose another place for the export.",
                file=path,
            )
        ) from problem
    return len(rows["response"])


def import_file(record: Record, path: Path) -> int:
    """Add what an export holds and the record does not; says how many responses came in. Nothing is overwritten.

    Raises:
        RecordError: the file is no export, is damaged, or comes from a newer workbook.
    """
    strange = RecordError(
        say(
            record.lang,
            "{file} is not an export of this workbook, or it is damaged. Nothing was brought in.",
            file=path,
        )
    )
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        version = whole["version"] if whole["format"] == FORMAT else None
    except FileNotFoundError:
        raise RecordError(say(record.lang, "There is no file {file}.", file=path)) from None
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as problem:
        raise strange from problem
    if isinstance(version, int) and version > VERSION:
        raise RecordError(
            say(
                record.lang,
                "{file} was made by a newer workbook. Update the workbook and try again.",
                file=path,
            )
        )
    if version != VERSION:
        raise strange
    try:
        given = {
            table.name: _timed(
                whole.get(table.name, []) if table.name in _LATER else whole[table.name]
            )
            for table in _TABLES
        }
        with record.writing() as connection:
            return _merge(connection, given)
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        raise strange from problem


def _merge(connection: sa.Connection, given: Rows) -> int:
    there = _all(connection)
    _refuse_unsound(given, there)
    given = _told_apart(given, there)
    came = 0
    for table in _TABLES:
        known = {_key(table, row) for row in there[table.name]}
        fresh = [row for row in given[table.name] if _key(table, row) not in known]
        if table is attempts:
            by_id = {row["id"]: row for row in fresh}
            parents = TopologicalSorter({name: {row["parent"]} for name, row in by_id.items()})
            fresh = [by_id[name] for name in parents.static_order() if name in by_id]
        if fresh:
            connection.execute(table.insert(), fresh)
        came += len(fresh) if table is responses else 0
    return came


def _refuse_unsound(given: Rows, there: Rows) -> None:
    """Raise ValueError where a row is not as we write them, or belongs to nothing."""
    for table in _TABLES:
        for row in given[table.name]:
            if set(row) != set(table.columns.keys()):
                raise ValueError(f"columns of {table.name}")
            for column in table.columns:
                value, wanted = row[column.name], column.type.python_type
                fits = isinstance(value, dict if isinstance(column.type, sa.JSON) else wanted)
                if not fits and not (column.nullable and value is None):
                    raise ValueError(f"{table.name}.{column.name}")
        if len({_key(table, row) for row in given[table.name]}) < len(given[table.name]):
            raise ValueError(f"{table.name} twice")
    known = {row["id"] for rows in (given, there) for row in rows["attempt"]} | {None}
    named = {row["attempt"] for name in ("response", "answer") for row in given[name]}
    named |= {row["parent"] for row in given["attempt"]}
    if not named <= known:
        raise ValueError("an attempt is missing")


def _told_apart(given: Rows, there: Rows) -> Rows:
    """What is given, where a talk that went on differently on either computer goes on as a branch of itself."""
    here = {(row["attempt"], row["position"]): row for row in there["response"]}
    forks: dict[str, tuple[int, Row]] = {}
    for row in sorted(given["response"], key=lambda row: row["position"]):
        own = here.get((row["attempt"], row["position"]), row)
        if (own["at"], own["response"]) != (row["at"], row["response"]):
            forks.setdefault(row["attempt"], (row["position"], row))
    if not forks:
        return given
    # The same name each time the same file comes in.
    names = {
        name: uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {at} {row['at']}").hex
        for name, (at, row) in forks.items()
    }

    def moved(name: str | None, position: int) -> str | None:
        return names[name] if name in forks and position >= forks[name][0] else name

    branches = [
        {
            **row,
            "id": names[row["id"]],
            "parent": row["id"],
            "shared": forks[row["id"]][0],
            "begun_at": forks[row["id"]][1]["at"],
        }
        for row in (*given["attempt"], *there["attempt"])
        if row["id"] in forks
    ]
    return _told_apart(
        {
            "attempt": [
                *(
                    {**row, "parent": moved(row["parent"], row["shared"] - 1)}
                    for row in given["attempt"]
                ),
                *{row["id"]: row for row in branches}.values(),
            ],
            "response": [
                {**row, "attempt": moved(row["attempt"], row["position"])}
                for row in given["response"]
            ],
            "answer": [
                {**row, "attempt": moved(row["attempt"], row["position"])}
                for row in given["answer"]
            ],
            "kept": given["kept"],
        },
        there,
    )


def _key(table: sa.Table, row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in table.primary_key)


def _all(connection: sa.Connection) -> Rows:
    """Everything, table by table, as plain values."""
    return {
        table.name: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
        for table in _TABLES
    }


def _plain(row: Row) -> Row:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def _timed(rows: Any) -> list[Row]:
    if not isinstance(rows, list):
        raise TypeError("no rows")
    return [
        {
            name: datetime.fromisoformat(value) if name in _TIMES else value
            for name, value in row.items()
        }
        for row in rows
    ]
