"""What a later talk with a client goes on from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.content import open_case
from workbook.exercises.roleplay import SINCE

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.practice.book import Workbook


def earlier(book: Workbook, exercise_id: str, exercise: Any) -> dict[str, Any] | None:
    """What a later talk goes on from: the talk that it follows, and the step that was agreed on since."""
    if exercise.spec.sequel is None:
        return None
    case_id = exercise_id.partition("/")[0]
    state, ended = _ended(book, f"{case_id}/{exercise.spec.sequel.follows}", exercise.digest)
    step = _agreed(book, case_id, ended)
    return {**state, **({SINCE: step} if step else {})} or None


def _ended(
    book: Workbook, exercise_id: str, digest: str, *, phases: tuple[str, ...] = ("done",)
) -> tuple[dict[str, Any], datetime | None]:
    """The last state of the latest attempt that came as far as that, and when; empty: there is none."""
    for row in reversed(book.record.attempts(exercise_id)):
        steps = book.record.steps(row) if row.digest == digest else []
        if steps and steps[-1].outcome["state"]["phase"] in phases:
            return steps[-1].outcome["state"], steps[-1].at
    return {}, None


def _agreed(book: Workbook, case_id: str, since: datetime | None) -> str:
    """The step of the coping plan that was agreed with a client since then; empty: none."""
    own = next((s for s in open_case(case_id).exercises if s.kind == "coping_plan"), None)
    if own is None:
        return ""
    exercise, _ = book.exercise(f"{case_id}/{own.id}")
    state, ended = _ended(book, f"{case_id}/{own.id}", exercise.digest, phases=("later", "done"))
    if ended is None or (since and ended < since):
        return ""
    last = exercise.revive({"state": state, "next": {"ask": "nothing"}}).state
    if not last.agreed:
        return ""
    known = [step for step in last.last.known if step]
    options = {one.id: one for one in exercise.plans.options}
    # A plan that the case itself has lines about goes first.
    return next((step for step in known if options[step].agrees), known[0] if known else "")
