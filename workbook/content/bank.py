"""The item bank: thoughts, passages and questions for practising with cognitive distortions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from workbook.content.case import CodeId, Id
from workbook.content.codebook import Code
from workbook.content.frozen import Frozen
from workbook.language import Text, Words

NONE = "none"  # the code of a thought that is no distortion
Level = Annotated[int, Field(ge=1, le=3)]
Foil = Literal["grief", "fair_anger", "realistic_worry", "fact", "preference", "healthy"]
AskKind = Literal["socratic", "leading", "debating", "directive", "reassuring", "verdict"]


class Item(Frozen):
    """One thought, the code that fits best, and an explanation of its own for each code it offers."""

    id: Id
    level: Level  # 1: the words give it away; 3: two people may well disagree
    text: Text  # as a client would say or think it
    span: Text | None = None  # the words that show it, exactly as in the text; None: no distortion
    best: CodeId
    also: tuple[CodeId, ...] = ()  # defensible as well
    wrong: CodeId  # the tempting one
    foil: Foil | None = None  # what it is instead of a distortion
    options: dict[CodeId, Text] = Field(min_length=3)  # why each does or does not fit

    def credit(self, code: str) -> float:
        """How right a code is, 0-1: the best 1, one that can be defended a half."""
        if code == self.best:
            return 1.0
        return 0.5 if code in self.also else 0.0


class Pair(Frozen):
    """Two thoughts to hold side by side."""

    id: Id
    items: tuple[Id, Id]
    kind: Literal["distorted", "confusable"]  # distorted or not; or two codes that are mixed up
    why: Text  # what makes the difference


class Mark(Frozen):
    """A span of a passage with its code; without one, words that only look like a distortion."""

    span: Text  # exactly as in the passage, once
    code: CodeId
    also: tuple[CodeId, ...] = ()
    why: Text


class Passage(Frozen):
    """What a client tells in one go, with several spans to find."""

    id: Id
    level: Level
    text: Text
    marks: tuple[Mark, ...] = Field(min_length=3)  # code none: left alone by whoever reads well


class AskOption(Frozen):
    """One thing a therapist could say to a thought."""

    say: Text
    kind: AskKind
    why: Text


class Ask(Frozen):
    """A thought and what a therapist could say to it, one of them a Socratic question."""

    id: Id
    item: Id
    options: tuple[AskOption, ...] = Field(min_length=4)


class Batch(Frozen):
    """The items of one situation."""

    schema_version: Literal[1]
    id: Id  # the situation
    title: Text
    licence: Literal["CC-BY-SA-4.0"]
    author: str
    review: Text  # who has looked at it, honestly
    items: tuple[Item, ...] = Field(min_length=1)
    pairs: tuple[Pair, ...] = ()
    passages: tuple[Passage, ...] = ()
    asks: tuple[Ask, ...] = ()


class OwnThought(Frozen):
    """A thought that a trainee wrote down."""

    text: Words
    code: CodeId
    note: str = ""


class Deck(Frozen):
    """Thoughts of a trainee's own in a file, to keep or to hand on."""

    schema_version: Literal[1]
    thoughts: tuple[OwnThought, ...]


class Changes(Frozen):
    """What a course makes of the distortions: codes added, given another name, or left out."""

    schema_version: Literal[1]
    codes: tuple[Code, ...] = ()
    rename: dict[CodeId, Text] = Field(default_factory=dict)
    hide: tuple[CodeId, ...] = ()


class Bank:
    """All batches together, by id; a later batch does not replace an item of an earlier one.

    Args:
        batches: in the order in which they count.
        codes: the codes that are in use; what is best named by another code is left out.
    """

    def __init__(self, batches: Sequence[Batch], codes: Sequence[str]) -> None:
        self.situations: dict[str, Text] = {}
        self.items: dict[str, Item] = {}
        self.situation_of: dict[str, str] = {}
        self.codes = tuple(codes)
        in_use = frozenset(codes)
        for batch in batches:
            self.situations.setdefault(batch.id, batch.title)
            for item in batch.items:
                if item.best in in_use and item.id not in self.items:
                    self.items[item.id] = _offering(item, in_use)
                    self.situation_of[item.id] = batch.id
        self.pairs = {
            pair.id: pair
            for batch in batches
            for pair in batch.pairs
            if all(item in self.items for item in pair.items)
        }
        self.passages = {
            passage.id: passage
            for batch in batches
            for passage in batch.passages
            if all(mark.code in in_use for mark in passage.marks)
        }
        self.asks = {
            ask.id: ask for batch in batches for ask in batch.asks if ask.item in self.items
        }
        for batch in batches:
            parts: tuple[Pair | Passage | Ask, ...] = (*batch.pairs, *batch.passages, *batch.asks)
            self.situation_of |= {part.id: batch.id for part in parts}

    @cached_property
    def by_code(self) -> dict[str, tuple[str, ...]]:
        """The items of each best code, in the order of the files."""
        found: dict[str, list[str]] = {}
        for item in self.items.values():
            found.setdefault(item.best, []).append(item.id)
        return {code: tuple(items) for code, items in found.items()}


def _offering(item: Item, in_use: frozenset[str]) -> Item:
    """An item that offers only codes in use."""
    if in_use.issuperset(item.options):
        return item
    return item.model_copy(
        update={
            "options": {code: why for code, why in item.options.items() if code in in_use},
            "also": tuple(code for code in item.also if code in in_use),
        }
    )
