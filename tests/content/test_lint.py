"""Each mistake has a wrong and a right example, and they are its tests.

An example is part of the small case beside them, or of another small file there (a thought record, a
plan, items, moments), whose other parts are added to it. In a wrong one, ``# <- here`` marks the lines on which the mistake must be
found, and ``# <- C401`` another that comes with it. Comments at the top say what else is needed:
``file`` (another than case.yaml), ``without`` (entries or files left out), ``also`` (mistakes found
elsewhere) and ``encoding``.
"""

import re
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from workbook.content.lint import Finding, lint
from workbook.content.linting import page
from workbook.content.linting.mistakes import mistakes
from workbook.content.shelf import CODEBOOKS, case_folder

EXAMPLES = Path(__file__).parent / "lint_examples"
TODAY = date(2026, 11, 22)
CODES = sorted(mistakes())
SECTION = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
ENTRY = re.compile(r"^(?=  - )", re.MULTILINE)
ID = re.compile(r"^  - id: ([^\s#]+)", re.MULTILINE)
BESIDE = ("case", "thought-record", "plan", "experiment", "ladder")
PAGES = ("plan_rules", "vignettes", "risk_questions", "safety_plan")
SMALL = {  # what an example is part of, by its file
    **{f"{name}.yaml": f"{name}.yaml" for name in BESIDE},
    **{f"codebooks/{name}.yaml": f"{name}.yaml" for name in PAGES},
    **{f"codebooks/{name}/wedding.yaml": f"{name}.yaml" for name in ("items", "moments")},
}
MARK = re.compile(r"# <- (here|C\d+)")


class Example:
    """One example, laid out in a folder with all that it needs."""

    def __init__(self, code, kind, folder):
        self.code = code
        self.text = (EXAMPLES / code / f"{kind}.yaml").read_text(encoding="utf-8")
        self.about = dict(re.findall(r"^# (\w+): (.+)$", self.text, re.MULTILINE))
        self.without = self.about.get("without", "").split(", ")
        self.folder = folder / "wedding"
        self.named = self.about.get("file", "case.yaml")
        self.file = (folder if self.named.startswith("codebooks/") else self.folder) / self.named
        self.lay_out()

    def lay_out(self):
        files = {
            f"transcripts/{name}.yaml": transcript(name) for name in ("skilled", "glib", "kind")
        }
        files["case.yaml"] = composed("", self.without)
        for name, text in files.items():
            if name not in self.without:
                write(self.folder / name, text)
        if self.named.startswith("codebooks/items/"):
            write(self.file.parent / "wedding.yaml", composed("", self.without, "items.yaml"))
        own = SMALL.get(self.named)
        text = composed(self.text, self.without, own) if own else self.text
        write(self.file, text, self.about.get("encoding", "utf-8"))
        self.lines = text.splitlines()

    def found(self):
        return lint(self.file if self.named.startswith("codebooks/") else self.folder, today=TODAY)

    def expected(self):
        """The codes and lines that are marked."""
        return {
            (self.code if mark == "here" else mark, number)
            for number, line in enumerate(self.lines, 1)
            for mark in MARK.findall(line)
        }

    def elsewhere(self):
        return set(self.about.get("also", "").split(", ")) - {""}


