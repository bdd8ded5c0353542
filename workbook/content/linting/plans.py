"""Coping plans: the strategies there are, and what a plan with one client can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from workbook.content.coping import CasePlan, Fit, Strategies
from workbook.content.linting.choices import box, same_texts, same_wordings, spoken
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import repeated, unknown
from workbook.content.marks import Where
from workbook.language import LANGUAGES

EACH = 3  # good steps, and wrong ones, that there are at the least
_BOXES = ("aims", "obstacles", "support", "kindness", "signs")
_WANTED: tuple[Fit, ...] = ("good", "wrong")


def gaps_in_strategies(book: Strategies) -> Iterator[Slip]:
    """Strategies that cannot be begun with or looked up."""
    yield from repeated("strategies", [one.id for one in book.strategies])
    for i, one in enumerate(book.strategies):
        for lang in LANGUAGES:
            if not one.first_steps.read(lang):
                yield slip("C701", ("strategies", i, "first_steps"), language=lang)
        if not one.source.strip():
            yield slip("C704", ("strategies", i, "source"))


def gaps_in_plan(
    plan: CasePlan, strategies: Collection[str], agreed: Collection[str]
) -> Iterator[Slip]:
    """A plan in which there is too little to choose from, or two things are the same.

    Args:
        plan: what a plan with one client can be.
        strategies: the ids of those there are.
        agreed: the ids of the plans that the case's talks can agree on.
    """
    yield from repeated("options", [option.id for option in plan.options])
    for i, option in enumerate(plan.options):
        yield from unknown("C901", ("options", i, "strategy"), option.strategy, strategies)
        where: Where = ("options", i, "agrees")
        yield from unknown("C305", where, option.agrees or "", agreed, kind="plan")
    if plan.options:
        fits: Counter[str] = Counter(option.fit for option in plan.options)
        for fit in _WANTED:
            if fits[fit] < EACH:
                yield slip("C904", ("options",), count=fits[fit], fit=fit, least=EACH)
        if not any(option.contrary for option in plan.options):
            yield slip("C905", ("options",))
    for name in _BOXES:
        yield from box((name,), getattr(plan, name))
    yield from same_wordings(("options",), plan.options)
    yield from same_texts(spoken(plan))
