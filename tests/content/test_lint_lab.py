"""What the linter finds around the distortion lab, beyond the one example of each mistake."""

import re
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from workbook.content import lint as linter
from workbook.content.lint import lint
from workbook.content.shelf import CODEBOOKS, case_folder

EXAMPLES = Path(__file__).parent / "lint_examples"
TODAY = date(2026, 11, 22)
ITEMS = (EXAMPLES / "items.yaml").read_text(encoding="utf-8")
RECORD = (EXAMPLES / "thought-record.yaml").read_text(encoding="utf-8")
CODE = """codes:
  - id: comparing
    family: distortion
    name: {en: "Comparing", nl: "Vergelijken"}
    definition: {en: "Others are the measure.", nl: "Anderen zijn de maat."}
    question: {en: "Against whom?", nl: "Met wie?"}
    maintains: {en: "There is no end to it.", nl: "Er komt geen eind aan."}
    questions:
      en: ["Whom do you leave out?"]
      nl: ["Wie laat je weg?"]
    examples:
      en: ["She has three friends more."]
      nl: ["Zij heeft drie vrienden meer."]
    near_misses:
      - [{en: "I am a loser.", nl: "Ik ben een sukkel."}, labelling]
    source: "The course's own"
"""
SPAN = """    span:
      en: "that is how any choice of mine ends"
      nl: "zo loopt het af met alles wat ik kies"
"""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(path, *, lines=False):
    findings = lint(path, today=TODAY)
    return sorted({(f.code, f.line) for f in findings} if lines else {f.code for f in findings})


def changed(text, *pairs):
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


@pytest.fixture
def items(tmp_path):
    return write(tmp_path / "items" / "wedding.yaml", ITEMS)


@pytest.fixture
def record(tmp_path):
    return write(tmp_path / "wedding" / "thought-record.yaml", RECORD)


@pytest.mark.parametrize("file", ["items/wedding.yaml", "anywhere.yaml"])
def test_items_may_stand_in_a_courses_folder_or_alone(file, tmp_path):
    assert lint(write(tmp_path / file, ITEMS)) == []


@pytest.mark.parametrize(
    ("code", "pairs"),
    [
        ("C801", [("best: mind_reading", "best: magnification")]),
        ("C801", [("also: [personalisation]", "also: [magnification]")]),
        ("C801", [("wrong: labelling", "wrong: magnification")]),
        ("C801", [('      none: {en: "The line', '      magnification: {en: "The line')]),
        ("C803", [('nl: "Ina was bang dat ik haar', 'nl: "Ina vreesde dat ik haar')]),
        ("C804", [("    foil: fact\n", '    foil: fact\n    span: {en: "The", nl: "Twee"}\n')]),
        ("C804", [("best: mind_reading\n", "best: mind_reading\n    foil: grief\n")]),
        ("C804", [(SPAN, "")]),
        ("C805", [("best: overgeneralisation", "best: overgeneralization")]),
        ("C805", [("also: [personalisation]", "also: [personalization]")]),
        ("C805", [("      mental_filter:", "      mental_filters:")]),
        ("C805", [("code: labelling", "code: labeling")]),
        ("C806", [("wrong: labelling", "wrong: mind_reading")]),
        ("C807", [("id: wedding-pair-places", "id: pair-places")]),
        ("C301", [("id: wedding-talk", "id: wedding-ask")]),
        ("C812", [("    item: wedding-list", "    item: wedding-lists")]),
        ("C813", [("[wedding-list, wedding-cake]", "[wedding-list, wedding-song]")]),
        ("C813", [("[wedding-list, wedding-cake]", "[wedding-cake, wedding-evening]")]),
        ("C814", [('span: {en: "a wreck"', 'span: {en: "a ruin"')]),
        ("C815", [('nl: "een wrak"}', 'nl: "een wrak. Ik mis"}')]),
        ("C817", [("kind: socratic", "kind: verdict")]),
        ("C601", [(', nl: "Liever is een wens."', "")]),
        ("C206", [("item: wedding-list\n    options:", "item: wedding-list\n    options: []\n    x:")]),
        ("C811", [('why: {en: "A name for the whole of her."', 'why: {en: "That is longing."')]),
        ("C809", [("I would rather have been asked for the dinner than for the dancing afterwards.", "The cake took me two nights and my chair stood next to the kitchen door.")]),
    ],
)  # fmt: skip
def test_each_slip_in_the_items_is_found(code, pairs, items):
    write(items, changed(ITEMS, *pairs))
    assert code in found(items)


