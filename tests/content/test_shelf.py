"""The shelf: cases are read one by one, a course's beside the workbook's, and a broken one hides no other."""

import subprocess
import sys
from pathlib import Path

import pytest

from workbook.content import case_ids, open_case, shelf
from workbook.content.shelf import case_folder
from workbook.errors import ContentError


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


def test_opening_one_case_reads_no_other(monkeypatch):
    read: list[Path] = []
    original = shelf.read_yaml

    def noted(path):
        read.append(path)
        return original(path)

    monkeypatch.setattr(shelf, "read_yaml", noted)
    open_case.cache_clear()
    open_case("job-rejection")
    assert [path.parent.name for path in read] == ["job-rejection"]


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
