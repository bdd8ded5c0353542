"""Which things come next: each with its reason, the same for the same seed."""

import itertools
import random
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spotting.answering import BEGUN, to
from tests.spotting.little_bank import SITUATIONS, little_bank
from tests.spotting.test_memory import BANK as SMALL
from tests.spotting.test_memory import histories
from workbook.content import NONE
from workbook.spotting import (
    Memory,
    compose,
    compose_pairs,
    compose_parts,
    compose_stack,
    due,
    remember,
)
from workbook.spotting.choosing import DUE_SHARE, PAIR_SHARE, STARTERS, levels, turns_on

BANK = little_bank(each=9)
PAIR = ("catastrophising", "fortune_telling")
LATER = BEGUN + timedelta(days=90)
seeds = st.integers(0, 10_000)


def a_round(memory=None, *, bank=BANK, now=BEGUN, seed=0, most=10):
    return compose(bank, memory or Memory(), now=now, rng=random.Random(seed), most=most)


def after(*answers, bank=BANK):
    return remember(Memory(), answers, bank)


def seen_all(bank=BANK, *, right=True, day=0):
    return after(
        *(
            to(bank, name, None if right else item.wrong, day=day, minute=n)
            for n, (name, item) in enumerate(bank.items.items())
        ),
        bank=bank,
    )


def whys(tasks):
    return Counter(task.why for task in tasks)


@given(histories(), seeds, st.integers(1, 40))
@settings(deadline=None)
def test_a_round_holds_no_task_twice_only_what_there_is_and_as_much_as_there_can_be(
    history, seed, most
):
    memory = remember(Memory(), history, SMALL)
    tasks = a_round(memory, bank=SMALL, now=LATER, seed=seed, most=most)
    names = [task.id for task in tasks]
    assert len(set(names)) == len(names) == min(most, len(SMALL.items))
    assert set(names) <= set(SMALL.items)


@given(histories(), seeds)
@settings(deadline=None)
def test_the_same_seed_gives_the_same_round_and_nothing_is_changed_by_it(history, seed):
    memory, copy = (remember(Memory(), history, SMALL) for _ in range(2))
    first = a_round(memory, bank=SMALL, seed=seed)
    assert a_round(memory, bank=SMALL, seed=seed) == first
    assert memory == copy


def test_another_seed_gives_another_round():
    assert len({tuple(task.id for task in a_round(seed=seed)) for seed in range(10)}) == 10


@given(histories(), seeds)
@settings(deadline=None)
def test_every_reason_is_true(history, seed):
    memory = remember(Memory(), history, SMALL)
    for task in a_round(memory, bank=SMALL, now=LATER, seed=seed, most=20):
        item = SMALL.items[task.id]
        match task.why:
            case "due":
                assert memory.items[task.id].due <= LATER
                assert task.days == (LATER - memory.seen[task.id]).days
            case "pair":
                assert task.pair is not None
                assert memory.mixed(task.pair) > 0
                assert turns_on(item, task.pair)
            case "transfer":
                assert (item.best, SMALL.situation_of[task.id]) not in memory.known
                assert sum(n for (code, _), n in memory.known.items() if code == item.best) >= 2
                assert task.id not in memory.seen
            case "again":
                assert task.id in memory.seen
            case _:
                assert task.why == "new"
                assert task.id not in memory.seen


def test_what_is_due_comes_first_of_all_the_most_forgotten_first_and_leaves_room_for_the_rest():
    names = [name for name in BANK.items if name.startswith("work-labelling")]
    memory = after(*(to(BANK, name, day=n) for n, name in enumerate(names)))
    ready = due(memory, BANK, LATER)
    assert set(ready) == set(names)
    recall = [memory.recall(memory.items[name], LATER) for name in ready]
    assert recall == sorted(recall)
    tasks = a_round(memory, now=LATER)
    assert {task.id for task in tasks if task.why == "due"} == set(ready[: round(DUE_SHARE * 10)])
    assert whys(tasks)["due"] == round(DUE_SHARE * 10)


def test_what_was_just_answered_is_not_due_and_does_not_come_again_while_there_is_new():
    names = list(BANK.items)[:20]
    memory = after(*(to(BANK, name) for name in names))
    assert due(memory, BANK, BEGUN + timedelta(hours=1)) == []
    assert not {task.id for task in a_round(memory)} & set(names)


def test_an_item_that_is_gone_is_not_due():
    memory = after(to(BANK, "work-labelling-0"))
    left = little_bank(each=9, without=["work-labelling-0"])
    assert due(memory, left, LATER) == []
    assert "work-labelling-0" not in {task.id for task in a_round(memory, bank=left, now=LATER)}


