"""Sheets that are filled in with one client: an experiment, a ladder, a map of the people around."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workbook.content.case import CodeId, Id
from workbook.content.coping import Fit, PlanChoice
from workbook.content.frozen import Frozen
from workbook.language import Examples, Text

Percent = Annotated[int, Field(ge=0, le=100)]
Ring = Literal["close", "middle", "outer"]
Gives = Literal["listens", "helps", "company", "costs"]
RINGS: tuple[Ring, ...] = ("close", "middle", "outer")
GIVES: tuple[Gives, ...] = ("listens", "helps", "company", "costs")


class SheetRule(Frozen):
    """One rule that a sheet is checked by."""

    id: CodeId
    name: Text
    why: Text  # why it helps
    mend: Text  # what to do where it does not hold
    right: Examples = Examples()  # words that hold
    wrong: Examples = Examples()  # and that do not
    patterns: Examples = Examples()  # regular expressions that break it, where words can decide
    needs: Examples = (
        Examples()
    )  # regular expressions of which one must be found, where words can decide
    source: str


class SheetRules(Frozen):
    """The rules of all sheets, by sheet."""

    schema_version: Literal[1]
    rules: dict[
        Literal["experiment", "ladder", "support_map", "safety_plan"], tuple[SheetRule, ...]
    ]


class Trial(Frozen):
    """A way of testing a prediction that a trainee may propose."""

    id: Id
    say: Text  # where, when and what, first person
    fit: Fit
    why: Text  # to the trainee
    client: Text  # the client's answer when it is proposed
    later: Text  # what happened, with the safety behaviour dropped
    kept: Text  # what happened, with it kept: nothing could be learned
    after: Percent  # how far the client believes the thought afterwards, if it was dropped
    asks: Examples = Examples()  # other wordings, to recognise own words by


class SafetyBehaviour(Frozen):
    """Something the client does during the feared moment."""

    id: Id
    say: Text
    safety: bool  # it keeps the prediction from being tested
    why: Text


class Conclusion(Frozen):
    """What a trainee may make of the outcome together with the client."""

    say: Text
    fit: Fit
    why: Text
    client: Text
    asks: Examples = Examples()


class ExperimentAnswers(Frozen):
    """The client's lines about an experiment as a whole."""

    accepts: Text
    no_prediction: Text  # nothing in it could turn out wrong
    vague: Text  # no day, no place
    too_big: Text
    kept: Text  # the safety behaviour stays: willing at once, for that reason
    unseen: Text  # nobody could see whether it came true
    unknown: Text  # to a test the case knows nothing of
    unchanged: Text  # when it is proposed once more unchanged


class Experiment(Frozen):
    """What a behavioural experiment with one client can be (Bennett-Levy et al. 2004)."""

    schema_version: Literal[1]
    id: Id  # the case
    intro: Text
    known: tuple[Text, ...] = Field(min_length=4)
    thought: Text  # the hot thought, in the client's words
    belief: Percent  # before
    predictions: tuple[PlanChoice, ...] = Field(min_length=4)
    trials: tuple[Trial, ...] = Field(min_length=5)
    habits: tuple[SafetyBehaviour, ...] = Field(min_length=5)
    signs: tuple[PlanChoice, ...] = Field(
        min_length=4
    )  # by what one will see whether it came true
    conclusions: tuple[Conclusion, ...] = Field(min_length=5)
    answers: ExperimentAnswers


class Rung(Frozen):
    """Something the client avoids, or seems to; with how hard it would be."""

    id: Id
    say: Text
    fear: Percent
    fits: bool  # belongs on the ladder; else it avoids after all, harms, or hangs on somebody else
    why: Text
    client: Text  # what the client says of it when asked how hard it would be


class LadderAnswers(Frozen):
    """The client's lines about a ladder as a whole."""

    accepts: Text
    too_steep: Text  # the first rung is too high, or a gap too big
    too_easy: Text  # nothing on it is hard
    order: Text  # a rung stands lower than it feels
    avoids: Text  # a rung is a way of avoiding
    leaves: (
        Text  # the way of climbing lets the fear win: leaving at its height, or holding something
    )
    few: Text  # too few rungs, or none near the aim
    unchanged: Text


class Ladder(Frozen):
    """What graded steps with one client can be."""

    schema_version: Literal[1]
    id: Id
    intro: Text
    known: tuple[Text, ...] = Field(min_length=4)
    aim: Text  # what is on top, in the client's words
    rungs: tuple[Rung, ...] = Field(min_length=9)
    ways: tuple[PlanChoice, ...] = Field(min_length=5)  # how to climb
    later: Text  # how the first week went with a good ladder
    later_steep: Text  # with one that was agreed on although something stood in its way
    answers: LadderAnswers


class Person(Frozen):
    """Somebody around the client."""

    id: Id
    name: Text
    told: Text  # what the client told about this person
    ring: Ring
    gives: Gives  # above all
    why: Text  # why there, and that
    first: Fit  # as the one to turn to first
    client: Text  # what the client says to turning to this person


class SupportAnswers(Frozen):
    """The client's lines about the people around as a whole."""

    accepts: Text
    vague: Text  # nothing in particular is asked
    too_much: Text  # too much at once, or everything of one person
    costs: Text  # to ask who turned the client away, or who costs more than gives
    nobody: Text  # nobody is chosen
    unchanged: Text


class SupportMap(Frozen):
    """The people around one client, and whom to turn to with what."""

    schema_version: Literal[1]
    id: Id
    intro: Text
    people: tuple[Person, ...] = Field(min_length=6)
    requests: tuple[PlanChoice, ...] = Field(
        min_length=5
    )  # what to ask; small and particular, or not
    later: Text  # how it went with a good choice
    later_poor: Text
    answers: SupportAnswers
