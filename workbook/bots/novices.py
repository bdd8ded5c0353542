"""Simulated trainees who mix up two codes: whether the rounds that are composed for them help more than chance ones.

A novice has a chance of telling each pair of codes apart. It grows with each answered thought that turns
on the pair, since the trainee then reads why each option does or does not fit, and it fades from day to
day. A thought that was seen before teaches less: its answer may be remembered rather than understood.
Nothing here is fitted to people. It shows what the rounds do to a learner of this kind, not how fast a
trainee learns.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Literal, NamedTuple

from workbook.content import Bank, Item
from workbook.content.bank import Batch
from workbook.spotting import Answer, Memory, Task, compose, pair_key, remember
from workbook.spotting.choosing import turns_on

Order = Literal["composed", "random"]
Pair = tuple[str, str]
BEGUN = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
TASKS, DAYS = 10, 10
HELD_OUT = 0.3  # share of the thoughts that are never practised, only asked at the end of each day
APART, MIXED = 0.97, 0.45  # chance of telling two codes apart before any practice; the weak pair's
LEARNED, AGAIN = (
    0.12,
    0.5,
)  # share of what is missing that one thought teaches; of that, one seen before
FADES = 0.03  # share of what was learned that a day takes away


class Day(NamedTuple):
    """How likely held-out thoughts are answered right after a day's round, 0-1."""

    weak: float  # those that turn on the weak pair
    other: float  # all others


@dataclass
class Novice:
    """What a simulated trainee can tell apart; moves along as it practises."""

    weak: Pair
    others: float = (
        APART  # the chance of telling any other two codes apart before any practice, 0-1
    )
    gained: dict[Pair, float] = field(default_factory=dict)  # over the chance before any practice

    def apart(self, pair: Pair) -> float:
        """The chance of telling two codes apart, 0-1."""
        return self._before(pair) + self.gained.get(pair, 0.0)

    def right(self, item: Item) -> float:
        """The chance of giving a thought its best code, 0-1: no other option may be taken for it."""
        chance = 1.0
        for pair in pairs_of(item):
            chance *= self.apart(pair)
        return chance

    def answer(self, item: Item, rng: random.Random) -> str:
        """The code given: the best one unless another option is taken for it."""
        others = sorted(set(item.options) - {item.best})
        rng.shuffle(others)
        for other in others:
            if rng.random() >= self.apart(pair_key(item.best, other)):
                return other
        return item.best

    def learn(self, item: Item, share: float) -> None:
        """Read the feedback on a thought."""
        for pair in pairs_of(item):
            missing = 1.0 - self.apart(pair)
            self.gained[pair] = self.gained.get(pair, 0.0) + share * missing

    def sleep(self) -> None:
        """A day goes by."""
        for pair in self.gained:
            self.gained[pair] *= 1 - FADES

    def _before(self, pair: Pair) -> float:
        return MIXED if pair == self.weak else self.others


def pairs_of(item: Item) -> tuple[Pair, ...]:
    """The pairs of codes that a thought turns on, in a stable order."""
    return tuple(sorted(pair_key(item.best, code) for code in item.options if code != item.best))


def held_out(bank: Bank, rng: random.Random) -> tuple[Bank, tuple[Item, ...]]:
    """A bank to practise with, and the thoughts that are kept back from it; some of each code."""
    kept: set[str] = set()
    for _, names in sorted(bank.by_code.items()):
        kept |= set(rng.sample(names, round(HELD_OUT * len(names))))
    left: dict[str, list[Item]] = {}
    for name, item in bank.items.items():
        if name not in kept:
            left.setdefault(bank.situation_of[name], []).append(item)
    batches = [
        Batch(
            schema_version=1,
            id=situation,
            title=bank.situations[situation],
            licence="CC-BY-SA-4.0",
            author="as in the bank",
            review=bank.situations[situation],
            items=tuple(items),
        )
        for situation, items in left.items()
    ]
    return Bank(batches, bank.codes), tuple(bank.items[name] for name in sorted(kept))


def practise(
    bank: Bank,
    order: Order,
    *,
    weak: Pair,
    seed: int,
    others: float = APART,
    days: int = DAYS,
    most: int = TASKS,
) -> list[Day]:
    """How a novice does after each day with one round; the same for the same seed.

    Args:
        order: composed as for a trainee, or thoughts drawn by chance, new ones as long as there are any.
        weak: the two codes that the novice mixes up.
        others: the chance of telling any other two apart before any practice, 0-1.
    """
    own, asked = held_out(bank, random.Random(f"held out {seed}"))
    rng = random.Random(f"practise {seed}")
    novice, memory, now = Novice(pair_key(*weak), others), Memory(), BEGUN
    rounds: dict[Order, Callable[[], Sequence[str]]] = {
        "composed": lambda: _names(compose(own, memory, now=now, rng=rng, most=most)),
        "random": lambda: _drawn(own, memory, rng, most),
    }
    found = []
    for _ in range(days):
        answers = []
        for place, name in enumerate(rounds[order]()):
            item = own.items[name]
            given = novice.answer(item, rng)
            answers.append(
                Answer(
                    at=now + timedelta(seconds=30 * place),
                    exercise="lab/name-it",
                    item=name,
                    situation=own.situation_of[name],
                    lang="en",
                    key=item.best,
                    given=given,
                    credit=item.credit(given),
                    confidence=None,
                )
            )
            novice.learn(item, LEARNED * (AGAIN if name in memory.seen else 1.0))
        memory = remember(memory, answers, own)
        found.append(_day(novice, asked))
        novice.sleep()
        now += timedelta(days=1)
    return found


def _names(tasks: Sequence[Task]) -> list[str]:
    return [task.id for task in tasks]


def _drawn(bank: Bank, memory: Memory, rng: random.Random, most: int) -> list[str]:
    names = sorted(bank.items)
    rng.shuffle(names)
    return sorted(names, key=lambda name: name in memory.seen)[:most]


def _day(novice: Novice, asked: Sequence[Item]) -> Day:
    weak = [novice.right(item) for item in asked if turns_on(item, novice.weak)]
    other = [novice.right(item) for item in asked if not turns_on(item, novice.weak)]
    return Day(fmean(weak or [0.0]), fmean(other or [0.0]))
