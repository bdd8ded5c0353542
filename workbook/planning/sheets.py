"""Sheets filled in with a client: what was filled in, and what the rules and the client make of it.

Each kind of sheet says the same three things: what a filling is worth by its rules, how the client
answers, and what came of it afterwards. The words are content; what decides is here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from pydantic import Field

from workbook import meaning
from workbook.content.coping import Fit, PlanChoice
from workbook.content.frozen import Frozen
from workbook.content.sheets import SheetRule
from workbook.language import Text
from workbook.planning.answering import Kind
from workbook.planning.checks import SOON, Finding

_WORD = re.compile(r"[^\W_]+")
KIND_OF: dict[Fit, Kind] = {"good": "accepts", "part": "part", "wrong": "but"}
HOLDS: dict[Fit, bool | None] = {"good": True, "part": None, "wrong": False}
FEWEST = 2  # words of a box that says something
QUOTED = 60  # characters of a box that a pattern for something missing takes
# By meaning, by words; from scripts.own_words.
EDGE = {True: 0.3, False: 0.25}  # likeness from which own words say what was offered
MARGIN = {
    True: 0.06,
    False: 0.06,
}  # by how much they must be nearer to it than to something worth less or more
REFUSE = {
    True: 0.45,
    False: 0.35,
}  # and from which they say something wrong: to be refused for it one has to be sure
FAVOUR = 0.1  # likeness added for being of the kind that the words were heard as


class Filled(Frozen):
    """What was filled in; an empty box is an empty text, a day or number that is missing is None."""

    texts: dict[str, str] = Field(default_factory=dict)
    days: dict[str, date | None] = Field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # ids, in the trainee's order
    places: dict[str, tuple[str, str]] = Field(
        default_factory=dict
    )  # ring and what is given, by id

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def listed(self, name: str) -> tuple[str, ...]:
        return self.lists.get(name, ())


class Verdict(Frozen):
    """What a filling is worth, and how the client answers."""

    kind: Kind
    answer: str  # which of the client's lines; "one:ID" is the line about something offered, empty: none
    findings: tuple[Finding, ...]
    fit: Fit | None = None
    known: dict[str, str] = Field(
        default_factory=dict
    )  # what own words were recognised as, by box


class Kept(Protocol):
    """One kind of sheet with one client, in one language."""

    stages: tuple[str, ...]  # what is filled in, one after the other

    def empty(self, filled: Filled, stage: str) -> bool:
        """Whether there is nothing yet to show the client."""

    def judge(
        self, filled: Filled, stage: str, *, today: date, before: Sequence[Filled]
    ) -> Verdict:
        """What the rules and the client make of it.

        Args:
            before: what was filled in at the stages before this one.
        """

    def line(self, verdict: Verdict) -> Text | None:
        """What the client says; None: the case has no answer to it."""

    def later(self, filled: Filled, verdict: Verdict) -> Text | None:
        """How it went, told at the next talk; None: the workbook cannot say, it does not know the step."""

    def good(self, stage: str) -> dict[str, Any]:
        """A filling that a supervisor would be content with, as a face sends it."""


class Choices:
    """Recognises what somebody's own words say among the things that were offered.

    What is alike in meaning may still be good or bad, so where two things that differ in that are
    about as near, neither is taken (``python -m scripts.own_words`` measures how often, and how well).

    Args:
        rows: id with its wordings, in one language.
        fits: what each is worth; empty: whichever is nearest is taken.
        cautious: take words for something wrong only when they are quite like it.
    """

    def __init__(
        self,
        rows: Sequence[tuple[str, Sequence[str]]],
        *,
        by_meaning: bool,
        fits: Mapping[str, str] | None = None,
        cautious: bool = False,
    ) -> None:
        self._exact = {_plain(words): name for name, all_words in rows for words in all_words}
        self._rows = [(name, words) for name, all_words in rows for words in all_words]
        self._by_meaning, self._fits = by_meaning, fits or {}
        self._refuse = REFUSE[by_meaning] if cautious else 0.0
        self._near: meaning.Likeness | None = None

    def same(self, text: str) -> str | None:
        """Which of them it is, word for word; None: none."""
        return self._exact.get(_plain(text))

    def nearest(self, text: str, *, favoured: Collection[str] = ()) -> str | None:
        """Which of them it says, in other words too; None: none, or it cannot be told.

        Args:
            favoured: those of the kind that it was heard as.
        """
        if found := self.same(text):
            return found
        if self._near is None:
            self._near = meaning.Likeness(self._rows, by_meaning=self._by_meaning)
        edge, margin = EDGE[self._by_meaning], MARGIN[self._by_meaning]
        near = sorted(
            (
                (one.likeness + FAVOUR * (one.label in favoured), one.label)
                for one in self._near.nearest(text)
            ),
            reverse=True,
        )
        if not near or near[0][0] < edge:
            return None
        best, label = near[0]
        if self._fits.get(label) == "wrong" and best < self._refuse:
            return None
        worth = self._fits.get(label)
        rival = next((like for like, other in near[1:] if self._fits.get(other) != worth), 0.0)
        return label if best - rival >= margin else None


class Rules:
    """The rules of one kind of sheet, in one language."""

    def __init__(self, rules: Sequence[SheetRule], lang: str) -> None:
        def joined(found: Sequence[str]) -> re.Pattern[str] | None:
            flags = re.IGNORECASE
            return re.compile("|".join(f"(?:{one})" for one in found), flags) if found else None

        self.ids = tuple(rule.id for rule in rules)
        self._breaks = {rule.id: joined(rule.patterns.read(lang)) for rule in rules}
        self._needs = {rule.id: joined(rule.needs.read(lang)) for rule in rules}

    def words(self, rule: str, text: str, *, fewest: int = FEWEST) -> Finding:
        """What a rule says of words."""
        if len(_WORD.findall(text)) < fewest:
            return Finding(rule=rule, holds=False)
        breaks, needs = self._breaks[rule], self._needs[rule]
        if breaks and (broken := breaks.search(text)):
            # A rule that misses something matches the whole: that is no reason to quote.
            words = broken.group().strip()
            missing = broken.start() == 0 and len(words) >= min(QUOTED, len(text.strip()))
            return Finding(rule=rule, holds=False, because="" if missing else words)
        return Finding(rule=rule, holds=needs is None or needs.search(text) is not None)

    def box(self, rule: str, text: str, offered: Sequence[PlanChoice], lang: str) -> Finding:
        """What a rule says of a box for which there were offers; of an offer, its author says it."""
        for one in offered:
            if _plain(one.say.read(lang)) == _plain(text):
                return Finding(
                    rule=rule, holds=one.good, because="" if one.good else one.why.read(lang)
                )
        return self.words(rule, text)


def soon(rule: str, day: date | None, today: date) -> Finding:
    """Whether a day is within a week."""
    return Finding(rule=rule, holds=day is not None and today <= day <= today + SOON)


def broken(findings: Sequence[Finding]) -> set[str]:
    """The rules that do not hold."""
    return {one.rule for one in findings if one.holds is False}


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
