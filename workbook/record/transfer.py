"""Taking the record away in one file, and bringing it in on another computer."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workbook.errors import RecordError
from workbook.language import say
from workbook.record.store import Record

FORMAT = "workbook-record"
VERSION = 1
_TIMES = ("begun_at", "at")


def export(record: Record, path: Path) -> int:
    """Write everything into one JSON file, put in place in one step; says how many responses it holds.

    Raises:
        RecordError: the file cannot be written.
    """
    rows = record.rows()
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": datetime.now(UTC).isoformat(),
        **{name: [_plain(row) for row in table] for name, table in rows.items()},
    }
    draft = path.with_name(path.name + ".part")
    try:
        draft.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(draft, path)
    except OSError as problem:
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
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        version = whole["version"] if whole["format"] == FORMAT else None
    except FileNotFoundError:
        raise RecordError(say(record.lang, "There is no file {file}.", file=path)) from None
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise RecordError(
            say(
                record.lang,
                "{file} is not an export of this workbook, or it is damaged. Nothing was brought in.",
                file=path,
            )
        ) from problem
    if not isinstance(version, int) or version > VERSION:
        raise RecordError(
            say(
                record.lang,
                "{file} was made by a newer workbook. Update the workbook and try again.",
                file=path,
            )
        )
    try:
        rows = {
            name: [_timed(row) for row in whole[name]] for name in ("attempt", "response", "kept")
        }
        return record.merge(rows)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise RecordError(
            say(
                record.lang,
                "{file} is not an export of this workbook, or it is damaged. Nothing was brought in.",
                file=path,
            )
        ) from problem


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def _timed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value) if name in _TIMES else value
        for name, value in row.items()
    }
