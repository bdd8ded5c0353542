"""What a trainee remembers: values in, new values out."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spotting.answering import BEGUN, to
from tests.spotting.little_bank import CODES, little_bank
from workbook.spotting import Memory, remember, weakest_pair
from workbook.spotting.choosing import STILL
from workbook.spotting.memory import RECENT, turned_on

BANK = little_bank()
RUIN = "work-catastrophising-0"  # the tempting wrong code is fortune_telling
PAIR = ("catastrophising", "fortune_telling")
THIRD = ("catastrophising", "mind_reading")


@st.composite
def histories(draw):
    """Answers of a trainee, oldest first."""
    day, found = 0, []
    for _ in range(draw(st.integers(0, 25))):
        day += draw(st.integers(0, 3))
        name = draw(st.sampled_from(sorted(BANK.items)))
        given_code = draw(st.sampled_from(sorted(BANK.items[name].options)))
        confidence = draw(st.sampled_from([None, 25, 95]))
        found.append(to(BANK, name, given_code, day=day, minute=len(found), confidence=confidence))
    return found


def after(*answers, memory=None, bank=BANK):
    return remember(memory or Memory(), answers, bank)


@given(histories())
@settings(deadline=None)
def test_remembering_leaves_the_memory_given_as_it_was(history):
    middle = len(history) // 2
    first = remember(Memory(), history[:middle], BANK)
    copy = remember(Memory(), history[:middle], BANK)
    remember(first, history[middle:], BANK)
    assert first == copy


@given(histories(), st.integers(0, 25))
@settings(deadline=None)
def test_folding_in_two_parts_is_the_same_as_all_at_once(history, cut):
    parts = remember(remember(Memory(), history[:cut], BANK), history[cut:], BANK)
    assert parts == remember(Memory(), history, BANK)


@given(histories())
@settings(deadline=None)
def test_every_item_answered_has_a_card_and_was_seen_when_it_was_last_answered(history):
    memory = remember(Memory(), history, BANK)
    last = {one.item: one.at for one in history}
    assert set(memory.items) == set(last)
    assert memory.seen == last
    assert all(card.due > last[name] for name, card in memory.items.items())
    assert memory.recent == tuple(one.credit for one in history)[-RECENT:]
    for pair in memory.pairs:
        assert 0 <= memory.mixed(pair) < 1
        assert 0 <= memory.recall(memory.pairs[pair], BEGUN + timedelta(days=200)) <= 1


@pytest.mark.parametrize("before", [0, 1, 4])
def test_a_wrong_answer_brings_an_item_back_sooner_than_a_hesitant_and_that_than_a_right_one(
    before,
):
    known = after(*(to(BANK, RUIN, day=day) for day in range(before)))
    wrong, hesitant, right = (
        after(to(BANK, RUIN, day=before, **more), memory=known).items[RUIN]
        for more in (
            {"given": "fortune_telling"},
            {"confidence": 25},
            {"confidence": 95},
        )
    )
    assert wrong.due <= hesitant.due < right.due  # a day is the least
    assert wrong.stability < hesitant.stability < right.stability


def test_half_a_credit_comes_back_before_a_whole_one_and_after_none():
    none, half, whole = (
        after(to(BANK, RUIN, "mind_reading", credit=credit)).items[RUIN]
        for credit in (0.0, 0.5, 1.0)
    )
    assert none.due <= half.due < whole.due
    assert none.stability < half.stability < whole.stability


def test_every_right_answer_in_time_makes_the_wait_longer():
    memory, at, waits = Memory(), BEGUN, []
    for _ in range(5):
        memory = after(to(BANK, RUIN, at=at), memory=memory)
        waits.append(memory.items[RUIN].due - at)
        at = memory.items[RUIN].due
    assert waits == sorted(waits)
    assert waits[-1] > 10 * waits[0]


def test_what_is_not_repeated_is_forgotten_little_by_little():
    memory = after(to(BANK, RUIN))
    recall = [
        memory.recall(memory.items[RUIN], BEGUN + timedelta(days=days)) for days in (1, 10, 100)
    ]
    assert recall == sorted(recall, reverse=True)
    assert recall[0] > recall[-1]


def test_a_wrong_answer_is_about_the_two_codes_it_mixed_up_whatever_else_tempted():
    assert turned_on(to(BANK, RUIN, "mind_reading"), BANK) == (THIRD,)
    memory = after(to(BANK, RUIN, "mind_reading"))
    assert set(memory.pairs) == {THIRD}
    assert memory.mixed(THIRD) > 0 == memory.mixed(PAIR)


def test_a_right_answer_is_a_review_of_the_key_and_its_tempting_wrong_one():
    memory = after(to(BANK, RUIN))
    assert set(memory.pairs) == {PAIR}
    assert turned_on(to(BANK, RUIN), BANK)[0] == PAIR
    assert weakest_pair(memory, BEGUN) is None


def test_any_thought_that_offers_both_codes_is_a_review_of_a_pair_once_it_was_mixed_up():
    slipped = after(to(BANK, RUIN, "mind_reading"))
    righted = after(to(BANK, "love-catastrophising-1", day=1), memory=slipped)
    assert righted.mixed(THIRD) < slipped.mixed(THIRD)
    assert righted.pairs[THIRD].due > slipped.pairs[THIRD].due


def test_a_pair_reviewed_from_other_thoughts_has_one_card_for_all_of_them():
    two = after(to(BANK, RUIN), to(BANK, "love-fortune-telling-1", day=3))
    assert set(two.pairs) == {PAIR}
    assert two.pairs[PAIR].stability > after(to(BANK, RUIN)).pairs[PAIR].stability


def test_a_slip_is_worked_at_until_three_right_answers_and_a_habit_for_longer():
    def rights(memory):
        for n in range(20):
            if memory.mixed(PAIR) < STILL:
                return n
            memory = after(to(BANK, RUIN, day=5), memory=memory)
        return None

    wrong = to(BANK, RUIN, "fortune_telling")
    assert rights(after(wrong)) == 3
    assert rights(after(wrong, wrong, wrong)) > 6


def test_codes_told_apart_before_are_not_mixed_up_by_one_slip():
    wrong = to(BANK, RUIN, "fortune_telling", day=1)
    known = after(*(to(BANK, RUIN) for _ in range(6)))
    assert weakest_pair(after(wrong), BEGUN) == PAIR
    assert weakest_pair(after(wrong, memory=known), BEGUN) is None


def test_words_in_a_passage_and_thoughts_of_ones_own_are_seen_and_have_no_card():
    memory = after(
        to(BANK, RUIN)._replace(item="work-passage-0#1"),
        to(BANK, RUIN)._replace(item="own:abc", given="labelling", credit=0.0),
    )
    assert memory.items == {}
    assert {"work-passage-0", "work-passage-0#1", "own:abc"} == set(memory.seen)
    assert set(memory.pairs) == {("catastrophising", "labelling")}


def test_an_answer_to_an_item_that_is_gone_still_counts_for_the_pair_it_mixed_up():
    gone = little_bank(without=[RUIN])
    memory = after(to(BANK, RUIN, "fortune_telling"), to(BANK, RUIN), bank=gone)
    assert memory.items == {}
    assert set(memory.pairs) == {PAIR}


def test_ability_is_not_told_from_a_few_answers_and_then_is_the_mean_of_the_last():
    wrong, right = to(BANK, RUIN, "fortune_telling"), to(BANK, RUIN)
    assert after(*[right] * 4).ability is None
    assert after(*[right] * 4, wrong).ability == pytest.approx(0.8)
    assert after(*[wrong] * 30, *[right] * RECENT).ability == 1.0


def test_known_counts_right_answers_by_code_and_situation():
    love = "love-mind-reading-0"
    memory = after(to(BANK, RUIN), to(BANK, RUIN), to(BANK, love), to(BANK, love, "labelling"))
    assert memory.known == {("catastrophising", "work"): 2, ("mind_reading", "love"): 1}


def test_every_code_of_the_little_bank_is_offered_with_its_rival():
    assert all(
        {item.best, item.wrong, "none"} <= set(item.options) for item in BANK.items.values()
    )
    assert set(BANK.by_code) == set(CODES)
