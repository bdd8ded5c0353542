"""What training left behind, and how evidence becomes chances: one byte a weight, read without numpy."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook import encoder
from workbook.coding.features import features

if TYPE_CHECKING:
    import numpy as np


class Weights:
    """One set of weights: for words alone, and for words with the encoder."""

    def __init__(self, path: Path) -> None:
        raw = zlib.decompress(path.read_bytes())
        size = int.from_bytes(raw[:4], "little")
        head: dict[str, Any] = json.loads(raw[4 : 4 + size])
        self.codes: tuple[str, ...] = tuple(head["codes"])
        self.settings: dict[str, Any] = head["settings"]
        body, width, at = memoryview(raw)[4 + size :], len(self.codes), 0
        self.bias: dict[str, list[float]] = head["bias"]
        self.rows: dict[str, dict[int, memoryview]] = {}
        self.scale: dict[str, list[float]] = head["scale"]
        self.dense: bytes = b""
        for kind in ("words", "both"):
            count = head["rows"][kind]
            places = body[at : at + 2 * count].cast("H")
            at += 2 * count
            block = body[at : at + width * count].cast("b")
            at += width * count
            self.rows[kind] = {
                place: block[n * width : (n + 1) * width] for n, place in enumerate(places)
            }
        self.dense = bytes(body[at:])

    def by_words(self, text: str, kind: str, *, lang: str) -> list[float]:
        """Evidence for each code from the words alone."""
        rows, sums = self.rows[kind], [0.0] * len(self.codes)
        for place, weight in features(text, lang=lang).items():
            row = rows.get(place)
            if row is not None:
                for n, value in enumerate(row):
                    sums[n] += weight * value
        return [
            bias + scale * total
            for bias, scale, total in zip(self.bias[kind], self.scale[kind], sums, strict=True)
        ]

    def by_meaning(self, vectors: np.ndarray[Any, Any]) -> list[list[float]]:
        """Evidence for each code from the encoded units."""
        return (vectors @ self._dense).tolist()  # type: ignore[no-any-return]

    @property
    def _dense(self) -> np.ndarray[Any, Any]:
        return _dense_of(self)


@lru_cache(maxsize=2)
def _dense_of(weights: Weights) -> np.ndarray[Any, Any]:
    import numpy as np  # noqa: PLC0415  present wherever the encoder is

    return np.frombuffer(weights.dense, dtype="<f4").reshape(-1, len(weights.codes))


def softmax(evidence: Sequence[float], sharpness: float) -> list[float]:
    """Chances, together 1."""
    top = max(evidence)
    powers = [exp((value - top) * sharpness) for value in evidence]
    total = sum(powers)
    return [power / total for power in powers]


def chances(
    table: Weights, pieces: Sequence[str], *, lang: str, by_meaning: bool
) -> list[list[float]]:
    """The chance of each code for each piece of text."""
    kind = "both" if by_meaning else "words"
    found = [table.by_words(piece, kind, lang=lang) for piece in pieces]
    if by_meaning:
        encoded = table.by_meaning(encoder.encode(list(pieces)))
        found = [
            [a + b for a, b in zip(row, more, strict=True)]
            for row, more in zip(found, encoded, strict=True)
        ]
    return [softmax(row, table.settings["sharpness"][kind]) for row in found]
