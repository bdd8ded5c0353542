"""Composed rounds help a novice who mixes up two codes more than rounds by chance, and cost little elsewhere."""

import random
from statistics import fmean

import pytest

from workbook.bots.novices import HELD_OUT, Novice, held_out, pairs_of, practise
from workbook.content import bank
from workbook.spotting.choosing import STARTERS, turns_on

SEEDS = range(20)
AHEAD = 0.06  # on held-out thoughts of the weak pair, mean over pairs and seeds
AHEAD_OF_NOISE = 0.03  # the same for a novice who slips at every fifth other thought too
BEHIND = 0.02  # at most, on all other held-out thoughts
FIFTH, TENTH = 4, 9


def both_ways(**more):
    """The days of each pair and seed, composed and by chance."""
    return [
        tuple(
            practise(bank(), order, weak=weak, seed=seed, **more)
            for order in ("composed", "random")
        )
        for weak in STARTERS
        for seed in SEEDS
    ]


@pytest.fixture(scope="module")
def careful():
    return both_ways()


@pytest.fixture(scope="module")
def careless():
    return both_ways(others=0.93)


def ahead(runs, day, part):
    return fmean(
        getattr(composed[day], part) - getattr(chance[day], part) for composed, chance in runs
    )


@pytest.mark.parametrize("day", [FIFTH, TENTH])
def test_composed_rounds_are_ahead_on_the_weak_pair(careful, day):
    assert ahead(careful, day, "weak") >= AHEAD


@pytest.mark.parametrize("day", [FIFTH, TENTH])
def test_they_are_ahead_too_where_careless_mistakes_hide_the_weak_pair(careless, day):
    assert ahead(careless, day, "weak") >= AHEAD_OF_NOISE


def test_they_are_ahead_in_most_single_cases_by_the_tenth_day(careful):
    better = [composed[TENTH].weak > chance[TENTH].weak for composed, chance in careful]
    assert sum(better) > 0.7 * len(better)


@pytest.mark.parametrize("day", [FIFTH, TENTH])
def test_other_codes_pay_little_for_it(careful, careless, day):
    for runs in (careful, careless):
        assert ahead(runs, day, "other") >= -BEHIND


def test_both_ways_begin_at_the_same_place_and_both_teach(careful):
    for days in (days for pair in careful for days in pair):
        assert days[TENTH].weak > days[0].weak
        assert days[TENTH].other > days[0].other
        assert all(0 <= day.weak <= 1 and 0 <= day.other <= 1 for day in days)


def test_the_same_seed_gives_the_same_days_and_another_others():
    one, same, other = (
        practise(bank(), "composed", weak=STARTERS[0], seed=seed, days=3) for seed in (1, 1, 2)
    )
    assert one == same != other


def test_what_is_held_out_is_never_practised_and_some_of_it_turns_on_the_weak_pair():
    own, asked = held_out(bank(), random.Random(0))
    assert not {item.id for item in asked} & set(own.items)
    assert len(asked) + len(own.items) == len(bank().items)
    assert len(asked) == pytest.approx(HELD_OUT * len(bank().items), rel=0.1)
    assert all(any(turns_on(item, pair) for item in asked) for pair in STARTERS)


def test_a_novice_gets_better_by_feedback_and_forgets_by_sleeping():
    weak = STARTERS[0]
    item = next(item for item in bank().items.values() if turns_on(item, weak))
    novice = Novice(weak)
    before = novice.right(item)
    novice.learn(item, 0.2)
    learned = novice.right(item)
    novice.sleep()
    assert before < novice.right(item) < learned
    assert weak in pairs_of(item)
