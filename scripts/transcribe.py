"""Plays a list of utterances and writes what happened as a transcript, for its author to read and keep or to mend.

    python -m scripts.transcribe job-rejection en skilled < utterances.txt
    python -m scripts.transcribe job-rejection en second second-talk < utterances.txt

A line beginning with '#' gives the title (first) and the purpose (second). What the engine did is not yet what
it should do: read the talk before you keep it.
"""

from __future__ import annotations

import sys
from typing import Any

import yaml

from workbook.client import begin, begin_as_if
from workbook.content import open_case
from workbook.content.shelf import case_folder
from workbook.encoder import encoder_installed
from workbook.exchange import Ear, exchange


def main() -> None:
    """Write the transcript and print the talk."""
    case_id, lang, name = sys.argv[1:4]
    case = open_case(case_id)
    ear = Ear(case, lang=lang, by_meaning=encoder_installed())
    talk = sys.argv[4] if len(sys.argv) > 4 else "first-talk"  # noqa: PLR2004  the fourth is optional
    spec = next(spec for spec in case.exercises if spec.id == talk)
    state = begin_as_if(case, spec.sequel.otherwise) if spec.sequel else begin(case)
    lines = [line.strip() for line in sys.stdin if line.strip()]
    title, purpose = [line.lstrip("# ") for line in lines if line.startswith("#")][:2]
    turns: list[dict[str, Any]] = []
    for said in (line for line in lines if not line.startswith("#")):
        before = state
        state, done = exchange(case, state, ear, said=said, lang=lang)
        turn: dict[str, Any] = {"said": said, "storylet": done.storylet}
        if done.reveals:
            turn["reveals"] = list(done.reveals)
        turns.append(turn)
        line = case.storylet(done.storylet).say[before.told.get(done.storylet, 0)].read(lang)
        print(f"{done.turn}. {said}\n   {line}")
        if done.ended:
            break
    quality = state.qualities
    at_end = [
        f"alliance {'>=' if quality['alliance'] > case.qualities['alliance'] else '<='} {quality['alliance']:.2f}",
        f"openness {'>=' if quality['openness'] > case.qualities['openness'] else '<='} {quality['openness']:.2f}",
    ]
    # A hair's breadth either way, since what is written is rounded.
    at_end = [
        f"{words.rsplit(' ', 1)[0]} {float(words.rsplit(' ', 1)[1]) + (-0.02 if '>=' in words else 0.02):.2f}"
        for words in at_end
    ]
    whole = {
        "schema_version": 1,
        "id": name,
        "lang": lang,
        **({} if talk == "first-talk" else {"exercise": talk}),
        "title": title,
        "purpose": purpose,
        "turns": turns,
        "at_end": at_end,
    }
    path = case_folder() / case_id / "transcripts" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8"
    )
    print(f"\n{quality}\n{state.beliefs}\n{path}")


if __name__ == "__main__":
    main()
