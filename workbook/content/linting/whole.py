"""A whole case: what every client needs, whatever the trainee says, before it can be practised with."""

from __future__ import annotations

import operator
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from workbook.content.case import Case, Fact, Storylet, Topic
from workbook.content.codebook import CommonTopics
from workbook.content.condition import Condition
from workbook.content.linting.conditions import allowed
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.reach import Reach
from workbook.content.linting.shared import Shared
from workbook.content.marks import Where
from workbook.language import LANGUAGES, Examples

ASKS = 3  # ways of asking that each fact and topic needs in each language
TRANSCRIPTS = 3
_TONES = ("strong", "fair", "weak")
_COMPARE = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
_WORD = re.compile(r"\w+")


def gaps_in_behaviour(reach: Reach) -> Iterator[Slip]:
    """What the client has no answer to."""
    case, shared = reach.case, reach.shared
    here: Where = ("storylets",)
    free = [
        s for s in case.storylets if _open(s) and not (s.when or s.reveals or s.heard or s.ends)
    ]
    if not free:
        yield slip("C501", here)
    if not any(storylet.repeats for storylet in free):
        yield slip("C502", here)
    answered = {target for storylet in case.storylets for target in storylet.about}
    missing = [topic.id for topic in shared.common.topics if topic.id not in answered]
    if missing:
        yield slip("C503", here, names=_listed(missing))
    heard = {code for storylet in case.storylets if _open(storylet) for code in storylet.heard}
    silent = [code for code, family in shared.families.items() if not heard & {code, family}]
    if silent:
        yield slip("C504", here, names=_listed(silent))
    yield from _endings(case)
    yield from _ruptures(reach)


def _open(storylet: Storylet) -> bool:
    """Whether it can answer whatever the utterance is about."""
    return not (storylet.about or storylet.asks.root or storylet.deflects)


def _endings(case: Case) -> Iterator[Slip]:
    ends = [s for s in case.storylets if s.ends and _open(s) and not s.heard]
    limits = [found for s in ends for c in s.when if (found := allowed(c))]
    if not any(r.subject == "turn" and 0 < r.low <= case.length for r in limits):
        yield slip("C505", ("storylets",), length=case.length)
    if not any(r.subject == "alliance" and 0 < r.high < 1 for r in limits):
        yield slip("C506", ("storylets",))


def _ruptures(reach: Reach) -> Iterator[Slip]:
    mends = [s for s in reach.case.storylets if s.mends and s.id in reach.tellable]
    for i, storylet in enumerate(reach.case.storylets):
        kind = storylet.rupture
        if kind and not any(_during(mend, kind) for mend in mends):
            yield slip("C413", ("storylets", i), kind=kind)


def _during(storylet: Storylet, kind: str) -> bool:
    """Whether it can be told in a rupture of this kind."""
    return not any(
        c.verb == "rupture" and (c.negated if c.subject in ("", kind) else not c.negated)
        for c in storylet.when
    )


def gaps_in_formulation(case: Case) -> Iterator[Slip]:
    """What the talk turns on, and who answers for it."""
    hot = sum(belief.hot for belief in case.beliefs)
    if case.beliefs and hot != 1:
        yield slip("C507", ("beliefs",), count=hot)
    if not any(fact.core for fact in case.facts):
        yield slip("C508", ("facts",))
    if not case.content_notes:
        for i, fact in enumerate(case.facts):
            if fact.risk:
                yield slip("C515", ("facts", i))
        for i, storylet in enumerate(case.storylets):
            for n, cue in enumerate(storylet.cues):
                if cue.code == "risk":
                    yield slip("C515", ("storylets", i, "cues", n))


def gaps_in_provenance(case: Case, today: date) -> Iterator[Slip]:
    """Who wrote the case, on what ground, in which languages and when."""
    given = case.provenance
    wanted = {
        "author": ("who wrote it", given.author.strip()),
        "sources": ("on which works it rests", any(source.strip() for source in given.sources)),
        "written_in": (
            f"in which of {', '.join(LANGUAGES)} it was written",
            given.written_in and set(given.written_in) <= set(LANGUAGES),
        ),
        "changed": ("when it was last changed, but a day to come", given.changed <= today),
    }
    for key, (what, there) in wanted.items():
        if not there:
            yield slip("C516", ("provenance", key), wanted=what)


