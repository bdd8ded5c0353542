"""Label to question: name the thought, choose what to say to it, then write a question of one's own."""

from __future__ import annotations

import random
from typing import Any

from workbook import coding
from workbook.content import codebook
from workbook.content.bank import Ask
from workbook.exercises import Drill, Given, Judged, RoundState
from workbook.spotting import Task

LONGEST = 600  # characters of a question
# What a therapist's words are worth as the next step after a label; everything else: nothing.
WORTH = {
    "socratic_question": 1.0,
    "question_open": 0.75,
    "risk_question": 0.75,
    "reflection_complex": 0.5,
    "reflection_simple": 0.5,
    "summary": 0.5,
    "validation": 0.5,
    "permission": 0.5,
    "question_closed": 0.4,
    "multiple_questions": 0.25,
}


class Exercise(Drill):
    """The rules of going from a label to a question."""

    def has(self, task: Task, state: RoundState) -> bool:
        return task.id in self.bank.asks

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        ask: Ask = self.bank.asks[task.id]
        item, lang = self.bank.items[ask.item], response["lang"]
        code, choice = str(response["code"]), int(response["choice"])
        text = str(response.get("text") or "").strip()[:LONGEST]
        text = text.encode("utf-8", "replace").decode("utf-8")  # half an emoji is no text
        if code not in item.options or not 0 <= choice < len(ask.options):
            raise ValueError("not an option here")
        heard = heard_as(text, lang, by_meaning=self.by_meaning) if text else None
        parts = [item.credit(code), float(ask.options[choice].kind == "socratic")]
        if heard:
            parts.append(WORTH.get(heard, 0.0))
        answer = Given(item=item.id, key=item.best, given=code, credit=item.credit(code))
        return Judged(
            task=task.id,
            lang=lang,
            response={"code": code, "choice": choice, "text": text, "heard": heard},
            credit=sum(parts) / len(parts),
            answers=(answer,),
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        ask = self.bank.asks[task.id]
        options = sorted(self.bank.items[ask.item].options)
        said = rng.choice([option.say.read("en") for option in ask.options])
        return {
            "code": rng.choice(options),
            "choice": rng.randrange(len(ask.options)),
            "text": rng.choice(("", said)),
        }


def heard_as(text: str, lang: str, *, by_meaning: bool) -> str:
    """The kind of move that a trainee's own words are; an unhelpful one that is as likely counts as such."""
    utterance = coding.code(text, lang=lang, by_meaning=by_meaning)
    families = {code.id: code.family for code in codebook("therapist_skills").codes}
    close = [
        mark.code for mark in utterance.marks if mark.confidence >= utterance.confidence - 0.1
    ]
    spoilt = next((code for code in close if families[code] == "unhelpful"), None)
    return spoilt or utterance.primary
