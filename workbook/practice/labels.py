"""What codes and kinds are called in a language."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from zlib import crc32

from workbook.content import NONE, codebook
from workbook.language import say

Shown = dict[str, Any]


def codes(lang: str) -> list[Shown]:
    """The codes in use: what each is, and what it is not."""
    book = codebook("distortions")
    return [
        {
            "code": code.id,
            "name": code.name.read(lang),
            "definition": code.definition.read(lang),
            "caution": code.caution.read(lang) if code.caution else "",
        }
        for code in book.codes
        if code.id in book.in_use
    ]


def name_of(code: str, lang: str) -> str:
    """What a code is called; one that is no more keeps its id."""
    book = codebook("distortions")
    return book.code(code).name.read(lang) if code in book.ids else code


def options(names: Collection[str], lang: str) -> list[Shown]:
    """Codes to choose from, in the codebook's order, with none at the end."""
    book = codebook("distortions")
    order = {code: place for place, code in enumerate(book.ids)}
    return [
        {
            "code": code,
            "name": name_of(code, lang),
            "definition": book.code(code).definition.read(lang),
        }
        for code in sorted(names, key=lambda code: (code == NONE, order.get(code, 99)))
    ]


def foils(lang: str) -> dict[str, str]:
    """What a painful thought may be instead of a distortion."""
    return {
        "grief": say(lang, "grief"),
        "fair_anger": say(lang, "fair anger"),
        "realistic_worry": say(lang, "a realistic worry"),
        "fact": say(lang, "a plain fact"),
        "preference": say(lang, "a preference"),
        "healthy": say(lang, "healthy self-talk"),
    }


def ask_kinds(lang: str) -> dict[str, str]:
    """What a therapist's answer to a thought may be."""
    return {
        "socratic": say(lang, "a Socratic question"),
        "leading": say(lang, "leading"),
        "debating": say(lang, "debating"),
        "directive": say(lang, "directive"),
        "reassuring": say(lang, "reassuring"),
        "verdict": say(lang, "a verdict"),
    }


def shuffled(options: Any, seed: str) -> list[tuple[int, Any]]:
    """The options with their numbers, always in the same order, and not the author's."""
    numbered = list(enumerate(options))
    return sorted(numbered, key=lambda pair: hash_of(f"{seed}/{pair[0]}"))


def hash_of(text: str) -> int:
    """A number that stays the same from one start to the next."""
    return crc32(text.encode())
