"""Plays talks by free text, many at a time."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from typing import NamedTuple

from workbook.bots.policies import POLICIES, SHUFFLED, Policy, Seat
from workbook.client import begin, begin_as_if
from workbook.content import Case, open_case
from workbook.content.frozen import Frozen
from workbook.debrief import score
from workbook.encoder import encoder_installed
from workbook.errors import ContentError
from workbook.exchange import Ear, Exchange, exchange, line_of

TURNS = 45  # at most
STUCK = 6  # times the same wordless answer in a row


class Talk(Frozen):
    """What came of one talk."""

    case: str
    lang: str
    policy: str
    seed: int
    session: int = 1  # which talk with this client
    turns: int
    core: bool  # the core fact was told
    belief: float  # points by which the hot belief fell
    alliance: float  # at the end, 0-1
    score: float  # 0-1
    walked_out: bool  # the client ended it, in strain
    faults: tuple[str, ...]  # dead ends, repeats and empty answers, in sentences


class Order(NamedTuple):
    """A talk to be played."""

    case: str
    lang: str
    policy: str
    seed: int
    session: int = 1


def orders(
    cases: Iterable[str],
    seeds: int,
    *,
    langs: Collection[str] = (),
    policies: Iterable[str] = tuple(POLICIES),
) -> list[Order]:
    """Talks of every policy with every client in every language, also the second talk where a case has one.

    Args:
        cases: ids.
        seeds: talks of each policy in each language.
        langs: only these languages; empty: all.
        policies: only these.
    """
    return [
        Order(case_id, lang, policy, seed, session)
        for case_id in cases
        for session in sorted({1 + bool(spec.sequel) for spec in open_case(case_id).exercises})
        for lang in open_case(case_id).languages
        if not langs or lang in langs
        for policy in policies
        for seed in range(seeds)
    ]


def play_many(orders: Iterable[Order], *, processes: int = 1) -> Iterator[Talk]:
    """The talks, in the given order; each process hears through an ear of its own."""
    wanted = list(orders)
    if processes <= 1 or len(wanted) <= 1:
        yield from map(_played, wanted)
        return
    # A process that was copied with a loaded encoder would hang in it.
    fresh = multiprocessing.get_context("spawn")
    size = max(1, len(wanted) // (8 * processes))
    with ProcessPoolExecutor(processes, mp_context=fresh) as pool:
        yield from pool.map(_played, wanted, chunksize=size)


@lru_cache(maxsize=4)
def _ear(case_id: str, lang: str) -> Ear:
    return Ear(open_case(case_id), lang=lang, by_meaning=encoder_installed())


def _played(order: Order) -> Talk:
    case, ear = open_case(order.case), _ear(order.case, order.lang)
    return converse(
        case, ear, lang=order.lang, policy=order.policy, seed=order.seed, session=order.session
    )


def converse(case: Case, ear: Ear, *, lang: str, policy: str, seed: int, session: int = 1) -> Talk:
    """One talk of a policy with a client; the same seed gives the same talk.

    A second talk begins as for a trainee who did not hold the first.
    """
    rng = random.Random(f"{case.id} {lang} {seed}")
    later = next((spec.sequel for spec in case.exercises if spec.sequel), None)
    start = begin_as_if(case, later.otherwise) if later and session > 1 else begin(case)
    seat = Seat(case, lang, rng, start, ear.code)
    done, faults = _talked(seat, ear, POLICIES[policy])
    if policy == SHUFFLED:
        script = list(seat.said)
        rng.shuffle(script)
        seat = Seat(case, lang, rng, start, ear.code)
        done, faults = _talked(seat, ear, lambda now: script[len(now.said)], turns=len(script))
    core = {fact.id for fact in case.facts if fact.core}
    hot = next((belief for belief in case.beliefs if belief.hot), case.beliefs[0])
    end = done[-1]
    return Talk(
        case=case.id,
        lang=lang,
        policy=policy,
        seed=seed,
        session=session,
        turns=len(done),
        core=bool(core & {fact for happened in done for fact in happened.reveals}),
        belief=round(hot.start - end.beliefs[hot.id], 1),
        alliance=end.after["alliance"],
        score=score(case, done),
        walked_out=end.ended and end.after["alliance"] < case.qualities["alliance"],
        faults=faults,
    )


def _talked(
    seat: Seat, ear: Ear, policy: Policy, turns: int = TURNS
) -> tuple[list[Exchange], tuple[str, ...]]:
    done: list[Exchange] = []
    faults: list[str] = []
    heard: dict[str, int] = {}
    while len(done) < turns and not seat.state.ended:
        said = policy(seat)
        try:
            seat.state, happened = exchange(seat.case, seat.state, ear, said=said, lang=seat.lang)
        except ContentError as problem:
            faults.append(f"dead end at turn {len(done) + 1}, after {said!r}: {problem}")
            break
        done.append(happened)
        seat.last = happened
        seat.said.append(said)
        faults += _faults(seat.case, done, seat.lang, heard)
    return done, tuple(faults)


def _faults(case: Case, done: list[Exchange], lang: str, heard: dict[str, int]) -> Iterator[str]:
    """What is wrong with the last answer."""
    last = done[-1]
    line, wordless = line_of(case, last, lang), case.storylet(last.storylet).repeats
    if not line.strip():
        yield f"empty answer at turn {last.turn} ({last.storylet})"
    if line in heard and not wordless:
        yield f"turn {last.turn} ({last.storylet}) repeats turn {heard[line]}: {line!r}"
    heard[line] = last.turn
    if wordless and len(done) >= STUCK and len({e.storylet for e in done[-STUCK:]}) == 1:
        yield f"nothing but {last.storylet} for {STUCK} turns up to turn {last.turn}"
