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
    _css = joined(
        "shared.css", "controls.css", "conversation.css", "talk.css", "debrief.css", "chart.css"
    )

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, CONVERSATION, exercise=exercise)
        self._book = open_workbook(lang=self.lang)
        self._attempt: Attempt = self._book.attempt(exercise)
        self._opened = False
        self._warming: Thread | None = None

    def __repr__(self) -> str:
        return f"<Conversation {self.exercise}>"

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        match kind:
            case "say":
                return self._say(given)
            case "draft":
                self._warm()
                return {"saved_at": self._attempt.keep_draft(str(given["text"]))}
            case "begin":
                self._attempt.begin(str(given["mode"]))
            case "end":
                self._attempt.end()
            case "rate":
                self._attempt.rate(given["ratings"])
            case _:
                self._attempt = self._other(kind, given)
        return {"state": self._attempt.snapshot()}

    def _other(self, kind: str, given: Mapping[str, Any]) -> Attempt:
        """The attempt to go on with, where that may be another one."""
        match kind:
            case "open":
                first, self._opened = not self._opened, True
                # Another window may have gone on with this talk, or branched off.
                return self._attempt if first else self._book.attempt(self.exercise)
            case "correct":
                return self._attempt.correct(int(given["turn"]), str(given["code"]))
            case "rewind":
                return self._attempt.rewind(int(given["turn"]))
            case "branch":
                return self._book.branch(given["attempt"])
            case "again":
                return self._attempt.again(str(given["mode"]))
        raise ValueError(f"no message {kind!r}")

    def _say(self, given: Mapping[str, Any]) -> Answer:
        # Two threads must not load the same thing at once.
        if self._warming and self._warming.is_alive():
            self.send({"kind": "busy", "seq": given["seq"]})
            self._warming.join()
        return dict(self._attempt.say(str(given["text"]), move=given.get("move")))

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
