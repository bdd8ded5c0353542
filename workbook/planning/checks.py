"""A plan checked by stated rules (``codebooks/plan_rules.yaml``); a rule that cannot judge says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbook import meaning
from workbook.content.coping import CasePlan, Mechanism, PlanOption, PlanRules, Strategies
from workbook.content.frozen import Frozen
from workbook.planning.plan import MOST_STEPS, Plan, Step

NEAR = {
    True: 0.38,
    False: 0.25,
}  # likeness from which a free step is one that the case knows (scripts.plan_steps)
LIKE = {True: 0.55, False: 0.34}  # and from which it is a kind of step that the codebook knows
SOON, FAR = timedelta(days=7), timedelta(days=60)
SURE_ENOUGH, SMALL_ENOUGH = 7, 5  # confidence from, size up to, 0-10
FEWEST = 2  # words of a box that says something
_WORD = re.compile(r"[^\W_]+")


class Finding(Frozen):
    """What one rule says of a plan."""

    rule: str
    holds: bool | None  # None: cannot judge
    step: int | None = None  # the step it is about, from 0
    because: str = ""  # the words it goes by


class Known(NamedTuple):
    """What a step is, as far as it is recognised."""

    option: PlanOption | None
    strategy: str | None


class Reader:
    """Recognises steps: those that a case knows, else kinds of steps that the codebook knows.

    Args:
        case: what a plan with this client can be; None: a plan for nobody in particular.
    """

    def __init__(
        self, case: CasePlan | None, strategies: Strategies, *, lang: str, by_meaning: bool
    ) -> None:
        self._case, self._lang, self._by_meaning = case, lang, by_meaning
        options = case.options if case else ()
        self._options = {option.id: option for option in options}
        self._own = meaning.Likeness(
            [
                (option.id, words)
                for option in options
                for words in (
                    option.then.read(lang),
                    f"{option.when.read(lang)} {option.then.read(lang)}",
                    *option.asks.read(lang),
                )
            ],
            by_meaning=by_meaning,
        )
        self._kinds = meaning.Likeness(
            [
                (one.id, words)
                for one in strategies.strategies
                for words in (one.name.read(lang), *one.first_steps.read(lang))
            ],
            by_meaning=by_meaning,
        )

    def know(self, step: Step) -> Known:
        """What a step is."""
        option = self._options.get(step.option)
        if option and _same(step.then, option.then.read(self._lang)):
            return Known(option, option.strategy)
        words = step.then.strip()
        for text in (words, f"{step.when} {words}"):
            near = next(iter(self._own.nearest(text)), None)
            if near and near.likeness >= NEAR[self._by_meaning]:
                found = self._options[near.label]
                return Known(found, found.strategy)
        near = next(iter(self._kinds.nearest(words)), None)
        if near and near.likeness >= LIKE[self._by_meaning]:
            return Known(None, near.label)
        return Known(None, None)


def _same(one: str, other: str) -> bool:
    return _WORD.findall(one.lower()) == _WORD.findall(other.lower())


def check(
    plan: Plan,
    known: Sequence[Known],
    *,
    rules: PlanRules,
    strategies: Strategies,
    mechanism: Mechanism | None,
    lang: str,
    today: date,
    case: CasePlan | None = None,
) -> tuple[Finding, ...]:
    """What each rule says, in the order of the rules; a rule about steps says it of the first that breaks it.

    Args:
        known: what each written step is.
        mechanism: what keeps this client stuck; None: not known.
        case: what a plan with this client can be; of what it offers for a box, its author's word counts.
    """
    offered = _offered(case, lang) if case else {}
    desk = _Desk(plan, tuple(known), rules.patterns[lang], strategies, mechanism, today, offered)
    return tuple(desk.look(rule.id) for rule in rules.rules)


def _offered(case: CasePlan, lang: str) -> dict[str, dict[str, str]]:
    """What a case offers for the boxes: by rule and words, why it is a poor choice (empty: it is a good one)."""
    return {
        rule: {
            " ".join(_WORD.findall(one.say.read(lang).lower())): ""
            if one.good
            else one.why.read(lang)
            for one in rows
        }
        for rule, rows in (
            ("own", case.aims),
            ("obstacle", case.obstacles),
            ("support", case.support),
            ("sign", case.signs),
        )
    }


class _Desk(NamedTuple):
    """One plan on the desk, with all that the rules need."""

    plan: Plan
    known: tuple[Known, ...]
    patterns: dict[str, re.Pattern[str]]
    strategies: Strategies
    mechanism: Mechanism | None
    today: date
    offered: dict[str, dict[str, str]]

    def look(self, rule: str) -> Finding:
        own: dict[str, Callable[[], Finding]] = {
            "specific": self._specific,
            "own": lambda: self._box("own", self.plan.aim),
            "small": self._small,
            "approach": lambda: self._steps("approach"),
            "mechanism": self._mechanism,
            "obstacle": self._obstacle,
            "support": lambda: self._box("support", self.plan.support),
            "sign": lambda: self._box("sign", self.plan.sign),
            "future": self._future,
            "harmless": self._harmless,
            "self_reliant": self._self_reliant,
            "not_contrary": self._contrary,
            "not_too_many": self._number,
        }
        return own[rule]()

    def _broken(self, rule: str, text: str) -> str:
        """The words that break a rule; empty where none do."""
        pattern = self.patterns.get(rule)
        found = pattern.search(text) if pattern else None
        return found.group() if found else ""

    def _box(self, rule: str, text: str) -> Finding:
        if len(_WORD.findall(text)) < (1 if rule == "support" else FEWEST):
            return Finding(rule=rule, holds=False)
        poor = self.offered.get(rule, {}).get(" ".join(_WORD.findall(text.lower())))
        words = self._broken(rule, text) if poor is None else poor
        return Finding(rule=rule, holds=not words, because=words)

    def _steps(self, rule: str) -> Finding:
        if not self.plan.written:
            return Finding(rule=rule, holds=None)
        for place, step in enumerate(self.plan.written):
            if words := self._broken(rule, step.then):
                return Finding(rule=rule, holds=False, step=place, because=words)
        return Finding(rule=rule, holds=True)

    def _harmless(self) -> Finding:
        # What may get in the way is not what is planned.
        done = [step.then for step in self.plan.written] + [self.plan.instead, self.plan.kindness]
        words = self._broken("harmless", " . ".join(done))
        return Finding(rule="harmless", holds=not words, because=words)

    def _self_reliant(self) -> Finding:
        for place, step in enumerate(self.plan.written):
            words = self._broken("self_reliant", step.then) or self._broken(
                "self_reliant", step.when
            )
            if words:
                return Finding(rule="self_reliant", holds=False, step=place, because=words)
        words = self._broken("self_reliant", self.plan.sign)
        return Finding(rule="self_reliant", holds=not words, because=words)

    def _specific(self) -> Finding:
        if not self.plan.written:
            return Finding(rule="specific", holds=False)
        for place, step in enumerate(self.plan.written):
            short = min(len(_WORD.findall(part)) for part in (step.when, step.then)) < FEWEST
            words = self._broken("specific", f"{step.when} -> {step.then}")
            if short or words:
                return Finding(rule="specific", holds=False, step=place, because=words)
        return Finding(rule="specific", holds=True)

    def _small(self) -> Finding:
        found = self._steps("small")
        size, sure = self.plan.size, self.plan.confidence
        if found.holds is False:
            return found
        if (size is not None and size > SMALL_ENOUGH) or (sure is not None and sure < SURE_ENOUGH):
            return Finding(rule="small", holds=False, because=f"{size or '?'} / {sure or '?'}")
        return found if size is not None or sure is not None else Finding(rule="small", holds=None)

    def _mechanism(self) -> Finding:
        verdicts = [self._fits(known) for known in self.known]
        if False in verdicts:
            return Finding(rule="mechanism", holds=False, step=verdicts.index(False))
        return Finding(rule="mechanism", holds=True if True in verdicts else None)

    def _fits(self, known: Known) -> bool | None:
        if known.option:
            return {"good": True, "part": None, "wrong": False}[known.option.fit]
        if known.strategy is None or self.mechanism is None:
            return None
        strategy = self.strategies.strategy(known.strategy)
        if self.mechanism in strategy.backfires_for:
            return False
        return True if self.mechanism in strategy.helps else None

    def _obstacle(self) -> Finding:
        if not self.plan.obstacle.strip() or len(_WORD.findall(self.plan.instead)) < FEWEST:
            return Finding(rule="obstacle", holds=False)
        poor = self.offered.get("obstacle", {}).get(
            " ".join(_WORD.findall(self.plan.instead.lower()))
        )
        both = f"{self.plan.obstacle} -> {self.plan.instead}"
        words = self._broken("obstacle", both) if poor is None else poor
        return Finding(rule="obstacle", holds=not words, because=words)

    def _future(self) -> Finding:
        first, review, today = self.plan.first, self.plan.review, self.today
        if first is None or review is None:
            return Finding(rule="future", holds=False)
        holds = today <= first <= today + SOON and first < review <= today + FAR
        return Finding(rule="future", holds=holds)

    def _contrary(self) -> Finding:
        for place, known in enumerate(self.known):
            if known.option and known.option.contrary:
                return Finding(rule="not_contrary", holds=False, step=place)
        sure = bool(self.known) and all(known.option for known in self.known)
        return Finding(rule="not_contrary", holds=True if sure else None)

    def _number(self) -> Finding:
        number = len(self.plan.written)
        return Finding(rule="not_too_many", holds=1 <= number <= MOST_STEPS)
