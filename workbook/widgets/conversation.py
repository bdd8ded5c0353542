"""The conversation with a simulated client, in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Any

import traitlets

from workbook.errors import RecordError
from workbook.practice import open_workbook
from workbook.widgets.lab_words import MARKER
from workbook.widgets.messages import Answer, Answering, joined
from workbook.widgets.words import CONVERSATION

if TYPE_CHECKING:
    from workbook.practice import Talk, Workbook


class Conversation(Answering):
    """One trainee's talk with one client: shows the attempt and passes on what is said."""

    exercise = traitlets.Unicode().tag(sync=True)
    _esm = joined(
        "shared.js",
        "summary.js",
        "ready.js",
        "marker.js",
        "live.js",
        "turn.js",
        "versions.js",
        "talk.js",
        "rating.js",
        "chart.js",
        "debrief.js",
        "conversation.js",
    )
    _css = joined(
        "shared.css",
        "controls.css",
        "conversation.css",
        "talk.css",
        "debrief.css",
        "chart.css",
        "marker.css",
    )

    def __init__(self, exercise: str, lang: str | None = None) -> None:
        super().__init__(lang, (*CONVERSATION, *MARKER), exercise=exercise)
        self._attempt: Talk | None = None
        self._warming: Thread | None = None
        # A record that cannot be used just now is told in the view, which may try again.
        with suppress(RecordError):
            self._attempt = self._book.attempt(exercise)
        self._seen = False

    def __repr__(self) -> str:
        return f"<Conversation {self.exercise}>"

    @cached_property
    def _book(self) -> Workbook:
        return open_workbook(lang=self.lang)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        attempt = self._attempt or self._book.attempt(self.exercise)
        match kind:
            case "say":
                return self._say(attempt, given)
            case "draft":
                self._warm(attempt)
                return {"saved_at": attempt.keep_draft(str(given["text"]))}
            case "mark":
                return {"marks": attempt.mark(int(given["turn"]), given["mark"])}
            case "compare":
                return {"compared": attempt.compare(str(given["attempt"]))}
            case "begin":
                attempt.begin(str(given["mode"]), [str(goal) for goal in given.get("goals", ())])
            case "end":
                attempt.end()
            case "rate":
                attempt.rate(given["ratings"])
            case _:
                attempt = self._other(attempt, kind, given)
        self._attempt, self._seen = attempt, True
        return {"state": attempt.snapshot()}

    def _other(self, attempt: Talk, kind: str, given: Mapping[str, Any]) -> Talk:
        """The attempt to go on with, where that may be another one."""
        match kind:
            case "open":
                # Another window may have gone on with this talk, or branched off.
                return self._book.attempt(self.exercise) if self._seen else attempt
            case "correct":
                return attempt.correct(int(given["turn"]), str(given["code"]))
            case "rewind":
                return attempt.rewind(int(given["turn"]))
            case "branch":
                return self._book.branch(given["attempt"])
            case "again":
                return attempt.again(
                    str(given["mode"]), [str(goal) for goal in given.get("goals", ())]
                )
        raise ValueError(f"no message {kind!r}")

    def _say(self, attempt: Talk, given: Mapping[str, Any]) -> Answer:
        # Two threads must not load the same thing at once.
        if self._warming and self._warming.is_alive():
            self.send({"kind": "busy", "seq": given["seq"]})
            self._warming.join()
        return dict(attempt.say(str(given["text"]), move=given.get("move")))

    def _warm(self, attempt: Talk) -> None:
        """Typing has begun: what understands by meaning is loaded now, so that the first turn need not wait."""
        if self._warming is None:
            self._warming = Thread(target=attempt.warm, daemon=True)
            self._warming.start()
