"""Codebooks and the other pages that all cases share."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from workbook.content.case import CodeId, ExerciseSpec, Id, Rule, Share, Topic
from workbook.content.frozen import Frozen
from workbook.language import Examples, Text

FAMILIES = ("question", "reflection", "input", "relation", "unhelpful", "other")


class Code(Frozen):
    """A behaviour code, distortion or strategy: what it is and what it is not."""

    id: CodeId
    family: CodeId
    name: Text
    definition: Text
    aim: Text | None = None  # therapist codes: what such a move is for
    caution: Text | None = None  # when it costs more than it gives
    stronger: Text | None = None  # unhelpful codes: what to do instead
    question: Text | None = None  # distortions: a Socratic question that fits
    questions: Examples = Examples()  # distortions: further ones
    maintains: Text | None = None  # distortions: what keeps it going
    examples: Examples
    near_misses: tuple[tuple[Text, CodeId], ...] = ()  # looks like it, is the other code
    source: str


class Codebook(Frozen):
    """A set of codes."""

    schema_version: Literal[1]
    id: CodeId
    title: Text
    licence: Literal["CC-BY-SA-4.0"]
    codes: tuple[Code, ...] = Field(min_length=1)
    hidden: tuple[CodeId, ...] = ()  # known, and no longer offered

    def code(self, code_id: str) -> Code:
        return next(code for code in self.codes if code.id == code_id)

    @property
    def in_use(self) -> tuple[str, ...]:
        return tuple(code for code in self.ids if code not in self.hidden)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(code.id for code in self.codes)


class Dynamics(Frozen):
    """The rules by which any client moves, in one readable place."""

    schema_version: Literal[1]
    rules: tuple[Rule, ...] = Field(min_length=1)


class CommonTopic(Topic):
    """Something that trainees say to every client."""

    patterns: Examples = Examples()  # regular expressions that settle it, whatever else is said


class CommonTopics(Frozen):
    """What trainees say to every client.

    About the talk itself (greetings, thanks, "are you a robot?"), or about the client whatever the
    case ("what went through your mind?", "do you have children?").
    """

    schema_version: Literal[1]
    topics: tuple[CommonTopic, ...] = Field(min_length=1)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(topic.id for topic in self.topics)


class Criterion(Frozen):
    """One thing a talk is looked at for, and what each level of it looks like."""

    id: Id
    name: Text
    aim: Text
    of: Literal["turns", "cues", "strains"]  # what the share is a share of
    good: tuple[CodeId, ...] = ()  # codes or families that count for it
    poor: tuple[CodeId, ...] = ()  # and against it
    levels: tuple[Share, Share, Share, Share]  # shares from which level 1, 2, 3, 4 is reached
    anchors: tuple[Text, Text, Text, Text, Text]  # what level 0, 1, 2, 3, 4 looks like
    source: str


class Rubric(Frozen):
    """How a whole talk is looked back on."""

    schema_version: Literal[1]
    title: Text
    licence: str
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Phrasebook(Frozen):
    """What trainees of each kind say to any client; the bots talk from it."""

    schema_version: Literal[1]
    phrases: dict[CodeId, Examples]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.phrases)

    def of(self, kind: str, lang: str) -> tuple[str, ...]:
        return self.phrases[kind].read(lang)


class DrillSpec(ExerciseSpec):
    """One exercise of the distortion lab."""

    tasks: int = Field(ge=1)  # in a round
    minutes: int = Field(ge=1)


class Drills(Frozen):
    """The exercises of the distortion lab."""

    schema_version: Literal[1]
    exercises: tuple[DrillSpec, ...] = Field(min_length=1)


class SecondLabels(Frozen):
    """What a second person called the items without seeing the key."""

    schema_version: Literal[1]
    how: Text  # who did it and how
    labels: dict[str, dict[Id, CodeId]]  # by language and item


class Line(Frozen):
    """One place to turn to in a crisis."""

    id: Id
    name: str
    where: Literal["nl", "be", "international"]
    contact: Text
    hours: Text
    checked: date  # when somebody last made sure of it
    source: str


class Lifelines(Frozen):
    """Crisis lines, each with the date it was checked."""

    schema_version: Literal[1]
    intro: Text
    lines: dict[str, tuple[Line, ...]]  # by language in use, most fitting first
