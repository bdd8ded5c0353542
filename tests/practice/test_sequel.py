"""A second talk through the record: it goes on from the trainee's own first one, or from a colleague's."""

import random

import pytest

from workbook.content import open_case
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
