"""Writes docs/items.md: what the item bank of the distortion lab holds, and how far a second labeller agrees with its key.

python -m scripts.item_card            from workbook/codebooks/items
python -m scripts.item_card --check    says whether the page is up to date

The labels stand in workbook/codebooks/second_labels.yaml.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook.content import NONE, Bank, Item, codebook, second_labels
from workbook.content.bank import Batch
from workbook.content.linting import lines
from workbook.content.shelf import CODEBOOKS, read_page
from workbook.language import LANGUAGES
from workbook.spotting.agreement import Agreement, Labels, agreement, cohen, krippendorff, of_code

PAGE = Path(__file__).parent.parent / "docs" / "items.md"
NAMES = {"en": "English", "nl": "Dutch"}
GIVEAWAYS = Path(lines.__file__).with_name("giveaways.yaml")  # as the linter has them
FEW = 10  # items of a code below which its kappa says little
HEAD = """# The items of the distortion lab

Made by `python -m scripts.item_card`; do not edit. What the [lab](trainees.md#the-distortion-lab) draws from, and what was
measured of it. Every person, scene and sentence is made up.

**Each item** is one thought after a rejection, in English and in Dutch, written in both rather than translated. It has
the label that fits best, often none; sometimes another that can be defended; one that tempts; and an explanation of
its own for every label it offers. **Foils** are painful thoughts that are no distortion. **Contrast pairs** are two items to hold side
by side. **Passages** are told in one go, with words to mark and words to leave alone. **Asks** are a thought with things that a
therapist might say to it, one of them a Socratic question.
"""
LIMITS = """## How far to trust this

- **Do not quote these figures as reliability.** Blind labellers who are independent of the writers do not agree with a key of thirteen
  labels nearly every time, and least of all on items of level 3, which were written for two people to disagree about. Agreement that is
  as high there as on level 1 suggests that the labels are not independent of the key. Whether that is because the labellers think as the
  writers do, or because they saw more than the thoughts, is not known: they were told to look at nothing else, and nothing prevented it.
- **One labeller for each language, within this project.** The labels were made from a written brief, in under two minutes for all 348
  thoughts of a language, by the same kind of process that wrote the items. Nobody from outside has labelled any. At best the figures show that
  the items follow the codebook; they are an upper bound of anything else.
- **No clinician has looked at items, key or labels yet.**
- **Published agreement between trained people on such labels is much lower**, moderate at best and often low
  ([sources](../notebooks/en/02-spotting-distortions.ipynb#How-sure-is-this?)). A learner who agrees with this key to 0.8 has learned this
  key. Expect less between colleagues, and take a difference as something to talk about.
- **Some thoughts were reworded after they had been labelled**, 60 in English and 50 in Dutch, and labelled anew on 23 November 2026. The
  one label in 696 that had differed, a Dutch `none` for `friendship-funeral-hand`, went with the old wording.
- **The items were written with a label in mind**, one leap each, by few writers. Real thoughts are vaguer, and may leap twice.
- **Kappa of one label** (that label against all others) rests on few items; below {few} it says next to nothing.

What would settle it: two or more clinicians who have seen neither key nor codebook examples, on a sample of some hundred thoughts, with their
labels put into `workbook/codebooks/second_labels.yaml`.
"""


def batches() -> list[Batch]:
    """The workbook's own batches; what a course added is left out."""
    return [read_page(path, Batch) for path in sorted((CODEBOOKS / "items").glob("*.yaml"))]


def page() -> str:
    """The whole page."""
    found = batches()
    bank = Bank(found, codebook("distortions").ids)
    parts = [HEAD, *counts(found), *by_code(bank), *give_aways(bank), *agreed(bank)]
    return "\n".join([*parts, *differing(bank), LIMITS.format(few=FEW)])


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A table in Markdown."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(cell) for cell in row] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines]


def counts(found: list[Batch]) -> list[str]:
    """How much has been written, by situation."""
    rows: list[list[object]] = []
    for batch in found:
        foils = sum(item.best == NONE for item in batch.items)
        levels = Counter(item.level for item in batch.items)
        rows.append(
            [
                f"`{batch.id}`: {batch.title.read('en')}",
                *(sum(lang in item.text.root for item in batch.items) for lang in LANGUAGES),
                f"{foils} ({foils / len(batch.items):.0%})",
                " / ".join(str(levels[level]) for level in (1, 2, 3)),
                *(len(part) for part in (batch.pairs, batch.passages, batch.asks)),
            ]
        )
    items = [item for batch in found for item in batch.items]
    foils = sum(item.best == NONE for item in items)
    levels = Counter(item.level for item in items)
    rows.append(
        [
            "**all**",
            *(sum(lang in item.text.root for item in items) for lang in LANGUAGES),
            f"{foils} ({foils / len(items):.0%})",
            " / ".join(str(levels[level]) for level in (1, 2, 3)),
            *(sum(len(getattr(b, part)) for b in found) for part in ("pairs", "passages", "asks")),
        ]
    )
    head = ["situation", *(NAMES[lang] for lang in LANGUAGES), "foils", "level 1 / 2 / 3"]
    pairs = Counter(pair.kind for batch in found for pair in batch.pairs)
    marks = [mark for batch in found for passage in batch.passages for mark in passage.marks]
    return [
        "## How many\n",
        "Level 1: the words give it away. Level 3: two people may well disagree.\n",
        *table([*head, "pairs", "passages", "asks"], rows),
        "",
        f"Of the pairs, {pairs['distorted']} are a distorted thought beside one that is not, and {pairs['confusable']} are two labels that are easily mixed up.",
        f"The passages have {sum(m.code != NONE for m in marks)} words to mark and {sum(m.code == NONE for m in marks)} that only look like it.\n",
    ]


def by_code(bank: Bank) -> list[str]:
    """How many items each label has, as the best one, a defensible one, and the tempting one."""
    items = list(bank.items.values())
    rows = [
        [
            code.name.read("en"),
            *(sum(i.best == code.id and i.level == level for i in items) for level in (1, 2, 3)),
            sum(i.best == code.id for i in items),
            sum(code.id in i.also for i in items),
            sum(i.wrong == code.id for i in items),
        ]
        for code in codebook("distortions").codes
    ]
    foils = Counter(item.foil for item in items if item.foil)
    return [
        "## By label\n",
        *table(["label", "level 1", "2", "3", "best", "defensible", "tempting"], rows),
        "",
        "Kinds of foil: "
        + ", ".join(f"{kind.replace('_', ' ')} {n}" for kind, n in sorted(foils.items()))
        + ".\n",
    ]


def give_aways(bank: Bank) -> list[str]:
    """How often a textbook word stands in a thought, distorted or not."""
    rows = []
    for lang in LANGUAGES:
        word, shares = lines.listed(GIVEAWAYS, lang), []
        for foil in (False, True):
            texts = [i.text.read(lang) for i in bank.items.values() if (i.best == NONE) is foil]
            with_one = sum(bool(word and word.search(text)) for text in texts)
            shares.append(f"{with_one} of {len(texts)} ({with_one / len(texts):.0%})")
        rows.append([NAMES[lang], *shares])
    return [
        "## Words that would give it away\n",
        "*Always*, *nobody*, *should*, *I feel*, *disaster* and the like, and their Dutch counterparts (the linter has the list).",
        "If only distorted thoughts had them, the lab would teach a list of words.\n",
        *table(["language", "distorted thoughts with one", "foils with one"], rows),
        "",
    ]


def pairs_of(bank: Bank, lang: str) -> list[tuple[Item, str]]:
    """Each item that was labelled twice, with the second label."""
    labels = second_labels().labels.get(lang, {})
    return [(bank.items[name], labels[name]) for name in sorted(labels) if name in bank.items]


def same_at(both: list[tuple[Item, str]], level: int) -> str:
    """How often the second label is the key, among the items of a level."""
    same = [item.best == second for item, second in both if item.level == level]
    return f"{sum(same)} of {len(same)}" if same else "–"


def interval(found: Agreement) -> str:
    """A coefficient with its interval, in words."""
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"


def agreed(bank: Bank) -> Iterator[str]:
    """Agreement of the second labels with the key."""
    rows, columns = [], {}
    for lang in LANGUAGES:
        both = pairs_of(bank, lang)
        labels: Labels = [(item.best, second) for item, second in both]
        columns[lang] = labels
        distorted = [(str(one == NONE), str(other == NONE)) for one, other in labels]
        rows.append(
            [
                NAMES[lang],
                len(labels),
                f"{sum(one == other for one, other in labels) / len(labels):.0%}",
                f"{sum(item.credit(second) > 0 for item, second in both) / len(both):.0%}",
                interval(agreement(labels)),
                interval(agreement(labels, krippendorff)),
                interval(agreement(distorted)),
            ]
        )
    yield "## Agreement of a second labeller with the key\n"
    yield "Read [how far to trust this](#how-far-to-trust-this) first.\n"
    yield "Cohen's kappa and Krippendorff's alpha (nominal): 0 is chance, 1 is perfect; 95 % intervals by bootstrap over the items.\n"
    yield from table(
        [
            "language",
            "items",
            "the same label",
            "the same or defensible",
            "kappa",
            "alpha",
            "kappa, distortion or none",
        ],
        rows,
    )
    yield "\nThe same label, by level of the item:\n"
    yield from table(
        ["language", *(f"level {level}" for level in (1, 2, 3))],
        (
            [NAMES[lang], *(same_at(pairs_of(bank, lang), level) for level in (1, 2, 3))]
            for lang in LANGUAGES
        ),
    )
    yield "\nEach label against all others: kappa, and how many items have it as their key.\n"
    yield from table(
        ["label", *(f"{NAMES[lang]}, kappa (n)" for lang in LANGUAGES)],
        (
            [
                code.name.read("en"),
                *(
                    f"{cohen(of_code(columns[lang], code.id)):.2f} ({sum(one == code.id for one, _ in columns[lang])})"
                    for lang in LANGUAGES
                ),
            ]
            for code in codebook("distortions").codes
        ),
    )
    yield ""


def differing(bank: Bank) -> Iterator[str]:
    """The items where key and second label differ."""
    second = {lang: {item.id: label for item, label in pairs_of(bank, lang)} for lang in LANGUAGES}
    rows = []
    for name, item in sorted(bank.items.items()):
        labels = [second[lang].get(name, item.best) for lang in LANGUAGES]
        if any(label != item.best for label in labels):
            told = [
                "" if label == item.best else f"`{label}`{' ✓' if item.credit(label) else ''}"
                for label in labels
            ]
            rows.append([f"`{name}`", item.level, f"`{item.best}`", *told])
    yield "## Where the two differ\n"
    if not rows:
        yield "Nowhere: not on one item, in neither language. That is no good sign; see below.\n"
        return
    yield f"{len(rows)} of {len(bank.items)} items, in one language or both; ✓: a label that the item counts as defensible.\n"
    yield from table(
        ["item", "level", "key", *(f"second, {NAMES[lang]}" for lang in LANGUAGES)], rows
    )
    yield ""


def main() -> int:
    """The command."""
    text = page()
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("up to date" if same else "out of date: python -m scripts.item_card")
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
