"""What is shown after a talk: its course, what was opened and missed, the mix of skills, one thing to practise next."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.content import Case, codebook
from workbook.content.frozen import Frozen
from workbook.debrief.course import course_of, course_text, worth
from workbook.debrief.cues import SeenCue, cues_of
from workbook.debrief.mix import Measure, counts, measures, skills
from workbook.debrief.rating import RATED, computed_ratings, rating_questions, score
from workbook.debrief.rubric import Judged, judged
from workbook.exchange import Exchange
from workbook.feedback import NEAR, tone_of
from workbook.language import say

__all__ = [
    "RATED",
    "Debrief",
    "Measure",
    "SeenCue",
    "computed_ratings",
    "debrief",
    "measures",
    "rating_questions",
    "score",
    "skills",
]

COSTLY = 3  # unhelpful turns from which they are the thing to practise
CHANGED = 0.05  # in the bond, from which a talk made it grow or lose
STRENGTHS = 4  # at most


class Debrief(Frozen):
    """A whole talk, looked back on in one language."""

    score: float  # 0-1
    summary: str
    course: dict[str, object]
    course_text: tuple[str, ...]
    opened: tuple[dict[str, object], ...]
    near: tuple[dict[str, str], ...]
    counts: dict[str, int]
    cues: tuple[SeenCue, ...]
    skills: tuple[dict[str, object], ...]
    measures: tuple[Measure, ...]
    strengths: tuple[str, ...]
    rubric: tuple[Judged, ...]
    next: dict[str, str | None]
    ratings: tuple[dict[str, object], ...]


def debrief(
    case: Case, exchanges: Sequence[Exchange], *, lang: str, ratings: dict[str, int] | None = None
) -> Debrief:
    """The debrief of a talk of at least one turn."""
    computed = computed_ratings(exchanges)
    cues = cues_of(case, exchanges, lang)
    facts = [fact for happened in exchanges for fact in happened.reveals]
    return Debrief(
        score=score(case, exchanges),
        summary=_summary(case, exchanges, len(facts), lang),
        course=course_of(case, exchanges, lang),
        course_text=tuple(course_text(case, exchanges, lang)),
        opened=tuple(
            {"text": case.fact(fact).text.read(lang), "turn": happened.turn}
            for happened in exchanges
            for fact in happened.reveals
        ),
        near=tuple(_near(case, exchanges, facts, lang)),
        counts={"opened": len(facts), "total": _tellable(case, exchanges)},
        cues=tuple(cues),
        skills=tuple(skills(counts(exchanges), lang)),
        measures=tuple(measures(counts(exchanges), lang)),
        strengths=tuple(_strengths(case, exchanges, cues, lang)),
        rubric=tuple(judged(case, exchanges, cues, lang)),
        next=_next(case, exchanges, cues, lang),
        ratings=tuple(
            {
                "id": name,
                "question": rating_questions(lang)[name][0],
                "own": (ratings or {}).get(name),
                "computed": round(computed[name], 1),
            }
            for name in RATED
        ),
    )


def _near(
    case: Case, exchanges: Sequence[Exchange], facts: Sequence[str], lang: str
) -> list[dict[str, str]]:
    """Facts that were asked about or nearly open, and what would have opened them; what they are stays untold."""
    openness = max(happened.after["openness"] for happened in exchanges)
    asked = {target for happened in exchanges for target in happened.heard.about} | {
        e.deflects for e in exchanges
    }
    untold = [
        fact
        for fact in case.facts
        if fact.id not in (*facts, *exchanges[0].told)
        and (fact.openness <= openness + NEAR or fact.id in asked)
    ]
    names = {topic.id: topic.name.read(lang) for topic in case.topics}
    return [
        {
            "hint": names.get(fact.topics[0], "") if fact.topics else "",
            "opens_with": fact.opens_with.read(lang),
        }
        for fact in sorted(untold, key=lambda fact: (fact.id not in asked, fact.openness))[:5]
    ]


def _summary(case: Case, exchanges: Sequence[Exchange], opened: int, lang: str) -> str:
    change = exchanges[-1].after["alliance"] - exchanges[0].before["alliance"]
    course = (
        say(lang, "The bond grew")
        if change > CHANGED
        else say(lang, "The bond lost ground")
        if change < -CHANGED
        else say(lang, "The bond stayed about the same")
    )
    turns = len(exchanges)
    length = (
        say(lang, "One turn with {name}.", name=case.client.name)
        if turns == 1
        else say(lang, "{turns} turns with {name}.", turns=turns, name=case.client.name)
    )
    told = say(
        lang,
        "{course}, and {opened} of {total} things could be told.",
        course=course,
        opened=opened,
        total=_tellable(case, exchanges),
    )
    return f"{length} {told}"


def _tellable(case: Case, exchanges: Sequence[Exchange]) -> int:
    """The facts that had not been told before this talk."""
    return len(case.facts) - len(exchanges[0].told)


def _strengths(
    case: Case, exchanges: Sequence[Exchange], cues: Sequence[SeenCue], lang: str
) -> list[str]:
    """Only what was earned, each with the trainee's own words."""
    found = []
    for code, words in (
        (
            "reflection_complex",
            say(lang, "You put into words what was meant but not said: “{said}”"),
        ),
        ("question_open", say(lang, "You left room with an open question: “{said}”")),
        ("validation", say(lang, "You let the feeling make sense before anything else: “{said}”")),
        ("repair", say(lang, "You noticed strain between you and owned it: “{said}”")),
        ("summary", say(lang, "You gathered what was said: “{said}”")),
        (
            "socratic_question",
            say(lang, "You helped to look at a thought instead of arguing with it: “{said}”"),
        ),
        ("affirmation", say(lang, "You named something strong: “{said}”")),
    ):
        good = [
            e
            for e in exchanges
            if code in e.heard.codes and tone_of(case, e) != "weak" and worth(e) > 0
        ]
        if good:
            found.append(words.format(said=max(good, key=worth).said))
    seen = sum(cue.seen for cue in cues)
    if seen:
        found.append(
            say(
                lang,
                "You picked up {seen} of {total} cues in the client's own words.",
                seen=seen,
                total=len(cues),
            )
        )
    return found[:STRENGTHS] or [
        say(
            lang,
            "You stayed with this client for {turns} turns and looked at the result: that is where learning starts.",
            turns=len(exchanges),
        )
    ]


