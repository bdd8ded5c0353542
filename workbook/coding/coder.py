"""Which kinds of move an utterance makes: therapist codes on its units, with confidence and "unsure"."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from workbook import encoder
from workbook.coding.cues import has_word_for
from workbook.coding.units import units
from workbook.coding.weights import Weights, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence


WEIGHTS = Path(__file__).parent / "weights.bin"
QUESTIONS = frozenset(
    {"question_open", "question_closed", "socratic_question", "risk_question", "leading_question"}
)
# Nobody asks about suicide by chance, and leave is mostly asked in so many words: evidence taken away without any.
WITHOUT_ITS_WORDS = {"risk_question": 20.0, "permission": 2.0}
LEAD_INS = frozenset({"facilitation", "other"})
ENCODED = 5  # units of one utterance that are worth the encoder's time
FAR, AT_ONCE = (
    20_000,
    1_500,
)  # characters of an utterance that are coded; that are looked at in one piece
UNITS = 60  # units of one utterance that are coded at all
_TAG = re.compile(
    r"^(?:\W*(?:right|yeah|no|is that right|does that fit|hè|toch|klopt dat|of niet|ja)\W*)$",
    re.IGNORECASE,
)


class CodeMark(BaseModel):
    """A code on a span of the utterance, with how sure the coder is (0-1)."""

    model_config = ConfigDict(frozen=True)
    code: str
    start: int
    end: int
    confidence: float


class Utterance(BaseModel):
    """What was said, coded."""

    model_config = ConfigDict(frozen=True)
    text: str
    primary: str
    confidence: float  # of the primary code, 0-1
    unsure: bool  # two people would as likely as not disagree
    marks: tuple[CodeMark, ...]
    others: tuple[str, ...] = ()  # what it might be instead, likeliest first

    @property
    def codes(self) -> tuple[str, ...]:
        """The primary code, then the others in the order in which they were said."""
        return tuple(dict.fromkeys((self.primary, *(mark.code for mark in self.marks))))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights, read once."""
    return Weights(WEIGHTS)


def code(text: str, *, lang: str, by_meaning: bool = False) -> Utterance:
    """The utterance, coded: the same text always gives the same codes.

    Args:
        text: what the therapist said in one turn.
        lang: the language it is in.
        by_meaning: use the sentence encoder besides the words; it then must be installed.
    """
    spans = units(text[:FAR])[:UNITS]
    if not spans:
        silent = "facilitation" if text.strip(" .…") == "" and text.strip() else "other"
        return Utterance(text=text, primary=silent, confidence=1.0, unsure=False, marks=())
    said = [text[start:end] for start, end in spans]
    pieces = said if len(said) == 1 else [*said, text[:FAR]]
    pieces = [piece[:AT_ONCE] for piece in pieces]
    chances = _chances(pieces, lang=lang, by_meaning=by_meaning)
    whole = chances[-1]
    marks = _marks(spans, said, chances[: len(said)])
    votes = _votes(whole, marks)
    ranked = sorted(range(len(votes)), key=votes.__getitem__, reverse=True)
    confidence, second = votes[ranked[0]], votes[ranked[1]]
    settings, names = weights().settings, weights().codes
    return Utterance(
        text=text,
        primary=names[ranked[0]],
        confidence=round(confidence, 3),
        unsure=confidence < settings["unsure_below"]
        or confidence - second < settings["unsure_margin"],
        marks=tuple(marks),
        others=tuple(names[n] for n in ranked[1:4]),
    )


def _chances(pieces: Sequence[str], *, lang: str, by_meaning: bool) -> list[list[float]]:
    table, kind = weights(), "words"
    encoded: list[list[float]] = []
    worth = [*pieces[: ENCODED - 1], pieces[-1]] if len(pieces) > ENCODED else list(pieces)
    if by_meaning:
        encoded = table.by_meaning(encoder.encode(worth))
    chances = []
    for n, piece in enumerate(pieces):
        place = (
            n
            if len(pieces) <= ENCODED or n < ENCODED - 1
            else (len(worth) - 1 if n == len(pieces) - 1 else -1)
        )
        kind = "both" if encoded and place >= 0 else "words"
        evidence = table.by_words(piece, kind, lang=lang)
        if kind == "both":
            evidence = [a + b for a, b in zip(evidence, encoded[place], strict=True)]
        for name, doubt in WITHOUT_ITS_WORDS.items():
            if not has_word_for(name, piece, lang=lang):
                evidence[table.codes.index(name)] -= doubt
        chances.append(softmax(evidence, table.settings["sharpness"][kind]))
    return chances


def _marks(
    spans: Sequence[tuple[int, int]], said: Sequence[str], chances: Sequence[Sequence[float]]
) -> list[CodeMark]:
    codes = weights().codes
    marks: list[CodeMark] = []
    for (start, end), words, chance in zip(spans, said, chances, strict=True):
        best = max(range(len(codes)), key=chance.__getitem__)
        if marks and _TAG.match(words):
            marks[-1] = marks[-1].model_copy(update={"end": end})
        elif marks and marks[-1].code == codes[best] and codes[best] not in QUESTIONS:
            sure = max(marks[-1].confidence, round(chance[best], 3))
            marks[-1] = marks[-1].model_copy(update={"end": end, "confidence": sure})
        else:
            marks.append(
                CodeMark(code=codes[best], start=start, end=end, confidence=round(chance[best], 3))
            )
    asked = [mark for mark, words in zip(marks, said, strict=False) if mark.code in QUESTIONS]
    if len(asked) >= weights().settings["stacked"] and all(
        mark.code != "multiple_questions" for mark in marks
    ):
        sure = round(sum(mark.confidence for mark in asked) / len(asked), 3)
        marks.append(
            CodeMark(
                code="multiple_questions", start=asked[0].start, end=asked[-1].end, confidence=sure
            )
        )
    return marks


def _votes(whole: Sequence[float], marks: Sequence[CodeMark]) -> list[float]:
    """The chance of each code to be the one a rater would give if only one were allowed."""
    if len(marks) == 1:
        return list(whole)
    table = weights()
    share = table.settings["whole_share"]
    votes = [share * chance for chance in whole]
    telling = [mark for mark in marks if mark.code not in LEAD_INS] or list(marks)
    for n, mark in enumerate(telling):
        last = 1.0 if n == len(telling) - 1 else table.settings["earlier_share"]
        votes[table.codes.index(mark.code)] += (1 - share) * mark.confidence * last
    total = sum(votes) or 1.0
    return [vote / total for vote in votes]
