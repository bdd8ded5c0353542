"""Thoughts from practice that a trainee keeps: written down anonymously, private, and to be come back to."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from workbook import coding, verbatim
from workbook.content import codebook
from workbook.content.bank import Deck
from workbook.content.shelf import parse
from workbook.errors import ContentError, ResponseError
from workbook.language import say

if TYPE_CHECKING:
    from workbook.practice.book import Workbook

PREFIX = "deck:"
LONGEST = 500  # characters of a thought


def thoughts(book: Workbook) -> dict[str, dict[str, Any]]:
    """The thoughts by id, the newest first."""
    kept = book.record.kept_under(PREFIX)
    return {key.removeprefix(PREFIX): json.loads(value) for key, value in kept.items()}


def write(book: Workbook, *, text: str, code: str, note: str = "", name: str | None = None) -> str:
    """Put a thought into the deck, or in place of an earlier one; says its id.

    Raises:
        ResponseError: it is empty, too long, or has no code from the codebook.
    """
    text = text.strip()
    if not text:
        raise ResponseError(say(book.lang, "Write the thought down first."))
    if len(text) > LONGEST:
        raise ResponseError(
            say(
                book.lang,
                "That is {length} characters; {most} is the most. One thought at a time.",
                length=len(text),
                most=LONGEST,
            )
        )
    if code not in codebook("distortions").in_use:
        raise ResponseError(say(book.lang, "Choose what you would call it."))
    name = name or uuid.uuid4().hex[:12]
    value = {"text": text, "code": code, "note": note.strip()[:LONGEST], "lang": book.lang}
    book.record.keep(PREFIX + name, json.dumps(value, ensure_ascii=False), at=book.now())
    return name


def remove(book: Workbook, name: str) -> None:
    """Take a thought out of the deck."""
    book.record.keep(PREFIX + name, "", at=book.now())


def identifiers(text: str) -> list[str]:
    """What in a thought may point to a person, to be taken out first."""
    return [found.text for found in verbatim.identifiers(text)]


def bring_in(book: Workbook, given: str) -> int:
    """Add the thoughts of a deck file that are not there yet; says how many.

    Raises:
        ResponseError: it is no deck; nothing was added.
        RecordError: the record cannot be written.
    """
    try:
        read = parse(given, Deck)
    except (ContentError, RecursionError, ValueError) as problem:
        # YAML raises ValueError for a date that is none, and for half an emoji.
        raise ResponseError(
            say(
                book.lang,
                "This is not a deck file: {why}. Nothing was brought in; 'workbook lint FILE' lists everything that is wrong with it.",
                why=problem,
            )
        ) from problem
    known = codebook("distortions").in_use
    strange = sorted({thought.code for thought in read.thoughts} - set(known))
    if strange:
        raise ResponseError(
            say(
                book.lang,
                "The deck has labels that are not in the codebook: {names}. Nothing was brought in.",
                names=", ".join(strange),
            )
        )
    there = {own["text"] for own in thoughts(book).values()}
    fresh = {
        text: thought
        for thought in read.thoughts
        if (text := thought.text[:LONGEST].strip()) not in there
    }
    for text, thought in fresh.items():
        write(book, text=text, code=thought.code, note=thought.note)
    return len(fresh)


def written_out(book: Workbook) -> str:
    """The deck as a file to keep or hand on: YAML."""
    import yaml  # noqa: PLC0415  only who hands a deck on

    rows = [
        {"text": own["text"], "code": own["code"], "note": own["note"]}
        for own in thoughts(book).values()
    ]
    return yaml.safe_dump(
        {"schema_version": 1, "thoughts": rows}, allow_unicode=True, sort_keys=False, width=100
    )


def shown(book: Workbook) -> dict[str, Any]:
    """The deck as a face shows it, the newest first."""
    names = {code.id: code.name.read(book.lang) for code in codebook("distortions").codes}
    return {
        "thoughts": [
            {**own, "id": name, "name": names.get(own["code"], own["code"])}
            for name, own in thoughts(book).items()
        ],
        "codes": [{"code": code, "name": names[code]} for code in codebook("distortions").in_use],
        "file": written_out(book),
    }


def suggestions(book: Workbook, text: str) -> dict[str, Any]:
    """What a thought might be, by the computer: never more than a suggestion."""
    found = coding.suggest(text, lang=book.lang, by_meaning=book.by_meaning)
    names = {code.id: code.name.read(book.lang) for code in codebook("distortions").codes}
    return {
        "distorted": found.distorted,
        "suggestions": [
            {"code": one.code, "name": names[one.code], "confidence": one.confidence}
            for one in found.suggestions
        ],
    }
