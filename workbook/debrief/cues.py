"""Cues in the client's own words, and whether they were picked up."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.content import Case, Cue, codebook
from workbook.content.frozen import Frozen
from workbook.exchange import Exchange, line_of
from workbook.language import say

PICKED_UP_WITHIN = 2  # turns after a cue in which picking it up counts
EXPLORING = (
    "reflection",
    "question_open",
    "socratic_question",
    "validation",
    "summary",
    "risk_question",
)
TELLING = 6  # letters from which a word tells what an utterance is about


class SeenCue(Frozen):
    """A cue in a client's line, and whether it was picked up."""

    turn: int
    line: str
    span: str
    name: str
    why: str
    seen: bool


def cues_of(case: Case, exchanges: Sequence[Exchange], lang: str) -> list[SeenCue]:
    """Every cue in the client's lines that the trainee had a chance to answer."""
    found = []
    for place, happened in enumerate(exchanges[:-1]):
        line = line_of(case, happened, lang)
        answers = exchanges[place + 1 : place + 1 + PICKED_UP_WITHIN]
        for cue in case.storylet(happened.storylet).cues:
            if cue.span.read(lang) in line:
                seen = any(_picks_up(cue, answer, happened.storylet, line) for answer in answers)
                found.append(
                    SeenCue(
                        turn=happened.turn,
                        line=line,
                        span=cue.span.read(lang),
                        name=cue_name(cue.code, lang),
                        why=cue.why.read(lang),
                        seen=seen,
                    )
                )
    return found


def _picks_up(cue: Cue, answer: Exchange, storylet: str, line: str) -> bool:
    """Whether an utterance took up a cue: the right kind of move, and made there rather than somewhere else."""
    wanted = cue.picked_up_by or EXPLORING
    kind = any(code in answer.heard.codes for code in wanted) or any(
        target in wanted for target in answer.heard.about
    )
    return kind and (
        answer.last == storylet or any(word in answer.said.lower() for word in _long_words(line))
    )


def _long_words(line: str) -> set[str]:
    return {
        word
        for word in "".join(c if c.isalpha() else " " for c in line.lower()).split()
        if len(word) >= TELLING
    }


def cue_name(code: str, lang: str) -> str:
    """What a cue is called: a distortion by its name, else one of four plain words."""
    plain = {
        "feeling": say(lang, "a feeling, half said"),
        "strength": say(lang, "a strength"),
        "risk": say(lang, "a sign of risk"),
        "withdrawal": say(lang, "drawing back"),
        "confrontation": say(lang, "turning against you"),
    }
    return plain.get(code) or codebook("distortions").code(code).name.read(lang)
