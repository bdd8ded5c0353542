"""Reading a pasted transcript: who says what, in the ways in which people write that down."""

from __future__ import annotations

import re
from collections import Counter

from workbook.content.frozen import Frozen
from workbook.errors import ResponseError
from workbook.language import say

MOST_TURNS = 5000
LONGEST = 3_000_000  # characters
FEWEST = 3  # turns below which it is no talk
_LABELS = {
    "therapist": "t th ther therapist therapeut counsellor counselor coach interviewer hulpverlener begeleider h hv "
    "behandelaar psycholoog psychologist worker trainee student stagiair interviewer gespreksleider",
    "client": "c cl client cliënt clïent clt k kl klant patient patiënt p pt cliente",
}
_ROLES = {label: role for role, labels in _LABELS.items() for label in labels.split()}
# "[00:12:03]", "12-03-2026 14:05 -" and the like before a line say when, not what.
_WHEN = re.compile(
    r"^\s*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?|[\[(]?\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?[\])]?)\s*[-–]?\s*"
)
_TURN = re.compile(
    r"^\s*(?:\d{1,5}[.)]\s+)?[*_]{0,2}(?P<who>[^\W\d_][\w .'’-]{0,30}?)\s?\d{0,4}[*_]{0,2}\s?[:\uff1a][*_]{0,2}\s*(?P<said>.*)$"
)
_CUE_LINE = re.compile(r"^\s*(?:\d+|WEBVTT.*|\d{1,2}:\d{2}.*-->.*)\s*$")


class VerbatimTurn(Frozen):
    """What one person said before the other spoke."""

    who: str  # as it was written; numbered places where no names were
    text: str


class Verbatim(Frozen):
    """A talk as it was written down."""

    turns: tuple[VerbatimTurn, ...]
    therapist: str  # whose turns are coded
    sure: bool  # whether the words for the speakers say who the therapist is

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everyone who speaks, the most frequent first."""
        return tuple(who for who, _ in Counter(turn.who for turn in self.turns).most_common())


def read(text: str, lang: str, *, alternate: bool = False) -> Verbatim:
    """The turns of a pasted transcript.

    Args:
        text: as it was pasted; a name and a colon before each turn, or with ``alternate`` a line for each.
        lang: of the sentences in errors.
        alternate: lines without names are taken in turn, the therapist's first.

    Raises:
        ResponseError: it is not a transcript, or too long.
    """
    if len(text) > LONGEST:
        raise ResponseError(
            say(
                lang,
                "That is too long to read at once: {length} characters, and {most} is the most. Paste a part of it.",
                length=len(text),
                most=LONGEST,
            )
        )
    lines = [
        _WHEN.sub("", line).strip() for line in text.splitlines() if not _CUE_LINE.match(line)
    ]
    lines = [line for line in lines if line]
    if not lines:
        raise ResponseError(say(lang, "There is nothing here yet. Paste the transcript first."))
    turns = _alternating(lines) if alternate else _named(lines)
    if len({turn.who for turn in turns}) < 2 or len(turns) < FEWEST:  # noqa: PLR2004  it takes two to talk
        raise ResponseError(
            say(
                lang,
                "This does not look like a transcript: there should be a line for each turn that begins with who speaks, such as “T: What brings you here?” and “C: My sister.” If the lines take turns without names, choose that below.",
            )
        )
    if len(turns) > MOST_TURNS:
        raise ResponseError(
            say(
                lang,
                "That is {turns} turns; {most} is the most. Paste a part of it.",
                turns=len(turns),
                most=MOST_TURNS,
            )
        )
    therapist, sure = _therapist(turns)
    return Verbatim(turns=tuple(turns), therapist=therapist, sure=sure)


def with_therapist(verbatim: Verbatim, who: str) -> Verbatim:
    """The same talk with another of its speakers as the therapist."""
    if who not in verbatim.speakers:
        return verbatim
    return verbatim.model_copy(update={"therapist": who, "sure": True})


def _alternating(lines: list[str]) -> list[VerbatimTurn]:
    return [
        VerbatimTurn(who="T" if place % 2 == 0 else "C", text=line)
        for place, line in enumerate(lines)
    ]


def _named(lines: list[str]) -> list[VerbatimTurn]:
    """Turns by the names before them; what has no name goes on from the line before."""
    often = Counter(
        found["who"].strip().casefold() for line in lines if (found := _TURN.match(line))
    )
    # A name that opens one line only is more likely a word with a colon behind it.
    names = {who for who, times in often.items() if times > 1 or who in _ROLES}
    turns: list[VerbatimTurn] = []
    written: dict[str, str] = {}
    for line in lines:
        found = _TURN.match(line)
        who = found["who"].strip().casefold() if found else ""
        if found and who in names:
            written.setdefault(who, found["who"].strip())
            said = found["said"].strip()
            if turns and turns[-1].who == written[who]:
                turns[-1] = turns[-1].model_copy(
                    update={"text": f"{turns[-1].text} {said}".strip()}
                )
            elif said or turns:
                turns.append(VerbatimTurn(who=written[who], text=said))
        elif turns:
            turns[-1] = turns[-1].model_copy(update={"text": f"{turns[-1].text} {line}".strip()})
    return [turn for turn in turns if turn.text]


def _therapist(turns: list[VerbatimTurn]) -> tuple[str, bool]:
    """Who the therapist is: by the word for it, else who asks most."""
    for turn in turns:
        if _ROLES.get(turn.who.casefold()) == "therapist":
            return turn.who, True
    asked = Counter(turn.who for turn in turns if "?" in turn.text)
    others = [turn.who for turn in turns if _ROLES.get(turn.who.casefold()) != "client"]
    if len(set(others)) == 1:
        return others[0], True
    return (asked.most_common(1)[0][0] if asked else turns[0].who), False
