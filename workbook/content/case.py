"""What a clinician writes about one simulated client."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field, StringConstraints

from workbook.content.condition import Conditions
from workbook.content.frozen import Frozen
from workbook.language import LANGUAGES, Examples, Text

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
CodeId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]
Share = Annotated[float, Field(ge=0, le=1)]
Quality = Literal["alliance", "openness", "distress", "resistance"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)
Strain = Literal["withdrawal", "confrontation"]


Effects = dict[str, float]  # quality (change in 0-1) or belief (change in points of 0-100) by id


class Rule(Frozen):
    """What a kind of move does to any client: part of the dynamics, with its source."""

    id: Id
    heard: tuple[CodeId, ...] = ()  # codes or families, any of them; none: every turn
    when: Conditions = ()
    effects: Effects
    why: Text
    source: str


class Topic(Frozen):
    """Something a trainee may ask about, with examples of doing so."""

    id: Id
    name: Text
    asks: Examples


class Fact(Frozen):
    """Something the client may disclose."""

    id: Id
    text: Text  # as a supervisor would note it, third person
    topics: tuple[Id, ...] = ()
    openness: Share  # the openness it needs
    discomfort: Share = 0.0  # how much being pushed for it hurts
    risk: bool = False
    core: bool = False  # the formulation turns on it
    opens_with: Text  # what would have opened it, advice to the trainee
    asks: Examples


class Cue(Frozen):
    """Words in a client's line that a counsellor should notice."""

    span: Text  # exactly as in the line
    code: CodeId  # a distortion, or feeling, strength, risk, withdrawal, confrontation
    why: Text
    picked_up_by: tuple[str, ...] = ()  # codes, families or ids; none: any exploring move


class Storylet(Frozen):
    """One piece of client behaviour."""

    id: Id
    heard: tuple[CodeId, ...] = ()  # codes or families, any of them; none: any utterance
    about: tuple[Id, ...] = ()  # topics, facts or storylets, any of them; none: anything
    when: Conditions = ()
    asks: Examples = Examples()  # ways of asking for just this storylet
    say: tuple[Text, ...] = Field(min_length=1)  # each said once, in this order
    effects: Effects = Field(default_factory=dict)
    reveals: tuple[Id, ...] = ()
    deflects: Id | None = None  # the fact that is asked for too early
    agrees: Id | None = None  # the plan that the client agrees to here
    rupture: Strain | None = None  # a rupture begins
    mends: bool = False  # the rupture is over
    ends: bool = False  # the client ends the talk
    repeats: bool = False  # may be said again word for word
    weight: int = 0  # added to its specificity
    cues: tuple[Cue, ...] = ()
    note: Text  # to a supervisor: why this client does this here

    @cached_property
    def base_specificity(self) -> int:
        """Conditions, and a good deal for going on from the client's last line."""
        after = any(c.verb == "after" and not c.negated for c in self.when)
        return len(self.when) + 3 * after + bool(self.deflects) + self.weight

    @cached_property
    def for_a_form(self) -> bool:
        """Whether it answers what a question asks for (who, how long) rather than a matter or a kind of move."""
        return any(c.verb == "asks" and not c.negated for c in self.when)


class Move(Frozen):
    """Something the trainee could say: offered to beginners, and shown as a stronger alternative."""

    id: Id
    quality: Literal["strong", "fair", "weak"]
    code: CodeId
    say: Text
    after: tuple[Id, ...] = ()  # storylets it answers to; none: any
    when: Conditions = ()
    why: Text


class Plan(Frozen):
    """Something the client may agree to do before the next talk."""

    id: Id
    text: Text  # as the trainee would note it


class Belief(Frozen):
    """A belief the client holds, with how strongly at the start."""

    id: Id
    text: Text
    start: Annotated[float, Field(ge=0, le=100)]
    hot: bool = False  # the one the talk is about


class Situation(Frozen):
    """One concrete moment of the formulation."""

    situation: Text
    automatic_thought: Text
    emotions: tuple[tuple[Text, Annotated[int, Field(ge=0, le=100)]], ...] = Field(min_length=1)
    body: Text
    behaviour: Text


class Formulation(Frozen):
    """The clinician's account: what made, set off, keeps going and protects."""

    predisposing: tuple[Text, ...] = Field(min_length=1)
    precipitating: tuple[Text, ...] = Field(min_length=1)
    perpetuating: tuple[Text, ...] = Field(min_length=1)
    protective: tuple[Text, ...] = Field(min_length=1)
    mechanism: Literal[
        "avoidance", "rumination", "reassurance_seeking", "checking", "self_attack", "withdrawal"
    ]
    mechanism_note: Text
    core_belief: Text
    intermediate_beliefs: tuple[Text, ...] = Field(min_length=1)
    situations: tuple[Situation, ...] = Field(min_length=1)
    sociocultural: Text


class Client(Frozen):
    """The person."""

    name: str
    age: Annotated[int, Field(ge=16, le=110)]
    pronouns: Text
    work: Text
    people: Text
    voice: Text  # how the client speaks
    strengths: tuple[Text, ...] = Field(min_length=1)
    style: Literal[
        "reserved", "talkative", "pleasing", "irritated", "intellectualising", "tearful"
    ]


class Provenance(Frozen):
    """Who wrote it and who has looked at it."""

    author: str
    sources: tuple[str, ...] = ()
    licence: Literal["CC-BY-SA-4.0"]
    fictional: Literal[True]
    written_in: tuple[str, ...]  # languages written natively, not translated
    review: Literal["not-yet-reviewed-by-a-clinician", "reviewed-by-a-clinician"]
    changed: date


