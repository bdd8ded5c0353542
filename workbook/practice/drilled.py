"""What faces show of a round: plain values in one language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zlib import crc32

from workbook.content import NONE, Code, Item, codebook, second_labels, sessions
from workbook.exercises import Judged, in_transcript, mark_words
from workbook.exercises.same_or_different import items_of
from workbook.language import say
from workbook.practice import moments
from workbook.practice.asked import task_shown
from workbook.practice.labels import Shown, ask_kinds, codes, foils, name_of, shuffled
from workbook.spotting import Found, Span, Task, find

if TYPE_CHECKING:
    from workbook.practice.rounds import Round


def snapshot(run: Round) -> Shown:
    """The whole of a round: the task that comes now, what came of the last one, and at the end of all of them."""
    spec, lang, state = run.exercise.spec, run.lang, run.state
    results = state.results
    last = len(results) - 1
    return {
        "exercise": run.exercise_id,
        "kind": spec.kind,
        "lang": lang,
        "title": spec.title.read(lang),
        "aim": spec.aim.read(lang),
        "minutes": spec.minutes,
        "notice": run.notice,
        "phase": run.phase,
        "place": len(results),
        "total": len(state.tasks),
        "saved_at": run.saved_at.isoformat() if run.saved_at else None,
        "draft": run.draft,
        "codes": [] if spec.kind in moments.KINDS else codes(lang),
        "task": task_shown(run, state.task) if state.task and run.row else None,
        "last": _feedback(run, last) if results and run.row else None,
        "result": _result(run) if run.phase == "done" else None,
    }


def _feedback(run: Round, place: int) -> Shown:
    """What came of one task."""
    task, judged = run.state.tasks[place], run.state.results[place]
    shown: Shown = {"place": place, "id": task.id, "because": _told(task, run.lang)}
    if judged is None:
        return {**shown, "skipped": True}
    if not run.exercise.has(task, run.state):
        return {**shown, "credit": judged.credit, "gone": True}
    shown |= {"credit": judged.credit, "skipped": False}
    return shown | _ANSWERED[run.exercise.spec.kind](run, task, judged)


def _told(task: Task, lang: str) -> str:
    """The reason for a task, with the labels it was about; after it is answered."""
    if task.why == "pair" and task.pair:
        one, other = (name_of(code, lang) for code in task.pair)
        return say(lang, "It came because you mixed up {one} and {other}.", one=one, other=other)
    return ""


def explained(item: Item, code: str, lang: str, credit: float) -> Shown:
    """An item with everything that is to be learned from it, after a code was given to it."""
    book = codebook("distortions")
    best = book.code(item.best)
    second = second_labels().labels.get(lang, {}).get(item.id, item.best)
    return {
        "text": item.text.read(lang),
        "span": item.span.read(lang) if item.span else "",
        "credit": credit,
        "key": {"code": item.best, "name": name_of(item.best, lang)},
        "given": {"code": code, "name": name_of(code, lang)},
        "why": item.options[code].read(lang) if code in item.options else _plain(code, lang),
        "best": item.options[item.best].read(lang),
        "others": [
            {
                "code": other,
                "name": name_of(other, lang),
                "why": why.read(lang),
                "role": "also" if other in item.also else "wrong" if other == item.wrong else "",
            }
            for other, why in item.options.items()
            if other not in {code, item.best}
        ],
        "second": name_of(second, lang) if second != item.best else "",
        "foil": foils(lang)[item.foil] if item.foil else "",
        "question": _question(best, item.id, lang),
        "maintains": best.maintains.read(lang) if best.maintains else "",
    }


def _question(code: Code, item: str, lang: str) -> str:
    """One of the Socratic questions of a code: another for another thought, and the same each time."""
    first = (code.question.read(lang),) if code.question else ()
    found = (*first, *code.questions.read(lang))
    return found[crc32(item.encode()) % len(found)] if found else ""


def _plain(code: str, lang: str) -> str:
    book = codebook("distortions")
    return book.code(code).definition.read(lang) if code in book.ids else ""


def _told_name(run: Round, task: Task, judged: Judged) -> Shown:
    item = run.exercise.bank.items[task.id]
    return explained(item, judged.response["code"], run.lang, judged.credit)


def _told_both(run: Round, task: Task, judged: Judged) -> Shown:
    bank = run.exercise.bank
    items, pair = items_of(task, bank), bank.pairs.get(task.id)
    given = judged.response
    same = items[0].best == items[1].best
    return {
        "same": same,
        "said": given["same"],
        "both": [
            explained(item, code, run.lang, item.credit(code))
            for item, code in zip(items, given["codes"], strict=True)
        ],
        "why": pair.why.read(run.lang)
        if pair
        else say(run.lang, "Both are best called {code}.", code=name_of(items[0].best, run.lang)),
    }


def _told_marks(run: Round, task: Task, judged: Judged) -> Shown:
    passage, lang = run.exercise.bank.passages[task.id], judged.lang
    text = passage.text.read(lang)
    marks = [Span(**mark) for mark in judged.response["marks"]]
    found, _ = find(text, mark_words.keys_of(passage, lang), marks)
    whys = {f"{passage.id}#{n}": mark.why.read(run.lang) for n, mark in enumerate(passage.marks)}
    return {"texts": [{"text": text, "found": [_one(one, text, whys, run.lang) for one in found]}]}


def _told_session(run: Round, task: Task, judged: Judged) -> Shown:
    lang, texts = judged.lang, []
    by_line: dict[int, list[Span]] = {}
    for mark in judged.response["marks"]:
        span = Span(int(mark["start"]), int(mark["end"]), mark["code"])
        by_line.setdefault(int(mark["line"]), []).append(span)
    for number, line in enumerate(in_transcript.lines_of(run.state, task)):
        text = in_transcript.text_of(line, lang)
        keys = in_transcript.keys_of(line, lang, run.exercise.bank.codes)
        whys = {key.id: cue.why.read(run.lang) for key, cue in keys}
        found, _ = find(text, [key for key, _ in keys], by_line.get(number, []))
        texts.append(
            {
                "said": line.said,
                "text": text,
                "found": [
                    _one(one, text, whys, run.lang)
                    for one in found
                    if one.mark or (one.key and one.key.code != NONE)
                ],
            }
        )
    return {"texts": texts}


def _one(one: Found, text: str, whys: dict[str, str], lang: str) -> Shown:
    """What became of one span, in words."""
    key, mark = one.key, one.mark
    at = (key.start, key.end) if key else (mark.start, mark.end) if mark else (0, 0)
    if key is None:
        verdict = "alarm"
    elif mark is None:
        verdict = "left" if key.code == NONE else "missed"
    elif key.code == NONE:
        verdict = "alarm"
    elif mark.code == key.code:
        verdict = "found"
    else:
        verdict = "other"
    return {
        "start": at[0],
        "end": at[1],
        "words": text[at[0] : at[1]],
        "verdict": verdict,
        "credit": one.credit,
        "key": name_of(key.code, lang) if key else "",
        "given": name_of(mark.code, lang) if mark else "",
        "why": whys.get(key.id, "") if key else "",
    }


def _told_question(run: Round, task: Task, judged: Judged) -> Shown:
    ask, lang = run.exercise.bank.asks[task.id], run.lang
    item, given = run.exercise.bank.items[ask.item], judged.response
    heard = given.get("heard")
    skills = codebook("therapist_skills")
    return {
        **explained(item, given["code"], lang, item.credit(given["code"])),
        "credit": judged.credit,
        "says": [
            {
                "say": option.say.read(lang),
                "kind": ask_kinds(lang)[option.kind],
                "good": option.kind == "socratic",
                "chosen": number == given["choice"],
                "why": option.why.read(lang),
            }
            for number, option in shuffled(ask.options, task.id)
        ],
        "own": {
            "text": given["text"],
            "heard": skills.code(heard).name.read(lang),
            "good": skills.code(heard).family in {"question", "reflection"},
            "why": _about_own(heard, lang),
        }
        if heard
        else None,
    }


def _about_own(heard: str, lang: str) -> str:
    """What the kind of a trainee's own words does at this point, and what would do more."""
    code = codebook("therapist_skills").code(heard)
    parts = [code.aim or code.definition, code.caution, code.stronger]
    if heard == "socratic_question":
        return code.aim.read(lang) if code.aim else code.definition.read(lang)
    return " ".join(part.read(lang) for part in parts if part)