def test_everything_wrong_with_the_items_is_reported_at_once_with_its_line(items):
    text = changed(
        ITEMS,
        ("level: 2", "level: 9"),
        ("best: overgeneralisation", "best: overgeneralising"),
        ("wrong: discounting_positive", "wrong: none"),
        ("item: wedding-list", "item: wedding-lists"),
    )
    write(items, text)
    lines = text.splitlines()

    def line(words):
        return next(n for n, line in enumerate(lines, 1) if words in line)

    assert {
        ("C204", line("level: 9")),
        ("C805", line("best: overgeneralising")),
        ("C806", line("wrong: none")),
        ("C812", line("item: wedding-lists")),
    } <= set(found(items, lines=True))


def test_an_unknown_distortion_is_told_which_it_may_be(items):
    write(items, changed(ITEMS, ("best: overgeneralisation", "best: overgeneralization")))
    remedies = {f.remedy for f in lint(items) if f.code == "C805"}
    assert any("'overgeneralisation'" in remedy for remedy in remedies)


def test_one_file_of_items_is_looked_at_beside_the_others_and_reported_alone(items):
    second = write(items.parent / "welcome.yaml", ITEMS)
    assert found(items) == []
    assert found(second) == ["C808", "C809", "C811"]
    assert {f.file for f in lint(second)} == {second}
    assert {f.file for f in lint(items.parent)} == {second}
    assert any("wedding.yaml" in f.message for f in lint(second))


def test_a_courses_items_are_looked_at_beside_the_workbooks_own(tmp_path):
    ours = CODEBOOKS / "items" / "dating.yaml"
    copy = write(tmp_path / "items" / "dating.yaml", ours.read_text(encoding="utf-8"))
    assert {"C808", "C809", "C811"} <= set(found(copy))


def test_what_the_workbook_would_not_read_as_items_is_strange(items):
    write(items.parent / "second.yml", ITEMS)
    assert found(items.parent) == ["C109"]
    assert found(items.parent / "nowhere.yaml") == ["C108"]
    write(items.parent / "second.yml", "")
    items.write_text("schema_version: 1\n", encoding="utf-8")
    assert {"C109", "C202"} <= set(found(items.parent))


def test_a_course_may_add_distortions_and_use_them(items):
    write(items, changed(ITEMS, ("      mental_filter:", "      comparing:")))
    assert found(items) == ["C805"]
    page = write(items.parents[1] / "distortions.yaml", "schema_version: 1\n" + CODE)
    assert found(items.parents[1]) == []
    write(page, "schema_version: 1\nhide: [magnification]\n" + CODE)
    assert found(items.parents[1]) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("C805", "hide: [mind_readings]\n"),
        ("C805", 'rename:\n  mind_readings: {en: "A", nl: "B"}\n'),
        ("C601", 'rename:\n  mind_reading: {en: "A"}\n'),
        ("C702", changed(CODE, ("labelling", "labeling"))),
        ("C707", changed(CODE, ("    maintains:", "    aim:"))),
        ("C707", changed(CODE, ('      nl: ["Wie laat je weg?"]\n', ""))),
        ("C201", "hides: [mind_reading]\n"),
    ],
)
def test_each_slip_in_a_courses_changes_is_found(code, text, tmp_path):
    page = write(tmp_path / "distortions.yaml", "schema_version: 1\n" + text)
    assert found(page) == [code]
    assert found(tmp_path) == [code]


def test_a_deck_is_looked_at_and_what_it_says_of_people_is_not(tmp_path):
    rows = (
        ("Jan Jansen of 06-12345678 finds me dull.", "mind_reading"),
        ("That is how it goes with me.", "overgeneralisation"),
    )
    deck = "schema_version: 1\nthoughts:\n" + "".join(
        f'  - {{text: "{text}", code: {code}, note: ""}}\n' for text, code in rows
    )
    path = write(tmp_path / "deck.yaml", deck)
    assert found(path) == []
    write(path, deck + '  - {text: "jan jansen of 06 12345678 finds me dull", code: none}\n')
    assert found(path, lines=True) == [("C809", 5)]
    write(path, deck + '  - {text: "", code: none}\n  - {text: "So.", code: nonsense}\n')
    assert found(path, lines=True) == [("C208", 5), ("C805", 6)]


