"""Kinds of practice, one file each; the file's name is the kind."""

from __future__ import annotations

import importlib
import pkgutil
import random
from typing import Any, Literal, Protocol

from pydantic import Field

from workbook.content import ExerciseSpec
from workbook.content.frozen import Frozen
from workbook.errors import ResponseError, UnknownName
from workbook.language import DEFAULT, say
from workbook.spotting import Task


class Prompt(Frozen):
    """What a face must show next: how it asks, and what may be answered with."""

    ask: str  # "say", "rate", "task", "guess" or "nothing"
    moves: tuple[str, ...] = ()  # ids of the moves offered, in the order to show


class Outcome(Frozen):
    """What came of a response: the state after it, the next prompt, the score where there is one, and why."""

    state: Any  # the kind's own frozen State
    next: Prompt
    detail: Any = None  # the kind's own account of what happened and why
    score: float | None = None  # 0-1


class Exercise(Protocol):
    """The rules of one kind of practice; holds no state."""

    spec: ExerciseSpec
    digest: str  # of the content that its states refer to

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


class Given(Frozen):
    """One code given to one thing."""

    item: str
    key: str
    given: str
    credit: float  # 0-1
    confidence: int | None = None  # 0-100


class Judged(Frozen):
    """What a response to one task was worth, and the answers that it holds."""

    task: str
    lang: str
    response: dict[str, Any]
    credit: float  # 0-1
    answers: tuple[Given, ...] = ()


class RoundState(Frozen):
    """Where a round is."""

    phase: Literal["task", "guess", "done"]
    tasks: tuple[Task, ...]
    results: tuple[Judged | None, ...] = ()  # None: not attempted
    guess: int | None = None  # how many went well, by the trainee's own guess
    material: dict[str, Any] = Field(
        default_factory=dict
    )  # what the tasks are about, where it is not in the item bank

    @property
    def task(self) -> Task | None:
        """The task that comes now."""
        return self.tasks[len(self.results)] if self.phase == "task" else None


class Drill:
    """The rules that all rounds of tasks have in common; a kind adds how one task is judged.

    A task that is passed over was not attempted, which is something else than wrong. The trainee
    says how it went before the result is shown.
    """

    digest = "round-1"  # of the shape of what is stored; a round holds its own tasks
    guesses = True  # whether the trainee is asked how it went

    def __init__(self, subject: Any, spec: ExerciseSpec, *, by_meaning: bool) -> None:
        self.bank = subject
        self.spec = spec
        self.by_meaning = by_meaning

    def start(self, *, seed: int, earlier: dict[str, Any] | None = None) -> Outcome:
        given = earlier or {}
        tasks = tuple(Task.model_validate(task) for task in given.get("tasks", ()))
        state = RoundState(
            phase="task" if tasks else "done", tasks=tasks, material=given.get("material", {})
        )
        return _outcome(state)

    def respond(self, state: RoundState, response: dict[str, Any]) -> Outcome:
        lang = response.get("lang", DEFAULT)
        match response.get("kind"), state.phase:
            case "skip", "task":
                return self._went_on(state, None)
            case "answer", "task":
                task = state.tasks[len(state.results)]
                try:
                    return self._went_on(state, self.judge(task, response, state))
                except (ArithmeticError, LookupError, TypeError, ValueError) as problem:
                    raise ResponseError(
                        say(lang, "Choose an answer first, or pass this one over.")
                    ) from problem
            case "guess", "guess":
                return self._guessed(state, response, lang)
        raise ResponseError(say(lang, "This round is at another point. Reload the page."))

    def revive(self, stored: dict[str, Any]) -> Outcome:
        detail = stored.get("detail")
        return Outcome(
            state=RoundState.model_validate(stored.get("state")),
            next=Prompt.model_validate(stored.get("next")),
            detail=Judged.model_validate(detail) if detail else None,
            score=stored.get("score"),
        )

    def simulate(self, state: RoundState, prompt: Prompt, rng: random.Random) -> dict[str, Any]:
        if prompt.ask == "guess":
            return {"kind": "guess", "right": rng.randint(0, len(state.tasks)), "lang": DEFAULT}
        if rng.random() < 0.1:  # noqa: PLR2004  some are passed over
            return {"kind": "skip", "lang": DEFAULT}
        task = state.tasks[len(state.results)]
        return {"kind": "answer", "lang": DEFAULT, **self.simulate_task(task, state, rng)}

    def has(self, task: Task, state: RoundState) -> bool:
        """Whether what a task is about is still there."""
        raise NotImplementedError

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        """What a response to a task is worth; ValueError, LookupError or TypeError where it is none."""
        raise NotImplementedError

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        """The fields of a response that some trainee might give."""
        raise NotImplementedError

    def _went_on(self, state: RoundState, judged: Judged | None) -> Outcome:
        results = (*state.results, judged)
        if len(results) < len(state.tasks):
            return _outcome(state.model_copy(update={"results": results}), judged)
        tried = any(result is not None for result in results)
        phase = "guess" if self.guesses and tried else "done"
        return _outcome(state.model_copy(update={"results": results, "phase": phase}), judged)

    def _guessed(self, state: RoundState, response: dict[str, Any], lang: str) -> Outcome:
        guess = response.get("right")
        if type(guess) is not int or not 0 <= guess <= len(state.tasks):
            raise ResponseError(
                say(lang, "Choose a whole number from 0 to {most}.", most=len(state.tasks))
            )
        return _outcome(state.model_copy(update={"phase": "done", "guess": guess}))


def _outcome(state: RoundState, judged: Judged | None = None) -> Outcome:
    worth = [result.credit for result in state.results if result is not None]
    score = sum(worth) / len(worth) if state.phase == "done" and worth else None
    ask = {"task": "task", "guess": "guess", "done": "nothing"}[state.phase]
    return Outcome(state=state, next=Prompt(ask=ask), detail=judged, score=score)


def kinds() -> tuple[str, ...]:
    """The kinds there are."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__)))


def build(subject: Any, spec: ExerciseSpec, *, by_meaning: bool) -> Exercise:
    """An exercise about a subject: a case, or the item bank, as its kind needs it.

    Raises:
        UnknownName: there is no such kind.
    """
    if spec.kind not in kinds():
        raise UnknownName(f"no exercise kind {spec.kind!r}; there are: {', '.join(kinds())}")
    exercise: Exercise = importlib.import_module(f"{__name__}.{spec.kind}").Exercise(
        subject, spec, by_meaning=by_meaning
    )
    return exercise
