"""Role-play: a free talk with a simulated client, a self-rating, and the debrief."""

from __future__ import annotations

import random
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from workbook.client import ClientState, Heard, begin, begin_after, begin_as_if, met
from workbook.content import Case, ExerciseSpec, Fact, Move, Topic, case_plan, codebook
from workbook.content.coping import PlanOption
from workbook.content.frozen import Frozen
from workbook.debrief import RATED
from workbook.errors import ResponseError
from workbook.exchange import Ear, Exchange, exchange
from workbook.exercises import Outcome, Prompt
from workbook.feedback import Tone, better_moves
from workbook.language import DEFAULT, Text, say

LONGEST = 4000  # characters of one utterance
_QUALITIES: tuple[Tone, ...] = ("strong", "fair", "weak")


def _readable(text: object) -> object:
    """Without half an emoji, which no file and no screen can show."""
    return text.encode("utf-8", "replace").decode("utf-8") if isinstance(text, str) else text


class Say(Frozen):
    """The trainee says something."""

    kind: Literal["say"] = "say"
    text: Annotated[str, BeforeValidator(_readable)]
    lang: str
    move: str | None = None  # the offered move it began from
    code: str | None = None  # what kind of move it was meant to be; None: as it is heard


class End(Frozen):
    """The trainee ends the talk."""

    kind: Literal["end"] = "end"
    lang: str = "en"


class Rate(Frozen):
    """The trainee rates the talk before seeing the result; each 0-10, and each may be left out."""

    kind: Literal["rate"] = "rate"
    ratings: dict[str, Annotated[int, Field(ge=0, le=10)]]
    lang: str = "en"


class Mark(Frozen):
    """Words of the client's line in a turn that the trainee takes for a distortion; it changes nothing in the talk."""

    kind: Literal["mark"] = "mark"
    turn: Annotated[int, Field(ge=1)]
    storylet: str
    line: int
    start: Annotated[int, Field(ge=0)]
    end: int
    code: str
    lang: str


class State(Frozen):
    """Where the talk is."""

    client: ClientState
    phase: Literal["talk", "rate", "done"] = "talk"
    seed: int
    offered: dict[str, int] = Field(default_factory=dict)  # move: how often it was offered
    ratings: dict[str, int] | None = None
    marks: tuple[Mark, ...] = ()
    step: str = ""  # of the coping plan that was agreed since the talk before; empty: none


_RESPONSE: TypeAdapter[Say | End | Rate | Mark] = TypeAdapter(
    Annotated[Say | End | Rate | Mark, Field(discriminator="kind")]
)


SINCE = "since"  # in what a talk goes on from: the step that was agreed after it


