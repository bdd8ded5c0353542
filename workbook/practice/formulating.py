"""A trainee's own formulation of a client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbook.exercises.formulation import BOXES, MECHANISMS, Element
from workbook.language import say
from workbook.paper import Block, Sheet
from workbook.practice import papers
from workbook.practice.attempt import Attempt
from workbook.practice.sheet import first_name

if TYPE_CHECKING:
    from workbook.practice.book import Workbook

Shown = dict[str, Any]


class Formulating(Attempt):
    """An attempt at a formulation."""

    def begin(self) -> None:
        """Put a fresh formulation on record."""
        if self.row is None:
            self._begin(self._drawn_up())

    def formulate(self, given: Mapping[str, Any]) -> None:
        """Hand in the boxes, to be compared."""
        self.submit({"kind": "formulate", **given})

    def guess(self, rating: object) -> None:
        """Say how well it went, before seeing it."""
        self.submit({"kind": "guess", "rating": rating})

    def again(self) -> Formulating:
        """A new formulation; this one stays in the record."""
        fresh = Formulating(self._book, self.exercise_id, self.exercise)
        fresh.begin()
        return fresh

    def snapshot(self) -> Shown:
        """Everything a face needs to show this formulation."""
        case, state, lang = self.exercise.case, self.state, self.lang
        facts = {fact.id: fact.text.read(lang) for fact in case.facts}
        return {
            "exercise": self.exercise_id,
            "lang": lang,
            "phase": self.phase,
            "client": first_name(case.client.name),
            "title": self.exercise.spec.title.read(lang),
            "intake": case.intake.read(lang),
            "known": [facts[fact] for fact in state.told],
            "talked": bool(state.told),
            "saved_at": self.saved_at.isoformat() if self.saved_at else None,
            "draft": self.draft,
            "boxes": [
                {"id": box, **boxes(lang)[box], "text": state.boxes.get(box, "")} for box in BOXES
            ],
            "mechanisms": [{"id": one, "name": mechanisms(lang)[one]} for one in MECHANISMS],
            "mechanism": state.mechanism,
            "note": state.note,
            "result": self._result() if self.phase == "done" else None,
        }

    def on_paper(self, form: str, sheet: str) -> Shown:
        """The formulation as it was handed in: a file to save, or its text to look at first.

        Args:
            form: preview, pdf, docx or txt.
            sheet: client (a hand-out) or file (a note).
        """
        state, lang, name = self.state, self.lang, self.exercise.case.client.name
        titles = plain_boxes(lang) if sheet == "client" else _names(lang)
        blocks = [
            Block(kind="text", title=titles[box], texts=(text,))
            if (text := state.boxes.get(box, ""))
            else Block(kind="lines", title=titles[box])
            for box in BOXES
        ]
        if state.mechanism and sheet == "client":
            blocks.append(Block(kind="lines", title=say(lang, "How one thing leads to the next")))
            if state.note:
                blocks[-1] = Block(kind="text", title=blocks[-1].title, texts=(state.note,))
            blocks.append(
                Block(kind="lines", title=say(lang, "What I would add or put otherwise"))
            )
        elif state.mechanism:
            words = (mechanisms(lang)[state.mechanism], *((state.note,) if state.note else ()))
            blocks.append(Block(kind="text", title=say(lang, "The mechanism"), texts=words))
        today = papers.long_date(self._book.now().date(), lang)
        made = Sheet(
            title=say(lang, "How it hangs together")
            if sheet == "client"
            else say(lang, "Formulation: {client}", client=name),
            lang=lang,
            blocks=tuple(blocks),
            footer=say(
                lang,
                "Made in a training workbook on {day}. {client} is a made-up person.",
                day=today,
                client=name,
            ),
        )
        return papers.as_file(
            made, form, lang=lang, name=say(lang, "formulation"), now=self._book.now()
        )

    def _before(self) -> Shown | None:
        told = told_in_last_talk(self._book, self.exercise_id.partition("/")[0])
        return {"told": told} if told else None

    def _result(self) -> Shown:
        case, state, lang = self.exercise.case, self.state, self.lang
        right = case.formulation.mechanism
        return {
            "guess": state.guess,
            "score": round(10 * (self.score or 0.0), 1),
            "elements": [self._element(one) for one in state.elements],
            "mechanism": {
                "given": mechanisms(lang).get(state.mechanism or "", ""),
                "best": mechanisms(lang)[right],
                "right": state.mechanism == right,
                "note": case.formulation.mechanism_note.read(lang),
            },
        }

    def _element(self, one: Element) -> Shown:
        """An element of the reference: whether it is there, what shows it, and what would have opened it."""
        exercise, state, lang = self.exercise, self.state, self.lang
        fact = exercise.fact(one.fact)
        told = fact is not None and fact.id in state.told
        return {
            "box": boxes(lang)[one.box]["name"],
            "text": exercise.reference(one.box)[one.number].read(lang),
            "found": one.found_in is not None,
            "words": one.words,
            "elsewhere": boxes(lang)[one.found_in]["name"]
            if one.found_in and one.found_in != one.box
            else "",
            "shown": fact.text.read(lang) if fact and told else "",
            "asked": told,
            "opens": fact.opens_with.read(lang) if fact and not told else "",
        }


def told_in_last_talk(book: Workbook, case_id: str) -> list[str]:
    """The facts that a client told in the trainee's latest talk; none where they have not talked."""
    rows = [
        row
        for row in book.record.attempts()
        if row.exercise.startswith(f"{case_id}/") and row.exercise.endswith("talk")
    ]
    for row in reversed(rows):
        steps = book.record.steps(row)
        if steps:
            facts: list[str] = steps[-1].outcome["state"].get("client", {}).get("facts", [])
            return facts
    return []


def boxes(lang: str) -> dict[str, dict[str, str]]:
    """The boxes of a formulation, each with the question that it answers."""
    return {
        "predisposing": {
            "name": say(lang, "What made the person vulnerable"),
            "ask": say(
                lang,
                "What happened earlier that makes this hit so hard? Without a label for the person.",
            ),
        },
        "precipitating": {
            "name": say(lang, "What set it off"),
            "ask": say(lang, "What happened now?"),
        },
        "perpetuating": {
            "name": say(lang, "What keeps it going"),
            "ask": say(lang, "What is done, thought or avoided that keeps the pain alive?"),
        },
        "protective": {
            "name": say(lang, "What protects"),
            "ask": say(lang, "Who and what is there, also if it is not being used?"),
        },
        "sociocultural": {
            "name": say(lang, "The world around"),
            "ask": say(
                lang,
                "Family, work, money, culture, faith: what do they ask of this person, and what do they give?",
            ),
        },
    }


def _names(lang: str) -> dict[str, str]:
    return {name: box["name"] for name, box in boxes(lang).items()}


def plain_boxes(lang: str) -> dict[str, str]:
    """The boxes of a formulation in words for the client."""
    return {
        "predisposing": say(lang, "What happened before, and still counts"),
        "precipitating": say(lang, "What happened now"),
        "perpetuating": say(lang, "What keeps the pain going"),
        "protective": say(lang, "What is good for me, and who is there"),
        "sociocultural": say(lang, "What the people and the world around me ask and give"),
    }


def mechanisms(lang: str) -> dict[str, str]:
    """What may keep it going, in a word."""
    return {
        "avoidance": say(lang, "avoidance"),
        "rumination": say(lang, "rumination"),
        "reassurance_seeking": say(lang, "seeking reassurance"),
        "checking": say(lang, "protest and checking"),
        "self_attack": say(lang, "self-attack"),
        "withdrawal": say(lang, "withdrawal"),
    }
