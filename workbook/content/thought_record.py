"""A thought record to work through with a client: what the client brings to each column, and how the client answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workbook.content.case import CodeId, Id
from workbook.content.frozen import Frozen
from workbook.language import Text

Rating = Annotated[int, Field(ge=0, le=100)]


class Statement(Frozen):
    """One thing the client says about the situation."""

    id: Id
    say: Text
    kind: Literal[
        "fact", "thought", "feeling"
    ]  # what a camera would have seen; what was made of it; what was felt
    why: Text


class Candidate(Frozen):
    """A thought that could be worked on."""

    say: Text
    hot: bool = False  # the one that carries the feeling
    why: Text


class Evidence(Frozen):
    """One thing the client says for or against the thought."""

    id: Id
    say: Text
    side: Literal[
        "for", "against", "neither"
    ]  # neither: a feeling or another thought, taken for evidence
    hidden: bool = False  # comes only when it is asked for well
    why: Text
    words: Text  # how it reads in the record, short


class Emotion(Frozen):
    """An emotion and how strong it is at the start."""

    name: Text
    intensity: Rating


class Tries(Frozen):
    """Balanced thoughts that somebody might write, for the coder of them and as examples afterwards."""

    say: Text
    why: Text


class Answers(Frozen):
    """What the client says to a therapist's moves."""

    leading: Text
    debating: Text
    reassuring: Text
    directive: Text
    unclear: Text  # to something that asks for nothing
    nothing_more: Text  # when everything has been said
    friend: Text  # to the friend question, well asked
    friend_plain: Text  # to a friend question that already gives the answer, or is none
    balanced: Text  # to a thought with both sides in it
    one_sided: Text  # to a thought that leaves out what hurts
    cheerful: Text  # to a merely cheerful one
    harsh: Text  # to one that says the old thought again


class ThoughtRecord(Frozen):
    """The record of one client."""

    schema_version: Literal[1]
    id: Id  # the case
    level: Annotated[int, Field(ge=1, le=3)]
    intro: Text  # to the trainee: where in the talk this is
    situation: Text  # how the client tells it, facts and conclusions mixed
    statements: tuple[Statement, ...] = Field(min_length=6)
    candidates: tuple[Candidate, ...] = Field(min_length=3)
    code: CodeId  # of the hot thought
    also: tuple[CodeId, ...] = ()
    belief: Rating  # in the hot thought, at the start
    emotions: tuple[Emotion, ...] = Field(min_length=1)
    evidence: tuple[Evidence, ...] = Field(min_length=7)
    good: tuple[Tries, ...] = Field(min_length=2)
    cheerful: tuple[Tries, ...] = Field(min_length=2)
    answers: Answers
