import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.client.small_case import small_case
from tests.little_case import TALK, on_shelf
from workbook import cli, doctor, launch
from workbook.content import codebook, drills
from workbook.content.studio import studio
from workbook.record import opening

ROOT = Path(__file__).parents[2]
COMMANDS = get_command(cli.app).commands  # type: ignore[attr-defined]  # a group has them
PROMISED = (
    "start",
    "play",
    "code",
    "cases",
    "lint",
    "simulate",
    "progress",
    "export",
    "import",
    "erase",
    "where",
    "doctor",
)
TALKED = "Tell me about your dog.\nYou miss him.\n"


# What there is.


def test_every_command_that_was_promised_is_there():
    assert set(PROMISED) <= set(COMMANDS)


def test_every_command_says_what_it_is_and_takes_json_or_is_a_face():
    for name, command in COMMANDS.items():
        assert command.help, name
        for own in getattr(command, "commands", {name: command}).values():
            assert own.help, own.name
            options = {flag for parameter in own.params for flag in parameter.opts}
            assert "--json" in options or name == "start", own.name


ROUNDS = [
    *(f"lab/{spec.id}" for spec in drills().exercises),
    *(f"studio/{spec.id}" for spec in studio()),
]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_section_in_the_documentation_and_every_option_its_words(name):
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r"^## `workbook (\w+)[^`]*`\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    )
    assert sections.get(name, "").strip()
    # What all commands share is told once, above them.
    shared = text.split("## ")[0]
    for parameter in COMMANDS[name].params:
        flag = parameter.opts[0]
        told = sections[name] + (shared if flag in {"--json", "--lang"} else "")
        assert f"`{flag}" in told or not flag.startswith("--"), flag


def test_the_documentation_has_no_section_for_a_command_that_is_gone():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## `workbook (\w+)", text, re.MULTILINE)) == set(COMMANDS)


