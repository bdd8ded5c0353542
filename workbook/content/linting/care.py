"""When it is more than a plan: vignettes, questions about risk, the safety plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import get_args

from workbook.content.care import (
    Indication,
    PartId,
    Quality,
    RiskQuestions,
    SafetyPlan,
    Setting,
    Vignette,
    Vignettes,
)
from workbook.content.linting.choices import same_texts, spoken, wanting
from workbook.content.linting.lines import texts
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import again, repeated, unknown
from workbook.content.linting.rules import joined
from workbook.content.marks import Where
from workbook.language import LANGUAGES

ORDER: tuple[PartId, ...] = get_args(PartId)
PLAIN: Quality = "direct"  # the quality that is asked for
VAGUE: Quality = "indirect"  # what no pattern finds
_EXPLAINED: tuple[Indication | Setting, ...] = (*get_args(Indication), *get_args(Setting))
_TIME = re.compile(r"(?<![\d.:])\d{1,2}[.:]\d{2}(?![\d.:]?\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?![-/ ()]{0,2}\d)")
_NUMBER = re.compile(r"\+?\d(?:[-./ ()]{0,2}\d){2,}")  # three digits are enough to ring


def gaps_in_vignettes(page: Vignettes) -> Iterator[Slip]:
    """Vignettes that contradict themselves or leave a choice unexplained."""
    yield from repeated("vignettes", [one.id for one in page.vignettes])
    for i, one in enumerate(page.vignettes):
        yield from _vignette(("vignettes", i), one)
    if page.vignettes:
        risk = {one.risk for one in page.vignettes}
        there = {
            "about risk ('risk: true')": True in risk,
            "without risk ('risk: false')": False in risk,
        }
        yield from wanting(("vignettes",), there)


def _vignette(where: Where, one: Vignette) -> Iterator[Slip]:
    for n, name in enumerate(one.also):
        if name == one.indication:
            yield slip("C921", (*where, "also", n), name=name, roles="what fits, and defensible")
    if one.tempting in (one.indication, *one.also):
        role = "what fits" if one.tempting == one.indication else "defensible"
        yield slip("C921", (*where, "tempting"), name=one.tempting, roles=f"{role}, and tempting")
    for choice in _EXPLAINED:
        if choice not in one.reasons:
            yield slip("C922", (*where, "reasons"), name=choice)


def gaps_in_questions(page: RiskQuestions) -> Iterator[Slip]:
    """Ways of asking about risk of which there is no example, no name or no pattern that can be read."""
    first: dict[str, Where] = {}
    ids: list[tuple[str, Sequence[str]]] = [
        ("items", [one.id for one in page.items]),
        ("occasions", [one.id for one in page.occasions]),
    ]
    for group, names in ids:
        for i, name in enumerate(names):
            yield from again(name, (group, i, "id"), first)
    asked = {one.quality for one in page.items}
    qualities: tuple[Quality, ...] = get_args(Quality)
    if page.items:
        yield from wanting(("items",), {f"'{one}'": one in asked for one in qualities})
    yield from wanting(("names",), {f"of '{one}'": one in page.names for one in qualities})
    found = {one for one in qualities if one in page.patterns}
    decided = [one for one in qualities if one != VAGUE]
    yield from wanting(("patterns",), {f"for '{one}'": one in found for one in decided})
    unread = False
    for quality, ways in page.patterns.items():
        for lang in LANGUAGES:
            where: Where = ("patterns", quality, lang)
            _, slips = joined(where, ways.read(lang))
            unread = unread or bool(slips)
            yield from slips
    if not unread and found >= set(decided):
        yield from _heard_otherwise(page)
    yield from same_texts(spoken(page))


def _heard_otherwise(page: RiskQuestions) -> Iterator[Slip]:
    for i, one in enumerate(page.items):
        for lang, text in one.say.root.items():
            heard = page.quality(text, lang)
            if heard is None:
                # Then likeness decides, but never that it is plain.
                heard = VAGUE if one.quality == PLAIN else one.quality
            if heard != one.quality:
                where: Where = ("items", i, "say", lang)
                yield slip("C923", where, heard=heard, quality=one.quality)


def gaps_in_safety_plan(page: SafetyPlan, cases: Collection[str]) -> Iterator[Slip]:
    """A safety plan whose parts are out of order, or that holds a number which may change.

    Args:
        page: the plan.
        cases: the ids of the cases there are.
    """
    yield from unknown("C305", ("id",), page.id, cases, kind="case")
    if not page.source.strip():
        yield slip("C704", ("source",))
    yield from repeated("parts", [part.id for part in page.parts])
    for i, (part, wanted) in enumerate(zip(page.parts, ORDER, strict=False)):
        if part.id != wanted:
            yield slip("C924", ("parts", i, "id"), name=part.id, wanted=wanted)
            break
    for where, text in texts(page):
        for lang, words in text.root.items():
            if found := _number(words):
                yield slip("C925", (*where, lang), number=found)
    yield from same_texts(spoken(page))


def _number(words: str) -> str:
    """A number in a text that might be rung; empty where there is none."""
    found = _NUMBER.search(_YEAR.sub(" ; ", _TIME.sub(" ; ", words)))
    return found.group() if found else ""
