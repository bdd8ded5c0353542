"""The command line: human-readable by default; with ``--json`` one object a line and nothing else."""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from workbook.errors import RecordError, ResponseError, UnknownName, WorkbookError
from workbook.language import choose, say

if TYPE_CHECKING:
    from workbook.practice import Attempt, Workbook

BAD_INPUT, FAILED = 2, 1
app = typer.Typer(
    help="A workbook in which counsellors practise with simulated clients.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Lang = Annotated[str | None, typer.Option(help="en or nl; by default the computer's.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")]


def main() -> None:
    """Run a command; what a person can mend is a sentence on standard error."""
    _speak_utf8()
    try:
        status = app(standalone_mode=False)
    except WorkbookError as problem:
        _stop(str(problem), FAILED if isinstance(problem, RecordError) else BAD_INPUT)
    except typer.Abort:
        _stop("", FAILED)
    except Exception as problem:
        # What typer raises for a wrong command or option has no lasting address, but can always say this.
        if not hasattr(problem, "format_message"):
            raise
        message = problem.format_message().rstrip(".")
        _stop(message and f"{message}; 'workbook --help' tells more.", BAD_INPUT)
    raise SystemExit(status)


@app.command()
def start(
    lang: Lang = None,
    *,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    port: Annotated[
        int | None, typer.Option(help="Where to serve; by default the first that is free.")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the record and lessons.")] = None,
) -> None:
    """Open the workbook in the browser."""
    import os  # noqa: PLC0415  only here

    from workbook import launch  # noqa: PLC0415  each command loads what it needs

    if data:
        os.environ["WORKBOOK_DATA"] = str(data.resolve())
    raise typer.Exit(launch.start(lang=choose(lang), browser=browser, port=port))


@app.command()
def play(
    case: Annotated[
        str, typer.Argument(help="A case, such as job-rejection, or one of its exercises.")
    ],
    lang: Lang = None,
    *,
    as_json: Json = False,
    no_record: Annotated[bool, typer.Option("--no-record", help="Keep nothing.")] = False,
    seed: Annotated[int, typer.Option(help="Decides the order of offered moves.")] = 0,
) -> None:
    """Talk with a client in the terminal; with --json, one therapist utterance a line of standard input."""
    spoken = choose(lang)
    with _book(spoken, kept=not no_record and not as_json, seed=seed) as book:
        attempt = book.attempt(case if "/" in case else f"{case}/first-talk")
        if as_json:
            _play_for_programs(attempt.again("coach"))
        else:
            _play_here(attempt)


@app.command("code")
def code_command(lang: Lang = None, *, as_json: Json = False) -> None:
    """Code what a therapist says: a line of standard input each, with --json {"id", "text"} objects."""
    from workbook import coding, meaning  # noqa: PLC0415

    spoken, by_meaning = choose(lang), meaning.encoder_installed()
    for number, line in _lines():
        given: dict[str, Any] = {"id": number, "text": line}
        if as_json:
            given = _object(line, number, "text")
        coded = coding.code(given["text"], lang=spoken, by_meaning=by_meaning)
        codes = [
            {"code": m.code, "span": [m.start, m.end], "confidence": m.confidence}
            for m in coded.marks
        ]
        if as_json:
            _out(
                {
                    "id": given.get("id"),
                    "primary": coded.primary,
                    "codes": codes,
                    "unsure": coded.unsure,
                }
            )
        else:
            print(f"{coded.primary}{'?' if coded.unsure else ''}  {line}")


@app.command()
def cases(*, as_json: Json = False) -> None:
    """The cases there are."""
    from workbook.content import case_ids, open_case  # noqa: PLC0415

    lang = choose()
    for case in (open_case(case_id) for case_id in case_ids()):
        notes = [note.root for note in case.content_notes]
        if as_json:
            _out(
                {
                    "id": case.id,
                    "languages": list(case.languages),
                    "level": case.level,
                    "minutes": case.minutes,
                    "content_notes": notes,
                }
            )
        else:
            print(
                f"{case.id}  {case.title.read(lang)} ({', '.join(case.languages)}; {case.minutes} min)"
            )


@app.command()
def lint(
    path: Annotated[
        Path | None, typer.Argument(help="A case folder or a file; by default everything.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Everything wrong with the content, all at once."""
    from workbook.content.lint import lint as find  # noqa: PLC0415

    if path is not None and not path.exists():
        raise UnknownName(f"there is no {path}: give a case folder or a file")
    findings = find(path, lang=choose())
    for found in findings:
        shown = {
            "file": str(found.file),
            "line": found.line,
            "code": found.code,
            "severity": found.severity,
            "message": found.message,
            "remedy": found.remedy,
        }
        if as_json:
            _out(shown)
        else:
            print(f"{found.file}:{found.line}: {found.code} {found.message} {found.remedy}")
    errors = sum(found.severity == "error" for found in findings)
    if not as_json:
        print(f"{errors} errors, {len(findings) - errors} pieces of advice")
    raise typer.Exit(FAILED if errors else 0)


@app.command()
def simulate(
    attempts: Annotated[int, typer.Option(min=1, help="Attempts for each exercise.")] = 3,
    *,
    seed: int = 0,
    as_json: Json = False,
) -> None:
    """Play every exercise through its own simulation, on a record that is thrown away."""
    from workbook.content import exercise_ids  # noqa: PLC0415

    for exercise_id in exercise_ids():
        for number in range(attempts):
            rng = random.Random(f"{exercise_id} {seed} {number}")
            with _book("en", kept=False, seed=rng.randrange(2**31)) as book:
                attempt = book.attempt(exercise_id).again("exam")
                while attempt.phase != "done":
                    attempt.submit(attempt.exercise.simulate(attempt.state, attempt.prompt, rng))
                shown = attempt.snapshot()["debrief"]
            row = {
                "exercise": exercise_id,
                "attempt": number,
                "turns": len(attempt.exchanges),
                "score": shown["score"] if shown else None,
            }
            _out(row) if as_json else print(
                f"{exercise_id}  {row['turns']} turns, score {row['score']}"
            )


@app.command()
def progress(lang: Lang = None, *, as_json: Json = False) -> None:
    """Where you stand."""
    with _book(choose(lang), kept=True) as book:
        rows, step = book.progress(), book.next_step()
    words = {
        "new": say(book.lang, "not begun"),
        "begun": say(book.lang, "begun"),
        "done": say(book.lang, "finished"),
    }
    for row in rows:
        _out(row) if as_json else print(
            f"{row['title']}  –  {words[row['state']]}, "
            + say(book.lang, "turns: {turns}", turns=row["turns"])
        )
    if step and not as_json:
        print(step["text"])


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="The file to write.")] = Path(
        "workbook-record.json"
    ),
    lang: Lang = None,
    *,
    as_json: Json = False,
) -> None:
    """Put your whole record into one file."""
    from workbook import record  # noqa: PLC0415

    spoken = choose(lang)
    with closing(record.open_record(lang=spoken)) as kept:
        count = record.export(kept, file)
    _out({"file": str(file), "responses": count}) if as_json else print(
        say(spoken, "{count} responses are in {file}.", count=count, file=file)
    )


@app.command("import")
def import_command(file: Path, lang: Lang = None, *, as_json: Json = False) -> None:
    """Add what an exported file holds to your record; nothing is overwritten."""
    from workbook import record  # noqa: PLC0415

    spoken = choose(lang)
    with closing(record.open_record(lang=spoken)) as kept:
        count = record.import_file(kept, file)
    _out({"file": str(file), "responses": count}) if as_json else print(
        say(spoken, "{count} responses were added.", count=count)
    )


@app.command()
def erase(
    lang: Lang = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Delete your record and all its copies for good."""
    from workbook import record  # noqa: PLC0415

    spoken = choose(lang)
    # A damaged record can be erased too, so it is not opened first.
    kept = record.find_record(lang=spoken)
    question = say(
        spoken, "Delete everything in {place}, with its copies, for good?", place=kept.place
    )
    if not yes and not _agreed(question, spoken):
        raise typer.Exit(FAILED)
    kept.erase()
    _out({"erased": kept.place}) if as_json else print(say(spoken, "Everything was deleted."))


@app.command()
def where(*, as_json: Json = False) -> None:
    """Where your record and lessons lie."""
    from workbook import places, record  # noqa: PLC0415

    kept = record.find_record(lang=choose())
    found = {"record": kept.place, "lessons": str(places.lessons_folder())}
    if kept.path:
        found["copies"] = str(record.backup_folder(kept.path))
    if as_json:
        _out(found)
    else:
        for name, place in found.items():
            print(f"{name}: {place}")


@app.command()
def doctor(lang: Lang = None, *, as_json: Json = False) -> None:
    """Check the installation and say in plain words what to do."""
    from workbook import doctor as surgery  # noqa: PLC0415

    findings = surgery.examine(choose(lang))
    for found in findings:
        if as_json:
            _out(
                {"what": found.what, "ok": found.ok, "words": found.words, "remedy": found.remedy}
            )
        else:
            print(
                f"{'✓' if found.ok else '✗'} {found.words}"
                + (f"\n   {found.remedy}" if found.remedy and not found.ok else "")
            )
    raise typer.Exit(0 if all(found.ok for found in findings) else FAILED)


@contextmanager
def _book(lang: str, *, kept: bool, seed: int | None = None) -> Iterator[Workbook]:
    from workbook import practice  # noqa: PLC0415
    from workbook.record import open_record  # noqa: PLC0415

    with closing(open_record(None if kept else "sqlite://", lang=lang)) as record:
        yield practice.Workbook(record, lang=lang, rng=random.Random(seed))


def _play_for_programs(attempt: Attempt) -> None:
    for _, line in _lines():
        _out(_played(attempt, line))
        if attempt.phase != "talk":
            break
    _finish(attempt)
    _out({"debrief": attempt.snapshot()["debrief"]})


def _played(attempt: Attempt, line: str) -> dict[str, Any]:
    shown = attempt.say(line)["turn"]
    heard = [
        {"code": m["code"], "text": m["text"], "confidence": m["confidence"]}
        for m in shown["heard"]
    ]
    happened = attempt.exchanges[-1]
    return {
        "turn": shown["turn"],
        "heard": heard,
        "primary": shown["primary"],
        "unsure": shown["unsure"],
        "client": shown["client"],
        "state": {
            "qualities": happened.after,
            "beliefs": happened.beliefs,
            "ended": happened.ended,
        },
        "reveals": list(happened.reveals),
        "why": {
            **shown["why"],
            "storylet": happened.storylet,
            "about": dict(happened.heard.targets),
        },
        "feedback": shown["feedback"],
    }


def _play_here(attempt: Attempt) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console, case, lang = Console(), attempt.exercise.case, attempt.lang
    if attempt.phase in ("ready", "done"):
        attempt = attempt.again("coach")
    if not attempt.exchanges:
        for words in (case.intake, *case.content_notes):
            console.print(Text(words.read(lang), style="dim"))
    shown = attempt.snapshot()
    last = shown["turns"][-1]["client"] if shown["turns"] else shown["case"]["opening"]
    console.print(Text(f"{case.client.name}: {last}"))
    console.print(
        Text(
            say(lang, "An empty line ends the talk.")
            + " "
            + " ".join(f"{n['name']}: {n['contact']}" for n in shown["lifelines"]["lines"]),
            style="dim",
        )
    )
    for _, line in _lines(prompt="> ") if attempt.phase == "talk" else ():
        if not line.strip():
            break
        try:
            turn = attempt.say(line)["turn"]
        except ResponseError as problem:
            console.print(Text(str(problem), style="red"))
            continue
        console.print(Text(f"{case.client.name}: {turn['client']}"))
        console.print(
            Text(f"  {turn['feedback']['title']}. {turn['feedback']['effect']}", style="dim")
        )
        if turn["ended"]:
            break
    _finish(attempt)
    found = attempt.snapshot()["debrief"]
    if found:
        looked_back = (found["summary"], *found["course_text"], *found["strengths"])
        for sentence in (*looked_back, found["next"]["text"]):
            console.print(Text(sentence))


def _finish(attempt: Attempt) -> None:
    if attempt.phase == "talk":
        attempt.end()
    if attempt.phase == "rate":
        attempt.rate({})


def _lines(prompt: str = "") -> Iterator[tuple[int, str]]:
    """What is typed, or the lines of standard input that are not empty, with their numbers."""
    number = 0
    while True:
        number += 1
        try:
            line = input(prompt if sys.stdin.isatty() else "")
            line.encode("utf-8")
        except EOFError:
            return
        except UnicodeEncodeError as problem:
            raise ResponseError(
                f"line {number} is not text in UTF-8: save it as UTF-8"
            ) from problem
        if line.strip() or prompt:
            yield number, line


def _agreed(question: str, lang: str) -> bool:
    """Asked beside what the command puts out, which may be read by a program."""
    print(question, say(lang, "[y/N]"), end=" ", file=sys.stderr, flush=True)
    answer = next(iter(sys.stdin), "")
    return answer.strip().lower() in {"y", "yes", "j", "ja"}


def _object(line: str, number: int, needs: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if isinstance(given, dict) and isinstance(text := given.get(needs), str):
        # JSON can name half an emoji; nothing after this can read it.
        return {**given, needs: text.encode("utf-8", "replace").decode("utf-8")}
    raise ResponseError(
        f'line {number} is not an object with "id" and "{needs}": write {{"id": 1, "{needs}": "..."}}'
    )


def _speak_utf8() -> None:
    """Whatever the terminal's own alphabet: what other programs send and read is UTF-8."""
    for stream, name, faults in (
        (sys.stdin, "utf-8-sig", "surrogateescape"),  # refused line by line
        (sys.stdout, "utf-8", "backslashreplace"),
        (sys.stderr, "utf-8", "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=name, errors=faults)


def _stop(sentence: str, status: int) -> NoReturn:
    if sentence:
        print(sentence, file=sys.stderr)
    raise SystemExit(status)


def _out(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)
