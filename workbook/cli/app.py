"""The command's frame: its options, and the streams it reads and writes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any, NoReturn

import typer

from workbook.errors import ResponseError

BAD_INPUT, FAILED = 2, 1
app = typer.Typer(
    help="A workbook in which counsellors practise with simulated clients.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Lang = Annotated[str | None, typer.Option(help="en or nl; by default the computer's.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")]


def lines(prompt: str = "") -> Iterator[tuple[int, str]]:
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


def an_object(line: str, number: int, needs: str) -> dict[str, Any]:
    """A line of standard input as an object with the text that is needed."""
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


def speak_utf8() -> None:
    """Whatever the terminal's own alphabet: what other programs send and read is UTF-8."""
    for stream, name, faults in (
        (sys.stdin, "utf-8-sig", "surrogateescape"),  # refused line by line
        (sys.stdout, "utf-8", "backslashreplace"),
        (sys.stderr, "utf-8", "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=name, errors=faults)


def stop(sentence: str, status: int) -> NoReturn:
    """End the command with a sentence on standard error."""
    if sentence:
        print(sentence, file=sys.stderr)
    raise SystemExit(status)


def put_out(value: dict[str, Any]) -> None:
    """One object on a line of standard output."""
    print(json.dumps(value, ensure_ascii=False), flush=True)
