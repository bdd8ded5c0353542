"""A sheet as PDF, set by Typst: tagged, so that it can be read aloud, and with no font of the computer's own."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from workbook.language import say
from workbook.paper.needs import needed
from workbook.paper.sheet import ENDS, Block, Sheet, paragraphs, runs_leftwards

HERE = Path(__file__).parent
TEMPLATE = (HERE / "sheet.typ").read_bytes()
GLYPHS = (HERE / "glyphs.typ").read_bytes()
UNDRAWN = "\N{WHITE SQUARE}"  # for a character that no font has
LAST_SURE = 0x17F  # up to here, Latin letters with all their accents, the text font has everything
ALSO_SURE = set("‘’“”„–…•€\N{EM DASH}\N{ZERO WIDTH SPACE}")  # people write them all the time
LONG_FOOTER = 240  # characters; a longer one stands at the end, once, instead of on each page
_UNSEEN = {"Mn", "Me", "Cc", "Cf"}  # categories that nobody misses, in Unicode
_UNBROKEN = {False: re.compile(r"\S{41,}"), True: re.compile(r"\S{17,}")}  # in a table: True


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF, tagged after PDF/UA-1; the same sheet gives the same bytes.

    Raises:
        WorkbookError: Typst is not installed.
    """
    content: bytes = _compiled(sheet, "pdf", pdf_standards=["ua-1"])
    return content


def as_pictures(sheet: Sheet, *, ppi: float = 100) -> list[bytes]:
    """Each page of the PDF as PNG."""
    pages = _compiled(sheet, "png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _compiled(sheet: Sheet, form: Any, **options: Any) -> Any:
    with needed(sheet.lang):
        import typst  # noqa: PLC0415  a large library, and only for those who print

    given = _plain(sheet)
    found: dict[str, Any] = {"font_paths": [HERE / "fonts"], "ignore_system_fonts": True}

    def made(without: set[str]) -> Any:
        filled = json.dumps(_without(given, without, sheet.lang))
        return typst.compile(
            TEMPLATE, format=form, sys_inputs={"sheet": filled}, timestamp=0, **found, **options
        )

    everything = set(json.dumps(given, ensure_ascii=False))
    unsure = {letter for letter in everything if ord(letter) > LAST_SURE} - ALSO_SURE
    undrawn: set[str] = set()
    if unsure:
        letters = {"letters": json.dumps(sorted(unsure))}
        undrawn = set(
            json.loads(
                typst.query(
                    GLYPHS, "<undrawn>", field="value", one=True, sys_inputs=letters, **found
                )
            )
        )
    try:
        return made(undrawn)
    except typst.TypstError:
        if not unsure:
            raise
        # A mark may be drawn alone, yet not on the letter it stands on.
        return made(unsure)


def _plain(sheet: Sheet) -> dict[str, Any]:
    """What the template takes: words as data, in paragraphs with their direction."""
    footer = " ".join(paragraphs(sheet.footer))
    blocks = [_part(block, sheet.lang) for block in sheet.blocks]
    # A document may not begin with a heading of the second rank.
    rank = 1
    for block, part in zip(sheet.blocks, blocks, strict=True):
        rank = 2 if block.kind == "heading" and block.title.strip() else rank
        part["rank"] = 1 if block.kind == "heading" else rank
    if len(footer) > LONG_FOOTER:
        blocks.append({"kind": "text", "title": None, "rank": rank, "texts": _words(footer)})
        footer = ""
    return {
        "lang": sheet.lang,
        "title": _one(sheet.title) or _one(say(sheet.lang, "Worksheet")),
        "subtitle": _words(sheet.subtitle),
        "footer": _one(footer),
        "blocks": blocks,
    }


def _part(block: Block, lang: str) -> dict[str, Any]:
    part: dict[str, Any] = {"kind": block.kind, "title": _one(block.title)}
    match block.kind:
        case "table":
            grid = block.grid
            part["rows"] = [[_words(cell, narrow=True) for cell in row] for row in grid]
            part["widths"] = [_width(column) for column in zip(*grid, strict=True)]
        case "scale":
            given, low, high = block.marked
            part |= {"number": block.number, "low": _one(low), "high": _one(high)}
            part["given"] = _one(given) if block.number is None else None
            part["aloud"] = _aloud(block, lang)
        case "lines":
            written, empty = block.ruled
            part |= {"texts": [one for text in written for one in _words(text)], "ruled": empty}
        case "list":
            part["items"] = [_words(text) for text in block.texts]
        case _:
            part["texts"] = [one for text in block.texts for one in _words(text)]
    return part


def _aloud(block: Block, lang: str) -> str:
    """What the drawing of a scale says to those who cannot see it."""
    _, low, high = block.marked
    ends = {"low": f"{ENDS[0]} {low}".strip(), "high": f"{ENDS[-1]} {high}".strip()}
    if block.number is None:
        return say(lang, "A scale from {low} to {high}; nothing is marked.", **ends)
    return say(
        lang, "A scale from {low} to {high}; {number} is marked.", number=block.number, **ends
    )


def _width(column: tuple[str, ...]) -> float:
    """The share of a column: more for longer words, though far less than they are longer."""
    widest = min(400, max(16, *map(len, column)))
    return float(widest**0.5)


def _words(text: str, *, narrow: bool = False) -> list[dict[str, Any]]:
    return [
        {
            "words": _UNBROKEN[narrow].sub(
                lambda found: _breakable(found[0], narrow=narrow), line
            ),
            "leftwards": runs_leftwards(line),
        }
        for line in paragraphs(unicodedata.normalize("NFC", text))
    ]


def _one(text: str) -> dict[str, Any] | None:
    found = _words(" ".join(paragraphs(text)))
    return found[0] if found else None


def _breakable(word: str, *, narrow: bool) -> str:
    """A word longer than a line, such as an address, with places where it may break."""
    every = 12 if narrow else 30
    parts = [word[at : at + every] for at in range(0, len(word), every)]
    return "\N{ZERO WIDTH SPACE}".join(parts)


def _without(given: Any, letters: set[str], lang: str) -> Any:
    """The same with other characters in place of those that cannot be drawn, and a line that says so."""
    if not letters:
        return given
    other = {
        ord(letter): "" if unicodedata.category(letter) in _UNSEEN else UNDRAWN
        for letter in letters
    }

    def replaced(part: Any) -> Any:
        match part:
            case str():
                # A heading of nothing but marks is still a heading.
                return part.translate(other) or (part and UNDRAWN)
            case list():
                return [replaced(one) for one in part]
            case dict():
                return {key: replaced(one) for key, one in part.items()}
        return part

    note = say(lang, "{sign} stands for a character that could not be printed.", sign=UNDRAWN)
    return replaced(given) | {"note": _one(note)}