def test_the_readme_names_no_command_that_is_gone():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|[`/])workbook (\w+)", text, re.MULTILINE))
    assert {"start", "play", "doctor"} <= named <= set(COMMANDS)


# What is wrong, in one sentence.


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sing"], "No such command 'sing'; 'workbook --help' tells more."),
        (["play"], "Missing argument 'case'; 'workbook --help' tells more."),
        (["play", "small", "--loud"], "No such option: --loud"),
        (["play", "small", "--seed", "x"], "Invalid value for '--seed'"),
        (["simulate", "--attempts", "0"], "Invalid value for '--attempts'"),
        (["play", "small", "--lang", "fr"], "no language 'fr'; there are: en, nl"),
        (["play", "nobody", "--json"], "There is no case “nobody”. There are: small."),
        (["play", "small/last-talk"], "There is no exercise “small/last-talk”."),
        (["lint", "nowhere"], "there is no nowhere: give a case folder or a file"),
        (["import"], "Missing argument 'file'"),
    ],
)
def test_bad_input_is_one_sentence_on_standard_error_and_status_2(run, case, words, sentence):
    ran = run(*words)
    assert ran.sentence.startswith(sentence)
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("words", [["progress"], ["export", "x.json"], ["play", "small"]])
@pytest.mark.usefixtures("case")
def test_a_record_that_cannot_be_used_is_one_sentence_and_status_1(
    run, data_folder, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    data_folder.mkdir()
    (data_folder / "record.sqlite").write_text("Dear diary")
    ran = run(*words)
    assert "is damaged" in ran.sentence
    assert (ran.status, ran.out) == (1, "")


def test_a_sentence_is_in_the_language_asked_for(run, case):
    assert run("play", "nobody", "--lang", "nl").sentence.startswith("Er is geen casus")


def test_a_bug_keeps_its_traceback(run, monkeypatch):
    def broken(_lang):
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "examine", broken)
    monkeypatch.setattr(sys, "argv", ["workbook", "doctor"])
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_without_a_command_there_is_help(run):
    ran = run()
    assert "play" in ran.out
    assert (ran.status, ran.err) == (2, "")


# start.


def test_start_passes_on_what_was_asked(run, monkeypatch, tmp_path):
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(launch, "start", lambda **options: asked.append(options) or 0)
    monkeypatch.setenv("WORKBOOK_DATA", "to be put back")
    words = ["--lang", "nl", "--no-browser", "--port", "8899", "--data", tmp_path / "mine"]
    assert run("start", *words).status == 0
    assert asked == [{"lang": "nl", "browser": False, "port": 8899}]
    assert run("where", "--json").rows[0]["record"] == str(tmp_path / "mine" / "record.sqlite")
    monkeypatch.setattr(launch, "start", lambda **options: 1)
    assert run("start").status == 1


# play.


def test_play_with_json_tells_each_turn_with_exactly_these_keys_and_then_the_debrief(run, case):
    ran = run("play", "small", "--json", given=TALKED)
    assert (ran.status, ran.err) == (0, "")
    *turns, last = ran.rows
    assert [turn["turn"] for turn in turns] == [1, 2]
    for turn in turns:
        assert list(turn) == [
            "turn",
            "heard",
            "primary",
            "unsure",
            "client",
            "state",
            "reveals",
            "why",
            "feedback",
        ]
        assert turn["primary"] in codebook("therapist_skills").ids
        assert isinstance(turn["unsure"], bool)
        assert set(turn["state"]["qualities"]) == set(case.qualities)
    assert turns[0]["reveals"] == ["dog"]
    assert list(last) == ["debrief"]
    assert len(last["debrief"]["course"]["moves"]) == 2


def test_play_with_json_is_the_same_each_time_and_leaves_no_record(run, case, data_folder):
    first, second = (run("play", TALK, "--json", given=TALKED).out for _ in range(2))
    assert first == second
    assert not data_folder.exists()


def test_play_speaks_the_language_asked_for(run, case):
    ran = run("play", "small", "--json", "--lang", "nl", given="Vertel eens over je hond.\n")
    assert "(nl)" in ran.rows[0]["client"]
    assert ran.rows[0]["why"]["about"] == {"dog": 1.0}


def test_play_without_a_word_has_no_debrief(run, case):
    assert run("play", "small", "--json").rows == [{"debrief": None}]


def test_play_stops_when_the_client_has_gone(run, monkeypatch, tmp_path):
    leaves = {
        "id": "leaves",
        "say": [{"en": "That is it.", "nl": "Zo."}],
        "note": {"en": "why", "nl": "x"},
    }
    on_shelf(monkeypatch, tmp_path, small_case(storylets=[{**leaves, "ends": True}]))
    rows = run("play", "small", "--json", given="Hello.\nAre you there?\n").rows
    assert len(rows) == 2
    assert rows[0]["state"]["ended"] is True


def test_play_refuses_what_cannot_be_said_after_telling_what_was(run, case):
    ran = run("play", "small", "--json", given=f"Hello.\n{'x' * 4001}\n")
    assert ran.status == 2
    assert "4001 characters" in ran.sentence
    assert [row["turn"] for row in ran.rows] == [1]


@pytest.mark.parametrize("command", [["play", "small", "--json"], ["code"], ["code", "--json"]])
def test_input_that_is_not_utf_8_is_named_with_its_line(run, case, command):
    first = b'{"id": 1, "text": "Hello."}\n'
    ran = run(*command, given=first + b"\ncaf\xe9\n")
    assert ran.status == 2
    assert ran.sentence.startswith("line 3 is not text in UTF-8")
    assert len(ran.out.splitlines()) == 1


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm(run):
    given = b'\xef\xbb\xbf{"id": 1, "text": "Caf\xc3\xa9?"}\r\n'
    assert run("code", "--json", given=given).rows[0]["codes"][0]["span"] == [0, 5]


def debrief():
    """How the debrief of the talk on record begins."""
    with cli.talks.open_book("en", kept=True) as book:
        return book.attempt(TALK).snapshot()["debrief"]["summary"]


def test_play_in_the_terminal_keeps_the_talk_and_tells_it_apart_from_feedback(run, case):
    ran = run("play", "small", given="Tell me about your dog.\n\n")
    assert (ran.status, ran.err) == (0, "")
    assert "Sam: Hello." in ran.out
    assert "Sam: line of tells-dog" in ran.out
    assert debrief() in " ".join(ran.out.split())
    assert run("progress", "--json").rows[0]["state"] == "done"


def test_play_in_the_terminal_goes_on_after_what_could_not_be_said(run, case):
    ran = run("play", "small", given=f"{'x' * 4001}\nTell me about your dog.\n\n")
    assert ran.status == 0
    assert "4001 characters" in ran.out
    assert "line of tells-dog" in ran.out


def test_play_in_the_terminal_goes_on_with_a_talk_that_was_left(run, case):
    with cli.talks.open_book("en", kept=True) as book:
        book.attempt(TALK).say("Tell me about your dog.")
    ran = run("play", "small", given="What was in the letter?\n\n")
    assert "intake" not in ran.out
    assert debrief() in " ".join(ran.out.split())
    with cli.talks.open_book("en", kept=True) as book:
        assert len(book.record.attempts()) == 1
        assert len(book.attempt(TALK).exchanges) == 2


def test_play_in_the_terminal_finishes_a_talk_that_was_not_rated(run, case):
    with cli.talks.open_book("en", kept=True) as book:
        attempt = book.attempt(TALK)
        attempt.say("Hello.")
        attempt.end()
    ran = run("play", "small", given="Hello again?\n")
    assert "This talk has ended" not in ran.out
    assert debrief() in " ".join(ran.out.split())


def test_play_shows_words_as_they_are(run, case):
    ran = run("play", "small", given="[red]How[/red] <b>are</b> you?\n\n")
    assert "[red]How[/red] <b>are</b> you?" in ran.out.replace("\n", " ")


def test_play_without_a_record_keeps_nothing(run, case, data_folder):
    assert run("play", "small", "--no-record", given="Hello.\n\n").status == 0
    assert not data_folder.exists()


# code.


def test_code_answers_each_object_with_one(run):
    lines: list[dict[str, Any]] = [
        {"id": "a", "text": "How are you sleeping?"},
        {"text": ""},
        {"id": 3, "text": "🙂 <b>"},
    ]
    rows = run("code", "--json", given="\n\n".join(map(json.dumps, lines))).rows
    assert [row["id"] for row in rows] == ["a", None, 3]
    for row, line in zip(rows, lines, strict=True):
        assert list(row) == ["id", "primary", "codes", "unsure"]
        assert row["primary"] in codebook("therapist_skills").ids
        for mark in row["codes"]:
            assert list(mark) == ["code", "span", "confidence"]
            start, end = mark["span"]
            assert 0 <= start < end <= len(line["text"])
            assert 0 <= mark["confidence"] <= 1


def test_code_without_json_reads_plain_lines(run):
    ran = run("code", "--lang", "nl", given="Hoe slaap je?\nNeem een ander.\n")
    assert [line.split("  ")[1] for line in ran.out.splitlines()] == [
        "Hoe slaap je?",
        "Neem een ander.",
    ]


@pytest.mark.parametrize(
    "line", ["Hello.", "7", "[]", "null", "{", '{"id": 1}', '{"text": 7}', "[" * 100_000]
)
def test_code_names_the_line_that_is_no_object(run, line):
    ran = run("code", "--json", given=f'{{"id": 1, "text": "Hello."}}\n\n{line}\n')
    assert ran.status == 2
    assert ran.sentence.startswith("line 3 is not an object")
    assert len(ran.rows) == 1


def test_code_reads_half_an_emoji(run):
    ran = run("code", "--json", given='{"id": "\\ud83d", "text": "How \\ud83d are you?"}')
    assert ran.status == 0
    assert ran.rows[0]["id"] == "\ud83d"


# cases, lint, simulate.


def test_lint_tells_everything_with_file_line_code_and_remedy_and_fails_on_an_error(run, tmp_path):
    file = tmp_path / "broken" / "case.yaml"
    file.parent.mkdir()
    file.write_text("schema_version: 1\nid: Broken One\ncolour: red\n")
    ran = run("lint", file, "--json")
    assert (ran.status, ran.err) == (1, "")
    assert len(ran.rows) > 2
    for row in ran.rows:
        assert list(row) == ["file", "line", "code", "severity", "message", "remedy"]
        assert row["file"] == str(file)
        assert row["line"] >= 1
    ran = run("lint", file.parent)
    assert f"{file}:" in ran.out
    assert re.search(r"^\d+ errors, \d+ pieces of advice$", ran.out.splitlines()[-1])


def test_lint_without_an_error_succeeds(run, monkeypatch, case):
    monkeypatch.setattr("workbook.content.lint.lint", lambda path, lang: [])
    ran = run("lint")
    assert (ran.status, ran.out) == (0, "0 errors, 0 pieces of advice\n")
    assert run("lint", "--json").out == ""


def test_cases_tells_each_case_with_exactly_these_keys(run, case):
    (row,) = run("cases", "--json").rows
    assert row == {
        "id": "small",
        "languages": ["en", "nl"],
        "level": 1,
        "minutes": 5,
        "content_notes": [],
    }
    assert run("cases").out == "small  Small (en, nl; 5 min)\n"


def test_the_workbook_s_own_cases_can_be_listed(run):
    rows = run("cases", "--json").rows
    assert "job-rejection" in [row["id"] for row in rows]
    assert all(set(row["languages"]) == {"en", "nl"} for row in rows)


def test_simulate_plays_every_exercise_to_the_end(run, case):
    rows = run("simulate", "--attempts", "2", "--json").rows
    everything = (TALK, *ROUNDS)
    assert [(row["exercise"], row["attempt"]) for row in rows] == [
        (name, number) for name in everything for number in (0, 1)
    ]
    # Nobody has a deck yet, and the sessions are with clients who are not on this shelf.
    empty = {"lab/your-own-deck", "lab/in-the-transcript"}
    for row in rows:
        if row["exercise"] in empty:
            assert (row["turns"], row["score"]) == (0, None)
        else:
            assert row["turns"] > 0
            assert 0 <= row["score"] <= 1
    assert rows == run("simulate", "--attempts", "2", "--json").rows
    assert run("simulate", "--attempts", "1").out.startswith(TALK)


def test_simulate_leaves_no_record(run, case, data_folder):
    run("simulate", "--attempts", "1")
    assert not data_folder.exists()


# The record.


def test_progress_tells_where_the_trainee_stands(run, case):
    row, *rounds = run("progress", "--json").rows
    assert [one["exercise"] for one in rounds] == ROUNDS
    assert {one["state"] for one in rounds} == {"new"}
    assert list(row) == ["exercise", "title", "state", "turns", "score", "at", "minutes"]
    assert row["state"] == "new"
    assert "Begin with Small: First talk." in run("progress").out
    run("play", "small", given="Hello.\n\n")
    assert run("progress", "--lang", "nl").out.startswith("Small (nl): First talk (nl)  –  ")


def test_a_record_goes_into_a_file_and_comes_back_on_another_computer(
    run, case, tmp_path, monkeypatch
):
    run("play", "small", given=TALKED)
    file = tmp_path / "mine.json"
    told = {"file": str(file), "responses": 4}
    assert run("export", file, "--json").rows == [told]
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "other"))
    assert run("import", file, "--json").rows == [told]
    assert run("progress", "--json").rows[0]["state"] == "done"
    assert run("import", file, "--json").rows == [{**told, "responses": 0}]
    assert "4 responses are in" in run("export", tmp_path / "again.json").out
    assert "0 responses were added" in run("import", file).out


def test_export_writes_where_one_is_without_being_told(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("export").status == 0
    assert (tmp_path / "workbook-record.json").exists()


def test_what_is_no_export_is_one_sentence(run, tmp_path):
    (tmp_path / "x.json").write_text("{}")
    for name, sentence in (("x.json", "is not an export"), ("y.json", "There is no file")):
        ran = run("import", tmp_path / name)
        assert sentence in ran.sentence
        assert (ran.status, ran.out) == (1, "")


def test_erase_asks_first_and_keeps_everything_on_no(run, case, data_folder):
    run("play", "small", given="Hello.\n\n")
    for given in ("n\n", "\n", "", "perhaps\n"):
        ran = run("erase", "--json", given=given)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.startswith(f"Delete everything in {data_folder}")
    assert run("progress", "--json").rows[0]["state"] == "done"


@pytest.mark.parametrize(
    ("words", "answer"),
    [(["erase", "--yes"], ""), (["erase"], "y"), (["erase", "--lang", "nl"], "ja")],
)
def test_erase_deletes_the_record_and_its_copies(run, case, data_folder, words, answer):
    run("play", "small", given="Hello.\n\n")
    run("progress")
    assert len([file for file in data_folder.rglob("*") if file.is_file()]) >= 2
    assert run(*words, given=answer).status == 0
    assert [file for file in data_folder.rglob("*") if file.is_file()] == []
    assert run("progress", "--json").rows[0]["state"] == "new"


def test_erase_also_deletes_a_damaged_record(run, data_folder):
    data_folder.mkdir()
    (data_folder / "record.sqlite").write_text("Dear diary")
    assert run("erase", "--yes", "--json").rows == [{"erased": str(data_folder / "record.sqlite")}]
    assert list(data_folder.iterdir()) == []


def test_where_tells_the_places_and_makes_none(run, data_folder, monkeypatch):
    assert run("where", "--json").rows == [
        {
            "record": str(data_folder / "record.sqlite"),
            "lessons": str(data_folder / "lessons"),
            "copies": str(data_folder / "backups"),
        }
    ]
    assert run("where").out.startswith("record: ")
    assert not data_folder.exists()
    monkeypatch.setenv("WORKBOOK_RECORD_URL", "postgresql+psycopg://me:secret@example.org/db")
    ran = run("where")
    assert "example.org" in ran.out
    assert "secret" not in ran.out
    monkeypatch.setenv("WORKBOOK_RECORD_URL", "nonsense")
    assert "WORKBOOK_RECORD_URL" in run("where").sentence


# doctor.


def test_doctor_tells_each_finding_and_fails_where_one_is_not_well(run, monkeypatch):
    well = doctor.Finding("Python", ok=True, words="This is Python.")
    ill = doctor.Finding("Record", ok=False, words="It is damaged.", remedy="Mend it.")
    monkeypatch.setattr(doctor, "examine", lambda lang: [well])
    assert run("doctor").status == 0
    monkeypatch.setattr(doctor, "examine", lambda lang: [well, ill])
    ran = run("doctor", "--json")
    assert ran.status == 1
    assert [list(row) for row in ran.rows] == [["what", "ok", "words", "remedy"]] * 2
    assert run("doctor").out == "✓ This is Python.\n✗ It is damaged.\n   Mend it.\n"


# As another program sees it.


def test_another_program_talks_with_the_command_line_in_utf_8_whatever_the_terminal(data_folder):
    environment = {
        "PATH": "/usr/bin:/bin",
        "WORKBOOK_DATA": str(data_folder),
        "WORKBOOK_ENCODER": "off",
        "PYTHONIOENCODING": "latin-1",
    }
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from workbook.cli import main; main()",
            "play",
            "job-rejection",
            "--json",
        ],
        input="Hoe gaat het, ökay 🙂?\n".encode(),
        capture_output=True,
        env=environment,
        cwd=ROOT,
        check=True,
    )
    turn, debrief = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert "🙂" in turn["feedback"]["effect"]
    assert debrief["debrief"]["summary"]
    assert done.stderr == b""


def test_patience_is_short_enough_for_a_terminal():
    assert opening.PATIENCE <= 5
