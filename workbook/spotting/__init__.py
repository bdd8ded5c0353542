"""Spotting cognitive distortions: credit for answers, what to practise next, and the picture that answers make."""

from workbook.spotting.agreement import Agreement, agreement, cohen, krippendorff
from workbook.spotting.answers import Answer, Task, pair_key
from workbook.spotting.choosing import (
    compose,
    compose_pairs,
    compose_parts,
    compose_stack,
    due,
    weakest_pair,
)
from workbook.spotting.memory import Memory, remember
from workbook.spotting.picture import Picture, picture
from workbook.spotting.spans import Found, Key, Span, find

__all__ = [
    "Agreement",
    "Answer",
    "Found",
    "Key",
    "Memory",
    "Picture",
    "Span",
    "Task",
    "agreement",
    "cohen",
    "compose",
    "compose_pairs",
    "compose_parts",
    "compose_stack",
    "due",
    "find",
    "krippendorff",
    "pair_key",
    "picture",
    "remember",
    "weakest_pair",
]
