"""Words ascribed to the client: whether anything like them was said in this talk."""

from __future__ import annotations

import re

from workbook import client, coding, encoder
from workbook.client import ClientState
from workbook.content import Case

# Share of the ascribed words, and likeness to the client's closest sentence: below both it was never said. So too what
# has a few right words but is far from everything in meaning. Held against 84 judged lines with "you said ...".
WORDS_RIGHT, MEANING_RIGHT = 0.3, 0.42
WORDS_DOUBTFUL, MEANING_FAR = 0.6, 0.22
LONGEST = 60  # sentences of the client's that are compared, the last told of the case's order
TAKEN_BACK = 4  # words up to which "you never said that" is the whole of it
_WORD = re.compile(r"[^\W_]+")
# "You mentioned a job, was that hard?": what is asked after the comma was not ascribed.
_THEN_ASKS = re.compile(
    r",\s*(?:and |en )?(?=(?:was|were|is|are|did|do|does|how|what|why|who|when|where|which|can|could|would|have|has"
    r"|hoe|wat|waarom|wie|wanneer|waar|heb|heeft|kun|kan|zou|vond|vind|ben|bent|had)\b)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:never|not|don't|didn't|niet|nooit)\b", re.IGNORECASE)


def never_said(
    case: Case, state: ClientState, text: str, end: int, *, lang: str, by_meaning: bool
) -> bool:
    """Whether the trainee ascribes to the client what is far from all that was said.

    Args:
        text: the utterance.
        end: where in it the words that ascribe ("you said") end.
    """
    first, last = next(unit for unit in coding.units(text) if unit[1] >= end)
    asks = _THEN_ASKS.search(text, end, last)
    last = asks.start() if asks else last
    share = client.share_said(case, state, text[first:last], lang)
    if not by_meaning:
        return share < WORDS_RIGHT
    claim = text[end:last].strip()
    # Short words alone ("you hate your boss") are told by their meaning.
    short = len(_WORD.findall(claim)) > TAKEN_BACK and not client.shares_words(claim, claim)
    if (share >= WORDS_DOUBTFUL and not short) or _takes_back(text[first:end], text[end:last]):
        return False
    close = _closest(case, state, claim or text[first:last], lang)
    return close < (MEANING_RIGHT if share < WORDS_RIGHT else MEANING_FAR)


def _takes_back(ascribing: str, rest: str) -> bool:
    """Whether nothing is ascribed: "I don't think you said that", "you never said so"."""
    short = len(_WORD.findall(rest)) <= TAKEN_BACK
    return bool(_NOT.search(ascribing)) or (short and bool(_NOT.search(rest)))


def _closest(case: Case, state: ClientState, claim: str, lang: str) -> float:
    """Likeness (-1 to 1) of a claim to the sentence of the client's that is closest to it."""
    said = [
        line[start:end]
        for line in client.lines_said(case, state, lang)
        for start, end in coding.units(line)
    ]
    vectors = encoder.encode([claim, *said[-LONGEST:]])
    return float((vectors[1:] @ vectors[0]).max())
