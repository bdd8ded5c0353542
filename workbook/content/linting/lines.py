"""The client's lines and all other words: in every language, never the same twice, in this client's mouth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from workbook.content.case import Case
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.marks import Where
from workbook.content.shelf import read_yaml
from workbook.language import LANGUAGES, Text

M = TypeVar("M", bound=BaseModel)
ALIKE = 0.9  # likeness, letter by letter, from which two lines count as the same
_SHORT = 4  # lines of fewer words are the same only word for word
_SHARED = 0.6  # of their words that two lines share before they are compared letter by letter
_JARGON = Path(__file__).parent / "jargon.yaml"
_WORD = re.compile(r"\w+")


class Line(NamedTuple):
    """One line of the client in one language, in small letters and without punctuation."""

    where: Where
    plain: str
    words: frozenset[str]
    repeats: bool


def texts(value: object, where: Where = ()) -> Iterator[tuple[Where, Text]]:
    """Every text within a content value, with its place."""
    return parts(value, Text, where)


def parts(value: object, kind: type[M], where: Where = ()) -> Iterator[tuple[Where, M]]:
    """Every part of one kind within a content value, with its place."""
    if isinstance(value, kind):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from parts(getattr(value, name), kind, (*where, name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from parts(part, kind, (*where, key))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from parts(part, kind, (*where, place))


def missing_languages(content: BaseModel) -> Iterator[Slip]:
    """Texts that are not written in every language."""
    silent: set[Where] = set()
    if isinstance(content, Case):
        for i, storylet in enumerate(content.storylets):
            spoken = {lang for line in storylet.say for lang in line.root}
            lacking = [lang for lang in LANGUAGES if spoken and lang not in spoken]
            if lacking:
                silent.add(("storylets", i, "say"))
                yield slip("C602", ("storylets", i), missing=", ".join(lacking))
    for where, text in texts(content):
        lacking = [lang for lang in LANGUAGES if lang not in text.root]
        if text.root and lacking and where[:3] not in silent:
            yield slip("C601", where, missing=", ".join(lacking))


def same_lines(case: Case) -> Iterator[Slip]:
    """Lines that say word for word, or nearly, what another line says."""
    for lang in LANGUAGES:
        lines = [line for line in _lines(case, lang) if not line.repeats]
        first: dict[str, Line] = {}
        for line in lines:
            if line.plain in first:
                yield _same(line, first[line.plain], 1.0)
            first.setdefault(line.plain, line)
        for one, other, likeness in _alike(list(first.values())):
            yield _same(other, one, likeness)


def _same(line: Line, other: Line, likeness: float) -> Slip:
    how = "word for word" if likeness == 1 else f"nearly ({likeness:.0%})"
    return slip("C603", line.where, likeness=how, other=other.where, line=other.where)


def _lines(case: Case, lang: str) -> Iterator[Line]:
    spoken = [(("opening",), case.opening, False)] + [
        (("storylets", i, "say", n), said, storylet.repeats)
        for i, storylet in enumerate(case.storylets)
        for n, said in enumerate(storylet.say)
    ]
    for where, said, repeats in spoken:
        words = _WORD.findall(said.root.get(lang, "").lower())
        if words:
            yield Line((*where, lang), " ".join(words), frozenset(words), repeats)


def _alike(lines: list[Line]) -> Iterator[tuple[Line, Line, float]]:
    spread = Counter(word for line in lines for word in line.words)
    before: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if len(line.words) < _SHORT:
            continue
        # Two lines that share most words share one of the rarest, so the others need not be compared.
        rarest = sorted(line.words, key=lambda word: (spread[word], word))
        rarest = rarest[: int(len(rarest) * (1 - _SHARED)) + 1]
        near = sorted({earlier for word in rarest for earlier in before.get(word, ())})
        for word in rarest:
            before.setdefault(word, []).append(place)
        for other in (lines[earlier] for earlier in near):
            likeness = _likeness(other, line)
            if likeness >= ALIKE:
                yield other, line, likeness
                break


def _likeness(one: Line, other: Line) -> float:
    common = len(one.words & other.words)
    if 2 * common < _SHARED * (len(one.words) + len(other.words)):
        return 0.0
    compared = SequenceMatcher(None, one.plain, other.plain, autojunk=False)
    if compared.real_quick_ratio() < ALIKE or compared.quick_ratio() < ALIKE:
        return 0.0
    return compared.ratio()


@cache
def listed(file: Path, lang: str) -> re.Pattern[str] | None:
    """What finds the words that a file lists for a language; None where it lists none."""
    words = read_yaml(file).get(lang, [])
    either = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE) if either else None


def jargon(case: Case) -> Iterator[Slip]:
    """Clinical words in what the client says."""
    if case.client.style == "intellectualising":
        return
    spoken: list[tuple[Where, Text]] = [(("opening",), case.opening)]
    for i, storylet in enumerate(case.storylets):
        spoken += [(("storylets", i, "say", n), said) for n, said in enumerate(storylet.say)]
    yield from clinical(spoken)


def clinical(spoken: Iterable[tuple[Where, Text]]) -> Iterator[Slip]:
    """Clinical words in some lines."""
    for where, text in spoken:
        for lang, said in text.root.items():
            pattern = listed(_JARGON, lang)
            found = pattern.search(said) if pattern else None
            if found:
                yield slip("C604", (*where, lang), words=found.group())


def lost_cues(case: Case) -> Iterator[Slip]:
    """Cues whose words are in no line of their storylet."""
    for i, storylet in enumerate(case.storylets):
        for n, cue in enumerate(storylet.cues):
            for lang, words in cue.span.root.items():
                lines = [line.root[lang] for line in storylet.say if lang in line.root]
                if lines and not any(words in line for line in lines):
                    where = ("storylets", i, "cues", n, "span", lang)
                    yield slip("C605", where, language=lang, words=words)
