"""What faces show of an attempt: plain values in one language, worked out from what is on record."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from workbook import client as clients
from workbook.content import NONE, Case, CaseHead, codebook, lifelines, rubric
from workbook.content.case import Quality
from workbook.debrief import debrief, rating_questions
from workbook.exchange import Exchange, line_of
from workbook.exercises import in_transcript
from workbook.exercises.in_transcript import Line
from workbook.feedback import feedback_on, named_twice, nearest_fact
from workbook.language import Text, say
from workbook.practice import labels
from workbook.spotting import Found, Span, find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.exercises import Prompt
    from workbook.practice.talk import Talk
    from workbook.record import AttemptRow


def snapshot(
    attempt: Talk, *, draft: str, branches: Sequence[tuple[AttemptRow, int]]
) -> dict[str, Any]:
    """The whole of an attempt."""
    case, lang = attempt.exercise.case, attempt.lang
    done = attempt.phase == "done" and bool(attempt.exchanges)
    questions = rating_questions(lang)
    ratings = getattr(attempt.state, "ratings", None)
    return {
        "exercise": attempt.exercise_id,
        "lang": lang,
        "attempt": attempt.row.id if attempt.row else None,
        "phase": attempt.phase,
        "mode": attempt.mode,
        "notice": attempt.notice,
        "goals": list(attempt.goals),
        "criteria": [
            {"id": one.id, "name": one.name.read(lang), "aim": one.aim.read(lang)}
            for one in rubric().criteria
        ],
        "case": {**about(case, lang), **_before(attempt)},
        "lifelines": help_lines(lang),
        "turns": [
            turn(case, attempt.exchanges, place, lang) for place in range(len(attempt.exchanges))
        ],
        "moves": moves(case, attempt.prompt, lang),
        "draft": draft,
        "saved_at": attempt.saved_at.isoformat() if attempt.saved_at else None,
        "rating": [
            {"id": name, "question": q, "low": low, "high": high}
            for name, (q, low, high) in questions.items()
        ],
        "ratings": ratings,
        "debrief": debrief(case, attempt.exchanges, lang=lang, ratings=ratings).model_dump(
            mode="json"
        )
        if done
        else None,
        "branches": [
            {
                "attempt": row.id,
                "from_turn": row.shared,
                "turns": turns,
                "current": attempt.row is not None and row.id == attempt.row.id,
                "at": row.begun_at.isoformat(),
            }
            for row, turns in branches
        ],
        "codes": codes(lang),
        "marks": marks(attempt),
        "distortions": labels.codes(lang),
    }


def marks(attempt: Talk) -> dict[int, list[dict[str, Any]]]:
    """The words that the trainee marked, by turn; in an exam without what they were, until the talk is over."""
    case, lang = attempt.exercise.case, attempt.lang
    told = attempt.mode != "exam" or attempt.phase == "done"
    found: dict[int, list[dict[str, Any]]] = {}
    for mark in getattr(attempt.state, "marks", ()):
        one, key, why = marked(case, mark)
        line = in_transcript.text_of(Line(case.id, mark.storylet, mark.line, ""), mark.lang)
        verdict = "alarm" if key == NONE else "found" if key == mark.code else "other"
        found.setdefault(mark.turn, []).append(
            {
                "words": line[mark.start : mark.end],
                "given": labels.name_of(mark.code, lang),
                **(
                    {
                        "verdict": verdict,
                        "key": labels.name_of(key, lang),
                        "why": why.read(lang) if why and one.key else "",
                    }
                    if told
                    else {}
                ),
            }
        )
    return found


def marked(case: Case, mark: Any) -> tuple[Found, str, Text | None]:
    """What became of one mark: the cue it met, that cue's code (none where it is no distortion), and why."""
    line = Line(case.id, mark.storylet, mark.line, "")
    keys = in_transcript.keys_of(line, mark.lang, codebook("distortions").in_use)
    text = in_transcript.text_of(line, mark.lang)
    span = Span(mark.start, mark.end, mark.code)
    found, _ = find(text, [key for key, _ in keys], [span])
    one = next(found_ for found_ in found if found_.mark)
    why = next((cue.why for key, cue in keys if key == one.key), None)
    return one, one.key.code if one.key else NONE, why


