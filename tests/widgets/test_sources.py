"""The JavaScript and CSS of the views, read as text: what must never be in them, and what must be said in Python too."""

import re
from pathlib import Path

import pytest

from workbook.widgets import lab_words, plan_words, strategies_words, studio_words, words
from workbook.widgets.messages import joined

FOLDER = Path(words.__file__).parent
SCRIPTS = sorted(FOLDER.glob("*.js"))
SHEETS = sorted(FOLDER.glob("*.css"))
STRING = re.compile(r'\b(?:t\(|title:)\s*"((?:[^"\\]|\\.)*)"')
# What the views of the lab have in common stands in lists of their own, which theirs begin with.
IN_COMMON = {*lab_words.COMMON, *lab_words.LABELS, *lab_words.MARKER}
OF_THE_LAB = (
    lab_words.DRILL,
    lab_words.PICTURE,
    lab_words.DECK,
    lab_words.LAB,
    lab_words.RECORD,
)
VIEWS = {
    "progress.js": words.PROGRESS,
    "page.js": (),
    "room.js": words.ROOM,
    "summary.js": (*words.CONVERSATION, *words.VERBATIM),
    "verbatim.js": words.VERBATIM,
    "marker.js": lab_words.MARKER,
    "live.js": lab_words.MARKER,
    "lab.js": lab_words.LAB,
    "picture.js": lab_words.PICTURE,
    "deck.js": lab_words.DECK,
    **dict.fromkeys(("explain.js", "asked.js", "drill.js"), lab_words.DRILL),
    **dict.fromkeys(("sheet.js", "thought_record.js"), lab_words.RECORD),
    "paper.js": plan_words.PAPER,
    "coping_plan.js": plan_words.PLAN,
    "formulation.js": plan_words.FORMULATION,
    "form.js": plan_words.PLAN,
    "moment.js": (*lab_words.DRILL, *studio_words.MOMENTS),
    **dict.fromkeys(("worksheet.js", "ladder.js", "people.js"), studio_words.SHEET),
    "strategies.js": strategies_words.STRATEGIES,
    **dict.fromkeys(
        (
            "ready.js",
            "turn.js",
            "versions.js",
            "talk.js",
            "rating.js",
            "chart.js",
            "debrief.js",
            "conversation.js",
        ),
        words.CONVERSATION,
    ),
}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_words_of_people_can_never_become_html(script):
    source = script.read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser"):
        assert way not in source


@pytest.mark.parametrize("path", [*SCRIPTS, *SHEETS], ids=lambda path: path.name)
def test_nothing_is_fetched_from_anywhere(path):
    source = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    for way in ("http", "url(", "@import", "import(", "fetch(", "XMLHttpRequest", "sendBeacon"):
        assert way not in source


@pytest.mark.parametrize("name", VIEWS)
def test_every_string_a_view_shows_is_known_in_python(name):
    shown = set(STRING.findall((FOLDER / name).read_text(encoding="utf-8")))
    assert shown <= {*words.SHARED, *VIEWS[name]}


def test_no_string_is_kept_that_no_view_shows():
    shown = {
        string for path in SCRIPTS for string in STRING.findall(path.read_text(encoding="utf-8"))
    }
    kept = {*words.SHARED, *words.CONVERSATION, *words.PROGRESS, *words.ROOM, *words.VERBATIM}
    kept |= {*plan_words.PLAN, *plan_words.FORMULATION, *strategies_words.STRATEGIES}
    kept |= {*studio_words.SHEET, *studio_words.MOMENTS}
    assert kept.union(IN_COMMON, *OF_THE_LAB) - shown == {words.BROKEN}


def test_a_string_of_one_view_of_the_lab_is_shown_by_that_view():
    for list_ in OF_THE_LAB:
        views = [name for name, strings in VIEWS.items() if strings is list_]
        shown = {
            string
            for name in views
            for string in STRING.findall((FOLDER / name).read_text(encoding="utf-8"))
        }
        assert {*list_} - IN_COMMON <= shown


def test_no_string_is_translated_in_two_places():
    lists: list[tuple[str, ...]] = [
        words.SHARED,
        words.CONVERSATION,
        words.PROGRESS,
        words.ROOM,
        words.VERBATIM,
    ]
    lists += [tuple(string for string in list_ if string not in IN_COMMON) for list_ in OF_THE_LAB]
    assert sum(map(len, lists)) == len(set().union(*lists))
    # A talk is given the marker's strings beside its own.
    shared = [words.SHARED, lab_words.MARKER, lab_words.COMMON]
    assert sum(map(len, shared)) == len(set().union(*shared))
    for list_ in (words.CONVERSATION, *OF_THE_LAB):
        assert len(list_) == len(set(list_))
    assert not {*words.CONVERSATION}.intersection(lab_words.MARKER)


def test_each_file_reads_in_one_sitting():
    for path in (*SCRIPTS, *SHEETS):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 320, path.name


def test_a_view_is_one_module_with_one_way_in():
    module = joined("shared.js", "page.js", "progress.js")
    assert module.count("export default") == 1
