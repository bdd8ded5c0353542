"""What can be wrong with a record: each fault a sentence in the language in use, and nothing recorded is lost."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from tests.record.a_talk import at, begun, everything, said, words
from workbook.errors import RecordError
from workbook.language import say
from workbook.record import (
    find_record,
    newest_backup,
    open_record,
    opening,
    safekeeping,
    store,
    tables,
)

LOCKED = "The record is in use by another program. Close other windows of the workbook and try again; what you typed is still here."
FULL = "There is no room left to save on this disk. Free some space and try again; what was saved is safe and what you typed is still here."
UNWRITABLE = "The record at {place} cannot be written to. Make the file and its folder writable, or choose another folder with WORKBOOK_DATA."
NO_FOLDER = "The folder {folder} cannot be written to. Choose another with WORKBOOK_DATA, or ask whoever looks after this computer."
NEWER = "The record at {place} was written by a newer workbook. Update the workbook; nothing in the record was touched."
NOT_OURS = "What is at {place} is not a record of this workbook but something else's. Choose another place with WORKBOOK_DATA or WORKBOOK_RECORD_URL; nothing in it was touched."
DAMAGED = "The record at {place} is damaged and there is no copy yet. Move it aside to begin a new one; keep it, as somebody may be able to mend it."
DAMAGED_WITH_COPY = "The record at {place} is damaged. Move it aside, with any files beside it whose names go on from its own, and put the copy {copy} in its place under the same name; it was made before the damage."
LANGUAGES = pytest.mark.parametrize("lang", ["en", "nl"])


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(opening, "PATIENCE", 0.1)


def told(problem, sentence, lang, **filled):
    """Whether the error is this sentence, and in this language."""
    words = say(lang, sentence, **filled)
    return str(problem.value) == words and (words == sentence.format(**filled)) == (lang == "en")


def garble(path, start, length=600):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xde\xad\xbe\xef" * (length // 4))


@LANGUAGES
def test_a_locked_record_moves_nothing_and_says_so(opened, sqlite_file, lang):
    record = opened(lang=lang)
    row = begun(record)
    said(record, row, 0)
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordError) as problem:
            said(record, row, 1)
        assert told(problem, LOCKED, lang)
        with pytest.raises(RecordError):
            record.keep("draft:x", "words", at=at(0))
        # Reading goes on while another program writes.
        assert words(record, row) == ["said"]
        other.execute("ROLLBACK")
    said(record, row, 1)
    assert words(record, row) == ["said", "said"]


@LANGUAGES
def test_a_record_that_another_program_keeps_for_itself_does_not_open(opened, sqlite_file, lang):
    record = opened()
    row = begun(record)
    record.close()
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordError) as problem:
            opened(lang=lang)
        assert told(problem, LOCKED, lang)
    assert opened().attempts() == [row]


@LANGUAGES
def test_a_full_disk_moves_nothing_and_says_so(opened, lang):
    record = opened(lang=lang)
    row = begun(record)
    said(record, row, 0)
    with record.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    record.close()
    sa.event.listen(
        record._engine, "connect", lambda it, _: it.execute(f"PRAGMA max_page_count={pages}")
    )
    with pytest.raises(RecordError) as problem:
        record.add(row, 1, response={"text": "x" * 50_000}, outcome={}, at=at(1))
    assert told(problem, FULL, lang)
    assert words(record, row) == ["said"]
    again = opened()
    said(again, row, 1)
    assert words(again, row) == ["said", "said"]


@LANGUAGES
def test_a_read_only_record_can_be_read_and_says_why_it_is_not_written(opened, sqlite_file, lang):
    first = opened()
    row = begun(first)
    said(first, row, 0)
    url = f"sqlite:///file:{sqlite_file}?mode=ro&uri=true"
    record = store.Record(find_record(url)._engine, sqlite_file, lang=lang)
    assert words(record, row) == ["said"]
    for write in (
        lambda: said(record, row, 1),
        lambda: begun(record),
        lambda: record.keep("draft:x", "words", at=at(0)),
    ):
        with pytest.raises(RecordError) as problem:
            write()
        assert told(problem, UNWRITABLE, lang, place=sqlite_file)
    record.close()
    assert everything(first) == everything(opened())


@LANGUAGES
def test_a_file_without_the_right_to_write_says_so(opened, sqlite_file, lang):
    if os.geteuid() == 0:
        pytest.skip("root may write to anything; the read-only address stands for it")
    record = opened()
    row = begun(record)
    record.close()
    sqlite_file.chmod(0o400)
    record = opened(lang=lang)
    with pytest.raises(RecordError) as problem:
        said(record, row, 0)
    assert told(problem, UNWRITABLE, lang, place=sqlite_file)


@LANGUAGES
def test_a_folder_that_cannot_be_made_says_so(data_folder, opened, lang):
    data_folder.write_text("a file where the folder should be")
    with pytest.raises(RecordError) as problem:
        opened(lang=lang)
    assert told(problem, NO_FOLDER, lang, folder=data_folder)


@LANGUAGES
def test_a_folder_in_the_place_of_the_record_says_so(sqlite_file, opened, lang):
    sqlite_file.mkdir(parents=True)
    with pytest.raises(RecordError) as problem:
        opened(lang=lang)
    assert told(problem, UNWRITABLE, lang, place=sqlite_file)


@LANGUAGES
@pytest.mark.parametrize("number", ["0004", "9999"])
def test_a_record_from_a_newer_workbook_is_refused_untouched(opened, sqlite_file, lang, number):
    record = opened()
    begun(record)
    with record.writing() as connection:
        connection.execute(tables.edition.update().values(version_num=number))
    record.close()
    before = sqlite_file.read_bytes()
    with pytest.raises(RecordError) as problem:
        opened(lang=lang)
    assert told(problem, NEWER, lang, place=sqlite_file)
    assert sqlite_file.read_bytes() == before


@LANGUAGES
def test_the_database_of_another_program_is_refused_untouched(opened, sqlite_file, lang):
    sqlite_file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(sqlite_file)) as other:
        other.execute("CREATE TABLE moz_places (id, url)")
        other.execute("INSERT INTO moz_places VALUES (1, 'x')")
        other.commit()
    with pytest.raises(RecordError) as problem:
        opened(lang=lang)
    assert told(problem, NOT_OURS, lang, place=sqlite_file)
    with closing(sqlite3.connect(sqlite_file)) as other:
        assert other.execute("SELECT * FROM moz_places").fetchall() == [(1, "x")]
        assert len(other.execute("SELECT * FROM sqlite_master").fetchall()) == 1


@LANGUAGES
@pytest.mark.parametrize("content", [b"Dear diary", b"{}", b"SQLite format 4", os.urandom(9000)])
def test_a_file_that_is_no_database_is_refused_untouched(opened, sqlite_file, lang, content):
    sqlite_file.parent.mkdir(parents=True)
    sqlite_file.write_bytes(content)
    with pytest.raises(RecordError) as problem:
        opened(lang=lang)
    assert told(problem, DAMAGED, lang, place=sqlite_file)
    assert sqlite_file.read_bytes() == content


@LANGUAGES
@pytest.mark.parametrize("start", [0, 16, 100])
def test_a_record_with_a_damaged_beginning_is_refused_and_names_its_copy(
    opened, sqlite_file, lang, start
):
    record = opened()
    row = begun(record)
    said(record, row, 0)
    copy = safekeeping.back_up(sqlite_file)
    record.close()
    garble(sqlite_file, start)
    with pytest.raises(RecordError) as problem:
        opened(lang=lang)
    assert told(problem, DAMAGED_WITH_COPY, lang, place=sqlite_file, copy=copy)


@LANGUAGES
def test_damage_in_the_middle_is_told_when_it_is_met_and_the_copies_stay(
    opened, sqlite_file, lang
):
    record = opened()
    rows = [begun(record, minute=n) for n in range(5)]
    for row in rows:
        said(record, row, *range(10), words="word " * 300)
    copy = safekeeping.back_up(sqlite_file)
    os.utime(copy, (0, 0))
    record.close()
    garble(sqlite_file, 4096, sqlite_file.stat().st_size - 3 * 4096)
    with pytest.raises(RecordError) as problem:  # noqa: PT012  opening may meet it, or reading
        record = opened(lang=lang)
        for row in rows:
            record.steps(row)
    assert told(problem, DAMAGED_WITH_COPY, lang, place=sqlite_file, copy=copy)
    assert list(copy.parent.iterdir()) == [copy]


def test_damage_within_the_words_is_told_too(opened, sqlite_file):
    record = opened()
    row = begun(record)
    said(record, row, 0, words="findme")
    record.close()
    content = sqlite_file.read_bytes()
    sqlite_file.write_bytes(content.replace(b'"findme', b"\xff\xfe\xff\xfefin"))
    with pytest.raises(RecordError, match="damaged"):
        opened().steps(row)


def test_following_the_sentence_brings_the_copy_back(opened, sqlite_file, tmp_path):
    record = opened()
    row = begun(record)
    said(record, row, 0)
    copy = safekeeping.back_up(sqlite_file)
    said(record, row, 1)
    wal = sqlite_file.with_name("record.sqlite-wal").read_bytes()
    record.close()
    garble(sqlite_file, 0)
    sqlite_file.with_name("record.sqlite-wal").write_bytes(wal)
    with pytest.raises(RecordError, match="damaged"):
        opened()
    aside = tmp_path / "aside"
    aside.mkdir()
    for file in sqlite_file.parent.glob("record.sqlite*"):
        shutil.move(file, aside)
    shutil.copy(copy, sqlite_file)
    again = opened()
    assert words(again, row) == ["said"]
    said(again, row, 1)


def test_an_empty_file_is_a_new_record(opened, sqlite_file):
    sqlite_file.parent.mkdir(parents=True)
    sqlite_file.touch()
    record = opened()
    row = begun(record)
    assert opened().attempts() == [row]


@LANGUAGES
def test_an_emptied_file_is_a_damaged_one_where_there_are_copies(opened, sqlite_file, lang):
    record = opened()
    begun(record)
    copy = safekeeping.back_up(sqlite_file)
    record.close()
    sqlite_file.write_bytes(b"")
    with pytest.raises(RecordError) as problem:
        opened(lang=lang)
    assert told(problem, DAMAGED_WITH_COPY, lang, place=sqlite_file, copy=copy)
    assert newest_backup(sqlite_file) == copy


def test_a_record_that_could_not_be_opened_opens_once_the_fault_is_gone(sqlite_file):
    sqlite_file.parent.mkdir(parents=True)
    sqlite_file.write_text("not a record")
    with pytest.raises(RecordError):
        open_record()
    sqlite_file.unlink()
    record = open_record()
    assert record.attempts() == []
    record.close()
