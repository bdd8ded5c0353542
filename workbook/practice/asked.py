"""What faces show of a task before it is answered: nothing that gives it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook.content import NONE, open_case
from workbook.exercises import in_transcript
from workbook.exercises.same_or_different import codes_of, items_of
from workbook.language import say
from workbook.practice import moments
from workbook.practice.labels import Shown, options, shuffled
from workbook.spotting import Task

if TYPE_CHECKING:
    from workbook.practice.rounds import Round


def reason(task: Task, lang: str) -> str:
    """Why a task comes now; before it is answered, so without giving it away."""
    match task.why:
        case "due":
            return (
                say(lang, "It is {days} days since you saw this one.", days=task.days)
                if task.days > 1
                else say(lang, "Due again.")
            )
        case "pair":
            return say(lang, "It turns on two labels that you mixed up.")
        case "transfer":
            return say(lang, "A label that you know, in a situation that is new to you.")
        case "again":
            return say(lang, "You have seen this one before.")
        case "own":
            return say(lang, "Your own.")
    return say(lang, "New.")


def task_shown(run: Round, task: Task) -> Shown:
    """A task as a face shows it."""
    if not run.exercise.has(task, run.state):
        return {"id": task.id, "gone": True, "why": ""}
    shown = _ASKED[run.exercise.spec.kind](run, task)
    # A round of the studio has no reasons to give: it simply goes on.
    why = "" if run.exercise.spec.kind in moments.KINDS else reason(task, run.lang)
    return {"id": task.id, "why": why, **shown}


def _ask_name(run: Round, task: Task) -> Shown:
    item = run.exercise.bank.items[task.id]
    return {"text": item.text.read(run.lang), "options": options(item.options, run.lang)}


def _ask_stack(run: Round, task: Task) -> Shown:
    item = run.exercise.bank.items[task.id]
    return {
        "text": item.text.read(run.lang),
        "options": options((*(task.pair or ()), NONE), run.lang),
    }


def _ask_both(run: Round, task: Task) -> Shown:
    items = items_of(task, run.exercise.bank)
    return {
        "texts": [item.text.read(run.lang) for item in items],
        "options": options(codes_of(items), run.lang),
    }


def _ask_marks(run: Round, task: Task) -> Shown:
    return {"texts": [{"text": run.exercise.bank.passages[task.id].text.read(run.lang)}]}


def _ask_session(run: Round, task: Task) -> Shown:
    lines = in_transcript.lines_of(run.state, task)
    case = open_case(lines[0].case)
    return {
        "client": case.client.name,
        "own": task.why == "own",
        "texts": [
            {"said": line.said, "text": in_transcript.text_of(line, run.lang)} for line in lines
        ],
    }


def _ask_question(run: Round, task: Task) -> Shown:
    ask = run.exercise.bank.asks[task.id]
    item = run.exercise.bank.items[ask.item]
    return {
        "text": item.text.read(run.lang),
        "options": options(item.options, run.lang),
        "says": [
            {"choice": number, "say": option.say.read(run.lang)}
            for number, option in shuffled(ask.options, task.id)
        ],
    }


def _ask_own(run: Round, task: Task) -> Shown:
    return {
        "text": run.own_thought(task.id)["text"],
        "options": options(run.exercise.bank.codes, run.lang),
    }


_ASKED: dict[str, Callable[[Round, Task], Shown]] = {
    "name_it": _ask_name,
    "sort_stack": _ask_stack,
    "same_or_different": _ask_both,
    "mark_words": _ask_marks,
    "in_transcript": _ask_session,
    "label_to_question": _ask_question,
    "own_deck": _ask_own,
    "moment": moments.ask_moment,
    "indication": moments.ask_indication,
    "ask_about_risk": moments.ask_risk,
}
