"""Whether a thought is balanced: both what hurts and what speaks against the old thought are in it.

A rule of thumb after the thought record of Beck (2021) and Greenberger & Padesky (2016): a new thought
helps when the client can believe it, so it keeps the evidence for the old one and adds what was left
out. One that is merely cheerful leaves out what hurts, and bounces off. Trained on thoughts written
for it, and held against what this client has said (``python -m training.train_balance`` measures it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from workbook import meaning
from workbook.coding.weights import Weights, chances

Verdict = Literal["balanced", "one_sided", "cheerful", "harsh", "unclear"]
WEIGHTS = Path(__file__).parent / "balance.bin"
FEWEST = 4  # words
SAME = {
    True: 0.8,
    False: 0.6,
}  # likeness from which it is the old thought itself; by meaning, by words
OWN = 3  # words of what the client said from which a thought is not a slogan
PULL = (
    0.25  # how much of a chance that evidence of the client's own moves; more lets slogans through
)
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = 4  # letters of words that everyone uses


class Sides(NamedTuple):
    """What a thought is held against, in one language."""

    old: str  # the thought that was examined
    evidence_for: Sequence[str]
    evidence_against: Sequence[str]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights, read once."""
    return Weights(WEIGHTS)


def balance(text: str, sides: Sides, *, lang: str, by_meaning: bool = False) -> Verdict:
    """What kind of thought stands in the place of the old one."""
    if len(_WORD.findall(text)) < FEWEST:
        return "unclear"
    likeness = meaning.Likeness([("old", sides.old)], by_meaning=by_meaning).nearest(text)
    if likeness and likeness[0].likeness >= SAME[by_meaning]:
        return "harsh"
    table = weights()
    (found,) = chances(table, [text], lang=lang, by_meaning=by_meaning)
    votes = dict(zip(table.codes, found, strict=True))
    kept, other = _shared(text, sides.evidence_for), _shared(text, sides.evidence_against)
    if kept + other >= OWN:
        # In the client's own words it is no slogan.
        votes["cheerful"] -= PULL
    if kept and other:
        votes["balanced"] += PULL
    return cast("Verdict", max(votes, key=votes.__getitem__))


def _shared(text: str, said: Sequence[str]) -> int:
    """Longer words of a text that the client used."""
    used = {_stem(word) for one in said for word in _WORD.findall(one.lower())}
    return len({_stem(w) for w in _WORD.findall(text.lower()) if len(w) > _SMALL} & used)


def _stem(word: str) -> str:
    """The beginning of a word, so that its endings make no difference."""
    return word[:5]
