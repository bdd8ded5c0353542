"""The practice room: every client there is, and a talk with the one that was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ipywidgets

from workbook.practice import open_workbook
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.practise import practise
from workbook.widgets.words import ROOM

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.practice import Workbook


class Clients(Answering):
    """The clients to choose from; asked anew each time the page is seen."""

    _esm = joined("shared.js", "page.js", "room.js")
    _css = joined("shared.css", "controls.css", "progress.css", "room.css")

    def __init__(self, lang: str | None, chosen: Callable[[str], None]) -> None:
        super().__init__(lang, ROOM)
        self._chosen = chosen

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        if kind == "choose":
            self._book.exercise(str(given["exercise"]))  # refuses what is not there
            self._chosen(str(given["exercise"]))
            return {}
        if kind != "open":
            raise ValueError(f"no message {kind!r}")
        return {"clients": self._book.clients()}


class Room(ipywidgets.VBox):
    """The clients, and below them the talk with the one that was chosen."""

    def __init__(self, lang: str | None = None) -> None:
        self._lang = lang
        self._talk: ipywidgets.DOMWidget | None = None
        self._clients = Clients(lang, self._open)
        super().__init__([self._clients])

    def __repr__(self) -> str:
        return "<Room>"

    def _open(self, exercise: str) -> None:
        before, self._talk = self._talk, practise(exercise, self._lang)
        self.children = (self._clients, self._talk)
        if before is not None:
            before.close()


def room(lang: str | None = None) -> Room:
    """A room in which the trainee chooses whom to talk with."""
    return Room(lang)
