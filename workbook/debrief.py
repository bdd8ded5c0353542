"""What is shown after a talk: its course, what was opened and missed, the mix of skills, one thing to practise next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from workbook.content import Case, Cue, codebook
from workbook.content.case import Frozen
from workbook.exchange import Exchange, line_of
from workbook.feedback import NEAR, tone_of
from workbook.language import say

PICKED_UP_WITHIN = 2  # turns after a cue in which picking it up counts
EXPLORING = ("reflection", "question_open", "socratic_question", "validation", "summary", "risk_question")
COSTLY = 3  # unhelpful turns from which they are the thing to practise
MITI = "Moyers, Manuel & Ernst (2014), MITI 4.2.1"
# What each self-rating is set against (0-10).
RATED = ("understood", "room", "alliance", "pace")


class Measure(Frozen):
    """One figure of the skill mix against a published threshold."""

    id: str
    name: str
    value: str
    band: Literal["below", "fair", "good"]
    text: str
    source: str


class SeenCue(Frozen):
    """A cue in a client's line, and whether it was picked up."""

    turn: int
    line: str
    span: str
    name: str
    why: str
    seen: bool


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
    next: dict[str, str | None]
    ratings: tuple[dict[str, object], ...]


def rating_questions(lang: str) -> dict[str, tuple[str, str, str]]:
    """The self-rating: question, what 0 means, what 10 means, by id."""
    return {
        "understood": (say(lang, "How well did the client feel understood?"), say(lang, "not at all"), say(lang, "completely")),
        "room": (say(lang, "How much room did you leave for the client's own story?"), say(lang, "hardly any"), say(lang, "all they needed")),
        "alliance": (say(lang, "How strong was the bond between you at the end?"), say(lang, "very weak"), say(lang, "very strong")),
        "pace": (say(lang, "How well did you time it: no advice or change before listening?"), say(lang, "far too fast"), say(lang, "just right")),
    }


def debrief(case: Case, exchanges: Sequence[Exchange], *, lang: str, ratings: dict[str, int] | None = None) -> Debrief:
    """The debrief of a talk of at least one turn."""
    computed = _computed(case, exchanges)
    cues = _cues(case, exchanges, lang)
    facts = [fact for happened in exchanges for fact in happened.reveals]
    return Debrief(
        score=score(case, exchanges),
        summary=_summary(case, exchanges, len(facts), lang),
        course=_course(case, exchanges, lang),
        course_text=tuple(_course_text(case, exchanges, lang)),
        opened=tuple(
            {"text": case.fact(fact).text.read(lang), "turn": happened.turn} for happened in exchanges for fact in happened.reveals
        ),
        near=tuple(_near(case, exchanges, facts, lang)),
        counts={"opened": len(facts), "total": len(case.facts)},
        cues=tuple(cues),
        skills=tuple(_skills(exchanges, lang)),
        measures=tuple(measures(exchanges, lang)),
        strengths=tuple(_strengths(case, exchanges, cues, lang)),
        next=_next(case, exchanges, cues, lang),
        ratings=tuple(
            {"id": name, "question": rating_questions(lang)[name][0], "own": (ratings or {}).get(name), "computed": round(computed[name], 1)}
            for name in RATED
        ),
    )


def score(case: Case, exchanges: Sequence[Exchange]) -> float:
    """How far the talk got, 0-1: half what was disclosed (deeper facts weigh more), the rest bond and the share of turns that cost nothing.

    The workbook's own rule, for comparing a trainee's talks with one case; not a rating of competence.
    """
    if not exchanges:
        return 0.0
    weights = {fact.id: 0.25 + fact.openness + fact.core for fact in case.facts}
    told = sum(weights[fact] for happened in exchanges for fact in happened.reveals)
    depth = min(1.0, told / (0.6 * sum(weights.values()) or 1.0))
    harmless = sum(tone_of(case, happened) != "weak" for happened in exchanges) / len(exchanges)
    # A talk of two good turns has not shown much yet.
    shown = min(1.0, len(exchanges) / 8)
    return round(0.5 * depth + shown * (0.3 * exchanges[-1].after["alliance"] + 0.2 * harmless), 3)


