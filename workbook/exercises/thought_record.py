"""The thought record: seven columns worked through with a client, who answers at each of them."""

from __future__ import annotations

import random
import re
from typing import Any, Literal

from pydantic import Field

from workbook import coding
from workbook.coding.balance import Sides, Verdict, balance
from workbook.content import Case, ExerciseSpec, codebook, thought_record
from workbook.content.frozen import Frozen
from workbook.content.thought_record import Evidence, ThoughtRecord
from workbook.errors import ResponseError
from workbook.exercises import Given, Outcome, Prompt
from workbook.language import DEFAULT, say

LONGEST = 1000  # characters of what is written at once
MOST_ASKED, MOST_TRIES = 8, 4
# Points of belief: small steps each, since a record moves a belief and seldom turns it round (Beck 2021).
FOR_EVIDENCE, FOR_FRIEND, FOR_BALANCE, FOR_EACH, FOR_HALF, AGAINST_PUSH = 3, 5, 10, 4, 5, 3
LOWEST = 15
ENOUGH = 0.3  # how often a simulated trainee goes on to the next column
KINDS, SIDES = ("fact", "thought", "feeling"), ("for", "against", "neither")
Phase = Literal["facts", "thought", "weigh", "ask", "friend", "balance", "guess", "done"]
_ORDER: tuple[Phase, ...] = (
    "facts",
    "thought",
    "weigh",
    "ask",
    "friend",
    "balance",
    "guess",
    "done",
)
_PUSHES = {
    "leading_question": "leading",
    "confrontation": "debating",
    "judgement": "debating",
    "minimising": "reassuring",
    "reassurance": "reassuring",
    "affirmation": "reassuring",
    "advice": "directive",
    "planning": "directive",
    "psychoeducation": "directive",
    "jargon": "debating",
}
_ASKING = {
    "question_open": 1.0,
    "socratic_question": 1.0,
    "question_closed": 0.5,
    "multiple_questions": 0.5,
}
_FRIEND = {
    "en": r"\b(?:friends?|mates?|buddy|sister|brother|daughter|son|niece|nephew|grand(?:son|daughter|child)\w*|colleague|neighbour|someone (?:you|else)|somebody (?:you|else)|another (?:person|woman|man|student)|loved one)\b",
    "nl": r"\b(?:vriend(?:in|en|innen)?|maat|zus(?:je)?|broer(?:tje)?|dochter|zoon|nicht(?:je)?|neef(?:je)?|kleinkind|kleinzoon|kleindochter|collega|buur(?:man|vrouw)|iemand (?:anders|van wie|om wie|die je)|een ander(?:e)?|studiegenoot|lotgenoot)\b",
}
_ANSWERED = re.compile(
    r"(?:\b(?:right|wouldn't you|isn't it|don't you|surely|of course|toch|hè|nietwaar|natuurlijk|vast wel)\W*\?)",
    re.IGNORECASE,
)


class Said(Frozen):
    """What the trainee wrote, as it was heard, and how the client answered."""

    text: str
    heard: str  # a therapist code, or a verdict on a balanced thought
    answer: str  # the name of the client's answer, or the id of a piece of evidence
    worth: float = Field(ge=0, le=1)


class State(Frozen):
    """Where the record is."""

    phase: Phase = "facts"
    sorted: dict[str, str] = Field(default_factory=dict)  # kind given to each statement
    candidate: int | None = None
    label: str | None = None
    sides: dict[str, str] = Field(default_factory=dict)  # side given to each piece of evidence
    asked: tuple[Said, ...] = ()
    friend: tuple[Said, ...] = ()
    balanced: tuple[Said, ...] = ()
    belief: int
    guess: int | None = None  # 0-10

    @property
    def brought(self) -> tuple[str, ...]:
        """The evidence that came when it was asked for."""
        return tuple(one.answer for one in self.asked if one.worth > 0)


class Judged(Frozen):
    """What came of one response: the client's answer where there was one, and answers for the trainee's picture."""

    step: str
    lang: str
    said: Said | None = None
    answers: tuple[Given, ...] = ()


