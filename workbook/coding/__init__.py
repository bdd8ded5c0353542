"""The utterance coder: pure functions from words to behaviour codes."""

from workbook.coding.coder import CodeMark, Utterance, code
from workbook.coding.cues import asks_plainly, asks_yes_or_no, exclaims, speaks_of_death
from workbook.coding.tongue import tongue_of
from workbook.coding.units import units

__all__ = [
    "CodeMark",
    "Utterance",
    "asks_plainly",
    "asks_yes_or_no",
    "code",
    "exclaims",
    "speaks_of_death",
    "tongue_of",
    "units",
]
