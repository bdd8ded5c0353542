import json
from datetime import date

import pytest

from workbook import lessons
from workbook.errors import WorkbookError

TODAY = date(2026, 11, 22)
FIRST = "en/00-start.ipynb"


def written(*cells, outputs=()):
    return json.dumps(
        {
            "cells": [
                {"cell_type": "code", "source": cell, "outputs": list(outputs), "metadata": {}}
                for cell in cells
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Lessons to ship: ``shelf("first words")`` writes the first one anew."""
    folder = tmp_path / "shipped"
    monkeypatch.setattr(lessons, "originals", lambda: folder)

    def ship(text, name=FIRST):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    ship(written("as shipped"))
    ship(written("zoals geleverd"), "nl/00-start.ipynb")
    return ship


@pytest.fixture
def refresh(tmp_path, shelf):
    return lambda lang="en": lessons.refresh(tmp_path / "own", lang, today=TODAY)


@pytest.fixture
def own(tmp_path):
    """The trainee's copy of the first lesson."""
    return tmp_path / "own" / FIRST


def test_lessons_are_copied_in_every_language(refresh, own):
    found = refresh()
    assert found.paths == (FIRST, "nl/00-start.ipynb")
    assert found.pristine == found.paths
    assert own.read_text(encoding="utf-8") == written("as shipped")


def test_the_manifest_says_from_which_version_they_came(refresh, own):
    refresh()
    manifest = json.loads((own.parent.parent / lessons.MANIFEST).read_text(encoding="utf-8"))
    assert manifest["version"]
    assert set(manifest["lessons"]) == {FIRST, "nl/00-start.ipynb"}


def test_an_unchanged_copy_is_replaced_by_a_newer_lesson(refresh, own, shelf):
    refresh()
    shelf(written("newer"))
    assert refresh().kept == ()
    assert own.read_text(encoding="utf-8") == written("newer")


def test_outputs_are_no_change_and_are_cleared(refresh, own):
    refresh()
    own.write_text(written("as shipped", outputs=[{"output_type": "stream"}]), encoding="utf-8")
    found = refresh()
    assert found.kept == ()
    assert FIRST in found.pristine
    assert own.read_text(encoding="utf-8") == written("as shipped")


def test_a_changed_copy_stays_in_place_while_the_lesson_is_the_same(refresh, own):
    refresh()
    own.write_text(written("as shipped", "my note"), encoding="utf-8")
    found = refresh()
    assert found.kept == ()
    assert "my note" in own.read_text(encoding="utf-8")
    assert FIRST in found.paths
    assert FIRST not in found.pristine, "what a trainee changed is not ours to call trusted"


def test_a_changed_copy_moves_beside_a_newer_lesson(refresh, own, shelf):
    refresh()
    own.write_text(written("as shipped", "my note"), encoding="utf-8")
    shelf(written("newer"))
    assert refresh().kept == ((FIRST, "00-start (my version 2026-11-22).ipynb"),)
    assert own.read_text(encoding="utf-8") == written("newer")
    aside = own.with_name("00-start (my version 2026-11-22).ipynb")
    assert "my note" in aside.read_text(encoding="utf-8")


def test_two_versions_of_one_day_are_both_kept(refresh, own, shelf):
    for number in range(2):
        refresh()
        own.write_text(written(f"my note {number}"), encoding="utf-8")
        shelf(written(f"newer {number}"))
        refresh()
    kept = sorted(path.name for path in own.parent.glob("*my version*"))
    assert kept == [
        "00-start (my version 2026-11-22) 2.ipynb",
        "00-start (my version 2026-11-22).ipynb",
    ]


def test_the_name_of_a_kept_copy_is_in_the_language_in_use(refresh, own, shelf):
    refresh()
    own.write_text(written("mijn notitie"), encoding="utf-8")
    shelf(written("newer"))
    assert "mijn versie" in refresh("nl").kept[0][1]


def test_without_a_manifest_a_differing_copy_counts_as_changed(refresh, own):
    refresh()
    (own.parent.parent / lessons.MANIFEST).unlink()
    own.write_text(written("whose words?"), encoding="utf-8")
    assert [name for name, _ in refresh().kept] == [FIRST]


@pytest.mark.parametrize(
    "manifest", ["", "[]", '{"lessons": 3}', '{"lessons": {"en/00-start.ipynb": null}}']
)
def test_a_damaged_manifest_loses_nothing(refresh, own, manifest):
    refresh()
    own.write_text(written("my note"), encoding="utf-8")
    (own.parent.parent / lessons.MANIFEST).write_text(manifest, encoding="utf-8")
    [(_, aside)] = refresh().kept
    assert "my note" in own.with_name(aside).read_text(encoding="utf-8")


def test_a_damaged_copy_is_kept_and_replaced(refresh, own):
    refresh()
    own.write_text("{half a note", encoding="utf-8")
    [(_, aside)] = refresh().kept
    assert own.with_name(aside).read_text(encoding="utf-8") == "{half a note"
    assert own.read_text(encoding="utf-8") == written("as shipped")


def test_a_deleted_copy_comes_back(refresh, own):
    refresh()
    own.unlink()
    refresh()
    assert own.exists()


def test_a_lesson_that_is_no_more_goes_unless_it_was_changed(refresh, own, shelf, tmp_path):
    for name in ("en/07-gone.ipynb", "en/08-changed.ipynb"):
        shelf(written("old"), name)
    refresh()
    own.with_name("08-changed.ipynb").write_text(written("old", "my note"), encoding="utf-8")
    for name in ("en/07-gone.ipynb", "en/08-changed.ipynb"):
        (tmp_path / "shipped" / name).unlink()
    assert refresh().paths == (FIRST, "nl/00-start.ipynb")
    assert not own.with_name("07-gone.ipynb").exists()
    assert own.with_name("08-changed.ipynb").exists()


def test_a_notebook_of_the_trainees_own_is_left_alone(refresh, own):
    refresh()
    mine = own.with_name("mine.ipynb")
    mine.write_text("anything", encoding="utf-8")
    assert "en/mine.ipynb" not in refresh().paths
    assert mine.read_text(encoding="utf-8") == "anything"


def test_missing_lessons_are_said_in_a_sentence(refresh, tmp_path):
    (tmp_path / "shipped" / FIRST).unlink()
    with pytest.raises(WorkbookError, match="The lessons are missing"):
        refresh()


def test_the_workbook_ships_its_first_lesson_in_every_language():
    assert {FIRST, "nl/00-start.ipynb"} <= set(lessons.shipped())


def test_what_is_written_counts_not_how_the_file_spells_it():
    lines = {"cells": [{"cell_type": "markdown", "source": ["one\n", "two"]}]}
    whole = {
        "cells": [{"cell_type": "markdown", "source": "one\ntwo", "metadata": {"trusted": True}}]
    }
    assert lessons.sources(json.dumps(lines).encode()) == lessons.sources(
        json.dumps(whole).encode()
    )