def test_second_labels_are_of_items_and_codes_that_there_are(items):
    text = """schema_version: 1
how: {en: "Blind.", nl: "Blind."}
labels:
  en:
    wedding-list: mind_reading
    wedding-lists: mind_reading
  nl:
    wedding-song: overgeneralising
  fr: {}
"""
    page = write(items.parents[1] / "second_labels.yaml", text)
    assert found(page, lines=True) == [("C210", 9), ("C805", 8), ("C812", 6)]


@pytest.mark.parametrize(
    ("code", "pairs"),
    [
        ("C303", [("id: wedding", "id: weddings")]),
        ("C301", [("id: door", "id: coat")]),
        ("C301", [("id: late", "id: chair")]),
        ("C805", [("code: overgeneralisation", "code: overgeneralization")]),
        ("C805", [("belief: 80", "also: [mindreading]\nbelief: 80")]),
        ("C821", [("    hot: true\n", "")]),
        ("C822", [("side: for", "side: neither")] * 3),
        ("C822", [("side: against", "side: neither")] * 3),
        ("C823", [("kind: fact", "kind: thought")] * 2),
        ("C823", [("kind: thought", "kind: fact")] * 2),
        ("C824", [('directive: {en: "I will think', 'directive: {en: "I would tell her to stay for the cake, then." }\n  x: {en: "')]),
        ("C601", [(', nl: "Zie je wel."', "")]),
        ("C204", [("belief: 80", "belief: 180")]),
        ("C206", [("emotions:\n", "emotions: []\nx:\n")]),
    ],
)  # fmt: skip
def test_each_slip_in_a_thought_record_is_found(code, pairs, record):
    assert found(record) == []
    write(record, changed(RECORD, *pairs))
    assert code in found(record)


def test_an_exercise_of_a_case_is_of_a_kind_that_there_is(tmp_path):
    ours = case_folder() / "job-rejection"
    shutil.copytree(ours, tmp_path / "job-rejection")
    page = tmp_path / "job-rejection" / "case.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("kind: roleplay", "kind: role_play"), encoding="utf-8")
    assert "C820" in found(page)


@pytest.mark.parametrize("kind", ["items", "record"])
def test_no_part_that_is_left_out_or_of_another_kind_raises(
    kind, items, record, tmp_path, monkeypatch
):
    pages = shutil.copytree(CODEBOOKS, tmp_path / "codebooks", ignore=lambda *_: ["items"])
    monkeypatch.setattr(linter, "CODEBOOKS", pages)  # with no items to be compared with
    path = items if kind == "items" else record
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for place in range(0, len(lines), 2):
        for instead in ("", re.sub(r":.*", ": 5", lines[place]), lines[place].replace("e", "")):
            write(path, "".join([*lines[:place], instead, *lines[place + 1 :]]))
            lint(path)


def test_without_a_path_items_and_thought_records_are_looked_at(tmp_path, monkeypatch):
    pages = shutil.copytree(CODEBOOKS, tmp_path / "codebooks")
    write(pages / "items" / "zz.yaml", changed(ITEMS, ("code: labelling", "code: labeling")))
    write(
        tmp_path / "cases" / "wedding" / "thought-record.yaml", RECORD.replace("hot: ", "hott: ")
    )
    course = write(tmp_path / "course" / "distortions.yaml", "schema_version: 1\nhide: [x]\n")
    monkeypatch.setattr(linter, "CODEBOOKS", pages)
    monkeypatch.setattr(
        linter, "case_folders", lambda: (tmp_path / "cases", course.parent, tmp_path / "nowhere")
    )
    codes = {(f.file.name, f.code) for f in lint(today=TODAY)}
    assert {
        ("zz.yaml", "C805"),
        ("thought-record.yaml", "C201"),
        ("case.yaml", "C108"),
        ("distortions.yaml", "C805"),
    } <= codes


def test_four_hundred_items_are_compared_in_a_second_or_so(tmp_path):
    texts = [path.read_text(encoding="utf-8") for path in (CODEBOOKS / "items").glob("*.yaml")]
    for n, text in enumerate(texts):
        write(tmp_path / "items" / f"{n}.yaml", text)
    write(tmp_path / "items" / "again.yaml", texts[0])
    start = time.process_time()
    lint(tmp_path / "items")
    assert time.process_time() - start < 10  # with the workbook's own, twice as many
