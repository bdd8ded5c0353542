"""A case to begin from: small, complete, and full of remarks."""

from __future__ import annotations

import re
from pathlib import Path

from workbook.errors import ContentError

TEMPLATE = Path(__file__).parent / "skeleton"
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def draw_up(name: str, folder: Path) -> Path:
    """Put the skeleton into a folder of its own, and say where.

    Raises:
        ContentError: the name cannot be an id, or there is something already.
    """
    if not _ID.fullmatch(name):
        raise ContentError(
            f"{name!r} cannot be the id of a case: use small letters, digits and hyphens, such as moved-away"
        )
    place = folder / name
    if place.exists():
        raise ContentError(f"{place} is there already: choose another name, or remove it")
    for source in sorted(TEMPLATE.rglob("*.yaml")):
        target = place / source.relative_to(TEMPLATE)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        target.write_text(text.replace("skeleton-case", name), encoding="utf-8")
    return place
