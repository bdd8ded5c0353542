import json

import pytest

from tests.record.a_talk import at, begun, everything, said, words
from workbook.errors import RecordError
from workbook.language import say
from workbook.record import export, import_file

STRANGE = "{file} is not an export of this workbook, or it is damaged. Nothing was brought in."
NEWER = "{file} was made by a newer workbook. Update the workbook and try again."
LANGUAGES = pytest.mark.parametrize("lang", ["en", "nl"])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "my record.json"


def with_a_talk(record):
    """A talk with two branches, one of them of the other, and a draft."""
    stem = begun(record)
    said(record, stem, 0, 1, 2)
    first = begun(record, parent=stem.id, shared=1, minute=1)
    said(record, first, 1, 2, words="first")
    second = begun(record, parent=first.id, shared=2, minute=1)
    said(record, second, 2, words="second")
    record.keep(f"draft:{stem.exercise}", "half a sentence 🙂", at=at(5))
    return stem, first, second


def test_a_record_moves_to_another_computer_with_ids_branches_and_drafts(
    url, elsewhere, opened, file
):
    here, there = opened(url), opened(elsewhere)
    rows = with_a_talk(here)
    assert export(here, file) == 6
    assert import_file(there, file) == 6
    assert everything(there) == everything(here)
    assert [words(there, row) for row in rows] == [words(here, row) for row in rows]
    assert there.current(rows[0].exercise) == rows[2]


def test_bringing_the_same_file_in_twice_adds_nothing(url, opened, file):
    record = opened(url)
    with_a_talk(record)
    export(record, file)
    before = everything(record)
    assert import_file(record, file) == 0
    assert everything(record) == before


def test_only_what_is_missing_comes_in_and_nothing_is_overwritten(url, elsewhere, opened, file):
    here, there = opened(url), opened(elsewhere)
    row = begun(here)
    said(here, row, 0, 1)
    export(here, file)
    import_file(there, file)
    said(here, row, 2, 3)
    here.keep("draft:x", "from here", at=at(0))
    there.keep("draft:x", "from there", at=at(1))
    own = begun(there, minute=9)
    export(here, file)
    assert import_file(there, file) == 2
    assert words(there, row) == ["said"] * 4
    assert there.kept("draft:x") == "from there"
    assert there.current(row.exercise) == own


def test_a_talk_that_went_on_differently_on_two_computers_keeps_both_ways(
    url, elsewhere, opened, file
):
    here, there = opened(url), opened(elsewhere)
    row = begun(here)
    said(here, row, 0, 1, words="both")
    export(here, file)
    import_file(there, file)
    said(here, row, 2, 3, 4, words="here")
    said(there, row, 2, words="there")
    branch = begun(here, parent=row.id, shared=4, minute=30)
    said(here, branch, 4, words="branch")
    export(here, file)
    assert import_file(there, file) == 4
    talks = {tuple(words(there, found)) for found in there.attempts()}
    assert talks == {
        ("both", "both", "there"),
        ("both", "both", "here", "here", "here"),
        ("both", "both", "here", "here", "branch"),
    }
    assert words(there, row) == ["both", "both", "there"]
    before = everything(there)
    assert import_file(there, file) == 0
    assert everything(there) == before
    said(here, row, 5, words="here")
    export(here, file)
    assert import_file(there, file) == 1
    assert ["both", "both", "here", "here", "here", "here"] in [
        words(there, found) for found in there.attempts()
    ]


def test_branches_may_come_before_what_they_branch_from(opened, file, tmp_path):
    here = opened()
    with_a_talk(here)
    export(here, file)
    whole = json.loads(file.read_text(encoding="utf-8"))
    whole["attempt"].reverse()
    file.write_text(json.dumps(whole), encoding="utf-8")
    there = opened(f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert import_file(there, file) == 6
    assert everything(there) == everything(here)


def test_half_an_emoji_does_not_keep_a_record_from_being_taken_away(opened, file, tmp_path):
    here = opened()
    row = begun(here)
    here.add(row, 0, response={"text": "cut \ud83d"}, outcome={}, at=at(0))
    export(here, file)
    there = opened(f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert import_file(there, file) == 1
    assert there.steps(row)[0].response == {"text": "cut \ud83d"}


def test_an_export_is_readable_and_says_what_it_is(opened, file):
    record = opened()
    said(record, begun(record), 0)
    export(record, file)
    text = file.read_text(encoding="utf-8")
    assert "said 0 é 🙂" in text
    whole = json.loads(text)
    assert (whole["format"], whole["version"]) == ("workbook-record", 1)
    assert sorted(whole) == [
        "answer",
        "attempt",
        "format",
        "kept",
        "made_at",
        "response",
        "version",
    ]


@LANGUAGES
@pytest.mark.parametrize("name", ["missing/record.json", "folder", "."])
def test_an_export_that_cannot_be_written_leaves_nothing_behind(opened, tmp_path, lang, name):
    record = opened(lang=lang)
    begun(record)
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RecordError) as told:
        export(record, tmp_path / name)
    assert ("Choose another place for the export" in str(told.value)) == (lang == "en")
    assert sorted(tmp_path.rglob("*")) == before


def test_an_export_takes_the_place_of_an_older_one_in_one_step(opened, file):
    record = opened()
    file.write_text("an older one")
    assert export(record, file) == 0
    assert json.loads(file.read_text(encoding="utf-8"))["response"] == []
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]


