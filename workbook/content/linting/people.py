"""The clients there are, by the heads of their cases: enough to know their names without reading whole cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from workbook.content.case import Client
from workbook.content.linting.draft import draft
from workbook.content.shelf import parse
from workbook.errors import ContentError

TALKS_CLINICAL = (
    "intellectualising"  # the style of clients who use clinical words of their own accord
)
_PART = r"^{}:.*\n(?:(?:[ \t#].*)?\n)*"  # of a case: from its key to the next


class _Parts(BaseModel):
    client: dict[str, Any] | None = None
    plans: list[dict[str, Any]] = []


def client_of(case: Path) -> Client | None:
    """The client of a ``case.yaml``, as far as it can be read; None: there is none."""
    found = _part(case, "client").client
    return draft(Client, found) if found else None


def plans_of(case: Path) -> list[str]:
    """The ids of the plans that can be agreed on in the talk of a ``case.yaml``."""
    return [str(plan["id"]) for plan in _part(case, "plans").plans if "id" in plan]


def _part(case: Path, key: str) -> _Parts:
    try:
        text = case.read_text(encoding="utf-8", errors="replace")
        found = re.search(_PART.format(key), text + "\n", re.MULTILINE)
        return parse(found.group(), _Parts) if found else _Parts()
    except (OSError, ContentError):
        return _Parts()


def clients(folders: Iterable[Path]) -> Iterator[tuple[str, Client]]:
    """The clients of the cases in some folders, with the ids of their cases."""
    for folder in folders:
        for case in sorted(folder.glob("*/case.yaml")):
            if client := client_of(case):
                yield case.parent.name, client


def first_name(client: Client) -> str:
    """How a client is called."""
    return client.name.split()[0] if client.name.strip() else ""
