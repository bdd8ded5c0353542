"""The shelf: cases are read one by one, a course's beside the workbook's, and a broken one hides no other."""

import subprocess
import sys
from pathlib import Path

import pytest

from workbook.content import case_ids, open_case, shelf
from workbook.content.shelf import case_folder
from workbook.errors import ContentError
from workbook.places import cache_folder


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course's folder with one case of its own and one that is broken."""
    source = (case_folder() / "job-rejection" / "case.yaml").read_text(encoding="utf-8")
    for name, text in (
        ("moved-away", source.replace("id: job-rejection", "id: moved-away", 1)),
        ("half-written", "schema_version: 1\nid: half-written\n"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("WORKBOOK_CASES", str(tmp_path))
    open_case.cache_clear()
    yield tmp_path
    open_case.cache_clear()


def test_opening_one_case_reads_no_other(monkeypatch, tmp_path):
    read: list[Path] = []
    original = shelf.read_yaml

    def noted(path):
        read.append(path)
        return original(path)

    monkeypatch.setattr(shelf, "read_yaml", noted)
    monkeypatch.setattr(shelf, "cache_folder", lambda: tmp_path)
    open_case.cache_clear()
    open_case("job-rejection")
    assert [path.parent.name for path in read] == ["job-rejection"]


def test_a_case_is_kept_ready_and_made_ready_again_when_it_was_changed(course, monkeypatch):
    first = open_case("moved-away")
    path = course / "moved-away" / "case.yaml"
    monkeypatch.setattr(shelf, "read_yaml", lambda _: pytest.fail("the copy was not used"))
    open_case.cache_clear()
    assert open_case("moved-away") == first
    monkeypatch.undo()
    monkeypatch.setenv("WORKBOOK_CASES", str(course))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("minutes: 20", "minutes: 33", 1), encoding="utf-8")
    open_case.cache_clear()
    assert open_case("moved-away").minutes == 33


def test_a_copy_that_was_cut_short_is_made_anew(course):
    open_case("moved-away")
    for copy in (cache_folder() / "cases").glob("moved-away-*.json"):
        copy.write_text("{", encoding="utf-8")
    open_case.cache_clear()
    assert open_case("moved-away").id == "moved-away"


def test_where_no_copy_can_be_written_the_case_is_read_all_the_same(course, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(shelf, "cache_folder", lambda: tmp_path / "file")
    assert open_case("moved-away").id == "moved-away"


def test_a_courses_cases_stand_beside_the_workbooks_own(course):
    assert {"moved-away", "job-rejection"} <= set(case_ids())
    assert open_case("moved-away").id == "moved-away"


def test_a_case_that_cannot_be_read_says_so_and_hides_no_other(course):
    with pytest.raises(ContentError, match="half-written"):
        open_case("half-written")
    assert open_case("job-rejection").client.name


def test_the_list_of_cases_names_the_broken_one_and_shows_the_others(course):
    done = subprocess.run(
        [str(Path(sys.executable).with_name("workbook")), "cases"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "half-written" in done.stderr
    assert "moved-away" in done.stdout
    assert "job-rejection" in done.stdout
