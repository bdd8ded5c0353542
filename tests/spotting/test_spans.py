"""Marked words: what any marks on any text are worth."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbook.spotting import Key, Span, find
from workbook.spotting.spans import overlap

WORDS = ["nobody", "ever", "calls", "me", "don't", "wait", "één", "keer"]
CODES = ["mind_reading", "labelling", "catastrophising"]


def spaced(words):
    """The words as a text, and where each begins and ends."""
    text, places = "", []
    for word in words:
        places.append((len(text), len(text) + len(word)))
        text += f"{word} "
    return text.strip(), places


@st.composite
def passages(draw, *, shortest=1):
    """A text with some keys that do not overlap, in their order; and the places of its words."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=30))
    text, places = spaced(words)
    keys, at = [], draw(st.integers(0, 2))
    while at + shortest <= len(words) and len(keys) < 4:
        last = min(at + draw(st.integers(shortest, 6)), len(words)) - 1
        keys.append(
            Key(
                id=f"k{len(keys)}",
                start=places[at][0],
                end=places[last][1],
                code=draw(st.sampled_from(CODES)),
                also=tuple(draw(st.lists(st.sampled_from(CODES), max_size=1))),
            )
        )
        at = last + 1 + draw(st.integers(0, 3))
    assume(keys)
    return text, places, keys


@st.composite
def marked(draw):
    """A passage with any marks on it."""
    text, places, keys = draw(passages())
    marks = []
    for _ in range(draw(st.integers(0, 6))):
        first = draw(st.integers(0, len(places) - 1))
        last = draw(st.integers(first, len(places) - 1))
        marks.append(Span(places[first][0], places[last][1], draw(st.sampled_from(CODES))))
    return text, places, keys, marks


def exactly(keys):
    return [Span(key.start, key.end, key.code) for key in keys]


def free_words(places, keys):
    """The places of words that belong to no key."""
    return [(s, e) for s, e in places if all(e <= key.start or s >= key.end for key in keys)]


@given(marked())
def test_credit_lies_between_nothing_and_all_and_everything_is_accounted_for(given_):
    text, _, keys, marks = given_
    found, credit = find(text, keys, marks)
    assert 0 <= credit <= 1
    assert all(0 <= one.credit <= 1 and 0 <= one.overlap <= 1 for one in found)
    assert [one.key for one in found if one.key] == keys
    assert sorted(one.mark for one in found if one.mark) == sorted(marks)


@given(passages())
def test_exact_marks_are_worth_everything_in_any_order(passage):
    text, _, keys = passage
    assert find(text, keys, exactly(keys))[1] == 1.0
    assert find(text, keys, exactly(keys)[::-1])[1] == 1.0


@given(passages())
def test_what_is_passed_by_is_worth_nothing(passage):
    text, _, keys = passage
    found, credit = find(text, keys, [])
    assert credit == 0
    assert all(one.mark is None and one.credit == 0 for one in found)


@given(passages())
def test_each_key_that_is_missed_takes_its_share(passage):
    text, _, keys = passage
    assert find(text, keys, exactly(keys)[1:])[1] == pytest.approx(1 - 1 / len(keys))


@given(passages())
def test_marking_every_word_there_is_is_worth_less_than_marking_rightly(passage):
    text, places, keys = passage
    others = free_words(places, keys)
    assume(others)
    everything = exactly(keys) + [Span(start, end, keys[0].code) for start, end in others]
    credit = find(text, keys, everything)[1]
    assert credit == pytest.approx(len(keys) / (len(keys) + len(others)))


@given(passages())
def test_one_mark_over_the_whole_text_is_worth_at_most_one_of_the_keys(passage):
    text, _, keys = passage
    assume(len(keys) > 1)
    found, credit = find(text, keys, [Span(0, len(text), keys[0].code)])
    assert credit <= 1 / len(keys)
    assert sum(one.mark is not None for one in found) == 1


