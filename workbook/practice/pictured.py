"""What faces show of the distortion lab as a whole: its exercises, and the trainee's picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.practice.labels import name_of
from workbook.spotting.picture import ENOUGH

if TYPE_CHECKING:
    from workbook.practice.book import Workbook


def lab(book: Workbook) -> dict[str, Any]:
    """The exercises with how far each is, and what is due."""
    return {"standing": book.lab.standing(), "exercises": book.lab.progress()}


def picture(book: Workbook) -> dict[str, Any]:
    """The trainee's picture with the names of the codes, the guesses, and how far two labellers agree."""
    found = book.lab.picture()
    named = {code for mixed in found.mixed for code in mixed.pair} | set(found.codes)
    return {
        **found.model_dump(mode="json"),
        "names": {code: name_of(code, book.lang) for code in named},
        "enough": ENOUGH,
        "guesses": book.lab.guesses(),
        "labellers": book.lab.labellers(),
    }