def _told_own(run: Round, task: Task, judged: Judged) -> Shown:
    own = run.own_thought(task.id)
    return {
        "text": own["text"],
        "span": "",
        "key": {"code": own["code"], "name": name_of(own["code"], run.lang)},
        "given": {
            "code": judged.response["code"],
            "name": name_of(judged.response["code"], run.lang),
        },
        "why": own.get("note", ""),
        "best": _plain(own["code"], run.lang),
        "others": [],
    }


_ANSWERED: dict[str, Callable[[Round, Task, Judged], Shown]] = {
    "name_it": _told_name,
    "sort_stack": _told_name,
    "same_or_different": _told_both,
    "mark_words": _told_marks,
    "in_transcript": _told_session,
    "label_to_question": _told_question,
    "own_deck": _told_own,
    "moment": moments.told_moment,
    "indication": moments.told_indication,
    "ask_about_risk": moments.told_risk,
}


def _result(run: Round) -> Shown:
    """The round as a whole: the guess beside what it was, and every task once more."""
    state = run.state
    tried = [judged for judged in state.results if judged is not None]
    return {
        "guess": state.guess,
        "right": sum(judged.credit for judged in tried),
        "tried": len(tried),
        "skipped": len(state.results) - len(tried),
        "tasks": [_feedback(run, place) for place in range(len(state.results))],
        "empty": not state.tasks,
        "sessions": len(sessions()) if run.exercise.spec.kind == "in_transcript" else 0,
    }
