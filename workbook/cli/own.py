"""Commands about one's own record: progress, export, import, erase, where."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from workbook.cli.app import FAILED, Json, Lang, app, put_out
from workbook.cli.talks import open_book
from workbook.language import choose, say


@app.command()
def progress(lang: Lang = None, *, as_json: Json = False) -> None:
    """Where you stand."""
    with open_book(choose(lang), kept=True) as book:
        rows, step = book.progress(), book.next_step()
    words = {
        "new": say(book.lang, "not begun"),
        "begun": say(book.lang, "begun"),
        "done": say(book.lang, "finished"),
    }
    for row in rows:
        put_out(row) if as_json else print(
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
    from workbook import record

    spoken = choose(lang)
    with closing(record.open_record(lang=spoken)) as kept:
        count = record.export(kept, file)
    put_out({"file": str(file), "responses": count}) if as_json else print(
        say(spoken, "{count} responses are in {file}.", count=count, file=file)
    )


@app.command("import")
def import_command(file: Path, lang: Lang = None, *, as_json: Json = False) -> None:
    """Add what an exported file holds to your record; nothing is overwritten."""
    from workbook import record

    spoken = choose(lang)
    with closing(record.open_record(lang=spoken)) as kept:
        count = record.import_file(kept, file)
    put_out({"file": str(file), "responses": count}) if as_json else print(
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
    from workbook import record

    spoken = choose(lang)
    # A damaged record can be erased too, so it is not opened first.
    kept = record.find_record(lang=spoken)
    question = say(
        spoken, "Delete everything in {place}, with its copies, for good?", place=kept.place
    )
    if not yes and not _agreed(question, spoken):
        raise typer.Exit(FAILED)
    kept.erase()
    put_out({"erased": kept.place}) if as_json else print(say(spoken, "Everything was deleted."))


@app.command()
def where(*, as_json: Json = False) -> None:
    """Where your record and lessons lie."""
    from workbook import places, record

    kept = record.find_record(lang=choose())
    found = {"record": kept.place, "lessons": str(places.lessons_folder())}
    if kept.path:
        found["copies"] = str(record.backup_folder(kept.path))
    if as_json:
        put_out(found)
    else:
        for name, place in found.items():
            print(f"{name}: {place}")


def _agreed(question: str, lang: str) -> bool:
    """Asked beside what the command puts out, which may be read by a program."""
    print(question, say(lang, "[y/N]"), end=" ", file=sys.stderr, flush=True)
    answer = next(iter(sys.stdin), "")
    return answer.strip().lower() in {"y", "yes", "j", "ja"}