def write(path, text, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def transcript(name):
    text = (EXAMPLES / "transcript.yaml").read_text(encoding="utf-8")
    return text.replace("id: skilled", f"id: {name}")


def sections(text):
    return {part.split(":")[0]: part for part in SECTION.split(text) if SECTION.match(part)}


def composed(fragment, without, small="case.yaml"):
    """The fragment, then what it leaves of the small case, or of another small file."""
    own = sections(fragment)
    base = sections((EXAMPLES / small).read_text(encoding="utf-8"))
    out = []
    for key in (*own, *(key for key in base if key not in own)):
        head, *entries = ENTRY.split(base.get(key, ""))
        gone = {*without, *ID.findall(own.get(key, ""))}
        left = [entry for entry in entries if not gone & set(ID.findall(entry))]
        begun = own.get(key, head)
        is_list = re.match(r"[a-z_]+:\s*(#.*)?\n", begun) and ID.search(base.get(key, ""))
        out += [begun, *(left if is_list or key not in own else ())]
    return "".join(out)


def wedding(folder):
    return Example("C601", "right", folder)


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_of_each_mistake_is_found_where_it_stands_and_told_in_sentences(
    code, tmp_path
):
    example = Example(code, "wrong", tmp_path)
    found = example.found()
    here = {(f.code, f.line) for f in found if f.file == example.file}
    marked = example.expected()
    if marked:
        assert {pair for pair in here if pair[0] not in example.elsewhere()} == marked
    assert {f.code for f in found} == {code, *(c for c, _ in marked)} | example.elsewhere()
    for one in found:
        assert one.message.endswith((".", "?")), "a finding is a sentence"
        assert one.remedy.endswith("."), "and so is what to do"
        assert not re.search(r"\{\w*\}|None", one.message + one.remedy), (
            "with nothing left to fill in"
        )


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_of_each_mistake_has_no_mistake(code, tmp_path):
    assert [str(found) for found in Example(code, "right", tmp_path).found()] == []


def test_every_mistake_has_examples_and_every_example_is_of_a_mistake():
    assert sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir()) == CODES


def test_the_page_about_mistakes_is_made_from_the_table_and_the_examples():
    written = page.PAGE.read_text(encoding="utf-8")
    assert written == page.page(EXAMPLES), "run: python -m workbook.content.linting.page"


def test_everything_wrong_is_reported_at_once_by_file_and_line(tmp_path):
    example = Example("C305", "wrong", tmp_path)
    text = example.file.read_text(encoding="utf-8")
    broken = text.replace("level: 1", "level: 7").replace("    mends: true\n", "    mend: true\n")
    example.file.write_text(broken.replace("intake:", "intakes:"), encoding="utf-8")
    write(example.folder / "transcripts" / "glib.yaml", "turns: [\n")
    found = example.found()
    codes = [f.code for f in found]
    assert found == sorted(found)
    assert codes.count("C305") == 3
    assert {"C101", "C201", "C202", "C205", "C305"} <= set(codes)


def test_what_cannot_be_read_hides_nothing_else_and_is_not_reported_twice(tmp_path):
    example = Example("C202", "wrong", tmp_path)
    text = example.file.read_text(encoding="utf-8")
    changed = text.replace("id: tells-cake", "id: Tells_Cake").replace(
        "openness: 0.5", "openness: 5"
    )
    example.file.write_text(changed, encoding="utf-8")
    assert sorted(f.code for f in example.found()) == ["C202", "C204", "C209"]


def test_a_broken_case_of_someone_else_does_not_stop_the_others(tmp_path):
    wedding(tmp_path)
    for name, text in (("aa-broken", "id: [\n"), ("zz-list", "- 1\n"), ("bin", "\x00\x01")):
        write(tmp_path / name / "case.yaml", text)
    (tmp_path / "wedding" / "transcripts" / "glib.yaml").unlink()
    found = {(f.file.parent.name, f.code) for f in lint(tmp_path, today=TODAY)}
    assert found == {
        ("aa-broken", "C101"),
        ("bin", "C104"),
        ("wedding", "C514"),
        ("zz-list", "C106"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "a",
        "[]",
        "{}",
        "[" * 100_000,
        "- " * 5_000,
        "a: " * 3,
        "&a [*a]",
        "a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]",
        "? [a]\n: b",
        "<<: {a: 1}",
        "storylets: {}",
        "storylets: [null, 1, [], {}]",
        "turns: 5",
        "codes: [{near_misses: [[1]]}]",
        "lines: {en: [1], xx: []}",
        "rules: [{effects: []}]",
        "topics: [{asks: {en: x}}]",
        "storylets: [{when: [{verb: told}], cues: [{}], effects: {x: y}}]",
        "items: [{options: {a: 1}, span: 5, best: []}, null]\npairs: [{items: [a]}, {items: a}]",
        "passages: [{text: {en: x}, marks: [{span: {en: x}}, 5]}]\nasks: [{options: 5}]",
        "thoughts: [5, {text: [], code: {}}]\nrename: [a]\nhide: {a: b}",
        "labels: {en: [], nl: {a: [1]}, xx: 5}\nexercises: [{kind: 5}]",
        "answers: 5\nevidence: [{side: 5}]\ncandidates: {}",
        "9" * 10_000,
        "a: 2026-99-99",
        "a: !!python/object:os.system x",
        "\ufeffstorylets: []",
        "a: 1\n---\nb: 2",
        "a: |\n  " + "x" * 1_000_000,
    ],
)
@pytest.mark.parametrize(
    "name",
    ["case.yaml", "transcripts/a.yaml", "codebook.yaml", "thought-record.yaml", "items/a.yaml"],
)
def test_nothing_that_stands_in_a_file_raises(name, text, tmp_path):
    write(tmp_path / name, text)
    assert all(isinstance(found, Finding) for found in lint(tmp_path, today=TODAY))
    assert lint(tmp_path / name, today=TODAY)