class Opening(Frozen):
    """A first line of the client, and when it is the one."""

    when: Conditions = ()
    say: Text


class Earlier(Frozen):
    """A talk that went before, for a trainee who has not had it."""

    facts: tuple[Id, ...]
    qualities: dict[Quality, Share]
    beliefs: dict[Id, Annotated[float, Field(ge=0, le=100)]] = Field(default_factory=dict)
    plan: Id | None = None


class Sequel(Frozen):
    """What makes a talk a later one with the same client."""

    follows: Id  # the exercise whose last finished talk is remembered
    intake: Text  # what has happened since
    openings: tuple[Opening, ...] = Field(min_length=1)  # the first that holds
    otherwise: Earlier  # what is remembered where there was no such talk


class ExerciseSpec(Frozen):
    """One exercise of a case: its id within the case and which kind of practice it is."""

    id: Id
    kind: CodeId
    title: Text
    aim: Text
    lesson: str | None = None  # file name, without ending, of the lesson that leads up to it
    sequel: Sequel | None = None  # None: a first talk


class Case(Frozen):
    """One client: formulation, facts, behaviour, and the exercises that use them."""

    schema_version: Literal[1]
    id: Id
    title: Text
    matter: Text | None = None  # in a few words, what the client was rejected in
    level: Literal[1, 2, 3]
    minutes: Annotated[int, Field(ge=1, le=90)]
    length: Annotated[int, Field(ge=10, le=400)]  # turns until the client's time is up
    content_notes: tuple[Text, ...] = ()
    intake: Text  # what the trainee reads beforehand
    opening: Text  # the client's first line
    client: Client
    formulation: Formulation
    qualities: dict[Quality, Share]
    beliefs: tuple[Belief, ...] = Field(min_length=1)
    plans: tuple[Plan, ...] = ()
    topics: tuple[Topic, ...] = ()
    facts: tuple[Fact, ...] = ()
    storylets: tuple[Storylet, ...] = Field(min_length=1)
    moves: tuple[Move, ...] = ()
    dynamics: tuple[Rule, ...] = ()  # rules of its own; one with a known id replaces it
    exercises: tuple[ExerciseSpec, ...] = Field(min_length=1)
    provenance: Provenance

    @cached_property
    def digest(self) -> str:
        """Names what a stored state refers to: it fits every edition of the case with the same digest."""
        named = [
            [part.id for part in group] for group in (self.facts, self.storylets, self.beliefs)
        ]
        return hashlib.sha256(repr((self.id, self.schema_version, named)).encode()).hexdigest()[
            :16
        ]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages the case can be played in: those that every one of its texts has."""
        return tuple(lang for lang in LANGUAGES if all(lang in text.root for text in texts(self)))

    def plan(self, plan_id: str) -> Plan | None:
        return next((plan for plan in self.plans if plan.id == plan_id), None)

    def fact(self, fact_id: str) -> Fact:
        return self._facts[fact_id]

    def storylet(self, storylet_id: str) -> Storylet:
        return self._storylets[storylet_id]

    @cached_property
    def aimed(self) -> dict[str, tuple[int, ...]]:
        """For each topic, fact or storylet that can be asked about: places of the storylets that answer it."""
        found: dict[str, list[int]] = {}
        for place, storylet in enumerate(self.storylets):
            own = (storylet.id,) if storylet.asks.root else ()
            deflects = (storylet.deflects,) if storylet.deflects else ()
            for target in dict.fromkeys((*storylet.about, *own, *deflects)):
                found.setdefault(target, []).append(place)
        return {target: tuple(places) for target, places in found.items()}

    @cached_property
    def unaimed(self) -> dict[str, list[tuple[int, int]]]:
        """The storylets that answer whatever an utterance is about, by what must be so for any of them.

        By ``after ID`` and ``rupture`` where that is a condition, else by each code or family they
        answer to ('' for any): how specific each could be at most, and its place, the most specific first.
        """
        found: dict[str, list[tuple[int, int]]] = {}
        for place, storylet in enumerate(self.storylets):
            if storylet.about or storylet.asks.root or storylet.deflects:
                continue
            gates = {str(c) for c in storylet.when if c.verb == "after" and not c.negated}
            gates |= {"rupture" for c in storylet.when if c.verb == "rupture" and not c.negated}
            most = storylet.base_specificity + 3 * bool(storylet.heard)
            for key in sorted(gates)[:1] or storylet.heard or ("",):
                found.setdefault(key, []).append((most, place))
        return {key: sorted(pairs, key=lambda pair: -pair[0]) for key, pairs in found.items()}

    def is_aimed(self, storylet: Storylet) -> bool:
        """Whether it is about a matter of this case, rather than anything one may say to any client."""
        asked = (
            *storylet.about,
            *storylet.reveals,
            *((storylet.deflects,) if storylet.deflects else ()),
        )
        return bool(storylet.asks.root) or any(target in self._own_targets for target in asked)

    @cached_property
    def fact_topics(self) -> dict[str, tuple[str, ...]]:
        """The topics of each fact."""
        return {fact.id: fact.topics for fact in self.facts}

    def is_common(self, target: str) -> bool:
        """Whether it is something trainees say to every client, rather than a matter of this case."""
        return target not in self._own_targets

    @cached_property
    def _own_targets(self) -> frozenset[str]:
        return frozenset(
            part.id for group in (self.topics, self.facts, self.storylets) for part in group
        )

    @cached_property
    def _facts(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def _storylets(self) -> dict[str, Storylet]:
        return {storylet.id: storylet for storylet in self.storylets}


def texts(value: object) -> list[Text]:
    """Every text within a content value, in order."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, BaseModel) and not isinstance(value, Examples):
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in texts(part)]
    return []
