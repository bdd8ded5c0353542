"""Names: every id is used once, and everything that is named exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from workbook.content.case import QUALITIES, Case, Rule, Sequel
from workbook.content.codebook import Dynamics
from workbook.content.condition import FORMS, Conditions
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.shared import Shared
from workbook.content.marks import Where
from workbook.content.transcript import Transcript

_SHOWN = 6


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names most like this one; the first few where none is like it."""
    listed = sorted(known)
    turned = [found for found in listed if _parts(found) == _parts(name)]
    near = turned or get_close_matches(name, listed, n=2, cutoff=0.6)
    if near:
        return " or ".join(f"'{found}'" for found in near)
    more = f" and {len(listed) - _SHOWN} others" if len(listed) > _SHOWN else ""
    named = ", ".join(f"'{found}'" for found in listed[:_SHOWN])
    return f"one of {named}{more}" if named else "none: there are none yet"


def _parts(name: str) -> list[str]:
    """The words of an id, whatever their order: open_question is meant for question_open."""
    return sorted(re.split(r"[-_]", name))


class Names:
    """What can be named: in one case, or by rules that hold for all of them."""

    def __init__(self, shared: Shared, case: Case | None = None) -> None:
        self.shared = shared
        self.facts = frozenset(fact.id for fact in case.facts) if case else frozenset()
        self.storylets = frozenset(part.id for part in case.storylets) if case else frozenset()
        self.topics = frozenset(topic.id for topic in case.topics) if case else frozenset()
        self.beliefs = frozenset(belief.id for belief in case.beliefs) if case else frozenset()
        self.plans = frozenset(plan.id for plan in case.plans) if case else frozenset()
        self.common = frozenset(shared.topics)
        self.askable = self.topics | self.facts | self.storylets | self.common

    def codes(self, where: Where, named: Iterable[str]) -> Iterator[Slip]:
        """Codes or families in a list."""
        for place, name in enumerate(named):
            yield from self.code((*where, place), name)

    def code(self, where: Where, name: str) -> Iterator[Slip]:
        yield from unknown("C304", where, name, self.shared.heard, kind="code or family")

    def ids(
        self, where: Where, named: Iterable[str], known: Collection[str], kind: str
    ) -> Iterator[Slip]:
        """Ids in a list."""
        for place, name in enumerate(named):
            yield from unknown("C305", (*where, place), name, known, kind=kind)

    def amounts(self, where: Where, named: Iterable[str], *, turn: bool = False) -> Iterator[Slip]:
        """Qualities and beliefs, each standing at its own name or all in one place."""
        known = {*QUALITIES, *self.beliefs, *(("turn", "session") if turn else ())}
        for name in named:
            yield from unknown("C306", where if turn else (*where, name), name, known)

    def conditions(self, where: Where, when: Conditions) -> Iterator[Slip]:
        """Everything that conditions name."""
        for place, condition in enumerate(when):
            here, name = (*where, place), condition.subject
            match condition.verb:
                case "compare" if name:
                    yield from self.amounts(here, (name,), turn=True)
                case "count" | "recent" | "heard":
                    yield from self.code(here, name)
                case "about":
                    yield from unknown(
                        "C305", here, name, self.askable, kind="topic, fact or storylet"
                    )
                case "told":
                    known = self.facts | self.storylets
                    yield from unknown("C305", here, name, known, kind="fact or storylet")
                case "plan":
                    yield from unknown("C305", here, name, self.plans, kind="plan")
                case "asks":
                    yield from unknown("C305", here, name, FORMS, kind="form of question")
                case "after":
                    yield from unknown("C305", here, name, self.storylets, kind="storylet")

    def sequel(self, where: Where, sequel: Sequel, case: Case) -> Iterator[Slip]:
        """Everything that a later talk names."""
        known = {spec.id for spec in case.exercises if not spec.sequel}
        yield from unknown("C305", (*where, "follows"), sequel.follows, known, kind="first talk")
        for n, opening in enumerate(sequel.openings):
            yield from self.conditions((*where, "openings", n, "when"), opening.when)
        here: Where = (*where, "otherwise")
        yield from self.ids((*here, "facts"), sequel.otherwise.facts, self.facts, "fact")
        yield from self.amounts((*here, "beliefs"), sequel.otherwise.beliefs)
        plan = sequel.otherwise.plan or ""
        yield from unknown("C305", (*here, "plan"), plan, self.plans, kind="plan")

    def rule(self, where: Where, rule: Rule) -> Iterator[Slip]:
        """Everything that a rule names."""
        yield from self.codes((*where, "heard"), rule.heard)
        yield from self.conditions((*where, "when"), rule.when)
        yield from self.amounts((*where, "effects"), rule.effects)


def unknown(
    code: str, where: Where, name: str, known: Collection[str], **filled: object
) -> Iterator[Slip]:
    """A name that nothing known has, with the nearest that something has."""
    if name and name not in known:
        yield slip(code, where, name=name, nearest=nearest(name, known), **filled)


