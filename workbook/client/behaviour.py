"""What the client does: choosing reads, telling writes.

One turn is three steps. ``hear`` moves the qualities by the rules of the dynamics; ``choose`` picks
the storylet that fits best and changes nothing; ``tell`` says its next line and takes its effects.
Most specific comes first, then least told, then the author's order (after Yarn Spinner's saliency).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from heapq import merge
from typing import NamedTuple

from workbook.client.state import RECENT_TURNS, REMEMBERED, ClientState, Heard
from workbook.content import Case, Condition, Rule, Storylet, common_topics, dynamics
from workbook.content.case import Quality
from workbook.content.condition import Conditions
from workbook.content.frozen import Frozen
from workbook.errors import ContentError
from workbook.language import Text

# What being pushed for a fact does, times its discomfort (0-1).
PUSHED = {"alliance": -0.1, "resistance": 0.1, "distress": 0.05}
SHOWN = 8  # candidates kept for the account of why
FOR_JUST_THIS, FOR_THIS, FOR_THE_TOPIC = 9, 4, 2  # specificity of what is asked about
SAFETY, SAFETY_FIRST = "risk_question", 12  # asked about death, nobody answers something else
FOR_THE_CODE = 3  # and of how it is said, where the storylet names the primary code itself
ASIDE = 4  # by this an answer gives way to another that is nearer to what was asked
UNHELPFUL = "unhelpful"  # after such a move how it was said comes before what it asks
GUARDED = 0.2  # while a rupture is open, nothing that needs more openness than this is disclosed
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


class Candidate(NamedTuple):
    """A storylet that fits, with how specifically."""

    storylet: Storylet
    specificity: int
    place: int  # in the author's order


class Reply(Frozen):
    """What the client did in one turn, and the full reason."""

    storylet: str
    line: Text
    reveals: tuple[str, ...]
    deflects: str | None
    rules: tuple[str, ...]  # ids of the dynamics that applied
    candidates: tuple[
        tuple[str, int], ...
    ]  # what else would have fitted, with specificity, best first
    before: ClientState
    after: ClientState


def reply(case: Case, state: ClientState, heard: Heard) -> Reply:
    """One whole turn. The state given is left as it was."""
    moved, rules = hear(case, state, heard)
    fitting = candidates(case, moved, heard)
    chosen = choose(fitting, moved)
    after = tell(chosen, case, moved, heard)
    line = chosen.say[state.told.get(chosen.id, 0) % len(chosen.say)]
    ranked = sorted(fitting, key=lambda c: -c.specificity)[:SHOWN]
    return Reply(
        storylet=chosen.id,
        line=line,
        reveals=tuple(fact for fact in chosen.reveals if fact not in state.facts),
        deflects=chosen.deflects,
        rules=tuple(rule.id for rule in rules),
        candidates=tuple((c.storylet.id, c.specificity) for c in ranked),
        before=state,
        after=after,
    )


def hear(case: Case, state: ClientState, heard: Heard) -> tuple[ClientState, tuple[Rule, ...]]:
    """The state after the utterance has landed, and the rules by which it moved."""
    applied = tuple(
        rule
        for rule in rules_of(case)
        if (not rule.heard or any(code in heard.codes for code in rule.heard))
        and all(holds(condition, state, heard) for condition in rule.when)
    )
    moved = state
    for rule in applied:
        moved = _moved(moved, rule.effects)
    return moved.model_copy(update={"turn": state.turn + 1}), applied


def rules_of(case: Case) -> tuple[Rule, ...]:
    """The shared dynamics, with the case's own rules in place of or after them."""
    own = {rule.id: rule for rule in case.dynamics}
    if not own:
        return dynamics().rules
    shared = tuple(own.pop(rule.id, rule) for rule in dynamics().rules)
    return shared + tuple(own.values())


