"""A trainee's thought record with a client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbook.content import codebook
from workbook.language import say
from workbook.practice.attempt import Attempt
from workbook.practice.labels import codes, name_of
from workbook.spotting import Answer

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.exercises import Outcome

Shown = dict[str, Any]
EASES = 0.7  # how far an emotion follows the belief: it lags behind
_PUSHED = ("leading", "debating", "reassuring", "directive")


class Sheet(Attempt):
    """An attempt at a thought record."""

    def begin(self) -> None:
        """Put a fresh record on record."""
        if self.row is None:
            self._begin(self._drawn_up())

    def step(self, given: Mapping[str, Any]) -> None:
        """Fill in a column, or say something to the client."""
        self.submit(given)

    def again(self) -> Sheet:
        """A new one from the beginning; this one stays in the record."""
        fresh = Sheet(self._book, self.exercise_id, self.exercise)
        fresh.begin()
        return fresh

    def snapshot(self) -> Shown:
        """Everything a face needs to show this record."""
        record, state, lang = self.exercise.record, self.state, self.lang
        case = self.exercise.case
        return {
            "exercise": self.exercise_id,
            "lang": lang,
            "phase": self.phase,
            "notice": self.notice,
            "client": first_name(case.client.name),
            "title": self.exercise.spec.title.read(lang),
            "intro": record.intro.read(lang),
            "situation": record.situation.read(lang),
            "saved_at": self.saved_at.isoformat() if self.saved_at else None,
            "draft": self.draft,
            "codes": [one for one in codes(lang) if one["code"] != "none"],
            "statements": [
                {
                    "id": one.id,
                    "say": one.say.read(lang),
                    **(
                        {
                            "given": state.sorted[one.id],
                            "kind": one.kind,
                            "why": one.why.read(lang),
                        }
                        if one.id in state.sorted
                        else {}
                    ),
                }
                for one in record.statements
            ],
            "candidates": self._candidates(),
            "label": self._label() if state.label else None,
            "belief": {"before": record.belief, "now": state.belief},
            "emotions": [
                {
                    "name": one.name.read(lang),
                    "before": one.intensity,
                    "now": round(one.intensity * (state.belief / record.belief) ** EASES),
                }
                for one in record.emotions
            ],
            "evidence": self._evidence(),
            "asked": [self._said(one) for one in state.asked],
            "friend": [self._said(one) for one in state.friend],
            "balanced": [self._said(one) for one in state.balanced],
            "result": self._result() if self.phase == "done" else None,
        }

    def _candidates(self) -> list[Shown]:
        state, lang = self.state, self.lang
        chosen = state.candidate is not None
        return [
            {
                "say": one.say.read(lang),
                **(
                    {"chosen": place == state.candidate, "hot": one.hot, "why": one.why.read(lang)}
                    if chosen
                    else {}
                ),
            }
            for place, one in enumerate(self.exercise.record.candidates)
        ]

    def _label(self) -> Shown:
        record, state, lang = self.exercise.record, self.state, self.lang
        key = codebook("distortions").code(record.code)
        return {
            "given": name_of(state.label, lang),
            "best": name_of(record.code, lang),
            "right": state.label == record.code,
            "also": state.label in record.also,
            "definition": key.definition.read(lang),
        }

    def _evidence(self) -> list[Shown]:
        state, lang = self.state, self.lang
        return [
            {
                "id": one.id,
                "say": one.say.read(lang),
                "words": one.words.read(lang),
                "asked_for": one.hidden,
                **(
                    {"given": state.sides.get(one.id), "side": one.side, "why": one.why.read(lang)}
                    if one.id in state.sides or one.hidden
                    else {}
                ),
            }
            for one in self.exercise.visible(state)
        ]

    def _said(self, said: Any) -> Shown:
        """What the trainee said, what the client answered, and what to make of it."""
        record, lang = self.exercise.record, self.lang
        evidence = {one.id: one.say for one in record.evidence}
        answer = evidence.get(said.answer) or getattr(record.answers, said.answer, None)
        return {
            "text": said.text,
            "client": answer.read(lang) if answer else _silence(said.answer, record, lang),
            "worth": said.worth,
            "about": self._about(said),
        }

    def _about(self, said: Any) -> str:
        lang, name = self.lang, first_name(self.exercise.case.client.name)
        skills = codebook("therapist_skills")
        told = {
            "balanced": say(
                lang, "Both sides are in it: what hurts, and what speaks against the old thought."
            ),
            "one_sided": say(
                lang,
                "It speaks against the old thought, and leaves out what hurts. Keep the part that is true.",
            ),
            "cheerful": say(
                lang,
                "It is merely cheerful. What hurts is not in it, so {name} cannot believe it.",
                name=name,
            ),
            "harsh": say(
                lang,
                "It is the old thought again. What did {name} say that speaks against it?",
                name=name,
            ),
            "friend": say(lang, "A friend question that leaves the answer to {name}.", name=name),
            "friend_plain": say(
                lang,
                "The answer is already in it. Ask what {name} would say to a friend, and wait.",
                name=name,
            ),
            "nothing_more": say(
                lang, "{name} has told what there is. Time for the next column.", name=name
            ),
        }
        if said.answer == "unclear" and said.heard == "unclear":
            return say(
                lang,
                "It does not yet say what hurts, nor what speaks against it. Use {name}'s own words.",
                name=name,
            )
        if said.answer in told:
            return told[said.answer]
        heard = skills.code(said.heard) if said.heard in skills.ids else None
        if heard is None:
            return ""
        words = say(lang, "Heard as: {name}", name=heard.name.read(lang))
        if said.answer in _PUSHED or said.answer == "unclear":
            more = heard.stronger or heard.caution
            return f"{words}. {more.read(lang)}" if more else f"{words}."
        return f"{words}. {heard.aim.read(lang)}" if heard.aim else f"{words}."

    def _result(self) -> Shown:
        record, lang = self.exercise.record, self.lang
        return {
            "guess": self.state.guess,
            "score": round(10 * self.exercise.score(self.state), 1),
            "good": [
                {"say": one.say.read(lang), "why": one.why.read(lang)} for one in record.good
            ],
            "cheerful": [
                {"say": one.say.read(lang), "why": one.why.read(lang)} for one in record.cheerful
            ],
            "missed": [
                {"say": one.say.read(lang), "why": one.why.read(lang)}
                for one in record.evidence
                if one.hidden and one.id not in self.state.brought
            ],
        }

    def _given(self, outcome: Outcome, at: datetime) -> Sequence[Answer]:
        return [
            Answer(
                at=at,
                exercise=self.exercise_id,
                item=one.item,
                situation=self.exercise.case.id,
                lang=outcome.detail.lang,
                key=one.key,
                given=one.given,
                credit=one.credit,
                confidence=None,
            )
            for one in (outcome.detail.answers if outcome.detail else ())
        ]


def _silence(answer: str, record: Any, lang: str) -> str:
    """The client's answer to a try at a balanced thought that says neither."""
    found = getattr(record.answers, answer, None) or record.answers.unclear
    return str(found.read(lang))


def first_name(name: str) -> str:
    """What a client is called in the talk: the first name, unless the name begins with a title."""
    first = name.split(maxsplit=1)[0]
    return name if first.endswith(".") else first
