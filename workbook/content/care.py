"""When it is more than a workbook's plan: vignettes of indication, questions about risk, the parts of a safety plan."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from workbook.content.case import Id
from workbook.content.frozen import Frozen
from workbook.language import Examples, Text

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


Quality = Literal["direct", "indirect", "leading", "frightened", "judging", "promising"]


class RiskQuestion(Frozen):
    """Something a trainee might say to ask about risk, and what a client can do with it."""

    id: Id
    say: Text
    quality: Quality
    why: Text


class Occasion(Frozen):
    """Something a client says after which risk is to be asked about, in one's own words."""

    id: Id
    client: Text
    opens: Text  # what the client says to a question that leaves room for it
    closes: Text  # and to one that does not
    why: Text  # what in these words calls for the question


# Saying the word is not asking: a mark, a verb before "you", or "I want to know whether".
_ASKING = {
    "en": re.compile(
        r"\?|^\W*(?:(?:and|so|but|ok(?:ay)?|well)\W+)*(?:do|are|have|did|were|is|has|would|could|can)\b|\b(?:i(?:'d| would)? (?:want|like|need|have) to (?:ask|know)|whether|i(?:'m| am)? ask)",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\?|^\W*(?:(?:en|dus|maar|ok[eé]?|nou)\W+)*\w+ (?:je|jij|u)\b|\bik (?:wil|wou|moet|zou)\b[^.]*\b(?:vragen|weten)\b|\bik vraag\b",
        re.IGNORECASE,
    ),
}


class RiskQuestions(Frozen):
    """Ways of asking about risk, good and bad."""

    schema_version: Literal[1]
    names: dict[Quality, Text]  # what each way of asking is called
    patterns: dict[Literal["direct", "leading", "frightened", "judging", "promising"], Examples]
    items: tuple[RiskQuestion, ...] = Field(min_length=1)
    occasions: tuple[Occasion, ...] = Field(min_length=1)

    def quality(self, text: str, lang: str) -> Quality | None:
        """How a question of one's own asks, by its words; None: it says nothing that can be told apart.

        What makes no the easy answer weighs more than the plain word that stands in it.
        """
        for name in ("promising", "judging", "frightened", "leading"):
            if any(re.search(one, text, re.IGNORECASE) for one in self.patterns[name].read(lang)):
                return name
        if not _ASKING[lang].search(text):
            return None
        direct = any(
            re.search(one, text, re.IGNORECASE) for one in self.patterns["direct"].read(lang)
        )
        return "direct" if direct else None


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


class SafetyAnswers(Frozen):
    """The client's lines about the plan as a whole."""

    accepts: Text
    general_words: Text  # something stands in it that does not belong on paper
    asked: Text  # nobody asked whether the thoughts are there now
    closed: Text  # to a question about it without the plain word, or that steers towards a no
    direct: Text  # the answer to that question
    unasked: Text  # to a question that is about none of the parts
    unchanged: Text
    later: Text  # how it went with a complete plan
    later_gaps: Text  # and with one that had gaps


class SafetyPlan(Frozen):
    """The parts of a safety plan, in their order, and one client's answers to them."""

    schema_version: Literal[1]
    id: Id  # the case
    intro: Text
    known: tuple[Text, ...] = Field(min_length=3)
    source: str
    answers: SafetyAnswers
    parts: tuple[SafetyPart, ...] = Field(min_length=6, max_length=6)
