"""The utterance coder: pure functions from words to behaviour codes."""

from workbook.coding.asking import (
    asks_plainly,
    asks_yes_or_no,
    exclaims,
    is_question,
    main_clause,
    question_in,
)
from workbook.coding.coder import CodeMark, Utterance, code
from workbook.coding.cues import has_word_for, speaks_of_death
from workbook.coding.thoughts import Suggestion, Suggestions, suggest
from workbook.coding.tongue import tongue_of
from workbook.coding.units import units

__all__ = [
    "CodeMark",
    "Suggestion",
    "Suggestions",
    "Utterance",
    "asks_plainly",
    "asks_yes_or_no",
    "code",
    "exclaims",
    "has_word_for",
    "is_question",
    "main_clause",
    "question_in",
    "speaks_of_death",
    "suggest",
    "tongue_of",
    "units",
]
