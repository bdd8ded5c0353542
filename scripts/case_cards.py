"""Writes docs/clients.md: a card for each client, with what was measured of them.

    python -m scripts.case_cards              from the cases and the figures that are kept
    python -m scripts.case_cards --bots 20    plays 20 talks of each policy in each language first, and keeps the figures

What people judged stands in tests/content/free_text/judged.yaml, what the bots reached in docs/bots.json.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from workbook.bots import POLICIES, play_many, shortcomings, tally
from workbook.bots.play import orders
from workbook.content import Case, case_ids, open_case
from workbook.content.shelf import case_folder

HERE = Path(__file__).parent.parent
PAGE, BOTS = HERE / "docs" / "clients.md", HERE / "docs" / "bots.json"
JUDGED = HERE / "tests" / "content" / "free_text" / "judged.yaml"
LANGS = {"en": "English", "nl": "Dutch"}
HEAD = """# The clients

Made by `python -m scripts.case_cards`; do not edit. A card for each client: who it is, how much has been written, and what
was measured. All of them are made up, and none has been reviewed by a clinician.

**Free text**: readers who knew nothing of how the clients work judged whole talks by trainees who did not know the case;
a reply passes if it fits what was just said, sounds like the same person and contradicts nothing
([how that was done](free-text.md)). **Bots**: talks played by `workbook bots`, {seeds} of each policy in each language; a
policy *reached* a client if the core fact was told and the hot belief fell by ten points or more. *Score* is the
workbook's own, 0 to 1.
"""


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--bots", type=int, default=0, help="talks of each policy in each language"
    )
    asked = parser.parse_args()
    if asked.bots:
        measure(asked.bots)
    PAGE.write_text(page(), encoding="utf-8")


def measure(seeds: int) -> None:
    """Play the bots and keep what they reached."""
    rows = tally(play_many(orders(case_ids(), seeds), processes=os.cpu_count() or 1))
    for sentence in shortcomings(rows):
        print(f"! {sentence}")
    kept = {"seeds": seeds, "rows": [row.model_dump(mode="json") for row in rows]}
    BOTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def page() -> str:
    """The whole page."""
    bots = json.loads(BOTS.read_text(encoding="utf-8"))
    judged = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    cards = [card(open_case(case_id), judged, bots["rows"]) for case_id in case_ids()]
    return "\n".join([HEAD.format(seeds=bots["seeds"]), *cards])


def card(case: Case, judged: list[dict[str, Any]], bots: list[dict[str, Any]]) -> str:
    """One client."""
    about = (case.matter or case.title).read("en")
    lines = [
        f"## {case.client.name}, {case.client.age}: `{case.id}`",
        "",
        f"{about}. Level {case.level}, about {case.minutes} minutes, {len(case.exercises)} "
        + ("talk" if len(case.exercises) == 1 else "talks")
        + f". Style: {case.client.style}; what keeps it going: {case.formulation.mechanism.replace('_', ' ')}.",
        "",
        *(f"- {note.read('en')}" for note in case.content_notes),
        "",
        ", ".join(counts(case)) + ".",
        "",
        "| measured | " + " | ".join(LANGS[lang] for lang in case.languages) + " |",
        "|---|" + "---|" * len(case.languages),
    ]
    for name, value in measured(case, judged, bots):
        lines.append(f"| {name} | " + " | ".join(value) + " |")
    lines += [
        "",
        f"{case.provenance.author}, {case.provenance.licence}, last changed {case.provenance.changed}; {case.provenance.review.replace('-', ' ')}.",
        "",
    ]
    return "\n".join(lines)


def counts(case: Case) -> list[str]:
    """How much has been written."""
    says = sum(len(storylet.say) for storylet in case.storylets)
    cues = sum(len(storylet.cues) for storylet in case.storylets)
    talks = len(list((case_folder() / case.id / "transcripts").glob("*.yaml")))
    return [
        f"{len(case.facts)} facts",
        f"{len(case.storylets)} storylets with {says} lines",
        f"{cues} cues",
        f"{len(case.moves)} offered moves",
        f"{talks} transcripts",
    ]


def measured(
    case: Case, judged: list[dict[str, Any]], bots: list[dict[str, Any]]
) -> Iterator[tuple[str, list[str]]]:
    """Rows of figures, a value for each language."""
    sets = dict.fromkeys(row["set"] for row in judged if row["case"] == case.id)
    for name in sets:
        found = {r["lang"]: r for r in judged if r["case"] == case.id and r["set"] == name}
        yield (
            f"free text, {name}",
            [
                f"{found[lang]['passed'] / found[lang]['replies']:.0%} of {found[lang]['replies']}"
                if lang in found
                else "–"
                for lang in case.languages
            ],
        )
    for policy in POLICIES:
        own = {
            r["lang"]: r
            for r in bots
            if (r["case"], r["policy"], r["session"]) == (case.id, policy, 1)
        }
        if own:
            yield (
                f"bot: {policy}",
                [
                    f"reached {own[lang]['both']:.0%}, score {own[lang]['score']:.2f}, {own[lang]['turns']:.0f} turns"
                    if lang in own
                    else "–"
                    for lang in case.languages
                ],
            )
    for session, name in ((1, "all policies"), (2, "second talk, all policies")):
        played = [r for r in bots if (r["case"], r["session"]) == (case.id, session)]
        if played:
            yield f"bots: {name}", [broken(played, lang) for lang in case.languages]


def broken(rows: list[dict[str, Any]], lang: str) -> str:
    """How many talks were played in a language, and what went wrong in them."""
    own = [row for row in rows if row["lang"] == lang]
    talks, faults = sum(row["talks"] for row in own), sum(len(row["faults"]) for row in own)
    return f"{talks} talks, {faults} dead ends, repeats or empty answers"


if __name__ == "__main__":
    main()
