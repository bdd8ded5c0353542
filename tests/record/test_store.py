from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from tests.record.a_talk import at, begun, drawn_up, everything, said, words
from workbook.errors import RecordError
from workbook.language import say
from workbook.record import find_record, open_record
from workbook.record.store import Record

ELSEWHERE = "This went on in another window. Reload this page to see it; nothing was lost, and what you typed is still here."


def test_what_is_added_is_there_after_reopening(url, opened):
    record = opened(url)
    row = begun(record)
    said(record, row, 0, 1, 2)
    again = opened(url)
    assert again.attempts() == [row]
    steps = again.steps(row)
    assert [step.position for step in steps] == [0, 1, 2]
    assert steps[1].response == {"kind": "say", "text": "said 1 é 🙂"}
    assert steps[1].outcome == {"state": {"turn": 1}, "score": 0.1 + 0.2}
    assert steps[1].at == at(1)


def test_an_attempt_is_on_record_together_with_its_first_response_or_not_at_all(url, opened):
    record = opened(url)
    row = drawn_up(record)
    said(record, row, 0, begins=True)
    assert words(record, row) == ["said"]
    assert record.current(row.exercise) == row
    other = drawn_up(record, minute=1)
    with pytest.raises(RecordError):
        # Its own row cannot be written twice, so neither is the response.
        said(record, other._replace(id=row.id), 1, begins=True)
    assert len(record.steps(row)) == 1
    assert record.attempts() == [row]


def test_responses_can_only_be_added(url, opened):
    assert not {name for name in dir(Record) if "update" in name or "delete" in name}
    record = opened(url)
    row = begun(record)
    said(record, row, 0)
    before = everything(record)
    with pytest.raises(RecordError):
        said(record, row, 0, words="other")
    assert everything(record) == before


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_second_window_cannot_write_the_same_position_and_is_told(url, opened, lang):
    here, there = opened(url), opened(url, lang=lang)
    row = begun(here)
    said(here, row, 0, 1)
    with pytest.raises(RecordError) as told:
        said(there, row, 1, words="late")
    assert str(told.value) == say(lang, ELSEWHERE)
    assert (str(told.value) == ELSEWHERE) == (lang == "en")
    assert words(there, row) == ["said", "said"]
    said(there, row, 2, words="then")
    assert words(here, row) == ["said", "said", "then"]


def test_a_response_to_an_attempt_that_was_erased_is_refused(url, opened):
    record = opened(url)
    with pytest.raises(RecordError, match="another window"):
        said(record, drawn_up(record), 0)
    assert record.attempts() == []


def test_a_branch_takes_over_what_came_before_it_and_leaves_the_rest(url, opened):
    record = opened(url)
    stem = begun(record)
    said(record, stem, 0, 1, 2, 3)
    branch = begun(record, parent=stem.id, shared=2, minute=1)
    said(record, branch, 2, words="branch")
    assert words(record, branch) == ["said", "said", "branch"]
    assert words(record, stem) == ["said"] * 4


def test_a_branch_of_a_branch_may_leave_before_or_after_where_the_first_did(url, opened):
    record = opened(url)
    stem = begun(record)
    said(record, stem, 0, 1, 2, words="stem")
    first = begun(record, parent=stem.id, shared=2, minute=1)
    said(record, first, 2, 3, words="first")
    early = begun(record, parent=first.id, shared=1, minute=2)
    said(record, early, 1, words="early")
    late = begun(record, parent=first.id, shared=3, minute=3)
    said(record, late, 3, words="late")
    assert words(record, early) == ["stem", "early"]
    assert words(record, late) == ["stem", "stem", "first", "late"]
    assert words(record, first) == ["stem", "stem", "first", "first"]


def test_the_attempt_in_use_is_the_one_last_begun_or_gone_back_to(url, opened):
    record = opened(url)
    first, second = begun(record), begun(record, minute=1)
    other = begun(record, "other/talk", minute=2)
    assert record.current(first.exercise) == second
    record.keep(f"current:{first.exercise}", first.id, at=at(3))
    assert opened(url).current(first.exercise) == first
    assert record.current(other.exercise) == other
    assert record.current("never/begun") is None


def test_attempts_come_oldest_first(url, opened):
    record = opened(url)
    late, early = begun(record, minute=9), begun(record, minute=1)
    assert record.attempts() == [early, late]


