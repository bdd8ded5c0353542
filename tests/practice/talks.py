"""Talks with the little client, and what can be seen of them."""

from tests.little_case import TALK

SAID = (
    "Tell me about your dog.",
    "You miss him.",
    "You should get another one.",
    "What was in the letter?",
    "Mm-hm.",
)


def talked(book, *said):
    """A talk in which this was said."""
    attempt = book.attempt(TALK)
    attempt.begin()
    for text in said or SAID:
        attempt.say(text)
    return attempt


def seen(attempt, *, without=()):
    """All that a face shows, apart from what only one window knows."""
    shown = attempt.snapshot()
    return {name: value for name, value in shown.items() if name not in without}


def states(attempt):
    """The outcomes of an attempt as they are stored."""
    return [step.outcome["state"] for step in attempt._book.record.steps(attempt.row)]


def without_room(book, act):
    """Do something while nothing can be written."""
    with book.record.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    try:
        return act()
    finally:
        with book.record.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only=OFF")
