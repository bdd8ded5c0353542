"""Where content lies, and how it is read: lazily, each file once."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from workbook.content import case as case_model
from workbook.content.case import Case
from workbook.content.codebook import (
    Codebook,
    CommonTopics,
    Dynamics,
    Lifelines,
    Phrasebook,
    Rubric,
)
from workbook.errors import ContentError, UnknownName
from workbook.places import cache_folder

M = TypeVar("M", bound=BaseModel)
CODEBOOKS = Path(__file__).parent.parent / "codebooks"
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


def _read(path: Path, kind: type[M]) -> M:
    value = read_yaml(path)
    try:
        return kind.model_validate(value)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ContentError(
            f"{path}: {where}: {first['msg']}; 'workbook lint {path.parent}' lists everything"
        ) from problem


def load_case(path: Path) -> Case:
    """The case in a ``case.yaml``.

    Raises:
        ContentError: it cannot be used as it is written.
    """
    return _read(path, Case)


@cache
def open_case(case_id: str) -> Case:
    """One of the workbook's cases by its id; the others are not read.

    Raises:
        UnknownName: there is no such case.
        ContentError: it cannot be used as it is written.
    """
    if case_id not in case_ids():
        raise UnknownName(f"no case {case_id!r}; there are: {', '.join(case_ids())}")
    places = (folder / case_id / "case.yaml" for folder in case_folders())
    path = next(place for place in places if place.exists())
    return _pressed(path)


def _pressed(path: Path) -> Case:
    """The case from its copy as JSON, which is read ten times as fast as YAML; made where it is missing.

    A copy is named after what it was made of, so one that is out of date is never found.
    """
    made_of = hashlib.sha256(path.read_bytes())
    made_of.update(Path(case_model.__file__).read_bytes())
    folder = cache_folder() / "cases"
    copy = folder / f"{path.parent.name}-{made_of.hexdigest()[:24]}.json"
    try:
        return Case.model_validate_json(copy.read_bytes())
    except (OSError, ValidationError):
        case = load_case(path)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{path.parent.name}-{'?' * 24}.json"):
            old.unlink()
        being_written = copy.with_suffix(f".{os.getpid()}")
        being_written.write_text(case.model_dump_json(), encoding="utf-8")
        being_written.replace(copy)
    return case


def exercise_ids() -> tuple[str, ...]:
    """Every exercise as ``case/exercise``; reads all cases."""
    return tuple(
        f"{case_id}/{spec.id}" for case_id in case_ids() for spec in open_case(case_id).exercises
    )


@cache
def codebook(codebook_id: str) -> Codebook:
    """A codebook by its id: ``therapist_skills`` or ``distortions``."""
    return _read(CODEBOOKS / f"{codebook_id}.yaml", Codebook)


@cache
def dynamics() -> Dynamics:
    """The rules by which any client moves."""
    return _read(CODEBOOKS / "dynamics.yaml", Dynamics)


@cache
def common_topics() -> CommonTopics:
    """What trainees say to every client about the talk itself."""
    return _read(CODEBOOKS / "common_topics.yaml", CommonTopics)


@cache
def common_questions() -> CommonTopics:
    """What trainees ask every client about themselves."""
    return _read(CODEBOOKS / "common_questions.yaml", CommonTopics)


@cache
def rubric() -> Rubric:
    """How a talk is looked back on: a course's own ``rubric.yaml`` beside its cases, else the workbook's."""
    folders = (*case_folders()[1:], CODEBOOKS)
    return _read(next(p for f in folders if (p := f / "rubric.yaml").exists()), Rubric)


@cache
def phrasebook() -> Phrasebook:
    """What the bots say."""
    return _read(CODEBOOKS / "phrasebook.yaml", Phrasebook)


@cache
def lifelines() -> Lifelines:
    """Crisis lines by language."""
    return _read(CODEBOOKS / "lifelines.yaml", Lifelines)
