"""Ways of talking with a client: each says the next thing, as a trainee of that kind would."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from workbook.client import ClientState
from workbook.content import Case, Fact, phrasebook
from workbook.exchange import Exchange
from workbook.feedback import better_moves

MARGIN = 0.03  # how far above the client's openness a skilled trainee may still ask
OPENING_TURNS = 2
OFTEN = 0.65
EXPLORING = frozenset({"question_open", "reflection_simple", "reflection_complex"})
CHANGING = frozenset({"socratic_question", "summary", "planning", "permission", "affirmation"})


@dataclass
class Seat:
    """Where a policy sits: what it can see of the talk, and what it has said."""

    case: Case
    lang: str
    rng: random.Random
    state: ClientState
    code: Callable[[str], str]  # what kind of move the client would take something for
    last: Exchange | None = None
    said: list[str] = field(default_factory=list)

    def phrase(self, *kinds: str) -> str:
        """Something of these kinds that was not said yet, as far as there is."""
        own = [p for kind in kinds for p in phrasebook().of(kind, self.lang)]
        return self.rng.choice([p for p in own if p not in self.said] or own)

    def told(self, fact: Fact) -> bool:
        return fact.id in self.state.facts


def skilled(seat: Seat) -> str:
    """Follows, reflects what was opened, asks for what is nearly open, and examines the thought last."""
    state, last = seat.state, seat.last
    if state.rupture:
        return seat.phrase("repair")
    if state.turn < OPENING_TURNS:
        return seat.phrase("open")
    if last and last.reveals and last.heard.primary not in ("reflection_complex", "validation"):
        return seat.phrase("complex", "complex", "complex", "simple", "validate")
    core = next((fact for fact in seat.case.facts if fact.core), None)
    if core is not None and seat.told(core):
        return _helps_to_examine(seat)
    answering = [m for m in better_moves(seat.case, state=state, quality="strong") if m.after]
    new = [words for m in answering if (words := m.say.read(seat.lang)) not in seat.said]
    if new and seat.rng.random() < OFTEN:
        return seat.rng.choice(new)
    return _explores(seat)


def _explores(seat: Seat) -> str:
    """Asks or reflects towards the deepest of what is nearly open, the core fact first."""
    ready = [
        fact
        for fact in seat.case.facts
        if not seat.told(fact) and fact.openness <= seat.state.qualities["openness"] + MARGIN
    ]
    asking = seat.last is not None and "question" in seat.last.heard.codes
    if not ready or seat.rng.random() < (0.4 if asking else 0.1):  # nobody only asks
        return seat.phrase("open", "complex", "complex")
    deepest = sorted(ready, key=lambda fact: (not fact.core, -fact.openness))
    deepest = deepest[:1] if deepest[0].core else deepest[:3]
    asks = [ask for fact in deepest for ask in fact.asks.read(seat.lang) if ask not in seat.said]
    exploring = [ask for ask in asks if seat.code(ask) in EXPLORING]
    return seat.rng.choice(exploring or asks) if asks else seat.phrase("open")


def _helps_to_examine(seat: Seat) -> str:
    """What brings a belief into movement: the author's own strong moves, or a general Socratic question."""
    found = better_moves(seat.case, state=seat.state, quality="strong")
    new = [
        words
        for move in found
        if move.code in CHANGING and (words := move.say.read(seat.lang)) not in seat.said
    ]
    own = [
        ask
        for storylet in seat.case.storylets
        if any(
            change < 0 for name, change in storylet.effects.items() if name in seat.state.beliefs
        )
        and not seat.state.told.get(storylet.id)
        for ask in storylet.asks.read(seat.lang)
    ]
    if (new or own) and seat.rng.random() < OFTEN:
        first, second = seat.rng.choice([(new, own), (own, new)])
        return seat.rng.choice(first or second)
    return seat.phrase("socratic", "socratic", "complex", "plan")


def warm(seat: Seat) -> str:
    """Kind, and the same to everybody."""
    return seat.phrase("warm")


def advising(seat: Seat) -> str:
    """Knows what would help."""
    return seat.phrase("advice", "advice", "advice", "closed")


def interrogating(seat: Seat) -> str:
    """Takes down particulars."""
    topics = [ask for topic in seat.case.topics for ask in topic.asks.read(seat.lang)[:3]]
    if topics and seat.rng.random() > OFTEN:
        return seat.rng.choice(topics)
    return seat.phrase("closed", "closed", "stacked")


def debating(seat: Seat) -> str:
    """Argues the client out of it."""
    return seat.phrase("debate")


def silent(seat: Seat) -> str:
    """Says as good as nothing."""
    return seat.phrase("filler")


def wild(seat: Seat) -> str:
    """Anything at all."""
    facts = [ask for fact in seat.case.facts for ask in fact.asks.read(seat.lang)]
    kinds = phrasebook().kinds
    return seat.rng.choice([seat.phrase(seat.rng.choice(kinds)), seat.rng.choice(facts or ["?"])])


Policy = Callable[[Seat], str]
SHUFFLED = "shuffled"  # what the skilled one said, in any order
POLICIES: dict[str, Policy] = {
    "skilled": skilled,
    SHUFFLED: skilled,
    "warm": warm,
    "advising": advising,
    "interrogating": interrogating,
    "debating": debating,
    "silent": silent,
    "random": wild,
}