def change(whole, where, value):
    """The export with one value otherwise; ``where`` as in ``response.0.position``."""
    *path, last = [int(step) if step.isdigit() else step for step in where.split(".")]
    part = whole
    for step in path:
        part = part[step]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return json.dumps(whole)


AMISS = [
    ("format", "another-program"),
    ("format", None),
    ("version", "one"),
    ("version", 0),
    ("version", None),
    ("version", float("inf")),
    ("attempt", None),
    ("response", {}),
    ("kept", "words"),
    ("response.0", 7),
    ("response.0.position", "first"),
    ("response.0.outcome", "nothing"),
    ("response.0.outcome", None),
    ("response.0.at", "yesterday"),
    ("response.0.at", 17),
    ("response.0.extra", "column"),
    ("response.0.attempt", "nobody"),
    ("response.1.position", 0),
    ("attempt.0.options", []),
    ("attempt.0.parent", "nobody"),
    ("attempt.0.begun_at", None),
    ("kept.0.value", 7),
]


@LANGUAGES
def test_a_damaged_or_foreign_export_is_refused_and_changes_nothing(url, opened, file, lang):
    record = opened(url, lang=lang)
    with_a_talk(record)
    export(record, file)
    whole, before = file.read_text(encoding="utf-8"), everything(record)
    for where, value in AMISS:
        file.write_text(change(json.loads(whole), where, value))
        with pytest.raises(RecordError) as told:
            import_file(record, file)
        assert str(told.value) == say(lang, STRANGE, file=file), where
        assert (str(told.value) == STRANGE.format(file=file)) == (lang == "en")
    assert everything(record) == before


def test_attempts_that_are_each_other_s_parents_are_refused(opened, file, tmp_path):
    here = opened()
    first, second, _ = with_a_talk(here)
    export(here, file)
    whole = json.loads(file.read_text(encoding="utf-8"))
    next(row for row in whole["attempt"] if row["id"] == first.id)["parent"] = second.id
    file.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(RecordError, match="damaged"):
        import_file(opened(f"sqlite:///{tmp_path / 'other.sqlite'}"), file)


def test_a_file_that_is_something_else_is_refused(opened, file):
    record = opened()
    row = begun(record)
    for content in (
        b"",
        b"words",
        b"[]",
        b"7",
        b"null",
        b'{"format":',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"\x00" * 99,
    ):
        file.write_bytes(content)
        with pytest.raises(RecordError, match="not an export of this workbook"):
            import_file(record, file)
    assert record.attempts() == [row]


def test_half_an_export_is_refused(opened, file):
    record = opened()
    with_a_talk(record)
    export(record, file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(RecordError, match="damaged"):
        import_file(record, file)


@LANGUAGES
@pytest.mark.parametrize("version", [2, 99])
def test_an_export_of_a_newer_workbook_is_refused(opened, file, lang, version):
    record = opened(lang=lang)
    with_a_talk(record)
    export(record, file)
    file.write_text(change(json.loads(file.read_text(encoding="utf-8")), "version", version))
    with pytest.raises(RecordError) as told:
        import_file(record, file)
    assert str(told.value) == say(lang, NEWER, file=file)
    assert (str(told.value) == NEWER.format(file=file)) == (lang == "en")


@LANGUAGES
def test_a_file_that_is_not_there_is_named(opened, file, lang):
    with pytest.raises(RecordError) as told:
        import_file(opened(lang=lang), file)
    assert str(file) in str(told.value)
    assert ("There is no file" in str(told.value)) == (lang == "en")


def test_a_folder_is_no_export(opened, tmp_path):
    with pytest.raises(RecordError, match="not an export"):
        import_file(opened(), tmp_path)