class Exercise:
    """The rules of a role-play with one client."""

    def __init__(self, case: Case, spec: ExerciseSpec, *, by_meaning: bool) -> None:
        self.case = case
        self.spec = spec
        self.digest = case.digest
        self._by_meaning = by_meaning
        self._ears: dict[str, Ear] = {}

    def start(self, *, seed: int, earlier: dict[str, Any] | None = None) -> Outcome:
        sequel, before = self.spec.sequel, dict(earlier or {})
        step = str(before.pop(SINCE, ""))
        if sequel is None:
            client = begin(self.case)
        elif not before:
            client = begin_as_if(self.case, sequel.otherwise)
        else:
            client = begin_after(self.case, State.model_validate(before).client)
        if sequel and step:
            # What was agreed last is what the client comes back with.
            client = client.model_copy(update={"plan": self.agreed(step).agrees or ""})
        return self._outcome(State(client=client, seed=seed, step=step if sequel else ""))

    def agreed(self, step: str) -> PlanOption:
        """A step of the coping plan with this client."""
        return next(one for one in case_plan(self.case.id).options if one.id == step)

    def opening(self, state: State) -> Text:
        """The client's first line, in a talk that began with this state: how the plan went, if one was agreed since."""
        if state.step and not (agreed := self.agreed(state.step)).agrees:
            return agreed.later
        sequel = self.spec.sequel
        lines = sequel.openings if sequel else ()
        silence = Heard()
        return next(
            (line.say for line in lines if met(line.when, state.client, silence)),
            lines[-1].say if lines else self.case.opening,
        )

    def respond(self, state: State, response: dict[str, Any]) -> Outcome:
        lang = response.get("lang", DEFAULT)
        if lang not in self.case.languages:
            raise ResponseError(
                say(DEFAULT, "This client speaks: {langs}.", langs=", ".join(self.case.languages))
            )
        try:
            given = _RESPONSE.validate_python(response)
        except ValidationError as problem:
            if response.get("kind") == "rate":
                raise ResponseError(
                    say(lang, "A rating is a whole number from 0 to 10.")
                ) from problem
            raise ResponseError(
                say(
                    lang,
                    "This cannot be taken as an answer here: {why}",
                    why=problem.errors()[0]["msg"],
                )
            ) from problem
        if isinstance(given, Say):
            return self._say(state, given)
        if isinstance(given, Mark):
            return self._marked(state, given)
        if isinstance(given, End):
            if state.phase != "talk":
                raise ResponseError(say(lang, "This talk has ended already."))
            phase: Literal["rate", "done"] = "rate" if state.client.turn else "done"
            return self._outcome(state.model_copy(update={"phase": phase}))
        return self._rate(state, given)

    def revive(self, stored: dict[str, Any]) -> Outcome:
        detail = Exchange.model_validate(stored["detail"]) if stored.get("detail") else None
        return Outcome(
            state=State.model_validate(stored.get("state")),
            next=Prompt.model_validate(stored.get("next")),
            detail=detail,
            score=stored.get("score"),
        )

    def simulate(self, state: State, prompt: Prompt, rng: random.Random) -> dict[str, Any]:
        lang = rng.choice(self.case.languages)
        if prompt.ask == "rate":
            return Rate(
                ratings={name: rng.randint(0, 10) for name in RATED}, lang=lang
            ).model_dump()
        if state.client.turn > 5 and rng.random() < 0.05:  # noqa: PLR2004  nobody leaves at once
            return End(lang=lang).model_dump()
        moves = [move for move in self.case.moves if move.id in prompt.moves]
        parts: list[Topic | Fact] = [*self.case.topics, *self.case.facts]
        asks = [ask for part in parts for ask in part.asks.read(lang)]
        some = [rng.choice(asks)] if asks else []
        said = rng.choice([*(move.say.read(lang) for move in moves), *some, "Mm-hm.", "..."])
        return Say(text=said, lang=lang).model_dump()

    def ear(self, lang: str) -> Ear:
        """What hears utterances in a language; making it loads the encoder where that is used."""
        if lang not in self._ears:
            self._ears[lang] = Ear(self.case, lang=lang, by_meaning=self._by_meaning)
        return self._ears[lang]

    def _say(self, state: State, given: Say) -> Outcome:
        if state.phase != "talk":
            raise ResponseError(
                say(
                    given.lang,
                    "This talk has ended. Go back to an earlier turn, or begin a new one.",
                )
            )
        if not given.text.strip():
            raise ResponseError(
                say(
                    given.lang,
                    "There is nothing to send yet. To stay silent on purpose, send “...”.",
                )
            )
        if len(given.text) > LONGEST:
            raise ResponseError(
                say(
                    given.lang,
                    "That is {length} characters; {most} is the most for one turn. Shorten it, or say it in several turns.",
                    length=len(given.text),
                    most=LONGEST,
                )
            )
        if given.code is not None and given.code not in codebook("therapist_skills").ids:
            raise ResponseError(say(given.lang, "There is no code “{code}”.", code=given.code))
        after, happened = exchange(
            self.case,
            state.client,
            self.ear(given.lang),
            said=given.text,
            lang=given.lang,
            meant=given.code or self._offered_code(given),
            corrected=given.code is not None,
            move=given.move,
        )
        phase = "rate" if after.ended else "talk"
        return self._outcome(
            state.model_copy(update={"client": after, "phase": phase}), detail=happened
        )

    def _marked(self, state: State, given: Mark) -> Outcome:
        if state.phase != "talk" or given.turn > state.client.turn:
            raise ResponseError(
                say(given.lang, "Lines can be marked while the talk goes on, once they are said.")
            )
        if given.end <= given.start or given.code not in codebook("distortions").in_use:
            raise ResponseError(say(given.lang, "Choose words of the line, and a label for them."))
        marked = state.model_copy(update={"marks": (*state.marks, given)})
        return Outcome(state=marked, next=Prompt(ask="say"))

    def _offered_code(self, given: Say) -> str | None:
        """The code of an offered move that was said as offered: its author knows what it is."""
        offered = next((move for move in self.case.moves if move.id == given.move), None)
        said_as_offered = offered and offered.say.read(given.lang) == given.text.strip()
        return offered.code if offered and said_as_offered else None

    def _rate(self, state: State, given: Rate) -> Outcome:
        if state.phase != "rate":
            raise ResponseError(say(given.lang, "The rating comes once, at the end of the talk."))
        kept = {name: value for name, value in given.ratings.items() if name in RATED}
        return self._outcome(state.model_copy(update={"phase": "done", "ratings": kept}))

    def _outcome(self, state: State, *, detail: Exchange | None = None) -> Outcome:
        ask = {"talk": "say", "rate": "rate", "done": "nothing"}[state.phase]
        moves = self._offer(state) if state.phase == "talk" else ()
        offered = dict(state.offered)
        for move in moves:
            offered[move.id] = offered.get(move.id, 0) + 1
        return Outcome(
            state=state.model_copy(update={"offered": offered}),
            next=Prompt(ask=ask, moves=tuple(move.id for move in moves)),
            detail=detail,
        )

    def _offer(self, state: State) -> list[Move]:
        """One move of each quality that fits now, the least offered first, in an order that the seed decides."""
        rng = random.Random(f"{state.seed}/{state.client.turn}")
        chosen: list[Move] = []
        for quality in _QUALITIES:
            fitting = better_moves(self.case, state=state.client, quality=quality)
            if fitting:
                chosen.append(
                    min(
                        fitting,
                        key=lambda m: (state.offered.get(m.id, 0), not m.after, rng.random()),
                    )
                )
        rng.shuffle(chosen)
        return chosen
