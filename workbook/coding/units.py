"""Splitting what was said into units: one thought unit a sentence, as MISC counts utterances."""

from __future__ import annotations

import re

# An end of sentence, closing marks and the space behind it; "..." within a thought does not end it.
_END = re.compile(r"(?:(?<!\.)\.(?!\.|\d)|[?!]+|[\n\r]+)[\"'”’)\]]*\s*")
_ABBREVIATION = re.compile(
    r"\b(?:dr|mr|mrs|ms|e\.g|i\.e|bijv|bv|etc|nl|o\.a|d\.w\.z|m\.b\.t|enz|ca|min|max)\.$",
    re.IGNORECASE,
)
_HAS_WORD = re.compile(r"\w")


def units(text: str) -> list[tuple[int, int]]:
    """Start and end of each unit within the text; none where nothing is said."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATION.search(text[start : end.start() + 1]):
            continue
        _keep(text, start, end.end(), found)
        start = end.end()
    _keep(text, start, len(text), found)
    return found


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    said = text[start:end]
    begin, stop = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
    if begin >= stop:
        return
    if not _HAS_WORD.search(said) and found:
        found[-1] = (found[-1][0], stop)
    else:
        found.append((begin, stop))
