"""The content linter: everything wrong with cases, transcripts and codebooks, all at once.

It raises nothing. What cannot be read is reported, and the rest is looked at as far as it goes, so
that one slip hides no other and one author's case does not stop another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from workbook.content import marks
from workbook.content.bank import Batch, Changes, Deck
from workbook.content.case import Case
from workbook.content.codebook import (
    Codebook,
    CommonTopics,
    Drills,
    Dynamics,
    Lifelines,
    SecondLabels,
)
from workbook.content.linting import (
    alike,
    bank,
    codebooks,
    conditions,
    lab,
    leaks,
    lines,
    names,
    reach,
    studio,
    whole,
)
from workbook.content.linting.draft import draft
from workbook.content.linting.mistakes import Finding, Slip, finding, slip
from workbook.content.linting.shape import misshapen
from workbook.content.linting.shared import Shared
from workbook.content.linting.sheet import BESIDE, MOMENTS, Sheet, kind_of
from workbook.content.marks import Marked
from workbook.content.shelf import CODEBOOKS, case_folders
from workbook.content.thought_record import ThoughtRecord
from workbook.content.transcript import Transcript
from workbook.language import DEFAULT

__all__ = ["Finding", "lint"]

ITEMS = "items"  # the folder of items beside codebooks, or beside a course's cases


def lint(
    path: Path | None = None, *, lang: str = DEFAULT, today: date | None = None
) -> list[Finding]:
    """Everything wrong in a case folder or a file; without a path, in all cases and codebooks.

    Args:
        path: a case folder, a folder of cases, codebooks, items or moments, or one of their files.
        lang: the language of the sentences, as far as they are translated.
        today: the day from which the age of a crisis line is counted.
    """
    desk = _Desk(Shared.read(CODEBOOKS), lang, today or datetime.now(UTC).date())
    found: list[Finding] = []
    if path is None:
        for folder in (CODEBOOKS, *case_folders()):
            found += desk.folder(folder) if folder.is_dir() else ()
    elif path.is_dir():
        found += desk.folder(path)
    elif path.name == "case.yaml":
        found += (f for f in desk.case(path.parent) if f.file == path)
    elif path.parent.name == "transcripts" and path.is_file():
        found += (f for f in desk.case(path.parent.parent) if f.file == path)
    elif path.parent.name == ITEMS and path.is_file():
        found += (f for f in desk.items(path.parent) if f.file == path)
    else:
        found += desk.page(path)
    return sorted(set(found))


class _Desk:
    """Where files are read one by one; knows the shared pages, the language and the day."""

    def __init__(self, shared: Shared, lang: str, today: date) -> None:
        self._shared = shared
        self._lang = lang
        self._today = today
        self._read: dict[Path, tuple[Sheet, list[Finding]]] = {}  # batches: items are looked up

    def folder(self, folder: Path) -> Iterator[Finding]:
        """A case, or a folder of cases, of pages, of items, of moments, or of all of them."""
        inside = [found for found in sorted(folder.iterdir()) if found.name[0] not in "._"]
        pages = [found for found in inside if found.suffix in (".yaml", ".yml")]
        folders = [found for found in inside if found.is_dir() and any(found.glob("*.y*ml"))]
        if folder.name == MOMENTS:
            yield from self.moments(folder)
        elif (folder / "case.yaml").exists() or (folder / "transcripts").is_dir():
            yield from self.case(folder)
        elif folder.name == ITEMS:
            yield from self.items(folder)
        elif pages or folders:
            for page in pages:
                yield from self.page(page)
            of = {ITEMS: self.items, MOMENTS: self.moments}
            for found in folders:
                yield from of.get(found.name, self.case)(found)
        else:
            yield from self.case(folder)

    def items(self, folder: Path) -> Iterator[Finding]:
        """The items of every situation, each by itself and all of them together."""
        sheets = []
        for file in sorted(folder.glob("*.yaml")):
            sheet, slips = self._batch(file)
            yield from slips
            sheets.append(sheet)
        yield from self._bank(sheets)
        for file in sorted(folder.glob("*.yml")):
            yield from self._strange(Sheet(file, Marked(), None))

    def moments(self, folder: Path) -> Iterator[Finding]:
        """Sets of moments, one a file."""
        for file in sorted(folder.glob("*.yaml")):
            yield from self.page(file)
        for file in sorted(folder.glob("*.yml")):
            yield from self._strange(Sheet(file, Marked(), None))

    def page(self, file: Path) -> Iterator[Finding]:
        """One file that stands for itself."""
        sheet, slips = self._sheet(file)
        yield from slips
        if isinstance(sheet.content, Batch):
            yield from self._bank([sheet])
        elif sheet.content is not None:
            yield from self._told(sheet, self._about(sheet))

    def case(self, folder: Path) -> Iterator[Finding]:
        """A case with its transcripts, and with what stands beside it."""
        sheet, slips = self._sheet(folder / "case.yaml")
        yield from slips
        talks = sorted(folder.glob("transcripts/*.yaml"))
        if isinstance(sheet.content, Case):
            yield from self._told(sheet, self._about(sheet))
            yield from self._told(sheet, whole.few_transcripts(talks))
            name = folder.resolve().name
            yield from self._told(sheet, names.misplaced(sheet.content.id, name, "folder"))
        for file in talks:
            yield from self._talk(file, sheet.content)
        for name in BESIDE:
            if (folder / name).exists():
                yield from self.page(folder / name)
        for file in sorted({*folder.glob("*.y*ml"), *folder.glob("transcripts/*.yml")}):
            if file.name not in ("case.yaml", *BESIDE):
                yield from self._strange(Sheet(file, Marked(), None))

    def _talk(self, file: Path, case: BaseModel | None) -> Iterator[Finding]:
        sheet, slips = self._sheet(file, Transcript)
        yield from slips
        if isinstance(sheet.content, Transcript):
            yield from self._told(sheet, names.misplaced(sheet.content.id, file.stem, "file"))
            if isinstance(case, Case):
                found = names.strange_names_in_transcript(sheet.content, case, self._shared)
                yield from self._told(sheet, found)

    def _bank(self, sheets: Sequence[Sheet]) -> Iterator[Finding]:
        """Items of one folder, or of one file that stands elsewhere, beside the workbook's own."""
        batches = _batches(sheets)
        if not batches:
            return
        own = sorted((CODEBOOKS / ITEMS).glob("*.yaml"))
        given = {sheet.file.resolve() for sheet in sheets}
        before = _batches([self._batch(file)[0] for file in own if file.resolve() not in given])
        known = {item.id: item for _, batch in (*before, *batches) for item in batch.items}
        for sheet, batch in batches:
            yield from self._told(sheet, lines.missing_languages(batch))
            yield from self._told(sheet, bank.gaps_in_batch(batch, self._codes(sheet.file), known))
        for sheet, found in alike.across(batches, before):
            yield from self._told(sheet, iter([found]))

    def _batch(self, file: Path) -> tuple[Sheet, list[Finding]]:
        if file not in self._read:
            self._read[file] = self._sheet(file, Batch)
        return self._read[file]

    def _codes(self, file: Path) -> frozenset[str]:
        """The distortions there are where a file stands: the workbook's, and those a course adds."""
        folders = {
            folder.resolve() for folder in (*file.resolve().parents[:2], *case_folders()[1:])
        }
        pages = [folder / "distortions.yaml" for folder in folders - {CODEBOOKS.resolve()}]
        changes = [draft(Changes, marks.read(page).value) for page in pages if page.is_file()]
        added = {code.id for change in changes for code in change.codes}
        return frozenset({*self._shared.distortions.ids, *added})

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
        kind = kind or kind_of(file, read.value)
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
                yield from names.misplaced(content.id, sheet.file.stem, "file")
                yield from codebooks.gaps_in_codebook(content)
            case _:
                yield from self._about_lab(sheet)

    def _about_lab(self, sheet: Sheet) -> Iterator[Slip]:
        content, codes = sheet.content, self._codes(sheet.file)
        match content:
            case Drills():
                yield from lab.gaps_in_drills(content)
            case SecondLabels():
                files = sorted(sheet.file.parent.glob(f"{ITEMS}/*.yaml"))
                batches = _batches([self._batch(file)[0] for file in files])
                known = {item.id for _, batch in batches for item in batch.items}
                yield from lab.strange_labels(content, codes, known)
            case Deck():
                yield from lab.gaps_in_deck(content, sheet, codes)
            case Changes():
                yield from lab.gaps_in_changes(content, self._shared.distortions)
            case ThoughtRecord():
                name = sheet.file.resolve().parent.name
                yield from names.misplaced(content.id, name, "folder")
                yield from lab.gaps_in_record(content, codes)
            case _:
                yield from studio.gaps(sheet, self._shared, case_folders())

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
        lab.strange_kinds,
    )
    for rule in rules:
        yield from rule(case)
    yield from whole.gaps_in_asks(case, shared)
    yield from leaks.leaks(within)


def _batches(sheets: Sequence[Sheet]) -> alike.Batches:
    """The sheets that hold items, with what they hold."""
    return [(sheet, sheet.content) for sheet in sheets if isinstance(sheet.content, Batch)]
