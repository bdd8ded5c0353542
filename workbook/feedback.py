"""What to say to the trainee about one turn: why it was a move, what it did, what would be stronger."""

from __future__ import annotations

from typing import Literal

from workbook import client
from workbook.client import ClientState, Heard
from workbook.content import Case, Move, Rule, codebook
from workbook.content.frozen import Frozen
from workbook.exchange import Exchange, line_of
from workbook.language import say

NOTICEABLE = 0.012  # a change in a quality that is worth a word
NEAR = 0.12  # openness within which a fact is one step away
LONGEST_QUOTE = 90  # characters
_SHOWN = ("alliance", "openness", "distress", "resistance")

Tone = Literal["strong", "fair", "weak"]


class Alternative(Frozen):
    """Something the trainee could have said instead."""

    say: str
    why: str


class Feedback(Frozen):
    """Feedback on one turn, in one language."""

    title: str
    aim: str  # what such a move is for
    effect: str  # what it did to this client, and where that shows
    because: str  # the rules behind it
    stronger: Alternative | None
    tone: Tone


def feedback_on(case: Case, happened: Exchange, lang: str) -> Feedback:
    """Feedback on one turn, worked out from what is on record."""
    book = codebook("therapist_skills")
    code = book.code(happened.heard.primary)
    tone = tone_of(case, happened)
    because = " ".join(rule.why.read(lang) for rule in _telling_rules(case, happened)[:2])
    aim = (code.aim or code.definition).read(lang)
    if tone == "weak" and code.caution:
        aim = f"{aim} {code.caution.read(lang)}"
    return Feedback(
        title=_title(happened, lang),
        aim=aim,
        effect=effect_of(case, happened, lang),
        because=because,
        stronger=_stronger(case, happened, lang) if tone != "strong" else None,
        tone=tone,
    )


def tone_of(case: Case, happened: Exchange) -> Tone:
    """Whether the turn carried the talk, did it no harm, or cost something: by what it moved, not by its code."""
    gain = happened.after["alliance"] - happened.before["alliance"]
    opening = happened.after["openness"] - happened.before["openness"]
    resisting = happened.after["resistance"] - happened.before["resistance"]
    told = any(not case.fact(fact).openness <= 0.1 for fact in happened.reveals)  # noqa: PLR2004  small talk opens nothing
    worth = gain + opening - 0.5 * resisting + 0.05 * told
    if worth < -NOTICEABLE:
        return "weak"
    return "strong" if worth > 3 * NOTICEABLE else "fair"


def effect_of(case: Case, happened: Exchange, lang: str) -> str:
    """What the turn did to this client, quoting both."""
    said, answered = _quote(happened.said), _quote(line_of(case, happened, lang)).rstrip(".")
    sentences = [
        say(
            lang,
            "You said “{said}” and the answer was “{answered}”.",
            said=said,
            answered=answered,
        )
    ]
    if happened.reveals:
        sentences.append(say(lang, "That opened something that had not been told."))
    elif happened.deflects:
        sentences.append(
            say(
                lang,
                "There is something here, and it was too early for it: notice how the answer turns away.",
            )
        )
    moved = [_moved(name, happened.after[name] - happened.before[name], lang) for name in _SHOWN]  # type: ignore[index]
    found = [words for words in moved if words]
    sentences.append(
        " ".join(found) if found else say(lang, "It left the client about where they were.")
    )
    return " ".join(sentences)


def nearest_fact(case: Case, happened: Exchange, facts: tuple[str, ...]) -> str | None:
    """The fact that was one step away: asked about but not yet open, else the next to open."""
    openness = happened.after["openness"]
    untold = [fact for fact in case.facts if fact.id not in facts and fact.openness > openness]
    asked = [
        fact for fact in untold if fact.id in happened.heard.about or fact.id == happened.deflects
    ]
    near = asked or [fact for fact in untold if fact.openness <= openness + NEAR]
    return min(near, key=lambda fact: fact.openness).id if near else None


def better_moves(case: Case, *, state: ClientState, quality: Tone) -> list[Move]:
    """Moves of one quality that fit now, those written for the client's last line first."""
    fitting = [
        move
        for move in case.moves
        if move.quality == quality
        and (not move.after or state.last in move.after)
        and client.met(move.when, state, Heard())
    ]
    return sorted(fitting, key=lambda move: not move.after)


_PLAIN = frozenset({"question_open", "question_closed"})


def named_twice(happened: Exchange) -> frozenset[str]:
    """The code that is not to be named: one question is not open and closed at once, and what was answered to counts."""
    primary = happened.heard.primary
    one = primary in _PLAIN and happened.said.count("?") <= 1
    return _PLAIN - {primary} if one else frozenset()


def _title(happened: Exchange, lang: str) -> str:
    book = codebook("therapist_skills")
    primary, twice = happened.heard.primary, named_twice(happened)
    names = [
        book.code(code).name.read(lang)
        for code in dict.fromkeys((primary, *_codes(happened)))
        if code not in twice
    ]
    if happened.utterance.unsure:
        return say(lang, "Perhaps: {name}", name=names[0])
    return " + ".join(names[:3])


def _codes(happened: Exchange) -> tuple[str, ...]:
    return tuple(code for code in happened.utterance.codes if code in happened.heard.codes)


def _telling_rules(case: Case, happened: Exchange) -> list[Rule]:
    applied = [rule for rule in client.rules_of(case) if rule.id in happened.rules]
    return sorted(applied, key=lambda rule: -sum(abs(change) for change in rule.effects.values()))


def _moved(name: str, change: float, lang: str) -> str:
    if abs(change) < NOTICEABLE:
        return ""
    up = change > 0
    sentences = {
        ("alliance", True): say(lang, "The bond between you grew."),
        ("alliance", False): say(lang, "The bond between you lost something."),
        ("openness", True): say(lang, "The client opened up a little."),
        ("openness", False): say(lang, "The client closed up a little."),
        ("distress", True): say(lang, "The client is more upset now."),
        ("distress", False): say(lang, "The client is a little calmer."),
        ("resistance", True): say(lang, "The client began to push back."),
        ("resistance", False): say(lang, "The client has less need to push back."),
    }
    return sentences[(name, up)]


def _stronger(case: Case, happened: Exchange, lang: str) -> Alternative | None:
    """An alternative for the moment before the turn: what the case offers there, else what the codebook advises."""
    code = codebook("therapist_skills").code(happened.heard.primary)
    before = ClientState(
        session=happened.session,
        plan=happened.plan,
        turn=happened.turn - 1,
        qualities=happened.before,
        beliefs=happened.beliefs_before,
        facts=happened.told,
        last=happened.last,
    )
    found = [
        m
        for m in better_moves(case, state=before, quality="strong")
        if m.say.read(lang) != happened.said
    ]
    if found:
        # Which of several stays the same for the same turn, and varies over a talk.
        fitting = [move for move in found if move.after] or found
        move = fitting[happened.turn % len(fitting)]
        return Alternative(say=move.say.read(lang), why=move.why.read(lang))
    advice = code.stronger or code.caution
    return Alternative(say="", why=advice.read(lang)) if advice else None


def _quote(words: str) -> str:
    flat = " ".join(words.split())
    return (
        flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"
    )
