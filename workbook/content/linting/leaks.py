"""Leaks: lines that give away what the client is not yet ready to tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workbook.content.case import Case, Fact, Storylet
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.reach import Reach
from workbook.content.linting.shared import GATED, Shared
from workbook.language import LANGUAGES

SHARE = 0.4  # of the telling words of a fact, in one line, from which the line gives it away
FEWEST = 3  # telling words in one line
_RARE = 0.03  # of the storylets that may hold a telling word besides those that reveal the fact
_WORD = re.compile(r"\w{4,}|\d+")


def leaks(case: Case, shared: Shared) -> Iterator[Slip]:
    """Lines that share the telling words of a fact, in storylets that may come before it."""
    reach = Reach(case, shared)
    needs = {storylet.id: _needs(reach, storylet) for storylet in case.storylets}
    for lang in LANGUAGES:
        lines = [
            [_words(say.root.get(lang, "")) for say in storylet.say] for storylet in case.storylets
        ]
        spread = Counter(word for said in lines for word in set().union(*said))
        public = _words(case.intake.root.get(lang, "") + case.opening.root.get(lang, ""))
        for fact in case.facts:
            if fact.openness <= GATED:
                continue
            sources = [_words(fact.text.root.get(lang, ""))]
            own = [s for s in case.storylets if fact.id in (*s.reveals, *needs[s.id])]
            told = {s.id for s in own}
            sources += [
                words
                for s, said in zip(case.storylets, lines, strict=True)
                if fact.id in s.reveals
                for words in said
            ]
            rare = max(2, int(_RARE * len(case.storylets)))
            uses = Counter(
                word
                for s, said in zip(case.storylets, lines, strict=True)
                if s.id in told
                for word in set().union(*said)
            )
            telling = [
                {w for w in words - public if 0 < spread[w] <= uses[w] + rare} for words in sources
            ]
            for i, storylet in enumerate(case.storylets):
                if storylet.id in told or _late(storylet, fact, reach):
                    continue
                for n, said in enumerate(lines[i]):
                    given = max((_given(words, said) for words in telling), key=len, default=set())
                    if given:
                        yield slip(
                            "C410",
                            ("storylets", i, "say", n, lang),
                            name=fact.id,
                            openness=f"{fact.openness:g}",
                            words=", ".join(f"'{word}'" for word in sorted(given)),
                        )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _given(telling: set[str], said: set[str]) -> set[str]:
    shared = telling & said
    enough = len(shared) >= FEWEST and len(shared) >= SHARE * len(telling)
    return shared if enough else set()


def _late(storylet: Storylet, fact: Fact, reach: Reach) -> bool:
    """Whether it comes only once the client is as open as the fact needs."""
    wanted = [reach.facts[name].openness for name in storylet.reveals if name in reach.facts]
    wanted += [
        c.number
        for c in storylet.when
        if c.verb == "compare" and c.subject == "openness" and c.op[0] == ">" and not c.negated
    ]
    return max(wanted, default=0.0) >= fact.openness


def _needs(reach: Reach, storylet: Storylet) -> frozenset[str]:
    """All that must have been told before it, by way of what it waits for."""
    found: set[str] = set()
    waiting = reach.needs(storylet.when)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        before = reach.storylets.get(name)
        # What only one storylet reveals has been told by it.
        revealers = reach.revealers.get(name, [])
        if before is None and len(revealers) == 1:
            found.add(revealers[0].id)
            before = revealers[0]
        if before is not None:
            found.update(before.reveals)
            waiting += [*reach.needs(before.when), *before.reveals]
    return frozenset(found)
