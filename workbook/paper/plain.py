"""A sheet as plain text, for a message or a printer of labels: 76 columns, nothing but lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from workbook.language import say
from workbook.paper.sheet import ENDS, Block, Sheet, paragraphs

WIDTH = 76
TO_WRITE_ON = "_" * WIDTH


def as_text(sheet: Sheet) -> str:
    """The sheet as plain text."""
    title = " ".join(paragraphs(sheet.title)) or say(sheet.lang, "Worksheet")
    parts = [[*_wrapped(title), "=" * min(WIDTH, len(title)), *_wrapped(sheet.subtitle)]]
    parts += [_part(block) for block in sheet.blocks]
    if sheet.footer.strip():
        parts.append(["--", *_wrapped(sheet.footer)])
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _wrapped(text: str, *, first: str = "", later: str = "") -> list[str]:
    """The paragraphs of a text in lines of the sheet's width."""
    return [
        line
        for at, paragraph in enumerate(paragraphs(text))
        for line in textwrap.wrap(
            paragraph,
            WIDTH,
            initial_indent=later if at else first,
            subsequent_indent=later,
            break_on_hyphens=False,
        )
    ]


def _part(block: Block) -> list[str]:
    title = " ".join(paragraphs(block.title))
    under = "-" if block.kind == "heading" else ""
    lines = [*_wrapped(title), *([under * min(WIDTH, len(title))] if title and under else [])]
    match block.kind:
        case "list":
            for text in block.texts:
                lines += _wrapped(text, first="- ", later="  ") or ["- " + TO_WRITE_ON[2:]]
        case "table":
            lines += _rows(block.grid)
        case "scale":
            lines += _scale(block)
        case "lines":
            written, empty = block.ruled
            lines += [line for text in written for line in _wrapped(text)]
            lines += ["", TO_WRITE_ON] * empty
        case _:
            lines += [line for text in block.texts for line in _wrapped(text)]
    return lines


def _rows(grid: list[list[str]]) -> Iterator[str]:
    """Each row by itself, each cell under the name of its column: lines of a table would not fit."""
    if not grid:
        return
    header, *rows = ([" ".join(paragraphs(cell)) for cell in row] for row in grid)
    for at, row in enumerate(rows):
        if at:
            yield ""
        for name, cell in zip(header, row, strict=True):
            led = f"{name}: " if name else ""
            yield from _wrapped(led + (cell or "_" * 20), later="  ")


def _scale(block: Block) -> list[str]:
    given, low, high = block.marked
    numbers = "  ".join(f"[{at}]" if at == block.number else f" {at} " for at in ENDS)
    ends = (f"{ENDS[0]} = {low}" if low else "", f"{ENDS[-1]} = {high}" if high else "")
    lines = [numbers.rstrip(), *(line for end in ends for line in _wrapped(end))]
    return lines if block.number is not None else [*lines, *_wrapped(given)]
