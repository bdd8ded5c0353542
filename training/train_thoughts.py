"""Train the suggestions for thoughts on the project's own examples, write their weights and card.

Learns from ``training/thoughts`` and the item bank. The card's figures come from five rounds in
each of which a fifth of the written thoughts, and in turn each situation of the item bank, is left
out: what is measured was never trained on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from training.train_coder import matrix, pack
from workbook import encoder
from workbook.coding import thoughts
from workbook.content import NONE, bank, codebook

HERE = Path(__file__).parent
CARD = HERE.parent / "docs" / "thoughts-card.md"
LANGS = ("en", "nl")
FOLDS = 5
START = {"sharpness": {"words": 1.0, "both": 1.0}, "whole_share": 0.6, "sure": {}}
NONE_WRONG = 0.25  # of what it calls none, at most so many may be distorted after all
FOILS_LEFT = 0.8  # share of foils that must be left alone where the computer says it is sure


class Example(NamedTuple):
    """A thought with its code."""

    text: str
    code: str
    lang: str
    fold: int
    origin: str  # written, or the situation of the item
    also: tuple[str, ...] = ()


def examples() -> list[Example]:
    """All thoughts, each once a language."""
    found: list[Example] = []
    seen: set[tuple[str, str]] = set()

    def add(example: Example) -> None:
        key = (example.lang, example.text.strip().lower())
        if key not in seen:
            seen.add(key)
            found.append(example)

    items = bank()
    folds = {name: n % FOLDS for n, name in enumerate(sorted(items.situations))}
    for item in items.items.values():
        situation = items.situation_of[item.id]
        for lang in LANGS:
            add(
                Example(
                    item.text.read(lang), item.best, lang, folds[situation], situation, item.also
                )
            )
    for lang in LANGS:
        book = yaml.safe_load((HERE / "thoughts" / f"{lang}.yaml").read_text(encoding="utf-8"))
        for code, texts in book.items():
            for n, text in enumerate(texts):
                add(Example(text, code, lang, n % FOLDS, "written"))
        for code_ in codebook("distortions").codes:
            for n, text in enumerate(code_.examples.read(lang)):
                add(Example(text, code_.id, lang, n % FOLDS, "written"))
    return found


def fitted(rows: Any, codes: list[str], strength: float) -> LogisticRegression:
    """One trained model."""
    return LogisticRegression(C=strength, max_iter=500).fit(rows, codes)


def install(blob: bytes) -> None:
    """Put a weights file in place and forget what was read before."""
    thoughts.WEIGHTS.write_bytes(blob)
    thoughts.weights.cache_clear()


class Outcome(NamedTuple):
    """What was said of one thought that had not been trained on."""

    example: Example
    votes: dict[str, float]


def held_out(
    some: list[Example], plain: Any, full: Any, strength: float, settings: dict[str, Any]
) -> dict[bool, list[Outcome]]:
    """Every thought, judged by weights that had not seen its fold."""
    found: dict[bool, list[Outcome]] = {False: [], True: []}
    for fold in range(FOLDS):
        kept = [n for n, e in enumerate(some) if e.fold != fold]
        codes = [some[n].code for n in kept]
        words, both = fitted(plain[kept], codes, strength), fitted(full[kept], codes, strength)
        install(pack(words, both, settings, np.zeros(len(words.classes_))))
        for example in some:
            if example.fold == fold:
                for by_meaning in (False, True):
                    votes = thoughts.votes_for(
                        example.text, lang=example.lang, by_meaning=by_meaning
                    )
                    found[by_meaning].append(Outcome(example, votes))
    return found


def top(outcome: Outcome, most: int) -> bool:
    """Whether the code is among the first few distortions named."""
    ranked = sorted((c for c in outcome.votes if c != NONE), key=lambda c: -outcome.votes[c])
    return outcome.example.code in ranked[:most]


def bounds(outcomes: list[Outcome]) -> tuple[float, float]:
    """From which chance of none it says so, and below which it says there is something: where nine in ten agree, or best."""
    ranked = sorted((o.votes[NONE], o.example.code == NONE) for o in outcomes)
    chance = np.array([c for c, _ in ranked])
    none = np.array([n for _, n in ranked])
    # Foils left alone: not called distorted. The lower bound is as high as that share allows.
    low = float(np.quantile(chance[none], 1 - FOILS_LEFT))
    wrong = [float(np.mean(~none[chance > c])) if (chance > c).any() else 0.0 for c in chance]
    high = next(
        (float(c) for c, w in zip(chance, wrong, strict=True) if w <= NONE_WRONG and c > low), 0.9
    )
    return round(low, 3), round(max(high, low), 3)


def figures(outcomes: list[Outcome], low: float, high: float) -> dict[str, float]:
    """What is worth knowing of the suggestions."""
    distorted = [o for o in outcomes if o.example.code != NONE]
    foils = [o for o in outcomes if o.example.code == NONE]
    sure = [o for o in distorted if o.votes[NONE] < low]
    return {
        "thoughts": len(outcomes),
        "top1": float(np.mean([top(o, 1) for o in distorted])),
        "top3": float(np.mean([top(o, 3) for o in distorted])),
        "called": len(sure) / len(distorted),
        "top1_called": float(np.mean([top(o, 1) for o in sure])) if sure else 0.0,
        "left": float(np.mean([o.votes[NONE] >= low for o in foils])),
        "said_none": float(np.mean([o.votes[NONE] > high for o in foils])),
        "missed": float(np.mean([o.votes[NONE] > high for o in distorted])),
        "unsure": float(np.mean([low <= o.votes[NONE] <= high for o in outcomes])),
    }


def card(found: dict[bool, list[Outcome]], settings: dict[str, Any], counts: Counter[str]) -> str:
    """The generated page of figures."""
    lines = [
        "# Card of the suggestions for thoughts",
        "",
        "Generated by `make train`; do not edit. What `workbook thoughts` and the deck can and cannot do.",
        "",
        "**What it is.** Multinomial logistic regression over words and parts of words, one byte a weight; with the sentence encoder",
        "installed, its 512 numbers besides. It looks at the whole and at each sentence. **What it learned from.** Only thoughts written",
        f"for this project: {sum(counts.values())}, {min(counts.values())} to {max(counts.values())} for each code over both languages.",
        "",
        "**Limits.** All thoughts were invented by few writers, who wrote them with a code in mind: real ones are vaguer, and the figures will be",
        "lower there. Irony and dialect are lost on it. It says what a thought may be called, never that somebody thinks wrongly. Trained people",
        "agree on such labels only moderately; treat every suggestion as a question.",
        "",
        "Every figure is of thoughts that were left out of training (five folds; of the item bank a whole situation at a time).",
        "*Top 1* and *top 3*: of distorted thoughts, how often the code is the first, or among the three, suggested. *Called*: of distorted",
        "thoughts, how many it is sure about, and how often the first suggestion is then right. *Left alone*: of foils, how many it does not call",
        "distorted, and of how many it says so (“perhaps none”). *Missed*: of distorted thoughts, how many it calls none. *Unsure*: of all, how often it abstains.",
        "",
        "| thoughts | language | encoder | number | top 1 | top 3 | called | right when called | left alone | said none | missed | unsure |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for origin, chosen in (("written to train", True), ("item bank, new situation", False)):
        for lang in LANGS:
            for by_meaning in (False, True):
                some = [
                    o
                    for o in found[by_meaning]
                    if o.example.lang == lang and (o.example.origin == "written") == chosen
                ]
                low, high = settings["sure"]["both" if by_meaning else "words"]
                f = figures(some, low, high)
                lines.append(
                    f"| {origin} | {lang} | {'yes' if by_meaning else 'no'} | {f['thoughts']:.0f} | {f['top1']:.2f} | {f['top3']:.2f} | {f['called']:.2f} | "
                    f"{f['top1_called']:.2f} | {f['left']:.2f} | {f['said_none']:.2f} | {f['missed']:.2f} | {f['unsure']:.2f} |"
                )
    lines += [
        "",
        "## Coverage against accuracy",
        "",
        "With the encoder, all thoughts: the surer it must be, the fewer it calls, and the more often it is right.",
        "",
        "| share of distorted thoughts called | first suggestion right | foils called distorted |",
        "|---|---|---|",
    ]
    outcomes = found[True]
    distorted = [o for o in outcomes if o.example.code != NONE]
    foils = [o for o in outcomes if o.example.code == NONE]
    for share in (0.2, 0.4, 0.6, 0.8, 1.0):
        edge = float(np.quantile([o.votes[NONE] for o in distorted], share))
        called = [o for o in distorted if o.votes[NONE] <= edge]
        lines.append(
            f"| {share:.1f} | {np.mean([top(o, 1) for o in called]):.2f} | {np.mean([o.votes[NONE] <= edge for o in foils]):.2f} |"
        )
    lines += [
        "",
        "## By code (with the encoder)",
        "",
        "| code | thoughts | top 1 | top 3 | most often taken for |",
        "|---|---|---|---|---|",
    ]
    for code in sorted(counts):
        mine = [o for o in outcomes if o.example.code == code]
        if code == NONE or not mine:
            continue
        taken = Counter(
            max((c for c in o.votes if c != NONE), key=lambda c: o.votes[c]) for o in mine
        )
        other = next((c for c, _ in taken.most_common() if c != code), "")
        lines.append(
            f"| `{code}` | {len(mine)} | {np.mean([top(o, 1) for o in mine]):.2f} | {np.mean([top(o, 3) for o in mine]):.2f} | `{other}` |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train, tune, write the weights and the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--strength", type=float, default=8.0, help="inverse of the regularisation"
    )
    strength = parser.parse_args().strength
    some = examples()
    texts, langs = [e.text for e in some], [e.lang for e in some]
    plain = matrix(texts, langs)
    full = sparse.hstack([plain, sparse.csr_matrix(encoder.encode(texts))]).tocsr()
    settings: dict[str, Any] = {**START, "sure": {"words": [0.4, 0.6], "both": [0.4, 0.6]}}
    found = held_out(some, plain, full, strength, settings)
    settings["sure"] = {
        "words": list(bounds(found[False])),
        "both": list(bounds(found[True])),
    }
    print(settings)
    codes = [e.code for e in some]
    words, both = fitted(plain, codes, strength), fitted(full, codes, strength)
    install(pack(words, both, settings, np.zeros(len(words.classes_))))
    text = card(found, settings, Counter(codes))
    CARD.write_text(text, encoding="utf-8")
    print(text[text.index("| thoughts |") :])


if __name__ == "__main__":
    main()
