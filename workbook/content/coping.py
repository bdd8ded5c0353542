"""What a coping plan is made of: strategies, the rules a plan is checked by, and what each client makes of a plan."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from workbook.content.case import CodeId, Id
from workbook.content.frozen import Frozen
from workbook.language import LANGUAGES, Examples, Text

Mechanism = Literal[
    "avoidance", "rumination", "reassurance_seeking", "checking", "self_attack", "withdrawal"
]
Fit = Literal["good", "part", "wrong"]


class Strategy(Frozen):
    """One way of coping: what it is for, when it backfires, how to propose it."""

    id: CodeId
    name: Text
    group: Literal["five_ways", "resilience", "further"]  # where the course has it from
    definition: Text
    helps: tuple[Mechanism, ...]  # what it works against
    backfires: Text  # when, and how it turns into part of the problem
    backfires_for: tuple[Mechanism, ...] = ()
    propose: Text  # how to bring it up with a client, as a question
    first_steps: Examples  # small beginnings, if-then
    evidence: Text  # what is known, honestly
    source: str


class Strategies(Frozen):
    """The coping strategies."""

    schema_version: Literal[1]
    id: CodeId
    title: Text
    licence: Literal["CC-BY-SA-4.0"]
    strategies: tuple[Strategy, ...] = Field(min_length=1)

    def strategy(self, name: str) -> Strategy:
        return next(one for one in self.strategies if one.id == name)


class PlanRule(Frozen):
    """One rule that a plan is checked by; the words that decide are data, and so are its tests."""

    id: CodeId
    name: Text
    why: Text  # why plans are better for it
    mend: Text  # what to do where it does not hold
    right: Examples  # fillings that hold
    wrong: Examples  # and that do not
    patterns: Examples = Examples()  # regular expressions that decide, where words can
    source: str


class PlanRules(Frozen):
    """The rules of a plan."""

    schema_version: Literal[1]
    rules: tuple[PlanRule, ...] = Field(min_length=1)

    @cached_property
    def patterns(self) -> dict[str, dict[str, re.Pattern[str]]]:
        """What breaks a rule, by language and rule, as one expression each."""
        return {
            lang: {
                rule.id: re.compile("|".join(f"(?:{p})" for p in found), re.IGNORECASE)
                for rule in self.rules
                if (found := rule.patterns.read(lang))
            }
            for lang in LANGUAGES
        }

    def rule(self, name: str) -> PlanRule:
        return next(one for one in self.rules if one.id == name)


class PlanOption(Frozen):
    """A step that a trainee may propose to this client, with what the client makes of it."""

    id: Id
    when: Text  # if: a moment or place
    then: Text  # then: what the client does
    strategy: CodeId
    fit: Fit
    contrary: bool = False  # against what the client has said
    why: Text  # to the trainee: why it fits this mechanism, or does not
    client: Text  # the client's answer: yes, partly, or but
    later: Text  # how it went, told at the next talk
    asks: Examples = Examples()  # other ways of putting the same step
    agrees: Id | None = None  # the case's plan that it is, for the talk that follows


class PlanChoice(Frozen):
    """Something offered for one of the other boxes of a plan."""

    say: Text
    good: bool
    why: Text


class PlanAnswers(Frozen):
    """The client's lines about a plan as a whole."""

    accepts: Text
    part: Text  # takes one step, leaves another
    too_big: Text
    vague: Text
    not_mine: Text  # not the client's aim
    leans_on_others: Text
    unknown: Text  # to a step the case knows nothing of: willing, careful
    refuses: Text
    pushed: Text  # when it is proposed once more unchanged


class CasePlan(Frozen):
    """What a plan with one client can be."""

    schema_version: Literal[1]
    id: Id  # the case
    intro: Text  # to the trainee: where the talk has come to
    known: tuple[Text, ...] = Field(min_length=4)  # what the client has told by then
    aims: tuple[PlanChoice, ...] = Field(min_length=3)
    options: tuple[PlanOption, ...] = Field(min_length=7)
    obstacles: tuple[PlanChoice, ...] = Field(min_length=3)  # with what then, in one sentence
    support: tuple[PlanChoice, ...] = Field(min_length=3)
    kindness: tuple[PlanChoice, ...] = Field(min_length=3)
    signs: tuple[PlanChoice, ...] = Field(min_length=3)
    answers: PlanAnswers


class FormulationPart(Frozen):
    """One thing that belongs into a formulation, or seems to."""

    id: Id
    text: Text
    box: Literal["predisposing", "precipitating", "perpetuating", "protective", "none"]
    shown_by: Annotated[Text, Field()]  # what in the talk shows it, or why it is left out
