"""What faces show of the coping strategies: each with what it works against, when it backfires and how sure that is."""

from __future__ import annotations

from typing import Any, get_args

from workbook import content
from workbook.content.coping import Mechanism, Strategy
from workbook.language import say
from workbook.practice.formulating import mechanisms

Shown = dict[str, Any]


def shown(lang: str) -> Shown:
    """Everything a face needs to let a trainee browse the strategies."""
    book = content.strategies()
    names = mechanisms(lang)
    return {
        "title": book.title.read(lang),
        "mechanisms": [{"id": one, "name": names[one]} for one in get_args(Mechanism)],
        "groups": groups(lang),
        "strategies": [_strategy(one, lang) for one in book.strategies],
    }


def groups(lang: str) -> list[dict[str, str]]:
    """Where the strategies come from, in the order of the course."""
    return [
        {"id": "five_ways", "name": say(lang, "Five healthy ways")},
        {"id": "resilience", "name": say(lang, "Four that build resilience")},
        {"id": "further", "name": say(lang, "Further ways")},
    ]


def _strategy(one: Strategy, lang: str) -> Shown:
    return {
        "id": one.id,
        "group": one.group,
        "name": one.name.read(lang),
        "definition": one.definition.read(lang),
        "helps": list(one.helps),
        "feeds": list(one.backfires_for),
        "backfires": one.backfires.read(lang),
        "propose": one.propose.read(lang),
        "steps": list(one.first_steps.read(lang)),
        "evidence": one.evidence.read(lang),
        "source": _source(one.source, lang),
    }


def _source(source: str, lang: str) -> str:
    """References stand as they are published; where there are none, that is said in the language."""
    without = {
        "clinical experience": say(lang, "clinical experience"),
        "clinical experience for the timing": say(lang, "clinical experience for the timing"),
        "clinical experience, little direct evidence": say(
            lang, "clinical experience, little direct evidence"
        ),
    }
    return "; ".join(without.get(part, part) for part in source.split("; "))
