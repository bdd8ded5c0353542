"""Sheets that are filled in with one client: an experiment, a ladder, the people around."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workbook.content.linting.choices import (
    box,
    fitting,
    same_texts,
    same_wordings,
    spoken,
    wanting,
)
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import repeated
from workbook.content.marks import Where
from workbook.content.sheets import Experiment, Ladder, Rung, SupportMap

FEWEST_RUNGS = 5  # these are those of workbook/planning/ladder.py (a test compares them)
START = range(10, 46)
GAP = 25
TOP = 70


def gaps_in_experiment(sheet: Experiment) -> Iterator[Slip]:
    """An experiment with which nothing can be learned, or only one thing chosen."""
    yield from repeated("trials", [one.id for one in sheet.trials])
    yield from repeated("habits", [one.id for one in sheet.habits])
    yield from box(("predictions",), sheet.predictions)
    yield from box(("signs",), sheet.signs)
    yield from fitting(("trials",), [one.fit for one in sheet.trials])
    yield from fitting(("conclusions",), [one.fit for one in sheet.conclusions])
    if sheet.habits:
        safe = {one.safety for one in sheet.habits}
        there = {"a safety behaviour": True in safe, "a harmless habit": False in safe}
        yield from wanting(("habits",), there)
    for i, trial in enumerate(sheet.trials):
        if trial.fit == "good" and trial.after >= sheet.belief:
            where: Where = ("trials", i, "after")
            yield slip("C911", where, after=trial.after, belief=sheet.belief)
    yield from same_wordings(("trials",), sheet.trials)
    yield from same_wordings(("conclusions",), sheet.conclusions)
    yield from same_texts(spoken(sheet))


def gaps_in_ladder(sheet: Ladder) -> Iterator[Slip]:
    """A ladder that cannot be climbed, or on which everything belongs."""
    yield from repeated("rungs", [rung.id for rung in sheet.rungs])
    yield from box(("ways",), sheet.ways)
    if sheet.rungs:
        misfit = not all(rung.fits for rung in sheet.rungs)
        yield from wanting(("rungs",), {"off the ladder ('fits: false')": misfit})
    rungs = [(("rungs", i, "fear"), rung) for i, rung in enumerate(sheet.rungs) if rung.fits]
    if rungs:
        yield from _climb(sorted(rungs, key=lambda placed: placed[1].fear))
    yield from same_texts(spoken(sheet))


def _climb(rungs: list[tuple[tuple[str, int, str], Rung]]) -> Iterator[Slip]:
    """What is wrong with the rungs that fit, the easiest first."""
    here: Where = ("rungs",)
    if len(rungs) < FEWEST_RUNGS:
        yield slip("C912", here, count=len(rungs), least=FEWEST_RUNGS)
    for (first, below), (place, above) in pairwise(rungs):
        # They are in the order of their fears; what is reported stands later in the file.
        where, other = max(place, first), min(place, first)
        if above.fear == below.fear:
            yield slip("C913", where, fear=above.fear, other=other, line=other)
        elif above.fear - below.fear > GAP:
            yield slip(
                "C915", place, gap=above.fear - below.fear, other=first, line=first, most=GAP
            )
    if not any(rung.fear in START for _, rung in rungs):
        yield slip("C914", here, least=START.start, most=START.stop - 1)
    place, last = rungs[-1]
    if last.fear < TOP:
        yield slip("C916", place, fear=last.fear, least=TOP)


def gaps_in_support(sheet: SupportMap) -> Iterator[Slip]:
    """People among whom there is nobody to turn to, or nobody who costs more than gives."""
    yield from repeated("people", [one.id for one in sheet.people])
    yield from box(("requests",), sheet.requests)
    if sheet.people:
        there = {
            "good as the first to turn to": any(one.first == "good" for one in sheet.people),
            "somebody who costs more than gives": any(
                one.gives == "costs" for one in sheet.people
            ),
        }
        yield from wanting(("people",), there)
    yield from same_texts(spoken(sheet))
