"""Where the trainee's own things lie: outside the lessons and the package, so that no update touches them."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

NAME = "therapist-training-workbook"


def data_folder() -> Path:
    """The folder of the record and the lessons' copies: ``WORKBOOK_DATA``, else the computer's own place."""
    given = os.environ.get("WORKBOOK_DATA")
    return (
        Path(given).expanduser()
        if given
        else Path(platformdirs.user_data_dir(NAME, appauthor=False))
    )


def record_url() -> str:
    """The record's SQLAlchemy URL: ``WORKBOOK_RECORD_URL``, else an SQLite file in the data folder."""
    return os.environ.get("WORKBOOK_RECORD_URL") or f"sqlite:///{data_folder() / 'record.sqlite'}"


def lessons_folder() -> Path:
    """The trainee's own copies of the lessons."""
    return data_folder() / "lessons"


def backup_folder() -> Path:
    """Older copies of the record."""
    return data_folder() / "backups"


def cache_folder() -> Path:
    """What can be made again at any time."""
    given = os.environ.get("WORKBOOK_DATA")
    return (
        Path(given).expanduser() / "cache"
        if given
        else Path(platformdirs.user_cache_dir(NAME, appauthor=False))
    )
