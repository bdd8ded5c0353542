"""How far a trainee is: each exercise, each client, their own view beside the workbook's, what comes next."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any

from workbook.debrief import computed_ratings
from workbook.language import say
from workbook.practice import shown
from workbook.practice.lab import LAB
from workbook.practice.studio import STUDIO

if TYPE_CHECKING:
    from workbook.content import CaseHead, ExerciseSpec
    from workbook.practice.book import Workbook
    from workbook.record import AttemptRow


def clients(book: Workbook) -> list[dict[str, Any]]:
    """Every client there is to talk with, the easiest first, with the talks and how far each is."""
    return [
        {
            **shown.client(case, book.lang),
            "talks": [
                _of_talk(book, case, spec)
                | {"title": spec.title.read(book.lang), "talk": spec.kind == "roleplay"}
                for spec in case.exercises
            ],
        }
        for case in sorted(book.cases(), key=lambda case: (case.level, case.id))
    ]


def progress(book: Workbook) -> list[dict[str, Any]]:
    """Each exercise with its state: new, begun or done."""
    talks = [_of_talk(book, case, spec) for case in book.cases() for spec in case.exercises]
    return talks + book.lab.progress() + book.studio.progress()


def calibration(book: Workbook) -> list[dict[str, Any]]:
    """Every finished talk that the trainee rated, oldest first: their own view and the workbook's, 0-10."""
    found = []
    for case in book.cases():
        for spec in case.exercises:
            if spec.kind == "roleplay":
                for row in book.record.attempts(f"{case.id}/{spec.id}"):
                    found += _rated(book, row)
    return sorted(found, key=lambda talk: talk["at"])


def _rated(book: Workbook, row: AttemptRow) -> list[dict[str, Any]]:
    exercise, spec = book.exercise(row.exercise)
    steps = book.record.steps(row)
    own = (steps[-1].outcome["state"].get("ratings") if steps else None) or {}
    attempt = book.resumed(row, exercise) if own else None
    if attempt is None or not attempt.exchanges:
        return []
    computed = computed_ratings(attempt.exchanges)
    return [
        {
            "title": f"{exercise.case.title.read(book.lang)}: {spec.title.read(book.lang)}",
            "at": steps[-1].at.isoformat(),
            "own": round(fmean(own.values()), 1),
            "computed": round(fmean(computed[name] for name in own), 1),
        }
    ]


def next_step(book: Workbook) -> dict[str, str] | None:
    """The exercise to go on with: one that was begun, else the first that is new."""
    rows = book.progress()
    lessons = {f"{case.id}/{s.id}": s.lesson for case in book.cases() for s in case.exercises}
    lessons |= {f"{LAB}/{s.id}": s.lesson for s in book.lab.specs}
    lessons |= {f"{STUDIO}/{s.id}": s.lesson for s in book.studio.specs}
    for state, words in (
        ("begun", say(book.lang, "Go on with {title}.")),
        ("new", say(book.lang, "Begin with {title}.")),
    ):
        for row in rows:
            if row["state"] == state:
                step = {"exercise": row["exercise"], "text": words.format(title=row["title"])}
                lesson = lessons[row["exercise"]]
                return {**step, "lesson": f"{lesson}.ipynb"} if lesson else step
    return None


def _of_talk(book: Workbook, case: CaseHead, spec: ExerciseSpec) -> dict[str, Any]:
    exercise_id = f"{case.id}/{spec.id}"
    rows = book.record.attempts(exercise_id)
    turns, best, state, at = 0, None, "new", None
    for row in rows:
        steps = book.record.steps(row)
        said = sum(step.response.get("kind") == "say" for step in steps)
        scores = [step.outcome["score"] for step in steps if step.outcome.get("score") is not None]
        turns = max(turns, said)
        best = max([*scores, best or 0.0]) if scores else best
        at = max(filter(None, (at, steps[-1].at if steps else row.begun_at)))
        state = "done" if scores else state if state == "done" else "begun"
    return {
        "exercise": exercise_id,
        "title": f"{case.title.read(book.lang)}: {spec.title.read(book.lang)}",
        "state": state,
        "turns": turns,
        "score": best,
        "at": at.isoformat() if at else None,
        "minutes": case.minutes,
    }
