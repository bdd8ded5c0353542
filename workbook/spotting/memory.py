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


@dataclass(frozen=True)
class Memory:
    """The cards, and what has been seen, at one moment."""

    items: dict[str, Card] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Card] = field(default_factory=dict)
    wrong: dict[tuple[str, str], int] = field(default_factory=dict)  # times a pair was mixed up
    seen: dict[str, datetime] = field(default_factory=dict)  # when each thing was last answered
    known: dict[tuple[str, str], int] = field(default_factory=dict)  # right, by code and situation
    recent: tuple[float, ...] = ()  # the credit of the last answers

    @property
    def ability(self) -> float | None:
        """The mean credit of the last answers, 0-1; None: too few to tell."""
        return sum(self.recent) / len(self.recent) if len(self.recent) >= RECENT // 4 else None

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


def turned_on(answer: Answer, bank: Bank) -> tuple[str, str] | None:
    """The pair of codes that an answer turned on: the two it mixed up, else the key and its tempting wrong one."""
    if answer.given != answer.key and answer.credit == 0:
        return pair_key(answer.key, answer.given)
    item = bank.items.get(answer.item)
    if item is None:
        return None
    return pair_key(answer.key, item.wrong if item.wrong != answer.key else NONE)


def remember(memory: Memory, answers: Iterable[Answer], bank: Bank) -> Memory:
    """The memory after some more answers, in the order given; the memory given stays as it was."""
    from fsrs import Card  # noqa: PLC0415

    items, pairs, wrong = dict(memory.items), dict(memory.pairs), dict(memory.wrong)
    seen, known, recent = dict(memory.seen), dict(memory.known), list(memory.recent)
    review = _scheduler().review_card
    for answer in answers:
        rating = _rating(answer)
        if answer.item in bank.items:
            card = items.get(answer.item) or Card(card_id=1, due=answer.at)
            items[answer.item] = review(card, rating, answer.at)[0]
        pair = turned_on(answer, bank)
        if pair:
            card = pairs.get(pair) or Card(card_id=1, due=answer.at)
            pairs[pair] = review(card, rating, answer.at)[0]
            if answer.credit == 0:
                wrong[pair] = wrong.get(pair, 0) + 1
        seen[answer.item] = seen[answer.item.partition("#")[0]] = answer.at
        if answer.credit == 1:
            place = (answer.key, answer.situation)
            known[place] = known.get(place, 0) + 1
        recent.append(answer.credit)
    return Memory(items, pairs, wrong, seen, known, tuple(recent[-RECENT:]))
