"""What stands around the item bank: exercises, second labels, decks, a course's changes, thought records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from workbook.content.bank import Changes, Deck
from workbook.content.case import Case
from workbook.content.codebook import Codebook, Drills, SecondLabels
from workbook.content.linting.alike import Words
from workbook.content.linting.bank import unknown_code, unknown_item
from workbook.content.linting.choices import same_texts
from workbook.content.linting.codebooks import gaps_in_codes
from workbook.content.linting.lines import texts
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import repeated, unknown
from workbook.content.linting.sheet import Elsewhere, Sheet
from workbook.content.marks import Where
from workbook.content.thought_record import ThoughtRecord
from workbook.language import LANGUAGES

_EXERCISES = Path(__file__).parents[2] / "exercises"  # one file a kind, named after it
_LESSONS = Path(__file__).parents[3] / "notebooks" / "src"  # by language; only in a clone


def gaps_in_drills(page: Drills) -> Iterator[Slip]:
    """Exercises of the lab or studio that are there twice, or of no kind."""
    yield from repeated("exercises", [spec.id for spec in page.exercises])
    yield from strange_kinds(page)


def strange_kinds(content: Case | Drills) -> Iterator[Slip]:
    """Exercises of no kind, or that no lesson leads up to."""
    kinds = {file.stem for file in _EXERCISES.glob("[a-z]*.py")}
    for i, spec in enumerate(content.exercises):
        yield from unknown("C820", ("exercises", i, "kind"), spec.kind, kinds)
        yield from strange_lesson(("exercises", i, "lesson"), spec.lesson or "")


def strange_lesson(where: Where, name: str) -> Iterator[Slip]:
    """A lesson that there is not; outside a clone it is not known which there are."""
    lessons = {file.stem for file in _LESSONS.glob("*/*.md")}
    if lessons:
        yield from unknown("C902", where, name, lessons)


def strange_labels(
    page: SecondLabels, codes: Collection[str], items: Collection[str]
) -> Iterator[Slip]:
    """Labels of items that are not there, or with a code that is not."""
    for lang, labels in page.labels.items():
        here: Where = ("labels", lang)
        if lang not in LANGUAGES:
            problem = f"no language {lang!r}; there are: {', '.join(LANGUAGES)}"
            yield slip("C210", here, problem=problem)
        for item, code in labels.items():
            yield from unknown_item((*here, item), item, items)
            yield from unknown_code((*here, item), code, codes)


def gaps_in_deck(deck: Deck, sheet: Sheet, codes: Collection[str]) -> Iterator[Slip]:
    """Thoughts that are there twice, or have a code that no distortion has."""
    first: dict[str, Elsewhere] = {}
    for i, thought in enumerate(deck.thoughts):
        yield from unknown_code(("thoughts", i, "code"), thought.code, codes)
        place = Elsewhere(sheet, ("thoughts", i, "text"))
        other = first.setdefault(Words.of(thought.text).plain, place)
        if thought.text.strip() and other is not place:
            yield slip("C809", place.where, other=other)


def gaps_in_changes(page: Changes, book: Codebook) -> Iterator[Slip]:
    """What a course changes in distortions that are not there, and gaps in those it adds."""
    known = (*book.ids, *(code.id for code in page.codes))
    yield from gaps_in_codes(page.codes, known, ("distortion", "none"))
    for name in page.rename:
        yield from unknown_code(("rename", name), name, known)
    for i, name in enumerate(page.hide):
        yield from unknown_code(("hide", i), name, known)


def gaps_in_record(record: ThoughtRecord, codes: Collection[str]) -> Iterator[Slip]:
    """A thought record that cannot be worked through."""
    yield from repeated("statements", [statement.id for statement in record.statements])
    yield from repeated("evidence", [piece.id for piece in record.evidence])
    yield from unknown_code(("code",), record.code, codes)
    for i, code in enumerate(record.also):
        yield from unknown_code(("also", i), code, codes)
    hot = sum(candidate.hot for candidate in record.candidates)
    if record.candidates and hot != 1:
        yield slip("C821", ("candidates",), count=hot)
    sides = {piece.side for piece in record.evidence}
    there = {
        "for the thought": "for" in sides,
        "against it": "against" in sides,
        "that is hidden": any(piece.hidden for piece in record.evidence),
    }
    for wanted, found in there.items():
        if record.evidence and not found:
            yield slip("C822", ("evidence",), wanted=wanted)
    said = {statement.kind for statement in record.statements}
    for kind in ("fact", "thought", "feeling"):
        if record.statements and kind not in said:
            yield slip("C823", ("statements",), kind=kind)
    yield from same_texts(texts(record.answers, ("answers",)))