def candidates(case: Case, state: ClientState, heard: Heard) -> list[Candidate]:
    """The storylets that fit best, and some that nearly came instead. Changes nothing."""
    found: list[Candidate] = []
    best, seen = 0, set[int]()
    for most, place in _possible(case, state, heard):
        # Nothing that is still to come can be as specific.
        if len(found) >= SHOWN and most < best:
            break
        storylet = case.storylets[place]
        if place in seen:
            continue
        seen.add(place)
        if fits(storylet, case, state, heard):
            found.append(Candidate(storylet, _specificity(storylet, case, heard), place))
            best = max(best, found[-1].specificity)
    return found


def choose(fitting: list[Candidate], state: ClientState) -> Storylet:
    """Most specific first, then least told, then the author's order. Changes nothing.

    Raises:
        ContentError: nothing fits, because the case has no line that always does.
    """
    if not fitting:
        raise ContentError(
            "nothing that this client could say fits: give the case a storylet without conditions that 'repeats'"
        )
    return min(
        fitting, key=lambda c: (-c.specificity, state.told.get(c.storylet.id, 0), c.place)
    ).storylet


def tell(storylet: Storylet, case: Case, state: ClientState, heard: Heard) -> ClientState:
    """The state after the storylet's next line was said."""
    moved = _moved(state, storylet.effects)
    if storylet.deflects and state.told.get(storylet.id):
        # Asked for again although the client turned away: the case says how much that hurts.
        hurt = case.fact(storylet.deflects).discomfort
        moved = _moved(moved, {name: hurt * share for name, share in PUSHED.items()})
    counts = dict(state.counts)
    for code in heard.codes:
        counts[code] = counts.get(code, 0) + 1
    fresh = tuple(fact for fact in storylet.reveals if fact not in state.facts)
    return moved.model_copy(
        update={
            "told": {**state.told, storylet.id: state.told.get(storylet.id, 0) + 1},
            "facts": state.facts + fresh,
            "last": storylet.id,
            "recent": (*state.recent, heard.codes)[-RECENT_TURNS:],
            "counts": counts,
            "remembered": (*state.remembered, heard.words)[-REMEMBERED:],
            "rupture": None if storylet.mends else storylet.rupture or state.rupture,
            "plan": storylet.agrees or state.plan,
            "ended": state.ended or storylet.ends,
        }
    )


def fits(storylet: Storylet, case: Case, state: ClientState, heard: Heard) -> bool:
    """Whether the client could answer with it now."""
    if not storylet.repeats and state.told.get(storylet.id, 0) >= len(storylet.say):
        return False
    if storylet.heard and not any(code in heard.codes for code in storylet.heard):
        return False
    if not _aim(storylet, case, heard) and (
        storylet.about or storylet.asks.root or storylet.deflects
    ):
        return False
    if storylet.deflects:
        fact = case.fact(storylet.deflects)
        if fact.id in state.facts or state.qualities["openness"] >= fact.openness:
            return False
    return all(_may_disclose(fact_id, case, state) for fact_id in storylet.reveals) and all(
        holds(condition, state, heard) for condition in storylet.when
    )


def holds(condition: Condition, state: ClientState, heard: Heard) -> bool:
    """Whether one condition is met."""
    return _true(condition, state, heard) != condition.negated


def met(conditions: Conditions, state: ClientState, heard: Heard) -> bool:
    """Whether all conditions are met."""
    return all(holds(condition, state, heard) for condition in conditions)


def again(state: ClientState, heard: Heard) -> bool:
    """Whether the first thing asked about has been answered already."""
    if not heard.targets:
        return False
    first = heard.targets[0][0]
    return first in state.facts or first in state.told


def _true(condition: Condition, state: ClientState, heard: Heard) -> bool:
    subject, verb = condition.subject, condition.verb
    if verb in ("compare", "count", "recent"):
        return _COMPARE[condition.op](_number(verb, subject, state), condition.number)
    simple = {
        "told": lambda: subject in state.facts or subject in state.told,
        "after": lambda: state.last == subject,
        "heard": lambda: subject in heard.codes,
        "about": lambda: subject in heard.about,
        "plan": lambda: state.plan == subject,
        "asks": lambda: heard.asks == subject,
        "rupture": lambda: state.rupture == subject if subject else state.rupture is not None,
        "topical": lambda: (
            heard.follows or any(not _of_the_talk(target) for target in heard.about)
        ),
        "echo": lambda: heard.echo,
        "follows": lambda: heard.follows,
        "probes": lambda: heard.probes,
        "again": lambda: again(state, heard),
    }
    return simple[verb]()


