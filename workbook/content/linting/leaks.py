"""Leaks: lines that give away what the client is not yet ready to tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workbook.content.case import Case, Fact, Storylet
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.reach import Reach
from workbook.content.linting.shared import GATED
from workbook.language import LANGUAGES

SHARE = 0.4  # of the telling words of a fact, in one line, from which the line gives it away
FEWEST = 3  # telling words in one line
_RARE = (
    0.03  # of the storylets: how many may hold a telling word besides those that wait for the fact
)
_WORD = re.compile(r"\w{4,}|\d+")


def leaks(reach: Reach) -> Iterator[Slip]:
    """Lines that share the telling words of a fact, in storylets that may come before it."""
    after = {storylet.id: _after(reach, storylet) for storylet in reach.case.storylets}
    for lang in LANGUAGES:
        talk = _Talk(reach.case, lang)
        for fact in reach.case.facts:
            if fact.openness > GATED:
                late = {s.id for s in reach.case.storylets if fact.id in after[s.id]}
                yield from _leaks(reach, fact, late, talk)


class _Talk:
    """The words of each line of a case in one language, and how many storylets use each."""

    def __init__(self, case: Case, lang: str) -> None:
        self.lang = lang
        self.known = _words(case.intake.root.get(lang, "") + case.opening.root.get(lang, ""))
        self.lines = {
            s.id: [_words(line.root.get(lang, "")) for line in s.say] for s in case.storylets
        }
        self.all = {name: set().union(*lines) for name, lines in self.lines.items()}
        self.spread = Counter(word for words in self.all.values() for word in words)


def _leaks(reach: Reach, fact: Fact, late: set[str], talk: _Talk) -> Iterator[Slip]:
    own = Counter(word for name in late for word in talk.all[name])
    rare = max(2, int(_RARE * len(reach.case.storylets)))
    told = [_words(fact.text.root.get(talk.lang, ""))]
    told += [line for s in reach.revealers.get(fact.id, ()) for line in talk.lines[s.id]]
    telling = [
        {w for w in words - talk.known if 0 < talk.spread[w] <= own[w] + rare} for words in told
    ]
    for i, storylet in enumerate(reach.case.storylets):
        if storylet.id in late or _opens_late(storylet, fact, reach):
            continue
        for n, line in enumerate(talk.lines[storylet.id]):
            given = max((_given(words, line) for words in telling), key=len, default=set())
            if given:
                yield slip(
                    "C410",
                    ("storylets", i, "say", n, talk.lang),
                    name=fact.id,
                    openness=f"{fact.openness:g}",
                    words=", ".join(f"'{word}'" for word in sorted(given)),
                )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _given(telling: set[str], line: set[str]) -> set[str]:
    shared = telling & line
    enough = len(shared) >= FEWEST and len(shared) >= SHARE * len(telling)
    return shared if enough else set()


def _opens_late(storylet: Storylet, fact: Fact, reach: Reach) -> bool:
    """Whether it comes only once the client is as open as the fact needs."""
    wanted = [reach.facts[name].openness for name in storylet.reveals if name in reach.facts]
    wanted += [
        c.number
        for c in storylet.when
        if c.verb == "compare" and c.subject == "openness" and c.op[0] == ">" and not c.negated
    ]
    return max(wanted, default=0.0) >= fact.openness


def _after(reach: Reach, storylet: Storylet) -> frozenset[str]:
    """The facts that have been told by the time it is said, by itself or by what it waits for."""
    found = set(storylet.reveals)
    seen: set[str] = set()
    waiting = reach.needs(storylet.when)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in reach.facts:
            found.add(name)
        revealers = reach.revealers.get(name, [])
        # What only one storylet reveals has been told by it.
        before = reach.storylets.get(name) or (revealers[0] if len(revealers) == 1 else None)
        if before:
            waiting += [*reach.needs(before.when), *before.reveals]
    return frozenset(found)
