"""Whether a client whose reply was general or not believed has a line that would have been right, and hears that it is meant.

    python -m scripts.right_lines

Readers who knew all that a client can say named, for every such reply of three sets of talks, up to four lines that a
supervisor would have believed there (``training/right_lines.jsonl``; whether the question can be understood alone was
noted too). Each moment is heard again by what hearing has learned since, by the client as it was in that talk.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training import train_hearing
from workbook import client
from workbook.hearing import Ear

RIGHT = Path(train_hearing.__file__).parent / "right_lines.jsonl"
WITHIN = (1, 5, 12)
KEY = ("case", "lang", "set", "talk", "number")


def named() -> dict[tuple[Any, ...], dict[str, Any]]:
    """What the readers named, by case, language, set, talk and number of the reply."""
    rows = (json.loads(line) for line in RIGHT.read_text(encoding="utf-8").splitlines())
    return {tuple(row[name] for name in KEY): row for row in rows}


def place(ear: Ear, said: str, state: client.ClientState, right: frozenset[str]) -> int:
    """Where among what was heard the first comes that one of some storylets answers, from 1; 0: nowhere."""
    found = ear.likeliest(said, state)
    places = (n for n, answers in enumerate(found, 1) if right & answers)
    return next(places, 0)


def heard() -> Iterator[tuple[dict[str, Any], bool, int, bool]]:
    """For each moment: what was named, whether the client had such a line then, its place, whether it comes now."""
    moments = named()
    sets = {moment["set"] for moment in moments.values()}
    for row, case, ear, state in train_hearing.judged(sets=sets):
        moment = moments.get(tuple(row[name] for name in KEY))
        if moment is None:
            continue
        right = frozenset(moment["right"]) & {storylet.id for storylet in case.storylets}
        comes = client.reply(case, state, ear.listen(row["said"], state)[1]).storylet
        yield moment, bool(right), place(ear, row["said"], state, right), comes in right


def main() -> None:
    """Print the table."""
    moments = list(named().values())
    none = sum(not moment["right"] for moment in moments)
    print(f"{len(moments)} moments; for {none} of them the client has no right line today")
    groups: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for moment, had, found, comes in heard():
        if had:
            kind = "alone" if moment["alone"] else "with what was said before"
            groups[f"{moment['lang']}, understood {kind}"].append((found, comes))
    for name, seen in sorted(groups.items()):
        within = (sum(0 < found <= most for found, _ in seen) / len(seen) for most in WITHIN)
        shares = "  ".join(
            f"first {most}: {share:.2f}" for most, share in zip(WITHIN, within, strict=True)
        )
        now = sum(comes for _, comes in seen) / len(seen)
        print(f"{name:45} {len(seen):4} had one then  {shares}  comes: {now:.2f}")


if __name__ == "__main__":
    main()
