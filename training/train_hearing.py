"""Train what the clients hear by: a copy of the encoder tuned to questions, and the weights of the signs for an answer.

How the encoder is tuned: ``tuning.py``. The weights are a logistic regression on replies that were judged blind
(``replies.jsonl``), each held against its case as it was when they were judged, so that nothing written after them
counts; those of every third case, heard by an encoder that was tuned without these, so that it knows none of their words.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from workbook import client, coding, encoder
from workbook.content import Case, case_ids, common_questions, common_topics, open_case
from workbook.content.shelf import load_case
from workbook.hearing import Ear
from workbook.subject import Signs, in_pieces

HERE = Path(__file__).parent
REPLIES = HERE / "replies.jsonl"
STRENGTH = 0.3  # of the regression; less is more regular
THIRD = 3  # every third case is left out, to see what the encoder makes of words that it was not tuned on
Vectors = np.ndarray[Any, Any]


class Ask(NamedTuple):
    """One example of asking."""

    case: str
    lang: str
    label: str
    text: str


def asks() -> list[Ask]:
    """All examples of asking about something: of every case, and what one may ask any client."""
    found = []
    for case_id in case_ids():
        case = open_case(case_id)
        for group in (case.topics, case.facts, case.storylets):
            for part in group:
                for lang in case.languages:
                    found += [Ask(case_id, lang, part.id, ask) for ask in part.asks.read(lang)]
    for topic in (*common_topics().topics, *common_questions().topics):
        for lang in ("en", "nl"):
            found += [Ask("", lang, topic.id, ask) for ask in topic.asks.read(lang)]
    return found


def typed() -> list[Ask]:
    """What trainees asked and got an answer to that was believed, where one thing only can have been meant."""
    found = []
    known = {(ask.case, ask.label) for ask in asks()}
    cases = {case_id: open_case(case_id) for case_id in case_ids()}
    for row in replies():
        case = cases[row["case"]]
        if not row["fit"] or row["storylet"] not in {own.id for own in case.storylets}:
            continue
        storylet = case.storylet(row["storylet"])
        answered = {storylet.id, *storylet.about, storylet.deflects or ""}
        labels = sorted(label for label in answered if (case.id, label) in known)
        said = in_pieces(row["said"], row["lang"])
        last = said[0][said[1]]
        if len(labels) == 1 and coding.is_question(last, lang=row["lang"]):
            found.append(Ask(case.id, row["lang"], labels[0], last))
    return found


@cache
def moved(without: frozenset[str] = frozenset()) -> dict[str, Vectors]:
    """By how much each weight of the encoder moves, learned from all cases but some."""
    from training.tuning import tune  # noqa: PLC0415  needs the extra "train"

    return tune([ask for ask in (*asks(), *typed()) if ask.case not in without])


def pack(arrays: dict[str, Vectors], weights: dict[str, float]) -> bytes:
    """The file: a JSON header, then for each array a scale for each column and one byte for each number."""
    names = [(name, list(array.shape)) for name, array in arrays.items()]
    own = {name: round(w, 3) for name, w in weights.items()}
    header = json.dumps({"weights": own, "arrays": names}).encode()
    body = b""
    for array in arrays.values():
        scale = np.maximum(np.abs(np.atleast_2d(array)).max(axis=0), 1e-12) / 127
        body += scale.astype("<f4").tobytes() + np.rint(array / scale).astype("i1").tobytes()
    return zlib.compress(len(header).to_bytes(4, "little") + header + body, 9)


def install(blob: bytes, place: Path) -> None:
    """Write a file and hear by it."""
    place.write_bytes(blob)
    use(place)


def replies() -> list[dict[str, Any]]:
    """All judged replies, each with its line in the file."""
    lines = REPLIES.read_text(encoding="utf-8").splitlines()
    return [{**json.loads(line), "line": number} for number, line in enumerate(lines)]


class Judged(NamedTuple):
    """A judged reply and where it came: the case as it was then, the state before, what was said."""

    row: dict[str, Any]
    case: Case
    ear: Ear
    state: client.ClientState


@cache
def case_then(case_id: str, commit: str) -> Case:
    """A case as it was at a commit."""
    shown = subprocess.run(
        [shutil.which("git") or "", "show", f"{commit}:case_studies/{case_id}/case.yaml"],
        capture_output=True,
        check=True,
        cwd=HERE,
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "case.yaml"
        place.write_bytes(shown.stdout)
        return load_case(place)


def judged(case_id: str = "", sets: Collection[int] = ()) -> Iterator[Judged]:
    """Every judged reply (of one case, of some sets of talks), each talk led along what the client really answered."""
    talks: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in replies():
        if (row["case"] == case_id or not case_id) and (row["set"] in sets or not sets):
            talks[row["case"], row["commit"], row["lang"], row["set"], row["talk"]].append(row)
    ear: Ear | None = None
    hearing = ("", "", "")
    for (own, commit, lang, _, _), rows in sorted(talks.items()):
        case = case_then(own, commit)
        if ear is None or hearing != (own, commit, lang):
            ear, hearing = Ear(case, lang=lang, by_meaning=True), (own, commit, lang)
        state = client.begin(case)
        for row in rows:
            yield Judged(row, case, ear, state)
            heard = ear.listen(row["said"], state)[1]
            moved, _ = client.hear(case, state, heard)
            if row["storylet"]:
                state = client.tell(case.storylet(row["storylet"]), case, moved, heard)
            state = state.model_copy(update={"ended": False})


def signs(case_id: str) -> list[tuple[Signs, bool]]:
    """The signs for each answer about something that was judged, and whether it was believed."""
    found = []
    for row, case, ear, state in judged(case_id):
        if not row["storylet"]:
            continue
        storylet = case.storylet(row["storylet"])
        answered = {storylet.id, *storylet.about, storylet.deflects or ""}
        answered |= {fact for fact, topics in case.fact_topics.items() if answered & set(topics)}
        seen = ear.signs(row["said"], state, answered)
        if seen is not None:
            found.append((seen, bool(row["fit"])))
    return found


def weigh(seen: list[tuple[Signs, bool]]) -> dict[str, float]:
    """The weights of the signs."""
    given = np.array([[float(value) for value in sign] for sign, _ in seen])
    middle, spread = given.mean(axis=0), given.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(
        (given - middle) / spread, [fit for _, fit in seen]
    )
    slopes = model.coef_[0] / spread
    weights = {name: float(w) for name, w in zip(Signs._fields, slopes, strict=True)}
    return {"bias": float(model.intercept_[0] - slopes @ middle), **weights}


def blank() -> dict[str, float]:
    """Weights that decide nothing, for while the signs are counted."""
    return dict.fromkeys(("bias", *Signs._fields), 0.0)


def held_out(folder: Path) -> tuple[dict[str, Path], list[tuple[Signs, bool]]]:
    """For each case of a third of them a file that was learned without it, and the signs of their judged answers.

    All are heard by an encoder that was tuned without that third; the weights in a file are from the two other cases.
    """
    own = case_ids()[::THIRD]
    arrays = moved(frozenset(own))
    files = {case_id: folder / f"{case_id}.bin" for case_id in own}
    install(pack(arrays, blank()), folder / "blank.bin")
    seen = {case_id: signs(case_id) for case_id in own}
    for case_id, place in files.items():
        others = [one for other, found in seen.items() if other != case_id for one in found]
        install(pack(arrays, weigh(others)), place)
    return files, [one for found in seen.values() for one in found]


def use(place: Path) -> None:
    """Hear by another file than the shipped one."""
    encoder.LEARNED = place
    encoder.begin_anew()


def main() -> None:
    """Train on everything and write the file; the signs of each case are read by an encoder that did not know it."""
    shipped = encoder.LEARNED
    with tempfile.TemporaryDirectory() as folder:
        _, seen = held_out(Path(folder))
    weights = weigh(seen)
    install(pack(moved(), weights), shipped)
    print(f"{len(seen)} answers; {weights}")


if __name__ == "__main__":
    main()
