"""An expected talk kept with its case: the case's test."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from workbook.content.case import CodeId, Id
from workbook.content.condition import Conditions
from workbook.content.frozen import Frozen
from workbook.language import LANGUAGES, Words


def _one_of_ours(lang: str) -> str:
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; there are: {', '.join(LANGUAGES)}")
    return lang


def _as_list(written: object) -> object:
    return (written,) if isinstance(written, str) else written


_WORD = {"type": "string"}
OneOrMore = Annotated[
    tuple[Id, ...],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [_WORD, {"type": "array", "items": _WORD}]}),
]


class Hearing(Frozen):
    """What an utterance must be heard as; what is left out is not checked."""

    primary: CodeId | None = None  # the therapist code that the client mainly reacts to
    about: Id | None = None  # the topic, fact or storylet that it is most about


class Turn(Frozen):
    """One utterance of the therapist, and what must come of it; what is left out is not checked."""

    said: Words
    hears: Hearing | None = None
    storylet: OneOrMore = ()  # the storylet that answers; any of them where several are named
    reveals: tuple[Id, ...] = ()  # facts disclosed in this turn, all of them and no other
    then: Conditions = ()  # what must hold after the client's line, such as "alliance >= 0.4"
    line: Words | None = None  # the client's line, word for word


class Transcript(Frozen):
    """A talk in one language that must play as written, and how the client must be at the end."""

    schema_version: Literal[1]
    id: Id  # the file's name without .yaml
    lang: Annotated[str, AfterValidator(_one_of_ours), WithJsonSchema({"enum": list(LANGUAGES)})]
    exercise: Id = "first-talk"  # which talk with this client
    title: Words
    purpose: Words  # what the talk shows: which skill, or which fault, and what it costs
    turns: tuple[Turn, ...] = Field(min_length=1)
    at_end: Conditions = ()
