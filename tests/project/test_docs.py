"""The documentation: its links lead somewhere, the commands it names exist, its examples can be read."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from workbook import client
from workbook.cli import app
from workbook.client import Heard
from workbook.content import codebook, lifelines, open_case
from workbook.content.bank import Ask, Batch, Changes, Item, Pair, Passage
from workbook.content.case import Fact, Move, Rule, Storylet, Topic
from workbook.content.thought_record import Candidate, Evidence, Statement
from workbook.content.transcript import Transcript
from workbook.language import LANGUAGES

HERE = Path(__file__).parent.parent.parent
SOURCES = HERE / "notebooks" / "src"
PAGES = [
    *(HERE / name for name in ("README.md", "CONTRIBUTING.md", "PRIVACY.md")),
    *sorted((HERE / "docs").glob("*.md")),
    *sorted(SOURCES.glob("*/*.md")),
]
LINE = re.compile(r"(?<![\w.-])(?:0800[ -]?\d{4}|\d{3,4})(?![\w-])")  # a number to call
FENCE = re.compile(r"^(`{3,}|~{3,})([^\n`]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(
    r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]\n]+\]:\s*(\S+)", re.MULTILINE
)
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")
NAMED = re.compile(
    r"(?:^|[|;&]|\$ )\s*(?:[A-Z_]+=(?:\"[^\"]*\"|\S+)\s+)*(?:\S*[/\\])?(make|workbook)[ \t]+([a-z][a-z-]*)"
)
SHELLS = {"", "sh", "bash", "shell", "console", "powershell", "text"}
PARTS: dict[str, type[BaseModel]] = {
    "topics": Topic,
    "facts": Fact,
    "storylets": Storylet,
    "moves": Move,
    "dynamics": Rule,
    "statements": Statement,
    "candidates": Candidate,
    "evidence": Evidence,
    "items": Item,
    "pairs": Pair,
    "passages": Passage,
    "asks": Ask,
}


def label(page):
    return page.relative_to(HERE).as_posix()


def prose(page):
    """What a page says outside its code blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page):
    """The fragments a page offers: as code hosts make them, or as JupyterLab does in a lesson."""
    found = []
    for heading in HEADING.findall(prose(page)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        if SOURCES in page.parents:
            found.append(re.sub(r"[*`]", "", words).replace(" ", "-"))
            continue
        plain = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        again = sum(
            name == plain or re.fullmatch(rf"{re.escape(plain)}-\d+", name) is not None
            for name in found
        )
        found.append(f"{plain}-{again}" if again else plain)
    return set(found)


def links(page):
    for match in LINK.finditer(CODE.sub("", prose(page))):
        target = match[1] or match[2]
        if not ELSEWHERE.match(target):
            yield target


def wrong(page, target):
    """What is wrong with a link; nothing where it leads somewhere."""
    path, _, fragment = target.partition("#")
    # A lesson's text is read where its notebook lies.
    folder = HERE / "notebooks" / page.parent.name if SOURCES in page.parents else page.parent
    there = (folder / path).resolve() if path else page
    if not there.exists():
        return f"{target}: there is no {path}"
    if there.suffix == ".ipynb":
        there = SOURCES / there.parent.name / f"{there.stem}.md"
    if fragment and (there.suffix != ".md" or fragment not in anchors(there)):
        return f"{target}: no heading there is #{fragment}"
    return None


def named(page):
    """Each make target and workbook command that a page names in code."""
    text = page.read_text(encoding="utf-8")
    code = CODE.findall(FENCE.sub("", text))
    for _, kind, block in FENCE.findall(text):
        if kind.strip() in SHELLS:
            code += [line.split(" #")[0] for line in block.splitlines()]
    for line in code:
        yield from NAMED.findall(line.strip())


def yaml_blocks(page):
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [yaml.safe_load(block) for _, kind, block in found if kind.strip() == "yaml"]


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_every_relative_link_leads_to_a_file_and_heading_that_exist(page):
    assert [fault for target in links(page) if (fault := wrong(page, target))] == []


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_every_make_target_and_workbook_command_that_is_named_exists(page):
    targets = re.findall(
        r"^([a-z][a-z-]*):", (HERE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    there = {
        "make": set(targets),
        "workbook": {found.name or found.callback.__name__ for found in app.registered_commands}
        | {group.name for group in app.registered_groups},
    }
    assert {f"{tool} {name}" for tool, name in named(page) if name not in there[tool]} == set()


def test_the_checks_find_what_is_wrong(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# A heading, twice\n\n[a](none.md) [b](#a-heading-twice) [c](page.md#other) [d](https://x.org/y)\n\n"
        "`.venv/bin/workbook dance --lang nl`, `make start`\n\n```sh\n# make believe\nA=1 make tea\n```\n"
        "```yaml\nmake: [this](no-link)\n```\n",
        encoding="utf-8",
    )
    assert [bool(wrong(page, target)) for target in links(page)] == [True, False, True]
    assert list(named(page)) == [("workbook", "dance"), ("make", "start"), ("make", "tea")]


def test_every_page_of_the_documentation_is_named_on_its_first_page():
    first = HERE / "docs" / "index.md"
    linked = {(first.parent / target.partition("#")[0]).resolve() for target in links(first)}
    pages = {page.resolve() for page in (HERE / "docs").glob("*.md")} - {first}
    assert {page.name for page in pages - linked} == set()


@pytest.mark.parametrize("book", ["therapist_skills", "distortions"])
def test_the_glossary_names_each_code_in_both_languages(book):
    text = (HERE / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [
        f"{code.name.read('en')} | {code.name.read('nl')} | `{code.id}` |"
        for code in codebook(book).codes
    ]
    assert [row for row in rows if row not in text] == []


def test_the_authors_examples_are_content_as_the_workbook_reads_it():
    parts = [part for block in yaml_blocks(HERE / "docs" / "authors.md") for part in block.items()]
    read = [
        PARTS[key].model_validate(one) for key, entries in parts if key in PARTS for one in entries
    ]
    assert {type(one) for one in read} == set(PARTS.values())
    talks = [block for block in yaml_blocks(HERE / "docs" / "authors.md") if "turns" in block]
    assert [Transcript.model_validate(talk).id for talk in talks] == ["skilled"]


def test_the_course_leaders_examples_are_content_as_the_workbook_reads_it():
    items, labels = yaml_blocks(HERE / "docs" / "course-leaders.md")
    batch, changes = Batch.model_validate(items), Changes.model_validate(labels)
    for item in batch.items:
        for lang in ("en", "nl"):
            assert item.span.read(lang) in item.text.read(lang)
    assert {*changes.rename, *changes.hide} <= set(codebook("distortions").ids)


def test_the_authors_worked_example_is_what_the_client_does():
    text = (HERE / "docs" / "authors.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([\w-]+)` \| .+ \| (\d+) \|$", text, re.MULTILINE))
    case = open_case("job-rejection")
    heard = Heard(
        primary="question_open", codes=("question", "question_open"), targets=(("nights", 0.7),)
    )
    first = client.reply(case, client.begin(case), heard)
    fitting = dict(first.candidates)
    assert {name: fitting.get(name) for name in table} == {n: int(s) for n, s in table.items()}
    assert first.storylet == next(iter(table))
    assert client.reply(case, first.after, heard).storylet != first.storylet


def test_the_architecture_page_shows_the_layers_that_are_enforced():
    text = (HERE / "docs" / "architecture.md").read_text(encoding="utf-8")
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = [c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "layers"]
    [shown] = [block for _, kind, block in FENCE.findall(text) if kind.strip() == "text"]
    assert [line.split("  ")[0] for line in shown.splitlines()] == contract["layers"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", ["00-start", "08-when-it-is-more"])
def test_the_crisis_lines_in_a_lesson_are_those_of_the_data_file(lang, lesson):
    text = (SOURCES / lang / f"{lesson}.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("- ") and LINE.search(line)]
    listed = {
        n for line in lines if re.search(r"\b(?:call|bel)\b", line) for n in LINE.findall(line)
    }
    kept = {
        number
        for line in lifelines().lines[lang]
        for number in LINE.findall(line.contact.read(lang))
    }
    assert listed == kept
