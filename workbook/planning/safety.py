"""A safety plan with a client who thinks of death (Stanley & Brown 2012): six parts, each checked for completeness."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from workbook.content.care import SafetyPart, SafetyPlan
from workbook.content.sheets import SheetRules
from workbook.language import Text
from workbook.planning.checks import Finding
from workbook.planning.sheets import Filled, Rules, Verdict, broken

GENERAL, ASKED = "general_words", "asked"


class SafetyKept:
    """A safety plan with one client, in one language."""

    stages = ("plan",)

    def __init__(
        self, sheet: SafetyPlan, rules: SheetRules, *, lang: str, by_meaning: bool
    ) -> None:
        self.sheet, self._lang = sheet, lang
        self._rules = Rules(rules.rules["safety_plan"], lang)
        self.parts: dict[str, SafetyPart] = {part.id: part for part in sheet.parts}

    def empty(self, filled: Filled, stage: str) -> bool:
        return not any(filled.text(part) for part in self.parts)

    def judge(
        self, filled: Filled, stage: str, *, today: date, before: Sequence[Filled]
    ) -> Verdict:
        findings = [self._part(part, filled.text(part)) for part in self.parts]
        whole = "\n".join(filled.text(part) for part in self.parts)
        findings.append(self._rules.words(GENERAL, whole))
        direct = bool(filled.text(ASKED))
        findings.append(Finding(rule=ASKED, holds=direct))
        wrong = broken(findings)
        first = next((part for part in self.parts if part in wrong), None)
        if wrong:
            return Verdict(
                kind="but",
                answer=f"one:{first}" if first else GENERAL if GENERAL in wrong else ASKED,
                findings=tuple(findings),
                fit="part" if len(wrong) < len(self.parts) / 2 else "wrong",
            )
        return Verdict(kind="accepts", answer="accepts", findings=tuple(findings), fit="good")

    def _part(self, part: str, text: str) -> Finding:
        poor = {one.read(self._lang).strip().lower() for one in self.parts[part].poor}
        entries = [line.strip() for line in text.splitlines() if line.strip()]
        known = next((entry for entry in entries if entry.lower() in poor), None)
        if known:
            return Finding(rule=part, holds=False, because=known)
        return self._rules.words(part, "\n".join(entries), fewest=1)

    def line(self, verdict: Verdict) -> Text:
        part, _, name = verdict.answer.partition(":")
        if part == "one":
            return self.parts[name].client
        words: Text = getattr(self.sheet.answers, verdict.answer)
        return words

    def later(self, filled: Filled, verdict: Verdict) -> Text | None:
        return (
            self.sheet.answers.later
            if verdict.kind == "accepts"
            else self.sheet.answers.later_gaps
        )

    def good(self, stage: str) -> dict[str, Any]:
        return {
            "texts": {
                part.id: "\n".join(one.read(self._lang) for one in part.offers)
                for part in self.sheet.parts
            }
        }
