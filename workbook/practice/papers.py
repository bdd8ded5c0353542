"""What a trainee takes away on paper: plans as hand-outs for a client and as notes for the file."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from workbook import paper
from workbook.errors import ResponseError, UnknownName
from workbook.language import say
from workbook.paper import Block, Sheet

if TYPE_CHECKING:
    from workbook.planning import Plan

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
    "ics": "text/calendar",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}


def long_date(day: date | None, lang: str) -> str:
    """A day as people write it; empty where there is none."""
    return f"{day.day} {_MONTHS[lang].split()[day.month - 1]} {day.year}" if day else ""


def plan_sheet(
    plan: Plan,
    *,
    client: str,
    lang: str,
    today: date,
    for_file: Mapping[str, Sequence[str]] | None = None,
) -> Sheet:
    """A plan as a sheet: for the client in plain words, or as a note for the file.

    Args:
        for_file: what the note has besides, by title; None: a sheet for the client.
    """
    steps = tuple((step.when.strip(), step.then.strip()) for step in plan.written)
    head = (say(lang, "If (when, where)"), say(lang, "Then"))

    def box(title: str, text: str) -> Block:
        if text.strip():
            return Block(kind="text", title=title, texts=(text,))
        return Block(kind="lines", title=title)

    when = long_date(plan.first, lang)
    blocks = [
        box(say(lang, "What I want"), plan.aim),
        Block(kind="table", title=say(lang, "What I am going to do"), rows=(head, *steps))
        if steps
        else Block(kind="lines", title=say(lang, "What I am going to do")),
        box(say(lang, "I begin on"), when),
    ]
    if plan.confidence is not None:
        blocks.append(
            Block(
                kind="scale",
                title=say(lang, "How sure I am that I will do it, from 0 to 10"),
                texts=(str(plan.confidence),),
            )
        )
    hurdle = " ".join(part for part in (plan.obstacle, plan.instead) if part.strip())
    blocks += [
        box(say(lang, "What may get in the way, and what I do then"), hurdle),
        box(say(lang, "Who can help me"), plan.support),
        box(say(lang, "What I tell myself when it is hard"), plan.kindness),
        box(say(lang, "How I notice that it helps"), plan.sign),
        box(say(lang, "We look back on it on"), long_date(plan.review, lang)),
    ]
    blocks += [
        Block(kind="list", title=title, texts=tuple(texts))
        for title, texts in (for_file or {}).items()
        if texts
    ]
    made = say(
        lang,
        "Made in a training workbook on {day}. {client} is a made-up person.",
        day=long_date(today, lang),
        client=client,
    )
    title = (
        say(lang, "Coping plan: {client}", client=client)
        if for_file is not None
        else say(lang, "My plan")
    )
    return Sheet(title=title, lang=lang, blocks=tuple(blocks), footer=made)


def as_file(
    sheet: Sheet, form: str, *, lang: str, name: str, now: datetime, review: date | None = None
) -> dict[str, Any]:
    """A sheet in one form: its name, type and content in base64, or its text to look at first.

    Raises:
        ResponseError: there is no day to put in a calendar.
        UnknownName: there is no such form.
    """
    if form == "preview":
        return {"name": "", "type": "text/plain", "base64": "", "text": paper.as_text(sheet)}
    if form not in _TYPES:
        raise UnknownName(f"no form {form!r}; there are: preview, {', '.join(_TYPES)}")
    if form == "ics":
        if review is None:
            raise ResponseError(say(lang, "The plan has no day to look back on it yet."))
        content = paper.as_calendar(
            sheet.title, review, lang=lang, uid=f"{name}-{review.isoformat()}", now=now
        )
    elif form == "txt":
        content = paper.as_text(sheet).encode()
    else:
        content = paper.as_pdf(sheet) if form == "pdf" else paper.as_word(sheet)
    return {
        "name": f"{name}.{form}",
        "type": _TYPES[form],
        "base64": base64.b64encode(content).decode(),
        "text": "",
    }
