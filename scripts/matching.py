"""How often an unseen wording finds what it is about: some examples of a case in turn, held against all the others.

    python -m scripts.matching            prints, by case and language, the share found by the nearest sentence
                                          alone, and by fit, which is what the client hears by

Authors write examples that differ, so this is harder than what trainees type; it is for comparing ways of matching.
"""

from __future__ import annotations

from workbook.content import Case, case_ids, open_case
from workbook.meaning import Likeness

EVERY = 12  # each takes half a second


def found(case: Case, lang: str) -> tuple[int, float, float]:
    """How many examples were tried, and the share (0-1) whose label came first by likeness and by fit."""
    groups = (case.topics, case.facts, case.storylets)
    asks = [(part.id, ask) for group in groups for part in group for ask in part.asks.read(lang)]
    often = {label: sum(label == other for other, _ in asks) for label, _ in asks}
    by_likeness = by_fit = tried = 0
    for place in range(0, len(asks), EVERY):
        label, ask = asks[place]
        if often[label] == 1:
            continue
        near = Likeness([*asks[:place], *asks[place + 1 :]], by_meaning=True).nearest(ask)
        tried += 1
        by_fit += near[0].label == label
        by_likeness += max(near, key=lambda one: one.likeness).label == label
    return tried, by_likeness / tried, by_fit / tried


def main() -> None:
    """Print the table."""
    for case_id in case_ids():
        case = open_case(case_id)
        for lang in case.languages:
            tried, nearest, fit = found(case, lang)
            print(f"{case_id:24} {lang}  {tried:5} examples  nearest {nearest:.2f}  fit {fit:.2f}")


if __name__ == "__main__":
    main()
