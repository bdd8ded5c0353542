"""What the client has said so far, to tell a trainee who remembers from one who puts words in the client's mouth."""

from __future__ import annotations

import re

from workbook.client.state import ClientState
from workbook.content import Case

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\"“„]([^\"“”„]+)[\"”]|[‘']([^‘’']{2,})[’'](?!\w)")
TELLING = 5  # letters from which a word says what is spoken of
READILY = 0.25  # openness up to which a fact is told to anyone who asks
NEARLY_ALL = 0.75  # of the quoted words, from which a quotation is right
_STEM = 5  # letters by which forms of one word are known
# Who is meant differs with who speaks: "you make a fool of yourself" takes up "I make a fool of myself".
_ITSELF = re.compile(
    r"(?:my|your|him|her|it)self|(?:our|your|them)selves|(?:me|mij|je|u|zich|ons)zelf"
)


def share_said(case: Case, state: ClientState, text: str, lang: str) -> float:
    """The share (0-1) of the telling words in a text that came in the referral or the client's lines.

    A text without such words ("you said that") has nothing that was not said: 1.
    """
    asked, quoted = _stems(text), [one or other for one, other in _QUOTED.findall(text)]
    if not asked and not quoted:
        return 1.0
    lines = [case.intake.read(lang), *lines_said(case, state, lang)]
    # Nobody denies what they would have told anyway.
    lines += [
        fact.text.read(lang)
        for fact in case.facts
        if fact.id in state.facts or fact.openness <= READILY
    ]
    said = " ".join(lines)
    if quoted:
        spoken = set(_WORD.findall(said.lower()))
        own = [word for words in quoted for word in _WORD.findall(words.lower())]
        if sum(word in spoken for word in own) >= NEARLY_ALL * len(own):
            return 1.0
    return len(asked & _stems(said)) / len(asked) if asked else 0.0


def lines_said(case: Case, state: ClientState, lang: str) -> list[str]:
    """All that the client has said so far: the opening, then each line that was told, in the author's order."""
    told = [
        line
        for storylet in case.storylets
        for line in storylet.say[: state.told.get(storylet.id, 0)]
    ]
    return [case.opening.read(lang), *(line.read(lang) for line in told)]


def last_line(case: Case, state: ClientState, lang: str) -> str:
    """What the client said last; before anything was said, the opening of the first talk."""
    if not state.last:
        return case.opening.read(lang)
    says = case.storylet(state.last).say
    return says[(state.told.get(state.last, 1) - 1) % len(says)].read(lang)


def shares_words(text: str, line: str) -> bool:
    """Whether a text takes up a telling word of a line."""
    return bool(_stems(text) & _stems(line))


def _stems(text: str) -> set[str]:
    return {
        word[:_STEM]
        for word in _WORD.findall(text.lower())
        if len(word) >= TELLING and not _ITSELF.fullmatch(word)
    }