def gaps_in_moves(case: Case) -> Iterator[Slip]:
    """Qualities of which there is no move, at all or to begin with."""
    some: Counter[str] = Counter(move.quality for move in case.moves)
    missing = [tone for tone in _TONES if not some[tone]]
    if missing:
        yield slip("C509", ("moves",), names=_listed(missing))
        return
    first: Counter[str] = Counter(
        move.quality
        for move in case.moves
        if not move.after and all(_at_start(c, case) for c in move.when)
    )
    if not all(first[tone] for tone in _TONES):
        yield slip("C510", ("moves",), **{tone: first[tone] for tone in _TONES})


def _at_start(condition: Condition, case: Case) -> bool:
    """Whether it holds before anything has been said."""
    numbers: dict[str, float] = dict(case.qualities.items())
    numbers |= {belief.id: belief.start for belief in case.beliefs}
    found = condition.verb in ("compare", "count", "recent") and _COMPARE[condition.op](
        numbers.get(condition.subject, 0.0), condition.number
    )
    return found != condition.negated


def gaps_in_asks(case: Case, shared: Shared) -> Iterator[Slip]:
    """What can hardly be asked for, and ways of asking that fit two things."""
    yield from few_asks("topics", case.topics)
    yield from few_asks("facts", case.facts)
    for i, storylet in enumerate(case.storylets):
        for lang in LANGUAGES:
            if storylet.asks.root and not storylet.asks.read(lang):
                yield slip("C512", ("storylets", i, "asks"), language=lang)
    # What comes only right after certain lines may share "And then?" with what comes at other times.
    taken: dict[tuple[str, ...], dict[tuple[str, str], str]] = defaultdict(dict)
    for topic in shared.common.topics:
        taken[()] |= {(lang, words): topic.id for lang, _, words in _asks(topic.asks)}
    groups: tuple[tuple[str, tuple[Topic | Fact | Storylet, ...]], ...] = (
        ("topics", case.topics),
        ("facts", case.facts),
        ("storylets", case.storylets),
    )
    for group, parts in groups:
        for i, part in enumerate(parts):
            when = part.when if isinstance(part, Storylet) else ()
            lines = sorted(c.subject for c in when if c.verb == "after" and not c.negated)
            yield from _asked_twice((group, i, "asks"), part.id, part.asks, taken[tuple(lines)])


def few_asks(group: str, parts: Iterable[Topic | Fact]) -> Iterator[Slip]:
    """Facts or topics with fewer ways of asking than needed in a language."""
    for i, part in enumerate(parts):
        for lang in LANGUAGES:
            count = len(part.asks.read(lang))
            if count < ASKS:
                yield slip("C511", (group, i, "asks"), count=count, language=lang, least=ASKS)


def gaps_in_common_topics(page: CommonTopics) -> Iterator[Slip]:
    """Common topics that can hardly be asked for, or not be told apart."""
    yield from few_asks("topics", page.topics)
    taken: dict[tuple[str, str], str] = {}
    for i, topic in enumerate(page.topics):
        yield from _asked_twice(("topics", i, "asks"), topic.id, topic.asks, taken)


def _asked_twice(
    where: Where, name: str, asks: Examples, taken: dict[tuple[str, str], str]
) -> Iterator[Slip]:
    for lang, place, words in _asks(asks):
        other = taken.setdefault((lang, words), name)
        if other != name:
            yield slip("C513", (*where, lang, place), words=asks.read(lang)[place], other=other)


def _asks(asks: Examples) -> Iterator[tuple[str, int, str]]:
    for lang, ways in asks.root.items():
        for place, words in enumerate(ways):
            plain = " ".join(_WORD.findall(words.lower()))
            if plain:
                yield lang, place, plain


def few_transcripts(talks: Sequence[Path]) -> Iterator[Slip]:
    """Fewer transcripts than a case needs."""
    if len(talks) < TRANSCRIPTS:
        yield slip("C514", (), count=len(talks), least=TRANSCRIPTS)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
