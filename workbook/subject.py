"""What an utterance may be about, and how likely an answer to that is one that a reader would believe.

The chance is a logistic sum of a few readable signs. Its weights come from replies that were judged
blind (``training/train_hearing.py``), and lie in the file that ``encoder.learned`` reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from workbook import coding, meaning
from workbook.content import Case
from workbook.questions import NO_QUESTION, YES_OR_NO, asked_for

KEPT = 512  # utterances whose likeness is remembered
# What a question is about is told best by the fit and some of these besides: it finds 1 unseen example in 100 more.
LIKENESS_TOO, COVERED_TOO = 0.3, 0.25
ALIKE_TOO = 0.13  # and so does an example that asks for the same: who, when, how long
LOOKED_AT = 12  # labels of each piece of an utterance that are weighed
ELLIPTIC = 3  # words up to which a question ("And that evening?") says too little to be weighed
LONG = 20  # words from which what was said is as long as matters
SENTENCES = 4  # the last so many of an utterance are looked at one by one
_WORD = re.compile(r"[^\W_]+")


class Signs(NamedTuple):
    """What speaks for or against an answer, as far as it can be seen beforehand."""

    fit: float  # 0-1, how well it fits all ways of asking about it
    lead: float  # how far ahead of the best that would be answered by something else
    whole: float  # share (0-1) of the words that were said in the piece that fits
    yes_or_no: bool  # no more is asked than that
    alike: float  # share (0-1) of the examples that ask for the same: who, when, how long
    common: bool  # something that trainees ask everyone
    covered: float  # share (0-1) of the words, the rarer the more, that occur in its examples
    long: (
        float  # words of all that was said, as a share (0-1) of those from which more tell no more
    )

    def chance(self, weights: dict[str, float]) -> float:
        """How likely (0-1) such an answer is believed."""
        total = weights["bias"] + sum(
            weights[name] * value for name, value in self._asdict().items()
        )
        return 1 / (1 + exp(-total))


class Found(NamedTuple):
    """A label that an utterance may be about."""

    label: str
    likeness: float
    fit: float
    piece: int  # which of the pieces fits best
    nearer: float  # by how much it fits better than the words say
    rank: float  # what it is chosen by


def in_pieces(said: str, lang: str) -> tuple[list[str], int, bool, frozenset[int]]:
    """The sentences of an utterance and the whole of it, each of which may tell what it is about.

    Returns:
        The pieces; the place of the last sentence; whether something is said and then asked; the places of what is
        only said before the question: "Thank you for coming. How did you find out?".
    """
    pieces = [said[start:end] for start, end in coding.units(said)][-SENTENCES:] or [said]
    last = len(pieces) - 1
    asks = last > 0 and coding.is_question(pieces[-1], lang=lang)
    long = asks and len(_WORD.findall(pieces[-1])) > ELLIPTIC
    leads_up = (n for n in range(last) if long and not coding.is_question(pieces[n], lang=lang))
    return [*pieces, said] if last else pieces, last, asks, frozenset(leads_up)


class Subjects:
    """All that a client can be asked about in one language."""

    def __init__(
        self, case: Case, lang: str, asks: Sequence[tuple[str, str]], *, by_meaning: bool
    ) -> None:
        self._case = case
        self._lang = lang
        self._likeness = meaning.Likeness(asks, by_meaning=by_meaning, name=f"{case.id}-{lang}")
        self.nearest = lru_cache(maxsize=KEPT)(self._likeness.nearest)
        kinds: dict[str, list[str]] = {}
        for label, ask in asks:
            kinds.setdefault(label, []).append(asked_for(ask, lang))
        self._kinds = kinds

    def ranked(
        self,
        pieces: Sequence[str],
        nearer: Sequence[tuple[dict[str, float], float]],
        *,
        asking: bool,
        counts: Callable[[Found], bool],
    ) -> list[Found]:
        """What the pieces of an utterance may be about, the best fit first, each once.

        Args:
            pieces: sentences, and the whole of them.
            nearer: for each piece, by how much some labels, and all of them, fit better than their words say.
            asking: it is a question.
            counts: whether something found in one piece may be meant.
        """
        best: dict[str, Found] = {}
        kind = asked_for(pieces[-1], self._lang)
        for place, (piece, (some, every)) in enumerate(zip(pieces, nearer, strict=True)):
            for label, likeness, fit in self.nearest(piece, asking=asking)[:LOOKED_AT]:
                more = some.get(label, 0.0) + every
                rank = fit + more
                if asking:
                    covered = self._likeness.covered(piece, label)
                    rank += LIKENESS_TOO * likeness + COVERED_TOO * covered
                    rank += ALIKE_TOO * (kind in self._kinds[label])
                found = Found(label, likeness, fit + more, place, more, rank)
                if (label not in best or found.rank > best[label].rank) and counts(found):
                    best[label] = found
        return sorted(best.values(), key=lambda one: -one.rank)

    def signs(self, found: Found, ranked: Sequence[Found], pieces: Sequence[str]) -> Signs:
        """What speaks for or against answering what was found."""
        own = self.answers(found.label)
        other = (one.fit for one in ranked if not own & self.answers(one.label))
        kind, kinds = asked_for(pieces[-1], self._lang), self._kinds[found.label]
        words = [len(_WORD.findall(piece)) for piece in pieces]
        return Signs(
            fit=found.fit,
            lead=found.fit - next(other, 0.0),
            whole=min(1.0, words[found.piece] / max(words[-1], 1)),
            yes_or_no=kind == YES_OR_NO,
            alike=kinds.count(kind) / len(kinds),
            common=self._case.is_common(found.label),
            covered=self._likeness.covered(pieces[-1], found.label),
            long=min(1.0, words[-1] / LONG),
        )

    def no_question(self, label: str) -> bool:
        """Whether it is mostly something that is said, such as thanks, and not asked."""
        kinds = self._kinds[label]
        return kinds.count(NO_QUESTION) * 2 > len(kinds)

    def answers(self, label: str) -> frozenset[int]:
        """Places of the storylets that answer it."""
        topics = self._case.fact_topics.get(label, ())
        return frozenset(
            place for name in (label, *topics) for place in self._case.aimed.get(name, ())
        )