def _next(
    case: Case, exchanges: Sequence[Exchange], cues: Sequence[SeenCue], lang: str
) -> dict[str, str | None]:
    """One thing only: what cost most, else the measure furthest below, else a missed cue, else going deeper."""
    book, count = codebook("therapist_skills"), counts(exchanges)
    costly = [
        (count[code.id], code)
        for code in book.codes
        if code.family == "unhelpful" and count[code.id]
    ]
    model = next(
        (move.say.read(lang) for move in case.moves if move.quality == "strong" and not move.when),
        None,
    )
    if costly and (
        sum(n for n, _ in costly) >= COSTLY or 2 * sum(n for n, _ in costly) > len(exchanges)
    ):
        n, worst = max(costly, key=lambda pair: pair[0])
        text = say(
            lang,
            "{name} came {n} times. {stronger}",
            name=worst.name.read(lang),
            n=n,
            stronger=worst.stronger.read(lang) if worst.stronger else "",
        )
        return {"text": text, "say": model}
    low = {m.id for m in measures(count, lang) if m.band == "below"}
    advice = {
        "ratio": say(
            lang,
            "Give something back before you ask again: after each answer, first one sentence of what you heard, then a question or nothing.",
        ),
        "open": say(
            lang,
            "Turn your next closed question into one that begins with “what” or “how”, or into “tell me”.",
        ),
        "complex": say(
            lang,
            "When you reflect, go one step beyond the words: name the feeling or what it means to this client.",
        ),
    }
    wanted = {"ratio": "reflection", "open": "question_open", "complex": "reflection_complex"}
    for name in ("ratio", "open", "complex"):
        if name in low:
            shown = next(
                (
                    m.say.read(lang)
                    for m in case.moves
                    if m.quality == "strong" and m.code.startswith(wanted[name])
                ),
                model,
            )
            return {"text": advice[name], "say": shown}
    missed = next((cue for cue in cues if not cue.seen), None)
    if missed:
        return {
            "text": say(
                lang,
                "Listen for what is said in passing. In turn {turn} came “{span}” ({name}): stay with such words next time.",
                turn=missed.turn,
                span=missed.span,
                name=missed.name,
            ),
            "say": None,
        }
    return {
        "text": say(
            lang,
            "Go on like this and stay a little longer where it matters most, before turning to what could change.",
        ),
        "say": None,
    }
