"""Graded steps with a client who avoids: from what is hard but can be done to what is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from workbook.content.coping import Fit
from workbook.content.sheets import Ladder, Rung, SheetRules
from workbook.language import Text
from workbook.planning.answering import Kind
from workbook.planning.checks import Finding
from workbook.planning.sheets import Filled, Rules, Verdict, broken, soon

FEWEST_RUNGS, MOST_RUNGS = 5, 8
START = range(
    10, 46
)  # how hard the first rung may be, 0-100: hard, and still to be done this week
GAP = 25  # from one rung to the next
SLIP = 5  # how much easier the next may be and still count as the same
TOP = 70  # how hard the last is, at the least

_FIRST = (
    ("fits", "avoids"),
    ("number", "few"),
    ("order", "order"),
    ("start", "too_steep"),
    ("gaps", "too_steep"),
    ("top", "too_easy"),
    ("way", "leaves"),
)


class LadderKept:
    """A ladder with one client, in one language."""

    stages = ("plan",)

    def __init__(self, sheet: Ladder, rules: SheetRules, *, lang: str, by_meaning: bool) -> None:
        self.sheet, self._lang = sheet, lang
        self._rules = Rules(rules.rules["ladder"], lang)
        self._rungs = {rung.id: rung for rung in sheet.rungs}

    def empty(self, filled: Filled, stage: str) -> bool:
        return not self.chosen(filled)

    def chosen(self, filled: Filled) -> list[Rung]:
        """The rungs that the trainee took, in their order."""
        return [self._rungs[name] for name in filled.listed("rungs") if name in self._rungs]

    def judge(
        self, filled: Filled, stage: str, *, today: date, before: Sequence[Filled]
    ) -> Verdict:
        rungs = self.chosen(filled)
        fears = [rung.fear for rung in rungs]
        odd = next((rung for rung in rungs if not rung.fits), None)
        steps = list(pairwise(rungs))
        back = next(((a, b) for a, b in steps if b.fear < a.fear - SLIP), None)
        jump = next(((a, b) for a, b in steps if b.fear > a.fear + GAP), None)
        first = fears[0] if fears else 0
        findings = (
            Finding(rule="number", holds=FEWEST_RUNGS <= len(rungs) <= MOST_RUNGS),
            Finding(rule="start", holds=first in START, because=str(first)),
            Finding(rule="order", holds=back is None, because=self._both(back)),
            Finding(rule="gaps", holds=jump is None, because=self._both(jump)),
            Finding(
                rule="fits", holds=odd is None, because=odd.say.read(self._lang) if odd else ""
            ),
            Finding(rule="top", holds=bool(fears) and fears[-1] >= TOP),
            self._rules.box("way", filled.text("way"), self.sheet.ways, self._lang),
            soon("soon", filled.days.get("first"), today),
        )
        wrong = broken(findings)
        fit: Fit = "wrong" if odd or {"way", "order"} & wrong else "part" if wrong else "good"
        for rule, answer in _FIRST:
            if rule not in wrong:
                continue
            easy = rule == "start" and first < START.start
            line = "too_easy" if easy else answer
            if rule == "way" and not filled.text("way"):
                line = ""  # nothing was said about climbing, so there is nothing to answer
            return Verdict(kind="but", answer=line, findings=findings, fit=fit)
        # Without a day within the week it is agreed on, and may stay a drawing.
        kind: Kind = "part" if "soon" in wrong else "accepts"
        return Verdict(kind=kind, answer="accepts", findings=findings, fit=fit)

    def line(self, verdict: Verdict) -> Text | None:
        if not verdict.answer:
            return None
        words: Text = getattr(self.sheet.answers, verdict.answer)
        return words

    def later(self, filled: Filled, verdict: Verdict) -> Text | None:
        return self.sheet.later if verdict.kind == "accepts" else self.sheet.later_steep

    def good(self, stage: str) -> dict[str, Any]:
        rungs = sorted(
            (rung for rung in self.sheet.rungs if rung.fits), key=lambda rung: rung.fear
        )
        rungs = [rung for rung in rungs if rung.fear >= START.start]
        while len(rungs) > MOST_RUNGS:
            # The one whose neighbours lie closest together is missed least.
            gaps = [rungs[n + 1].fear - rungs[n - 1].fear for n in range(1, len(rungs) - 1)]
            del rungs[1 + gaps.index(min(gaps))]
        way = next(one for one in self.sheet.ways if one.good)
        return {
            "lists": {"rungs": [rung.id for rung in rungs]},
            "texts": {"way": way.say.read(self._lang)},
        }

    def _both(self, pair: tuple[Rung, Rung] | None) -> str:
        return " / ".join(f"{one.say.read(self._lang)} ({one.fear})" for one in pair or ())