class Exercise:
    """The rules of a thought record with one client."""

    def __init__(self, case: Case, spec: ExerciseSpec, *, by_meaning: bool) -> None:
        self.case = case
        self.spec = spec
        self.record: ThoughtRecord = thought_record(case.id)
        self.digest = f"record-1-{case.id}"
        self.by_meaning = by_meaning

    def start(self, *, seed: int, earlier: dict[str, Any] | None = None) -> Outcome:
        return _outcome(State(belief=self.record.belief))

    def respond(self, state: State, response: dict[str, Any]) -> Outcome:
        lang, kind = response.get("lang", DEFAULT), response.get("kind")
        steps = {
            "sort": ("facts", self._sort),
            "choose": ("thought", self._choose),
            "weigh": ("weigh", self._weigh),
            "ask": ("ask", self._ask),
            "friend": ("friend", self._friend),
            "balance": ("balance", self._balance),
            "guess": ("guess", self._guess),
        }
        if kind == "on" and state.phase in ("ask", "friend", "balance"):
            return _outcome(_moved(state), Judged(step=state.phase, lang=lang))
        phase, step = steps.get(str(kind), ("", self._sort))
        if phase != state.phase:
            raise ResponseError(say(lang, "This record is at another column. Reload the page."))
        try:
            after, judged = step(state, response, lang)
        except (ArithmeticError, KeyError, TypeError, ValueError) as problem:
            raise ResponseError(
                say(lang, "Something is still open in this column. Fill it in, and try again.")
            ) from problem
        return _outcome(after, judged, self.score(after) if after.phase == "done" else None)

    def revive(self, stored: dict[str, Any]) -> Outcome:
        detail = stored.get("detail")
        return Outcome(
            state=State.model_validate(stored.get("state")),
            next=Prompt.model_validate(stored.get("next")),
            detail=Judged.model_validate(detail) if detail else None,
            score=stored.get("score"),
        )

    def simulate(self, state: State, prompt: Prompt, rng: random.Random) -> dict[str, Any]:
        record, enough = self.record, rng.random() < ENOUGH
        said = rng.choice((*record.good, *record.cheerful)).say.read(DEFAULT)
        questions = ("What else happened?", "Surely he likes you?", "Cheer up.")
        friend = "What would you say to a friend in your place?"
        responses: dict[str, dict[str, Any]] = {
            "facts": {
                "kind": "sort",
                "sorted": {s.id: rng.choice(KINDS) for s in record.statements},
            },
            "thought": {
                "kind": "choose",
                "candidate": rng.randrange(len(record.candidates)),
                "code": rng.choice(codebook("distortions").in_use),
            },
            "weigh": {
                "kind": "weigh",
                "sides": {e.id: rng.choice(SIDES) for e in self.visible(state)},
            },
            "ask": {"kind": "on"} if enough else {"kind": "ask", "text": rng.choice(questions)},
            "friend": {"kind": "friend", "text": friend},
            "balance": {"kind": "on"} if enough else {"kind": "balance", "text": said},
        }
        return responses.get(state.phase, {"kind": "guess", "rating": rng.randint(0, 10)})

    def visible(self, state: State) -> tuple[Evidence, ...]:
        """The evidence on the table: what the client said unasked, and what was asked for."""
        return tuple(
            one for one in self.record.evidence if not one.hidden or one.id in state.brought
        )

    def score(self, state: State) -> float:
        """The record as a whole, 0-1: each column counts the same."""
        record = self.record
        hidden = sum(one.hidden for one in record.evidence) or 1
        chosen = record.candidates[state.candidate or 0]
        parts = [
            _share([state.sorted.get(s.id) == s.kind for s in record.statements]),
            0.5 * chosen.hot + 0.5 * self._credit(state.label or ""),
            _share(
                [state.sides.get(e.id) == e.side for e in record.evidence if e.id in state.sides]
            ),
            0.5 * len(state.brought) / hidden
            + 0.5 * _share([one.worth for one in state.asked] or [0.0]),
            max((one.worth for one in state.friend), default=0.0),
            max((one.worth for one in state.balanced), default=0.0),
        ]
        return sum(parts) / len(parts)

    def _credit(self, code: str) -> float:
        return 1.0 if code == self.record.code else 0.5 if code in self.record.also else 0.0

    def _sort(self, state: State, response: dict[str, Any], lang: str) -> tuple[State, Judged]:
        given = {s.id: str(response["sorted"][s.id]) for s in self.record.statements}
        if not set(given.values()) <= set(KINDS):
            raise ValueError("no such kind")
        return _moved(state, sorted=given), Judged(step="facts", lang=lang)

    def _choose(self, state: State, response: dict[str, Any], lang: str) -> tuple[State, Judged]:
        candidate, code = int(response["candidate"]), str(response["code"])
        if not 0 <= candidate < len(self.record.candidates):
            raise ValueError("no such thought")
        if code not in codebook("distortions").in_use:
            raise ValueError("no such code")
        answer = Given(
            item=f"{self.case.id}/thought-record",
            key=self.record.code,
            given=code,
            credit=self._credit(code),
        )
        judged = Judged(step="thought", lang=lang, answers=(answer,))
        return _moved(state, candidate=candidate, label=code), judged

    def _weigh(self, state: State, response: dict[str, Any], lang: str) -> tuple[State, Judged]:
        given = {e.id: str(response["sides"][e.id]) for e in self.visible(state)}
        if not set(given.values()) <= set(SIDES):
            raise ValueError("no such side")
        return _moved(state, sides=given), Judged(step="weigh", lang=lang)

    def _ask(self, state: State, response: dict[str, Any], lang: str) -> tuple[State, Judged]:
        text = _text(response, lang)
        heard = self._heard(text, lang)
        worth = _ASKING.get(heard, 0.0)
        left = [one for one in self.record.evidence if one.hidden and one.id not in state.brought]
        if worth and left:
            answer = left[0].id
        elif worth:
            answer, worth = "nothing_more", 0.0
        else:
            answer = _PUSHES.get(heard, "unclear")
        said = Said(text=text, heard=heard, answer=answer, worth=worth)
        change = -FOR_EVIDENCE if worth else AGAINST_PUSH if heard in _PUSHES else 0
        asked = (*state.asked, said)
        after = state.model_copy(
            update={"asked": asked, "belief": self._held(state.belief + change)}
        )
        ended = len(asked) >= MOST_ASKED or answer == "nothing_more"
        return _moved(after) if ended else after, Judged(step="ask", lang=lang, said=said)

    def _friend(self, state: State, response: dict[str, Any], lang: str) -> tuple[State, Judged]:
        text = _text(response, lang)
        heard = self._heard(text, lang)
        about = bool(re.search(_FRIEND[lang], text, re.IGNORECASE))
        asks = "?" in text and not _ANSWERED.search(text) and heard != "leading_question"
        tries = len(state.friend)
        well = about and asks
        said = Said(
            text=text,
            heard=heard,
            answer="friend"
            if well
            else "friend_plain"
            if about
            else _PUSHES.get(heard, "unclear"),
            worth=max(0.4, 1.0 - 0.3 * tries) if well else 0.0,
        )
        belief = self._held(state.belief - FOR_FRIEND) if well else state.belief
        after = state.model_copy(update={"friend": (*state.friend, said), "belief": belief})
        done = well or len(after.friend) >= MOST_TRIES
        return _moved(after) if done else after, Judged(step="friend", lang=lang, said=said)

    def _balance(self, state: State, response: dict[str, Any], lang: str) -> tuple[State, Judged]:
        text = _text(response, lang)
        verdict = self.verdict(text, lang)
        worth = {
            "balanced": max(0.5, 1.0 - 0.2 * len(state.balanced)),
            "one_sided": 0.4,
            "cheerful": 0.1,
        }
        said = Said(text=text, heard=verdict, answer=verdict, worth=worth.get(verdict, 0.0))
        change = {"balanced": FOR_BALANCE + FOR_EACH * len(state.brought), "one_sided": FOR_HALF}
        belief = self._held(state.belief - change.get(verdict, 0))
        after = state.model_copy(update={"balanced": (*state.balanced, said), "belief": belief})
        done = verdict == "balanced" or len(after.balanced) >= MOST_TRIES
        return _moved(after) if done else after, Judged(step="balance", lang=lang, said=said)

    def verdict(self, text: str, lang: str) -> Verdict:
        """What kind of thought a trainee's words are, for this client."""
        record = self.record
        hot = next(one for one in record.candidates if one.hot)

        def side(name: str) -> list[str]:
            there = [one for one in record.evidence if one.side == name]
            return [words.read(lang) for one in there for words in (one.words, one.say)]

        sides = Sides(
            old=hot.say.read(lang),
            evidence_for=side("for"),
            evidence_against=side("against"),
        )
        return balance(text, sides, lang=lang, by_meaning=self.by_meaning)

    def _guess(self, state: State, response: dict[str, Any], lang: str) -> tuple[State, Judged]:
        rating = response["rating"]
        if type(rating) is not int or not 0 <= rating <= 10:  # noqa: PLR2004
            raise ValueError("no rating")
        return _moved(state, guess=rating), Judged(step="guess", lang=lang)

    def _heard(self, text: str, lang: str) -> str:
        """The kind of move that the trainee's words are; a question mark behind plain question words settles doubt."""
        utterance = coding.code(text, lang=lang, by_meaning=self.by_meaning)
        plainly = coding.asks_plainly(text, lang=lang)
        unhelpful = {
            code.id for code in codebook("therapist_skills").codes if code.family == "unhelpful"
        }
        if plainly and not (utterance.primary in unhelpful and not utterance.unsure):
            return plainly
        return utterance.primary

    def _held(self, belief: int) -> int:
        return max(LOWEST, min(100, belief))


def _text(response: dict[str, Any], lang: str) -> str:
    if not isinstance(response["text"], str):
        raise TypeError("no text")
    text = response["text"].strip()
    if not text:
        raise ResponseError(say(lang, "Write something first."))
    if len(text) > LONGEST:
        raise ResponseError(
            say(
                lang,
                "That is {length} characters; {most} is the most here. Shorten it.",
                length=len(text),
                most=LONGEST,
            )
        )
    return text.encode("utf-8", "replace").decode("utf-8")


def _moved(state: State, **changes: Any) -> State:
    following = _ORDER[_ORDER.index(state.phase) + 1]
    return state.model_copy(update={**changes, "phase": following})


def _share(values: Any) -> float:
    rows = [float(value) for value in values]
    return sum(rows) / len(rows) if rows else 0.0


def _outcome(state: State, judged: Judged | None = None, score: float | None = None) -> Outcome:
    ask = "nothing" if state.phase == "done" else state.phase
    return Outcome(state=state, next=Prompt(ask=ask), detail=judged, score=score)
