"""Commands that talk: play, code, simulate."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbook.cli.app import Json, Lang, an_object, app, lines, put_out
from workbook.errors import ResponseError
from workbook.language import choose, say

if TYPE_CHECKING:
    from workbook.practice import Talk, Workbook


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
    with open_book(spoken, kept=not no_record and not as_json, seed=seed) as book:
        attempt = book.attempt(case if "/" in case else f"{case}/first-talk")
        if as_json:
            _play_for_programs(attempt.again("coach"))
        else:
            _play_here(attempt)


@app.command("code")
def code_command(lang: Lang = None, *, as_json: Json = False) -> None:
    """Code what a therapist says: a line of standard input each, with --json {"id", "text"} objects."""
    from workbook import coding, encoder

    spoken, by_meaning = choose(lang), encoder.encoder_installed()
    for number, line in lines():
        given: dict[str, Any] = {"id": number, "text": line}
        if as_json:
            given = an_object(line, number, "text")
        coded = coding.code(given["text"], lang=spoken, by_meaning=by_meaning)
        codes = [
            {"code": m.code, "span": [m.start, m.end], "confidence": m.confidence}
            for m in coded.marks
        ]
        if as_json:
            put_out(
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
def simulate(
    attempts: Annotated[int, typer.Option(min=1, help="Attempts for each exercise.")] = 3,
    *,
    seed: int = 0,
    as_json: Json = False,
) -> None:
    """Play every exercise through its own simulation, on a record that is thrown away."""
    from workbook.content import drills, exercise_ids
    from workbook.content.studio import studio
    from workbook.practice import LAB, STUDIO, Talk

    rounds = [f"{LAB}/{spec.id}" for spec in drills().exercises]
    rounds += [f"{STUDIO}/{spec.id}" for spec in studio()]
    for exercise_id in (*exercise_ids(), *rounds):
        for number in range(attempts):
            rng = random.Random(f"{exercise_id} {seed} {number}")
            with open_book("en", kept=False, seed=rng.randrange(2**31)) as book:
                attempt: Any = book.any_attempt(exercise_id)
                attempt = attempt.again("exam") if isinstance(attempt, Talk) else attempt.again()
                steps = 0
                while attempt.phase != "done":
                    attempt.submit(attempt.exercise.simulate(attempt.state, attempt.prompt, rng))
                    steps += 1
            row = {
                "exercise": exercise_id,
                "attempt": number,
                "turns": len(attempt.exchanges) if isinstance(attempt, Talk) else steps,
                "score": attempt.score,
            }
            put_out(row) if as_json else print(
                f"{exercise_id}  {row['turns']} turns, score {row['score']}"
            )


@contextmanager
def open_book(lang: str, *, kept: bool, seed: int | None = None) -> Iterator[Workbook]:
    """A workbook on the trainee's own record, or on one that is thrown away."""
    from workbook import practice
    from workbook.record import open_record

    with closing(open_record(None if kept else "sqlite://", lang=lang)) as record:
        yield practice.Workbook(record, lang=lang, rng=random.Random(seed))


def _play_for_programs(attempt: Talk) -> None:
    for _, line in lines():
        put_out(_played(attempt, line))
        if attempt.phase != "talk":
            break
    _finish(attempt)
    put_out({"debrief": attempt.snapshot()["debrief"]})


def _played(attempt: Talk, line: str) -> dict[str, Any]:
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


def _play_here(attempt: Talk) -> None:
    from rich.console import Console
    from rich.text import Text

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
    for _, line in lines(prompt="> ") if attempt.phase == "talk" else ():
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


def _finish(attempt: Talk) -> None:
    if attempt.phase == "talk":
        attempt.end()
    if attempt.phase == "rate":
        attempt.rate({})
