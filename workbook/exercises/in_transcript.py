"""In the transcript: find distortions in a whole session, by the cues of the case; one's own talk too."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from workbook.content import NONE, Cue, open_case
from workbook.errors import WorkbookError
from workbook.exercises import Drill, Given, Judged, RoundState
from workbook.language import DEFAULT
from workbook.spotting import Found, Key, Span, Task, find


class Line(NamedTuple):
    """One line of a client, and what the therapist said before it."""

    case: str
    storylet: str
    line: int
    said: str


def lines_of(state: RoundState, task: Task) -> tuple[Line, ...]:
    """The lines of a task's session."""
    return tuple(Line(*line) for line in state.material[task.id])


def text_of(line: Line, lang: str) -> str:
    """What the client said, in a language."""
    says = open_case(line.case).storylet(line.storylet).say
    return says[line.line % len(says)].read(lang)


def keys_of(line: Line, lang: str, codes: tuple[str, ...]) -> tuple[tuple[Key, Cue], ...]:
    """The cues of a line; one that is no distortion, such as a feeling, is better left alone here."""
    text = text_of(line, lang)
    return tuple(
        (
            Key(
                id=f"{line.case}/{line.storylet}#{number}",
                start=start,
                end=start + len(cue.span.read(lang)),
                code=cue.code if cue.code in codes else NONE,
            ),
            cue,
        )
        for number, cue in enumerate(open_case(line.case).storylet(line.storylet).cues)
        if (start := text.find(cue.span.read(lang))) >= 0
    )


class Exercise(Drill):
    """The rules of finding distortions in a session."""

    def has(self, task: Task, state: RoundState) -> bool:
        try:
            return all(text_of(line, DEFAULT) for line in lines_of(state, task))
        except (LookupError, StopIteration, WorkbookError):
            return False

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        lang, codes = response["lang"], self.bank.codes
        lines = lines_of(state, task)
        by_line: dict[int, list[Span]] = {}
        for mark in response["marks"]:
            span = Span(int(mark["start"]), int(mark["end"]), str(mark["code"]))
            number = range(len(lines)).index(int(mark["line"]))  # a negative one is none
            text = text_of(lines[number], lang)
            if not 0 <= span.start < span.end <= len(text) or span.code not in codes:
                raise ValueError("a mark outside the text, or no such code")
            by_line.setdefault(number, []).append(span)
        found: list[Found] = []
        answers: list[Given] = []
        for number, line in enumerate(lines):
            keys = [key for key, _ in keys_of(line, lang, codes)]
            here, _ = find(text_of(line, lang), keys, by_line.get(number, []))
            found += here
            answers += [_answer(one, line) for one in here if _counts(one)]
        counted = [one for one in found if _counts(one)]
        return Judged(
            task=task.id,
            lang=lang,
            response={"marks": list(response["marks"])},
            credit=sum(one.credit for one in counted) / (len(counted) or 1),
            answers=tuple(answers),
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        marks = [
            {"line": number, "start": key.start, "end": key.end, "code": key.code}
            for number, line in enumerate(lines_of(state, task))
            for key, _ in keys_of(line, DEFAULT, self.bank.codes)
            if key.code != NONE and rng.random() < 0.7  # noqa: PLR2004  most are seen
        ]
        return {"marks": marks}


def _counts(one: Found) -> bool:
    """Whether something was there, or taken to be; words that nobody took for a distortion are no answer."""
    return one.mark is not None or (one.key is not None and one.key.code != NONE)


def _answer(one: Found, line: Line) -> Given:
    key = one.key.code if one.key else NONE
    given = one.mark.code if one.mark else NONE
    return Given(
        item=one.key.id if one.key else f"{line.case}/{line.storylet}",
        key=key,
        given=given,
        credit=float(key == given),
    )
