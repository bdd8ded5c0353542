"""The practice room: choosing a client opens the talk below."""

import pytest

from tests.widgets.fake_practice import EXERCISE


def test_it_is_told_every_client(clients):
    answer = clients.hear("open")
    assert [client["name"] for client in answer["clients"]] == ["Noor", "Sam", "Lee"]


def test_choosing_a_client_opens_the_talk_below_and_choosing_again_replaces_it(clients):
    clients.hear("choose", exercise=EXERCISE)
    first = clients.room.children[1]
    assert first.exercise == EXERCISE
    clients.hear("choose", exercise=EXERCISE)
    assert len(clients.room.children) == 2
    assert clients.room.children[1] is not first


def test_a_client_who_is_not_there_is_told_in_a_sentence_and_nothing_opens(clients):
    answer = clients.hear("choose", exercise="nobody/first-talk")
    assert answer["kind"] == "problem"
    assert len(clients.room.children) == 1


def test_it_takes_nothing_else(clients):
    with pytest.raises(ValueError, match="no message 'say'"):
        clients.hear("say", text="Hello")


def test_its_name_in_a_notebook_stays_the_same(clients):
    assert repr(clients.room) == "<Room>"
