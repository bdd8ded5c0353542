"""Commands about coping plans."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from workbook.cli.app import FAILED, Json, Lang, app, put_out
from workbook.errors import ResponseError, UnknownName
from workbook.language import choose, say

plan_commands = typer.Typer(
    help="Look at a coping plan that was written elsewhere.", no_args_is_help=True
)
app.add_typer(plan_commands, name="plan")


@plan_commands.command()
def check(
    file: Annotated[Path, typer.Argument(help="A plan as YAML or JSON.")],
    lang: Lang = None,
    *,
    case: Annotated[
        str | None, typer.Option(help="The client; by default the one the file names.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check a coping plan against the stated rules, and say what the client answers."""
    from workbook import encoder
    from workbook.content import case_ids, open_case, plan_rules
    from workbook.content.shelf import read_yaml
    from workbook.exercises.coping_plan import Exercise

    spoken = choose(lang)
    given: Any = read_yaml(file)
    if not isinstance(given, dict):
        raise ResponseError(
            say(
                spoken, "There is no plan in {file}: write boxes such as aim and steps.", file=file
            )
        )
    case_id = case or str(given.get("case", ""))
    if case_id not in case_ids():
        raise UnknownName(
            say(
                spoken,
                "Say whose plan it is with --case, or with case: in the file. There are: {names}.",
                names=", ".join(case_ids()),
            )
        )
    opened = open_case(case_id)
    spec = next(spec for spec in opened.exercises if spec.kind == "coping_plan")
    exercise = Exercise(opened, spec, by_meaning=encoder.encoder_installed())
    made = exercise.proposal(
        exercise.read(given, spoken), lang=spoken, today=datetime.now(UTC).date()
    )
    line = exercise.line(made.reply).read(spoken)
    broken = [one for one in made.findings if one.holds is False]
    if as_json:
        put_out(
            {
                "case": case_id,
                "worth": round(made.worth, 3),
                "reply": made.reply.model_dump() | {"words": line},
                "findings": [one.model_dump() for one in made.findings],
            }
        )
    else:
        signs = {True: "+", False: "-", None: "?"}
        for one in made.findings:
            rule = plan_rules().rule(one.rule)
            mend = f": {rule.mend.read(spoken)}" if one.holds is False else ""
            print(f"{signs[one.holds]} {rule.name.read(spoken)}{mend}")
        print(f"{opened.client.name}: {line}")
    raise typer.Exit(FAILED if broken else 0)
