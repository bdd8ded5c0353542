"""The content linter: everything wrong with cases, transcripts and codebooks, all at once.

It raises nothing. What cannot be read is reported, and the rest is looked at as far as it goes, so
that one slip hides no other and one author's case does not stop another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from workbook.content import marks
from workbook.content.case import Case
from workbook.content.codebook import (
    Codebook,
    CommonTopics,
    Dynamics,
    Lifelines,
    Phrasebook,
    Rubric,
)
from workbook.content.linting import codebooks, conditions, leaks, lines, names, reach, whole
from workbook.content.linting.draft import draft
from workbook.content.linting.mistakes import Finding, Slip, finding, slip
from workbook.content.linting.shape import misshapen
from workbook.content.linting.shared import Shared
from workbook.content.marks import Marked, Where
from workbook.content.shelf import CODEBOOKS, case_folder
from workbook.content.transcript import Transcript
from workbook.language import DEFAULT

__all__ = ["Finding", "lint"]

_BY_NAME: dict[str, type[BaseModel]] = {
    "case": Case,
    "dynamics": Dynamics,
    "common_topics": CommonTopics,
    "common_questions": CommonTopics,
    "lifelines": Lifelines,
    "phrasebook": Phrasebook,
    "rubric": Rubric,
}
_BY_KEY: dict[str, type[BaseModel]] = {
    "storylets": Case,
    "turns": Transcript,
    "codes": Codebook,
    "rules": Dynamics,
    "topics": CommonTopics,
    "lines": Lifelines,
    "phrases": Phrasebook,
    "criteria": Rubric,
}


@dataclass(frozen=True)
class Sheet:
    """One file as it was read, and what could be made of it."""

    file: Path
    marks: Marked
    content: BaseModel | None

    def findings(self, slips: Iterator[Slip], lang: str) -> Iterator[Finding]:
        """The slips in sentences, with their lines."""
        for code, where, given in slips:
            filled = {key: self._filled(key, value) for key, value in given.items()}
            filled["place"] = self.place(where)
            yield finding(code, self.file, self.marks.line(where), lang=lang, filled=filled)

    def _filled(self, key: str, value: object) -> object:
        if not isinstance(value, tuple):
            return value
        return self.marks.line(value) if key == "line" else self.place(value)

    def place(self, where: Where) -> str:
        """A part in words: the entries of lists by their ids, or counted from one."""
        part: Any = self.marks.value
        said: list[str] = []
        for step in where:
            try:
                part = part[step]
            except (LookupError, TypeError):
                part = None
            named = part.get("id") if isinstance(step, int) and isinstance(part, dict) else None
            counted = str(step + 1) if isinstance(step, int) else step
            said.append(named if isinstance(named, str) else counted)
        return " / ".join(said) or "The file"


def lint(
    path: Path | None = None, *, lang: str = DEFAULT, today: date | None = None
) -> list[Finding]:
    """Everything wrong in a case folder or a file; without a path, in all cases and codebooks.

    Args:
        path: a case folder, a folder of cases or codebooks, or one of their files.
        lang: the language of the sentences, as far as they are translated.
        today: the day from which the age of a crisis line is counted.
    """
    desk = _Desk(Shared.read(CODEBOOKS), lang, today or datetime.now(UTC).date())
    found: list[Finding] = []
    if path is None:
        found += desk.folder(CODEBOOKS)
        found += desk.folder(case_folder())
    elif path.is_dir():
        found += desk.folder(path)
    elif path.name == "case.yaml":
        found += (f for f in desk.case(path.parent) if f.file == path)
    elif path.parent.name == "transcripts" and path.is_file():
        found += (f for f in desk.case(path.parent.parent) if f.file == path)
    else:
        found += desk.page(path)
    return sorted(set(found))


class _Desk:
    """Where files are read one by one; knows the shared pages, the language and the day."""

    def __init__(self, shared: Shared, lang: str, today: date) -> None:
        self._shared = shared
        self._lang = lang
        self._today = today

    def folder(self, folder: Path) -> Iterator[Finding]:
        """A case, or a folder of cases or of pages."""
        inside = [found for found in sorted(folder.iterdir()) if found.name[0] not in "._"]
        pages = [found for found in inside if found.suffix in (".yaml", ".yml")]
        cases = [found for found in inside if found.is_dir() and any(found.glob("*.y*ml"))]
        if (folder / "case.yaml").exists() or (folder / "transcripts").is_dir():
            yield from self.case(folder)
        elif pages:
            for page in pages:
                yield from self.page(page)
        elif cases:
            for found in cases:
                yield from self.case(found)
        else:
            yield from self.case(folder)

    def page(self, file: Path) -> Iterator[Finding]:
        """One file that stands for itself."""
        sheet, slips = self._sheet(file)
        yield from slips
        if sheet.content is not None:
            yield from self._told(sheet, self._about(sheet))

    def case(self, folder: Path) -> Iterator[Finding]:
        """A case with its transcripts."""
        sheet, slips = self._sheet(folder / "case.yaml")
        yield from slips
        talks = sorted(folder.glob("transcripts/*.yaml"))
        if isinstance(sheet.content, Case):
            yield from self._told(sheet, self._about(sheet))
            yield from self._told(sheet, whole.few_transcripts(talks))
            name = folder.resolve().name
            yield from self._told(sheet, _misplaced(sheet.content.id, name, "folder"))
        for file in talks:
            yield from self._talk(file, sheet.content)
        for file in sorted({*folder.glob("*.y*ml"), *folder.glob("transcripts/*.yml")}):
            if file.name != "case.yaml":
                yield from self._strange(Sheet(file, Marked(), None))

    def _talk(self, file: Path, case: BaseModel | None) -> Iterator[Finding]:
        sheet, slips = self._sheet(file, Transcript)
        yield from slips
        if isinstance(sheet.content, Transcript):
            yield from self._told(sheet, _misplaced(sheet.content.id, file.stem, "file"))
            if isinstance(case, Case):
                found = names.strange_names_in_transcript(sheet.content, case, self._shared)
                yield from self._told(sheet, found)

    def _sheet(
        self, file: Path, kind: type[BaseModel] | None = None
    ) -> tuple[Sheet, list[Finding]]:
        """A file as read, with what is wrong in its YAML and its shape."""
        read = marks.read(file)
        found = [
            finding(t.code, file, t.line, lang=self._lang, filled={**t.filled, "place": file.name})
            for t in read.troubles
        ]
        empty = Sheet(file, read, None)
        if read.troubles and read.value is None:
            return empty, found
        if not isinstance(read.value, dict):
            return empty, [*found, *self._told(empty, iter([slip("C106", ())]))]
        kind = kind or _kind(file, read.value)
        if kind is None:
            return empty, [*found, *self._strange(empty)]
        try:
            return Sheet(file, read, kind.model_validate(read.value)), found
        except ValidationError as problem:
            sheet = Sheet(file, read, draft(kind, read.value))
            shape = misshapen(kind, read.value, problem)
            clear = (found for found in shape if not read.troubled(found.where))
            return sheet, [*found, *self._told(sheet, clear)]

    def _about(self, sheet: Sheet) -> Iterator[Slip]:
        """What the rules say of the content of a sheet."""
        content, shared = sheet.content, self._shared
        if content is None:
            return
        yield from lines.missing_languages(content)
        match content:
            case Case():
                yield from _about_case(content, shared)
                yield from whole.gaps_in_provenance(content, self._today)
            case Dynamics():
                yield from codebooks.gaps_in_dynamics(content)
                yield from names.strange_names_in_dynamics(content, shared)
                yield from conditions.clashes_in_dynamics(content)
            case CommonTopics():
                yield from names.repeated("topics", [topic.id for topic in content.topics])
                yield from whole.gaps_in_common_topics(content)
            case Lifelines():
                yield from codebooks.gaps_in_lifelines(content, self._today)
            case Codebook():
                yield from _misplaced(content.id, sheet.file.stem, "file")
                yield from codebooks.gaps_in_codebook(content)

    def _strange(self, sheet: Sheet) -> Iterator[Finding]:
        return self._told(sheet, iter([slip("C109", (), name=sheet.file.name)]))

    def _told(self, sheet: Sheet, slips: Iterator[Slip]) -> Iterator[Finding]:
        return sheet.findings(slips, self._lang)


def _about_case(case: Case, shared: Shared) -> Iterator[Slip]:
    within = reach.Reach(case, shared)
    bounds = conditions.Bounds(case, within.most_openness)
    yield from names.used_twice(case, shared)
    yield from names.strange_names(case, shared)
    yield from conditions.clashes(case, shared, bounds)
    yield from reach.unreached(within)
    yield from whole.gaps_in_behaviour(within)
    rules: tuple[Callable[[Case], Iterator[Slip]], ...] = (
        whole.gaps_in_formulation,
        whole.gaps_in_moves,
        lines.same_lines,
        lines.jargon,
        lines.lost_cues,
    )
    for rule in rules:
        yield from rule(case)
    yield from whole.gaps_in_asks(case, shared)
    yield from leaks.leaks(within)


def _kind(file: Path, value: dict[str, Any]) -> type[BaseModel] | None:
    """What kind of content a file holds: by its name, else by a key that only this kind has."""
    if file.stem in _BY_NAME:
        return _BY_NAME[file.stem]
    return next((kind for key, kind in _BY_KEY.items() if key in value), None)


def _misplaced(name: str, expected: str, kind: str) -> Iterator[Slip]:
    if name and name != expected:
        yield slip("C303", ("id",), name=name, expected=expected, kind=kind)