def strange_names(case: Case, shared: Shared) -> Iterator[Slip]:
    """Names in a case that nothing has."""
    names = Names(shared, case)
    for i, fact in enumerate(case.facts):
        known = names.topics | names.common
        yield from names.ids(("facts", i, "topics"), fact.topics, known, "topic")
    for i, storylet in enumerate(case.storylets):
        here: Where = ("storylets", i)
        yield from names.codes((*here, "heard"), storylet.heard)
        yield from names.conditions((*here, "when"), storylet.when)
        yield from names.ids(
            (*here, "about"), storylet.about, names.askable, "topic, fact or storylet"
        )
        yield from names.ids((*here, "reveals"), storylet.reveals, names.facts, "fact")
        if storylet.deflects:
            where = (*here, "deflects")
            yield from unknown("C305", where, storylet.deflects, names.facts, kind="fact")
        if storylet.agrees:
            where = (*here, "agrees")
            yield from unknown("C305", where, storylet.agrees, names.plans, kind="plan")
        yield from names.amounts((*here, "effects"), storylet.effects)
        for n, cue in enumerate(storylet.cues):
            yield from unknown("C307", (*here, "cues", n, "code"), cue.code, shared.labels)
            known = names.askable | shared.heard
            where = (*here, "cues", n, "picked_up_by")
            yield from names.ids(
                where, cue.picked_up_by, known, "code, family, topic, fact or storylet"
            )
    for i, move in enumerate(case.moves):
        here = ("moves", i)
        code = unknown("C304", (*here, "code"), move.code, shared.families, kind="code")
        yield from code
        yield from names.ids((*here, "after"), move.after, names.storylets, "storylet")
        yield from names.conditions((*here, "when"), move.when)
    for i, rule in enumerate(case.dynamics):
        yield from names.rule(("dynamics", i), rule)
    for i, spec in enumerate(case.exercises):
        if spec.sequel:
            yield from names.sequel(("exercises", i, "sequel"), spec.sequel, case)


def strange_names_in_dynamics(dynamics: Dynamics, shared: Shared) -> Iterator[Slip]:
    """Names in the shared rules that not every case has."""
    for i, rule in enumerate(dynamics.rules):
        yield from Names(shared).rule(("rules", i), rule)


def strange_names_in_transcript(talk: Transcript, case: Case, shared: Shared) -> Iterator[Slip]:
    """Names in a transcript that its case does not have."""
    names = Names(shared, case)
    for i, turn in enumerate(talk.turns):
        here: Where = ("turns", i)
        if turn.hears:
            primary, about = turn.hears.primary or "", turn.hears.about or ""
            where = (*here, "hears", "primary")
            yield from unknown("C304", where, primary, shared.families, kind="code")
            where = (*here, "hears", "about")
            yield from unknown("C305", where, about, names.askable, kind="topic, fact or storylet")
        yield from names.ids((*here, "storylet"), turn.storylet, names.storylets, "storylet")
        yield from names.ids((*here, "reveals"), turn.reveals, names.facts, "fact")
        yield from names.conditions((*here, "then"), turn.then)
    yield from names.conditions(("at_end",), talk.at_end)


def used_twice(case: Case, shared: Shared) -> Iterator[Slip]:
    """Ids that name two things, or something every case has."""
    first: dict[str, Where] = {}
    one_namespace = {
        "topics": [topic.id for topic in case.topics],
        "facts": [fact.id for fact in case.facts],
        "storylets": [storylet.id for storylet in case.storylets],
    }
    for group, ids in one_namespace.items():
        for i, name in enumerate(ids):
            where: Where = (group, i, "id")
            if name in shared.topics:
                yield slip("C302", where, name=name)
            yield from again(name, where, first)
    yield from repeated("beliefs", [belief.id for belief in case.beliefs])
    yield from repeated("plans", [plan.id for plan in case.plans])
    yield from repeated("moves", [move.id for move in case.moves])
    yield from repeated("dynamics", [rule.id for rule in case.dynamics])
    yield from repeated("exercises", [spec.id for spec in case.exercises])
    for i, belief in enumerate(case.beliefs):
        if belief.id in (*QUALITIES, "turn", "session"):
            yield slip("C308", ("beliefs", i, "id"), name=belief.id)


def misplaced(name: str, expected: str, kind: str) -> Iterator[Slip]:
    """An id that is not that of the file or folder it stands in."""
    if name and name != expected:
        yield slip("C303", ("id",), name=name, expected=expected, kind=kind)


def repeated(group: str, ids: Iterable[str], *before: str | int) -> Iterator[Slip]:
    """Ids that one list has twice."""
    first: dict[str, Where] = {}
    for i, name in enumerate(ids):
        yield from again(name, (*before, group, i, "id"), first)


def again(name: str, where: Where, first: dict[str, Where]) -> Iterator[Slip]:
    """A name that stood before; where each stood first is noted."""
    if name and name in first:
        # The place is put in words, and its line found, where the lines are known.
        yield slip("C301", where, name=name, other=first[name], line=first[name])
    else:
        first[name] = where
