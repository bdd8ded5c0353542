"""A trainee's coping plan with a client."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from workbook.content import plan_rules, strategies
from workbook.errors import ResponseError
from workbook.language import say
from workbook.practice import papers
from workbook.practice.attempt import Attempt
from workbook.practice.sheet import first_name

if TYPE_CHECKING:
    from workbook.content.coping import PlanChoice
    from workbook.exercises.coping_plan import Proposal

Shown = dict[str, Any]


class Planning(Attempt):
    """An attempt at a coping plan."""

    def begin(self) -> None:
        """Put a fresh plan on record."""
        if self.row is None:
            self._begin(self._drawn_up())

    def propose(self, plan: Mapping[str, Any]) -> None:
        """Put a plan to the client."""
        self.submit({"kind": "propose", "plan": dict(plan), "today": self.today.isoformat()})

    def step(self, kind: str, given: Mapping[str, Any]) -> None:
        """Leave it at this plan, guess how it went, or hear how the week was."""
        self.submit({"kind": kind, **given})

    def again(self) -> Planning:
        """A new plan from the beginning; this one stays in the record."""
        fresh = Planning(self._book, self.exercise_id, self.exercise)
        fresh.begin()
        return fresh

    def on_paper(self, form: str, sheet: str) -> Shown:
        """The plan as it stands: a file to save, or its text to look at first.

        Args:
            form: preview, pdf, docx, txt or ics.
            sheet: client (a hand-out) or file (a note).
        """
        last = self.state.last
        if last is None:
            raise ResponseError(say(self.lang, "There is no plan yet. Write at least one step."))
        made = papers.plan_sheet(
            last.plan,
            client=self.exercise.case.client.name,
            lang=self.lang,
            today=self.today,
            for_file=self._for_the_file(last) if sheet == "file" else None,
        )
        return papers.as_file(
            made,
            form,
            lang=self.lang,
            name=say(self.lang, "plan"),
            now=self._book.now(),
            review=last.plan.review,
        )

    def _for_the_file(self, last: Proposal) -> dict[str, list[str]]:
        """What the note for the file has besides: how the client took it, what each step is, what is open."""
        lang = self.lang
        reply = self._reply(last)
        kinds = [one["strategy"] for one in self._steps(last) if one["strategy"]]
        return {
            say(lang, "How the client took it"): [f"{reply['name']}: {reply['words']}"],
            say(lang, "What each step is"): kinds,
            say(lang, "Still open"): [
                f"{one['name']}: {one['mend']}"
                for one in self._findings(last)
                if one["holds"] is False
            ],
        }

    @property
    def today(self) -> date:
        return self._book.now().date()

    def snapshot(self) -> Shown:
        """Everything a face needs to show this plan."""
        plans, state, lang, case = self.exercise.plans, self.state, self.lang, self.exercise.case
        last = state.last
        return {
            "exercise": self.exercise_id,
            "lang": lang,
            "phase": self.phase,
            "notice": self.notice,
            "client": first_name(case.client.name),
            "title": self.exercise.spec.title.read(lang),
            "intro": plans.intro.read(lang),
            "known": [one.read(lang) for one in plans.known],
            "saved_at": self.saved_at.isoformat() if self.saved_at else None,
            "today": self.today.isoformat(),
            "plan": self._plan(),
            "offers": {
                "aim": self._choices(plans.aims),
                "support": self._choices(plans.support),
                "kindness": self._choices(plans.kindness),
                "sign": self._choices(plans.signs),
                "obstacle": self._choices(plans.obstacles),
                "steps": [
                    {"id": one.id, "when": one.when.read(lang), "then": one.then.read(lang)}
                    for one in self._mixed(plans.options)
                ],
            },
            "proposals": len(state.proposals),
            "agreed": state.agreed,
            "reply": self._reply(last) if last else None,
            "findings": self._findings(last) if last else [],
            "steps": self._steps(last) if last else [],
            "later": self._later(last) if last and self.phase == "done" else None,
            "result": self._result() if self.phase == "done" else None,
        }

    def _plan(self) -> Shown | None:
        """The plan to go on from: what was typed last, else what was proposed last."""
        try:
            typed = json.loads(self.draft)
        except ValueError:
            typed = None
        if isinstance(typed, dict):
            return typed
        last = self.state.last
        shown: Shown | None = last.plan.model_dump(mode="json") if last else None
        return shown

    def _mixed(self, rows: Any) -> list[Any]:
        """The same rows in an order that does not give the good ones away, the same each time."""
        mixed = list(rows)
        random.Random(self._seed).shuffle(mixed)
        return mixed

    def _choices(self, rows: tuple[PlanChoice, ...]) -> list[str]:
        return [one.say.read(self.lang) for one in self._mixed(rows)]

    def _reply(self, last: Proposal) -> Shown:
        lang = self.lang
        kinds = {
            "accepts": say(lang, "takes the plan"),
            "part": say(lang, "takes part of it"),
            "but": say(lang, "hesitates"),
            "refuses": say(lang, "says no"),
        }
        return {
            "kind": last.reply.kind,
            "name": kinds[last.reply.kind],
            "words": self.exercise.line(last.reply).read(lang),
        }

    def _findings(self, last: Proposal) -> list[Shown]:
        rules, lang = plan_rules(), self.lang
        shown = []
        for one in last.findings:
            rule = rules.rule(one.rule)
            shown.append(
                {
                    "rule": one.rule,
                    "holds": one.holds,
                    "name": rule.name.read(lang),
                    "why": rule.why.read(lang),
                    "mend": rule.mend.read(lang),
                    "because": one.because,
                    "step": None if one.step is None else one.step + 1,
                    "example": next(iter(rule.right.read(lang)), ""),
                }
            )
        return shown

    def _steps(self, last: Proposal) -> list[Shown]:
        """What each step is against this client's being stuck, told with the plan as it was proposed."""
        lang, book = self.lang, strategies()
        options = {one.id: one for one in self.exercise.plans.options}
        shown = []
        for step, option, strategy in zip(
            last.plan.written, last.known, last.strategies, strict=True
        ):
            there = {one.id: one for one in book.strategies}.get(strategy or "")
            shown.append(
                {
                    "then": step.then,
                    "why": options[option].why.read(lang) if option in options else "",
                    "fit": options[option].fit if option in options else "",
                    "strategy": there.name.read(lang) if there else "",
                    "backfires": there.backfires.read(lang) if there else "",
                }
            )
        return shown

    def _later(self, last: Proposal) -> list[Shown]:
        """How the week went: what became of each step, by what it does against being stuck."""
        lang = self.lang
        options = {one.id: one for one in self.exercise.plans.options}
        name = first_name(self.exercise.case.client.name)
        if last.reply.kind not in ("accepts", "part"):
            return [
                {
                    "step": "",
                    "words": say(
                        lang, "Nothing came of it: {name} had not agreed to it.", name=name
                    ),
                }
            ]
        return [
            {
                "step": step.then,
                "words": options[option].later.read(lang)
                if option in options
                else say(
                    lang, "The workbook does not know this step, and so cannot say how it went."
                ),
            }
            for step, option in zip(last.plan.written, last.known, strict=True)
        ]

    def _result(self) -> Shown:
        plans, lang, state = self.exercise.plans, self.lang, self.state
        return {
            "guess": state.guess,
            "score": round(10 * (self.score or 0.0), 1),
            "mechanism": self.exercise.case.formulation.mechanism_note.read(lang),
            "good": [
                {"say": f"{one.when.read(lang)}: {one.then.read(lang)}", "why": one.why.read(lang)}
                for one in plans.options
                if one.fit == "good"
            ],
            "wrong": [
                {"say": f"{one.when.read(lang)}: {one.then.read(lang)}", "why": one.why.read(lang)}
                for one in plans.options
                if one.fit == "wrong"
            ],
            "boxes": [
                {"say": one.say.read(lang), "why": one.why.read(lang), "good": one.good}
                for rows in (
                    plans.aims,
                    plans.obstacles,
                    plans.support,
                    plans.kindness,
                    plans.signs,
                )
                for one in rows
            ],
            "course": [
                {"kind": one.reply.kind, "worth": round(100 * one.worth)}
                for one in state.proposals
            ],
        }
