"""Libraries that a trainee's copy has and a terminal's may not: what is said where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workbook.errors import WorkbookError
from workbook.language import say


@contextmanager
def needed(lang: str) -> Iterator[None]:
    """Turns an import that fails into a sentence that says what to install.

    Raises:
        WorkbookError: the library is not installed.
    """
    try:
        yield
    except ImportError as missing:
        raise WorkbookError(
            say(
                lang,
                "This document needs {library}, which is not installed here. "
                "Run 'make setup', or pip install -e \".[lab]\", in the workbook's folder.",
                library=(missing.name or "").partition(".")[0],
            )
        ) from missing
