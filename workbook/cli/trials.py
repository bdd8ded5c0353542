"""Commands for those who write cases: bots, and what a case needs and leads to."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from workbook.cli.app import FAILED, Json, app, put_out
from workbook.errors import UnknownName

_HEAD = (
    f"{'client':22} {'':2} {'policy':14} {'talks':>5} {'core':>5} {'belief':>6} {'both':>5}"
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
    from workbook.bots.play import Order
    from workbook.content import case_ids, open_case

    for name, known in ((case, case_ids()), (policy, tuple(POLICIES))):
        if name is not None and name not in known:
            raise UnknownName(f"there is no {name!r}; there are: {', '.join(known)}")
    orders = [
        Order(case_id, spoken, name, seed)
        for case_id in ([case] if case else case_ids())
        for spoken in open_case(case_id).languages
        if lang in (None, spoken)
        for name in ([policy] if policy else POLICIES)
        for seed in range(seeds)
    ]
    rows = tally(play_many(orders, processes=processes or os.cpu_count() or 1))
    found = shortcomings(rows)
    if as_json:
        for row in rows:
            put_out(row.model_dump())
        put_out({"shortcomings": found})
    else:
        print(_HEAD)
        for row in rows:
            print(
                f"{row.case:22} {row.lang} {row.policy:14} {row.talks:5} {row.core:5.0%} {row.lowered:6.0%} {row.both:5.0%}"
                f" {row.belief:5.1f} {row.alliance:5.2f} {row.score:5.2f} {row.walked_out:5.0%} {row.turns:5.1f} {len(row.faults):6}"
            )
        for sentence in found:
            print(f"! {sentence}")
        print(f"{len(orders)} talks, {len(found)} shortcomings")
    raise typer.Exit(FAILED if found else 0)
