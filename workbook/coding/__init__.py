"""The utterance coder: pure functions from words to behaviour codes."""

from workbook.coding.coder import CodeMark, Utterance, code
from workbook.coding.tongue import tongue_of
from workbook.coding.units import units

__all__ = ["CodeMark", "Utterance", "code", "tongue_of", "units"]
