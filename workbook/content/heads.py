"""What a list of clients shows of each, without reading the cases themselves."""

from __future__ import annotations

from functools import cache

from workbook.content.case import Case, Client, ExerciseSpec
from workbook.content.frozen import Frozen
from workbook.content.shelf import case_path, open_case, pressed
from workbook.language import Text


class CaseHead(Frozen):
    """The head of a case: who the client is, and which exercises there are."""

    id: str
    title: Text
    matter: Text | None
    level: int
    minutes: int
    languages: tuple[str, ...]
    client: Client
    exercises: tuple[ExerciseSpec, ...]
    care: bool  # the talk may touch on thoughts of death


@cache
def case_head(case_id: str) -> CaseHead:
    """The head of a case; the case is read only where no copy of its head is kept.

    Raises:
        UnknownName: there is no such case.
        ContentError: it cannot be used as it is written.
    """
    path = case_path(case_id)
    return pressed(path, CaseHead, f"{case_id}-head", make=lambda: _head(open_case(case_id)))


def _head(case: Case) -> CaseHead:
    return CaseHead(
        id=case.id,
        title=case.title,
        matter=case.matter,
        level=case.level,
        minutes=case.minutes,
        languages=case.languages,
        client=case.client,
        exercises=case.exercises,
        care=any(fact.risk for fact in case.facts),
    )
