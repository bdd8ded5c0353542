import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.record.a_talk import at, begun, said
from workbook.errors import RecordError
from workbook.record import back_up, backup_folder, newest_backup, safekeeping


@pytest.fixture
def clock(monkeypatch):
    """Time that a test sets."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    monkeypatch.setattr(time, "gmtime", lambda: time.localtime(now[0]))

    def forward(seconds):
        now[0] += seconds

    return forward


def counted(path):
    with closing(sqlite3.connect(path)) as there:
        return there.execute("SELECT count(*) FROM response").fetchone()[0]


def test_a_copy_is_whole_and_holds_what_was_just_written(opened, sqlite_file):
    record = opened()
    said(record, begun(record), 0, 1, 2)
    assert counted(back_up(sqlite_file)) == 3


def test_copies_lie_beside_the_record_for_nobody_else_to_see(opened, sqlite_file):
    opened()
    copy = back_up(sqlite_file)
    assert copy.parent == backup_folder(sqlite_file) == sqlite_file.parent / "backups"
    assert copy.parent.stat().st_mode & 0o077 == 0
    assert sqlite_file.parent.stat().st_mode & 0o077 == 0


def test_only_the_newest_seven_copies_are_kept(opened, sqlite_file, clock):
    opened()
    made = []
    for _ in range(9):
        made.append(back_up(sqlite_file))
        clock(61)
    left = sorted(backup_folder(sqlite_file).iterdir())
    assert left == made[-safekeeping.COPIES :]
    assert newest_backup(sqlite_file) == made[-1]


def test_a_copy_is_made_once_a_day(opened, sqlite_file, clock):
    opened()
    opened()
    first = newest_backup(sqlite_file)
    opened()
    assert newest_backup(sqlite_file) == first
    clock(safekeeping.DAY + 60)
    opened()
    assert newest_backup(sqlite_file) != first


def test_a_copy_that_cannot_be_made_stops_nobody(opened, sqlite_file):
    begun(opened())
    backup_folder(sqlite_file).write_text("a file in the way")
    assert len(opened().attempts()) == 1


def test_a_copy_appears_whole_or_not_at_all(opened, sqlite_file, monkeypatch):
    opened()
    good = back_up(sqlite_file)

    def stop(*_arguments):
        raise OSError("the power went")

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(OSError, match="power"):
        back_up(sqlite_file)
    assert list(backup_folder(sqlite_file).iterdir()) == [good]


def test_a_damaged_record_never_takes_the_place_of_a_good_copy(opened, sqlite_file):
    record = opened()
    said(record, begun(record), *range(30), words="word " * 100)
    good = back_up(sqlite_file)
    os.utime(good, (0, 0))
    record.close()
    with sqlite_file.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xde\xad" * 4096)
    with pytest.raises(sqlite3.DatabaseError):
        back_up(sqlite_file)
    assert list(backup_folder(sqlite_file).iterdir()) == [good]
    assert counted(good) == 30


def test_erasing_removes_the_file_its_side_files_and_all_copies(opened, sqlite_file, clock):
    record = opened()
    row = begun(record)
    said(record, row, 0)
    back_up(sqlite_file)
    clock(61)
    back_up(sqlite_file)
    (backup_folder(sqlite_file) / "record-20200101-000000.part99").touch()
    sqlite_file.with_name("record.sqlite-journal").touch()
    assert sqlite_file.with_name("record.sqlite-wal").exists()
    record.erase()
    assert [file for file in sqlite_file.parent.rglob("*") if file.is_file()] == []


def test_erasing_leaves_the_lessons_and_other_records_alone(opened, sqlite_file):
    lesson = sqlite_file.parent / "lessons" / "mine.ipynb"
    lesson.parent.mkdir(parents=True)
    lesson.write_text("{}")
    opened()
    ours = back_up(sqlite_file)
    others = [sqlite_file.with_name(f"record{more}.sqlite") for more in ("-2", "s", "-20261122")]
    records = [opened(f"sqlite:///{other}") for other in others]
    copies = [back_up(other) for other in others]
    assert newest_backup(sqlite_file) == ours
    records[0].erase()
    assert not copies[0].exists()
    assert all(file.exists() for file in (lesson, sqlite_file, ours, *others[1:], *copies[1:]))


def test_a_damaged_record_can_be_erased(opened, sqlite_file):
    record = opened()
    begun(record)
    back_up(sqlite_file)
    record.close()
    sqlite_file.write_bytes(b"garbage" * 1000)
    record.erase()
    assert [file for file in sqlite_file.parent.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_record_that_another_window_has_open_is_not_erased(opened, sqlite_file, lang):
    window, other = opened(), opened(lang=lang)
    row = begun(window)
    with pytest.raises(RecordError) as told:
        other.erase()
    assert ("in use by another program" in str(told.value)) == (lang == "en")
    # What that window writes would otherwise go into a file that is no longer there.
    said(window, row, 0)
    assert len(opened().steps(row)) == 1


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_file_that_will_not_go_is_named(opened, sqlite_file, monkeypatch, lang):
    record = opened(lang=lang)

    def held(self, **_options):
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(RecordError) as told:
        record.erase()
    assert str(sqlite_file) in str(told.value)
    assert ("could not be deleted" in str(told.value)) == (lang == "en")


def test_after_erasing_a_new_record_begins(opened):
    record = opened()
    begun(record)
    record.keep("draft:x", "words", at=at(0))
    record.erase()
    again = opened()
    assert again.attempts() == []
    assert again.kept("draft:x") == ""