@pytest.mark.parametrize("seed", range(10))
def test_two_codes_that_were_mixed_up_are_taken_up_with_thoughts_that_turn_on_them(seed):
    memory = after(
        to(BANK, "work-catastrophising-0", "fortune_telling"),
        to(BANK, "work-catastrophising-1", "fortune_telling"),
        to(BANK, "work-labelling-0", "mind_reading"),
    )
    about = [task for task in a_round(memory, seed=seed) if task.why == "pair"]
    assert len(about) == round(PAIR_SHARE * 10)
    assert {task.pair for task in about} == {PAIR}
    assert all(turns_on(BANK.items[task.id], PAIR) for task in about)
    assert not {task.id for task in about} & set(memory.seen)


def test_a_pair_is_taken_up_with_thoughts_seen_longest_ago_once_there_are_no_new_ones():
    turning = [name for name, item in BANK.items.items() if turns_on(item, PAIR)]
    memory = after(
        *(to(BANK, name, "mind_reading", credit=0.5, minute=n) for n, name in enumerate(turning)),
        *(to(BANK, turning[-1], "catastrophising", minute=600) for _ in range(5)),
    )
    about = [task for task in a_round(memory) if task.why == "pair"]
    assert [task.id for task in sorted(about, key=lambda task: memory.seen[task.id])] == turning[
        :3
    ]


def test_one_slip_long_ago_does_not_outweigh_what_is_mixed_up_again_and_again():
    slip = to(BANK, "work-labelling-0", "mind_reading")
    habit = [to(BANK, f"work-catastrophising-{n}", "fortune_telling", day=20) for n in range(3)]
    tasks = a_round(after(slip, *habit), now=BEGUN + timedelta(days=21))
    assert {task.pair for task in tasks if task.why == "pair"} == {PAIR}


@pytest.mark.parametrize("seed", range(10))
def test_thoughts_that_are_no_distortion_are_among_them_always(seed):
    busy = after(
        *(
            to(BANK, f"work-{code}-{n}")
            for code in ("labelling", "mind-reading")
            for n in range(6)
        ),
        *(to(BANK, f"work-catastrophising-{n}", "fortune_telling") for n in range(3)),
    )
    for memory in (Memory(), busy):
        foils = sum(
            BANK.items[task.id].best == NONE for task in a_round(memory, now=LATER, seed=seed)
        )
        assert 2 <= foils <= 5


@pytest.mark.parametrize("seed", range(20))
def test_neighbours_differ_in_code_where_they_can(seed):
    tasks = a_round(seed=seed)
    codes = [BANK.items[task.id].best for task in tasks]
    assert max(Counter(codes).values()) <= 5
    assert all(one != other for one, other in itertools.pairwise(codes))


@given(histories(), seeds)
@settings(deadline=None)
def test_neighbours_of_one_code_only_come_when_nothing_else_is_left(history, seed):
    memory = remember(Memory(), history, SMALL)
    codes = [
        SMALL.items[task.id].best
        for task in a_round(memory, bank=SMALL, now=LATER, seed=seed, most=12)
    ]
    for place, (one, other) in enumerate(itertools.pairwise(codes)):
        if one == other:
            assert set(codes[place + 1 :]) == {one}


@pytest.mark.parametrize(
    ("credit", "fit"), [(0.0, (1,)), (0.55, (1, 2)), (0.75, (2,)), (0.9, (2, 3)), (1.0, (2, 3))]
)
def test_difficulty_follows_ability(credit, fit):
    given_code = "labelling" if credit == 1 else "mind_reading"
    recent = [to(BANK, "work-labelling-0", given_code, credit=credit) for _ in range(20)]
    memory = remember(Memory(), recent, BANK)
    assert levels(memory) == fit
    fresh = [task for task in a_round(memory) if task.why == "new"]
    assert fresh
    assert {BANK.items[task.id].level for task in fresh} <= set(fit)


def test_who_is_not_known_yet_begins_with_the_easier_two_levels():
    assert {BANK.items[task.id].level for task in a_round()} == {1, 2}


def test_a_new_situation_is_only_for_what_is_known_elsewhere():
    known = after(*(to(BANK, f"work-labelling-{n}") for n in range(2)))
    moved = [task for task in a_round(known) if task.why == "transfer"]
    assert len(moved) == 2
    assert {(BANK.items[t.id].best, BANK.situation_of[t.id]) for t in moved} == {
        ("labelling", "love")
    }
    once = after(to(BANK, "work-labelling-0"))
    wrong = after(*(to(BANK, f"work-labelling-{n}", "mind_reading") for n in range(2)))
    both = after(*(to(BANK, f"{place}-labelling-{n}") for place in SITUATIONS for n in range(2)))
    foils = after(*(to(BANK, f"work-none-{n}") for n in range(4)))
    for memory in (Memory(), once, wrong, both, foils):
        assert whys(a_round(memory))["transfer"] == 0


@pytest.mark.parametrize("right", [True, False])
def test_a_round_is_composed_when_everything_was_seen(right):
    memory = seen_all(right=right)
    soon = a_round(memory, now=BEGUN + timedelta(hours=2))
    assert len(soon) == 10
    assert set(whys(soon)) == ({"again"} if right else {"again", "pair"})
    assert len(a_round(memory, now=LATER)) == 10
    again = [task.id for task in soon if task.why == "again"]
    if right:
        assert set(again) == set(list(BANK.items)[:10])
    else:
        assert whys(soon)["pair"] == 3


