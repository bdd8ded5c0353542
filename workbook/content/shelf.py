"""Where content lies, and how it is read: lazily, each file once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from workbook.content.bank import Bank, Batch, Changes
from workbook.content.case import Case
from workbook.content.codebook import (
    Codebook,
    CommonTopics,
    Drills,
    Dynamics,
    Lifelines,
    Phrasebook,
    Rubric,
    SecondLabels,
)
from workbook.content.coping import CasePlan, PlanRules, Strategies
from workbook.content.thought_record import ThoughtRecord
from workbook.errors import ContentError, UnknownName
from workbook.places import cache_folder

M = TypeVar("M", bound=BaseModel)
HERE = Path(__file__).parent
CODEBOOKS = HERE.parent / "codebooks"
# The files whose models a copy on disk was made by.
SHAPES = tuple(
    HERE / f"{name}.py"
    for name in (
        "frozen",
        "condition",
        "case",
        "bank",
        "codebook",
        "thought_record",
        "coping",
        "care",
        "sheets",
        "moments",
    )
)
# libyaml reads ten times as fast; not every platform's wheel has it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def case_folder() -> Path:
    """The workbook's own cases: inside the installed package if there, else beside it in the clone."""
    package = Path(__file__).parent.parent
    inside = package / "case_studies"
    return inside if inside.is_dir() else package.parent / "case_studies"


def case_folders() -> tuple[Path, ...]:
    """Where cases are looked for: the workbook's own, then a course's folder in ``WORKBOOK_CASES``."""
    given = os.environ.get("WORKBOOK_CASES")
    return (case_folder(), *((Path(given).expanduser(),) if given else ()))


def case_ids() -> tuple[str, ...]:
    """The ids of all cases, without reading them; a course's case does not hide one of the workbook's."""
    found = (
        place.parent.name for folder in case_folders() for place in folder.glob("*/case.yaml")
    )
    return tuple(sorted(set(found)))


