"""The trainee's own copies of the lessons: brought up to date at each start, never over the trainee's changes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.language import say

FIRST = "00-start.ipynb"
MANIFEST = ".workbook.json"
PACKAGE = "therapist-training-workbook"


@dataclass(frozen=True)
class Lessons:
    """What lies in the trainee's folder after a refresh."""

    folder: Path
    paths: tuple[str, ...]
    """Each lesson as ``language/name.ipynb``, below ``folder``."""
    kept: tuple[tuple[str, str], ...]
    """The lessons the trainee had changed, each with the name under which that copy now lies beside it."""
    pristine: tuple[str, ...]
    """Those that lie there as they were built, so that they may be trusted."""


def originals() -> Path:
    """The lessons as they were built: inside the installed package if there, else beside it in the clone."""
    package = Path(__file__).parent
    inside = package / "notebooks"
    return inside if inside.is_dir() else package.parent / "notebooks"


def shipped() -> tuple[str, ...]:
    """Every lesson as ``language/name.ipynb``."""
    folder = originals()
    found = (
        path.relative_to(folder) for path in folder.glob("*/*.ipynb") if path.parent.name != "src"
    )
    return tuple(sorted(path.as_posix() for path in found))


def sources(notebook: bytes) -> str | None:
    """A digest of what was written in a notebook's cells; outputs do not count. None: it is no notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        written = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return None
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()


def _manifest(folder: Path) -> dict[str, str]:
    """What was put down at the last start: each lesson and the digest of its cells."""
    try:
        lessons = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["lessons"]
        return {str(path): str(digest) for path, digest in lessons.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # Without a manifest nothing is known to be unchanged, so every differing copy is kept.
        return {}


def _aside(path: Path, lang: str, today: date) -> Path:
    """A free name beside a copy that the trainee has changed."""
    stem = say(lang, "{name} (my version {day})", name=path.stem, day=today.isoformat())
    number, name = 1, stem
    while (free := path.with_name(f"{name}{path.suffix}")).exists():
        number += 1
        name = f"{stem} {number}"
    return free


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.write_bytes(content)
    fresh.replace(path)


def refresh(folder: Path, lang: str, *, today: date) -> Lessons:
    """The trainee's copies brought up to date.

    A copy is the trainee's own once its cells differ from what was put there. It stays where it is as long as the
    lesson itself is still the same; a newer lesson takes its place and the trainee's copy moves beside it.

    Raises:
        WorkbookError: the lessons are missing.
        OSError: the folder cannot be written to.
    """
    if f"{lang}/{FIRST}" not in (names := shipped()):
        raise WorkbookError(
            say(
                lang,
                "The lessons are missing from {folder}: reinstall the workbook, or run 'make notebooks' in a clone.",
                folder=originals(),
            )
        )
    return _refresh(folder, lang, names, today)


def _refresh(folder: Path, lang: str, names: tuple[str, ...], today: date) -> Lessons:
    before = _manifest(folder)
    after: dict[str, str] = {}
    kept: list[tuple[str, str]] = []
    pristine: list[str] = []
    for name in names:
        original = (originals() / name).read_bytes()
        after[name] = sources(original) or ""
        copy = folder / name
        present = copy.read_bytes() if copy.exists() else None
        now = None if present is None else sources(present)
        if present is not None and now not in {before.get(name), after[name]}:
            if now is not None and before.get(name) == after[name]:
                # The lesson itself has not changed, so the trainee's copy is still the one to open.
                continue
            aside = _aside(copy, lang, today)
            copy.replace(aside)
            kept.append((name, aside.name))
            present = None
        # Also where only outputs differ: views of a kernel that is gone would show as errors.
        if present != original:
            _put(copy, original)
        pristine.append(name)
    _retire(folder, before, after)
    if after != before:
        stamped = {"version": _version(), "lessons": after}
        _put(folder / MANIFEST, json.dumps(stamped, indent=1).encode())
    return Lessons(folder=folder, paths=tuple(after), kept=tuple(kept), pristine=tuple(pristine))


def _retire(folder: Path, before: dict[str, str], after: dict[str, str]) -> None:
    """Removes the copies of lessons that are no more, unless the trainee changed them."""
    for name in before.keys() - after.keys():
        copy = folder / name
        if copy.exists() and sources(copy.read_bytes()) == before[name]:
            copy.unlink()


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "0"
