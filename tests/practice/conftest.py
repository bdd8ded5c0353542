"""The little client's workbook, on a record of the test's own, that can be closed and opened again."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from tests.haste import in_haste
from tests.little_case import on_shelf
from workbook.practice import Workbook
from workbook.record import open_record

BEGUN = datetime(2026, 11, 22, 13, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch):
    """That what is acknowledged is on the disk is for the record's own tests."""
    in_haste(monkeypatch)


@pytest.fixture
def case(monkeypatch, tmp_path):
    """The only case on the shelf."""
    return on_shelf(monkeypatch, tmp_path)


@pytest.fixture
def reopened(case):
    """Opens the workbook as a new kernel would: everything it knows is on record."""
    records, minutes = [], [0]

    def now():
        minutes[0] += 1
        return BEGUN + timedelta(minutes=minutes[0])

    def open_again(lang="en", *, url=None):
        records.append(open_record(url, lang=lang))
        # Each begins with the same seed.
        rng = random.Random(0)
        return Workbook(records[-1], lang=lang, now=now, rng=rng, by_meaning=False)

    yield open_again
    for record in records:
        record.close()


@pytest.fixture
def book(reopened):
    """The workbook in English."""
    return reopened()