def read_yaml(path: Path) -> Any:
    """The plain value in a YAML file.

    Raises:
        ContentError: it is missing, or no YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506  both are safe loaders
    except FileNotFoundError:
        raise ContentError(f"{path} is missing: restore it, or reinstall the workbook") from None
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise ContentError(f"{path} is not YAML: {' '.join(str(problem).split())}") from problem


def read_page(path: Path, kind: type[M]) -> M:
    """A file as one kind of content.

    Raises:
        ContentError: it is missing, or cannot be used as it is written.
    """
    value = read_yaml(path)
    try:
        return kind.model_validate(value)
    except ValidationError as problem:
        raise ContentError(
            f"{path}: {_first(problem)}; 'workbook lint {path.parent}' lists everything"
        ) from problem


def parse(given: str, kind: type[M]) -> M:
    """The words of a file as one kind of content.

    Raises:
        ContentError: they are not YAML, or not of that kind.
    """
    try:
        return kind.model_validate(yaml.load(given, Loader=LOADER))  # noqa: S506  both are safe loaders
    except yaml.YAMLError as problem:
        raise ContentError(" ".join(str(problem).split())) from problem
    except ValidationError as problem:
        raise ContentError(_first(problem)) from problem


def _first(problem: ValidationError) -> str:
    first = problem.errors()[0]
    where = ".".join(str(step) for step in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def load_case(path: Path) -> Case:
    """The case in a ``case.yaml``.

    Raises:
        ContentError: it cannot be used as it is written.
    """
    return read_page(path, Case)


@cache
def open_case(case_id: str) -> Case:
    """One of the workbook's cases by its id; the others are not read.

    Raises:
        UnknownName: there is no such case.
        ContentError: it cannot be used as it is written.
    """
    return pressed(case_path(case_id), Case, case_id)


def case_path(case_id: str) -> Path:
    """Where a case lies.

    Raises:
        UnknownName: there is no such case.
    """
    if case_id not in case_ids():
        raise UnknownName(f"no case {case_id!r}; there are: {', '.join(case_ids())}")
    places = (folder / case_id / "case.yaml" for folder in case_folders())
    return next(place for place in places if place.exists())


@cache
def thought_record(case_id: str) -> ThoughtRecord:
    """The thought record of a case.

    Raises:
        ContentError: it has none, or it cannot be used as it is written.
    """
    return pressed(beside(case_id, "thought-record.yaml"), ThoughtRecord, f"{case_id}-record")


@cache
def case_plan(case_id: str) -> CasePlan:
    """What a coping plan with the client of a case can be.

    Raises:
        ContentError: it has none, or it cannot be used as it is written.
    """
    return pressed(beside(case_id, "plan.yaml"), CasePlan, f"{case_id}-plan")


def beside(case_id: str, name: str) -> Path:
    """A file beside a case."""
    places = (folder / case_id / name for folder in case_folders())
    path = next((place for place in places if place.exists()), None)
    if path is None:
        raise ContentError(f"{case_id} has no {name}")
    return path


@cache
def strategies() -> Strategies:
    """The coping strategies."""
    return read_page(CODEBOOKS / "coping_strategies.yaml", Strategies)


@cache
def plan_rules() -> PlanRules:
    """The rules that a plan is checked by."""
    return read_page(CODEBOOKS / "plan_rules.yaml", PlanRules)


def pressed(path: Path, kind: type[M], name: str, *, make: Callable[[], M] | None = None) -> M:
    """What a file holds, from its copy as JSON, which is read ten times as fast as YAML; made where it is missing.

    A copy is named after what it was made of, so one that is out of date is never found.

    Args:
        make: makes what is kept, where that is not simply what the file holds.
    """
    made_of = hashlib.sha256(path.read_bytes())
    for shape in SHAPES:
        made_of.update(shape.read_bytes())
    folder = cache_folder() / "cases"
    copy = folder / f"{name}-{made_of.hexdigest()[:24]}.json"
    try:
        return kind.model_validate_json(copy.read_bytes())
    except (OSError, ValidationError):
        found = make() if make else read_page(path, kind)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{name}-{'?' * 24}.json"):
            old.unlink()
        being_written = copy.with_suffix(f".{os.getpid()}")
        being_written.write_text(found.model_dump_json(), encoding="utf-8")
        being_written.replace(copy)
    return found


def exercise_ids() -> tuple[str, ...]:
    """Every exercise as ``case/exercise``; reads all cases."""
    return tuple(
        f"{case_id}/{spec.id}" for case_id in case_ids() for spec in open_case(case_id).exercises
    )


@cache
def codebook(codebook_id: str) -> Codebook:
    """A codebook by its id: ``therapist_skills`` or ``distortions``; a course may have changed the latter."""
    book = read_page(CODEBOOKS / f"{codebook_id}.yaml", Codebook)
    if codebook_id != "distortions":
        return book
    for folder in case_folders()[1:]:
        if (path := folder / "distortions.yaml").exists():
            book = _changed(book, read_page(path, Changes))
    return book


def _changed(book: Codebook, changes: Changes) -> Codebook:
    """A codebook as a course wants it; a hidden code can still be looked up, since answers may name it."""
    kept = {code.id: code for code in book.codes} | {code.id: code for code in changes.codes}
    for name, words in changes.rename.items():
        if name in kept:
            kept[name] = kept[name].model_copy(update={"name": words})
    return book.model_copy(update={"codes": tuple(kept.values()), "hidden": changes.hide})


@cache
def bank() -> Bank:
    """The items of the distortion lab: the workbook's, then a course's in ``items`` beside its cases.

    Raises:
        ContentError: a batch cannot be used as it is written.
    """
    folders = (CODEBOOKS, *case_folders()[1:])
    paths = [path for folder in folders for path in sorted((folder / "items").glob("*.yaml"))]
    batches = [pressed(path, Batch, f"items-{path.stem}") for path in paths]
    return Bank(batches, codebook("distortions").in_use)


@cache
def dynamics() -> Dynamics:
    """The rules by which any client moves."""
    return read_page(CODEBOOKS / "dynamics.yaml", Dynamics)


@cache
def common_topics() -> CommonTopics:
    """What trainees say to every client about the talk itself."""
    return read_page(CODEBOOKS / "common_topics.yaml", CommonTopics)


@cache
def common_questions() -> CommonTopics:
    """What trainees ask every client about themselves."""
    return read_page(CODEBOOKS / "common_questions.yaml", CommonTopics)


@cache
def rubric() -> Rubric:
    """How a talk is looked back on: a course's own ``rubric.yaml`` beside its cases, else the workbook's."""
    folders = (*case_folders()[1:], CODEBOOKS)
    return read_page(next(p for f in folders if (p := f / "rubric.yaml").exists()), Rubric)


@cache
def drills() -> Drills:
    """The exercises of the distortion lab."""
    return read_page(CODEBOOKS / "lab.yaml", Drills)


@cache
def second_labels() -> SecondLabels:
    """How a second person labelled the items."""
    return pressed(CODEBOOKS / "second_labels.yaml", SecondLabels, "second-labels")


@cache
def sessions() -> dict[str, list[list[Any]]]:
    """Sessions to read, each a list of (case, storylet, which of its lines, what was said before it)."""
    found: dict[str, list[list[Any]]] = json.loads(
        (CODEBOOKS / "sessions.json").read_text(encoding="utf-8")
    )
    return found


@cache
def phrasebook() -> Phrasebook:
    """What the bots say."""
    return read_page(CODEBOOKS / "phrasebook.yaml", Phrasebook)


@cache
def lifelines() -> Lifelines:
    """Crisis lines by language."""
    return read_page(CODEBOOKS / "lifelines.yaml", Lifelines)
