"""What opens what in a case, drawn."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from workbook.content import open_case
from workbook.content.graph import openings, picture

WORKBOOK = str(Path(sys.executable).with_name("workbook"))


def run(*args, cwd):
    return subprocess.run(
        [WORKBOOK, "case", *args],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_fact_that_waits_for_another_is_drawn_as_an_arrow():
    case = open_case("job-rejection")
    found = {(one.first, one.then) for one in openings(case)}
    for storylet in case.storylets:
        for condition in storylet.when:
            waits = condition.verb == "told" and not condition.negated
            if waits and condition.subject in {fact.id for fact in case.facts}:
                for fact in storylet.reveals:
                    assert (condition.subject, fact) in found


def test_the_picture_is_sound_and_shows_every_fact_once():
    case = open_case("breakup-hopeless")
    drawing = ET.fromstring(picture(case, "nl"))  # noqa: S314  our own drawing
    shown = [node.text for node in drawing.iter() if node.tag.endswith("text")]
    for fact in case.facts:
        assert shown.count(fact.id) == 1


def test_the_command_writes_the_picture_and_says_where(tmp_path):
    done = run("graph", "job-rejection", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "job-rejection.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "job-rejection.svg" in done.stdout


def test_for_programs_it_prints_facts_and_openings(tmp_path):
    done = run("graph", "job-rejection", "--json", cwd=tmp_path)
    shown = json.loads(done.stdout)
    assert {fact["id"] for fact in shown["facts"]} == {
        fact.id for fact in open_case("job-rejection").facts
    }
    assert shown["openings"]


def test_a_case_that_is_not_there_is_told_in_a_sentence(tmp_path):
    done = run("graph", "nobody", cwd=tmp_path)
    assert done.returncode == 2
    assert "nobody" in done.stderr
