"""A later talk with the same client."""

import pytest

from tests.client.small_case import small_case
from workbook.client import begin, begin_after, begin_as_if
from workbook.content.case import Earlier


@pytest.fixture
def case():
    return small_case()


def test_the_next_talk_remembers_what_was_told_the_bond_the_strain_and_the_plan(case):
    fact = case.facts[0].id
    ended = begin(case).model_copy(
        update={
            "turn": 30,
            "facts": (fact,),
            "rupture": "withdrawal",
            "plan": "a-walk",
            "ended": True,
            "qualities": {**begin(case).qualities, "alliance": 1.0},
        }
    )
    again = begin_after(case, ended)
    assert (again.session, again.turn, again.ended) == (2, 0, False)
    assert again.facts == (fact,)
    assert again.rupture == "withdrawal"
    assert again.plan == "a-walk"
    assert begin(case).qualities["alliance"] < again.qualities["alliance"] < 1.0


def test_a_part_of_what_changed_slips_back_between_two_talks(case):
    belief = case.beliefs[0]
    ended = begin(case).model_copy(update={"beliefs": {b.id: 10.0 for b in case.beliefs}})
    assert 10.0 < begin_after(case, ended).beliefs[belief.id] < belief.start


def test_lines_about_the_clients_story_are_not_told_twice_in_two_talks_but_small_talk_may_be(case):
    own = next(s for s in case.storylets if s.reveals)
    small = next(s for s in case.storylets if not case.is_aimed(s))
    ended = begin(case).model_copy(update={"told": {own.id: 1, small.id: 1}})
    again = begin_after(case, ended)
    assert again.told == {own.id: 1, small.id: 0}


def test_without_a_first_talk_the_second_begins_from_what_its_author_wrote(case):
    fact = case.facts[0].id
    told = begin_as_if(case, Earlier(facts=(fact,), qualities={"alliance": 0.6}, plan="a-walk"))
    assert told.session == 2
    assert told.facts == (fact,)
    assert told.plan == "a-walk"
    revealing = [s.id for s in case.storylets if s.reveals == (fact,)]
    assert all(told.told[name] >= 1 for name in revealing)
