"""Asking about risk: what a question leaves room for, and then the question in one's own words."""

from __future__ import annotations

import random
from typing import Any

from workbook import coding, meaning
from workbook.content.care import Occasion, Quality, RiskQuestion, RiskQuestions
from workbook.exercises import Drill, Judged, RoundState
from workbook.language import DEFAULT
from workbook.spotting import Task

LONGEST = 1000
LIKE = {
    True: 0.62,
    False: 0.5,
}  # likeness from which a question without the plain word asks like one that is known
NEARLY = 0.3  # of hearing that it is no direct question, but not which kind


class Exercise(Drill):
    """The rules of asking about risk."""

    digest = "risk-1"
    bank: RiskQuestions

    def has(self, task: Task, state: RoundState) -> bool:
        return self.question(task) is not None or self.occasion(task) is not None

    def question(self, task: Task) -> RiskQuestion | None:
        """The question that a task is to be heard; None: it is one to ask."""
        return next((one for one in self.bank.items if one.id == task.id), None)

    def occasion(self, task: Task) -> Occasion | None:
        """What the client says before the question; None: the task is one to hear."""
        return next((one for one in self.bank.occasions if one.id == task.id), None)

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        lang = response.get("lang", DEFAULT)
        question = self.question(task)
        if question:
            quality = response["quality"]
            if quality not in self.bank.names:
                raise ValueError("no such answer")
            nearly = (quality == "direct") == (question.quality == "direct")
            credit = 1.0 if quality == question.quality else NEARLY if nearly else 0.0
            return Judged(task=task.id, lang=lang, response={"quality": quality}, credit=credit)
        text = str(response["text"]).encode("utf-8", "replace").decode().strip()[:LONGEST]
        if not text:
            raise ValueError("nothing was asked")
        quality, heard = self.heard(text, lang)
        credit = 1.0 if quality == "direct" else 0.3 if quality == "indirect" else 0.0
        given = {"text": text, "quality": quality, "heard": heard}
        return Judged(task=task.id, lang=lang, response=given, credit=credit)

    def heard(self, text: str, lang: str) -> tuple[Quality, str]:
        """How a question in one's own words asks, and the code it was heard as.

        The plain words decide where they are found, then likeness to a question that is known, then
        the coder; what none of them hears as asking about death is no question about it.
        """
        code = coding.code(text, lang=lang, by_meaning=self.by_meaning).primary
        quality = self.bank.quality(text, lang)
        if quality is None:
            # Without the plain word the client can answer truthfully and nobody knows.
            known = {one.id: one for one in self.bank.items if one.quality != "direct"}
            rows = [(name, one.say.read(lang)) for name, one in known.items()]
            near = next(
                iter(meaning.Likeness(rows, by_meaning=self.by_meaning).nearest(text)), None
            )
            alike = near is not None and near.likeness >= LIKE[self.by_meaning]
            quality = known[near.label].quality if near and alike else "indirect"
        return quality, code

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        if self.question(task):
            return {"quality": rng.choice(sorted(self.bank.names))}
        return {"text": rng.choice(self.bank.items).say.read(DEFAULT)}
