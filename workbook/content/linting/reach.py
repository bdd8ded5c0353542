"""Reach: what a talk can come to, and what nothing leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from workbook.content.case import Case, Fact, Storylet, Topic
from workbook.content.condition import Conditions
from workbook.content.linting.conditions import allowed
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.shared import GATED, Shared
from workbook.content.marks import Where

_NEARLY = 1e-9


class Reach:
    """What can be asked for, told and reached in the talks of one case."""

    def __init__(self, case: Case, shared: Shared) -> None:
        self.case = case
        self.shared = shared
        self.storylets = {storylet.id: storylet for storylet in case.storylets}
        self.facts = {fact.id: fact for fact in case.facts}
        self.revealers: dict[str, list[Storylet]] = {fact: [] for fact in self.facts}
        for storylet in case.storylets:
            for fact in storylet.reveals:
                self.revealers.setdefault(fact, []).append(storylet)

    @cached_property
    def own(self) -> frozenset[str]:
        """The ids of this case that an utterance might be about."""
        return frozenset((*self.storylets, *self.facts, *(topic.id for topic in self.case.topics)))

    @cached_property
    def hearable(self) -> frozenset[str]:
        """The ids that an utterance can be found to be about: those with examples of asking."""
        parts: tuple[Topic | Fact | Storylet, ...] = (
            *self.case.topics,
            *self.case.facts,
            *self.case.storylets,
        )
        asked = {part.id for part in parts if part.asks.root}
        of_facts = {t for fact in self.case.facts if fact.asks.root for t in fact.topics}
        return frozenset(asked | of_facts | set(self.shared.topics))

    def unheard(self, storylet: Storylet) -> list[str]:
        """What a storylet must be asked about, where none of it can be asked about."""
        targets = [*storylet.about, *((storylet.deflects,) if storylet.deflects else ())]
        wanted = [targets] if targets and not storylet.asks.root else []
        wanted += [[c.subject] for c in storylet.when if c.verb == "about" and not c.negated]
        return [name for names in wanted if not self.hearable & set(names) for name in names]

    @cached_property
    def tellable(self) -> frozenset[str]:
        """The storylets and facts that can come to be told, as far as they wait for one another."""
        found: set[str] = set()
        waiting = [s for s in self.case.storylets if not self.unheard(s)]
        while True:
            ready = [s for s in waiting if all(name in found for name in self.needs(s.when))]
            if not ready:
                return frozenset(found)
            found |= {name for s in ready for name in (s.id, *s.reveals)}
            waiting = [s for s in waiting if s.id not in found]

    def needs(self, when: Conditions) -> list[str]:
        """The storylets and facts of this case that must have been told."""
        return [
            c.subject
            for c in when
            if c.verb in ("told", "after")
            and not c.negated
            and (c.subject in self.storylets or c.subject in self.facts)
        ]

    @cached_property
    def most_openness(self) -> float:
        """The openness that no talk goes beyond: an upper bound, as if everything that helps came at once."""
        effects = [(r.when, r.effects) for r in self.shared.rules(self.case)]
        effects += [(s.when, s.effects) for s in self.case.storylets]
        gains = [
            (*_openness(when), gain["openness"])
            for when, gain in effects
            if gain.get("openness", 0) > 0
        ]
        reached = self.case.qualities.get("openness", 0.0)
        while True:
            if any(low <= reached and high >= 1 for low, high, _ in gains):
                return 1.0
            best = reached
            for here in {reached, *(high for low, high, _ in gains if low <= high <= reached)}:
                best = max(best, here + sum(g for low, high, g in gains if low <= here <= high))
            if best >= 1 or best - reached < _NEARLY:
                return round(min(1.0, best), 4)
            reached = best


def _openness(when: Conditions) -> tuple[float, float]:
    ranges = [found for c in when if (found := allowed(c)) and found.subject == "openness"]
    return max((r.low for r in ranges), default=0.0), min((r.high for r in ranges), default=1.0)


def unreached(reach: Reach) -> Iterator[Slip]:
    """Facts, storylets, moves and rules that no talk comes to, each with the nearest reason."""
    case = reach.case
    yield from _facts(reach)
    for i, storylet in enumerate(case.storylets):
        where: Where = ("storylets", i)
        unheard = [name for name in reach.unheard(storylet) if name in reach.own]
        if unheard:
            names = ", ".join(f"'{name}'" for name in dict.fromkeys(unheard))
            yield slip("C403", where, names=names)
        if storylet.reveals and not _prompted(storylet):
            yield slip("C409", where, name=", ".join(storylet.reveals))
        yield from _waits(reach, where, storylet.when)
    for i, rule in enumerate(case.dynamics):
        yield from _waits(reach, ("dynamics", i), rule.when)
    for i, move in enumerate(case.moves):
        yield from _waits(reach, ("moves", i), move.when)
        for n, name in enumerate(move.after):
            if name in reach.storylets:
                yield from _follows(reach, ("moves", i, "after", n), name)
    yield from _circles(reach)


def _facts(reach: Reach) -> Iterator[Slip]:
    deflected = {storylet.deflects for storylet in reach.case.storylets}
    most = reach.most_openness
    for i, fact in enumerate(reach.case.facts):
        where: Where = ("facts", i)
        needed = f"{fact.openness:g}"
        if fact.id and not reach.revealers[fact.id]:
            yield slip("C401", where, name=fact.id)
        if fact.openness > GATED and fact.id not in deflected:
            yield slip("C402", where, name=fact.id, openness=needed)
        if most < fact.openness <= 1:
            yield slip("C408", where, name=fact.id, openness=needed, most=f"{most:g}")


def _prompted(storylet: Storylet) -> bool:
    """Whether something the trainee says, or the client's own last line, leads to it."""
    asked = storylet.heard or storylet.about or storylet.asks.root or storylet.deflects
    return bool(asked) or any(
        c.verb in ("after", "heard", "about") and not c.negated for c in storylet.when
    )


