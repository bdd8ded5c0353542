"""The content of the studio, read from the shelf when it is first needed."""

from __future__ import annotations

from functools import cache

from workbook.content.care import RiskQuestions, SafetyPlan, Vignettes
from workbook.content.codebook import Drills, DrillSpec
from workbook.content.moments import Moments
from workbook.content.sheets import Experiment, Ladder, SheetRules, SupportMap
from workbook.content.shelf import CODEBOOKS, beside, case_folders, pressed, read_page
from workbook.errors import UnknownName


@cache
def experiment(case_id: str) -> Experiment:
    """What a behavioural experiment with the client of a case can be.

    Raises:
        ContentError: it has none, or it cannot be used as it is written.
    """
    return pressed(beside(case_id, "experiment.yaml"), Experiment, f"{case_id}-experiment")


@cache
def ladder(case_id: str) -> Ladder:
    """What graded steps with the client of a case can be.

    Raises:
        ContentError: it has none, or it cannot be used as it is written.
    """
    return pressed(beside(case_id, "ladder.yaml"), Ladder, f"{case_id}-ladder")


@cache
def support_map(case_id: str) -> SupportMap:
    """The people around the client of a case.

    Raises:
        ContentError: it has none, or it cannot be used as it is written.
    """
    return pressed(beside(case_id, "support.yaml"), SupportMap, f"{case_id}-support")


@cache
def safety_plan() -> SafetyPlan:
    """The safety plan, with the client of the case that it is made with."""
    return pressed(CODEBOOKS / "safety_plan.yaml", SafetyPlan, "safety-plan")


@cache
def sheet_rules() -> SheetRules:
    """The rules that sheets are checked by."""
    return pressed(CODEBOOKS / "sheet_rules.yaml", SheetRules, "sheet-rules")


@cache
def vignettes() -> Vignettes:
    """People who ask for help, and what fits."""
    return pressed(CODEBOOKS / "vignettes.yaml", Vignettes, "vignettes")


@cache
def risk_questions() -> RiskQuestions:
    """Ways of asking about risk."""
    return pressed(CODEBOOKS / "risk_questions.yaml", RiskQuestions, "risk-questions")


@cache
def moments(name: str) -> Moments:
    """A set of moments by its id: a course's own beside its cases, else the workbook's.

    Raises:
        UnknownName: there is no such set.
        ContentError: it cannot be used as it is written.
    """
    for folder in (*case_folders()[1:], CODEBOOKS):
        path = folder / "moments" / f"{name}.yaml"
        if path.exists():
            return pressed(path, Moments, f"moments-{name}")
    raise UnknownName(f"no set of moments {name!r}; there are: {', '.join(moment_ids())}")


def moment_ids() -> tuple[str, ...]:
    """The ids of all sets of moments."""
    found = (
        path.stem
        for folder in (*case_folders()[1:], CODEBOOKS)
        for path in (folder / "moments").glob("*.yaml")
    )
    return tuple(sorted(set(found)))


@cache
def studio() -> tuple[DrillSpec, ...]:
    """The rounds of the studio: those with a page of their own, then one for each set of moments."""
    own = read_page(CODEBOOKS / "studio.yaml", Drills).exercises
    sets = [moments(name) for name in moment_ids()]
    return (
        *own,
        *(
            DrillSpec(
                id=one.id,
                kind="moment",
                title=one.title,
                aim=one.aim,
                lesson=one.lesson,
                tasks=one.tasks,
                minutes=one.minutes,
            )
            for one in sets
        ),
    )
