"""A transcript of one's own: read, coded, corrected and looked back on; nothing here keeps anything."""

from workbook.verbatim.coded import CodedTurn, Summary, code_turns, correct, summarise
from workbook.verbatim.identifiers import Identifier, identifiers, masked
from workbook.verbatim.reading import MOST_TURNS, Verbatim, VerbatimTurn, read, with_therapist

__all__ = [
    "MOST_TURNS",
    "CodedTurn",
    "Identifier",
    "Summary",
    "Verbatim",
    "VerbatimTurn",
    "code_turns",
    "correct",
    "identifiers",
    "masked",
    "read",
    "summarise",
    "with_therapist",
]
