"""A sheet: one file as it was read, what kind of content it holds, and its slips in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from workbook.content.bank import Batch, Changes, Deck
from workbook.content.care import RiskQuestions, SafetyPlan, Vignettes
from workbook.content.case import Case
from workbook.content.codebook import (
    Codebook,
    CommonTopics,
    Drills,
    Dynamics,
    Lifelines,
    Phrasebook,
    Rubric,
    SecondLabels,
)
from workbook.content.coping import CasePlan, PlanRules, Strategies
from workbook.content.linting.mistakes import Finding, Slip, finding
from workbook.content.marks import Marked, Where
from workbook.content.moments import Moments
from workbook.content.sheets import Experiment, Ladder, SheetRules, SupportMap
from workbook.content.thought_record import ThoughtRecord
from workbook.content.transcript import Transcript

BESIDE = (
    "thought-record.yaml",
    "plan.yaml",
    "experiment.yaml",
    "ladder.yaml",
    "support.yaml",
)  # a case
MOMENTS = "moments"  # the folder of sets of moments beside codebooks, or beside a course's cases
_BY_NAME: dict[str, type[BaseModel]] = {
    "case": Case,
    "thought-record": ThoughtRecord,
    "plan": CasePlan,
    "coping_strategies": Strategies,
    "plan_rules": PlanRules,
    "dynamics": Dynamics,
    "common_topics": CommonTopics,
    "common_questions": CommonTopics,
    "experiment": Experiment,
    "lab": Drills,
    "ladder": Ladder,
    "lifelines": Lifelines,
    "phrasebook": Phrasebook,
    "risk_questions": RiskQuestions,
    "rubric": Rubric,
    "safety_plan": SafetyPlan,
    "second_labels": SecondLabels,
    "sheet_rules": SheetRules,
    "studio": Drills,
    "support": SupportMap,
    "vignettes": Vignettes,
}
_BY_KEY: dict[str, type[BaseModel]] = {
    "storylets": Case,
    "turns": Transcript,
    "items": Batch,
    "thoughts": Deck,
    "rename": Changes,
    "hide": Changes,
    "codes": Codebook,
    "rules": Dynamics,
    "topics": CommonTopics,
    "lines": Lifelines,
    "phrases": Phrasebook,
    "criteria": Rubric,
    "statements": ThoughtRecord,
    "labels": SecondLabels,
    "exercises": Drills,
    "moments": Moments,
}
_OF_A_WHOLE_CODEBOOK = frozenset(("id", "title", "licence"))  # what changes to one do not have


def kind_of(file: Path, value: dict[str, Any]) -> type[BaseModel] | None:
    """What kind of content a file holds: by its name, else by a key that only this kind has."""
    if file.parent.name == MOMENTS:
        return Moments
    if file.stem in _BY_NAME:
        return _BY_NAME[file.stem]
    if file.stem == "distortions" and not _OF_A_WHOLE_CODEBOOK & value.keys():
        return Changes
    return next((kind for key, kind in _BY_KEY.items() if key in value), None)


@dataclass(frozen=True)
class Sheet:
    """One file as it was read, and what could be made of it."""

    file: Path
    marks: Marked
    content: BaseModel | None

    def findings(self, slips: Iterator[Slip], lang: str) -> Iterator[Finding]:
        """The slips in sentences, with their lines."""
        for code, where, given in slips:
            filled = {key: self._filled(key, value) for key, value in given.items()}
            filled["place"] = self.place(where)
            yield finding(code, self.file, self.marks.line(where), lang=lang, filled=filled)

    def _filled(self, key: str, value: object) -> object:
        if not isinstance(value, tuple):
            return value
        return self.marks.line(value) if key == "line" else self.place(value)

    def place(self, where: Where) -> str:
        """A part in words: the entries of lists by their ids, or counted from one."""
        part: Any = self.marks.value
        said: list[str] = []
        for step in where:
            try:
                part = part[step]
            except (LookupError, TypeError):
                part = None
            named = part.get("id") if isinstance(step, int) and isinstance(part, dict) else None
            counted = str(step + 1) if isinstance(step, int) else step
            said.append(named if isinstance(named, str) else counted)
        return " / ".join(said) or "The file"


@dataclass(frozen=True)
class Elsewhere:
    """A part of a sheet, said so that it can be found from another one."""

    sheet: Sheet
    where: Where

    def __str__(self) -> str:
        line = self.sheet.marks.line(self.where)
        return f"{self.sheet.place(self.where)} (line {line} of {self.sheet.file.name})"