def test_what_is_kept_is_replaced_and_an_empty_value_removes_it(url, opened):
    record = opened(url)
    record.keep("draft:x", "half a sen", at=at(0))
    record.keep("draft:x", "half a sentence 🙂", at=at(1))
    assert opened(url).kept("draft:x") == "half a sentence 🙂"
    record.keep("draft:x", "", at=at(2))
    assert record.kept("draft:x") == ""


def test_a_draft_may_hold_what_no_database_can(url, opened):
    record = opened(url)
    record.keep("draft:x", "a\x00b \ud83d c", at=at(0))
    assert record.kept("draft:x") == "ab ? c"


def test_a_response_settles_the_draft_it_sends_and_no_other(url, opened):
    record = opened(url)
    row = begun(record)
    record.keep("draft:x", "said", at=at(0))
    said(record, row, 0, settles=("draft:x", "something else"))
    assert record.kept("draft:x") == "said"
    said(record, row, 1, settles=("draft:x", "said"))
    assert record.kept("draft:x") == ""


def test_any_words_come_back_as_they_were(url, opened):
    record = opened(url)
    row = begun(record)
    strange = "مرحبا <script>alert('x')</script> \U0001f469\u200d\U0001f4bb \\u0000 '; DROP TABLE response; --"
    record.add(row, 0, response={"text": strange}, outcome={}, at=at(0))
    assert opened(url).steps(row)[0].response == {"text": strange}


def test_windows_that_open_a_new_record_at_the_same_moment_all_get_it(url):
    windows, start = 6, Barrier(6)

    def open_it():
        start.wait()
        return open_record(url)

    with ThreadPoolExecutor(windows) as pool:
        records = [wait.result() for wait in [pool.submit(open_it) for _ in range(windows)]]
    row = begun(records[0])
    assert all(record.attempts() == [row] for record in records)
    for record in records:
        record.close()


def test_windows_that_write_at_the_same_moment_wait_for_each_other(url, opened):
    row = begun(opened(url))
    records = [opened(url) for _ in range(4)]

    def write(place):
        for n in range(5):
            said(records[place], row, 10 * place + n)
            records[place].keep("draft:x", str(n), at=at(n))

    with ThreadPoolExecutor(4) as pool:
        for wait in [pool.submit(write, place) for place in range(4)]:
            wait.result()
    assert len(records[0].steps(row)) == 20


def test_erasing_leaves_nothing_behind(url, opened):
    record = opened(url)
    stem = begun(record)
    branch = begun(record, parent=stem.id, shared=1, minute=1)
    said(record, stem, 0, 1)
    said(record, branch, 1)
    record.keep("draft:x", "secret", at=at(0))
    record.erase()
    again = opened(url)
    assert again.attempts() == []
    assert again.steps(stem) == []
    assert again.kept("draft:x") == ""
    row = begun(again)
    assert again.attempts() == [row]


def test_erasing_an_address_with_nothing_behind_it_is_no_problem(url):
    record = find_record(url)
    record.erase()
    record.close()


def test_the_place_is_told_without_a_password():
    record = find_record("postgresql+psycopg://me:secret@example.org/db")
    assert "secret" not in record.place
    assert "example.org/db" in record.place


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:"])
def test_a_record_in_memory_works_and_leaves_no_file(address, tmp_path, monkeypatch, opened):
    monkeypatch.chdir(tmp_path)
    record = opened(address)
    row = begun(record)
    said(record, row, 0)
    assert words(record, row) == ["said"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["record.sqlite", "postgres ql://x", "nothing://x"])
def test_an_address_that_is_none_is_refused_with_what_to_write(address):
    with pytest.raises(RecordError, match="WORKBOOK_RECORD_URL is not the address of a database"):
        open_record(address)


def test_a_database_without_its_package_is_refused_with_what_to_install(monkeypatch):
    def missing(*_arguments, **_options):
        raise ModuleNotFoundError("No module named 'psycopg2'", name="psycopg2")

    monkeypatch.setattr(sa, "create_engine", missing)
    with pytest.raises(RecordError, match="needs the package psycopg2"):
        open_record("postgresql+psycopg2://x/y")


def test_a_server_that_does_not_answer_is_told_without_a_password():
    with pytest.raises(RecordError) as told:
        open_record("postgresql+psycopg://me:secret@127.0.0.1:9/db?connect_timeout=2")
    assert "cannot be used" in str(told.value)
    assert "secret" not in str(told.value)
