"""Measuring an act, and a line that says how it compares with what was promised."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def show(what: str, ratio: float, aim: float, note: str) -> None:
    """One line of the result."""
    print(
        f"{'ok  ' if ratio <= aim else 'MISS'} {what:58} {ratio:5.2f}  (aim <= {aim:g})  {note}",
        flush=True,
    )


def p95(values: list[float]) -> float:
    """The value that one in twenty is above."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def timed(
    act: Callable[[], object], times: int = 1, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Milliseconds that an act takes, the median of several."""
    taken = []
    for _ in range(times):
        start = clock()
        act()
        taken.append(1000 * (clock() - start))
    return statistics.median(taken)
