"""What a trainee remembers: a card for each item and for each pair of codes, by FSRS.

The scheduler is the Free Spaced Repetition Scheduler (Ye, Su & Cao 2022, as packaged in ``fsrs``).
A pair has a card of its own because what a trainee has to learn is a difference: an answer to any
thought that turns on that difference is a review of it, whichever thought it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from workbook.content import NONE, Bank
from workbook.spotting.answers import Answer, pair_key

if TYPE_CHECKING:
    from fsrs import Card, Rating, Scheduler

RECENT = 20  # answers by which the level is chosen
SURE = 50  # confidence from which a right answer was known rather than guessed
FADING = 0.95  # weight of what is known of a pair once one more answer has turned on it
DOUBT = 5.0  # right answers that a pair is given on credit, so that one slip proves little


@dataclass(frozen=True)
class Memory:
    """The cards, and what has been seen, at one moment."""

    items: dict[str, Card] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Card] = field(default_factory=dict)
    tried: dict[tuple[str, str], float] = field(
        default_factory=dict
    )  # answers on it, later ones more
    wrong: dict[tuple[str, str], float] = field(default_factory=dict)  # of these, mixed up
    seen: dict[str, datetime] = field(default_factory=dict)  # when each thing was last answered
    known: dict[tuple[str, str], int] = field(default_factory=dict)  # right, by code and situation
    recent: tuple[float, ...] = ()  # the credit of the last answers

    @property
    def ability(self) -> float | None:
        """The mean credit of the last answers, 0-1; None: too few to tell."""
        return sum(self.recent) / len(self.recent) if len(self.recent) >= RECENT // 4 else None

    def mixed(self, pair: tuple[str, str]) -> float:
        """How far two codes are mixed up of late, 0-1."""
        return self.wrong.get(pair, 0.0) / (self.tried.get(pair, 0.0) + DOUBT)

    def recall(self, card: Card, now: datetime) -> float:
        """How likely it is still known, 0-1."""
        return float(_scheduler().get_card_retrievability(card, now))


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415  only once something is scheduled

    # Learning steps of minutes would never end within a round of five minutes.
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _rating(answer: Answer) -> Rating:
    from fsrs import Rating  # noqa: PLC0415

    if answer.credit == 0:
        return Rating.Again
    if answer.credit < 1 or (answer.confidence is not None and answer.confidence < SURE):
        return Rating.Hard
    return Rating.Good


def turned_on(answer: Answer, bank: Bank) -> tuple[tuple[str, str], ...]:
    """The pairs of codes that an answer says something about, the one it turned on first.

    A wrong answer: the two that it mixed up. Any other: the key and its tempting wrong one, then the
    key and each other code that was offered, since these were told apart as well.
    """
    if answer.given != answer.key and answer.credit == 0:
        return (pair_key(answer.key, answer.given),)
    item = bank.items.get(answer.item)
    if item is None:
        return ()
    tempting = item.wrong if item.wrong != answer.key else NONE
    others = (tempting, *sorted(set(item.options) - {tempting, answer.given}))
    return tuple(pair_key(answer.key, code) for code in others if code != answer.key)


def remember(memory: Memory, answers: Iterable[Answer], bank: Bank) -> Memory:
    """The memory after some more answers, in the order given; the memory given stays as it was."""
    from fsrs import Card  # noqa: PLC0415

    items, pairs = dict(memory.items), dict(memory.pairs)
    tried, wrong = dict(memory.tried), dict(memory.wrong)
    seen, known, recent = dict(memory.seen), dict(memory.known), list(memory.recent)
    review = _scheduler().review_card
    for answer in answers:
        rating = _rating(answer)
        if answer.item in bank.items:
            card = items.get(answer.item) or Card(card_id=1, due=answer.at)
            items[answer.item] = review(card, rating, answer.at)[0]
        slipped = answer.credit == 0 and answer.given != answer.key
        for place, pair in enumerate(turned_on(answer, bank)):
            tried[pair] = FADING * tried.get(pair, 0.0) + 1
            wrong[pair] = FADING * wrong.get(pair, 0.0) + slipped
            # Codes that merely were on offer are a review of a pair only once it was mixed up.
            if place == 0 or pair in pairs:
                card = pairs.get(pair) or Card(card_id=1, due=answer.at)
                pairs[pair] = review(card, rating, answer.at)[0]
        seen[answer.item] = seen[answer.item.partition("#")[0]] = answer.at
        if answer.credit == 1:
            there = (answer.key, answer.situation)
            known[there] = known.get(there, 0) + 1
        recent.append(answer.credit)
    return Memory(items, pairs, tried, wrong, seen, known, tuple(recent[-RECENT:]))