@given(marked(), st.data())
def test_one_more_mark_on_words_that_are_no_distortion_never_raises_the_credit(given_, data):
    text, places, keys, marks = given_
    others = free_words(places, keys)
    assume(others)
    start, end = data.draw(st.sampled_from(others))
    more = [*marks, Span(start, end, data.draw(st.sampled_from(CODES)))]
    assert find(text, keys, more)[1] <= find(text, keys, marks)[1]


@given(passages(shortest=2), st.sampled_from([-1, 1]), st.data())
def test_a_mark_shifted_by_one_word_keeps_most_of_its_credit(passage, step, data):
    text, places, keys = passage
    number = data.draw(st.integers(0, len(keys) - 1))
    key = keys[number]
    first = [s for s, _ in places].index(key.start) + step
    last = [e for _, e in places].index(key.end) + step
    assume(first >= 0 and last < len(places))
    shifted = Span(places[first][0], places[last][1], key.code)
    # Half of two short keys that touch is a mark on either.
    on = [overlap(text, (other.start, other.end), shifted[:2]) for other in keys]
    assume(on.count(max(on)) == 1)
    for marks in (
        [shifted],
        [shifted if n == number else mark for n, mark in enumerate(exactly(keys))],
    ):
        found, _ = find(text, keys, marks)
        assert found[number].mark == shifted
        assert found[number].credit > 0.8


@given(passages(), st.data())
def test_the_right_words_under_another_name_are_worth_half_or_three_quarters(passage, data):
    text, _, keys = passage
    key = keys[0]
    given_code = data.draw(st.sampled_from([code for code in CODES if code != key.code]))
    found, _ = find(text, keys, [Span(key.start, key.end, given_code)])
    assert found[0].credit == (0.75 if given_code in key.also else 0.5)


def test_words_that_only_look_like_a_distortion_cost_nothing_unless_they_are_marked():
    text, places = spaced(["I", "cried", "an", "hour", "he", "hates", "me"])
    keys = [
        Key("grief", places[0][0], places[3][1], "none"),
        Key("mind", places[4][0], places[6][1], "mind_reading"),
    ]
    right = Span(places[4][0], places[6][1], "mind_reading")
    found, credit = find(text, keys, [right])
    assert (credit, found[0].credit) == (1.0, 1.0)
    found, credit = find(text, keys, [right, Span(0, places[3][1], "labelling")])
    assert (credit, found[0].credit) == (0.5, 0.0)


def test_the_mark_that_fits_best_is_taken_and_the_other_is_too_many():
    text, places = spaced(["it", "will", "all", "end", "badly", "soon"])
    key = Key("end", places[1][0], places[4][1], "catastrophising")
    loose = Span(places[0][0], places[2][1], "catastrophising")
    close = Span(places[1][0], places[3][1], "catastrophising")
    found, credit = find(text, [key], [loose, close])
    assert [(one.key, one.mark) for one in found] == [(key, close), (None, loose)]
    assert credit == 0.5


def test_a_mark_goes_to_the_words_it_covers_best_even_where_an_earlier_key_touches_it():
    text, places = spaced(["he", "left", "all", "is", "lost"])
    keys = [
        Key("first", places[0][0], places[1][1], "mind_reading"),
        Key("second", places[2][0], places[4][1], "catastrophising"),
    ]
    mark = Span(places[1][0], places[4][1], "catastrophising")
    found, _ = find(text, keys, [mark])
    assert [one.mark for one in found] == [None, mark]
    assert found[1].credit == 1.0


def test_spaces_and_full_stops_at_the_edge_of_a_mark_change_nothing():
    text = "It rained. He hates me! Then I left."
    key = Key("k", text.index("He"), text.index("me") + 2, "mind_reading")
    for start, end in ((key.start, key.end), (key.start - 2, key.end + 2)):
        assert find(text, [key], [Span(start, end, "mind_reading")])[1] == 1.0


@given(marked())
def test_overlap_is_the_same_from_either_side(given_):
    text, _, keys, marks = given_
    for key in keys:
        for mark in marks:
            one, other = (key.start, key.end), (mark.start, mark.end)
            assert overlap(text, one, other) == overlap(text, other, one)
            assert overlap(text, one, one) == 1.0
