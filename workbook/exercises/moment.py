"""Moments in a talk: something has to be said now, chosen or in one's own words, and the client answers."""

from __future__ import annotations

import random
from typing import Any

from workbook import coding
from workbook.content import codebook
from workbook.content.moments import Moment, Moments
from workbook.exercises import Drill, Judged, RoundState
from workbook.language import DEFAULT
from workbook.planning.sheets import Choices
from workbook.spotting import Task

LONGEST = 1000  # characters of own words
WORTH = {"good": 1.0, "part": 0.5, "wrong": 0.0}
_HARMFUL = frozenset(
    {
        "advice",
        "reassurance",
        "confrontation",
        "leading_question",
        "judgement",
        "jargon",
        "minimising",
    }
)


class Exercise(Drill):
    """The rules of choosing what to say."""

    digest = "moment-1"
    bank: Moments

    def has(self, task: Task, state: RoundState) -> bool:
        return any(one.id == task.id for one in self.bank.moments)

    def moment(self, task: Task) -> Moment:
        """The moment of a task."""
        return next(one for one in self.bank.moments if one.id == task.id)

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        moment, lang = self.moment(task), response.get("lang", DEFAULT)
        text = _readable(response.get("text"))
        if text:
            place, heard = self._placed(moment, text, lang)
        else:
            place, heard = int(response["choice"]), None
        saying = moment.sayings[place] if place is not None else None
        # Words that cannot be placed are told so, and are worth neither praise nor blame.
        credit = WORTH[saying.fit] if saying else 0.0 if heard in _HARMFUL else 0.5
        return Judged(
            task=task.id,
            lang=lang,
            response={"choice": place, "text": text, "heard": heard},
            credit=credit,
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        sayings = self.moment(task).sayings
        if rng.random() < 0.5:  # noqa: PLR2004  a coin
            return {"choice": rng.randrange(len(sayings))}
        return {"text": rng.choice([words for one in sayings for words in one.asks.read(DEFAULT)])}

    def _placed(self, moment: Moment, text: str, lang: str) -> tuple[int | None, str]:
        """Which saying own words come down to (None: none of them), and the code they were heard as."""
        heard = coding.code(text, lang=lang, by_meaning=self.by_meaning).primary
        kind = kind_of(heard)
        found = choices(moment, lang, by_meaning=self.by_meaning).nearest(
            text,
            favoured=[str(n) for n, one in enumerate(moment.sayings) if kind_of(one.code) == kind],
        )
        return (int(found) if found else None), heard


def choices(moment: Moment, lang: str, *, by_meaning: bool, without: str = "") -> Choices:
    """What own words are recognised among, at a moment."""
    return Choices(
        [
            (
                str(place),
                [one.say.read(lang), *(ask for ask in one.asks.read(lang) if ask != without)],
            )
            for place, one in enumerate(moment.sayings)
        ],
        by_meaning=by_meaning,
        fits={str(place): one.fit for place, one in enumerate(moment.sayings)},
    )


def kind_of(code: str) -> str:
    """The family of a code; what costs is a family of its own."""
    if code in _HARMFUL:
        return "unhelpful"
    book = codebook("therapist_skills")
    return book.code(code).family or "other" if code in book.ids else "other"


def _readable(given: Any) -> str:
    return (
        str(given or "")
        .encode("utf-8", "replace")
        .decode("utf-8")
        .replace("\x00", "")
        .strip()[:LONGEST]
    )