def test_no_part_of_a_case_that_is_left_out_or_of_another_kind_raises(tmp_path):
    example = wedding(tmp_path)
    lines = example.file.read_text(encoding="utf-8").splitlines(keepends=True)
    for place in range(0, len(lines), 5):
        for instead in ("", re.sub(r":.*", ": 5", lines[place]), lines[place].replace("e", "")):
            changed = "".join([*lines[:place], instead, *lines[place + 1 :]])
            example.file.write_text(changed, encoding="utf-8")
            example.found()


def test_a_file_or_folder_that_is_not_there_is_a_finding(tmp_path):
    assert [f.code for f in lint(tmp_path / "nowhere")] == ["C108"]
    assert [f.code for f in lint(tmp_path / "case.yaml")] == ["C108"]
    assert [f.code for f in lint(tmp_path)] == ["C108"]


def test_a_single_file_is_looked_at_within_its_case_but_reported_alone(tmp_path):
    example = wedding(tmp_path)
    glib = example.folder / "transcripts" / "glib.yaml"
    write(glib, transcript("glib").replace("tells-bakery", "tells-bread"))
    example.file.write_text(example.file.read_text().replace("level: 1", "level: 9"))
    assert [(f.file, f.code) for f in lint(glib)] == [(glib, "C305")]
    assert [(f.file, f.code) for f in lint(example.file)] == [(example.file, "C205")]


def test_names_in_a_transcript_must_be_those_of_its_case(tmp_path):
    example = wedding(tmp_path)
    glib = example.folder / "transcripts" / "glib.yaml"
    wrong = """schema_version: 1
id: glib
lang: en
title: "Wrong"
purpose: "Every name is wrong."
turns:
  - said: "Hello."
    hears: {primary: open_question, about: bread}
    storylet: [tells-bread, tells-bakery]
    reveals: [bread]
    then: ["trust >= 0.4"]
at_end: ["told bread"]
"""
    write(glib, wrong)
    found = [(f.line, f.code) for f in lint(glib)]
    assert found == [
        (8, "C304"),
        (8, "C305"),
        (9, "C305"),
        (10, "C305"),
        (11, "C306"),
        (12, "C305"),
    ]


def test_a_condition_that_nearly_names_something_is_told_what_it_may_mean(tmp_path):
    found = Example("C306", "wrong", tmp_path).found()
    assert any("'alliance'" in f.remedy for f in found)
    found = Example("C201", "wrong", tmp_path).found()
    assert any("'heard'" in f.remedy for f in found)


def test_the_workbooks_own_codebooks_have_no_mistake():
    assert [str(f) for f in lint(CODEBOOKS, today=TODAY)] == []


def test_nine_cases_of_full_size_take_a_few_seconds_of_work(tmp_path):
    ours = sorted(path for path in case_folder().iterdir() if (path / "case.yaml").exists())
    for number in range(9):
        shutil.copytree(ours[0], tmp_path / f"case-{number}")
    start = time.process_time()
    lint(tmp_path, today=TODAY)
    assert time.process_time() - start < 15  # it is about two on an idle computer
