"""The JavaScript and CSS of the views, read as text: what must never be in them, and what must be said in Python too."""

import re
from pathlib import Path

import pytest

from workbook.widgets import words
from workbook.widgets.messages import joined

FOLDER = Path(words.__file__).parent
SCRIPTS = sorted(FOLDER.glob("*.js"))
SHEETS = sorted(FOLDER.glob("*.css"))
STRING = re.compile(r'\bt\(\s*"((?:[^"\\]|\\.)*)"')
VIEWS = {
    "progress.js": words.PROGRESS,
    "page.js": (),
    "room.js": words.ROOM,
    "summary.js": (*words.CONVERSATION, *words.VERBATIM),
    "verbatim.js": words.VERBATIM,
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
    assert kept - shown == {words.BROKEN}


def test_no_string_is_translated_in_two_places():
    lists = (words.SHARED, words.CONVERSATION, words.PROGRESS, words.ROOM, words.VERBATIM)
    assert sum(map(len, lists)) == len(set().union(*lists))


def test_each_file_reads_in_one_sitting():
    for path in (*SCRIPTS, *SHEETS):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 320, path.name


def test_a_view_is_one_module_with_one_way_in():
    module = joined("shared.js", "page.js", "progress.js")
    assert module.count("export default") == 1
