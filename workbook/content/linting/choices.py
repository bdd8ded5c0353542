"""What is chosen among and what is said to it: boxes with good and poor, wordings and lines each of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from pydantic import BaseModel

from workbook.content.coping import PlanChoice
from workbook.content.linting.alike import NEAR, Words
from workbook.content.linting.lines import clinical, parts, texts
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.marks import Where
from workbook.language import LANGUAGES, Examples, Text

# What the client says, wherever it stands; the lines about a whole sheet stand in its answers.
SPOKEN = frozenset(
    ("client", "later", "later_gaps", "later_poor", "later_steep", "kept", "opens", "closes")
)
SAID = ("say", "then", "asks")  # by which own words are recognised as a choice


def wanting(where: Where, there: Mapping[str, bool]) -> Iterator[Slip]:
    """Kinds of choices of which there is none.

    Args:
        where: where they are chosen among.
        there: each kind that is wanted, in words, and whether there is one.
    """
    for wanted, found in there.items():
        if not found:
            yield slip("C903", where, wanted=wanted)


def box(where: Where, choices: Sequence[PlanChoice]) -> Iterator[Slip]:
    """A box in which there is nothing good or nothing poor to choose."""
    if choices:
        good = {one.good for one in choices}
        yield from wanting(where, {"good": True in good, "poor": False in good})


def fitting(where: Where, fits: Sequence[str]) -> Iterator[Slip]:
    """Choices of which none fits, or all do more or less."""
    if fits:
        yield from wanting(where, {"good": "good" in fits, "wrong": "wrong" in fits})


def same_wordings(where: Where, choices: Sequence[BaseModel]) -> Iterator[Slip]:
    """Wordings by which two choices could be recognised."""
    first: dict[tuple[str, str], Where] = {}
    for i, choice in enumerate(choices):
        for lang, place, words in _wordings((*where, i), choice):
            other = first.setdefault((lang, Words.of(words).plain), place)
            # One choice may be worded twice the same way: it is recognised all the same.
            if other[: len(where) + 1] != (*where, i):
                yield slip("C906", place, words=words, other=other, line=other)


def _wordings(where: Where, choice: BaseModel) -> Iterator[tuple[str, Where, str]]:
    for name in SAID:
        words = getattr(choice, name, None)
        if isinstance(words, Text):
            for lang, text in words.root.items():
                if text:
                    yield lang, (*where, name, lang), text
        elif isinstance(words, Examples):
            for lang, ways in words.root.items():
                for n, way in enumerate(ways):
                    if way:
                        yield lang, (*where, name, lang, n), way


def same_texts(
    rows: Iterable[tuple[Where, Text]], code: str = "C824", *, near: float = NEAR
) -> Iterator[Slip]:
    """Texts that say word for word, or nearly, what another one says."""
    given = list(rows)
    for lang in LANGUAGES:
        said = [
            ((*where, lang), words)
            for where, text in given
            if (words := Words.of(text.root.get(lang, ""))).plain
        ]
        for (first, one), (where, other) in combinations(said, 2):
            likeness = one.likeness(other)
            if likeness >= near:
                how = "word for word" if likeness == 1 else "nearly"
                yield slip(code, where, how=how, other=first, line=first)


def spoken(content: BaseModel, *own: Where) -> Iterator[tuple[Where, Text]]:
    """The client's lines in what a case answers with.

    Args:
        content: a plan, a sheet, moments or questions.
        own: where else something stands in the client's words.
    """
    for where, text in texts(content):
        if where[-1] in SPOKEN or where[0] == "answers" or where in own:
            yield where, text


def jargon(content: BaseModel, *own: Where) -> Iterator[Slip]:
    """Clinical words in the client's lines."""
    yield from clinical(spoken(content, *own))


def missing_ways(content: BaseModel) -> Iterator[Slip]:
    """Wordings, examples or patterns that are there in some languages and lacking in others."""
    for where, ways in parts(content, Examples):
        there = [lang for lang in LANGUAGES if ways.root.get(lang)]
        lacking = [lang for lang in LANGUAGES if lang not in there]
        if there and lacking:
            yield slip("C601", where, missing=", ".join(lacking))
