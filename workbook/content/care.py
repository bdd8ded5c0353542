"""When it is more than a workbook's plan: vignettes of indication, questions about risk, the parts of a safety plan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workbook.content.case import Frozen, Id
from workbook.language import Text

Indication = Literal["self_help", "counsellor", "gp", "specialist", "crisis"]
Setting = Literal["in_person", "online", "either"]
PartId = Literal[
    "warning_signs",
    "own_coping",
    "distraction",
    "people_to_ask",
    "professionals",
    "safer_environment",
]


class Vignette(Frozen):
    """Somebody who was turned away and asks for help: what fits, where, and whether risk is asked about now."""

    id: Id
    level: Annotated[int, Field(ge=1, le=3)]
    text: Text
    indication: Indication
    also: tuple[Indication, ...] = ()
    tempting: Indication
    setting: Setting
    risk: bool
    reasons: dict[Indication | Setting, Text]


class Vignettes(Frozen):
    """The vignettes."""

    schema_version: Literal[1]
    vignettes: tuple[Vignette, ...] = Field(min_length=1)


class RiskQuestion(Frozen):
    """Something a trainee might say to ask about risk, and what a client can do with it."""

    id: Id
    say: Text
    quality: Literal["direct", "indirect", "leading", "frightened", "judging", "promising"]
    why: Text


class RiskQuestions(Frozen):
    """Ways of asking about risk, good and bad."""

    schema_version: Literal[1]
    items: tuple[RiskQuestion, ...] = Field(min_length=1)


class SafetyPart(Frozen):
    """One part of a safety plan: how to ask for it, what makes a good entry, and what one client says."""

    id: PartId
    name: Text
    ask: Text
    help: Text
    complete: Text
    poor: tuple[Text, ...] = Field(min_length=1)
    good: tuple[Text, ...] = Field(min_length=1)
    client: Text
    offers: tuple[Text, ...] = Field(min_length=1)


class SafetyPlan(Frozen):
    """The parts of a safety plan, in their order."""

    schema_version: Literal[1]
    source: str
    parts: tuple[SafetyPart, ...] = Field(min_length=6, max_length=6)
