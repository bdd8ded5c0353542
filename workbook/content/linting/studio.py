"""What plans, sheets, moments and care are looked at for, each by the rules of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel

from workbook.content.care import RiskQuestions, SafetyPlan, Vignettes
from workbook.content.coping import CasePlan, PlanRules, Strategies
from workbook.content.linting import care, choices, lab, moments, people, plans, rules, sheets
from workbook.content.linting.mistakes import Slip
from workbook.content.linting.names import misplaced
from workbook.content.linting.shared import Shared
from workbook.content.linting.sheet import Sheet
from workbook.content.marks import Where
from workbook.content.moments import Moments
from workbook.content.sheets import Experiment, Ladder, SheetRules, SupportMap

KINDS = (
    CasePlan,
    Strategies,
    PlanRules,
    Experiment,
    Ladder,
    SupportMap,
    SheetRules,
    Moments,
    Vignettes,
    RiskQuestions,
    SafetyPlan,
)


def gaps(sheet: Sheet, shared: Shared, folders: Sequence[Path]) -> Iterator[Slip]:
    """Everything wrong with a plan, a sheet, moments or a page of care.

    Args:
        sheet: the file.
        shared: what all cases share.
        folders: where cases are looked for.
    """
    content = sheet.content
    if not isinstance(content, KINDS):
        return
    yield from choices.missing_ways(content)
    match content:
        case CasePlan() | Experiment() | Ladder() | SupportMap():
            yield from _beside_case(sheet, content, shared)
        case Strategies():
            yield from misplaced(content.id, sheet.file.stem, "file")
            yield from plans.gaps_in_strategies(content)
        case PlanRules():
            yield from rules.gaps_in_plan_rules(content)
        case SheetRules():
            yield from rules.gaps_in_sheet_rules(content)
        case Moments():
            yield from _moments(sheet, content, shared, folders)
        case _:
            yield from _care(content, folders)


def _beside_case(
    sheet: Sheet, content: CasePlan | Experiment | Ladder | SupportMap, shared: Shared
) -> Iterator[Slip]:
    folder = sheet.file.resolve().parent
    yield from misplaced(content.id, folder.name, "folder")
    own: tuple[Where, ...] = ()
    match content:
        case CasePlan():
            strategies = [one.id for one in shared.strategies.strategies]
            agreed = people.plans_of(folder / "case.yaml")
            yield from plans.gaps_in_plan(content, strategies, agreed)
        case Experiment():
            own = (("thought",),)
            yield from sheets.gaps_in_experiment(content)
        case Ladder():
            own = (("aim",),)
            yield from sheets.gaps_in_ladder(content)
        case SupportMap():
            yield from sheets.gaps_in_support(content)
    client = people.client_of(folder / "case.yaml")
    if client is None or client.style != people.TALKS_CLINICAL:
        yield from choices.jargon(content, *own)


def _moments(
    sheet: Sheet, content: Moments, shared: Shared, folders: Sequence[Path]
) -> Iterator[Slip]:
    yield from misplaced(content.id, sheet.file.stem, "file")
    yield from lab.strange_lesson(("lesson",), content.lesson)
    # A course's own cases stand beside its moments.
    found = [one for _, one in people.clients({*folders, *sheet.file.resolve().parents[1:2]})]
    talkers = {people.first_name(one) for one in found if one.style == people.TALKS_CLINICAL}
    names = {people.first_name(one) for one in found}
    yield from moments.gaps_in_moments(content, shared.families, names, talkers)


def _care(content: BaseModel, folders: Sequence[Path]) -> Iterator[Slip]:
    match content:
        case Vignettes():
            yield from care.gaps_in_vignettes(content)
        case RiskQuestions():
            yield from care.gaps_in_questions(content)
            yield from choices.jargon(content)
        case SafetyPlan():
            known = dict(people.clients(folders))
            yield from care.gaps_in_safety_plan(content, known)
            client = known.get(content.id)
            if client is None or client.style != people.TALKS_CLINICAL:
                yield from choices.jargon(content)
