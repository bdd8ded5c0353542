"""What an utterance is about by its wording alone: confidence, quizzing, words that were never said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from workbook import coding
from workbook.client import ClientState
from workbook.content import Case
from workbook.content.codebook import CommonTopic
from workbook.meaning import Near
from workbook.quotation import never_said
from workbook.subject import ELLIPTIC

MISREMEMBERED = "false-memory"  # the common question for words that the client never said
NEARLY = 0.8  # likeness from which words are as good as the case's own way of asking
_WORD = re.compile(r"[^\W_]+")


class Wordings:
    """The patterns of what anybody may ask, for one client in one language."""

    def __init__(
        self,
        case: Case,
        lang: str,
        common: Iterable[CommonTopic],
        nearest: Callable[[str], Sequence[Near]],
        *,
        by_meaning: bool,
    ) -> None:
        self._case = case
        self._lang = lang
        self._nearest = nearest
        self._by_meaning = by_meaning
        self._patterns = {
            topic.id: re.compile("|".join(found), re.IGNORECASE)
            for topic in common
            if (found := topic.patterns.read(lang))
        }

    def settles(self, text: str, state: ClientState) -> str | None:
        """What it is about, where its wording leaves no doubt.

        Words ascribed to the client are taken for a false memory where hardly any of them were said.
        """
        for target, pattern in self._patterns.items():
            found = pattern.search(text)
            if found and (
                self._misremembers(text, found.end(), state)
                if target == MISREMEMBERED
                else not self._leads_up(text, found.end())
            ):
                return target
        return None

    def _misremembers(self, text: str, end: int, state: ClientState) -> bool:
        near = self._nearest(text)[:1]
        if near and near[0].likeness >= NEARLY and not self._case.is_common(near[0].label):
            return False
        return never_said(
            self._case, state, text, end, lang=self._lang, by_meaning=self._by_meaning
        )

    def _leads_up(self, text: str, end: int) -> bool:
        """Whether what ends there is only said before a question: "It stays between us. How long ...?"."""
        start = coding.units(text)[-1][0]
        asked = text[start:]
        return (
            end <= start
            and "?" not in text[:start]
            and len(_WORD.findall(asked)) > ELLIPTIC
            and coding.is_question(asked, lang=self._lang)
        )
