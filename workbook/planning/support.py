"""The people around a client: how near each is, what each gives, and whom to turn to first with what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from workbook.content.coping import Fit
from workbook.content.sheets import RINGS, Person, SheetRules, SupportMap
from workbook.language import Text
from workbook.planning.checks import Finding
from workbook.planning.sheets import HOLDS, KIND_OF, Filled, Rules, Verdict, broken

NEARLY = 2 / 3  # of the places that fit what was told
NEVER_FIRST = "costs"

_MUCH = re.compile(
    r"\b(?:everything|always|every|all|anything|alles|altijd|elke|iedere|hele|alle)\b",
    re.IGNORECASE,
)
_FIRST = (("first", "costs"), ("request", "vague"), ("more", "too_much"))


class SupportKept:
    """A map of the people around one client, in one language."""

    stages = ("plan",)

    def __init__(
        self, sheet: SupportMap, rules: SheetRules, *, lang: str, by_meaning: bool
    ) -> None:
        self.sheet, self._lang = sheet, lang
        self._rules = Rules(rules.rules["support_map"], lang)
        self.people = {one.id: one for one in sheet.people}

    def empty(self, filled: Filled, stage: str) -> bool:
        return not any(ring for ring, _ in filled.places.values())

    def first(self, filled: Filled) -> Person | None:
        """Whom to turn to first; None: nobody was chosen."""
        return self.people.get(filled.text("first"))

    def judge(
        self, filled: Filled, stage: str, *, today: date, before: Sequence[Filled]
    ) -> Verdict:
        placed = {n: at for n, at in filled.places.items() if n in self.people and at[0] in RINGS}
        fits = sum(self.people[name].ring == ring for name, (ring, _) in placed.items())
        costly = [one for one in self.sheet.people if one.gives == "costs"]
        unseen = [one for one in costly if placed.get(one.id, ("", ""))[1] != "costs"]
        givers = [
            name
            for name, (_, gives) in placed.items()
            if gives in {"listens", "helps", "company"} and self.people[name].gives != "costs"
        ]
        first = self.first(filled)
        holds = None if first is None else HOLDS[first.first]
        missing = [one.name.read(self._lang) for one in self.sheet.people if one.id not in placed]
        findings = (
            Finding(rule="placed", holds=not missing, because=", ".join(missing)),
            Finding(rule="rings", holds=fits >= NEARLY * len(placed) if placed else None),
            Finding(
                rule="costs",
                holds=not unseen,
                because=", ".join(one.name.read(self._lang) for one in unseen),
            ),
            Finding(
                rule="first",
                holds=False if first is None else holds,
                because="" if first is None or holds else first.why.read(self._lang),
            ),
            self._request(filled, first),
            Finding(rule="more", holds=len(givers) > 1),
        )
        wrong = broken(findings)
        fit: Fit | None = first.first if first else None
        if first is None:
            return Verdict(kind="but", answer="nobody", findings=findings)
        known = {"first": first.id}
        for rule, answer in _FIRST:
            if rule in wrong:
                own = (
                    f"one:{first.id}" if rule == "first" and first.gives != NEVER_FIRST else answer
                )
                if rule == "request" and _MUCH.search(filled.text("request")):
                    own = "too_much"
                return Verdict(kind="but", answer=own, findings=findings, fit=fit, known=known)
        return Verdict(
            kind=KIND_OF[first.first],
            answer=f"one:{first.id}",
            findings=findings,
            fit=fit,
            known=known,
        )

    def _request(self, filled: Filled, first: Person | None) -> Finding:
        """What to make of the question: it is put to the one who was chosen, and small."""
        text = filled.text("request")
        found = self._rules.box("request", text, self.sheet.requests, self._lang)
        called = {one.id: one.name.read(self._lang).split()[0] for one in self.sheet.people}
        others = [
            name
            for person, name in called.items()
            if first and person != first.id and name[0].isupper() and name in text
        ]
        if found.holds and first and others and called[first.id] not in text:
            return Finding(rule="request", holds=False, because=others[0])
        return found

    def line(self, verdict: Verdict) -> Text:
        part, _, name = verdict.answer.partition(":")
        if part == "one":
            return self.people[name].client
        words: Text = getattr(self.sheet.answers, verdict.answer)
        return words

    def later(self, filled: Filled, verdict: Verdict) -> Text | None:
        return self.sheet.later if verdict.kind == "accepts" else self.sheet.later_poor

    def good(self, stage: str) -> dict[str, Any]:
        first = next(one for one in self.sheet.people if one.first == "good")
        request = next(one for one in self.sheet.requests if one.good)
        return {
            "places": {one.id: [one.ring, one.gives] for one in self.sheet.people},
            "texts": {"first": first.id, "request": request.say.read(self._lang)},
        }
