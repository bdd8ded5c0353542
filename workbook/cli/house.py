"""Commands about the workbook itself: start, cases, lint, doctor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from workbook.cli.app import FAILED, Json, Lang, app, put_out
from workbook.errors import ContentError, UnknownName
from workbook.language import choose


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
    import os

    from workbook import launch

    if data:
        os.environ["WORKBOOK_DATA"] = str(data.resolve())
    raise typer.Exit(launch.start(lang=choose(lang), browser=browser, port=port))


@app.command()
def cases(*, as_json: Json = False) -> None:
    """The cases there are."""
    from workbook.content import case_ids, open_case

    lang = choose()
    broken = False
    for case_id in case_ids():
        try:
            case = open_case(case_id)
        except ContentError as problem:
            # One that cannot be read must not hide the others.
            print(problem, file=sys.stderr)
            broken = True
            continue
        notes = [note.root for note in case.content_notes]
        if as_json:
            put_out(
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
    raise typer.Exit(FAILED if broken else 0)


@app.command()
def lint(
    path: Annotated[
        Path | None, typer.Argument(help="A case folder or a file; by default everything.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Everything wrong with the content, all at once."""
    from workbook.content.lint import lint as find

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
            put_out(shown)
        else:
            print(f"{found.file}:{found.line}: {found.code} {found.message} {found.remedy}")
    errors = sum(found.severity == "error" for found in findings)
    if not as_json:
        print(f"{errors} errors, {len(findings) - errors} pieces of advice")
    raise typer.Exit(FAILED if errors else 0)


@app.command()
def doctor(lang: Lang = None, *, as_json: Json = False) -> None:
    """Check the installation and say in plain words what to do."""
    from workbook import doctor as surgery

    findings = surgery.examine(choose(lang))
    for found in findings:
        if as_json:
            put_out(
                {"what": found.what, "ok": found.ok, "words": found.words, "remedy": found.remedy}
            )
        else:
            print(
                f"{'✓' if found.ok else '✗'} {found.words}"
                + (f"\n   {found.remedy}" if found.remedy and not found.ok else "")
            )
    raise typer.Exit(0 if all(found.ok for found in findings) else FAILED)
