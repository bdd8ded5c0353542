"""The rules that plans and sheets are checked by: all that the checker asks for, each true to its own examples."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from workbook.content.coping import PlanRule, PlanRules
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import repeated, unknown
from workbook.content.linting.shape import shown
from workbook.content.marks import Where
from workbook.content.sheets import SheetRule, SheetRules
from workbook.language import LANGUAGES

# What workbook/planning looks at: these and no others. (A test compares them.)
PLAN = (
    "specific",
    "own",
    "small",
    "approach",
    "mechanism",
    "obstacle",
    "support",
    "sign",
    "future",
    "harmless",
    "self_reliant",
    "not_contrary",
    "not_too_many",
)
SHEETS: dict[Literal["experiment", "ladder", "support_map", "safety_plan"], tuple[str, ...]] = {
    "experiment": ("prediction", "specific", "soon", "drops", "visible", "testable", "modest"),
    "ladder": ("number", "start", "order", "gaps", "fits", "top", "way", "soon"),
    "support_map": ("placed", "rings", "costs", "first", "request", "more"),
    "safety_plan": (
        "warning_signs",
        "own_coping",
        "distraction",
        "people_to_ask",
        "professionals",
        "safer_environment",
        "general_words",
        "asked",
    ),
}
FEWEST = 2  # words that say something; a box of a sheet with fewer breaks its rule
_WORD = re.compile(r"[^\W_]+")


class Words(NamedTuple):
    """What decides about words, in one language: what must not be found, and what must."""

    breaks: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    fewest: int

    def against(self, text: str) -> str | None:
        """What breaks the rule, in words; None: it holds."""
        if len(_WORD.findall(text)) < self.fewest:
            return "that it says too little"
        if self.breaks and (found := self.breaks.search(text)):
            return shown(found.group().strip())
        return "that nothing in it is what the rule needs" if self._lacks(text) else None

    def _lacks(self, text: str) -> bool:
        return self.needs is not None and not self.needs.search(text)


def gaps_in_plan_rules(page: PlanRules) -> Iterator[Slip]:
    """Rules of a plan that nothing looks at or that are missing, or that contradict themselves."""
    yield from _named(("rules",), [rule.id for rule in page.rules], PLAN)
    for i, rule in enumerate(page.rules):
        yield from _rule(("rules", i), rule, fewest=0)


def gaps_in_sheet_rules(page: SheetRules) -> Iterator[Slip]:
    """The same of the rules of each sheet."""
    for sheet, wanted in SHEETS.items():
        rules = page.rules.get(sheet, ())
        where: Where = ("rules", sheet)
        yield from _named(where, [rule.id for rule in rules], wanted)
        for i, rule in enumerate(rules):
            yield from _rule((*where, i), rule, fewest=FEWEST)


def _named(where: Where, ids: Sequence[str], wanted: Sequence[str]) -> Iterator[Slip]:
    yield from repeated(str(where[-1]), ids, *where[:-1])
    for i, name in enumerate(ids):
        yield from unknown("C907", (*where, i, "id"), name, wanted)
    missing = [name for name in wanted if name not in ids]
    if missing:
        yield slip("C908", where, names=", ".join(f"'{name}'" for name in missing))


def _rule(where: Where, rule: PlanRule | SheetRule, *, fewest: int) -> Iterator[Slip]:
    if not rule.source.strip():
        yield slip("C704", (*where, "source"))
    needs = rule.needs if isinstance(rule, SheetRule) else None
    for lang in LANGUAGES:
        given = {
            "patterns": rule.patterns.read(lang),
            "needs": needs.read(lang) if needs else (),
        }
        made: dict[str, re.Pattern[str] | None] = {}
        for key, patterns in given.items():
            made[key], slips = joined((*where, key, lang), patterns)
            yield from slips
        if all((made[key] is None) == (not given[key]) for key in given) and any(made.values()):
            words = Words(made["patterns"], made["needs"], fewest)
            yield from _examples(where, rule, words, lang)


def _examples(where: Where, rule: PlanRule | SheetRule, words: Words, lang: str) -> Iterator[Slip]:
    for n, text in enumerate(rule.right.read(lang)):
        if text and (against := words.against(text)):
            problem = f"should hold, and what breaks it is {against}"
            yield slip("C910", (*where, "right", lang, n), words=shown(text), problem=problem)
    for n, text in enumerate(rule.wrong.read(lang)):
        if text and not words.against(text):
            problem = "should break the rule, and nothing finds it"
            yield slip("C910", (*where, "wrong", lang, n), words=shown(text), problem=problem)


def joined(where: Where, patterns: Sequence[str]) -> tuple[re.Pattern[str] | None, list[Slip]]:
    """Patterns as one; None where there are none or one of them cannot be read, with what is wrong."""
    slips = [
        slip("C909", (*where, n), pattern=shown(pattern), problem=problem)
        for n, pattern in enumerate(patterns)
        if (problem := _unread(pattern))
    ]
    if slips or not patterns:
        return None, slips
    whole = "|".join(f"(?:{one})" for one in patterns)
    problem = _unread(whole)
    if problem:
        # Each by itself can be read: what clashes is a name or a flag.
        return None, [slip("C909", where, pattern=shown(whole), problem=problem)]
    return re.compile(whole, re.IGNORECASE), []


def _unread(pattern: str) -> str:
    """What keeps a pattern from being read; empty where nothing does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError, Warning) as problem:
        return str(problem).split("\n", maxsplit=1)[0] or "it cannot be read"
    return ""
