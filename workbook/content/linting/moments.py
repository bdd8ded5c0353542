"""Moments at which something has to be said: each with one thing that is good to say, and a client who is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from workbook.content.linting.choices import same_texts, same_wordings
from workbook.content.linting.lines import clinical
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import repeated, unknown
from workbook.content.marks import Where
from workbook.content.moments import Moment, Moments

LED = 3  # moments that a talk has at the least


def gaps_in_moments(
    page: Moments, codes: Collection[str], clients: Collection[str], talkers: Collection[str]
) -> Iterator[Slip]:
    """Everything wrong with a set of moments.

    Args:
        page: the set.
        codes: the therapist codes there are.
        clients: the first names of the clients there are.
        talkers: those of them who use clinical words of their own accord.
    """
    if not page.source.strip():
        yield slip("C704", ("source",))
    yield from repeated("moments", [one.id for one in page.moments])
    if page.led and 0 < len(page.moments) < LED:
        yield slip("C920", ("moments",), count=len(page.moments), least=LED)
    for i, moment in enumerate(page.moments):
        where: Where = ("moments", i)
        yield from unknown("C919", (*where, "who"), moment.who, clients)
        yield from _sayings(where, moment, codes)
        if moment.who not in talkers:
            said = [((*where, "client"), moment.client)]
            said += [
                ((*where, "sayings", n, "client"), one.client)
                for n, one in enumerate(moment.sayings)
            ]
            yield from clinical(said)


def _sayings(where: Where, moment: Moment, codes: Collection[str]) -> Iterator[Slip]:
    here: Where = (*where, "sayings")
    yield from repeated("sayings", [one.id for one in moment.sayings], *where)
    good = sum(one.fit == "good" for one in moment.sayings)
    if moment.sayings and good != 1:
        yield slip("C917", here, count=good)
    for n, one in enumerate(moment.sayings):
        yield from unknown("C304", (*here, n, "code"), one.code, codes, kind="code")
    said = [((*here, n, "say"), one.say) for n, one in enumerate(moment.sayings)]
    yield from same_texts(said, "C918")
    yield from same_wordings(here, moment.sayings)