def _of_the_talk(target: str) -> bool:
    """Whether it is about the talk itself rather than about the client."""
    return target in common_topics().ids


def _number(verb: str, subject: str, state: ClientState) -> float:
    if verb == "compare":
        return state.measure(subject)
    if verb == "count":
        return state.counts.get(subject, 0)
    return sum(subject in codes for codes in state.recent)


def _may_disclose(fact_id: str, case: Case, state: ClientState) -> bool:
    fact = case.fact(fact_id)
    return (
        fact_id not in state.facts
        and state.qualities["openness"] >= fact.openness
        and (state.rupture is None or fact.openness <= GUARDED)
    )


def _aim(storylet: Storylet, case: Case, heard: Heard) -> int:
    """How well the storylet is about what was said: 0 (not), 2 (same topic) to 9 (asked for just this)."""
    best = 0
    for place, target in enumerate(heard.about):
        first = place == 0
        if target == storylet.id:
            return FOR_JUST_THIS - 1 + first
        if target in storylet.about or target == storylet.deflects:
            best = max(best, FOR_THIS + first)
        elif target in case.fact_topics and any(
            t in storylet.about for t in case.fact_topics[target]
        ):
            best = max(best, FOR_THE_TOPIC)
    return best


def _specificity(storylet: Storylet, case: Case, heard: Heard) -> int:
    return (
        storylet.base_specificity
        + _aim(storylet, case, heard)
        + (FOR_THE_CODE - 1 if storylet.heard else 0)
        + (heard.primary in storylet.heard)
        - _beside_the_question(storylet, heard)
        + SAFETY_FIRST * (heard.primary == SAFETY and SAFETY in storylet.heard)
    )


def _beside_the_question(storylet: Storylet, heard: Heard) -> int:
    """What is taken off when something is asked.

    From an answer by the form of the question where the matter is known, and from one to what was said besides it.
    """
    if not heard.asks:
        return 0
    if storylet.for_a_form or heard.targets:
        return ASIDE if storylet.for_a_form and heard.targets else 0
    besides = bool(storylet.heard) and heard.primary not in storylet.heard
    aimed = storylet.about or storylet.asks.root or storylet.deflects
    mending = any(c.verb == "rupture" and not c.negated for c in storylet.when)
    return ASIDE if besides and not (aimed or mending or UNHELPFUL in heard.codes) else 0


def _possible(case: Case, state: ClientState, heard: Heard) -> list[tuple[int, int]]:
    """How specific each storylet could be at most and its place, the most specific first."""
    places: dict[int, int] = {}
    for target in heard.about:
        for own in (target, *case.fact_topics.get(target, ())):
            for place in case.aimed.get(own, ()):
                places[place] = (
                    case.storylets[place].base_specificity
                    + FOR_JUST_THIS
                    + FOR_THE_CODE
                    + SAFETY_FIRST * (heard.primary == SAFETY)
                )
    aimed = sorted(((most, place) for place, most in places.items()), reverse=True)
    keys = ["", *heard.codes, f"after {state.last}", *(["rupture"] if state.rupture else [])]
    unaimed = (case.unaimed[key] for key in keys if key in case.unaimed)
    return list(merge(aimed, *unaimed, key=lambda pair: -pair[0]))


def _moved(state: ClientState, effects: Mapping[str, float]) -> ClientState:
    if not effects:
        return state
    qualities, beliefs = dict(state.qualities), dict(state.beliefs)
    for name, change in effects.items():
        if name in beliefs:
            beliefs[name] = round(min(100.0, max(0.0, beliefs[name] + change)), 2)
        else:
            quality: Quality = name  # type: ignore[assignment]
            qualities[quality] = round(min(1.0, max(0.0, qualities[quality] + change)), 4)
    return state.model_copy(update={"qualities": qualities, "beliefs": beliefs})
