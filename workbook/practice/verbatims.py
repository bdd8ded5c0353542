"""Transcripts of one's own: looked at here, and put on record only when the trainee says so."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbook import verbatim as verbatims
from workbook.errors import ResponseError, UnknownName
from workbook.language import LANGUAGES, say

if TYPE_CHECKING:
    from workbook.practice.book import Workbook

PREFIX = "verbatim:"


class OwnTranscript:
    """One transcript that a trainee pasted; in memory until it is kept.

    Raises:
        ResponseError: it is not a transcript, or too long.
    """

    def __init__(
        self,
        book: Workbook,
        text: str,
        *,
        spoken: str,
        alternate: bool = False,
        therapist: str | None = None,
        corrections: Mapping[int, str] | None = None,
        kept_as: str | None = None,
    ) -> None:
        if spoken not in LANGUAGES:
            raise ResponseError(say(book.lang, "Choose the language of the transcript."))
        self._book = book
        self.text = text
        self.spoken = spoken
        self._alternate = alternate
        self._read = verbatims.read(text, book.lang, alternate=alternate)
        if therapist:
            self._read = verbatims.with_therapist(self._read, therapist)
        self.corrections = dict(corrections or {})
        self.kept_as = kept_as
        self._code()

    def choose(self, therapist: str) -> None:
        """Another speaker is the therapist; corrections were about the other's turns."""
        self._read = verbatims.with_therapist(self._read, therapist)
        self.corrections = {}
        self._code()

    def correct(self, place: int, code: str) -> None:
        """What a turn was, by whoever was there.

        Raises:
            ResponseError: there is no such turn of the therapist, or no such code.
        """
        known = {one["id"] for one in self._book.codes()}
        if code not in known or not any(t.place == place and t.codes for t in self._coded):
            raise ResponseError(
                say(
                    self._book.lang,
                    "Choose one of the therapist's turns, and a code from the list.",
                )
            )
        self.corrections[place] = code
        if self.kept_as:
            self.keep()

    def mask(self, kinds: frozenset[str]) -> OwnTranscript:
        """The same transcript with identifiers of these kinds replaced, on record too if it was kept."""
        words = kind_names(self._book.lang)
        replaced = OwnTranscript(
            self._book,
            verbatims.masked(self.text, kinds, words),
            spoken=self.spoken,
            alternate=self._alternate,
            therapist=self._read.therapist if self._read.therapist in self.text else None,
            corrections=self.corrections,
            kept_as=self.kept_as,
        )
        if replaced.kept_as:
            replaced.keep()
        return replaced

    def keep(self) -> None:
        """Put it on record, as it is now."""
        self.kept_as = self.kept_as or uuid.uuid4().hex
        at = self._book.now()
        value = {
            "text": self.text,
            "spoken": self.spoken,
            "alternate": self._alternate,
            "therapist": self._read.therapist,
            "corrections": self.corrections,
            "at": at.isoformat(),
        }
        self._book.record.keep(PREFIX + self.kept_as, json.dumps(value, ensure_ascii=False), at=at)

    def forget(self) -> None:
        """Take it off the record; it stays on the screen until the page is closed."""
        if self.kept_as:
            self._book.record.keep(PREFIX + self.kept_as, "", at=self._book.now())
        self.kept_as = None

    def shown(self) -> dict[str, Any]:
        """All that a face shows."""
        lang = self._book.lang
        names = {one["id"]: one["name"] for one in self._book.codes()}
        turns = verbatims.correct(self._coded, self.corrections)
        found: dict[str, list[str]] = {}
        for one in verbatims.identifiers(self.text):
            found.setdefault(one.kind, []).append(one.text)
        words = kind_names(lang)
        return {
            "spoken": self.spoken,
            "speakers": list(self._read.speakers),
            "therapist": self._read.therapist,
            "sure": self._read.sure,
            "kept": self.kept_as,
            "identifiers": [
                {"kind": kind, "name": words[kind], "found": list(dict.fromkeys(texts))}
                for kind, texts in found.items()
            ],
            "turns": [
                {
                    "place": turn.place,
                    "who": turn.who,
                    "text": turn.text,
                    "codes": [names[code] for code in turn.codes],
                    "unsure": turn.unsure,
                    "corrected": turn.corrected,
                }
                for turn in turns
            ],
            "summary": verbatims.summarise(turns, lang).model_dump(mode="json"),
        }

    def _code(self) -> None:
        self._coded = verbatims.code_turns(
            self._read, lang=self.spoken, by_meaning=self._book.by_meaning
        )


def kept(book: Workbook) -> list[dict[str, str]]:
    """The transcripts on record, newest first: when each was kept, and how it begins."""
    found = []
    for key, value in book.record.kept_under(PREFIX).items():
        stored = json.loads(value)
        begins = " ".join(stored["text"].split())[:80]
        found.append({"id": key.removeprefix(PREFIX), "at": stored["at"], "begins": begins})
    return found


def reopened(book: Workbook, kept_as: str) -> OwnTranscript:
    """One that is on record.

    Raises:
        UnknownName: it is not there.
    """
    value = book.record.kept(PREFIX + kept_as)
    if not value:
        raise UnknownName(say(book.lang, "That transcript is not in the record."))
    stored = json.loads(value)
    return OwnTranscript(
        book,
        stored["text"],
        spoken=stored["spoken"],
        alternate=stored["alternate"],
        therapist=stored["therapist"],
        corrections={int(place): code for place, code in stored["corrections"].items()},
        kept_as=kept_as,
    )


def kind_names(lang: str) -> dict[str, str]:
    """What identifiers are called."""
    return {
        "email": say(lang, "e-mail address"),
        "phone": say(lang, "phone number"),
        "address": say(lang, "address"),
        "postcode": say(lang, "postcode"),
        "date": say(lang, "date"),
        "number": say(lang, "number"),
        "link": say(lang, "link"),
        "name": say(lang, "name"),
    }
