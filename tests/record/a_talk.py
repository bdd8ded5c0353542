"""Rows to put on record: what they hold is nothing to the record."""

from datetime import UTC, datetime, timedelta

BEGUN = datetime(2026, 11, 22, 13, 2, tzinfo=UTC)


def at(minute):
    return BEGUN + timedelta(minutes=minute)


def drawn_up(record, exercise="small/first-talk", *, minute=0, **more):
    """An attempt that is not on record yet."""
    options = {"mode": "coach", "seed": 7}
    return record.draw_up(
        exercise, digest="abc", lang="nl", options=options, at=at(minute), **more
    )


def begun(record, exercise="small/first-talk", *, minute=0, **more):
    """An attempt on record."""
    row = drawn_up(record, exercise, minute=minute, **more)
    record.begin(row)
    return row


def said(record, row, *positions, words="said", **more):
    """Responses at these positions."""
    for position in positions:
        record.add(
            row,
            position,
            response={"kind": "say", "text": f"{words} {position} é 🙂"},
            outcome={"state": {"turn": position}, "score": 0.1 + 0.2},
            at=at(position),
            **more,
        )


def words(record, row):
    """What was said in an attempt, in order."""
    return [step.response["text"].split()[0] for step in record.steps(row)]


def everything(record):
    """All that is on record, as plain values."""
    attempts = record.attempts()
    return [(row, record.steps(row), record.kept(f"draft:{row.exercise}")) for row in attempts]
