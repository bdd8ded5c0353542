"""Answers of simulated trainees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from workbook.spotting import Answer

BEGUN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def answer(item, key, given=None, *, day=0, minute=0, situation="work", **more):
    """One answer; right unless something else was given."""
    given = key if given is None else given
    fields = {
        "at": BEGUN + timedelta(days=day, minutes=minute),
        "exercise": "lab/name-it",
        "item": item,
        "situation": situation,
        "lang": "en",
        "key": key,
        "given": given,
        "credit": float(given == key),
        "confidence": None,
    }
    return Answer(**{**fields, **more})


def to(bank, name, given=None, **more):
    """An answer to a thought of a bank; right unless something else was given."""
    item = bank.items[name]
    given = item.best if given is None else given
    return answer(
        name,
        item.best,
        given,
        situation=bank.situation_of[name],
        **{"credit": item.credit(given), **more},
    )
