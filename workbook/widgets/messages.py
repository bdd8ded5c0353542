"""A widget that answers each message of its view once the work is on record."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbook.errors import WorkbookError
from workbook.language import choose, say
from workbook.widgets.words import BROKEN, SHARED

HERE = Path(__file__).parent
REMEMBERED = 20  # answers kept, for views that did not hear theirs
Answer = dict[str, Any]


@cache
def joined(*names: str) -> str:
    """Files of this folder as one text: a browser is given each view as one module and one style sheet."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


class Answering(anywidget.AnyWidget):
    """Messages come in with a number; the answer carries it back, or says in a sentence what is wrong."""

    lang = traitlets.Unicode().tag(sync=True)
    strings = traitlets.Dict().tag(sync=True)

    def __init__(self, lang: str | None, words: tuple[str, ...], **traits: object) -> None:
        chosen = choose(lang)
        self._answered: OrderedDict[str, Answer] = OrderedDict()
        strings = {english: say(chosen, english) for english in (*SHARED, *words)}
        super().__init__(lang=chosen, strings=strings, **traits)
        self.on_msg(self._receive)

    def answer(self, kind: str, given: Mapping[str, Any]) -> Answer:
        """What to tell the view; called for each message once."""
        raise NotImplementedError

    def _receive(self, _widget: object, message: Mapping[str, Any], _buffers: object) -> None:
        number = str(message.get("seq", ""))
        if number in self._answered:
            # The view repeats what it heard no answer to; the work itself is done.
            self.send(self._answered[number])
            return
        try:
            told = {"kind": "ack", **self.answer(str(message.get("kind")), message)}
        except WorkbookError as problem:
            told = {"kind": "problem", "text": str(problem)}
        except Exception:
            self._reply(number, {"kind": "problem", "text": say(self.lang, BROKEN)})
            raise
        self._reply(number, told)

    def _reply(self, number: str, told: Answer) -> None:
        self._answered[number] = {**told, "seq": number}
        while len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        self.send(self._answered[number])