def measures(exchanges: Sequence[Exchange], lang: str) -> list[Measure]:
    """The mix of skills against the MITI's thresholds; a figure that cannot be worked out yet says so."""
    count = _counts(exchanges)
    reflections = count["reflection_simple"] + count["reflection_complex"] + count["summary"]
    open_ones = count["question_open"] + count["socratic_question"]
    questions = open_ones + count["question_closed"] + count["leading_question"] + count["risk_question"] + count["multiple_questions"]
    deep = count["reflection_complex"] + count["summary"]
    return [
        _measure("ratio", say(lang, "Reflections to questions"), reflections, questions, (1.0, 2.0), lang, ratio=True),
        _measure("open", say(lang, "Open questions among all questions"), open_ones, questions, (0.5, 0.7), lang),
        _measure("complex", say(lang, "Complex reflections among all reflections"), deep, reflections, (0.4, 0.5), lang),
    ]


def _measure(name: str, title: str, part: int, whole: int, bands: tuple[float, float], lang: str, *, ratio: bool = False) -> Measure:  # noqa: PLR0913
    value = part / whole if whole else 0.0
    band: Literal["below", "fair", "good"] = "good" if value >= bands[1] else "fair" if value >= bands[0] else "below"
    # No question asked: any reflection at all keeps the ratio.
    if ratio and not whole and part:
        band = "good"
    shown = f"{part} : {whole}" if ratio else (f"{round(100 * value)} %" if whole else "–")
    fair, good = (f"{b:g} : 1" if ratio else f"{round(100 * b)} %" for b in bands)
    text = say(lang, "{part} of {whole}; fair from {fair}, good from {good}.", part=part, whole=whole, fair=fair, good=good)
    if ratio:
        text = say(lang, "{part} against {whole}; fair from {fair}, good from {good}.", part=part, whole=whole, fair=fair, good=good)
    return Measure(id=name, name=title, value=shown, band=band, text=text, source=MITI)


def _counts(exchanges: Sequence[Exchange]) -> Counter[str]:
    return Counter(code for happened in exchanges for code in happened.utterance.codes if code in happened.heard.codes)


def _skills(exchanges: Sequence[Exchange], lang: str) -> list[dict[str, object]]:
    book = codebook("therapist_skills")
    return [{"code": code, "name": book.code(code).name.read(lang), "count": n} for code, n in _counts(exchanges).most_common()]


def _course(case: Case, exchanges: Sequence[Exchange], lang: str) -> dict[str, object]:
    first = exchanges[0]
    hot = next((belief for belief in case.beliefs if belief.hot), case.beliefs[0])
    names = {"alliance": say(lang, "Bond"), "openness": say(lang, "Openness"), "distress": say(lang, "Distress")}
    series: list[dict[str, object]] = [
        {"id": name, "name": title, "low": 0, "high": 100, "values": [round(100 * q[name]) for q in (first.before, *(e.after for e in exchanges))]}  # type: ignore[index]
        for name, title in names.items()
    ]
    believed = [first.beliefs_before[hot.id], *(e.beliefs[hot.id] for e in exchanges)]
    series.append({"id": "belief", "name": say(lang, "Belief: “{belief}”", belief=hot.text.read(lang)), "low": 0, "high": 100, "values": [round(v) for v in believed]})
    book = codebook("therapist_skills")
    moves = [
        {"turn": e.turn, "code": e.heard.primary, "name": book.code(e.heard.primary).name.read(lang), "said": e.said, "client": line_of(case, e, lang)}
        for e in exchanges
    ]
    return {"series": series, "moves": moves}


