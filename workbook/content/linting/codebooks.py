"""Codebooks and the other pages that all cases share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workbook.content.codebook import FAMILIES, Code, Codebook, Dynamics, Lifelines
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import nearest, repeated
from workbook.content.marks import Where
from workbook.language import LANGUAGES

A_YEAR = timedelta(days=365)
_FAMILIES = {"therapist_skills": FAMILIES, "distortions": ("distortion", "none")}


def gaps_in_codebook(book: Codebook) -> Iterator[Slip]:
    """Codes that cannot be learned, told apart or looked up."""
    yield from gaps_in_codes(book.codes, book.ids, _FAMILIES.get(book.id, ()))


def gaps_in_codes(
    codes: Sequence[Code], known: Sequence[str], families: Sequence[str]
) -> Iterator[Slip]:
    """Gaps in some codes.

    Args:
        codes: those that are looked at.
        known: the ids of all codes that a near miss may be.
        families: the choices there are; empty: any.
    """
    yield from repeated("codes", [code.id for code in codes])
    for i, code in enumerate(codes):
        for lang in LANGUAGES:
            if not code.examples.read(lang):
                yield slip("C701", ("codes", i, "examples"), language=lang)
        for n, (_, other) in enumerate(code.near_misses):
            problem = "" if other in known else "no code of this codebook"
            if other == code.id:
                problem = "the code itself"
            if problem:
                here: Where = ("codes", i, "near_misses", n, 1)
                near = nearest(other, [name for name in known if name != code.id])
                yield slip("C702", here, name=other, problem=problem, nearest=near)
        if families and code.family and code.family not in families:
            yield slip(
                "C703", ("codes", i, "family"), name=code.family, choices=", ".join(families)
            )
        if not code.source.strip():
            yield slip("C704", ("codes", i, "source"))
        if code.family == "distortion":
            yield from _unlearned(("codes", i), code)


def _unlearned(where: Where, code: Code) -> Iterator[Slip]:
    """What the distortion lab tells of a distortion, and has not got."""
    wanted = {
        "question": code.question,
        "maintains": code.maintains,
        "questions": code.questions.root,
    }
    for key, given in wanted.items():
        if not given:
            yield slip("C707", where, wanted=f"'{key}'")
    for lang in LANGUAGES:
        if code.questions.root and not code.questions.read(lang):
            yield slip("C707", (*where, "questions"), wanted=f"'questions' in '{lang}'")


def gaps_in_dynamics(page: Dynamics) -> Iterator[Slip]:
    """Rules that are there twice, or rest on nothing."""
    yield from repeated("rules", [rule.id for rule in page.rules])
    for i, rule in enumerate(page.rules):
        if not rule.source.strip():
            yield slip("C704", ("rules", i, "source"))


def gaps_in_lifelines(page: Lifelines, today: date) -> Iterator[Slip]:
    """Crisis lines that are missing, unsourced or may no longer be right."""
    for lang in LANGUAGES:
        if not page.lines.get(lang):
            yield slip("C706", ("lines", lang), language=lang)
    for lang, lines in page.lines.items():
        yield from repeated(lang, [line.id for line in lines], "lines")
        for n, line in enumerate(lines):
            where: Where = ("lines", lang, n)
            if not line.source.strip():
                yield slip("C704", (*where, "source"))
            if line.checked < today - A_YEAR:
                yield slip("C705", (*where, "checked"), checked=line.checked.isoformat())
