"""Marked words against the key: partial credit by overlap, with false alarms counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from workbook.content import NONE

_WORD = re.compile(r"[\w'’]+")
TOUCHES = 0.2  # overlap from which a mark is about the same words
HALF = 0.5  # credit for the right words under another name, and for the name without the rest of the words


class Span(NamedTuple):
    """Words of a text, by the places of their first character and behind their last, with a code."""

    start: int
    end: int
    code: str


class Key(NamedTuple):
    """What is there to be found."""

    id: str
    start: int
    end: int
    code: str  # none: words that only look like a distortion
    also: tuple[str, ...] = ()


class Found(NamedTuple):
    """What became of one key, or of one mark that has none."""

    key: Key | None  # None: nothing was there
    mark: Span | None  # None: it was passed by
    overlap: float  # 0-1
    credit: float  # 0-1


def _words(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(
        m.start() for m in _WORD.finditer(text) if m.start() < end and m.end() > start
    )


def overlap(text: str, one: tuple[int, int], other: tuple[int, int]) -> float:
    """Words that both spans have, as a share of the words that either has (Jaccard), 0-1."""
    first, second = _words(text, *one), _words(text, *other)
    return len(first & second) / (len(first | second) or 1)


def find(text: str, keys: Sequence[Key], marks: Sequence[Span]) -> tuple[tuple[Found, ...], float]:
    """What became of each key and mark, and the credit for the whole, 0-1.

    Where a key and a mark overlap most they belong together; a mark counts once. Half of the credit is
    for the words and half for the code. A mark on words that are no distortion weighs as a key that was
    missed: who marks everything finds everything, and has understood nothing.
    """
    shares = {
        (n, m): overlap(text, (key.start, key.end), mark[:2])
        for n, key in enumerate(keys)
        for m, mark in enumerate(marks)
    }
    marked: dict[int, int] = {}
    # The best first, or a mark on the second key's words could be taken by the first one for its edge.
    for (n, m), share in sorted(shares.items(), key=lambda one: -one[1]):
        if share >= TOUCHES and n not in marked and m not in marked.values():
            marked[n] = m
    found: list[Found] = []
    for n, key in enumerate(keys):
        if n not in marked:
            found.append(Found(key, None, 0.0, 1.0 if key.code == NONE else 0.0))
            continue
        mark, share = marks[marked[n]], shares[n, marked[n]]
        named = 1.0 if mark.code == key.code else HALF if mark.code in key.also else 0.0
        # Words that go a little further are as good as the exact ones.
        words = min(1.0, share / HALF)
        credit = 0.0 if key.code == NONE else HALF * words + HALF * named
        found.append(Found(key, mark, share, credit))
    free = [mark for m, mark in enumerate(marks) if m not in marked.values()]
    found += [Found(None, mark, 0.0, 0.0) for mark in free]
    counted = [
        one for one in found if one.key is None or one.key.code != NONE or one.mark is not None
    ]
    return tuple(found), sum(one.credit for one in counted) / (len(counted) or 1)