def _course_text(case: Case, exchanges: Sequence[Exchange], lang: str) -> list[str]:
    course = _course(case, exchanges, lang)
    sentences = []
    for one in course["series"]:  # type: ignore[attr-defined]
        values = one["values"]
        high = max(range(len(values)), key=values.__getitem__)
        sentences.append(
            say(lang, "{name}: from {start} to {end} of 100; highest {high} after turn {turn}.", name=one["name"], start=values[0], end=values[-1], high=values[high], turn=high)
        )
    best = max(exchanges, key=_worth)
    worst = min(exchanges, key=_worth)
    if _worth(best) > 0:
        sentences.append(say(lang, "Turn {turn} carried most: “{said}”", turn=best.turn, said=best.said))
    if _worth(worst) < 0:
        sentences.append(say(lang, "Turn {turn} cost most: “{said}”", turn=worst.turn, said=worst.said))
    return sentences


def _worth(happened: Exchange) -> float:
    return sum(happened.after[q] - happened.before[q] for q in ("alliance", "openness"))  # type: ignore[index]


def _near(case: Case, exchanges: Sequence[Exchange], facts: Sequence[str], lang: str) -> list[dict[str, str]]:
    """Facts that were asked about or nearly open, and what would have opened them; what they are stays untold."""
    openness = max(happened.after["openness"] for happened in exchanges)
    asked = {target for happened in exchanges for target in happened.heard.about} | {e.deflects for e in exchanges}
    untold = [fact for fact in case.facts if fact.id not in facts and (fact.openness <= openness + NEAR or fact.id in asked)]
    names = {topic.id: topic.name.read(lang) for topic in case.topics}
    return [
        {"hint": names.get(fact.topics[0], "") if fact.topics else "", "opens_with": fact.opens_with.read(lang)}
        for fact in sorted(untold, key=lambda fact: (fact.id not in asked, fact.openness))[:5]
    ]


def _cues(case: Case, exchanges: Sequence[Exchange], lang: str) -> list[SeenCue]:
    found = []
    for place, happened in enumerate(exchanges[:-1]):
        line = line_of(case, happened, lang)
        answers = exchanges[place + 1 : place + 1 + PICKED_UP_WITHIN]
        for cue in case.storylet(happened.storylet).cues:
            if cue.span.read(lang) in line:
                seen = any(_picks_up(cue, answer, happened.storylet, line) for answer in answers)
                found.append(
                    SeenCue(turn=happened.turn, line=line, span=cue.span.read(lang), name=cue_name(cue.code, lang), why=cue.why.read(lang), seen=seen)
                )
    return found


def _picks_up(cue: Cue, answer: Exchange, storylet: str, line: str) -> bool:
    """Whether an utterance took up a cue: the right kind of move, and made there rather than somewhere else."""
    wanted = cue.picked_up_by or EXPLORING
    kind = any(code in answer.heard.codes for code in wanted) or any(target in wanted for target in answer.heard.about)
    return kind and (answer.last == storylet or any(word in answer.said.lower() for word in _long_words(line)))


def _long_words(line: str) -> set[str]:
    return {word for word in "".join(c if c.isalpha() else " " for c in line.lower()).split() if len(word) > 5}  # noqa: PLR2004  small words are everywhere


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


