"""Keeping an SQLite record safe: daily copies, a check, removal, and what a fault means in plain words."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from workbook import places
from workbook.errors import RecordError
from workbook.language import DEFAULT, say

COPIES = 7  # kept
DAY = 24 * 3600  # seconds
_HEADER = b"SQLite format 3\x00"


def explain(fault: str, place: str, *, lang: str = DEFAULT) -> str:
    """What a database's own message means, and what to do."""
    said = fault.lower()
    if "locked" in said or "busy" in said:
        return say(
            lang,
            "The record is in use by another program. Close other windows of the workbook and try again; what you typed is still here.",
        )
    if "full" in said or "no space" in said or "disk i/o" in said:
        return say(
            lang,
            "There is no room left to save on this disk. Free some space and try again; what was saved is safe and what you typed is still here.",
        )
    if (
        "readonly" in said
        or "read-only" in said
        or "permission" in said
        or "unable to open" in said
    ):
        return say(
            lang,
            "The record at {place} cannot be written to. Make the file and its folder writable, or choose another folder with WORKBOOK_DATA.",
            place=place,
        )
    if "not a database" in said or "malformed" in said or "corrupt" in said:
        return damaged(place, lang=lang)
    return say(
        lang,
        "The record at {place} cannot be used: {fault}. Run 'workbook doctor' for help; nothing was changed.",
        place=place,
        fault=" ".join(fault.split()),
    )


def damaged(place: str, *, lang: str) -> str:
    """The sentence for a damaged file, naming the newest good copy."""
    copy = newest_backup()
    if copy:
        return say(
            lang,
            "The record at {place} is damaged. Move it aside and put the copy {copy} in its place under the same name; it was made before the damage.",
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
    size = path.stat().st_size
    if size == 0:
        return
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise RecordError(damaged(str(path), lang=lang))


def newest_backup() -> Path | None:
    """The newest copy of the record, if there is one."""
    return next(iter(_copies()), None)


def back_up_daily(path: Path) -> None:
    """A copy if the newest is older than a day; a copy that cannot be made stops nobody's work."""
    newest = newest_backup()
    if newest is None or time.time() - newest.stat().st_mtime > DAY:
        try:
            back_up(path)
        except (OSError, sqlite3.Error):
            return


def back_up(path: Path) -> Path:
    """A whole copy beside the older ones, put in place in one step; the oldest goes.

    Raises:
        sqlite3.DatabaseError: the record itself is damaged, so older copies are kept as they are.
    """
    folder = places.backup_folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / time.strftime("record-%Y%m%d-%H%M%S.sqlite", time.gmtime())
    draft = target.with_suffix(".part")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(draft)) as copy:
        source.backup(copy)
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the record is damaged")
    os.replace(draft, target)
    for old in _copies()[COPIES:]:
        old.unlink(missing_ok=True)
    return target


def remove(path: Path, *, lang: str) -> None:
    """Delete the record, its side files and every copy.

    Raises:
        RecordError: some file is still in use.
    """
    doomed = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]
    folder = places.backup_folder()
    doomed += (
        [*folder.glob("record-*.sqlite*"), *folder.glob("record-*.part*")]
        if folder.is_dir()
        else []
    )
    for file in doomed:
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


def _copies() -> list[Path]:
    folder = places.backup_folder()
    return sorted(folder.glob("record-*.sqlite"), reverse=True) if folder.is_dir() else []
