"""Which things come next, and why: due ones, what was mixed up, a known code in a new situation, new ones."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from workbook.content import NONE, Bank, Item
from workbook.spotting.answers import Task, pair_key
from workbook.spotting.memory import Memory

DUE_SHARE, PAIR_SHARE, FOIL_SHARE = 0.4, 0.3, 0.3
TRANSFERS = 2  # in a round
KNOWN = 2  # right answers in other situations from which a code is tried in a new one
STILL = 0.1  # how far two codes are mixed up as long as that is worked at: a slip, until three right answers
SAME_SHARE = 1 / 3  # of contrast pairs that show the same after all
STARTERS = (
    ("catastrophising", "fortune_telling"),
    ("mind_reading", "personalisation"),
    ("labelling", "overgeneralisation"),
)  # mixed up by most beginners
_LEVELS = ((0.5, (1,)), (0.65, (1, 2)), (0.85, (2,)), (1.01, (2, 3)))


def levels(memory: Memory) -> tuple[int, ...]:
    """The levels that fit how the last answers went."""
    ability = memory.ability
    return (1, 2) if ability is None else next(fit for top, fit in _LEVELS if ability < top)


def weakest_pair(memory: Memory, now: datetime) -> tuple[str, str] | None:
    """The two codes that are most mixed up of late, of equals the most forgotten; None: none are any more.

    Not simply the most forgotten: those are codes that were mixed up once by a slip, and what a trainee
    truly takes for one another comes up too often to be forgotten (workbook/bots/novices.py).
    """
    return min(
        (pair for pair in memory.wrong if memory.mixed(pair) >= STILL),
        key=lambda pair: (-memory.mixed(pair), memory.recall(memory.pairs[pair], now), pair),
        default=None,
    )


def due(memory: Memory, bank: Bank, now: datetime) -> list[str]:
    """The items whose review is due, the most forgotten first."""
    ready = [name for name, card in memory.items.items() if card.due <= now and name in bank.items]
    return sorted(ready, key=lambda name: (memory.recall(memory.items[name], now), name))


def compose(
    bank: Bank, memory: Memory, *, now: datetime, rng: random.Random, most: int
) -> tuple[Task, ...]:
    """A round of single thoughts, each with its reason."""
    chosen: dict[str, Task] = {}

    def take(names: Iterable[str], limit: int, task: Callable[[str], Task]) -> None:
        for name in names:
            if limit <= 0 or len(chosen) >= most:
                return
            if name not in chosen:
                chosen[name] = task(name)
                limit -= 1

    def days(name: str) -> int:
        return (now - memory.seen[name]).days if name in memory.seen else 0

    take(
        due(memory, bank, now),
        round(DUE_SHARE * most),
        lambda n: Task(id=n, why="due", days=days(n)),
    )
    fresh = _fresh(bank, memory, rng)
    # Whoever has seen everything begins anew with what was seen longest ago.
    oldest = sorted(memory.seen.keys() & bank.items.keys(), key=lambda n: (memory.seen[n], n))
    pair = weakest_pair(memory, now)
    if pair:
        take(
            [n for n in (*fresh, *oldest) if turns_on(bank.items[n], pair)],
            round(PAIR_SHARE * most),
            lambda n: Task(id=n, why="pair", days=days(n), pair=pair),
        )
    foils = sum(bank.items[n].best == NONE for n in chosen)
    wanted = round(FOIL_SHARE * most) - foils
    take([n for n in fresh if bank.items[n].best == NONE], wanted, lambda n: Task(id=n))
    take(
        [n for n in fresh if _transfers(n, bank, memory)],
        TRANSFERS,
        lambda n: Task(id=n, why="transfer"),
    )
    take(_spread(fresh, bank), most, lambda n: Task(id=n))
    take(oldest, most, lambda n: Task(id=n, why="again", days=days(n)))
    return interleaved(list(chosen.values()), bank, rng)


def compose_stack(
    bank: Bank, memory: Memory, *, now: datetime, rng: random.Random, most: int
) -> tuple[Task, ...]:
    """Many thoughts to sort quickly into two codes and none: the pair that is mixed up, else one that most mix up."""
    pair = weakest_pair(memory, now)
    if pair is None or NONE in pair or not all(code in bank.by_code for code in pair):
        there = [p for p in STARTERS if all(code in bank.by_code for code in p)]
        pair = rng.choice(there) if there else pair_key(*sorted(set(bank.by_code) - {NONE})[:2])
    piles = [list(bank.by_code.get(code, ())) for code in (*pair, NONE)]
    for pile in piles:
        rng.shuffle(pile)
        pile.sort(key=lambda name: name in memory.seen)
    third = most // len(piles)
    names = [name for pile in piles for name in pile[:third]]
    rng.shuffle(names)
    return tuple(
        Task(id=name, why="again" if name in memory.seen else "new", pair=pair) for name in names
    )


def compose_pairs(
    bank: Bank, memory: Memory, *, now: datetime, rng: random.Random, most: int
) -> tuple[Task, ...]:
    """Contrast pairs, those first that turn on what was mixed up; some show the same thing twice."""
    weak = weakest_pair(memory, now)
    names = sorted(bank.pairs)
    rng.shuffle(names)

    def codes(name: str) -> tuple[str, str]:
        one, other = (bank.items[item].best for item in bank.pairs[name].items)
        return pair_key(one, other)

    def seen(name: str) -> datetime | None:
        """When both thoughts had been seen: answers are about thoughts, not about pairs."""
        at = [memory.seen.get(item) for item in bank.pairs[name].items]
        return None if None in at else min(filter(None, at))

    names.sort(key=lambda n: (seen(n) is not None, codes(n) != weak, seen(n) or now))
    same = round(SAME_SHARE * most)
    tasks = [
        Task(
            id=name,
            why="pair" if codes(name) == weak else "again" if seen(name) else "new",
            pair=weak if codes(name) == weak else None,
        )
        for name in names[: most - same]
    ]
    groups = [items for code, items in sorted(bank.by_code.items()) if len(items) > 1]
    drawn = rng.sample(groups, min(same, len(groups)))
    tasks += [Task(id="+".join(rng.sample(group, 2))) for group in drawn]
    rng.shuffle(tasks)
    return tuple(tasks)


def compose_parts(
    names: Sequence[str],
    level: Callable[[str], int],
    memory: Memory,
    rng: random.Random,
    most: int,
) -> tuple[Task, ...]:
    """Passages or questions: those not yet seen that fit the level, then those seen longest ago."""
    order = sorted(names)
    rng.shuffle(order)
    fit = levels(memory)
    order.sort(key=lambda n: (n in memory.seen, level(n) not in fit))
    seen = sorted((n for n in order if n in memory.seen), key=lambda n: memory.seen[n])
    order = [n for n in order if n not in memory.seen] + seen
    return tuple(Task(id=n, why="again" if n in memory.seen else "new") for n in order[:most])


def turns_on(item: Item, pair: tuple[str, str]) -> bool:
    """Whether telling these two codes apart decides about an item."""
    one, other = pair
    return (item.best == one and other in item.options) or (
        item.best == other and one in item.options
    )


def interleaved(tasks: list[Task], bank: Bank, rng: random.Random) -> tuple[Task, ...]:
    """The same tasks in an order in which neighbours differ in situation and code where they can.

    Interleaving teaches to tell kinds apart; blocks of one kind teach to stop looking (Kornell & Bjork 2008).
    """
    left = list(tasks)
    rng.shuffle(left)
    order: list[Task] = []

    def code(task: Task) -> str:
        return bank.items[task.id].best

    while left:
        last = order[-1] if order else None
        waiting = Counter(map(code, left))

        def fit(
            task: Task, last: Task | None = last, waiting: Counter[str] = waiting
        ) -> tuple[bool, bool, bool]:
            # A code that makes up more than half of the rest has to come now, or it comes twice later.
            rushed = 2 * waiting[code(task)] > waiting.total()
            if last is None:
                return False, not rushed, False
            near = bank.situation_of[task.id] == bank.situation_of[last.id]
            return code(task) == code(last), not rushed, near

        best = min(left, key=fit)
        left.remove(best)
        order.append(best)
    return tuple(order)


def _fresh(bank: Bank, memory: Memory, rng: random.Random) -> list[str]:
    """Items not yet seen, those of a fitting level first, otherwise in a random order."""
    names = [name for name in bank.items if name not in memory.seen]
    rng.shuffle(names)
    fit = levels(memory)
    middle = sum(fit) / len(fit)
    return sorted(names, key=lambda n: abs(bank.items[n].level - middle) > 0.5)  # noqa: PLR2004


def _transfers(name: str, bank: Bank, memory: Memory) -> bool:
    """Whether an item brings a code that is known elsewhere into a situation in which it was not yet seen."""
    code, here = bank.items[name].best, bank.situation_of[name]
    elsewhere = sum(
        n for (known, place), n in memory.known.items() if known == code and place != here
    )
    return code != NONE and elsewhere >= KNOWN and (code, here) not in memory.known


def _spread(names: list[str], bank: Bank) -> list[str]:
    """The names in turns over the codes, so that no code takes the whole round."""
    piles: dict[str, list[str]] = {}
    for name in names:
        if bank.items[name].best != NONE:
            piles.setdefault(bank.items[name].best, []).append(name)
    order = []
    while piles:
        for code in list(piles):
            order.append(piles[code].pop(0))
            if not piles[code]:
                del piles[code]
    return order
