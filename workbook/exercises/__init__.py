"""Kinds of practice, one file each; the file's name is the kind."""

from __future__ import annotations

import importlib
import pkgutil
import random
from typing import Any, Protocol

from workbook.content import Case, ExerciseSpec
from workbook.content.case import Frozen
from workbook.errors import UnknownName


class Prompt(Frozen):
    """What a face must show next: how it asks, and what may be answered with."""

    ask: str  # "say", "rate" or "nothing"
    moves: tuple[str, ...] = ()  # ids of the moves offered, in the order to show


class Outcome(Frozen):
    """What came of a response: the state after it, the next prompt, the score where there is one, and why."""

    state: Any  # the kind's own frozen State
    next: Prompt
    detail: Any = None  # the kind's own account of what happened and why
    score: float | None = None  # 0-1


class Exercise(Protocol):
    """The rules of one kind of practice; holds no state."""

    case: Case
    spec: ExerciseSpec

    def start(self, *, seed: int, earlier: dict[str, Any] | None = None) -> Outcome:
        """The beginning; ``earlier`` is the stored last state of the attempt that it follows."""

    def respond(self, state: Any, response: dict[str, Any]) -> Outcome:
        """What comes of a response; the state given is left as it was.

        Raises:
            ResponseError: it cannot be taken as a response here.
        """

    def revive(self, stored: dict[str, Any]) -> Outcome:
        """An outcome as it was before it was stored.

        Raises:
            pydantic.ValidationError: it was stored by a workbook that put other things in it.
        """

    def simulate(self, state: Any, prompt: Prompt, rng: random.Random) -> dict[str, Any]:
        """A response that some trainee might give."""


def kinds() -> tuple[str, ...]:
    """The kinds there are."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__)))


def build(case: Case, spec: ExerciseSpec, *, by_meaning: bool) -> Exercise:
    """An exercise of a case.

    Raises:
        UnknownName: there is no such kind.
    """
    if spec.kind not in kinds():
        raise UnknownName(f"no exercise kind {spec.kind!r}; there are: {', '.join(kinds())}")
    exercise: Exercise = importlib.import_module(f"{__name__}.{spec.kind}").Exercise(
        case, spec, by_meaning=by_meaning
    )
    return exercise