def _waits(reach: Reach, where: Where, when: Conditions) -> Iterator[Slip]:
    for n, condition in enumerate(when):
        name, here = condition.subject, (*where, "when", n)
        if condition.negated or condition.verb not in ("told", "after"):
            continue
        if name in reach.facts and not reach.revealers[name]:
            yield slip("C407", here, name=name)
        elif name in reach.storylets and condition.verb == "after":
            yield from _follows(reach, here, name)
        elif name in reach.storylets or name in reach.facts:
            yield from _stuck(reach, here, name)


def _follows(reach: Reach, where: Where, name: str) -> Iterator[Slip]:
    if reach.storylets[name].ends:
        yield slip("C406", where, name=name)
    else:
        yield from _stuck(reach, where, name)


def _stuck(reach: Reach, where: Where, name: str) -> Iterator[Slip]:
    """A wait for something that never comes, unless the two belong to one circle, which is one mistake."""
    own = {reach.case.storylets[int(where[1])].id} if where[0] == "storylets" else set()
    if name not in reach.tellable and not own & set(_circle(reach, name)):
        yield slip("C412", where, name=name)


def _circles(reach: Reach) -> Iterator[Slip]:
    seen: set[frozenset[str]] = set()
    for i, storylet in enumerate(reach.case.storylets):
        circle = _circle(reach, storylet.id)
        if storylet.id in circle and frozenset(circle) not in seen:
            seen.add(frozenset(circle))
            yield slip("C411", ("storylets", i), circle=" waits for ".join([*circle, circle[0]]))


def _circle(reach: Reach, start: str) -> list[str]:
    """The circle that an untellable storylet or fact runs into, itself first where it is part of it."""
    path: list[str] = []
    name: str | None = start
    while name and name not in path:
        path.append(name)
        name = next((n for n in _wanted(reach, name) if n not in reach.tellable), None)
    return path[path.index(name) :] if name else []


def _wanted(reach: Reach, name: str) -> Iterable[str]:
    if name in reach.storylets:
        return reach.needs(reach.storylets[name].when)
    return [storylet.id for storylet in reach.revealers.get(name, ())]