def about(case: Case, lang: str) -> dict[str, Any]:
    """What a trainee may know of a case beforehand."""
    return {
        "id": case.id,
        "title": case.title.read(lang),
        "level": case.level,
        "minutes": case.minutes,
        "intake": case.intake.read(lang),
        "content_notes": [note.read(lang) for note in case.content_notes],
        "client": {
            "name": case.client.name,
            "age": case.client.age,
            "pronouns": case.client.pronouns.read(lang),
            "work": case.client.work.read(lang),
        },
        "fictional": say(
            lang,
            "{name} is a made-up person. Not yet reviewed by a clinician.",
            name=case.client.name,
        )
        if case.provenance.review == "not-yet-reviewed-by-a-clinician"
        else say(lang, "{name} is a made-up person.", name=case.client.name),
    }


def client(case: CaseHead, lang: str) -> dict[str, Any]:
    """What helps to choose whom to talk with."""
    told = case.matter or case.title
    return {
        "case": case.id,
        "name": case.client.name,
        "age": case.client.age,
        "work": case.client.work.read(lang).split(". ")[0].rstrip("."),
        "matter": told.read(lang),
        "level": case.level,
        "minutes": case.minutes,
        "style": styles(lang)[case.client.style],
        "care": case.care,
    }


def styles(lang: str) -> dict[str, str]:
    """Ways in which clients speak."""
    return {
        "reserved": say(lang, "says little"),
        "talkative": say(lang, "says a great deal"),
        "pleasing": say(lang, "agrees with everything"),
        "irritated": say(lang, "has an edge"),
        "intellectualising": say(lang, "explains and analyses"),
        "tearful": say(lang, "is close to tears"),
    }


def _before(attempt: Talk) -> dict[str, Any]:
    """The client's first line, and where it is a later talk, what has gone before."""
    exercise, lang = attempt.exercise, attempt.lang
    case, sequel = exercise.case, exercise.spec.sequel
    opening = {
        "talk": exercise.spec.title.read(lang),
        "opening": exercise.opening(attempt.first).read(lang),
    }
    if sequel is None:
        return opening
    client_then = attempt.first.client
    plan = case.plan(client_then.plan)
    step = exercise.agreed(attempt.first.step) if attempt.first.step else None
    agreed = (
        f"{step.when.read(lang)}: {step.then.read(lang)}"
        if step
        else plan and plan.text.read(lang)
    )
    return {
        **opening,
        "intake": sequel.intake.read(lang),
        "notes": {
            "from": say(lang, "From your own talk last time")
            if attempt.remembers
            else say(
                lang,
                "You have not finished a first talk with {name}, so these are a colleague's notes",
                name=case.client.name,
            ),
            "told": [case.fact(fact).text.read(lang) for fact in client_then.facts],
            "plan": say(lang, "Agreed: {plan}", plan=agreed)
            if agreed
            else say(lang, "No plan was agreed."),
            "strain": say(lang, "There was strain between you when you parted.")
            if client_then.rupture
            else None,
        },
    }


def help_lines(lang: str) -> dict[str, Any]:
    """Where to turn in a crisis, for people who use this language."""
    found = lifelines()
    lines = [
        {
            "name": line.name,
            "contact": line.contact.read(lang),
            "hours": line.hours.read(lang),
            "checked": line.checked.isoformat(),
        }
        for line in found.lines.get(lang, ())
    ]
    return {"intro": found.intro.read(lang), "lines": lines}


def moves(case: Case, prompt: Prompt, lang: str) -> list[dict[str, str]]:
    """The offered moves, in their order."""
    by_id = {move.id: move for move in case.moves}
    # A case may lose a move while a talk is under way.
    return [
        {"id": name, "say": by_id[name].say.read(lang)} for name in prompt.moves if name in by_id
    ]


@cache
def codes(lang: str) -> list[dict[str, str]]:
    """The therapist codes, for correcting the coder."""
    return [
        {
            "id": code.id,
            "name": code.name.read(lang),
            "family": code.family,
            "definition": code.definition.read(lang),
        }
        for code in codebook("therapist_skills").codes
    ]


