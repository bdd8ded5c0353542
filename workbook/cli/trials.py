"""Commands for those who write cases: bots, and what a case needs and leads to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from workbook.cli.app import FAILED, Json, app, put_out
from workbook.errors import UnknownName
from workbook.language import choose

_HEAD = (
    f"{'client':25} {'':2} {'policy':14} {'talks':>5} {'core':>5} {'belief':>6} {'both':>5}"
    f" {'fell':>5} {'bond':>5} {'score':>5} {'left':>5} {'turns':>5} {'faults':>6}"
)


@app.command()
def bots(
    case: Annotated[str | None, typer.Argument(help="A case; by default all of them.")] = None,
    *,
    seeds: Annotated[int, typer.Option(min=1, help="Talks of each policy in each language.")] = 20,
    lang: Annotated[str | None, typer.Option(help="Only this language.")] = None,
    policy: Annotated[str | None, typer.Option(help="Only this policy.")] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="By default one for each processor.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Play each client as trainees of several kinds might, and say whether skill pays and politeness does not."""
    from workbook.bots import POLICIES, play_many, shortcomings, tally
    from workbook.bots.play import orders
    from workbook.content import case_ids

    for name, known in ((case, case_ids()), (policy, tuple(POLICIES))):
        if name is not None and name not in known:
            raise UnknownName(f"there is no {name!r}; there are: {', '.join(known)}")
    wanted = orders(
        [case] if case else case_ids(),
        seeds,
        langs=[lang] if lang else (),
        policies=[policy] if policy else POLICIES,
    )
    rows = tally(play_many(wanted, processes=processes or os.cpu_count() or 1))
    found = shortcomings(rows)
    if as_json:
        for row in rows:
            put_out(row.model_dump())
        put_out({"shortcomings": found})
    else:
        print(_HEAD)
        for row in rows:
            print(
                f"{row.case + ', 2nd' * (row.session > 1):25} {row.lang} {row.policy:14} {row.talks:5} {row.core:5.0%} {row.lowered:6.0%} {row.both:5.0%}"
                f" {row.belief:5.1f} {row.alliance:5.2f} {row.score:5.2f} {row.walked_out:5.0%} {row.turns:5.1f} {len(row.faults):6}"
            )
        for sentence in found:
            print(f"! {sentence}")
        print(f"{len(wanted)} talks, {len(found)} shortcomings")
    raise typer.Exit(FAILED if found else 0)


case_commands = typer.Typer(
    help="Begin a case of your own, and see what opens what.", no_args_is_help=True
)
app.add_typer(case_commands, name="case")


@case_commands.command()
def graph(
    case: Annotated[str, typer.Argument(help="A case, or the folder of one.")],
    out: Annotated[
        Path | None, typer.Option(help="The picture; by default CASE.svg here.")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Draw which facts wait for which, by the openness they need."""
    from workbook.content import open_case
    from workbook.content.graph import openings, picture
    from workbook.content.shelf import load_case

    folder = Path(case)
    found = load_case(folder / "case.yaml") if (folder / "case.yaml").exists() else open_case(case)
    if as_json:
        put_out(
            {
                "case": found.id,
                "facts": [
                    {"id": f.id, "openness": f.openness, "core": f.core} for f in found.facts
                ],
                "openings": [opening._asdict() for opening in openings(found)],
            }
        )
        return
    place = out or Path(f"{found.id}.svg")
    place.write_text(picture(found, choose()), encoding="utf-8")
    print(place)


@case_commands.command("new")
def new_case(
    name: Annotated[str, typer.Argument(help="Its id, such as moved-away.")],
    folder: Annotated[Path, typer.Option(help="The folder of your cases.")] = Path(),
    *,
    as_json: Json = False,
) -> None:
    """Make a small case with remarks, complete enough to be played and to pass the lint."""
    from workbook.content.skeleton import draw_up

    place = draw_up(name, folder)
    if as_json:
        put_out({"folder": str(place)})
        return
    print(place)
    print(
        f"Read it from top to bottom and put your own client in the place of this one; 'workbook lint {place}' says what is missing, and 'WORKBOOK_CASES={folder.resolve()} workbook play {name}' lets you talk with it."
    )
