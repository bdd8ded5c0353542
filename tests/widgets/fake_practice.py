"""A workbook without an engine: the shapes that the views show, always the same words."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from workbook.errors import ResponseError, UnknownName

Given = dict[str, Any]
EXERCISE = "job-rejection/first-talk"
NOW = datetime(2026, 11, 22, 13, 2, tzinfo=UTC).isoformat()

WORDS: dict[str, Given] = yaml.safe_load(
    Path(__file__).with_name("fake_words.yaml").read_text(encoding="utf-8")
)

# What each offered kind of sentence is heard as, and how it goes down.
HEARD = (
    ("question_open", "strong"),
    ("reflection_complex", "strong"),
    ("advice", "weak"),
    ("question_open", "strong"),
    ("validation", "fair"),
    ("question_closed", "fair"),
)
COURSE = (
    (0.35, 0.42, 0.48, 0.36, 0.5, 0.52, 0.58),
    (0.6, 0.58, 0.57, 0.62, 0.6, 0.52, 0.5),
    (85, 85, 85, 86, 80, 80, 74),
)


class FakeAttempt:
    """Keeps the turns it is given; everything said about them is made up."""

    def __init__(self, book: FakeWorkbook) -> None:
        book.attempts.append(self)
        self.book, self.number, self.words = book, len(book.attempts), WORDS[book.lang]
        self.state: Given = {
            "phase": "ready",
            "mode": "coach",
            "goals": [],
            "turns": [],
            "draft": "",
            "ratings": None,
            "marks": {},
        }
        self.saved: str | None = None
        self.warmed = 0
        self.broken: Exception | None = None

    def begin(self, mode: str, goals: Sequence[str] = ()) -> None:
        self._change(phase="talk", mode=mode, goals=list(goals))

    def keep_draft(self, text: str) -> str:
        self._change(draft=text)
        return NOW

    def warm(self) -> None:
        self.warmed += 1

    def mark(self, turn: int, mark: Given) -> list[Given]:
        """Never a distortion."""
        words = self.state["turns"][turn - 1]["client"][mark["start"] : mark["end"]]
        name, verdict = self.words["series"][0], "alarm"
        one = {"words": words, "given": name, "verdict": verdict, "key": name, "why": ""}
        marks = [*self.state["marks"].get(turn, []), one]
        self._change(marks={**self.state["marks"], turn: marks})
        return marks

    def end(self) -> None:
        self._change(phase="rate")

    def rate(self, ratings: dict[str, int]) -> None:
        self._change(phase="done", ratings=ratings)

    def again(self, mode: str, goals: Sequence[str] = ()) -> FakeAttempt:
        fresh = FakeAttempt(self.book)
        fresh.begin(mode, goals)
        return fresh

    def correct(self, turn: int, code: str) -> FakeAttempt:
        other = self._copy()
        other._change(phase="talk", turns=other.state["turns"][:turn])
        name = self.words["codes"][code][0]
        heard = [{"code": code, "name": name, "text": "", "confidence": 1.0}]
        other.state["turns"][turn - 1].update(
            heard=heard, primary=code, corrected=True, unsure=False
        )
        return other

    def rewind(self, turn: int) -> FakeAttempt:
        other = self._copy()
        other._change(phase="talk", turns=other.state["turns"][: turn - 1])
        return other

    def compare(self, attempt: int) -> Given:
        """Always from the second turn on."""
        return {
            "after": 1,
            "last": self.words["opening"],
            "sides": [self._side(), self.book.attempts[attempt - 1]._side()],
        }

    def _side(self) -> Given:
        return {
            "attempt": self.number,
            "turns": self.state["turns"][1:],
            "changed": [{"name": self.words["qualities"][0], "before": 40, "after": 44}],
            "opened": [self.words["reveal"]],
        }

    def say(self, text: str, *, move: str | None = None) -> Given:
        if self.state["phase"] != "talk":
            raise ResponseError(self.words["again"])
        number = len(self.state["turns"]) + 1
        turn = self._turn(number, text)
        self._change(draft="", turns=[*self.state["turns"], turn])
        if turn["ended"]:
            self._change(phase="rate")
        return {
            "turn": turn,
            "moves": self._moves(),
            "phase": self.state["phase"],
            "saved_at": NOW,
        }

    def snapshot(self) -> Given:
        words, state = self.words, copy.deepcopy(self.state)
        return {
            "exercise": EXERCISE,
            "lang": self.book.lang,
            "attempt": self.number,
            "notice": None,
            "criteria": [
                {"id": f"aim-{n}", "name": self.words["measure"][0], "aim": self.words["strength"]}
                for n in range(3)
            ],
            "case": self._case(),
            "lifelines": {
                "intro": words["lifelines"],
                "lines": [
                    dict(
                        zip(("name", "contact", "hours"), words["line"], strict=True),
                        checked="2026-11-22",
                    )
                ],
            },
            "moves": self._moves(),
            "saved_at": self.saved,
            "rating": [
                dict(zip(("id", "question", "low", "high"), row, strict=True))
                for row in words["rating"]
            ],
            "debrief": self._debrief() if state["phase"] == "done" and state["turns"] else None,
            "branches": [
                {
                    "attempt": n,
                    "from_turn": n - 1,
                    "turns": len(state["turns"]),
                    "current": n == self.number,
                    "at": NOW,
                }
                for n in range(1, len(self.book.attempts) + 1)
            ],
            "distortions": [
                {"code": "labelling", "name": name, "definition": name, "caution": ""}
                for name in words["series"]
            ],
            "codes": [
                {"id": code, "name": name, "family": family, "definition": definition}
                for code, (name, family, definition) in words["codes"].items()
            ],
            **state,
        }

    def _change(self, **parts: object) -> None:
        if self.broken:
            raise self.broken
        self.state.update(parts)
        self.saved = NOW

    def _copy(self) -> FakeAttempt:
        other = FakeAttempt(self.book)
        other.state, other.saved = copy.deepcopy(self.state), self.saved
        return other

    def _case(self) -> Given:
        words = self.words
        return {
            "id": "job-rejection",
            "title": words["title"],
            "talk": words["title"],
            "level": 1,
            "minutes": 20,
            "intake": words["intake"],
            "opening": words["opening"],
            "content_notes": list(words["notes"]),
            "client": {
                "name": "Noor",
                "age": 34,
                "pronouns": words["pronouns"],
                "work": words["work"],
            },
            "fictional": words["fictional"],
        }

    def _moves(self) -> list[Given]:
        return [{"id": move, "say": say} for move, say in self.words["moves"]]

    def _turn(self, number: int, text: str) -> Given:
        words = self.words
        code, tone = HEARD[(number - 1) % len(HEARD)]
        title, aim, effect, because = words["feedback"][tone]
        stronger = dict(zip(("say", "why"), words["stronger"], strict=True))
        moved = [
            {"name": name, "before": 35 + 2 * place, "after": 35 + 5 * place}
            for place, name in enumerate(words["qualities"])
        ]
        return {
            "turn": number,
            "said": text,
            "client": words["replies"][(number - 1) % len(words["replies"])],
            "heard": [
                {
                    "code": code,
                    "name": words["codes"][code][0],
                    "text": text[:40],
                    "confidence": 0.8,
                }
            ],
            "primary": code,
            "unsure": number % 5 == 0,
            "corrected": False,
            "feedback": {
                "title": title,
                "aim": aim,
                "effect": effect,
                "because": because,
                "stronger": None if tone == "strong" else stronger,
                "tone": tone,
            },
            "why": {
                "note": words["note"],
                "heard": list(words["heard"]),
                "rules": list(words["rules"]),
                "qualities": moved,
                "nearest": words["nearest"],
            },
            "reveals": [words["reveal"]] if number == 1 else [],
            "ended": "goodbye" in text.lower(),
        }

    def _debrief(self) -> Given:
        words, turns = self.words, self.state["turns"]
        ranges = ((0, 1), (0, 1), (0, 100))
        values = [[row[min(turn, 6)] for turn in range(len(turns) + 1)] for row in COURSE]
        line, span, name, why = words["cue"]
        given = self.state["ratings"] or {}
        return {
            "score": 0.62,
            "summary": words["summary"],
            "course": {
                "series": [
                    {
                        "id": f"s{n}",
                        "name": words["series"][n],
                        "low": low,
                        "high": high,
                        "values": values[n],
                    }
                    for n, (low, high) in enumerate(ranges)
                ],
                "moves": [
                    {
                        "turn": turn["turn"],
                        "code": turn["primary"],
                        "name": words["codes"][turn["primary"]][0],
                        "said": turn["said"],
                        "client": turn["client"],
                    }
                    for turn in turns
                ],
            },
            "course_text": list(words["course"]),
            "opened": [{"text": words["reveal"], "turn": 1}],
            "near": [dict(zip(("hint", "opens_with"), words["near"], strict=True))],
            "counts": {"opened": 1, "total": 24},
            "cues": [
                {"turn": 3, "line": line, "span": span, "name": name, "why": why, "seen": seen}
                for seen in (False, True)
            ],
            "skills": [
                {"code": code, "name": name, "count": 3 - place % 3}
                for place, (code, (name, _, _)) in enumerate(words["codes"].items())
            ],
            "measures": [
                {
                    "id": f"m{band}",
                    "name": words["measure"][0],
                    "value": words["measure"][1],
                    "band": band,
                    "text": words["measure"][2],
                    "source": words["measure"][3],
                }
                for band in ("below", "good")
            ],
            "strengths": [words["strength"]],
            "rubric": [
                {
                    "id": f"aim-{n}",
                    "name": words["measure"][0],
                    "aim": words["strength"],
                    "level": level,
                    "anchor": words["strength"],
                    "next": words["summary"],
                    "shown": [{"turn": 1, "text": words["reveal"]}],
                    "missed": [{"turn": 1, "text": words["cue"][1]}],
                    "source": words["measure"][3],
                }
                for n, level in enumerate((2, 4, None))
            ],
            "next": dict(zip(("text", "say"), words["next"], strict=True)),
            "ratings": [
                {"id": key, "question": question, "own": given.get(key), "computed": 5.4}
                for key, question, _, _ in words["rating"]
            ],
        }


class FakeLab:
    """Two thoughts are due."""

    def standing(self) -> Given:
        return {"due": 2, "next": NOW, "week": 3, "seen": 9, "items": 300}


class FakeWorkbook:
    """Hands out the newest attempt."""

    def __init__(self, lang: str = "en") -> None:
        self.lang = lang
        self.lab = FakeLab()
        self.attempts: list[FakeAttempt] = []
        FakeAttempt(self)

    def attempt(self, exercise: str) -> FakeAttempt:
        if exercise != EXERCISE:
            raise UnknownName(
                WORDS[self.lang]["unknown"].format(exercise=exercise, known=EXERCISE)
            )
        return self.attempts[-1]

    def branch(self, attempt: int) -> FakeAttempt:
        return self.attempts[attempt - 1]

    def calibration(self) -> list[Given]:
        return [
            {"title": WORDS[self.lang]["title"], "at": NOW, "own": own, "computed": computed}
            for own, computed in ((7.0, 5.5), (6.5, 6.0))
        ]

    def clients(self) -> list[Given]:
        words = WORDS[self.lang]
        return [
            {
                "case": row["exercise"].split("/")[0],
                "name": name,
                "age": 34,
                "work": words["work"],
                "matter": words["title"],
                "level": 1,
                "minutes": 20,
                "style": words["pronouns"],
                "care": name == "Sam",
                "talks": [row | {"talk": True}],
            }
            for name, row in zip(("Noor", "Sam", "Lee"), self.progress(), strict=True)
        ]

    def exercise(self, exercise: str) -> None:
        if exercise not in [row["exercise"] for row in self.progress()]:
            raise UnknownName(f"no exercise {exercise!r}")

    def progress(self) -> list[Given]:
        return [
            {
                "exercise": EXERCISE,
                "title": WORDS[self.lang]["title"],
                "state": "begun",
                "turns": 7,
                "score": None,
                "at": NOW,
                "minutes": 20,
            },
            {
                "exercise": "friendship/first-talk",
                "title": "Friends",
                "state": "done",
                "turns": 22,
                "score": 0.62,
                "at": NOW,
                "minutes": 25,
            },
            {
                "exercise": "break-up/first-talk",
                "title": "Break-up",
                "state": "new",
                "turns": 0,
                "score": None,
                "at": None,
                "minutes": 30,
            },
        ]

    def next_step(self) -> Given:
        return {"exercise": EXERCISE, "text": WORDS[self.lang]["title"]}
