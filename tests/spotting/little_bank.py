"""A bank of a few thoughts in two situations: for tests that need no particular item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbook.content import Bank
from workbook.content.bank import Batch

RIVALS = {
    "catastrophising": "fortune_telling",
    "fortune_telling": "catastrophising",
    "mind_reading": "labelling",
    "labelling": "mind_reading",
    "none": "catastrophising",
}
CODES = tuple(RIVALS)
SITUATIONS = ("work", "love")
PASSAGE = "He said nothing all evening. He hates me, it will end in ruin. It rained. I cried for an hour."
SPANS = (
    ("He hates me", "mind_reading", ["labelling"]),
    ("it will end in ruin", "catastrophising", []),
    ("I cried for an hour", "none", []),
)
ASKS = ("socratic", "leading", "directive", "verdict")


def both(text: str) -> dict[str, str]:
    return {"en": text, "nl": f"{text} (nl)"}


def an_item(name: str, best: str, *, level: int = 1, **more: Any) -> dict[str, Any]:
    """A thought that offers its code, the tempting one, a third and none."""
    wrong = RIVALS[best]
    third = next(code for code in CODES if code not in {best, wrong, "none"})
    return {
        "id": name,
        "level": level,
        "text": both(f"A thought called {name}."),
        "best": best,
        "wrong": wrong,
        "options": {
            code: both(f"{name}: why {code}")
            for code in dict.fromkeys((best, wrong, third, "none"))
        },
        **({"foil": "fact"} if best == "none" else {}),
        **more,
    }


def a_batch(situation: str, *, each: int = 3, without: Iterable[str] = ()) -> Batch:
    """The thoughts of a situation, as many of each code, levels in turn."""
    items = [
        an_item(f"{situation}-{code.replace('_', '-')}-{n}", code, level=1 + n % 3)
        for code in CODES
        for n in range(each)
    ]
    items = [item for item in items if item["id"] not in set(without)]
    there = {item["id"] for item in items}
    couples = [
        (f"{situation}-catastrophising-{n}", f"{situation}-{other}-{n}")
        for n, other in enumerate(("fortune-telling", "none", "fortune-telling")[:each])
    ]
    given = {
        "schema_version": 1,
        "id": situation,
        "title": both(situation),
        "licence": "CC-BY-SA-4.0",
        "author": "tests",
        "review": both("not reviewed"),
        "items": items,
        "pairs": [
            {
                "id": f"{situation}-pair-{n}",
                "items": couple,
                "kind": "confusable",
                "why": both("the difference"),
            }
            for n, couple in enumerate(couples)
            if there.issuperset(couple)
        ],
        "passages": [
            {
                "id": f"{situation}-passage-{n}",
                "level": 1 + n,
                "text": {"en": PASSAGE, "nl": PASSAGE},
                "marks": [
                    {
                        "span": {"en": span, "nl": span},
                        "code": code,
                        "also": also,
                        "why": both("why"),
                    }
                    for span, code, also in SPANS
                ],
            }
            for n in range(2)
        ],
        "asks": [
            {
                "id": f"{situation}-ask-{n}",
                "item": f"{situation}-mind-reading-{n}",
                "options": [
                    {"say": both(f"What is the {kind} thing?"), "kind": kind, "why": both("why")}
                    for kind in ASKS
                ],
            }
            for n in range(min(2, each))
            if f"{situation}-mind-reading-{n}" in there
        ],
    }
    return Batch.model_validate(given)


def little_bank(
    *, each: int = 3, codes: tuple[str, ...] = CODES, without: Iterable[str] = ()
) -> Bank:
    """The bank: so many thoughts of each code in each situation."""
    gone = tuple(without)
    return Bank([a_batch(name, each=each, without=gone) for name in SITUATIONS], codes)
