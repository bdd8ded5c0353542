"""How alike two sentences are in meaning: with the sentence encoder where it is installed, else by their words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from math import log, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from workbook.encoder import encode, encode_kept

if TYPE_CHECKING:
    import numpy as np

_WORD = re.compile(r"[^\W_]+")
_GRAM = 4
_MARKS = " .!?…"
SAME = 0.9  # likeness from which a sentence is as good as one that the label has
CLOSEST = 40  # sentences whose words are compared as well


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


def bare(text: str) -> str:
    """A sentence without capitals and the marks at its end, by which the encoder tells apart what is the same.

    To it "Droom je?" and "droom je" are less alike than two questions about different things. Questions are compared
    like this. For what is said the limits from which it counts were found with capitals and marks, so they stay there.
    """
    return text.strip().rstrip(_MARKS).lower() or text


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
        self._sentences = [sentence for _, sentence in sentences]
        self._same: dict[str, set[str]] = defaultdict(set)
        for label, sentence in sentences:
            self._same[bare(sentence)].add(label)
        self._name = name
        self._by_meaning = by_meaning and bool(sentences)
        self._ways: dict[bool, Way] = {}
        if self._by_meaning:
            self._way(asking=False)
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
        if self._by_meaning:
            said = bare(text) if asking else text
            way, meant = self._way(asking=asking), encode([said], asking=asking)[0]
        best = dict.fromkeys(sorted(self._same.get(bare(text), ())), 1.0)
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

    def _way(self, *, asking: bool) -> Way:
        if asking not in self._ways:
            own, name = self._sentences, self._name
            if asking:
                own = [bare(sentence) for sentence in own]
            vectors = encode_kept(own, name, asking=asking) if name else encode(own, asking=asking)
            self._ways[asking] = Way(vectors, self._prototypes(vectors))
        return self._ways[asking]

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
