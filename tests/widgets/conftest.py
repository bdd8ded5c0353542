"""Views without a notebook: what they send is kept in a list."""

import random

import pytest

from tests.haste import in_haste
from tests.widgets.fake_practice import EXERCISE, FakeWorkbook
from workbook.practice import Workbook
from workbook.record import open_record
from workbook.widgets import (
    conversation,
    coping_plan,
    drill,
    formulation,
    lab,
    progress,
    room,
    thought_record,
)
from workbook.widgets.practise import practise


class Listening:
    """A widget, and all it told its view."""

    def __init__(self, widget):
        self.widget, self.told = widget, []
        widget.send = lambda message, buffers=None: self.told.append(message)
        self.sent = 0
        self.room = None

    def hear(self, kind, seq=None, **fields):
        """Send a message as the view does, and return the answer."""
        self.sent += 1
        message = {"kind": kind, "seq": seq or f"view-{self.sent}", **fields}
        self.widget._receive(self.widget, message, [])
        return self.told[-1]


@pytest.fixture
def book(monkeypatch):
    made = FakeWorkbook()
    for view in (conversation, progress, room):
        monkeypatch.setattr(view, "open_workbook", lambda lang: made)
    return made


@pytest.fixture
def talk(book):
    """A conversation that has begun."""
    listening = Listening(practise(EXERCISE, lang="en"))
    listening.hear("begin", mode="coach")
    return listening


@pytest.fixture
def clients(book):
    """The room's list of clients, and the room itself."""
    made = room.room(lang="en")
    listening = Listening(made.children[0])
    listening.room = made
    return listening


@pytest.fixture
def where(book):
    return Listening(progress.progress(lang="en"))


@pytest.fixture
def own_book(monkeypatch):
    """Opens the real workbook on one record in memory, in a language; the views of the lab are given it."""
    in_haste(monkeypatch)
    record = open_record("sqlite://")
    books = {}

    def opened(lang="en"):
        if lang not in books:
            books[lang] = Workbook(record, lang=lang, rng=random.Random(0), by_meaning=False)
        return books[lang]

    for view in (conversation, coping_plan, drill, formulation, lab, thought_record):
        monkeypatch.setattr(view, "open_workbook", opened)
    yield opened
    record.close()
