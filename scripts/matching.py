"""How often an unseen wording finds what it is about, and what that does to replies that were judged.

    python -m scripts.matching

First table: examples of each case, held against the others: the share found by the nearest sentence, by fit, and by fit
as learned. Second: the judged replies again, without and with what was learned: which would still come, and how these
were judged; then how those were judged that are given up, and that are taken instead.

What was learned is learned anew, for the first without the examples held out, for the second without every third case,
whose replies are then looked at (half an hour; needs what `make train` installs). Authors write examples that differ, so
the first is harder than what trainees type; it is for comparing ways of matching.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from training import train_hearing
from workbook import client, hearing
from workbook.content import Case, case_ids, open_case
from workbook.meaning import Likeness

EVERY = 12  # of the examples are held out
NEVER = 2.0  # no chance is as high


class Found(NamedTuple):
    """Of how many examples tried which share (0-1) found its label first, by each way."""

    tried: int
    nearest: float
    fit: float
    learned: float


def found(case: Case, lang: str) -> Found:
    """What becomes of every twelfth example when the others are all that the client has."""
    groups = (case.topics, case.facts, case.storylets)
    asks = [(part.id, ask) for group in groups for part in group for ask in part.asks.read(lang)]
    kept = [ask for place, ask in enumerate(asks) if place % EVERY]
    known = {label for label, _ in kept}
    tried = [ask for ask in asks[::EVERY] if ask[0] in known]
    likeness = Likeness(kept, by_meaning=True)
    hits = [0, 0, 0]
    for label, ask in tried:
        near, turned = likeness.nearest(ask), likeness.nearest(ask, asking=True)
        firsts = (max(near, key=lambda one: one.likeness), near[0], turned[0])
        hits = [count + (first.label == label) for count, first in zip(hits, firsts, strict=True)]
    return Found(len(tried), *(count / len(tried) for count in hits))


def matching() -> None:
    """Print the table of examples, as found by an encoder that was tuned without them."""
    from training.tuning import tune  # noqa: PLC0415  needs JAX, which `make train` installs

    seen: dict[tuple[str, str], int] = defaultdict(int)
    kept = []
    for ask in train_hearing.asks():
        if not ask.case or seen[ask.case, ask.lang] % EVERY:
            kept.append(ask)
        seen[ask.case, ask.lang] += 1
    with tempfile.TemporaryDirectory() as folder:
        learned = train_hearing.pack(tune(kept), train_hearing.blank())
        train_hearing.install(learned, Path(folder) / "hearing.bin")
        for case_id in case_ids():
            case = open_case(case_id)
            for lang in case.languages:
                one = found(case, lang)
                print(
                    f"{case_id:24} {lang}  {one.tried:5} examples  nearest {one.nearest:.2f}  fit {one.fit:.2f}"
                    f"  learned {one.learned:.2f}",
                    flush=True,
                )


def replies(files: dict[str, Path]) -> dict[tuple[str, int], str]:
    """Which storylet comes at each judged reply: by language and line of the file of replies."""
    chosen = {}
    for case_id, place in files.items():
        train_hearing.use(place)
        for row, case, ear, state in train_hearing.judged(case_id):
            heard = ear.listen(row["said"], state)[1]
            chosen[row["lang"], row["line"]] = client.reply(case, state, heard).storylet
    return chosen


def again() -> None:
    """Print what becomes of the judged replies, without and with what was learned."""
    rows = {(row["lang"], row["line"]): row for row in train_hearing.replies()}
    with tempfile.TemporaryDirectory() as folder:
        files, _ = train_hearing.held_out(Path(folder))
        now = replies(files)
        sure, hearing.SURE = hearing.SURE, NEVER
        before = replies(files)
        hearing.SURE = sure
    for name, chosen in (("without", before), ("with", now)):
        groups: dict[str, list[bool]] = defaultdict(list)
        for (lang, line), storylet in chosen.items():
            row = rows[lang, line]
            kind = "as judged" if storylet == row["storylet"] else "another reply"
            groups[f"{lang} {kind}"].append(bool(row["fit"]))
        for kind, fits in sorted(groups.items()):
            print(
                f"{name:8} {kind:18} {len(fits):5} of which were believed {sum(fits) / len(fits):.3f}"
            )
    moved = [rows[key] for key in now if now[key] != before[key]]
    dropped = [row["fit"] for row in moved if before[row["lang"], row["line"]] == row["storylet"]]
    taken = [row["fit"] for row in moved if now[row["lang"], row["line"]] == row["storylet"]]
    for kind, fits in (("given up", dropped), ("taken instead", taken)):
        print(f"{kind}: {len(fits)} judged, believed {sum(fits) / max(len(fits), 1):.3f}")
    print(f"{len(moved)} of {len(now)} replies change")


def main() -> None:
    """Print both tables."""
    matching()
    again()


if __name__ == "__main__":
    main()
