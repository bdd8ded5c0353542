"""A second talk through the record: it goes on from the trainee's own first one, or from a colleague's."""

import random
from datetime import timedelta

import pytest

from tests.planning.test_clients import plan_with
from workbook.content import case_plan, open_case
from workbook.practice import Workbook
from workbook.record import open_record

FIRST, SECOND = "job-rejection/first-talk", "job-rejection/second-talk"


@pytest.fixture
def book():
    record = open_record("sqlite://")
    yield Workbook(record, lang="en", rng=random.Random(1), by_meaning=False)
    record.close()


def held(book, *said):
    attempt = book.attempt(FIRST).again("exam")
    for words in said:
        attempt.say(words)
    attempt.end()
    attempt.rate({})
    return attempt


def test_a_second_talk_remembers_the_trainees_own_first(book):
    first = held(book, "How do you sleep?", "What do you do when you wake up?")
    second = book.attempt(SECOND)
    assert second.remembers
    assert second.state.client.session == 2
    assert second.state.client.facts == first.state.client.facts


def test_the_notes_of_last_time_are_there_before_the_second_talk_begins(book):
    first = held(book, "How do you sleep?", "What do you do when you wake up?")
    case = open_case("job-rejection")
    notes = book.attempt(SECOND).snapshot()["case"]["notes"]
    assert notes["told"] == [case.fact(fact).text.read("en") for fact in first.state.client.facts]
    assert "last time" in notes["from"]


def test_without_a_first_talk_a_colleagues_notes_stand_there(book):
    case = open_case("job-rejection")
    spec = next(spec for spec in case.exercises if spec.sequel)
    second = book.attempt(SECOND)
    assert not second.remembers
    assert second.state.client.facts == spec.sequel.otherwise.facts
    assert "colleague" in second.snapshot()["case"]["notes"]["from"]


def test_what_is_remembered_stays_as_it_was_when_the_second_talk_began(book):
    held(book, "How do you sleep?")
    second = book.attempt(SECOND)
    second.begin("coach")
    second.say("Hello again, Ruben.")
    held(book, "How do you sleep?", "What do you do when you wake up?", "Do you have children?")
    again = book.attempt(SECOND)
    assert again.exchanges == second.exchanges
    assert again.first == second.first


def test_the_opening_of_a_second_talk_differs_with_what_went_before(book):
    without = book.attempt(SECOND).snapshot()["case"]["opening"]
    held(book, "You are being ridiculous.", "That is pathetic.", "You should be ashamed.")
    after_strain = book.attempt(SECOND).snapshot()["case"]["opening"]
    assert without != after_strain


def test_the_debrief_of_a_second_talk_counts_only_what_it_opened(book):
    second = book.attempt(SECOND).again("exam")
    second.say("How have the nights been?")
    second.end()
    second.rate({})
    counts = second.snapshot()["debrief"]["counts"]
    case = open_case("job-rejection")
    assert counts["total"] == len(case.facts) - len(second.exchanges[0].told)


def planned(book, option_id):
    """A plan with one good step, agreed on and looked back on."""
    option = next(one for one in case_plan("job-rejection").options if one.id == option_id)
    plan = book.planning("job-rejection/coping-plan").again()
    today = plan.today
    plan.propose(
        plan_with("job-rejection", "en", option)
        | {
            "first": str(today + timedelta(days=2)),
            "review": str(today + timedelta(days=14)),
        }
    )
    plan.step("settle", {})
    plan.step("guess", {"rating": 7})
    plan.step("later", {})
    return option


@pytest.mark.parametrize("option_id", ["tell-judith", "word-on-the-pad"])
def test_a_second_talk_goes_on_from_the_plan_that_was_agreed_in_between(book, option_id):
    first = held(book, "How do you sleep?")
    option = planned(book, option_id)
    second = book.attempt(SECOND)
    shown = second.snapshot()["case"]
    assert second.state.client.facts == first.state.client.facts
    assert option.then.read("en") in shown["notes"]["plan"]
    if option.agrees:
        # The case has lines of its own about this plan.
        assert second.state.client.plan == option.agrees
        assert "Judith" in shown["opening"] or "She knows" in shown["opening"]
    else:
        assert second.state.client.plan == ""
        assert shown["opening"] == option.later.read("en")
    second.begin("coach")
    second.say("Hello again, Ruben.")
    assert book.attempt(SECOND).first == second.first


def test_a_plan_counts_without_a_first_talk_but_not_when_it_is_older_than_the_talk(book):
    option = planned(book, "word-on-the-pad")
    second = book.attempt(SECOND)
    assert not second.remembers
    assert second.snapshot()["case"]["opening"] == option.later.read("en")
    held(book, "How do you sleep?")
    assert book.attempt(SECOND).state.step == ""


def test_a_plan_that_the_client_did_not_take_is_not_what_they_come_back_with(book):
    planned(book, "sleep-rules")
    assert book.attempt(SECOND).state.step == ""
