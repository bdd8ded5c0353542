"""A workbook in which counsellors practise with simulated clients, in English and Dutch."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.widgets.lab import lab, own_deck, picture
    from workbook.widgets.practise import practise
    from workbook.widgets.progress import progress
    from workbook.widgets.room import room
    from workbook.widgets.strategies import strategies
    from workbook.widgets.verbatim import own_transcript

__all__ = [
    "lab",
    "own_deck",
    "own_transcript",
    "picture",
    "practise",
    "progress",
    "room",
    "strategies",
]

# The engine and the command line import this package too, and need no widgets.
_WHEN_ASKED = {
    "lab": "workbook.widgets.lab",
    "own_deck": "workbook.widgets.lab",
    "picture": "workbook.widgets.lab",
    "practise": "workbook.widgets.practise",
    "progress": "workbook.widgets.progress",
    "room": "workbook.widgets.room",
    "own_transcript": "workbook.widgets.verbatim",
    "strategies": "workbook.widgets.strategies",
}


def __getattr__(name: str) -> object:
    if name in _WHEN_ASKED:
        return getattr(import_module(_WHEN_ASKED[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
