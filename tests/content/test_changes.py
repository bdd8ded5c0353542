"""What a course makes of the labels and the items: renamed, hidden, added."""

import pytest

from workbook.content import shelf


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course's folder; what was read before is read anew, before and after."""
    monkeypatch.setenv("WORKBOOK_CASES", str(tmp_path))
    for read in (shelf.codebook, shelf.bank):
        read.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for read in (shelf.codebook, shelf.bank):
        read.cache_clear()


def test_a_course_renames_and_hides_labels(course):
    (course / "distortions.yaml").write_text(
        "schema_version: 1\n"
        'rename: {mind_reading: {en: "Guessing thoughts", nl: "Gedachten raden"}}\n'
        "hide: [magnification]\n",
        encoding="utf-8",
    )
    book, items = shelf.codebook("distortions"), shelf.bank()
    assert book.code("mind_reading").name.read("nl") == "Gedachten raden"
    assert "magnification" not in book.in_use
    # It can still be looked up: answers may name it.
    assert book.code("magnification").id == "magnification"
    assert items.items
    assert all(item.best != "magnification" for item in items.items.values())
    assert all("magnification" not in item.options for item in items.items.values())
