"""One utterance and its answer: what the trainee said, and what the client made of it."""

from __future__ import annotations

from workbook import client
from workbook.client import ClientState, Heard
from workbook.coding import Utterance
from workbook.content import Case
from workbook.content.case import Quality
from workbook.content.frozen import Frozen
from workbook.hearing import Ear

__all__ = ["Ear", "Exchange", "exchange", "line_of"]


class Exchange(Frozen):
    """What happened in one turn, with the full reason, in no particular language."""

    turn: int
    said: str
    lang: str
    utterance: Utterance
    corrected: bool  # the trainee said what kind of move it was
    heard: Heard
    last: str  # the storylet of the client's line before; empty: the opening
    told: tuple[str, ...]  # facts on the table before
    storylet: str
    line: int  # which of the storylet's lines, from 0
    reveals: tuple[str, ...]
    deflects: str | None
    rules: tuple[str, ...]
    candidates: tuple[tuple[str, int], ...]
    before: dict[Quality, float]
    after: dict[Quality, float]
    beliefs: dict[str, float]  # after
    beliefs_before: dict[str, float]
    ended: bool
    move: str | None = None  # the offered move that was taken
    session: int = 1
    plan: str = ""  # what had been agreed before


def exchange(
    case: Case,
    state: ClientState,
    ear: Ear,
    *,
    said: str,
    lang: str,
    meant: str | None = None,
    corrected: bool = False,
    move: str | None = None,
) -> tuple[ClientState, Exchange]:
    """One turn: the next state and what happened. The state given is left as it was."""
    utterance, heard = ear.listen(said, state, meant=meant)
    reply = client.reply(case, state, heard)
    return reply.after, Exchange(
        turn=reply.after.turn,
        said=said,
        lang=lang,
        utterance=utterance,
        corrected=corrected,
        heard=heard,
        last=state.last,
        told=state.facts,
        storylet=reply.storylet,
        line=state.told.get(reply.storylet, 0),
        reveals=reply.reveals,
        deflects=reply.deflects,
        rules=reply.rules,
        candidates=reply.candidates,
        before=state.qualities,
        after=reply.after.qualities,
        beliefs=reply.after.beliefs,
        beliefs_before=state.beliefs,
        ended=reply.after.ended,
        move=move,
        session=state.session,
        plan=state.plan,
    )


def line_of(case: Case, happened: Exchange, lang: str) -> str:
    """What the client said in that turn, in a language."""
    says = case.storylet(happened.storylet).say
    return says[happened.line % len(says)].read(lang)
