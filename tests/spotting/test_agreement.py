"""How far two labellers agree: worked examples, and what holds for any labels."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workbook.spotting import agreement, cohen, krippendorff
from workbook.spotting.agreement import of_code

labels = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=25)


def table(**cells):
    """Pairs of labels from a table of counts, each cell named by its two labels."""
    return [(name[0], name[1]) for name, times in cells.items() for _ in range(times)]


def test_cohen_as_worked_out_by_hand_for_two_readers_of_fifty_grants():
    # 35 of 50 alike; by chance .5 * .6 + .5 * .4 = .5; so (.7 - .5) / (1 - .5).
    assert cohen(table(yy=20, yn=5, ny=10, nn=15)) == pytest.approx(0.4)


def test_cohen_for_three_codes_as_worked_out_by_hand():
    # 60 of 100 alike; by chance .4 * .5 + .4 * .3 + .2 * .2 = .36; so (.6 - .36) / (1 - .36).
    pairs = table(aa=30, ab=5, ac=5, ba=15, bb=20, bc=5, ca=5, cb=5, cc=10)
    assert cohen(pairs) == pytest.approx(0.24 / 0.64)


def test_krippendorff_as_worked_out_by_hand_for_two_observers_of_ten_units():
    # 4 of 10 differ; the 20 labels are 14 zeros and 6 ones, so 168 / 380 would by chance.
    pairs = table(oo=5, oi=3, io=1, ii=1)
    assert krippendorff(pairs) == pytest.approx(1 - 0.4 / (168 / 380))
    assert krippendorff(pairs) == pytest.approx(0.095, abs=0.0005)


def test_krippendorff_for_three_codes_as_worked_out_by_hand():
    # 2 of 6 differ; of the 12 labels 5 a, 4 b, 3 c: 1 - (20 + 12 + 6) / 132 differ by chance.
    pairs = table(aa=2, bb=1, cc=1, ab=1, bc=1)
    assert krippendorff(pairs) == pytest.approx(1 - (1 / 3) / (94 / 132))


@pytest.mark.parametrize("measure", [cohen, krippendorff])
def test_the_ends_of_the_scale(measure):
    assert measure(table(aa=5, bb=5)) == 1.0
    assert measure(table(aa=9)) == 1.0
    assert measure([]) == 0.0
    assert measure(table(ab=5, ba=5)) < -0.8
    assert measure(table(aa=25, ab=25, ba=25, bb=25)) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("measure", [cohen, krippendorff])
@given(labels, st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter_nor_who_is_named_first(measure, pairs, rng):
    mixed = list(pairs)
    rng.shuffle(mixed)
    assert measure(mixed) == pytest.approx(measure(pairs))
    assert measure([(other, one) for one, other in pairs]) == pytest.approx(measure(pairs))


@pytest.mark.parametrize("measure", [cohen, krippendorff])
@given(labels)
@settings(max_examples=25, deadline=None)
def test_the_interval_holds_the_value_and_is_the_same_each_time(measure, pairs):
    assume(len(pairs) >= 5)
    found = agreement(pairs, measure)
    assert found.low <= found.value + 1e-9
    assert found.value <= found.high + 1e-9
    assert found.items == len(pairs)
    assert found.value == measure(pairs)
    assert found == agreement(pairs, measure)


def test_more_items_make_the_interval_narrower():
    few = agreement(table(aa=8, ab=3, ba=2, bb=7))
    many = agreement(table(aa=80, ab=30, ba=20, bb=70))
    assert many.value == pytest.approx(few.value)
    assert many.high - many.low < (few.high - few.low) / 2


def test_without_items_there_is_no_agreement_and_no_interval():
    assert agreement([]) == (0.0, 0.0, 0.0, 0)


def test_one_code_against_all_others_is_judged_alone():
    pairs = table(aa=10, bc=10, cb=10)
    assert cohen(of_code(pairs, "a")) == 1.0
    assert cohen(of_code(pairs, "b")) < 0
