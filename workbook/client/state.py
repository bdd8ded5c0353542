"""All that changes in a conversation, and what the client heard in one utterance."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from workbook.content import Case
from workbook.content.case import Frozen, Quality, Strain

RECENT_TURNS = 4  # how far back "recent" looks
REMEMBERED = 40  # utterances the client would notice being said again


class Heard(Frozen):
    """What one utterance was for the client: how it was said, and what about."""

    primary: str = "other"  # the code that the client mainly reacts to
    codes: tuple[str, ...] = ()  # therapist codes and their families, sorted
    targets: tuple[
        tuple[str, float], ...
    ] = ()  # topics, facts, storylets it is about, with likeness 0-1, best first
    echo: bool = False  # the trainee said the same before
    words: str = ""  # a short name of the wording, to notice an echo later

    @property
    def about(self) -> tuple[str, ...]:
        return tuple(target for target, _ in self.targets)


class ClientState(Frozen):
    """Where the client is: qualities 0-1, beliefs 0-100, what was told, how the last turns went."""

    version: Literal[1] = 1
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
    rupture: Strain | None = None
    ended: bool = False

    def measure(self, name: str) -> float:
        """A quality (0-1), a belief (0-100) or ``turn`` by name."""
        if name == "turn":
            return self.turn
        return self.beliefs[name] if name in self.beliefs else self.qualities[name]  # type: ignore[index]


def begin(case: Case) -> ClientState:
    """The client as the talk begins."""
    return ClientState(
        qualities=dict(case.qualities),
        beliefs={belief.id: belief.start for belief in case.beliefs},
    )
