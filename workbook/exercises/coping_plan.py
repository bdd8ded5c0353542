"""The coping plan: built with a client, checked by stated rules, answered by the client, and looked back on a week later."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationError

from workbook.content import Case, ExerciseSpec, case_plan, plan_rules, strategies
from workbook.content.frozen import Frozen
from workbook.errors import ResponseError
from workbook.exercises import Outcome, Prompt
from workbook.language import DEFAULT, Text, say
from workbook.planning import (
    LONGEST,
    VERSION,
    Finding,
    Plan,
    Reader,
    Reply,
    check,
    fit_of,
    negotiated,
    read_date,
    reply,
    worth,
)

MOST_PROPOSED = 8
_TEXTS = ("aim", "obstacle", "instead", "support", "kindness", "sign")


class Proposal(Frozen):
    """A plan as it was proposed, what the rules say of it, and what the client said."""

    plan: Plan
    findings: tuple[Finding, ...]
    known: tuple[str | None, ...]  # the step of the case that each step is
    strategies: tuple[str | None, ...]
    reply: Reply
    worth: float = Field(ge=0, le=1)
    on: date


class State(Frozen):
    """Where the planning is."""

    phase: Literal["plan", "guess", "later", "done"] = "plan"
    proposals: tuple[Proposal, ...] = ()
    guess: int | None = None  # 0-10

    @property
    def last(self) -> Proposal | None:
        """The plan as it stands."""
        return self.proposals[-1] if self.proposals else None

    @property
    def agreed(self) -> bool:
        """Whether the client takes the plan, or part of it."""
        return self.last is not None and self.last.reply.kind in ("accepts", "part")


class Exercise:
    """The rules of planning with one client."""

    def __init__(self, case: Case, spec: ExerciseSpec, *, by_meaning: bool) -> None:
        self.case = case
        self.spec = spec
        self.plans = case_plan(case.id)
        self.digest = f"plan-1-{case.id}"
        self.by_meaning = by_meaning
        self._readers: dict[str, Reader] = {}

    def start(self, *, seed: int, earlier: dict[str, Any] | None = None) -> Outcome:
        return _outcome(State())

    def respond(self, state: State, response: dict[str, Any]) -> Outcome:
        lang, kind = response.get("lang", DEFAULT), response.get("kind")
        if kind == "propose" and state.phase == "plan":
            return _outcome(self._propose(state, response, lang))
        if kind == "settle" and state.phase == "plan" and state.proposals:
            return _outcome(state.model_copy(update={"phase": "guess"}))
        if kind == "guess" and state.phase == "guess":
            rating = response.get("rating")
            if type(rating) is not int or not 0 <= rating <= 10:  # noqa: PLR2004
                raise ResponseError(say(lang, "A rating is a whole number from 0 to 10."))
            return _outcome(state.model_copy(update={"phase": "later", "guess": rating}))
        if kind == "later" and state.phase == "later":
            done = state.model_copy(update={"phase": "done"})
            return _outcome(done, self.score(done))
        raise ResponseError(say(lang, "The plan is at another point. Reload the page."))

    def revive(self, stored: dict[str, Any]) -> Outcome:
        return Outcome(
            state=State.model_validate(stored.get("state")),
            next=Prompt.model_validate(stored.get("next")),
            score=stored.get("score"),
        )

    def simulate(self, state: State, prompt: Prompt, rng: random.Random) -> dict[str, Any]:
        if state.phase == "guess":
            return {"kind": "guess", "rating": rng.randint(0, 10)}
        if state.phase == "later":
            return {"kind": "later"}
        if state.agreed or len(state.proposals) >= MOST_PROPOSED // 2:
            return {"kind": "settle"}
        return {"kind": "propose", "plan": self.some_plan(rng), "today": "2026-11-23"}

    def some_plan(self, rng: random.Random, *, lang: str = DEFAULT) -> dict[str, Any]:
        """A plan put together from what is offered, as a beginner might."""
        option = rng.choice(self.plans.options)
        obstacle, _, instead = rng.choice(self.plans.obstacles).say.read(lang).partition(",")
        return {
            "aim": rng.choice(self.plans.aims).say.read(lang),
            "steps": [
                {
                    "when": option.when.read(lang),
                    "then": option.then.read(lang),
                    "option": option.id,
                }
            ],
            "first": "2026-11-25",
            "size": rng.randint(1, 9),
            "confidence": rng.randint(3, 10),
            "obstacle": obstacle,
            "instead": instead or obstacle,
            "support": rng.choice(self.plans.support).say.read(lang),
            "kindness": rng.choice(self.plans.kindness).say.read(lang),
            "sign": rng.choice(self.plans.signs).say.read(lang),
            "review": "2026-12-07",
        }

    def read(self, given: dict[str, Any], lang: str) -> Plan:
        """A plan from what was typed.

        Raises:
            ResponseError: a box is too long, a day is none, or it is of a newer workbook; nothing is lost.
        """
        if int(given.get("version", VERSION)) > VERSION:
            raise ResponseError(
                say(
                    lang,
                    "This plan was made by a newer workbook. Update the workbook, and open it again.",
                )
            )
        long = [name for name in _TEXTS if len(str(given.get(name, ""))) > LONGEST]
        if long:
            raise ResponseError(
                say(
                    lang,
                    "One of the boxes holds more than {most} characters. Shorten it.",
                    most=LONGEST,
                )
            )
        days = {name: given.get(name) for name in ("first", "review")}
        for day in days.values():
            if str(day or "").strip() and read_date(day) is None:
                raise ResponseError(
                    say(lang, "“{day}” is no day. Write it like 2026-12-01 or 1-12-2026.", day=day)
                )
        texts = {name: _readable(given.get(name, "")) for name in _TEXTS}
        steps = [
            {name: _readable(step.get(name, "")) for name in ("when", "then", "option")}
            for step in given.get("steps", ())
        ]
        scales = {name: _scale(given.get(name)) for name in ("size", "confidence")}
        try:
            return Plan.model_validate(
                {**texts, "steps": steps, **scales}
                | {name: read_date(day) for name, day in days.items()}
            )
        except ValidationError as problem:
            raise ResponseError(
                say(lang, "This cannot be taken as a plan: {why}", why=problem.errors()[0]["msg"])
            ) from problem

    def proposal(
        self, plan: Plan, *, lang: str, today: date, before: Plan | None = None
    ) -> Proposal:
        """A plan with what the rules and the client say of it."""
        reader = self._reader(lang)
        known = [reader.know(step) for step in plan.written]
        findings = check(
            plan,
            known,
            rules=plan_rules(),
            strategies=strategies(),
            mechanism=self.case.formulation.mechanism,
            lang=lang,
            today=today,
            case=self.plans,
        )
        said = reply(known, findings, again=before is not None and before == plan)
        return Proposal(
            plan=plan,
            findings=findings,
            known=tuple(one.option.id if one.option else None for one in known),
            strategies=tuple(one.strategy for one in known),
            reply=said,
            worth=worth(said.kind, findings, fit_of(known)),
            on=today,
        )

    def _reader(self, lang: str) -> Reader:
        """What recognises steps in a language; making it loads the encoder where that is used."""
        if lang not in self._readers:
            self._readers[lang] = Reader(
                self.plans, strategies(), lang=lang, by_meaning=self.by_meaning
            )
        return self._readers[lang]

    def line(self, said: Reply) -> Text:
        """What the client says, in all languages."""
        if said.option:
            return next(one.client for one in self.plans.options if one.id == said.option)
        words: Text = getattr(self.plans.answers, said.answer)
        return words

    def score(self, state: State) -> float:
        """The plan itself and how it was arrived at, 0-1."""
        if state.last is None:
            return 0.0
        worths = [one.worth for one in state.proposals]
        kinds = [one.reply.kind for one in state.proposals]
        return 0.7 * state.last.worth + 0.3 * negotiated(worths, kinds)

    def _propose(self, state: State, response: dict[str, Any], lang: str) -> State:
        if not isinstance(response.get("plan"), dict):
            raise ResponseError(say(lang, "There is no plan yet. Write at least one step."))
        plan = self.read(response["plan"], lang)
        if not plan.written:
            raise ResponseError(say(lang, "There is no plan yet. Write at least one step."))
        if len(state.proposals) >= MOST_PROPOSED:
            raise ResponseError(
                say(lang, "Enough for today: leave it at what you have, or begin anew.")
            )
        today = read_date(response.get("today")) or date.today()  # noqa: DTZ011  the face says which day it is
        refused = state.last is not None and not state.agreed
        before = state.last.plan if state.last and refused else None
        made = self.proposal(plan, lang=lang, today=today, before=before)
        return state.model_copy(update={"proposals": (*state.proposals, made)})


def _readable(text: Any) -> str:
    """Without half an emoji, which no file and no screen can show."""
    return str(text or "").encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _scale(given: Any) -> int | None:
    """A whole number; None where nothing was chosen."""
    text = str(given if given is not None else "").strip()
    return int(text) if text.isdigit() else None


def _outcome(state: State, score: float | None = None) -> Outcome:
    ask = "nothing" if state.phase == "done" else state.phase
    return Outcome(state=state, next=Prompt(ask=ask), score=score)
