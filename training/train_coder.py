"""Train the coder on the project's own examples, write its weights and its card.

Words and encoder are trained together, and words alone besides, one model for all languages
(multinomial logistic regression). Settings are tuned on the even-numbered sessions; the card's
figures come from the odd-numbered ones and from examples held out of a second training.
"""

from __future__ import annotations

import argparse
import itertools
import json
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support
from sklearn.model_selection import train_test_split

from workbook import encoder
from workbook.coding import coder
from workbook.coding.features import PLACES, features

HERE = Path(__file__).parent
CARD = HERE.parent / "docs" / "coder-card.md"
LANGS = ("en", "nl")
SHORT, LONG = 6, 20  # words of a turn
FOUR = {
    "question": "question_open question_closed socratic_question risk_question leading_question multiple_questions",
    "reflection": "reflection_simple reflection_complex summary",
    "input": "psychoeducation agenda planning permission advice jargon",
    "other": "affirmation validation repair self_disclosure facilitation reassurance confrontation judgement minimising other",
}
FAMILY = {code: family for family, codes in FOUR.items() for code in codes.split()}
START = {
    "sharpness": {"words": 1.0, "both": 1.0},
    "unsure_below": 0.45,
    "unsure_margin": 0.12,
    "whole_share": 0.5,
    "earlier_share": 0.6,
    "stacked": 3,
}


def examples() -> tuple[list[str], list[str], list[str]]:
    """Texts, codes and languages of all examples, each text once a language."""
    texts, codes, langs = [], [], []
    for lang in LANGS:
        seen: set[str] = set()
        for path in sorted((HERE / "examples" / lang).glob("*.txt")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip() and line.strip().lower() not in seen:
                    seen.add(line.strip().lower())
                    texts.append(line.strip())
                    codes.append(path.stem)
                    langs.append(lang)
    return texts, codes, langs


def sessions(*, odd: bool) -> list[dict[str, Any]]:
    """Turns of the odd- or even-numbered conversations."""
    found = []
    for lang in LANGS:
        path = HERE / "sessions" / f"{lang}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            turn = json.loads(line)
            if int(turn["id"].split("-")[0].lstrip("s")) % 2 == odd:
                found.append({**turn, "lang": lang})
    return found


def matrix(texts: list[str], langs: list[str]) -> sparse.csr_matrix:
    """One row of features a text."""
    rows, columns, values = [], [], []
    for n, (text, lang) in enumerate(zip(texts, langs, strict=True)):
        for place, weight in features(text, lang=lang).items():
            rows.append(n)
            columns.append(place)
            values.append(weight)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), PLACES))


def fit(given: Any, codes: list[str], strength: float) -> LogisticRegression:
    """One trained model."""
    return LogisticRegression(C=strength, max_iter=400).fit(given, codes)


def pack(
    words: LogisticRegression,
    both: LogisticRegression,
    settings: dict[str, Any],
    prior: np.ndarray,
) -> bytes:
    """The weights file: a header, then one byte a weight for each place that matters, then the encoder's part."""
    head: dict[str, Any] = {
        "codes": list(words.classes_),
        "settings": settings,
        "rows": {},
        "bias": {},
        "scale": {},
    }
    blocks = []
    for kind, model in (("words", words), ("both", both)):
        table = model.coef_[:, :PLACES].T
        used = np.flatnonzero(np.abs(table).max(axis=1) > 0.02 * np.abs(table).max())
        scale = np.abs(table).max(axis=0) / 127
        head["rows"][kind] = len(used)
        head["bias"][kind] = [round(float(v), 5) for v in model.intercept_ + prior]
        head["scale"][kind] = [float(f"{v:.8g}") for v in scale]
        if len(used) % 2:
            used = used[:-1]
            head["rows"][kind] = len(used)
        blocks += [
            used.astype("<u2").tobytes(),
            np.rint(table[used] / scale).astype("i1").tobytes(),
        ]
    blocks.append(both.coef_[:, PLACES:].T.astype("<f4").tobytes())
    header = json.dumps(head).encode()
    return zlib.compress(len(header).to_bytes(4, "little") + header + b"".join(blocks), 9)


def install(blob: bytes) -> None:
    """Put a weights file in place and forget what was read before."""
    coder.WEIGHTS.write_bytes(blob)
    coder.weights.cache_clear()


