"""Two versions of a talk side by side, the aims chosen beforehand, and the trainee's own view over time."""

import random

import pytest

from workbook.errors import ResponseError, UnknownName
from workbook.practice import Workbook
from workbook.record import open_record

TALK = "job-rejection/first-talk"


@pytest.fixture
def book():
    record = open_record("sqlite://")
    yield Workbook(record, lang="en", rng=random.Random(1), by_meaning=False)
    record.close()


def test_two_versions_are_compared_from_where_they_part_with_what_changed_in_each(book):
    first = book.attempt(TALK)
    first.begin("coach")
    for words in ("How do you sleep?", "You should just apply again.", "Try harder."):
        first.say(words)
    branch = first.rewind(2)
    branch.say("So you lie awake, going over it.")
    shown = branch.compare(first.row.id)
    assert shown["after"] == 1
    mine, other = shown["sides"]
    assert [turn["said"] for turn in mine["turns"]] == ["So you lie awake, going over it."]
    assert [turn["turn"] for turn in other["turns"]] == [2, 3]
    bond = {side["attempt"]: side["changed"][0] for side in (mine, other)}
    assert bond[first.row.id]["after"] < bond[branch.row.id]["after"]
    assert all(turn["why"]["note"] for side in (mine, other) for turn in side["turns"])


def test_versions_that_differ_from_the_first_turn_are_compared_from_the_opening(book):
    first = book.attempt(TALK)
    first.begin("coach")
    first.say("How do you sleep?")
    branch = first.rewind(1)
    shown = branch.compare(first.row.id)
    assert shown["after"] == 0
    assert shown["last"] == branch.snapshot()["case"]["opening"]
    assert shown["sides"][0]["turns"] == []


def test_a_version_that_is_not_there_cannot_be_compared(book):
    attempt = book.attempt(TALK)
    attempt.begin("coach")
    with pytest.raises(UnknownName):
        attempt.compare("nothing")


def test_aims_chosen_beforehand_are_kept_with_the_talk_and_its_branches(book):
    attempt = book.attempt(TALK)
    attempt.begin("coach", ["leaving-room", "noticing-signs"])
    attempt.say("How do you sleep?")
    assert book.attempt(TALK).goals == ("leaving-room", "noticing-signs")
    assert attempt.rewind(1).snapshot()["goals"] == ["leaving-room", "noticing-signs"]


def test_an_aim_that_is_not_on_the_list_is_refused_and_nothing_is_recorded(book):
    with pytest.raises(ResponseError):
        book.attempt(TALK).begin("coach", ["be-brilliant"])
    assert book.record.attempts() == []


def test_calibration_shows_each_rated_talk_oldest_first(book):
    for rating in (9, 3):
        attempt = book.attempt(TALK).again("exam")
        attempt.say("How do you sleep?")
        attempt.end()
        attempt.rate({"understood": rating, "room": rating})
    unrated = book.attempt(TALK).again("exam")
    unrated.say("Hello.")
    unrated.end()
    unrated.rate({})
    talks = book.calibration()
    assert [talk["own"] for talk in talks] == [9.0, 3.0]
    assert all(0 <= talk["computed"] <= 10 for talk in talks)


def test_the_room_shows_every_client_the_easiest_first_with_the_talks_of_each(book):
    clients = book.clients()
    levels = [client["level"] for client in clients]
    assert levels == sorted(levels)
    ruben = next(client for client in clients if client["case"] == "job-rejection")
    assert [talk["exercise"] for talk in ruben["talks"]] == [
        TALK,
        "job-rejection/second-talk",
        "job-rejection/formulation",
        "job-rejection/coping-plan",
        "job-rejection/thought-record",
    ]
    assert {talk["state"] for talk in ruben["talks"]} == {"new"}
    risky = {client["case"] for client in clients if client["care"]}
    assert "breakup-hopeless" in risky
