"""What may keep the workbook from working on this computer, each finding in plain words with its remedy."""

from __future__ import annotations

import os
import re
import shutil
import site
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from workbook import lessons, places
from workbook.errors import RecordError
from workbook.language import say

PYTHON_FROM, PYTHON_BELOW = (3, 11), (3, 15)
ROOM_NEEDED = 200  # MB
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    what: str
    ok: bool
    words: str
    remedy: str = ""
    """What to do about it; empty where nothing needs doing."""


def examine(lang: str) -> list[Finding]:
    """Everything that was looked at, the sound things too."""
    checks: tuple[Callable[[str], Finding], ...] = (
        _python,
        _packages,
        _encoder,
        _lessons,
        _extension,
        _folder,
        _record,
        _room,
        _browser,
    )
    return [check(lang) for check in checks]


def _python(lang: str) -> Finding:
    here = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        say(lang, "Python"),
        ok=(fits := PYTHON_FROM <= sys.version_info[:2] < PYTHON_BELOW),
        words=say(lang, "This is Python {version}.", version=here),
        remedy=""
        if fits
        else say(lang, "Install a Python from 3.11 to 3.14 and set the workbook up again."),
    )


def _packages(lang: str) -> Finding:
    what = say(lang, "Packages")
    try:
        needed = metadata.requires(lessons.PACKAGE) or []
    except metadata.PackageNotFoundError:
        return Finding(
            what,
            ok=False,
            words=say(lang, "The workbook itself is not installed here."),
            remedy=say(lang, "Run 'make setup' in the workbook's folder."),
        )
    ours = [line for line in needed if "extra ==" not in line or "'lab'" in line.replace('"', "'")]
    missing = [
        name for line in ours if not _installed(name := re.split(r"[^\w.-]", line, maxsplit=1)[0])
    ]
    if missing:
        return Finding(
            what,
            ok=False,
            words=say(lang, "Packages are missing: {names}.", names=", ".join(missing)),
            remedy=say(
                lang, "Run 'make setup', or pip install -e \".[lab]\", in the workbook's folder."
            ),
        )
    return Finding(
        what, ok=True, words=say(lang, "All {number} packages are there.", number=len(ours))
    )


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _encoder(lang: str) -> Finding:
    from workbook import encoder  # noqa: PLC0415  only this check needs it

    what = say(lang, "Understanding by meaning")
    remedy = say(lang, "The workbook works without it, more plainly. 'make setup' installs it.")
    if not encoder.encoder_installed():
        return Finding(
            what,
            ok=False,
            words=say(lang, "The sentence encoder is not installed, or is switched off."),
            remedy=remedy,
        )
    try:
        encoder.encode(["hello"])
    except Exception as problem:  # noqa: BLE001  whatever it is, the doctor goes on and tells
        return Finding(
            what,
            ok=False,
            words=say(lang, "The sentence encoder does not load: {problem}", problem=problem),
            remedy=remedy,
        )
    return Finding(what, ok=True, words=say(lang, "The sentence encoder works."))


def _lessons(lang: str) -> Finding:
    there = [name for name in lessons.shipped() if name.startswith(f"{lang}/")]
    return Finding(
        say(lang, "Lessons"),
        ok=bool(there),
        words=say(
            lang,
            "Lessons in this language: {number}, in {folder}.",
            number=len(there),
            folder=lessons.originals(),
        ),
        remedy=""
        if there
        else say(lang, "Reinstall the workbook; in a clone, run 'make notebooks'."),
    )


def _extension(lang: str) -> Finding:
    roots = [sys.prefix, site.getuserbase()]
    there = any(
        Path(root, "share/jupyter/labextensions/workbook-run/package.json").exists()
        for root in roots
    )
    return Finding(
        say(lang, "Lessons that start by themselves"),
        ok=there,
        words=say(lang, "Lessons start by themselves: the part of JupyterLab for it is installed.")
        if there
        else say(
            lang,
            "Lessons do not start by themselves: exercises appear only after Run > Run All Cells.",
        ),
        remedy="" if there else say(lang, "Run 'make setup' in the workbook's folder."),
    )


def _folder(lang: str) -> Finding:
    folder = places.data_folder()
    what = say(lang, "Your own folder")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        return Finding(
            what,
            ok=False,
            words=say(
                lang,
                "Nothing can be written to {folder}: {problem}.",
                folder=folder,
                problem=problem.strerror,
            ),
            remedy=say(lang, "Make it writable, or choose another folder with --data."),
        )
    return Finding(what, ok=True, words=say(lang, "{folder} can be written to.", folder=folder))


def _record(lang: str) -> Finding:
    what = say(lang, "Your record")
    url = places.record_url()
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not file.exists():
        return Finding(
            what,
            ok=True,
            words=say(lang, "There is no record yet: it begins with your first exercise."),
        )
    try:
        # SQLAlchemy is slow to import, and here its absence is a finding too.
        from workbook.record import open_record  # noqa: PLC0415

        open_record(url, lang=lang).close()
    except (ImportError, RecordError) as problem:
        return Finding(
            what,
            ok=False,
            words=str(problem),
            remedy=say(
                lang,
                "Closing the workbook loses nothing; 'workbook where' shows where older copies lie.",
            ),
        )
    return Finding(what, ok=True, words=say(lang, "The record can be read."))


def _room(lang: str) -> Finding:
    folder = places.data_folder()
    existing = next((place for place in (folder, *folder.parents) if place.exists()), Path.cwd())
    free = shutil.disk_usage(existing).free // MEGABYTE
    return Finding(
        say(lang, "Room on the disk"),
        ok=(enough := free >= ROOM_NEEDED),
        words=say(lang, "{free} MB are free on the disk.", free=free),
        remedy=""
        if enough
        else say(
            lang, "Free at least {needed} MB, so that answers can be saved.", needed=ROOM_NEEDED
        ),
    )


def _browser(lang: str) -> Finding:
    what = say(lang, "Web browser")
    try:
        webbrowser.get()
    except webbrowser.Error:
        named = os.environ.get("BROWSER")
        return Finding(
            what,
            ok=False,
            words=say(lang, "The web browser {name} was not found.", name=named)
            if named
            else say(lang, "No web browser was found."),
            remedy=say(
                lang, "Copy the address that 'workbook start' prints into a browser yourself."
            ),
        )
    return Finding(what, ok=True, words=say(lang, "A web browser was found."))
