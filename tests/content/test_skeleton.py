"""A case to begin from: it can be played at once, and the linter finds nothing wrong with it."""

import pytest

from workbook.content.lint import lint
from workbook.content.shelf import load_case
from workbook.content.skeleton import TEMPLATE, draw_up
from workbook.errors import ContentError


def test_a_new_case_has_no_findings_and_both_languages(tmp_path):
    place = draw_up("moved-away", tmp_path)
    assert [str(finding) for finding in lint(place)] == []
    case = load_case(place / "case.yaml")
    assert case.id == "moved-away"
    assert case.languages == ("en", "nl")


def test_every_part_of_a_new_case_is_explained_in_a_remark():
    text = (TEMPLATE / "case.yaml").read_text(encoding="utf-8")
    for part in ("client:", "formulation:", "qualities:", "topics:", "storylets:", "moves:"):
        before = text[: text.index(f"\n{part}")].rstrip().splitlines()[-1]
        assert before.lstrip().startswith("#"), part


@pytest.mark.parametrize("name", ["Moved Away", "moved_away", "-x", "", "../x"])
def test_a_name_that_cannot_be_an_id_is_refused_with_an_example(tmp_path, name):
    with pytest.raises(ContentError, match="such as moved-away"):
        draw_up(name, tmp_path)


def test_a_case_that_is_there_already_is_not_touched(tmp_path):
    place = draw_up("moved-away", tmp_path)
    (place / "case.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError, match="there already"):
        draw_up("moved-away", tmp_path)
    assert (place / "case.yaml").read_text(encoding="utf-8") == "mine"
