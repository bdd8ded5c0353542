"""What many talks show, and whether that is as a supervisor would have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from workbook.bots.play import Talk
from workbook.content.frozen import Frozen

LOWERED = 10.0  # points by which a hot belief must have fallen to count as lowered
SKILL_REACHES, WARMTH_REACHES = 0.9, 0.1  # shares of talks: at least, at most
# Of each pair the first must score higher on average.
ORDER = (
    ("skilled", "shuffled"),
    ("skilled", "warm"),
    ("skilled", "random"),
    ("shuffled", "advising"),
    ("shuffled", "debating"),
    ("warm", "advising"),
    ("warm", "debating"),
    ("interrogating", "debating"),
)


class Tally(Frozen):
    """The talks of one policy with one client in one language; shares 0-1, means over talks."""

    case: str
    lang: str
    policy: str
    session: int = 1  # which talk with this client
    talks: int
    core: float  # share that reached the core fact
    lowered: float  # share that lowered the hot belief
    both: float
    belief: float  # points it fell
    alliance: float
    score: float
    walked_out: float  # share that the client ended in strain
    turns: float
    faults: tuple[str, ...]  # each once


def tally(talks: Iterable[Talk]) -> list[Tally]:
    """A row for each case, talk, language and policy, in the order they come."""
    rows: dict[tuple[str, str, str, int], list[Talk]] = {}
    for talk in talks:
        rows.setdefault((talk.case, talk.lang, talk.policy, talk.session), []).append(talk)
    return [
        Tally(
            case=case,
            lang=lang,
            policy=policy,
            session=session,
            talks=len(own),
            core=fmean(t.core for t in own),
            lowered=fmean(t.belief >= LOWERED for t in own),
            both=fmean(t.core and t.belief >= LOWERED for t in own),
            belief=fmean(t.belief for t in own),
            alliance=fmean(t.alliance for t in own),
            score=fmean(t.score for t in own),
            walked_out=fmean(t.walked_out for t in own),
            turns=fmean(t.turns for t in own),
            faults=tuple(dict.fromkeys(fault for t in own for fault in t.faults)),
        )
        for (case, lang, policy, session), own in rows.items()
    ]


def shortcomings(rows: Sequence[Tally]) -> list[str]:
    """Where skill does not pay, politeness does, the order is wrong, or a talk broke; in sentences.

    In a second talk much is known and plans are made, so that it is only looked at for talks that broke.
    """
    found = []
    for case, lang in dict.fromkeys((row.case, row.lang) for row in rows):
        here = [row for row in rows if (row.case, row.lang) == (case, lang)]
        own = {row.policy: row for row in here if row.session == 1}
        where = f"{case} ({lang})"
        if "skilled" in own and own["skilled"].both < SKILL_REACHES:
            found.append(
                f"{where}: skill reaches the core fact and lowers the hot belief in {own['skilled'].both:.0%} of talks; {SKILL_REACHES:.0%} is the least"
            )
        if "warm" in own and own["warm"].both > WARMTH_REACHES:
            found.append(
                f"{where}: warmth alone does so in {own['warm'].both:.0%}; {WARMTH_REACHES:.0%} is the most"
            )
        found += [
            f"{where}: '{better}' scores {own[better].score:.2f}, not above '{worse}' with {own[worse].score:.2f}"
            for better, worse in ORDER
            if better in own and worse in own and own[better].score <= own[worse].score
        ]
        found += [
            f"{where}, {row.policy}{', second talk' * (row.session > 1)}: {fault}"
            for row in here
            for fault in row.faults
        ]
    return found