def judge(turns: list[dict[str, Any]], *, by_meaning: bool) -> dict[str, Any]:
    """Figures of the shipped coder on coded turns."""
    coded = [coder.code(t["text"], lang=t["lang"], by_meaning=by_meaning) for t in turns]
    given = [c.primary for c in coded]
    wanted = [t["primary"] for t in turns]
    families = [FAMILY[c] for c in given], [FAMILY[c] for c in wanted]
    sure = [n for n, c in enumerate(coded) if not c.unsure]
    bins = [(c.confidence, g == w) for c, g, w in zip(coded, given, wanted, strict=True)]
    return {
        "given": given,
        "wanted": wanted,
        "accuracy": float(np.mean([g == w for g, w in zip(given, wanted, strict=True)])),
        "either": float(
            np.mean(
                [
                    g == w or g in t.get("also", ())
                    for g, w, t in zip(given, wanted, turns, strict=True)
                ]
            )
        ),
        "kappa": float(cohen_kappa_score(given, wanted)),
        "family": float(np.mean([a == b for a, b in zip(*families, strict=True)])),
        "family_kappa": float(cohen_kappa_score(*families)),
        "sure_share": len(sure) / len(turns),
        "sure_accuracy": float(np.mean([given[n] == wanted[n] for n in sure])) if sure else 0.0,
        "bins": bins,
    }


