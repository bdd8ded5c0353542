"""A client of a few lines in both languages, on a shelf of its own: for tests that need no particular case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.client.small_case import STORYLETS, both, small_case, storylet
from workbook.content import Case, heads, shelf

TALK = "small/first-talk"
_open: dict[str, Case] = {}


def on_shelf(monkeypatch: Any, folder: Path, case: Case | None = None) -> Case:
    """The only case there is, until the test is over."""
    case = case or small_case()
    path = folder / "cases" / case.id / "case.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(case.model_dump_json(), encoding="utf-8")
    monkeypatch.setattr(shelf, "case_folder", lambda: folder / "cases")
    # Reading the same client again for each test would take longer than most of them.
    if case.id in _open and _open[case.id] != case:
        shelf.open_case.cache_clear()
        heads.case_head.cache_clear()
    _open[case.id] = case
    return case


def rewritten_case() -> Case:
    """The same client with one more storylet: earlier states no longer fit."""
    return small_case(storylets=[*STORYLETS, storylet("new", "something new", heard=["summary"])])


def without_moves() -> Case:
    """The same client with other moves to offer: earlier states still fit."""
    moves = [
        {
            "id": "only-one",
            "quality": "strong",
            "code": "question_open",
            "say": both("How are you?", "Hoe gaat het?"),
            "why": both("It is open."),
        }
    ]
    return small_case(moves=moves)
