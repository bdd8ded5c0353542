"""All that changes in a conversation, and what the client heard in one utterance."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from workbook.content import Case
from workbook.content.case import Earlier, Quality, Strain
from workbook.content.frozen import Frozen

RECENT_TURNS = 4  # how far back "recent" looks
REMEMBERED = 40  # utterances the client would notice being said again
# How much of what a talk changed is still so at the next (0-1): trust lasts longer than candour, and relief least.
KEPT: dict[Quality, float] = {
    "alliance": 0.85,
    "openness": 0.6,
    "distress": 0.5,
    "resistance": 0.5,
}
KEPT_BELIEF = 0.6


class Heard(Frozen):
    """What one utterance was for the client: how it was said, and what about."""

    primary: str = "other"  # the code that the client mainly reacts to
    codes: tuple[str, ...] = ()  # therapist codes and their families, sorted
    targets: tuple[
        tuple[str, float], ...
    ] = ()  # topics, facts, storylets it is about, with likeness 0-1, best first
    follows: bool = False  # it takes up what the client has just said
    echo: bool = False  # the trainee said the same before
    asks: str = ""  # the form of the question: "who", "how-long"; empty: nothing is asked
    probes: bool = False  # what is asked is about a word of the client's last line
    words: str = ""  # a short name of the wording, to notice an echo later

    @property
    def about(self) -> tuple[str, ...]:
        return tuple(target for target, _ in self.targets)


class ClientState(Frozen):
    """Where the client is: qualities 0-1, beliefs 0-100, what was told, how the last turns went."""

    version: Literal[1] = 1
    session: int = 1  # which talk with this client
    turn: int = 0
    qualities: dict[Quality, float]
    beliefs: dict[str, float]
    told: dict[str, int] = Field(
        default_factory=dict
    )  # storylet id: how many of its lines were said
    facts: tuple[str, ...] = ()  # in the order they were disclosed
    last: str = ""  # the storylet of the client's last line; empty: the opening
    recent: tuple[tuple[str, ...], ...] = ()  # codes heard in the last four turns, newest last
    counts: dict[str, int] = Field(default_factory=dict)  # turns so far with each code or family
    remembered: tuple[str, ...] = ()  # short names of the last utterances
    plan: str = ""  # what was agreed last
    rupture: Strain | None = None
    ended: bool = False

    def measure(self, name: str) -> float:
        """A quality (0-1), a belief (0-100), ``turn`` or ``session`` by name."""
        if name in ("turn", "session"):
            return int(getattr(self, name))
        return self.beliefs[name] if name in self.beliefs else self.qualities[name]  # type: ignore[index]


def begin(case: Case) -> ClientState:
    """The client as the first talk begins."""
    return ClientState(
        qualities=dict(case.qualities),
        beliefs={belief.id: belief.start for belief in case.beliefs},
    )


def begin_after(case: Case, earlier: ClientState) -> ClientState:
    """The client as the next talk begins: what was told, the bond, strain and the plan are remembered.

    A part of what moved has slipped back in between (our own assumption, in ``KEPT``). Lines that are
    not about a matter of the case may be said again: it is another day.
    """
    fresh = begin(case)
    qualities: dict[Quality, float] = {
        name: round(start + KEPT[name] * (earlier.qualities[name] - start), 4)
        for name, start in fresh.qualities.items()
    }
    beliefs = {
        name: round(start + KEPT_BELIEF * (earlier.beliefs[name] - start), 2)
        for name, start in fresh.beliefs.items()
    }
    own = {storylet.id for storylet in case.storylets if case.is_aimed(storylet)}
    return fresh.model_copy(
        update={
            "session": earlier.session + 1,
            "qualities": qualities,
            "beliefs": beliefs,
            "facts": earlier.facts,
            "told": {name: times if name in own else 0 for name, times in earlier.told.items()},
            "plan": earlier.plan,
            "rupture": earlier.rupture,
        }
    )


def begin_as_if(case: Case, earlier: Earlier) -> ClientState:
    """The client as the next talk begins where the one before was not held by this trainee."""
    before = begin(case)
    revealing = {
        storylet.id: len(storylet.say)
        for storylet in case.storylets
        if storylet.reveals and set(storylet.reveals) <= set(earlier.facts)
    }
    ended = before.model_copy(
        update={
            "qualities": before.qualities | earlier.qualities,
            "beliefs": before.beliefs | earlier.beliefs,
            "facts": earlier.facts,
            "told": revealing,
            "plan": earlier.plan or "",
        }
    )
    return begin_after(case, ended)
