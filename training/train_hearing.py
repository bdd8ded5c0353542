"""Train what the clients hear by: a turn of the encoder's numbers, and the weights of the signs for an answer.

The turn brings together what asks for the same: pairs of examples with one label, in one language or two, should be
closer than examples of the other labels of that case (in-batch softmax, as in Henderson et al. 2017; Adam). The
weights are a logistic regression on replies that were judged blind (``replies.jsonl``), each held against its case as
it was when they were judged, so that nothing written after them counts.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from workbook import client, meaning
from workbook.content import Case, case_ids, common_questions, common_topics, open_case
from workbook.content.shelf import load_case
from workbook.hearing import Ear
from workbook.subject import Signs

HERE = Path(__file__).parent
REPLIES = HERE / "replies.jsonl"
STEPS, BATCH, RATE, WARMTH, STRENGTH = 700, 256, 5e-4, 0.1, 0.3
ACROSS = 0.5  # share of pairs in two languages, where there are any
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


@cache
def encoded() -> dict[str, Vectors]:
    """The encoder's numbers for every example."""
    texts = list(dict.fromkeys(ask.text for ask in asks()))
    return dict(zip(texts, meaning.encode(texts), strict=True))


@cache
def turn(without: str = "", seed: int = 0) -> tuple[Vectors, Vectors]:
    """The middle of all examples and the learned matrix, from all cases but one."""
    rng = np.random.default_rng(seed)
    cases: dict[str, dict[str, list[Ask]]] = defaultdict(lambda: defaultdict(list))
    for ask in asks():
        if ask.case != without:
            cases[ask.case][ask.label].append(ask)
    used = {
        case: [own for own in labels.values() if len(own) > 1] for case, labels in cases.items()
    }
    names = sorted(used)
    share = np.array([len(used[name]) for name in names], float)
    middle = np.mean(
        [encoded()[ask.text] for n in names for own in used[n] for ask in own], axis=0
    )
    matrix = np.eye(meaning.SIZE, dtype="f4")
    slow, square = np.zeros_like(matrix), np.zeros_like(matrix)
    for step in range(STEPS):
        labels = used[names[rng.choice(len(names), p=share / share.sum())]]
        chosen = [labels[n] for n in rng.permutation(len(labels))[:BATCH]]
        pairs = [_pair(own, rng) for own in chosen]
        first, second = (
            _unit(np.stack([encoded()[pair[side].text] for pair in pairs]) - middle)
            for side in (0, 1)
        )
        slope = _slope(first, second, matrix)
        slow = 0.9 * slow + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = RATE * min(1.0, 2 * (STEPS - step) / STEPS)
        moved = (slow / (1 - 0.9 ** (step + 1))) / (
            np.sqrt(square / (1 - 0.999 ** (step + 1))) + 1e-8
        )
        matrix -= (rate * moved).astype("f4")
    return middle.astype("f4"), matrix


def _pair(own: list[Ask], rng: np.random.Generator) -> tuple[Ask, Ask]:
    """Two examples with one label, as often in two languages as in one."""
    first = own[rng.integers(len(own))]
    same = [ask for ask in own if ask.lang == first.lang and ask.text != first.text]
    other = [ask for ask in own if ask.lang != first.lang]
    pool = (other if other and (rng.random() < ACROSS or not same) else same) or [first]
    return first, pool[rng.integers(len(pool))]


def _unit(vectors: Vectors) -> Vectors:
    whole: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return whole


def _slope(first: Vectors, second: Vectors, matrix: Vectors) -> Vectors:
    """How the softmax loss over a batch of pairs, both ways, changes with the matrix."""
    ways, lengths = [], []
    for side in (first @ matrix, second @ matrix):
        lengths.append(np.linalg.norm(side, axis=1, keepdims=True))
        ways.append(side / lengths[-1])
    near = ways[0] @ ways[1].T / WARMTH
    right = np.eye(len(near))
    pull = np.zeros_like(near)
    for axis in (1, 0):
        share = np.exp(near - near.max(axis, keepdims=True))
        pull += share / share.sum(axis, keepdims=True) - right
    pull /= 2 * len(near) * WARMTH
    total = np.zeros_like(matrix)
    for given, way, length, back in (
        (first, ways[0], lengths[0], pull @ ways[1]),
        (second, ways[1], lengths[1], pull.T @ ways[0]),
    ):
        total += given.T @ ((back - way * (back * way).sum(1, keepdims=True)) / length)
    return total


def pack(turned: tuple[Vectors, Vectors], weights: dict[str, float]) -> bytes:
    """The file: a JSON header with the weights, then the middle, a scale and one byte for each of the matrix."""
    middle, matrix = turned
    scale = np.abs(matrix).max(axis=0) / 127
    header = json.dumps({"weights": {name: round(w, 3) for name, w in weights.items()}}).encode()
    body = middle.astype("<f4").tobytes() + scale.astype("<f4").tobytes()
    body += np.rint(matrix / scale).astype("i1").tobytes()
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


def judged(case_id: str = "") -> Iterator[Judged]:
    """Every judged reply (of one case), each talk led along what the client really answered."""
    talks: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in replies():
        if row["case"] == case_id or not case_id:
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
    """For each case a file that was learned without it, and the signs of all judged answers as such files see them."""
    turns = {case_id: turn(case_id) for case_id in case_ids()}
    files = {case_id: folder / f"{case_id}.bin" for case_id in turns}
    seen: dict[str, list[tuple[Signs, bool]]] = {}
    for case_id, learned in turns.items():
        install(pack(learned, blank()), files[case_id])
        seen[case_id] = signs(case_id)
    for case_id, learned in turns.items():
        others = [one for other, found in seen.items() if other != case_id for one in found]
        install(pack(learned, weigh(others)), files[case_id])
    return files, [one for found in seen.values() for one in found]


def use(place: Path) -> None:
    """Hear by another file than the shipped one."""
    meaning.LEARNED = place
    meaning.learned.cache_clear()


def main() -> None:
    """Train on everything and write the file; the signs of each case are read by a turn that did not know it."""
    shipped = meaning.LEARNED
    with tempfile.TemporaryDirectory() as folder:
        _, seen = held_out(Path(folder))
    weights = weigh(seen)
    install(pack(turn(), weights), shipped)
    print(f"{len(seen)} answers; {weights}")


if __name__ == "__main__":
    main()
