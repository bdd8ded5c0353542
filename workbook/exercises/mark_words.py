"""Mark the words: find the spans in what a client tells, and give each a code."""

from __future__ import annotations

import random
from typing import Any

from workbook.content import NONE, Passage
from workbook.exercises import Drill, Given, Judged, RoundState
from workbook.spotting import Found, Key, Span, Task, find


def keys_of(passage: Passage, lang: str) -> tuple[Key, ...]:
    """What is to be found in a passage, in a language."""
    text = passage.text.read(lang)
    return tuple(
        Key(
            id=f"{passage.id}#{number}",
            start=(start := text.find(mark.span.read(lang))),
            end=start + len(mark.span.read(lang)),
            code=mark.code,
            also=mark.also,
        )
        for number, mark in enumerate(passage.marks)
    )


def answers_of(found: tuple[Found, ...], where: str) -> tuple[Given, ...]:
    """Every key and every mark without one as an answer; what was passed by was taken for no distortion."""
    return tuple(
        Given(
            item=one.key.id if one.key else f"{where}#{one.mark.start if one.mark else 0}",
            key=one.key.code if one.key else NONE,
            given=one.mark.code if one.mark else NONE,
            credit=1.0
            if (one.mark.code if one.mark else NONE) == (one.key.code if one.key else NONE)
            else 0.5
            if one.key and one.mark and one.mark.code in one.key.also
            else 0.0,
        )
        for one in found
    )


def spans(marks: Any, text: str, codes: tuple[str, ...]) -> list[Span]:
    """Marks as they came, checked: within the text, with a code that there is."""
    read = [Span(int(m["start"]), int(m["end"]), str(m["code"])) for m in marks]
    if not all(0 <= s.start < s.end <= len(text) and s.code in codes for s in read):
        raise ValueError("a mark outside the text, or no such code")
    return read


class Exercise(Drill):
    """The rules of marking."""

    def has(self, task: Task, state: RoundState) -> bool:
        return task.id in self.bank.passages

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        passage, lang = self.bank.passages[task.id], response["lang"]
        text = passage.text.read(lang)
        marks = spans(response["marks"], text, self.bank.codes)
        found, credit = find(text, keys_of(passage, lang), marks)
        return Judged(
            task=task.id,
            lang=lang,
            response={"marks": [mark._asdict() for mark in marks]},
            credit=credit,
            answers=answers_of(found, passage.id),
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        keys = keys_of(self.bank.passages[task.id], "en")
        some = [key for key in keys if rng.random() < 0.7]  # noqa: PLR2004  most are seen
        codes = [code for code in self.bank.codes if code != NONE]
        return {
            "marks": [
                {"start": key.start, "end": key.end, "code": rng.choice(codes)} for key in some
            ]
        }
