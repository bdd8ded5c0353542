"""Answers and tasks: what was asked, what was given, and what that was worth."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from workbook.content.frozen import Frozen

Why = Literal["new", "due", "pair", "transfer", "again", "own"]


class Answer(NamedTuple):
    """One code given to one thing; it keeps its own key, so that a later change of the item changes no answer."""

    at: datetime  # UTC
    exercise: str
    item: str
    situation: str
    lang: str
    key: str  # the best code when it was answered
    given: str
    credit: float  # 0-1
    confidence: int | None  # 0-100; None: not asked


class Task(Frozen):
    """One thing to do in a round, and why it comes now."""

    id: str
    why: Why = "new"
    days: int = 0  # since it was last seen
    pair: tuple[str, str] | None = None  # the codes that were mixed up


def pair_key(one: str, other: str) -> tuple[str, str]:
    """Two codes that may be mixed up, whichever was meant."""
    return (one, other) if one <= other else (other, one)
