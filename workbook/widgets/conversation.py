"""The conversation with a simulated client, in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Thread
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.practice import open_workbook
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.words import CONVERSATION

if TYPE_CHECKING:
    from workbook.practice import Attempt


class Conversation(Answering):
    """One trainee's talk with one client: shows the attempt and passes on what is said."""

    exercise = traitlets.Unicode().tag(sync=True)
    _esm = joined(
        "shared.js",
        "ready.js",
        "turn.js",
        "talk.js",
        "rating.js",
        "chart.js",
        "debrief.js",
        "conversation.js",
    )
    _css = joined("shared.css", "conversation.css", "talk.css", "debrief.css", "chart.css")

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, CONVERSATION, exercise=exercise)
        self._book = open_workbook(lang=self.lang)
        self._attempt: Attempt = self._book.attempt(exercise)
        self._opened = False
        self._warming: Thread | None = None

    def __repr__(self) -> str:
        return f"<Conversation {self.exercise}>"

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        attempt = self._attempt
        match kind:
            case "say":
                # Two threads must not load the same thing at once.
                if self._warming:
                    self._warming.join()
                return dict(attempt.say(str(given["text"]), move=given.get("move")))
            case "draft":
                self._warm()
                return {"saved_at": attempt.keep_draft(str(given["text"]))}
            case "open":
                # Another window may have gone on with this talk, or branched off.
                if self._opened:
                    self._attempt = self._book.attempt(self.exercise)
                self._opened = True
            case "begin":
                attempt.begin(given["mode"])
            case "correct":
                self._attempt = attempt.correct(int(given["turn"]), str(given["code"]))
            case "rewind":
                self._attempt = attempt.rewind(int(given["turn"]))
            case "branch":
                self._attempt = self._book.branch(given["attempt"])
            case "end":
                attempt.end()
            case "rate":
                attempt.rate(given["ratings"])
            case "again":
                self._attempt = attempt.again(given["mode"])
            case _:
                raise ValueError(f"no message {kind!r}")
        return {"state": self._attempt.snapshot()}

    def _warm(self) -> None:
        """Typing has begun: what understands by meaning is loaded now, so that the first turn need not wait."""
        if self._warming is None:
            self._warming = Thread(target=self._attempt.warm, daemon=True)
            self._warming.start()


def practise(exercise: str, lang: str | None = None) -> Conversation:
    """The exercise with this id, where the trainee left it.

    Raises:
        UnknownName: there is no such exercise or language.
    """
    return Conversation(exercise, lang)
