"""Which distortions a thought may show: at most three suggestions, and abstaining where nobody could tell.

Never a verdict. Trained people agree on such labels only moderately, and so does this with them
(docs/thoughts-card.md says how far, and how often it leaves a thought alone that shows none).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from workbook.coding.units import units
from workbook.coding.weights import Weights, chances

WEIGHTS = Path(__file__).parent / "thoughts.bin"
NONE = "none"
MOST = 3  # suggestions
LONGEST, PIECES = 4000, 8  # characters and sentences that are looked at
ENCODED = 1  # sentences besides the whole that the encoder looks at
FEWEST = 2  # words below which nobody could tell
LEAST = 0.05  # confidence from which a code is worth naming


class Suggestion(BaseModel):
    """A distortion that a thought may show, with how sure that is (0-1)."""

    model_config = ConfigDict(frozen=True)
    code: str
    confidence: float


class Suggestions(BaseModel):
    """What a thought may be."""

    model_config = ConfigDict(frozen=True)
    distorted: bool | None  # None: not sure
    suggestions: tuple[Suggestion, ...]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights, read once."""
    return Weights(WEIGHTS)


def suggest(text: str, *, lang: str, by_meaning: bool = False) -> Suggestions:
    """What a thought may be: the same text always gives the same suggestions.

    Args:
        text: the thought, alone or within what somebody tells.
        lang: the language it is in.
        by_meaning: use the sentence encoder besides the words; it then must be installed.
    """
    if len(text.split()) < FEWEST:
        return Suggestions(distorted=None, suggestions=())
    votes = votes_for(text, lang=lang, by_meaning=by_meaning)
    table = weights()
    low, high = table.settings["sure"]["both" if by_meaning else "words"]
    none = votes.pop(NONE)
    distorted = None if low <= none <= high else none < low
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])[:MOST]
    return Suggestions(
        distorted=distorted,
        suggestions=tuple(
            Suggestion(code=code, confidence=round(share, 3))
            for code, share in ranked
            if share >= LEAST and distorted is not False
        ),
    )


def votes_for(text: str, *, lang: str, by_meaning: bool) -> dict[str, float]:
    """The chance of each code, none included; a distortion in one sentence of many still counts."""
    table = weights()
    none = table.codes.index(NONE)
    said = [text[start:end] for start, end in units(text[:LONGEST])][:PIECES]
    alone = len(said) < FEWEST
    if by_meaning and not alone:
        # The encoder takes some milliseconds a sentence; words alone tell where to look.
        by_words = chances(table, said, lang=lang, by_meaning=False)
        order = sorted(range(len(said)), key=lambda place: by_words[place][none])
        said = [said[place] for place in order[:ENCODED]]
    pieces = [text[:LONGEST]] if alone else [text[:LONGEST], *said]
    found = chances(table, pieces, lang=lang, by_meaning=by_meaning)
    whole, parts = found[0], found[1:]
    share = table.settings["whole_share"]
    votes = {}
    for place, code in enumerate(table.codes):
        if code != NONE:
            strongest = max((row[place] for row in parts), default=whole[place])
            votes[code] = share * whole[place] + (1 - share) * strongest
    calmest = min((row[none] for row in parts), default=whole[none])
    votes[NONE] = share * whole[none] + (1 - share) * calmest
    total = sum(votes.values()) or 1.0
    return {code: vote / total for code, vote in votes.items()}
