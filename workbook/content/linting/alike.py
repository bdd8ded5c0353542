"""All items together: thoughts and explanations of which each is its own, and that give nothing away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from workbook.content.bank import NONE, Batch
from workbook.content.linting.bank import parts
from workbook.content.linting.lines import listed, texts
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.sheet import Elsewhere, Sheet
from workbook.content.marks import Where
from workbook.language import LANGUAGES

Batches = Sequence[tuple[Sheet, Batch]]
NEAR = 0.6  # of all their words that two texts have in common, from which they count as nearly the same
SHORT = 4  # texts of fewer words are the same only word for word
FOILS = 0.25  # of the thoughts that should be no distortion
GIVEN_AWAY = (
    0.15  # of a file's distorted thoughts that may hold a word that gives the distortion away
)
_GIVEAWAYS = Path(__file__).parent / "giveaways.yaml"
_WORD = re.compile(r"\w+")


class Words(NamedTuple):
    """The words of one text in small letters, in their order and each once."""

    plain: str
    each: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text."""
        found = _WORD.findall(text.lower())
        return cls(" ".join(found), frozenset(found))

    def likeness(self, other: Words) -> float:
        """How much two texts have in common, 0-1; 1 only when they are the same."""
        if self.plain == other.plain:
            return 1.0
        few, many = sorted((len(self.each), len(other.each)))
        if few < SHORT or few < NEAR * many:
            return 0.0
        common = len(self.each & other.each)
        return min(common / (few + many - common), 0.99)


def across(batches: Batches, before: Batches) -> Iterator[tuple[Sheet, Slip]]:
    """What is wrong with several batches together, each with the sheet in which it is to be mended.

    Args:
        batches: those that are looked at.
        before: those that come before them, and are looked at elsewhere.
    """
    yield from _same_ids(batches, before)
    for lang in LANGUAGES:
        yield from _same_thoughts(batches, before, lang)
        yield from _same_reasons(batches, before, lang)
    for sheet, batch in batches:
        for lang in LANGUAGES:
            yield from ((sheet, found) for found in _given_away(batch, lang))
    yield from _few_foils(batches)


def _same_ids(batches: Batches, before: Batches) -> Iterator[tuple[Sheet, Slip]]:
    first: dict[str, Elsewhere] = {}
    for place, (sheet, batch) in enumerate([*before, *batches]):
        for where, name in parts(batch):
            other = first.setdefault(name, Elsewhere(sheet, where))
            # Twice in one file is said where that file is looked at by itself.
            if name and other.sheet is not sheet and place >= len(before):
                yield sheet, slip("C808", where, name=name, other=other)


def _same_thoughts(batches: Batches, before: Batches, lang: str) -> Iterator[tuple[Sheet, Slip]]:
    seen = list(_thoughts(before, lang))
    for place, words in _thoughts(batches, lang):
        near = ((words.likeness(earlier), n) for n, (_, earlier) in enumerate(seen))
        likeness, nearest = max(near, default=(0.0, 0))
        if likeness >= NEAR:
            code = "C809" if likeness == 1 else "C810"
            other = seen[nearest][0]
            yield place.sheet, slip(code, place.where, other=other, share=f"{likeness:.0%}")
        seen.append((place, words))


def _thoughts(batches: Batches, lang: str) -> Iterator[tuple[Elsewhere, Words]]:
    for sheet, batch in batches:
        for i, item in enumerate(batch.items):
            words = Words.of(item.text.root.get(lang, ""))
            if words.plain:
                yield Elsewhere(sheet, ("items", i, "text", lang)), words


def _same_reasons(batches: Batches, before: Batches, lang: str) -> Iterator[tuple[Sheet, Slip]]:
    first = {plain: place for place, plain in reversed(list(_reasons(before, lang)))}
    for place, plain in _reasons(batches, lang):
        other = first.setdefault(plain, place)
        if other is not place:
            yield place.sheet, slip("C811", place.where, other=other)


def _reasons(batches: Batches, lang: str) -> Iterator[tuple[Elsewhere, str]]:
    for sheet, batch in batches:
        for where, text in texts(batch):
            if _explains(where) and (plain := Words.of(text.root.get(lang, "")).plain):
                yield Elsewhere(sheet, (*where, lang)), plain


def _explains(where: Where) -> bool:
    """Whether a text of a batch says why something fits or not."""
    return where[-1] == "why" or (where[0] == "items" and "options" in where)


def _given_away(batch: Batch, lang: str) -> Iterator[Slip]:
    distorted = [item for item in batch.items if item.best and item.best != NONE]
    pattern = listed(_GIVEAWAYS, lang)
    found: dict[str, str] = {}
    for item in distorted:
        word = pattern.search(item.text.root.get(lang, "")) if pattern else None
        if word:
            found[item.id] = word.group()
    if len(found) > GIVEN_AWAY * len(distorted):
        named = _listed(f"{name} ('{word}')" for name, word in found.items())
        yield slip(
            "C819",
            ("items",),
            language=lang,
            count=len(found),
            total=len(distorted),
            names=named,
            most=f"{GIVEN_AWAY:.0%}",
        )


def _few_foils(batches: Batches) -> Iterator[tuple[Sheet, Slip]]:
    counted = {
        place: (sum(item.best == NONE for item in batch.items), len(batch.items))
        for place, (_, batch) in enumerate(batches)
        if batch.items
    }
    foils, total = (sum(count[n] for count in counted.values()) for n in (0, 1))
    if foils < FOILS * total:
        # Where there are fewest, they are wanted most.
        fewest = min(counted, key=lambda place: counted[place][0] / counted[place][1])
        yield batches[fewest][0], slip("C818", ("items",), count=foils, total=total)


def _listed(names: Iterable[str], most: int = 8) -> str:
    all_of_them = list(names)
    more = f" and {len(all_of_them) - most} more" if len(all_of_them) > most else ""
    return ", ".join(all_of_them[:most]) + more
