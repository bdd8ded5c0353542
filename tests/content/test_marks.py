"""Every part of a YAML file is found on its line, and nothing in a file is taken for something else."""

import pytest
import yaml

from workbook.content.marks import marked, read
from workbook.content.shelf import CODEBOOKS, case_folder

PAGES = [*sorted(CODEBOOKS.glob("*.yaml")), *sorted(case_folder().glob("*/case.yaml"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name + "/" + page.name)
def test_the_value_is_the_one_that_yaml_reads(page):
    found = read(page)
    assert found.troubles == ()
    assert found.value == yaml.safe_load(page.read_text(encoding="utf-8"))


def test_each_part_has_the_line_of_its_key_or_entry():
    found = marked("a:\n  - b: 1\n    c: >-\n      long\n      text\n  - [x,\n     y]\n")
    lines = {
        ("a",): 1,
        ("a", 0): 2,
        ("a", 0, "c"): 3,
        ("a", 1, 0): 6,
        ("a", 1, 1): 7,
    }
    assert {where: found.line(where) for where in lines} == lines


def test_a_part_that_is_not_there_has_the_line_of_what_is_around_it():
    assert marked("a:\n  b: 1\n").line(("a", "b", 7, "z")) == 2


def test_a_file_cannot_grow_when_it_is_read():
    lines = ["a: &a [x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [{', '.join(['*' + a] * 8)}]"
        for a, b in zip("abcdefg", "bcdefgh", strict=True)
    ]
    found = marked("\n".join(lines))
    assert {trouble.code for trouble in found.troubles} == {"C105"}
    assert found.value["h"] == [None] * 8


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: x: y\n", "C101", 2),
        ('a: 1\nb: "open\n', "C101", 2),
        ("a: 1\n---\nb: 2\n", "C101", 2),
        ("a:\n\tb: 1\n", "C102", 2),
        ("a: 1\nb: 2\na: 3\n", "C103", 3),
        ("a: 1\nb: \x07\n", "C104", 2),
        ("a: 1\nb: *a\n", "C105", 2),
        ("a: 1\nno: 2\n", "C107", 2),
        ("a: 1\nb: !!bool x\n", "C107", 2),
        ("a: 1\nb: 2026-02-30\n", "C107", 2),
    ],
)
def test_each_trouble_has_its_code_and_line(text, code, line):
    assert [(t.code, t.line) for t in marked(text).troubles] == [(code, line)]


def test_what_is_not_utf_8_is_reported_on_its_line(tmp_path):
    page = tmp_path / "page.yaml"
    page.write_bytes("a: 1\nb: café\n".encode("cp1252"))
    (trouble,) = read(page).troubles
    assert (trouble.code, trouble.line) == ("C104", 2)
