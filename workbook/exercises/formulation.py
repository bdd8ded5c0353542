"""The formulation: the trainee's own account of a client, compared with the reference element by element."""

from __future__ import annotations

import random
from typing import Any, Literal, get_args

from pydantic import Field

from workbook import coding, meaning
from workbook.content import Case, ExerciseSpec
from workbook.content.case import Fact
from workbook.content.coping import Mechanism
from workbook.content.frozen import Frozen
from workbook.errors import ResponseError
from workbook.exercises import Outcome, Prompt
from workbook.language import DEFAULT, Text, say

Box = Literal["predisposing", "precipitating", "perpetuating", "protective", "sociocultural"]
BOXES: tuple[Box, ...] = get_args(Box)
MECHANISMS: tuple[Mechanism, ...] = get_args(Mechanism)
LONGEST = 10_000  # characters of one box
# Likeness from which a sentence says what an element says; by meaning, by words. Tried on the elements of nine clients put in
# other words; below it, elements of other clients begin to match.
SAYS = {True: 0.5, False: 0.2}
TOLD_BY = 0.35  # likeness from which a fact shows an element
MECHANISM_SHARE = 0.25  # of the score


class Element(Frozen):
    """One element of the reference, and where the trainee has it."""

    box: Box
    number: int
    found_in: Box | None = None  # the box of the trainee's that says it; None: nowhere
    words: str = ""  # the trainee's sentence
    fact: str | None = None  # the fact that shows it best


class State(Frozen):
    """Where the formulation is."""

    phase: Literal["write", "guess", "done"] = "write"
    told: tuple[str, ...] = ()  # facts that the client told the trainee
    boxes: dict[str, str] = Field(default_factory=dict)
    mechanism: str | None = None
    note: str = ""  # the mechanism in the trainee's own words
    lang: str = DEFAULT
    elements: tuple[Element, ...] = ()
    guess: int | None = None  # 0-10


class Exercise:
    """The rules of formulating one case."""

    def __init__(self, case: Case, spec: ExerciseSpec, *, by_meaning: bool) -> None:
        self.case = case
        self.spec = spec
        self.digest = f"formulation-1-{case.id}"
        self.by_meaning = by_meaning

    def start(self, *, seed: int, earlier: dict[str, Any] | None = None) -> Outcome:
        known = {fact.id for fact in self.case.facts}
        told = tuple(fact for fact in (earlier or {}).get("told", ()) if fact in known)
        return _outcome(State(told=told))

    def respond(self, state: State, response: dict[str, Any]) -> Outcome:
        lang, kind = response.get("lang", DEFAULT), response.get("kind")
        if kind == "formulate" and state.phase == "write":
            return _outcome(self._compared(state, response, lang))
        if kind == "guess" and state.phase == "guess":
            rating = response.get("rating")
            if type(rating) is not int or not 0 <= rating <= 10:  # noqa: PLR2004
                raise ResponseError(say(lang, "A rating is a whole number from 0 to 10."))
            done = state.model_copy(update={"phase": "done", "guess": rating})
            return _outcome(done, self.score(done))
        raise ResponseError(say(lang, "The formulation is at another point. Reload the page."))

    def revive(self, stored: dict[str, Any]) -> Outcome:
        return Outcome(
            state=State.model_validate(stored.get("state")),
            next=Prompt.model_validate(stored.get("next")),
            score=stored.get("score"),
        )

    def simulate(self, state: State, prompt: Prompt, rng: random.Random) -> dict[str, Any]:
        if state.phase == "guess":
            return {"kind": "guess", "rating": rng.randint(0, 10)}
        rows = {box: self.reference(box) for box in BOXES}
        return {
            "kind": "formulate",
            "boxes": {
                box: " ".join(one.read(DEFAULT) for one in texts if rng.random() < 0.5)  # noqa: PLR2004  a coin
                for box, texts in rows.items()
            },
            "mechanism": rng.choice(MECHANISMS),
            "note": "It goes round.",
        }

    def reference(self, box: Box) -> tuple[Text, ...]:
        """The elements of a box."""
        found = getattr(self.case.formulation, box)
        return (found,) if isinstance(found, Text) else tuple(found)

    def score(self, state: State) -> float:
        """How much of the reference is there, in its own box or another, and the mechanism, 0-1."""
        worth = [
            1.0 if one.found_in == one.box else 0.6 if one.found_in else 0.0
            for one in state.elements
        ]
        share = sum(worth) / (len(worth) or 1)
        right = float(state.mechanism == self.case.formulation.mechanism)
        return (1 - MECHANISM_SHARE) * share + MECHANISM_SHARE * right

    def _compared(self, state: State, response: dict[str, Any], lang: str) -> State:
        given = response.get("boxes")
        boxes = {box: str((given or {}).get(box, "")).strip() for box in BOXES}
        if not any(boxes.values()):
            raise ResponseError(
                say(lang, "There is no formulation yet. Write in at least one box.")
            )
        if any(len(text) > LONGEST for text in boxes.values()):
            raise ResponseError(
                say(
                    lang,
                    "One of the boxes holds more than {most} characters. Shorten it.",
                    most=LONGEST,
                )
            )
        mechanism = response.get("mechanism")
        if mechanism not in MECHANISMS:
            raise ResponseError(say(lang, "Choose what keeps it going."))
        readable = {box: text.encode("utf-8", "replace").decode() for box, text in boxes.items()}
        return state.model_copy(
            update={
                "phase": "guess",
                "boxes": readable,
                "mechanism": mechanism,
                "note": str(response.get("note", ""))[:LONGEST],
                "lang": lang,
                "elements": self._elements(readable, lang),
            }
        )

    def _elements(self, boxes: dict[Box, str], lang: str) -> tuple[Element, ...]:
        said = [
            (box, text[start:end])
            for box, text in boxes.items()
            for start, end in coding.units(text)
        ]
        sentences = meaning.Likeness(
            [(str(place), words) for place, (_, words) in enumerate(said)],
            by_meaning=self.by_meaning,
        )
        facts = meaning.Likeness(
            [(fact.id, fact.text.read(lang)) for fact in self.case.facts],
            by_meaning=self.by_meaning,
        )
        found = []
        for box in BOXES:
            for number, element in enumerate(self.reference(box)):
                text = element.read(lang)
                near = next(iter(sentences.nearest(text)), None)
                says = near is not None and near.likeness >= SAYS[self.by_meaning]
                where = said[int(near.label)] if near and says else None
                shown = next(iter(facts.nearest(text)), None)
                found.append(
                    Element(
                        box=box,
                        number=number,
                        found_in=where[0] if where else None,
                        words=where[1] if where else "",
                        fact=shown.label if shown and shown.likeness >= TOLD_BY else None,
                    )
                )
        return tuple(found)

    def fact(self, name: str | None) -> Fact | None:
        """A fact of the case by its id; None where there is none."""
        return next((fact for fact in self.case.facts if fact.id == name), None)


def _outcome(state: State, score: float | None = None) -> Outcome:
    ask = "nothing" if state.phase == "done" else state.phase
    return Outcome(state=state, next=Prompt(ask=ask), score=score)
