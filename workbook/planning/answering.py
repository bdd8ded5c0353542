"""What a client makes of a plan: from what keeps this client stuck, and the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from workbook.content.coping import Fit, PlanOption
from workbook.content.frozen import Frozen
from workbook.planning.checks import Finding, Known

Kind = Literal["accepts", "part", "but", "refuses"]


class Reply(Frozen):
    """The client's answer to a plan."""

    kind: Kind
    answer: str  # which of the client's lines
    option: str = ""  # the step it is about; empty: the plan as a whole


_STANDS_IN_THE_WAY = (
    ("harmless", "refuses"),
    ("specific", "vague"),
    ("not_too_many", "too_big"),
    ("self_reliant", "leans_on_others"),
    ("approach", "unknown"),
)  # rules, with the client's line where one does not hold
_IF_NOTHING_ELSE = (("small", "too_big"), ("own", "not_mine"))


def reply(known: Sequence[Known], findings: Sequence[Finding], *, again: bool) -> Reply:
    """The answer to a plan; the first thing that stands in its way decides.

    Args:
        again: nothing has changed since the client last said no.
    """
    if again:
        return Reply(kind="refuses", answer="pushed")
    broken = {one.rule for one in findings if one.holds is False}
    options = [one.option for one in known if one.option]
    contrary = next((option for option in options if option.contrary), None)
    if contrary:
        return Reply(kind="refuses", answer="client", option=contrary.id)
    wrong = next((option for option in options if option.fit == "wrong"), None)
    for rule, answer in _STANDS_IN_THE_WAY:
        if rule in broken:
            return Reply(kind="refuses" if rule == "harmless" else "but", answer=answer)
    if wrong:
        return Reply(kind="but", answer="client", option=wrong.id)
    for rule, answer in _IF_NOTHING_ELSE:
        if rule in broken:
            return Reply(kind="but", answer=answer)
    return _willing(options)


def _willing(options: Sequence[PlanOption]) -> Reply:
    """The answer to a plan that nothing stands in the way of."""
    half = next((option for option in options if option.fit == "part"), None)
    if half:
        return Reply(kind="part", answer="client", option=half.id)
    if options:
        return Reply(kind="accepts", answer="client", option=options[0].id)
    return Reply(kind="part", answer="unknown")


def fit_of(known: Sequence[Known]) -> Fit | None:
    """How well the steps fit what keeps the client stuck; None: no step that the case knows."""
    fits = {k.option.fit for k in known if k.option}
    order: tuple[Fit, ...] = ("wrong", "part", "good")
    return next((fit for fit in order if fit in fits), None)


def worth(kind: Kind, findings: Sequence[Finding], fit: Fit | None) -> float:
    """What a plan is worth, 0-1: half by the rules that can judge it, half by what it does against being stuck."""
    judged = [one.holds for one in findings if one.holds is not None]
    ruled = sum(judged) / len(judged) if judged else 0.0
    fits = {"good": 1.0, "part": 0.5, "wrong": 0.0, None: 0.4}[fit]
    taken = {"accepts": 1.0, "part": 0.7, "but": 0.3, "refuses": 0.0}[kind]
    return 0.5 * ruled + 0.25 * fits + 0.25 * taken


def negotiated(worths: Sequence[float], kinds: Sequence[Kind]) -> float:
    """How the plan was arrived at, 0-1: adapting to a no counts in full, giving in or pushing does not.

    Giving in is a plan that is worth less than the one before it, although the client now takes it.
    """
    if not kinds:
        return 0.0
    if len(kinds) == 1:
        return 1.0 if kinds[0] == "accepts" else 0.5 if kinds[0] == "part" else 0.0
    better = worths[-1] >= max(worths[:-1])
    if kinds[-1] in ("accepts", "part"):
        return 1.0 if better else 0.3
    return 0.2 if better else 0.0
