"""What opens what in a case, as a picture that any browser shows."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from workbook.content.case import Case, Storylet

WIDTH, HEIGHT, GAP = 190, 46, 16  # of a fact's box, in pixels
STEP = 0.1  # openness from column to column
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#2a2522}.fact{fill:#eaf4f5;stroke:#1c6670}.core{fill:#fbe3d3;stroke:#9a4a1f;stroke-width:2}"
    ".risk{stroke:#a03246;stroke-width:2}.edge{fill:none;stroke:#6b4590;stroke-width:1.3;marker-end:url(#tip)}.small{font-size:11px;fill:#55504b}"
)


class Opening(NamedTuple):
    """One fact that must have been told, or just been told, before another can be."""

    first: str
    then: str
    how: str  # "told" or "after"


def openings(case: Case) -> list[Opening]:
    """Every fact that waits for another in all the storylets that tell it, or in some."""
    telling = {s.id: s.reveals for s in case.storylets}
    facts = {fact.id for fact in case.facts}
    found: dict[Opening, None] = {}
    for storylet in case.storylets:
        for then in storylet.reveals:
            for first, how in _waits_for(storylet):
                known = (first,) if first in facts else telling.get(first, ())
                for fact in known:
                    if fact != then:
                        found[Opening(fact, then, how)] = None
    return list(found)


def _waits_for(storylet: Storylet) -> list[tuple[str, str]]:
    return [
        (c.subject, c.verb) for c in storylet.when if c.verb in ("told", "after") and not c.negated
    ]


def picture(case: Case, lang: str) -> str:
    """The facts as an SVG drawing, from left to right by the openness they need, with what waits for what."""
    columns: dict[int, list[str]] = {}
    for fact in sorted(case.facts, key=lambda fact: (fact.openness, fact.id)):
        columns.setdefault(round(fact.openness / STEP), []).append(fact.id)
    places = {
        fact: (20 + column * (WIDTH + 56), 70 + row * (HEIGHT + GAP))
        for column, (_, facts) in enumerate(sorted(columns.items()))
        for row, fact in enumerate(facts)
    }
    width = 20 + len(columns) * (WIDTH + 56)
    height = 90 + max(map(len, columns.values()), default=0) * (HEIGHT + GAP)
    heads = [
        f'<text x="{20 + n * (WIDTH + 56)}" y="46" class="small">openness {level * STEP:.1f}</text>'
        for n, level in enumerate(sorted(columns))
    ]
    boxes = [_box(case, fact, places[fact], lang) for fact in places]
    arrows = [_arrow(places[o.first], places[o.then]) for o in openings(case)]
    title = escape(f"{case.id}: {case.client.name}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f"<title>{title}</title><style>{_STYLE}</style>"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#6b4590"/></marker></defs>'
        f'<text x="20" y="24">{title}</text>{"".join(heads)}{"".join(arrows)}{"".join(boxes)}</svg>\n'
    )


def _box(case: Case, fact_id: str, place: tuple[int, int], lang: str) -> str:
    fact, (x, y) = case.fact(fact_id), place
    kind = "fact" + " core" * fact.core + " risk" * fact.risk
    ways = sum(fact_id in storylet.reveals for storylet in case.storylets)
    topics = ", ".join(fact.topics) or "no topic"
    return (
        f"<g><title>{escape(fact.text.read(lang))} — {escape(fact.opens_with.read(lang))}</title>"
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="8" class="{kind}"/>'
        f'<text x="{x + 10}" y="{y + 19}">{escape(fact_id)}</text>'
        f'<text x="{x + 10}" y="{y + 36}" class="small">{fact.openness:g} · {escape(topics)} · {ways} ways</text></g>'
    )


def _arrow(first: tuple[int, int], then: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = first, then
    start: tuple[float, float] = (x1 + WIDTH, y1 + HEIGHT / 2)
    end: tuple[float, float] = (x2, y2 + HEIGHT / 2)
    if x2 <= x1:
        start, end = (x1 + WIDTH / 2, y1 + HEIGHT), (x2 + WIDTH / 2, y2)
    bend = max(30, abs(end[0] - start[0]) / 2)
    return f'<path class="edge" d="M{start[0]} {start[1]}C{start[0] + bend} {start[1]} {end[0] - bend} {end[1]} {end[0]} {end[1]}"/>'
