"""A trainee's sheet with a client: an experiment, a ladder, the people around, a safety plan."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from workbook.content.studio import risk_questions, sheet_rules
from workbook.errors import ResponseError
from workbook.language import say
from workbook.paper import Block, Sheet
from workbook.planning.safety import ASKED
from workbook.practice import boxes, papers, shown
from workbook.practice.attempt import Attempt
from workbook.practice.sheet import first_name

if TYPE_CHECKING:
    from workbook.exercises.worksheet import Shown as Seen

Shown = dict[str, Any]


class Worksheet(Attempt):
    """An attempt at a sheet."""

    def begin(self) -> None:
        """Put a fresh sheet on record."""
        if self.row is None:
            self._begin(self._drawn_up())

    def show(self, filled: Mapping[str, Any]) -> None:
        """Show it to the client as it is."""
        self.submit({"kind": "show", "filled": dict(filled), "today": self.today.isoformat()})

    def step(self, kind: str, given: Mapping[str, Any]) -> None:
        """Ask the client something, leave it at this, or guess how it went."""
        self.submit({**given, "kind": kind})

    def again(self) -> Worksheet:
        """A new sheet from the beginning; this one stays in the record."""
        fresh = Worksheet(self._book, self.exercise_id, self.exercise)
        fresh.begin()
        return fresh

    @property
    def today(self) -> date:
        return self._book.now().date()

    def on_paper(self, form: str, sheet: str) -> Shown:
        """The sheet as it was last shown: a file to save, or its text to look at first.

        Args:
            form: preview, pdf, docx, txt or ics.
            sheet: client (a hand-out) or file (a note).
        """
        filled = {one.stage: one.filled for one in self.state.shown}
        if "plan" not in filled:
            raise ResponseError(
                say(self.lang, "There is nothing on it yet. Fill in a part first.")
            )
        lang, name = self.lang, self.exercise.case.client.name
        title, blocks = boxes.on_paper(self.exercise, filled, lang)
        if sheet == "file":
            title, blocks = f"{title}: {name}", [*blocks, *self._for_the_file()]
        day = filled["plan"].days.get("first")
        if day:
            when = papers.long_date(day, lang)
            blocks.insert(0, Block(kind="text", title=say(lang, "I begin on"), texts=(when,)))
        made = say(
            lang,
            "Made in a training workbook on {day}. {client} is a made-up person.",
            day=papers.long_date(self.today, lang),
            client=name,
        )
        return papers.as_file(
            Sheet(title=title, lang=lang, blocks=tuple(blocks), footer=made),
            form,
            lang=lang,
            name=self.exercise.spec.id,
            now=self._book.now(),
            review=day,
        )

    def snapshot(self) -> Shown:
        """Everything a face needs to show this sheet."""
        state, lang, exercise = self.state, self.lang, self.exercise
        shown_last = state.last() if self.row else None
        filling = self.phase in exercise.kept(lang).stages
        stage = self.phase if filling else shown_last.stage if shown_last else "plan"
        last = state.last(stage) if self.row else None
        later = exercise.later(state, lang) if self.row else None
        waits = self.phase == "guess" and len(exercise.kept(lang).stages) == 1
        return {
            "exercise": self.exercise_id,
            "sheet": exercise.spec.id,
            "lang": lang,
            "phase": self.phase,
            "notice": self.notice,
            "client": first_name(exercise.case.client.name),
            "title": exercise.spec.title.read(lang),
            "intro": exercise.sheet.intro.read(lang),
            "known": [one.read(lang) for one in getattr(exercise.sheet, "known", ())],
            "belief": self._belief(),
            "saved_at": self.saved_at.isoformat() if self.saved_at else None,
            "today": self.today.isoformat(),
            "boxes": boxes.boxes(exercise, stage, lang, self._mixed),
            "filled": self._filled(stage),
            "asked": [self._answer(one) for one in state.asked] if self.row else [],
            "shown": sum(one.stage == stage for one in state.shown),
            "agreed": state.agreed(stage),
            "reply": self._reply(last) if last else None,
            "findings": self._findings(last) if last else [],
            "later": None
            if waits or later is None
            else {"words": later.read(lang), "about": say(lang, "How it went")},
            "unknown": self.phase not in ("ready", "plan") and later is None,
            "lifelines": shown.help_lines(lang) if exercise.spec.id == "safety-plan" else None,
            "calendar": exercise.spec.id in ("experiment", "ladder"),
            "result": self._result() if self.phase == "done" else None,
        }

    def _belief(self) -> Shown | None:
        """The thought that an experiment tests, and how far it is believed."""
        sheet = self.exercise.sheet
        if not hasattr(sheet, "thought"):
            return None
        plan = (
            self.state.last("plan") if self.row and self.phase not in ("ready", "plan") else None
        )
        after = self.exercise.kept(self.lang).after(plan.filled, plan.verdict) if plan else None
        return {"thought": sheet.thought.read(self.lang), "before": sheet.belief, "after": after}

    def _filled(self, stage: str) -> Shown | None:
        """What to go on from: what was typed last, else what was shown last."""
        try:
            typed = json.loads(self.draft)
        except ValueError:
            typed = None
        if isinstance(typed, dict) and typed.get("stage", stage) == stage:
            return typed
        last = self.state.last(stage) if self.row else None
        found: Shown | None = last.filled.model_dump(mode="json") if last else None
        return found

    def _mixed(self, rows: Any) -> list[Any]:
        """The same rows in an order that does not give the good ones away, the same each time."""
        mixed = list(rows)
        random.Random(self._seed).shuffle(mixed)
        return mixed

    def _answer(self, asked: Any) -> Shown:
        """What the client said to a question, and how it was heard."""
        sheet, lang = self.exercise.sheet, self.lang
        parts = {part.id: part for part in sheet.parts}
        if asked.part == ASKED:
            words = sheet.answers.direct if asked.direct else sheet.answers.closed
        else:
            words = parts[asked.part].client if asked.part in parts else sheet.answers.unasked
        steering = asked.quality in ("leading", "judging", "frightened", "promising")
        roundabout = asked.part == ASKED and asked.quality == "indirect"
        names = risk_questions().names
        return {
            "part": asked.part,
            "text": asked.text,
            "client": words.read(lang),
            "direct": asked.direct,
            "how": names[asked.quality].read(lang) if steering or roundabout else "",
        }

    def _reply(self, last: Seen) -> Shown:
        lang = self.lang
        kinds = {
            "accepts": say(lang, "agrees"),
            "part": say(lang, "agrees, with a doubt"),
            "but": say(lang, "hesitates"),
            "refuses": say(lang, "says no"),
        }
        line = self.exercise.line(last, lang)
        if last.verdict.answer == "kept":
            # Willing for the very reason for which it cannot help.
            kinds["but"] = say(lang, "says yes, a little too quickly")
        return {
            "kind": last.verdict.kind,
            "name": kinds[last.verdict.kind],
            "words": line.read(lang) if line else "",
            "recognised": bool(line),
        }

    def _findings(self, last: Seen) -> list[Shown]:
        lang = self.lang
        rules = {
            rule.id: rule for rule in sheet_rules().rules[self.exercise.spec.id.replace("-", "_")]
        }
        return [
            {
                "rule": one.rule,
                "holds": one.holds,
                "name": rules[one.rule].name.read(lang),
                "why": rules[one.rule].why.read(lang),
                "mend": rules[one.rule].mend.read(lang),
                "because": one.because,
                "step": None,
                "example": next(iter(rules[one.rule].right.read(lang)), ""),
            }
            for one in last.verdict.findings
        ]

    def _for_the_file(self) -> list[Block]:
        """What the note for the file has besides: the rules that do not hold yet."""
        open_points = [
            f"{one['name']}: {one['mend']}"
            for stage in self.exercise.kept(self.lang).stages
            if (last := self.state.last(stage))
            for one in self._findings(last)
            if one["holds"] is False
        ]
        if not open_points:
            return []
        return [
            Block(kind="list", title=say(self.lang, "Still open"), texts=tuple(open_points)),
        ]

    def _result(self) -> Shown:
        return {
            "guess": self.state.guess,
            "score": round(10 * (self.score or 0.0), 1),
            "options": _options(self.exercise.sheet, self.lang),
        }


def _options(sheet: Any, lang: str) -> list[Shown]:
    """Everything that was offered, with what it does and why."""
    shown_rows = []
    for title, rows in _groups(sheet, lang):
        shown_rows.append(
            {
                "title": title,
                "rows": [
                    {"say": words, "good": good, "why": why.read(lang)}
                    for words, good, why in rows
                ],
            }
        )
    return shown_rows


def _groups(sheet: Any, lang: str) -> list[tuple[str, list[tuple[str, bool, Any]]]]:
    """The groups of what was offered, each row with its words, whether it fits, and why."""

    def choices(name: str) -> list[tuple[str, bool, Any]]:
        return [(one.say.read(lang), one.good, one.why) for one in getattr(sheet, name)]

    def fits(name: str) -> list[tuple[str, bool, Any]]:
        return [(one.say.read(lang), one.fit == "good", one.why) for one in getattr(sheet, name)]

    if hasattr(sheet, "trials"):
        return [
            (say(lang, "Predictions"), choices("predictions")),
            (say(lang, "Ways of trying it out"), fits("trials")),
            (
                say(lang, "What can be left out"),
                [(one.say.read(lang), one.safety, one.why) for one in sheet.habits],
            ),
            (say(lang, "Signs"), choices("signs")),
            (say(lang, "What may be learned"), fits("conclusions")),
        ]
    if hasattr(sheet, "rungs"):
        rungs = sorted(sheet.rungs, key=lambda one: (not one.fits, one.fear))
        return [
            (
                say(lang, "The rungs, and how hard each is"),
                [(f"{one.say.read(lang)} ({one.fear})", one.fits, one.why) for one in rungs],
            ),
            (say(lang, "Ways of climbing"), choices("ways")),
        ]
    if hasattr(sheet, "people"):
        return [
            (
                say(lang, "The people"),
                [
                    (
                        f"{one.name.read(lang)} ({boxes.rings(lang)[one.ring]}, {boxes.gives(lang)[one.gives]})",
                        one.first == "good",
                        one.why,
                    )
                    for one in sheet.people
                ],
            ),
            (say(lang, "Questions"), choices("requests")),
        ]
    return [
        (
            part.name.read(lang),
            [
                *((one.read(lang), True, part.complete) for one in part.offers),
                *((one.read(lang), False, part.help) for one in part.poor),
            ],
        )
        for part in sheet.parts
    ]
