"""Plays the free-text talks of a case and prints what the client answers, for people to judge.

    python scripts/free_text.py job-rejection en            whole talks, readable
    python scripts/free_text.py job-rejection en --why      with codes, targets and qualities besides

The talks (tests/content/free_text/<case>.<lang>.yaml) were written by people who did not know the case's text. The
case was mended after the first set had been judged; the second is for judging it afresh.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import yaml

from workbook.practice import Workbook
from workbook.record import open_record

TALKS = Path(__file__).parent.parent / "tests" / "content" / "free_text"


def main() -> None:
    """Print every talk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case")
    parser.add_argument("lang")
    parser.add_argument("--why", action="store_true")
    parser.add_argument(
        "--talks", help="another set of talks, such as job-rejection-second, or a file of talks"
    )
    parser.add_argument("--last", action="store_true", help="only the last answer of each talk")
    asked = parser.parse_args()
    named = asked.talks or asked.case
    place = Path(named) if named.endswith(".yaml") else TALKS / f"{named}.{asked.lang}.yaml"
    talks = yaml.safe_load(place.read_text(encoding="utf-8"))
    book = Workbook(open_record("sqlite://"), lang=asked.lang, rng=random.Random(0))
    for talk in talks:
        attempt = book.attempt(f"{asked.case}/first-talk").again("exam")
        print(f"\n## {talk['id']}\n")
        print(f"CLIENT: {attempt.snapshot()['case']['opening']}")
        for number, said in enumerate(talk["said"], 1):
            if attempt.phase != "talk":
                print("(the client has ended the talk)")
                break
            turn = attempt.say(said)["turn"]
            if asked.last and number < len(talk["said"]):
                continue
            print(f"\n{number}. THERAPIST: {said}")
            if asked.why:
                happened = attempt.exchanges[-1]
                qualities = " ".join(
                    f"{name[:2]} {value:.2f}" for name, value in happened.after.items()
                )
                unsure = "?" if happened.utterance.unsure else ""
                print(
                    f"   [{happened.heard.primary}{unsure} {dict(happened.heard.targets)} -> {happened.storylet}; {qualities}]"
                )
            print(f"   CLIENT: {turn['client']}")


if __name__ == "__main__":
    main()
