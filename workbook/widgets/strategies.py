"""The coping strategies to browse, in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.practice import strategies as known
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.strategies_words import STRATEGIES


class StrategiesView(Answering):
    """Every coping strategy, to search and to sort by what keeps a client stuck; nothing is put on record."""

    _esm = joined("shared.js", "page.js", "strategies.js")
    _css = joined("shared.css", "controls.css", "progress.css", "drill.css", "strategies.css")

    def __init__(self, lang: str | None = None) -> None:
        super().__init__(lang, STRATEGIES)

    def __repr__(self) -> str:
        return "<Strategies>"

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        if kind != "open":
            raise ValueError(f"no message {kind!r}")
        return {"browse": known.shown(self.lang)}


def strategies(lang: str | None = None) -> StrategiesView:
    """The coping strategies, to search and to sort by what keeps a client stuck."""
    return StrategiesView(lang)
