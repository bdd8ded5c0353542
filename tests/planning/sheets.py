"""Sheets with clients, for tests."""

from copy import deepcopy
from datetime import date
from functools import cache

from workbook.content import case_ids, open_case
from workbook.exercises.worksheet import Exercise
from workbook.language import LANGUAGES

TODAY = "2026-11-23"
SHEETS = [
    (case_id, spec.id)
    for case_id in case_ids()
    for spec in open_case(case_id).exercises
    if spec.kind == "worksheet"
]


def places(kind):
    """Every client who has a sheet of a kind, in every language."""
    return [(case, lang) for case, sheet in SHEETS if sheet == kind for lang in LANGUAGES]


@cache
def sheet(case_id, kind):
    case = open_case(case_id)
    spec = next(spec for spec in case.exercises if spec.id == kind)
    return Exercise(case, spec, by_meaning=False)


def good(case_id, kind, lang, stage="plan"):
    """What a supervisor would be content with, to change."""
    return deepcopy(sheet(case_id, kind).good(stage, lang=lang, today=TODAY)["filled"])


def judged(case_id, kind, lang, filled, stage="plan", *, asked="Are you thinking of suicide?"):
    """What the rules and the client make of it."""
    exercise = sheet(case_id, kind)
    read = exercise.read(filled, lang)
    read = read.model_copy(update={"texts": {**read.texts, "asked": asked}})
    return exercise.kept(lang).judge(read, stage, today=date.fromisoformat(TODAY), before=())


def open_points(verdict):
    """The rules that do not hold."""
    return [one.rule for one in verdict.findings if one.holds is False]
