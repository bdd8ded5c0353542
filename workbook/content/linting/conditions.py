"""Conditions that can never hold: alone, or together with others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import ceil, floor, inf
from typing import NamedTuple

from workbook.content.case import QUALITIES, Case, Move, Rule, Storylet
from workbook.content.codebook import Dynamics
from workbook.content.condition import Condition, Conditions
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.shared import Shared
from workbook.content.marks import Where

RECENT = 4  # turns that "recent" looks back on
_HAIR = 1e-6  # what "less than" leaves out of a range of qualities, which have four decimals
_TURNED = {">=": "<", "<": ">=", "<=": ">", ">": "<="}


class Range(NamedTuple):
    """The numbers that one condition allows to one subject."""

    subject: str
    low: float
    high: float
    said: str  # the condition, or what else asks for it


class Claim(NamedTuple):
    """Something that one condition wants to be so, or not so."""

    about: tuple[str, ...]
    value: str  # "no" where it is not to be so
    said: str


class Bounds:
    """How far each number can go in the talks of one case."""

    def __init__(self, case: Case | None, most_openness: float = 1.0) -> None:
        self._most: dict[str, float] = dict.fromkeys(QUALITIES, 1.0)
        self._most["openness"] = most_openness
        if case:
            self._most |= {belief.id: 100.0 for belief in case.beliefs} | {
                "turn": case.length,
                "session": 1 + sum(spec.sequel is not None for spec in case.exercises),
            }

    def of(self, subject: str) -> tuple[float, float]:
        return 0.0, RECENT if subject.startswith("recent ") else self._most.get(subject, inf)


def allowed(condition: Condition) -> Range | None:
    """The range a condition allows; None where it is not about a number."""
    if condition.verb not in ("compare", "count", "recent") or not condition.subject:
        return None
    counted = condition.verb != "compare"
    subject = f"{condition.verb} {condition.subject}" if counted else condition.subject
    op = _TURNED[condition.op] if condition.negated else condition.op
    number, whole = condition.number, counted or subject in ("turn", "session")
    low, high = -inf, inf
    if op == ">=":
        low = ceil(number) if whole else number
    elif op == ">":
        low = floor(number) + 1 if whole else number + _HAIR
    elif op == "<=":
        high = floor(number) if whole else number
    else:
        high = ceil(number) - 1 if whole else number - _HAIR
    return Range(subject, low, high, str(condition))


def impossible(where: Where, when: Conditions, bounds: Bounds) -> Iterator[Slip]:
    """Conditions that ask for a number nothing can be."""
    for place, condition in enumerate(when):
        found = allowed(condition)
        if not found:
            continue
        least, most = bounds.of(found.subject)
        if found.low > most or found.high < least:
            yield slip(
                "C405",
                (*where, "when", place),
                condition=found.said,
                subject=found.subject,
                least=f"{least:g}",
                most=f"{most:g}",
            )


def contradictions(
    where: Where, ranges: Iterable[Range], claims: Iterable[Claim], bounds: Bounds
) -> Iterator[Slip]:
    """Pairs that cannot hold at once; those that cannot hold alone are left to ``impossible``."""
    possible = [r for r in ranges if r.low <= bounds.of(r.subject)[1] and r.high >= 0]
    for one, other in combinations(possible, 2):
        if one.subject == other.subject and max(one.low, other.low) > min(one.high, other.high):
            yield slip("C404", where, one=one.said, other=other.said)
    seen = set()
    for this, that in combinations(dict.fromkeys(claims), 2):
        pair = (this.said, that.said)
        if this.about == that.about and this.value != that.value and pair not in seen:
            seen.add(pair)
            yield slip("C404", where, one=this.said, other=that.said)


def claims_of(condition: Condition, storylets: dict[str, Storylet]) -> Iterator[Claim]:
    """What a condition wants to be so; telling a storylet also tells what it reveals."""
    verb, subject, said = condition.verb, condition.subject, str(condition)
    if verb in ("compare", "count", "recent"):
        return
    if condition.negated:
        yield Claim((verb, subject), "no", said)
        if verb == "rupture" and not subject:
            yield Claim((verb, "kind"), "none", said)
        return
    yield Claim((verb, subject), "yes", said)
    if verb == "rupture":
        yield Claim((verb, ""), "yes", said)
        if subject:
            yield Claim((verb, "kind"), subject, said)
    if verb == "after":
        yield Claim(("last",), subject, said)
        yield Claim(("told", subject), "yes", said)
    if verb in ("told", "after") and subject in storylets:
        for fact in storylets[subject].reveals:
            yield Claim(("told", fact), "yes", said)


def clashes(case: Case, shared: Shared, bounds: Bounds) -> Iterator[Slip]:
    """Storylets, moves and rules whose conditions can never hold."""
    storylets = {storylet.id: storylet for storylet in case.storylets}
    for i, storylet in enumerate(case.storylets):
        where: Where = ("storylets", i)
        ranges = [found for c in storylet.when if (found := allowed(c))]
        claims = [claim for c in storylet.when for claim in claims_of(c, storylets)]
        for fact in case.facts:
            if fact.id in storylet.reveals:
                said = f"reveals {fact.id}, which needs openness {fact.openness:g}"
                ranges.append(Range("openness", fact.openness, inf, said))
            if fact.id == storylet.deflects:
                said = f"deflects {fact.id}, which needs openness {fact.openness:g}"
                ranges.append(Range("openness", -inf, fact.openness - _HAIR, said))
        claims += [
            Claim(("told", name), "no", f"not told {name} (it is told only once)")
            for name in (*storylet.reveals, *((storylet.deflects,) if storylet.deflects else ()))
        ]
        yield from impossible(where, storylet.when, bounds)
        yield from contradictions(where, ranges, claims, bounds)
        yield from _excluded(where, storylet, shared)
    yield from _plain("moves", case.moves, storylets, bounds)
    yield from _plain("dynamics", case.dynamics, storylets, bounds)


def clashes_in_dynamics(dynamics: Dynamics) -> Iterator[Slip]:
    """Shared rules whose conditions can never hold."""
    yield from _plain("rules", dynamics.rules, {}, Bounds(None))


def _plain(
    group: str, parts: Iterable[Move | Rule], storylets: dict[str, Storylet], bounds: Bounds
) -> Iterator[Slip]:
    for i, part in enumerate(parts):
        claims = [claim for c in part.when for claim in claims_of(c, storylets)]
        ranges = [found for c in part.when if (found := allowed(c))]
        yield from impossible((group, i), part.when, bounds)
        yield from contradictions((group, i), ranges, claims, bounds)


def _excluded(where: Where, storylet: Storylet, shared: Shared) -> Iterator[Slip]:
    """All that a storylet answers to is ruled out by its conditions."""
    out = {c.subject: str(c) for c in storylet.when if c.negated and c.verb in ("heard", "about")}
    codes = [out.get(code, out.get(shared.families.get(code, ""))) for code in storylet.heard]
    if codes and all(codes):
        yield slip("C404", where, one=f"heard {', '.join(storylet.heard)}", other=codes[0])
    targets = [out.get(target) for target in storylet.about]
    if targets and all(targets) and not storylet.asks.root:
        yield slip("C404", where, one=f"about {', '.join(storylet.about)}", other=targets[0])
