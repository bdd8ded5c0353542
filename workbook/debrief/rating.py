"""The trainee's own rating beside what the talk shows, and how far the talk got."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.content import Case
from workbook.exchange import Exchange
from workbook.feedback import tone_of
from workbook.language import say

RATED = ("understood", "room", "alliance", "pace")  # each 0-10


def rating_questions(lang: str) -> dict[str, tuple[str, str, str]]:
    """The self-rating: question, what 0 means, what 10 means, by id."""
    return {
        "understood": (
            say(lang, "How well did the client feel understood?"),
            say(lang, "not at all"),
            say(lang, "completely"),
        ),
        "room": (
            say(lang, "How much room did you leave for the client's own story?"),
            say(lang, "hardly any"),
            say(lang, "all they needed"),
        ),
        "alliance": (
            say(lang, "How strong was the bond between you at the end?"),
            say(lang, "very weak"),
            say(lang, "very strong"),
        ),
        "pace": (
            say(lang, "How well did you time it: no advice or change before listening?"),
            say(lang, "far too fast"),
            say(lang, "just right"),
        ),
    }


def computed_ratings(exchanges: Sequence[Exchange]) -> dict[str, float]:
    """What the talk itself shows on the scales of the self-rating, 0-10."""
    families = [set(happened.heard.codes) for happened in exchanges]
    understood = sum(
        bool(f & {"reflection", "validation", "affirmation"}) for f in families
    ) / len(families)
    crowded = sum(
        bool(
            f & {"question_closed", "multiple_questions", "leading_question", "unhelpful", "input"}
        )
        for f in families
    ) / len(families)
    early = sum(
        bool(f & {"unhelpful", "planning"}) for f in families[: max(8, len(families) // 2)]
    )
    best = max(happened.after["openness"] for happened in exchanges)
    return {
        "understood": 10
        * min(1.0, 1.4 * understood)
        * (0.4 + 0.6 * exchanges[-1].after["alliance"]),
        "room": 10 * (1 - crowded) * (0.5 + 0.5 * best),
        "alliance": 10 * exchanges[-1].after["alliance"],
        "pace": max(0.0, 10 - 2.5 * early),
    }


def _harmless(case: Case, happened: Exchange) -> float:
    """Whether a turn cost nothing, 0-1; empty kindness costs half of what an unhelpful move does."""
    if tone_of(case, happened) != "weak":
        return 1.0
    return 0.0 if "unhelpful" in happened.heard.codes else 0.5


def score(case: Case, exchanges: Sequence[Exchange]) -> float:
    """How far the talk got, 0-1: half what was disclosed (deeper facts weigh more), the rest bond and the share of turns that cost nothing.

    The workbook's own rule, for comparing a trainee's talks with one case; not a rating of competence.
    """
    if not exchanges:
        return 0.0
    weights = {fact.id: 0.25 + fact.openness + fact.core for fact in case.facts}
    told = sum(weights[fact] for happened in exchanges for fact in happened.reveals)
    depth = min(1.0, told / (0.6 * sum(weights.values()) or 1.0))
    harmless = sum(_harmless(case, happened) for happened in exchanges) / len(exchanges)
    # A talk of two good turns has not shown much yet.
    shown = min(1.0, len(exchanges) / 8)
    return round(0.5 * depth + shown * (0.3 * exchanges[-1].after["alliance"] + 0.2 * harmless), 3)