def test_an_empty_bank_has_empty_rounds():
    nothing = little_bank(codes=())
    assert a_round(bank=nothing) == ()
    assert compose_pairs(nothing, Memory(), now=BEGUN, rng=random.Random(0), most=8) == ()
    assert compose_parts([], lambda _: 1, Memory(), random.Random(0), 3) == ()


# The stack.


def a_stack(memory=None, *, bank=BANK, seed=0, most=21):
    rng = random.Random(seed)
    return compose_stack(bank, memory or Memory(), now=BEGUN, rng=rng, most=most)


@given(histories(), seeds)
@settings(deadline=None)
def test_a_stack_is_about_one_pair_and_none_in_equal_parts(history, seed):
    tasks = a_stack(remember(Memory(), history, SMALL), bank=SMALL, seed=seed, most=9)
    (pair,) = {task.pair for task in tasks}
    assert NONE not in pair
    assert Counter(SMALL.items[task.id].best for task in tasks) == dict.fromkeys((*pair, NONE), 3)
    assert len({task.id for task in tasks}) == 9


def test_a_stack_takes_the_pair_that_is_mixed_up_else_one_that_most_mix_up():
    mixed = after(*(to(BANK, f"work-labelling-{n}", "mind_reading") for n in range(2)))
    assert {task.pair for task in a_stack(mixed)} == {("labelling", "mind_reading")}
    assert {task.pair for task in a_stack()} <= set(STARTERS)
    missed = after(*(to(BANK, f"work-labelling-{n}", NONE) for n in range(2)))
    assert {task.pair for task in a_stack(missed)} <= set(STARTERS)


def test_a_stack_brings_what_is_new_before_what_was_seen_and_says_which():
    memory = after(*(to(BANK, name) for name in BANK.items if name.startswith("work")))
    tasks = a_stack(memory)
    assert {BANK.situation_of[task.id] for task in tasks} == {"love"}
    assert whys(tasks) == {"new": 21}
    assert whys(a_stack(seen_all())) == {"again": 21}


# Contrast pairs.


def some_pairs(memory=None, *, bank=BANK, seed=0, most=6):
    rng = random.Random(seed)
    return compose_pairs(bank, memory or Memory(), now=BEGUN, rng=rng, most=most)


@pytest.mark.parametrize("seed", range(10))
def test_a_third_of_the_pairs_show_the_same_thing_after_all(seed):
    tasks = some_pairs(seed=seed)
    same = [task for task in tasks if task.id not in BANK.pairs]
    assert (len(tasks), len(same)) == (6, 2)
    for task in same:
        one, other = task.id.split("+")
        assert one != other
        assert BANK.items[one].best == BANK.items[other].best
    assert tasks == some_pairs(seed=seed)


@pytest.mark.parametrize("seed", range(5))
def test_pairs_that_turn_on_what_was_mixed_up_come_first_and_say_so(seed):
    missed = after(*(to(BANK, f"work-catastrophising-{n}", NONE) for n in range(3, 6)))
    about = [task for task in some_pairs(missed, seed=seed, most=3) if task.why == "pair"]
    assert {task.id for task in about} == {"work-pair-1", "love-pair-1"}
    assert {task.pair for task in about} == {("catastrophising", NONE)}


def test_a_pair_counts_as_seen_when_both_its_thoughts_were_and_then_comes_last():
    items = BANK.pairs["work-pair-0"].items
    half, whole = after(to(BANK, items[0])), after(*(to(BANK, name) for name in items))
    assert {task.why for task in some_pairs(half)} == {"new"}
    chosen = {task.id: task.why for task in some_pairs(whole, most=9)}
    assert chosen["work-pair-0"] == "again"
    for seed in range(10):
        assert "work-pair-0" not in {task.id for task in some_pairs(whole, seed=seed, most=7)}


# Passages and questions.


def test_parts_come_new_ones_of_a_fitting_level_first_then_those_seen_longest_ago():
    level = {"a": 1, "b": 3, "c": 2, "d": 1, "e": 2}
    seen = {"a": BEGUN, "d": BEGUN - timedelta(days=3)}
    memory = Memory(seen=seen)
    for seed in range(10):
        tasks = compose_parts(list(level), level.__getitem__, memory, random.Random(seed), 5)
        names = [task.id for task in tasks]
        assert set(names[:2]) == {"c", "e"}
        assert names[2:] == ["b", "d", "a"]
        assert [task.why for task in tasks] == ["new"] * 3 + ["again"] * 2
    first = {
        compose_parts(list(level), level.__getitem__, memory, random.Random(seed), 1)[0].id
        for seed in range(20)
    }
    assert first == {"c", "e"}
