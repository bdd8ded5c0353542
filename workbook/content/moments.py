"""Moments in a talk at which something has to be said: led exercises, and questions of timing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workbook.content.case import CodeId, Id
from workbook.content.coping import Fit
from workbook.content.frozen import Frozen
from workbook.language import Examples, Text


class Saying(Frozen):
    """Something that a trainee may say at a moment, what the client makes of it, and why."""

    id: Id
    say: Text
    fit: Fit
    code: CodeId  # the therapist skill that it is
    why: Text  # to the trainee
    client: Text  # the client's next line
    asks: Examples = Examples()  # other ways of putting it, to recognise own words by


class Moment(Frozen):
    """A moment: what went before, the client's line, and what may be said."""

    id: Id
    level: Annotated[int, Field(ge=1, le=3)] = 1
    who: str  # the client's first name
    situation: Text  # to the trainee: where the talk stands, in one or two sentences
    client: Text  # the line to answer
    aim: Text  # what this moment is for, told afterwards
    sayings: tuple[Saying, ...] = Field(min_length=3)


class Moments(Frozen):
    """A set of moments: one talk led from beginning to end, or moments to choose among."""

    schema_version: Literal[1]
    id: Id
    title: Text
    aim: Text
    lesson: str
    minutes: Annotated[int, Field(ge=1)]
    tasks: Annotated[int, Field(ge=1)]  # in a round
    led: bool  # one talk, always in this order
    source: str
    moments: tuple[Moment, ...] = Field(min_length=1)
