"""What all cases share, as far as it can be read: codes, families, distortions, common topics, rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from workbook.content.case import Case, Rule, Topic
from workbook.content.codebook import FAMILIES, Codebook, CommonTopics, Dynamics
from workbook.content.coping import Strategies
from workbook.content.linting.draft import draft
from workbook.content.marks import read

M = TypeVar("M", bound=BaseModel)
LABELS = (
    "feeling",
    "strength",
    "risk",
    "withdrawal",
    "confrontation",
)  # of cues, besides distortions
GATED = 0.3  # a fact that needs more openness than this is not simply told


@dataclass(frozen=True)
class Shared:
    """The shared pages that cases refer to."""

    skills: Codebook
    distortions: Codebook
    common: CommonTopics
    questions: CommonTopics
    dynamics: Dynamics
    strategies: Strategies

    @classmethod
    def read(cls, folder: Path) -> Shared:
        def page(name: str, kind: type[M]) -> M:
            return draft(kind, read(folder / f"{name}.yaml").value)

        return cls(
            skills=page("therapist_skills", Codebook),
            distortions=page("distortions", Codebook),
            common=page("common_topics", CommonTopics),
            questions=page("common_questions", CommonTopics),
            dynamics=page("dynamics", Dynamics),
            strategies=page("coping_strategies", Strategies),
        )

    @cached_property
    def families(self) -> dict[str, str]:
        """The family of each therapist code."""
        return {code.id: code.family for code in self.skills.codes}

    @cached_property
    def heard(self) -> frozenset[str]:
        """All that an utterance can be heard as: codes and families."""
        return frozenset((*self.families, *FAMILIES))

    @cached_property
    def labels(self) -> frozenset[str]:
        """All that a cue can be labelled with."""
        return frozenset((*self.distortions.ids, *LABELS)) - {"none"}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """The common topics and questions by id."""
        return {topic.id: topic for topic in (*self.common.topics, *self.questions.topics)}

    def rules(self, case: Case) -> tuple[Rule, ...]:
        """The rules that move this client: the case's own in place of, or after, the shared ones."""
        own = {rule.id: rule for rule in case.dynamics}
        shared = tuple(own.pop(rule.id, rule) for rule in self.dynamics.rules)
        return shared + tuple(own.values())
