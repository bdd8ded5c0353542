"""Keeping an SQLite record safe: daily copies, a check, removal, and what a fault means in plain words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from glob import escape
from pathlib import Path

from workbook.errors import RecordError
from workbook.language import DEFAULT, say

COPIES = 7  # kept
DAY = 24 * 3600  # seconds
_HEADER = b"SQLite format 3\x00"


def explain(fault: str, place: Path | str, *, lang: str = DEFAULT) -> str:
    """What a database's own message means, and what to do."""
    said = fault.lower()
    if any(words in said for words in ("unique", "duplicate key", "foreign key")):
        return say(
            lang,
            "This went on in another window. Reload this page to see it; nothing was lost, and what you typed is still here.",
        )
    if "locked" in said or "busy" in said:
        return say(
            lang,
            "The record is in use by another program. Close other windows of the workbook and try again; what you typed is still here.",
        )
    if "is full" in said or "no space" in said or "disk i/o" in said:
        return say(
            lang,
            "There is no room left to save on this disk. Free some space and try again; what was saved is safe and what you typed is still here.",
        )
    if any(
        words in said
        for words in ("readonly", "read-only", "permission", "unable to open", "is a directory")
    ):
        return say(
            lang,
            "The record at {place} cannot be written to. Make the file and its folder writable, or choose another folder with WORKBOOK_DATA.",
            place=place,
        )
    if any(
        words in said for words in ("not a database", "malformed", "corrupt", "could not decode")
    ):
        return damaged(place, lang=lang)
    return say(
        lang,
        "The record at {place} cannot be used: {fault}. Run 'workbook doctor' for help; nothing was changed.",
        place=place,
        fault=" ".join(fault.split()),
    )


def damaged(place: Path | str, *, lang: str) -> str:
    """The sentence for a damaged file, naming the newest good copy."""
    copy = newest_backup(place) if isinstance(place, Path) else None
    if copy:
        # What a damaged record leaves behind (-wal, -shm) would damage the copy too.
        return say(
            lang,
            "The record at {place} is damaged. Move it aside, with any files beside it whose names go on from its own, and put the copy {copy} in its place under the same name; it was made before the damage.",
            place=place,
            copy=copy,
        )
    return say(
        lang,
        "The record at {place} is damaged and there is no copy yet. Move it aside to begin a new one; keep it, as somebody may be able to mend it.",
        place=place,
    )


def check(path: Path, *, lang: str) -> None:
    """Refuse a file that is no whole database.

    Raises:
        RecordError: it is damaged, or not a record at all.
    """
    with path.open("rb") as file:
        begins = file.read(len(_HEADER))
    # A file may be empty because it is new, but not where there was more in it before.
    if begins != _HEADER and (begins or newest_backup(path)):
        raise RecordError(damaged(path, lang=lang))


def backup_folder(path: Path) -> Path:
    """Where the copies of a record lie: beside it, so that two records never take each other's for their own."""
    return path.parent / "backups"


def newest_backup(path: Path) -> Path | None:
    """The newest copy of a record, if there is one."""
    return next(iter(_copies(path)), None)


def back_up_daily(path: Path) -> None:
    """A copy if the newest is older than a day; a copy that cannot be made stops nobody's work."""
    newest = newest_backup(path)
    if newest is None or time.time() - newest.stat().st_mtime > DAY:
        with suppress(OSError, sqlite3.Error):
            back_up(path)


def back_up(path: Path) -> Path:
    """A whole copy beside the older ones, put in place in one step; the oldest goes.

    Raises:
        sqlite3.DatabaseError: the record itself is damaged, so older copies are kept as they are.
    """
    folder = backup_folder(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    target = folder / f"{path.stem}-{made}.sqlite"
    draft = target.with_suffix(f".part{os.getpid()}")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("database disk image is malformed")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    for old in _copies(path)[COPIES:]:
        old.unlink(missing_ok=True)
    return target


def remove(path: Path, *, lang: str) -> None:
    """Delete the record, its side files and every copy.

    Raises:
        RecordError: some file is still in use.
    """
    beside = [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]
    for file in (path, *beside, *_named(path, "*")):
        try:
            file.unlink(missing_ok=True)
        except OSError as problem:
            raise RecordError(
                say(
                    lang,
                    "{file} could not be deleted. Close all windows of the workbook and erase again.",
                    file=file,
                )
            ) from problem


def _copies(path: Path) -> list[Path]:
    return sorted(_named(path, "sqlite"), reverse=True)


def _named(path: Path, ending: str) -> Iterator[Path]:
    return backup_folder(path).glob(f"{escape(path.stem)}-????????-??????.{ending}")
