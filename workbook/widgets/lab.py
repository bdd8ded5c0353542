"""The distortion lab in a notebook: the exercises, the picture, the trainee's own deck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import ipywidgets

from workbook.practice import deck, open_workbook, pictured
from workbook.widgets.drill import Drill
from workbook.widgets.lab_words import DECK, LAB, PICTURE
from workbook.widgets.messages import Answer, Answering, joined

if TYPE_CHECKING:
    from workbook.practice import Workbook

STYLE = joined(
    "shared.css", "controls.css", "progress.css", "chart.css", "marker.css", "drill.css"
)


class Exercises(Answering):
    """The exercises of the lab and what is due; asked anew each time the page is seen."""

    _esm = joined("shared.js", "page.js", "lab.js")
    _css = STYLE

    def __init__(self, lang: str | None, chosen: Callable[[str], None]) -> None:
        super().__init__(lang, LAB)
        self._chosen = chosen

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        if kind == "choose":
            self._book.round(str(given["exercise"]))  # refuses what is not there
            self._chosen(str(given["exercise"]))
            return {}
        if kind != "open":
            raise ValueError(f"no message {kind!r}")
        self._book.lab.forget()
        return {"lab": pictured.lab(self._book)}


class Lab(ipywidgets.VBox):
    """The exercises, and below them the round of the one that was chosen."""

    def __init__(self, lang: str | None = None) -> None:
        self._lang = lang
        self._drill: Drill | None = None
        self._exercises = Exercises(lang, self._open)
        super().__init__([self._exercises])

    def __repr__(self) -> str:
        return "<Lab>"

    def _open(self, exercise: str) -> None:
        before, self._drill = self._drill, Drill(exercise, self._lang)
        self.children = (self._exercises, self._drill)
        if before is not None:
            before.close()


class PictureView(Answering):
    """The trainee's picture; asked anew each time the page is seen."""

    _esm = joined("shared.js", "page.js", "picture.js")
    _css = STYLE

    def __init__(self, lang: str | None = None) -> None:
        super().__init__(lang, PICTURE)

    def __repr__(self) -> str:
        return "<Picture>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        if kind != "open":
            raise ValueError(f"no message {kind!r}")
        return {"picture": pictured.picture(self._book)}


class DeckView(Answering):
    """The trainee's own thoughts."""

    _esm = joined("shared.js", "page.js", "deck.js")
    _css = STYLE

    def __init__(self, lang: str | None = None) -> None:
        super().__init__(lang, DECK)

    def __repr__(self) -> str:
        return "<Deck>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        told: Answer = {}
        match kind:
            case "open":
                pass
            case "suggest":
                return {"suggested": deck.suggestions(self._book, str(given["text"]))}
            case "write":
                text = str(given["text"])
                if not given.get("sure") and (found := deck.identifiers(text)):
                    return {"warned": found}
                deck.write(
                    self._book, text=text, code=str(given["code"]), note=str(given.get("note", ""))
                )
                told = {"wrote": True}
            case "remove":
                deck.remove(self._book, str(given["id"]))
            case "bring":
                told = {"came": deck.bring_in(self._book, str(given["text"]))}
            case _:
                raise ValueError(f"no message {kind!r}")
        return {**told, "deck": deck.shown(self._book)}


def lab(lang: str | None = None) -> Lab:
    """The distortion lab, with what is due today."""
    return Lab(lang)


def picture(lang: str | None = None) -> PictureView:
    """What the trainee knows, and what they mix up."""
    return PictureView(lang)


def own_deck(lang: str | None = None) -> DeckView:
    """Thoughts from practice that the trainee keeps."""
    return DeckView(lang)