def _computed(case: Case, exchanges: Sequence[Exchange]) -> dict[str, float]:
    """What the talk itself shows on the scales of the self-rating, 0-10."""
    families = [set(happened.heard.codes) for happened in exchanges]
    understood = sum(bool(f & {"reflection", "validation", "affirmation"}) for f in families) / len(families)
    crowded = sum(bool(f & {"question_closed", "multiple_questions", "leading_question", "unhelpful", "input"}) for f in families) / len(families)
    early = sum(bool(f & {"unhelpful", "planning"}) for f in families[: max(8, len(families) // 2)])
    best = max(happened.after["openness"] for happened in exchanges)
    return {
        "understood": 10 * min(1.0, 1.4 * understood) * (0.4 + 0.6 * exchanges[-1].after["alliance"]),
        "room": 10 * (1 - crowded) * (0.5 + 0.5 * best),
        "alliance": 10 * exchanges[-1].after["alliance"],
        "pace": max(0.0, 10 - 2.5 * early),
    }


def _summary(case: Case, exchanges: Sequence[Exchange], opened: int, lang: str) -> str:
    change = exchanges[-1].after["alliance"] - exchanges[0].before["alliance"]
    course = (
        say(lang, "The bond grew")
        if change > 0.05  # noqa: PLR2004
        else say(lang, "The bond lost ground")
        if change < -0.05  # noqa: PLR2004
        else say(lang, "The bond stayed about the same")
    )
    return say(
        lang, "{turns} turns with {name}. {course}, and {opened} of {total} things could be told.",
        turns=len(exchanges), name=case.client.name, course=course, opened=opened, total=len(case.facts),
    )


def _strengths(case: Case, exchanges: Sequence[Exchange], cues: Sequence[SeenCue], lang: str) -> list[str]:
    """Only what was earned, each with the trainee's own words."""
    found = []
    for code, words in (
        ("reflection_complex", say(lang, "You put into words what was meant but not said: “{said}”")),
        ("question_open", say(lang, "You left room with an open question: “{said}”")),
        ("validation", say(lang, "You let the feeling make sense before anything else: “{said}”")),
        ("repair", say(lang, "You noticed strain between you and owned it: “{said}”")),
        ("summary", say(lang, "You gathered what was said: “{said}”")),
        ("socratic_question", say(lang, "You helped to look at a thought instead of arguing with it: “{said}”")),
        ("affirmation", say(lang, "You named something strong: “{said}”")),
    ):
        good = [e for e in exchanges if code in e.heard.codes and tone_of(case, e) != "weak" and _worth(e) > 0]
        if good:
            found.append(words.format(said=max(good, key=_worth).said))
    seen = sum(cue.seen for cue in cues)
    if seen:
        found.append(say(lang, "You picked up {seen} of {total} cues in the client's own words.", seen=seen, total=len(cues)))
    return found[:4] or [say(lang, "You stayed with this client for {turns} turns and looked at the result: that is where learning starts.", turns=len(exchanges))]


def _next(case: Case, exchanges: Sequence[Exchange], cues: Sequence[SeenCue], lang: str) -> dict[str, str | None]:
    """One thing only: what cost most, else the measure furthest below, else a missed cue, else going deeper."""
    book, count = codebook("therapist_skills"), _counts(exchanges)
    costly = [(count[code.id], code) for code in book.codes if code.family == "unhelpful" and count[code.id]]
    model = next((move.say.read(lang) for move in case.moves if move.quality == "strong" and not move.when), None)
    if costly and (sum(n for n, _ in costly) >= COSTLY or 2 * sum(n for n, _ in costly) > len(exchanges)):
        n, worst = max(costly, key=lambda pair: pair[0])
        text = say(lang, "{name} came {n} times. {stronger}", name=worst.name.read(lang), n=n, stronger=worst.stronger.read(lang) if worst.stronger else "")
        return {"text": text, "say": model}
    low = {m.id for m in measures(exchanges, lang) if m.band == "below"}
    advice = {
        "ratio": say(lang, "Give something back before you ask again: after each answer, first one sentence of what you heard, then a question or nothing."),
        "open": say(lang, "Turn your next closed question into one that begins with “what” or “how”, or into “tell me”."),
        "complex": say(lang, "When you reflect, go one step beyond the words: name the feeling or what it means to this client."),
    }
    wanted = {"ratio": "reflection", "open": "question_open", "complex": "reflection_complex"}
    for name in ("ratio", "open", "complex"):
        if name in low:
            shown = next((m.say.read(lang) for m in case.moves if m.quality == "strong" and m.code.startswith(wanted[name])), model)
            return {"text": advice[name], "say": shown}
    missed = next((cue for cue in cues if not cue.seen), None)
    if missed:
        return {"text": say(lang, "Listen for what is said in passing. In turn {turn} came “{span}” ({name}): stay with such words next time.", turn=missed.turn, span=missed.span, name=missed.name), "say": None}
    return {"text": say(lang, "Go on like this and stay a little longer where it matters most, before turning to what could change."), "say": None}
