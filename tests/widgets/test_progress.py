"""Where you stand: what the progress view is told."""

import pytest


def test_it_is_told_every_exercise_and_the_next_step(where):
    answer = where.hear("open")
    assert [row["state"] for row in answer["exercises"]] == ["begun", "done", "new"]
    assert answer["next"]["exercise"] == "job-rejection/first-talk"
    assert answer["due"] == 2


def test_it_is_told_anew_each_time_it_asks(where, book, monkeypatch):
    where.hear("open")
    monkeypatch.setattr(book, "progress", list)
    assert where.hear("open")["exercises"] == []


def test_it_takes_nothing_else(where):
    with pytest.raises(ValueError, match="no message 'say'"):
        where.hear("say", text="Hello")


def test_its_name_in_a_notebook_stays_the_same(where):
    assert repr(where.widget) == "<Progress>"
