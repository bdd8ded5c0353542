"""Mistakes that authors make: what each is, why it matters and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from workbook.content.frozen import Frozen
from workbook.content.marks import Where
from workbook.content.shelf import read_yaml
from workbook.language import say

Severity = Literal["error", "advice"]
TABLE = Path(__file__).parent / "mistakes.yaml"


class Mistake(Frozen):
    """One kind of mistake; its code never changes its meaning."""

    code: str
    severity: Severity
    what: str
    message: str  # a sentence about one place; words in braces are filled in
    remedy: str
    why: str


class Slip(NamedTuple):
    """A mistake in one place of a content value."""

    code: str
    where: Where
    filled: dict[str, object]


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """A mistake in one line of a file, in sentences."""

    file: Path
    line: int
    code: str
    message: str
    remedy: str
    severity: Severity

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.message} {self.remedy}"


@cache
def mistakes() -> dict[str, Mistake]:
    """Every mistake the linter knows, by code."""
    written = read_yaml(TABLE)["mistakes"]
    return {mistake.code: mistake for mistake in map(Mistake.model_validate, written)}


def slip(code: str, where: Where, **filled: object) -> Slip:
    """A mistake in one place, with what its sentences name."""
    return Slip(code, where, filled)


def finding(code: str, file: Path, line: int, *, lang: str, filled: dict[str, object]) -> Finding:
    """The sentences about one mistake, in ``lang`` where they are translated."""
    mistake = mistakes()[code]
    return Finding(
        file=file,
        line=line,
        code=code,
        message=say(lang, mistake.message).format(**filled),
        remedy=say(lang, mistake.remedy).format(**filled),
        severity=mistake.severity,
    )