def turn(case: Case, exchanges: Sequence[Exchange], place: int, lang: str) -> dict[str, Any]:
    """One turn with its feedback and its reasons."""
    happened = exchanges[place]
    book = codebook("therapist_skills")
    twice, primary = named_twice(happened), happened.heard.primary
    return {
        "turn": happened.turn,
        "said": happened.said,
        "client": line_of(case, happened, lang),
        "heard": [
            {
                "code": code,
                "name": book.code(code).name.read(lang),
                "text": happened.said[m.start : m.end],
                "confidence": m.confidence,
            }
            for m in happened.utterance.marks
            for code in (primary if m.code in twice else m.code,)
        ],
        "primary": happened.heard.primary,
        "unsure": happened.utterance.unsure,
        "corrected": happened.corrected,
        "feedback": feedback_on(case, happened, lang).model_dump(),
        "why": why(case, happened, lang),
        "reveals": [case.fact(fact).text.read(lang) for fact in happened.reveals],
        "ended": happened.ended,
    }


def compared(here: Talk, there: Talk) -> dict[str, Any]:
    """Two versions of a talk side by side, from the first turn in which they differ."""
    case, lang = here.exercise.case, here.lang
    pairs = zip(here.exchanges, there.exchanges, strict=False)
    shared = next(
        (place for place, (one, other) in enumerate(pairs) if _differ(one, other)),
        min(len(here.exchanges), len(there.exchanges)),
    )
    return {
        "after": shared,
        "last": line_of(case, here.exchanges[shared - 1], lang)
        if shared
        else here.exercise.opening(here.first).read(lang),
        "sides": [_side(version, shared) for version in (here, there)],
    }


def _differ(one: Exchange, other: Exchange) -> bool:
    return (one.said, one.heard.primary, one.storylet) != (
        other.said,
        other.heard.primary,
        other.storylet,
    )


def _side(version: Talk, shared: int) -> dict[str, Any]:
    """One version from the turn where it parts from another: its turns, and what changed over them."""
    case, lang, after = version.exercise.case, version.lang, version.exchanges[shared:]
    hot = next((belief for belief in case.beliefs if belief.hot), case.beliefs[0])
    end = after[-1] if after else None
    return {
        "attempt": version.row.id if version.row else None,
        "turns": [
            turn(case, version.exchanges, place, lang)
            for place in range(shared, len(version.exchanges))
        ],
        "changed": [
            {
                "name": name,
                "before": round(100 * after[0].before[quality]),
                "after": round(100 * end.after[quality]),
            }
            for quality, name in quality_names(lang).items()
        ]
        + [
            {
                "name": say(lang, "Belief: “{belief}”", belief=hot.text.read(lang)),
                "before": round(after[0].beliefs_before[hot.id]),
                "after": round(end.beliefs[hot.id]),
            }
        ]
        if end
        else [],
        "opened": [case.fact(fact).text.read(lang) for e in after for fact in e.reveals],
    }


def quality_names(lang: str) -> dict[Quality, str]:
    """What the qualities of a client are called."""
    return {
        "alliance": say(lang, "Bond"),
        "openness": say(lang, "Openness"),
        "distress": say(lang, "Distress"),
        "resistance": say(lang, "Resistance"),
    }


def why(case: Case, happened: Exchange, lang: str) -> dict[str, Any]:
    """Why the client did that: for a supervisor, and for a trainee who asks."""
    storylet = case.storylet(happened.storylet)
    book = codebook("therapist_skills")
    rules = {rule.id: rule for rule in clients.rules_of(case)}
    twice = named_twice(happened)
    near = nearest_fact(case, happened, (*happened.told, *happened.reveals))
    return {
        "note": storylet.note.read(lang),
        "heard": [
            book.code(code).name.read(lang)
            for code in dict.fromkeys(
                happened.heard.primary if code in twice else code
                for code in happened.utterance.codes
                if code in happened.heard.codes
            )
        ],
        "rules": [rules[rule].why.read(lang) for rule in happened.rules if rule in rules],
        "qualities": [
            {
                "name": title,
                "before": round(100 * happened.before[q]),
                "after": round(100 * happened.after[q]),
            }
            for q, title in quality_names(lang).items()
        ],
        "nearest": case.fact(near).opens_with.read(lang) if near else None,
    }
