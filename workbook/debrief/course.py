"""The course of a talk: bond, openness, distress and belief after each turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbook.content import Case, codebook
from workbook.content.case import Quality
from workbook.exchange import Exchange, line_of
from workbook.language import say


def course_of(case: Case, exchanges: Sequence[Exchange], lang: str) -> dict[str, Any]:
    """Bond, openness, distress and the hot belief, each 0-100, and the move of each turn."""
    first = exchanges[0]
    hot = next((belief for belief in case.beliefs if belief.hot), case.beliefs[0])
    names: dict[Quality, str] = {
        "alliance": say(lang, "Bond"),
        "openness": say(lang, "Openness"),
        "distress": say(lang, "Distress"),
    }
    series: list[dict[str, object]] = [
        {
            "id": name,
            "name": title,
            "low": 0,
            "high": 100,
            "values": [
                round(100 * q[name]) for q in (first.before, *(e.after for e in exchanges))
            ],
        }
        for name, title in names.items()
    ]
    believed = [first.beliefs_before[hot.id], *(e.beliefs[hot.id] for e in exchanges)]
    series.append(
        {
            "id": "belief",
            "name": say(lang, "Belief: “{belief}”", belief=hot.text.read(lang)),
            "low": 0,
            "high": 100,
            "values": [round(v) for v in believed],
        }
    )
    book = codebook("therapist_skills")
    moves = [
        {
            "turn": e.turn,
            "code": e.heard.primary,
            "name": book.code(e.heard.primary).name.read(lang),
            "said": e.said,
            "client": line_of(case, e, lang),
        }
        for e in exchanges
    ]
    return {"series": series, "moves": moves}


def course_text(case: Case, exchanges: Sequence[Exchange], lang: str) -> list[str]:
    """The course in sentences, for whoever does not see the picture."""
    course = course_of(case, exchanges, lang)
    sentences = []
    for one in course["series"]:
        values = one["values"]
        high = max(range(len(values)), key=values.__getitem__)
        named = {"name": one["name"], "start": values[0], "end": values[-1]}
        words = say(lang, "{name}: from {start} to {end} of 100.", **named)
        if values[high] > max(values[0], values[-1]):
            words = say(
                lang,
                "{name}: from {start} to {end} of 100; highest {high} after turn {turn}.",
                **named,
                high=values[high],
                turn=high,
            )
        sentences.append(words)
    best = max(exchanges, key=worth)
    worst = min(exchanges, key=worth)
    if worth(best) > 0:
        sentences.append(
            say(lang, "Turn {turn} carried most: “{said}”", turn=best.turn, said=best.said)
        )
    if worth(worst) < 0:
        sentences.append(
            say(lang, "Turn {turn} cost most: “{said}”", turn=worst.turn, said=worst.said)
        )
    return sentences


def worth(happened: Exchange) -> float:
    """What a turn did for bond and openness together."""
    kinds: tuple[Quality, ...] = ("alliance", "openness")
    return sum(happened.after[quality] - happened.before[quality] for quality in kinds)
