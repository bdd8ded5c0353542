"""A transcript of one's own, in a notebook: pasted, coded on this computer, and kept only when asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbook.errors import ResponseError
from workbook.language import say
from workbook.practice import OwnTranscript, open_workbook, verbatims
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.words import VERBATIM

if TYPE_CHECKING:
    from workbook.practice import Workbook


class Verbatim(Answering):
    """One transcript at a time; what is not kept is gone with the page."""

    _esm = joined("shared.js", "page.js", "summary.js", "verbatim.js")
    _css = joined("shared.css", "controls.css", "progress.css", "debrief.css", "verbatim.css")

    def __init__(self, lang: str | None = None) -> None:
        super().__init__(lang, VERBATIM)
        self._own: OwnTranscript | None = None

    def __repr__(self) -> str:
        return "<Verbatim>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        match kind:
            case "open":
                return self._everything()
            case "read":
                self._own = OwnTranscript(
                    self._book,
                    str(given["text"]),
                    spoken=str(given["spoken"]),
                    alternate=bool(given.get("alternate")),
                )
            case "reopen":
                self._own = verbatims.reopened(self._book, str(given["id"]))
            case "close":
                self._own = None
            case _:
                self._change(kind, given)
        return self._everything()

    def _change(self, kind: str, given: Mapping[str, Any]) -> None:
        own = self._own
        if own is None:
            raise ResponseError(
                say(self.lang, "There is nothing here yet. Paste the transcript first.")
            )
        match kind:
            case "choose":
                own.choose(str(given["who"]))
            case "correct":
                own.correct(int(given["place"]), str(given["code"]))
            case "mask":
                self._own = own.mask(frozenset(str(kind) for kind in given["kinds"]))
            case "keep":
                own.keep()
            case "forget":
                own.forget()
            case _:
                raise ValueError(f"no message {kind!r}")

    def _everything(self) -> Answer:
        return {
            "shown": self._own.shown() if self._own else None,
            "kept": verbatims.kept(self._book),
            "codes": self._book.codes(),
        }


def own_transcript(lang: str | None = None) -> Verbatim:
    """A place to look at a transcript of one's own."""
    return Verbatim(lang)
