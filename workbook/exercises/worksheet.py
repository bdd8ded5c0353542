"""A sheet filled in with a client: an experiment, a ladder, the people around, a safety plan.

It is shown to the client, who answers; it is changed and shown again; and at the end it is told what
came of it. Which sheet it is, the exercise's id says.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field, ValidationError

from workbook import coding
from workbook.content import Case, ExerciseSpec
from workbook.content.frozen import Frozen
from workbook.content.studio import (
    experiment,
    ladder,
    risk_questions,
    safety_plan,
    sheet_rules,
    support_map,
)
from workbook.errors import ResponseError
from workbook.exercises import Outcome, Prompt
from workbook.language import DEFAULT, Text, say
from workbook.planning import LONGEST, negotiated, read_date, worth
from workbook.planning.experiment import ExperimentKept
from workbook.planning.ladder import LadderKept
from workbook.planning.safety import ASKED, SafetyKept
from workbook.planning.sheets import Choices, Filled, Kept, Verdict
from workbook.planning.support import SupportKept

VERSION = 1
MOST_SHOWN = 8
MOST_ASKED = 12
FORGOTTEN = 0.3  # share of what a simulated trainee leaves out
SHEETS: dict[str, tuple[Callable[..., Any], Callable[[str], Any]]] = {
    "experiment": (ExperimentKept, experiment),
    "ladder": (LadderKept, ladder),
    "support-map": (SupportKept, support_map),
    "safety-plan": (SafetyKept, lambda _: safety_plan()),
}


class Shown(Frozen):
    """A sheet as the client saw it, and what was made of it."""

    stage: str
    filled: Filled
    verdict: Verdict
    worth: float = Field(ge=0, le=1)
    on: date


class Asked(Frozen):
    """Something the client was asked while filling in."""

    part: str  # the part that it was taken to be about; empty: none
    text: str
    direct: bool = False  # it asks, plainly, about thoughts of death
    heard: str = ""
    quality: str = ""  # how it asks, where it is about risk


class State(Frozen):
    """Where the sheet is."""

    phase: Literal["plan", "learn", "guess", "done"] = "plan"
    shown: tuple[Shown, ...] = ()
    asked: tuple[Asked, ...] = ()
    guess: int | None = None  # 0-10

    def last(self, stage: str | None = None) -> Shown | None:
        """The sheet as it was last shown, at a stage or at all."""
        found = [one for one in self.shown if stage in (None, one.stage)]
        return found[-1] if found else None

    def agreed(self, stage: str) -> bool:
        """Whether the client takes it, or part of it."""
        last = self.last(stage)
        return last is not None and last.verdict.kind in ("accepts", "part")


class Exercise:
    """The rules of filling in one sheet with one client."""

    def __init__(self, case: Case, spec: ExerciseSpec, *, by_meaning: bool) -> None:
        self.case, self.spec, self.by_meaning = case, spec, by_meaning
        self._make, read = SHEETS[spec.id]
        self.sheet = read(case.id)
        self.digest = f"worksheet-1-{case.id}"
        self._kept: dict[str, Kept] = {}

    def kept(self, lang: str) -> Any:
        """The sheet's own rules, in a language."""
        if lang not in self._kept:
            self._kept[lang] = self._make(
                self.sheet, sheet_rules(), lang=lang, by_meaning=self.by_meaning
            )
        return self._kept[lang]

    def start(self, *, seed: int, earlier: dict[str, Any] | None = None) -> Outcome:
        return _outcome(State())

    def respond(self, state: State, response: dict[str, Any]) -> Outcome:
        lang, kind = response.get("lang", DEFAULT), response.get("kind")
        filling = state.phase in self.kept(lang).stages
        if kind == "show" and filling:
            return _outcome(self._show(state, response, lang))
        if kind == "ask" and filling and self.spec.id == "safety-plan":
            return _outcome(self._ask(state, response, lang))
        if kind == "settle" and filling and (last := state.last(state.phase)):
            stages = (*self.kept(lang).stages, "guess")
            after = stages[stages.index(state.phase) + 1]
            # Of a step that nobody knows nothing is told, so there is nothing to learn from.
            told = self.kept(lang).later(last.filled, last.verdict) is not None
            return _outcome(state.model_copy(update={"phase": after if told else "guess"}))
        if kind == "guess" and state.phase == "guess":
            rating = response.get("rating")
            if type(rating) is not int or not 0 <= rating <= 10:  # noqa: PLR2004
                raise ResponseError(say(lang, "A rating is a whole number from 0 to 10."))
            done = state.model_copy(update={"phase": "done", "guess": rating})
            return _outcome(done, self.score(done, lang))
        raise ResponseError(say(lang, "This sheet is at another point. Reload the page."))

    def revive(self, stored: dict[str, Any]) -> Outcome:
        return Outcome(
            state=State.model_validate(stored.get("state")),
            next=Prompt.model_validate(stored.get("next")),
            score=stored.get("score"),
        )

    def simulate(self, state: State, prompt: Prompt, rng: random.Random) -> dict[str, Any]:
        if state.phase == "guess":
            return {"kind": "guess", "rating": rng.randint(0, 10)}
        if state.agreed(state.phase) or len(state.shown) >= MOST_SHOWN - 2:
            return {"kind": "settle"} if state.last(state.phase) else self.good(state.phase)
        given = self.good(state.phase)
        for part in ("texts", "lists", "places"):
            rows = given["filled"].get(part, {})
            for name in list(rows):
                if rng.random() < FORGOTTEN:
                    del rows[name]
        empty = self.kept(DEFAULT).empty(self.read(given["filled"], DEFAULT), state.phase)
        return self.good(state.phase) if empty else given

    def good(
        self, stage: str, *, lang: str = DEFAULT, today: str = "2026-11-23"
    ) -> dict[str, Any]:
        """A response that shows the client a sheet which a supervisor would be content with."""
        filled = dict(self.kept(lang).good(stage))
        filled["days"] = {"first": str(date.fromisoformat(today) + timedelta(days=2))}
        return {"kind": "show", "filled": filled, "today": today}

    def score(self, state: State, lang: str) -> float:
        """The sheet itself and how it was arrived at, 0-1, over its stages."""
        found = []
        for stage in self.kept(lang).stages:
            shown = [one for one in state.shown if one.stage == stage]
            if not shown:
                continue  # the one before came to nothing that is known
            worths, kinds = [one.worth for one in shown], [one.verdict.kind for one in shown]
            found.append(0.7 * worths[-1] + 0.3 * negotiated(worths, kinds))
        return sum(found) / len(found)

    def line(self, shown: Shown, lang: str) -> Text | None:
        """What the client said to a sheet; None: the case has no answer to it."""
        words: Text | None = self.kept(lang).line(shown.verdict)
        return words

    def later(self, state: State, lang: str) -> Text | None:
        """How it went; None: not settled yet, or the workbook does not know the step."""
        first = state.last("plan")
        if first is None or state.phase == "plan":
            return None
        words: Text | None = self.kept(lang).later(first.filled, first.verdict)
        return words

    def read(self, given: dict[str, Any], lang: str) -> Filled:
        """A filling from what was typed and chosen.

        Raises:
            ResponseError: a box is too long, a day is none, or it is of a newer workbook; nothing is lost.
        """
        try:
            newer = int(given.get("version", VERSION)) > VERSION
            texts = {str(name): _readable(text) for name, text in given.get("texts", {}).items()}
            days = {str(name): day for name, day in given.get("days", {}).items()}
            rest = {name: given.get(name, {}) for name in ("lists", "places")}
        except (AttributeError, TypeError, ValueError) as problem:
            raise ResponseError(say(lang, "This cannot be read. Reload the page.")) from problem
        if newer:
            raise ResponseError(
                say(
                    lang,
                    "This sheet was made by a newer workbook. Update the workbook, and open it again.",
                )
            )
        if any(len(text) > LONGEST for text in texts.values()):
            raise ResponseError(
                say(
                    lang,
                    "One of the boxes holds more than {most} characters. Shorten it.",
                    most=LONGEST,
                )
            )
        for day in days.values():
            if str(day or "").strip() and read_date(day) is None:
                raise ResponseError(
                    say(lang, "“{day}” is no day. Write it like 2026-12-01 or 1-12-2026.", day=day)
                )
        try:
            read = {name: read_date(day) for name, day in days.items()}
            return Filled.model_validate({"texts": texts, "days": read, **rest})
        except ValidationError as problem:
            raise ResponseError(say(lang, "This cannot be read. Reload the page.")) from problem

    def _show(self, state: State, response: dict[str, Any], lang: str) -> State:
        given = response.get("filled")
        filled = self.read(given if isinstance(given, dict) else {}, lang)
        kept, stage = self.kept(lang), state.phase
        if kept.empty(filled, stage):
            raise ResponseError(self._missing(stage, lang))
        if len(state.shown) >= MOST_SHOWN:
            raise ResponseError(
                say(lang, "Enough for today: leave it at what you have, or begin anew.")
            )
        today = read_date(response.get("today")) or date.today()  # noqa: DTZ011  the face says which day it is
        direct = next((one.text for one in state.asked if one.direct), "")
        filled = filled.model_copy(update={"texts": {**filled.texts, ASKED: direct}})
        before = tuple(one.filled for one in state.shown if one.stage != stage)
        verdict = kept.judge(filled, stage, today=today, before=before)
        last = state.last(stage)
        if last and last.filled == filled and last.verdict.kind not in ("accepts", "part"):
            verdict = verdict.model_copy(update={"kind": "refuses", "answer": "unchanged"})
        made = Shown(
            stage=stage,
            filled=filled,
            verdict=verdict,
            worth=worth(verdict.kind, verdict.findings, verdict.fit),
            on=today,
        )
        return state.model_copy(update={"shown": (*state.shown, made)})

    def _missing(self, stage: str, lang: str) -> str:
        """What has to be there before there is anything to show."""
        words = {
            "experiment": say(lang, "Write first how it is tried out."),
            "ladder": say(lang, "Put a rung on the ladder first."),
            "support-map": say(lang, "Give somebody a place first."),
            "safety-plan": say(lang, "Write down something in one of the parts first."),
        }
        learned = say(lang, "Write first what was learned.")
        return learned if stage == "learn" else words[self.spec.id]

    def _ask(self, state: State, response: dict[str, Any], lang: str) -> State:
        text = _readable(response.get("text")).strip()[:LONGEST]
        if not text:
            raise ResponseError(say(lang, "Write what you would ask."))
        if len(state.asked) >= MOST_ASKED:
            raise ResponseError(say(lang, "You have asked enough. Write down what there is."))
        parts = {part.id: part for part in self.sheet.parts}
        wanted = str(response.get("part", ""))
        heard = coding.code(text, lang=lang, by_meaning=self.by_meaning).primary
        quality = risk_questions().quality(text, lang)
        direct = quality == "direct"
        rows = [
            (name, (part.ask.read(lang), part.name.read(lang))) for name, part in parts.items()
        ]
        near = Choices(rows, by_meaning=self.by_meaning).nearest(text)
        part = near or (wanted if wanted in parts and "?" in text else "")
        # Where it is asked about, a question without the plain word is a question about it, and closes the door.
        part = ASKED if wanted == ASKED else part
        asked = Asked(
            part=part, text=text, direct=direct, heard=heard, quality=quality or "indirect"
        )
        return state.model_copy(update={"asked": (*state.asked, asked)})


def _readable(given: Any) -> str:
    """Without half an emoji, which no file and no screen can show."""
    return str(given or "").encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _outcome(state: State, score: float | None = None) -> Outcome:
    ask = "nothing" if state.phase == "done" else state.phase
    return Outcome(state=state, next=Prompt(ask=ask), score=score)
