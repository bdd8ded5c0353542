"""The mix of skills in a talk, against published thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from workbook.content import codebook
from workbook.content.frozen import Frozen
from workbook.exchange import Exchange
from workbook.language import say

MITI = "Moyers, Manuel & Ernst (2014), MITI 4.2.1"
OLDER_MITI = (
    "Moyers, Martin, Manuel, Miller & Ernst (2010), MITI 3.1.1"  # MITI 4 no longer sets it
)
Band = Literal["below", "fair", "good"]


class Measure(Frozen):
    """One figure of the skill mix against a published threshold."""

    id: str
    name: str
    value: str
    band: Literal["below", "fair", "good"]
    text: str
    source: str


def measures(count: Counter[str], lang: str) -> list[Measure]:
    """The mix of skills, as turns with each code, against the MITI's thresholds; a figure that cannot be worked out yet says so."""
    reflections = count["reflection_simple"] + count["reflection_complex"] + count["summary"]
    open_ones = count["question_open"] + count["socratic_question"]
    questions = (
        open_ones
        + count["question_closed"]
        + count["leading_question"]
        + count["risk_question"]
        + count["multiple_questions"]
    )
    deep = count["reflection_complex"] + count["summary"]
    return [
        _measure(
            "ratio",
            say(lang, "Reflections to questions"),
            part=reflections,
            whole=questions,
            bands=(1.0, 2.0),
            lang=lang,
            ratio=True,
        ),
        _measure(
            "open",
            say(lang, "Open questions among all questions"),
            part=open_ones,
            whole=questions,
            bands=(0.5, 0.7),
            lang=lang,
            source=OLDER_MITI,
        ),
        _measure(
            "complex",
            say(lang, "Complex reflections among all reflections"),
            part=deep,
            whole=reflections,
            bands=(0.4, 0.5),
            lang=lang,
        ),
    ]


def _measure(
    name: str,
    title: str,
    *,
    part: int,
    whole: int,
    bands: tuple[float, float],
    lang: str,
    ratio: bool = False,
    source: str = MITI,
) -> Measure:
    value = part / whole if whole else 0.0
    band: Literal["below", "fair", "good"] = (
        "good" if value >= bands[1] else "fair" if value >= bands[0] else "below"
    )
    if not whole:
        # No question asked: any reflection at all keeps the ratio. And of nothing no share is too small.
        band = "good" if ratio and part else "fair"
    shown = f"{part} : {whole}" if ratio else (f"{round(100 * value)} %" if whole else "–")
    fair, good = (f"{b:g} : 1" if ratio else f"{round(100 * b)} %" for b in bands)
    text = say(
        lang,
        "{part} of {whole}; fair from {fair}, good from {good}.",
        part=part,
        whole=whole,
        fair=fair,
        good=good,
    )
    if ratio:
        text = say(
            lang,
            "{part} against {whole}; fair from {fair}, good from {good}.",
            part=part,
            whole=whole,
            fair=fair,
            good=good,
        )
    return Measure(id=name, name=title, value=shown, band=band, text=text, source=source)


def counts(exchanges: Sequence[Exchange]) -> Counter[str]:
    """How many turns had each code."""
    return Counter(
        code
        for happened in exchanges
        for code in happened.utterance.codes
        if code in happened.heard.codes
    )


def skills(count: Counter[str], lang: str) -> list[dict[str, object]]:
    """The codes by how often they came, named."""
    book = codebook("therapist_skills")
    return [
        {"code": code, "name": book.code(code).name.read(lang), "count": n}
        for code, n in count.most_common()
    ]
