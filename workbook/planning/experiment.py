"""A behavioural experiment with a client (Bennett-Levy et al. 2004): what will be seen, how it is tried, what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from workbook.content.sheets import Experiment, SheetRules, Trial
from workbook.language import Text
from workbook.planning.checks import Finding
from workbook.planning.sheets import HOLDS, KIND_OF, Choices, Filled, Rules, Verdict, broken, soon

_FIRST = (
    ("prediction", "no_prediction"),
    ("specific", "vague"),
    ("testable", "too_big"),
    ("drops", "kept"),
    ("visible", "unseen"),
)  # what stands in the way, with the client's line; the first one decides


_DAY = {
    "en": re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"),
    "nl": re.compile(r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dag\b"),
}
_NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ][a-zà-ÿ]+")


def _names(text: str) -> set[str]:
    """Names: words with a capital within a sentence, but not the days."""
    return {
        name
        for name in _NAME.findall(text)
        if not any(d.search(name.lower()) for d in _DAY.values())
    }


class ExperimentKept:
    """An experiment with one client, in one language."""

    stages = ("plan", "learn")

    def __init__(
        self, sheet: Experiment, rules: SheetRules, *, lang: str, by_meaning: bool
    ) -> None:
        self.sheet, self._lang = sheet, lang
        self._rules = Rules(rules.rules["experiment"], lang)
        self._trials = Choices(
            [(one.id, (one.say.read(lang), *one.asks.read(lang))) for one in sheet.trials],
            by_meaning=by_meaning,
            fits={one.id: one.fit for one in sheet.trials},
            cautious=True,
        )
        # Whoever is named within a sentence of what is known.
        self._people = {
            name
            for words in (*sheet.known, *(one.say for one in sheet.trials))
            for name in _names(words.read(lang))
        }
        self._conclusions = Choices(
            [
                (str(place), (one.say.read(lang), *one.asks.read(lang)))
                for place, one in enumerate(sheet.conclusions)
            ],
            by_meaning=by_meaning,
            fits={str(place): one.fit for place, one in enumerate(sheet.conclusions)},
        )

    def empty(self, filled: Filled, stage: str) -> bool:
        return not filled.text("trial" if stage == "plan" else "conclusion")

    def judge(
        self, filled: Filled, stage: str, *, today: date, before: Sequence[Filled]
    ) -> Verdict:
        return self._learned(filled) if stage == "learn" else self._planned(filled, today)

    def line(self, verdict: Verdict) -> Text | None:
        part, _, name = verdict.answer.partition(":")
        if not part:
            return None
        if part == "one":
            return next(one.client for one in self.sheet.trials if one.id == name)
        if part == "conclusion":
            return self.sheet.conclusions[int(name)].client
        words: Text = getattr(self.sheet.answers, verdict.answer)
        return words

    def later(self, filled: Filled, verdict: Verdict) -> Text | None:
        trial = self.trial(verdict.known.get("trial"))
        if trial is None:
            return None
        return trial.later if self._drops(filled) else trial.kept

    def after(self, filled: Filled, verdict: Verdict) -> int:
        """How far the client believes the thought afterwards, 0-100."""
        trial = self.trial(verdict.known.get("trial"))
        return trial.after if trial and self._drops(filled) else self.sheet.belief

    def trial(self, name: str | None) -> Trial | None:
        """One of the ways of testing, by its id; None: there is none of that name."""
        return next((one for one in self.sheet.trials if one.id == name), None)

    def good(self, stage: str) -> dict[str, Any]:
        sheet, lang = self.sheet, self._lang

        def first(rows: Any) -> str:
            found: str = next(
                one.say.read(lang)
                for one in rows
                if getattr(one, "good", False) or getattr(one, "fit", "") == "good"
            )
            return found

        if stage == "learn":
            return {"texts": {"conclusion": first(sheet.conclusions)}}
        return {
            "texts": {
                "prediction": first(sheet.predictions),
                "trial": first(sheet.trials),
                "sign": first(sheet.signs),
            },
            "lists": {"drops": [one.id for one in sheet.habits if one.safety][:2]},
        }

    def _elsewhere(self, text: str, known: str) -> bool:
        """Whether own words name another person or another day than the test they were taken for."""
        trial = next(one for one in self.sheet.trials if one.id == known)
        told = " ".join((trial.say.read(self._lang), *trial.asks.read(self._lang)))
        for named in (_names(text) & self._people, set(_DAY[self._lang].findall(text.lower()))):
            if named and not named & {*_names(told), *_DAY[self._lang].findall(told.lower())}:
                return True
        return False

    def _drops(self, filled: Filled) -> bool:
        """Whether something that keeps the prediction from being tested is left out."""
        return any(one.safety and one.id in filled.listed("drops") for one in self.sheet.habits)

    def _planned(self, filled: Filled, today: date) -> Verdict:
        text = filled.text("trial")
        known = self._trials.nearest(text)
        if known and self._trials.same(text) is None and self._elsewhere(text, known):
            known = None  # what is known to have come of it would be another's story
        trial = self.trial(known)
        fits = None if trial is None else HOLDS[trial.fit]
        # A test that the case knows says where and when by its author's word.
        specific = (
            Finding(rule="specific", holds=True)
            if self._trials.same(filled.text("trial"))
            else self._rules.words("specific", filled.text("trial"))
        )
        findings = (
            self._rules.box(
                "prediction", filled.text("prediction"), self.sheet.predictions, self._lang
            ),
            specific,
            soon("soon", filled.days.get("first"), today),
            Finding(rule="drops", holds=self._drops(filled)),
            self._rules.box("visible", filled.text("sign"), self.sheet.signs, self._lang),
            Finding(
                rule="testable",
                holds=fits,
                because="" if fits is not False or trial is None else trial.why.read(self._lang),
            ),
        )
        recognised = {"trial": known} if known else {}
        wrong = broken(findings)
        if filled.days.get("first") is None:
            wrong |= {"specific"}  # "which day is it?"
        for rule, answer in _FIRST:
            if rule in wrong:
                own = rule == "testable" and known
                return Verdict(
                    kind="but",
                    answer=f"one:{known}" if own else answer,
                    findings=findings,
                    fit=trial.fit if trial else None,
                    known=recognised,
                )
        if trial is None:
            return Verdict(kind="part", answer="unknown", findings=findings)
        return Verdict(
            kind=KIND_OF[trial.fit],
            answer=f"one:{known}",
            findings=findings,
            fit=trial.fit,
            known=recognised,
        )

    def _learned(self, filled: Filled) -> Verdict:
        text = filled.text("conclusion")
        known = self._conclusions.nearest(text)
        if known is None:
            finding = self._rules.words("modest", text)
            # The case has no answer to it, so the client says nothing.
            return Verdict(kind="part" if finding.holds else "but", answer="", findings=(finding,))
        one = self.sheet.conclusions[int(known)]
        holds = HOLDS[one.fit]
        return Verdict(
            kind=KIND_OF[one.fit],
            answer=f"conclusion:{known}",
            findings=(
                Finding(
                    rule="modest", holds=holds, because="" if holds else one.why.read(self._lang)
                ),
            ),
            fit=one.fit,
            known={"conclusion": known},
        )
