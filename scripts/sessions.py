"""Writes the sessions of "In the transcript" from the transcripts of the cases: those with enough distortions to find.

``python -m scripts.sessions`` writes workbook/codebooks/sessions.json; with ``--check`` it says whether that is up to date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from workbook.client import begin
from workbook.content import Case, case_ids, codebook, open_case
from workbook.content.shelf import CODEBOOKS, case_folder, read_page
from workbook.content.transcript import Transcript
from workbook.exchange import Ear, exchange

PLACE = CODEBOOKS / "sessions.json"
FEWEST = 3  # distortions in a session


def lines(case: Case, talk: Transcript, ear: Ear) -> list[list[object]]:
    """Each line of the client: case, storylet, which of its lines, and what was said before it."""
    state, found = begin(case), []
    for turn in talk.turns:
        state, happened = exchange(case, state, ear, said=turn.said, lang=talk.lang)
        found.append([case.id, happened.storylet, happened.line, turn.said])
        if happened.ended:
            break
    return found


def sessions() -> dict[str, list[list[object]]]:
    """Every session worth searching, by case, transcript and language."""
    distortions = set(codebook("distortions").ids)
    found: dict[str, list[list[object]]] = {}
    for case_id in case_ids():
        case = open_case(case_id)
        ears = {lang: Ear(case, lang=lang, by_meaning=True) for lang in case.languages}
        for path in sorted((case_folder() / case_id / "transcripts").glob("*.yaml")):
            talk = read_page(path, Transcript)
            if talk.exercise != "first-talk":
                continue
            told = lines(case, talk, ears[talk.lang])
            cues = [
                cue
                for _, storylet, _, _ in told
                for cue in case.storylet(str(storylet)).cues
                if cue.code in distortions
            ]
            if len(cues) >= FEWEST:
                found[f"{case_id}/{path.stem}.{talk.lang}"] = told
    return found


def main() -> int:
    """The command."""
    text = json.dumps(sessions(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if "--check" in sys.argv:
        same = PLACE.exists() and PLACE.read_text(encoding="utf-8") == text
        print("up to date" if same else "out of date: python -m scripts.sessions")
        return 0 if same else 1
    Path(PLACE).write_text(text, encoding="utf-8")
    print(f"{len(json.loads(text))} sessions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