def calibration_gap(bins: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins (Naeini et al. 2015), 0-1."""
    total = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = [(c, ok) for c, ok in bins if low < c <= low + 0.1]
        if inside:
            total += (
                len(inside)
                / len(bins)
                * abs(np.mean([c for c, _ in inside]) - np.mean([ok for _, ok in inside]))
            )
    return float(total)


def tune(words: LogisticRegression, both: LogisticRegression) -> tuple[dict[str, Any], np.ndarray]:
    """Settings and prior that do best on the even-numbered sessions, averaged over words alone and both."""
    turns = sessions(odd=False)
    seen = Counter(t["primary"] for t in turns)
    usual = np.log(
        np.array([seen[c] + 5 for c in words.classes_]) / (len(turns) + 5 * len(words.classes_))
    )
    best: tuple[float, dict[str, Any], np.ndarray] = (-1.0, {}, usual)
    for pull, whole, earlier, stacked in itertools.product(
        (0.0, 0.4, 0.7, 1.0), (0.3, 0.5, 0.7), (0.4, 0.7), (2, 3)
    ):
        settings = {**START, "whole_share": whole, "earlier_share": earlier, "stacked": stacked}
        prior = pull * (usual - usual.mean())
        install(pack(words, both, settings, prior))
        figures = [judge(turns, by_meaning=by_meaning) for by_meaning in (False, True)]
        good = sum(f["accuracy"] + f["family_kappa"] for f in figures)
        if good > best[0]:
            best = (good, settings, prior)
    _, settings, prior = best
    for kind, by_meaning in (("words", False), ("both", True)):
        gaps = {}
        for sharpness in (0.7, 0.85, 1.0, 1.15, 1.3, 1.5, 1.8):
            settings = {**settings, "sharpness": {**settings["sharpness"], kind: sharpness}}
            install(pack(words, both, settings, prior))
            gaps[sharpness] = calibration_gap(judge(turns, by_meaning=by_meaning)["bins"])
        settings = {
            **settings,
            "sharpness": {**settings["sharpness"], kind: min(gaps, key=gaps.__getitem__)},
        }
    return settings, prior


def per_code(wanted: list[str], given: list[str]) -> list[str]:
    """Rows of a table: code, how many, precision, recall, F1."""
    names = sorted(set(wanted))
    p, r, f, n = precision_recall_fscore_support(wanted, given, labels=names, zero_division=0)
    return [
        f"| `{c}` | {n[i]} | {p[i]:.2f} | {r[i]:.2f} | {f[i]:.2f} |" for i, c in enumerate(names)
    ]


def card(held: dict[str, list[str]], counts: Counter[tuple[str, str]]) -> str:
    """The generated page of figures."""
    turns = sessions(odd=True)
    lines = [
        "# Coder card",
        "",
        "Generated by `make train`; do not edit. What the shipped coder can and cannot do, measured on text it has not seen.",
        "",
        "**What it is.** Multinomial logistic regression over words, parts of words and stated cues (`workbook/coding/cues.py`),",
        "one byte a weight, in pure Python; with the sentence encoder installed, its 512 numbers besides. It codes each sentence",
        "and the whole utterance. **What it learned from.** Only examples written for this project,",
        f"{sum(counts.values())} in all, {min(counts.values())} to {max(counts.values())} for each code and language.",
        "",
        "**Limits.** The test conversations were invented, by one author a language, and coded by that author alone; real sessions are",
        "messier. It does not know what the client just said, so a reflection that only repeats can look like anything else. Irony is",
        "lost on it. Dialects were not tested. Use it to practise, not to rate anybody.",
        "",
        "## Whole conversations (odd-numbered, never trained or tuned on)",
        "",
        "Accuracy and kappa over 25 codes; *either* also counts a code that the author of the conversation named as defensible; *four",
        "families* are question, reflection, input, other; *sure* is the share it does not call unsure, and how often it is then right;",
        "*gap* is the expected calibration error.",
        "",
        "| language | length | turns | with encoder | accuracy | either | kappa | four families | their kappa | sure | right when sure | gap |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    tables = []
    for lang in LANGS:
        for by_meaning in (False, True):
            mine = [t for t in turns if t["lang"] == lang]
            sizes = {
                "all": mine,
                f"to {SHORT} words": [t for t in mine if len(t["text"].split()) <= SHORT],
                f"{SHORT + 1} to {LONG}": [
                    t for t in mine if SHORT < len(t["text"].split()) <= LONG
                ],
                f"over {LONG}": [t for t in mine if len(t["text"].split()) > LONG],
            }
            for size, some in sizes.items():
                f = judge(some, by_meaning=by_meaning)
                lines.append(
                    f"| {lang} | {size} | {len(some)} | {'yes' if by_meaning else 'no'} | {f['accuracy']:.2f} | {f['either']:.2f} | "
                    f"{f['kappa']:.2f} | {f['family']:.2f} | {f['family_kappa']:.2f} | {f['sure_share']:.2f} | "
                    f"{f['sure_accuracy']:.2f} | {calibration_gap(f['bins']):.2f} |"
                )
                if size == "all":
                    tables.append(
                        (f"{lang}, {'with encoder' if by_meaning else 'words alone'}", f)
                    )
    for title, f in tables:
        lines += [
            "",
            f"### By code: {title}",
            "",
            "| code | turns | precision | recall | F1 |",
            "|---|---|---|---|---|",
        ]
        lines += per_code(f["wanted"], f["given"])
    lines += [
        "",
        "## Held-out examples",
        "",
        "A fifth of the examples, coded by a model trained on the rest. Harder than conversations: all codes equally often, a quarter",
        "written to be confusable.",
        "",
        "| code | examples | precision | recall | F1 |",
        "|---|---|---|---|---|",
        *per_code(held["wanted"], held["given"]),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train, tune, write the weights and the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--strength", type=float, default=30.0, help="inverse of the regularisation"
    )
    parser.add_argument(
        "--card", action="store_true", help="only measure the shipped weights anew"
    )
    asked = parser.parse_args()
    strength = asked.strength
    texts, codes, langs = examples()
    print(f"{len(texts)} examples")
    plain = matrix(texts, langs)
    full = sparse.hstack([plain, sparse.csr_matrix(encoder.encode(texts))]).tocsr()
    kept, out = train_test_split(
        range(len(texts)),
        test_size=0.2,
        random_state=0,
        stratify=[f"{c} {lang}" for c, lang in zip(codes, langs, strict=True)],
    )
    trial = fit(full[kept], [codes[n] for n in kept], strength)
    held = {"wanted": [codes[n] for n in out], "given": list(trial.predict(full[out]))}
    if not asked.card:
        words, both = fit(plain, codes, strength), fit(full, codes, strength)
        settings, prior = tune(words, both)
        print(settings)
        install(pack(words, both, settings, prior))
    CARD.parent.mkdir(exist_ok=True)
    text = card(held, Counter(zip(codes, langs, strict=True)))
    CARD.write_text(text, encoding="utf-8")
    print(text[text.index("| language |") : text.index("### By code")])


if __name__ == "__main__":
    main()
