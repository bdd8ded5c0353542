"""A sheet: what is to stand on paper, whatever it is made with."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

from workbook.content.frozen import Frozen
from workbook.language import choose

LINES = 3  # to write on, where nothing is said of how many
ENDS = range(11)  # a scale runs from 0 to 10

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Neither XML nor a PDF can hold them, and nobody can see them: controls and what Unicode keeps out of text.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]"
    "|["
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def clean(words: str) -> str:
    """The words without what no document can hold; each kind of line break becomes the plain one."""
    # Two halves that belong together become one character, half a one the sign for what is lost.
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNFIT.sub("", _BREAKS.sub("\n", whole))


def _cleaned(given: Any) -> Any:
    if isinstance(given, str):
        return clean(given)
    if isinstance(given, list | tuple):
        return tuple(_cleaned(one) for one in given)
    return given


def paragraphs(words: str) -> list[str]:
    """The lines of a text that have something in them, each with its blanks evened out."""
    return [" ".join(line.split()) for line in words.split("\n") if line.strip()]


def runs_leftwards(words: str) -> bool:
    """Whether most of the letters are of a script that is written from right to left."""
    ways = [unicodedata.bidirectional(letter) for letter in words]
    leftwards = sum(way in {"R", "AL"} for way in ways)
    return leftwards > ways.count("L")


# Pydantic refuses half a character outright, and a trainee cannot see which it was.
Line = Annotated[str, BeforeValidator(_cleaned)]
Lines = Annotated[tuple[str, ...], BeforeValidator(_cleaned)]
Rows = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_cleaned)]


class Block(Frozen):
    """One part of a sheet.

    ======== ==========================================================================================
    heading  opens a section: its title, and texts below it as an introduction
    text     paragraphs
    list     one text an item; an empty one is a line to write on
    table    rows, of which the first is the header; with nothing below it, there are empty rows to write in
    scale    0 to 10: texts are the number given (empty: none, to be marked by hand), what 0 means, what 10 means
    lines    what is written, or room to write: each empty text is a ruled line, and without texts there are three
    ======== ==========================================================================================
    """

    kind: Literal["heading", "text", "list", "table", "scale", "lines"]
    title: Line = ""
    texts: Lines = ()
    rows: Rows = ()

    @property
    def grid(self) -> list[list[str]]:
        """The table with its rows of one length, and empty rows where there is only a header."""
        wide = max((len(row) for row in self.rows), default=0)
        if not wide:
            return []
        rows = [[*row, *[""] * (wide - len(row))] for row in self.rows]
        return rows if len(rows) > 1 else rows + [[""] * wide] * LINES

    @property
    def ruled(self) -> tuple[list[str], int]:
        """What is written, and how many lines there are to write on."""
        written = [one for text in self.texts for one in paragraphs(text)]
        empty = sum(not text.strip() for text in self.texts)
        return written, empty if self.texts else LINES

    @property
    def marked(self) -> tuple[str, str, str]:
        """The number on the scale, and what its ends mean; anything missing is empty."""
        given, low, high, *_ = (*(" ".join(text.split()) for text in self.texts), "", "", "")
        return given, low, high

    @property
    def number(self) -> int | None:
        """The number on the scale; None where there is none, or one that the scale does not have."""
        given = self.marked[0]
        return next((at for at in ENDS if str(at) == given), None)


class Sheet(Frozen):
    """What is to stand on paper: in one language, for a client to keep."""

    title: Line
    lang: Annotated[str, AfterValidator(choose)]
    subtitle: Line = ""
    blocks: tuple[Block, ...]
    footer: Line = ""  # where it comes from, and when
