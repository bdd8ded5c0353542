"""Whether a thought is balanced: both what hurts and what speaks against the old thought are in it.

A rule of thumb after the thought record of Beck (2021) and Greenberger & Padesky (2016): a new thought
helps when the client can believe it, so it keeps the evidence for the old one and adds what was left
out. One that is merely cheerful leaves out what hurts, and bounces off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from workbook import meaning

Verdict = Literal["balanced", "one_sided", "cheerful", "harsh", "unclear"]
FEWEST = 4  # words
ABOUT = {
    True: 0.5,
    False: 0.24,
}  # likeness from which a thought is about something; by meaning, by words
PLAINLY = {True: 0.62, False: 0.4}  # and says just that
_WORD = re.compile(r"[^\W\d_]+")
_TURN = {
    "en": r"\b(?:but|although|though|even (?:if|though|so)|still|yet|at the same time|and also|while|however|that doesn't mean|doesn't mean|does not mean)\b",
    "nl": r"\b(?:maar|toch|ook al|al (?:was|is|heb|had|doet|deed|ben|voel)|hoewel|tegelijk(?:ertijd)?|wel|terwijl|alleen|betekent (?:nog )?niet|wil niet zeggen|zegt niet)\b",
}
_PAIN = {
    "en": r"\b(?:hurt\w*|pain\w*|miss\w*|sad\w*|lonel\w*|ashamed|angry|afraid|scared|lost|sting\w*|rejected|turned down|left out|wasn't (?:asked|chosen|invited)|didn't (?:want|choose|pick|ask|write|get)|stopped|went wrong|mistake\w*|hard|difficult|not (?:sure|easy|what|the)|don't know)\b",
    "nl": r"\b(?:pijn\w*|mis|gemist|verdriet\w*|verdrietig|eenza\w*|alleen|schaam\w*|schaamte|boos|bang|kwijt|steekt|afgewezen|buitengesloten|niet (?:gekozen|gevraagd|uitgenodigd|gelukt|makkelijk|goed|zeker|leuk)|fout\w*|mis ging|misging|moeilijk|lastig|zwaar|weet (?:het |ik )?niet|rot|klote|zeer)\b",
}
_CHEER = {
    "en": r"\b(?:everything (?:will|is going to) (?:be|turn)|(?:it|things) will (?:all )?(?:be (?:fine|ok|okay|alright|great)|work out)|i(?:'m| am) (?:great|amazing|fantastic|wonderful|awesome|perfect|strong enough|worth|good enough|a great|a good)|better off|their loss|(?:his|her) loss|plenty (?:of|more)|someone better|the right (?:one|person|job)|look on the bright|stay positive|think positive|no (?:big deal|problem)|don't (?:need|care)|i can do (?:it|anything)|everything happens for a reason|everyone (?:likes|loves)|nothing to worry)\b",
    "nl": r"\b(?:alles komt goed|komt (?:allemaal |vast |wel )*goed|ik ben (?:geweldig|fantastisch|super|goed zoals|prima|top|sterk genoeg|de moeite waard|goed genoeg|een (?:leuk|top|goed|geweldig)\w*)|(?:zijn|haar|hun) verlies|beter af|genoeg anderen|de ware|iets beters|iemand beters|blijf positief|positief blijven|denk positief|maakt niet uit|niks aan de hand|geen probleem|ik kan alles|heb (?:ze|hem|haar|niemand) niet nodig|niet nodig|iedereen (?:vindt|houdt)|alles heeft een reden|kop op)\b",
}


class Sides(NamedTuple):
    """What a thought is held against, in one language."""

    old: str  # the thought that was examined
    evidence_for: Sequence[str]
    evidence_against: Sequence[str]
    good: Sequence[str] = ()
    cheerful: Sequence[str] = ()


def balance(text: str, sides: Sides, *, lang: str, by_meaning: bool = False) -> Verdict:
    """What kind of thought stands in the place of the old one."""
    words = _WORD.findall(text)
    if len(words) < FEWEST:
        return "unclear"
    labelled = [
        ("old", sides.old),
        *(("for", one) for one in sides.evidence_for),
        *(("against", one) for one in sides.evidence_against),
        *(("good", one) for one in sides.good),
        *(("cheerful", one) for one in sides.cheerful),
    ]
    near = meaning.Likeness(labelled, by_meaning=by_meaning).nearest(text)
    like = {one.label: one.likeness for one in near}
    about, plainly = ABOUT[by_meaning], PLAINLY[by_meaning]
    turns = bool(re.search(_TURN[lang], text, re.IGNORECASE))
    hurts = bool(re.search(_PAIN[lang], text, re.IGNORECASE))
    cheers = bool(re.search(_CHEER[lang], text, re.IGNORECASE))
    other = max(like.get("against", 0.0), like.get("good", 0.0))
    kept = hurts or max(like.get("for", 0.0), like.get("good", 0.0)) >= about
    if like.get("cheerful", 0.0) >= plainly and like.get("cheerful", 0.0) > like.get("good", 0.0):
        return "cheerful"
    if like.get("old", 0.0) >= plainly and not turns and like.get("old", 0.0) > other:
        return "harsh"
    if cheers and not (kept and turns):
        return "cheerful"
    if kept and (turns or like.get("good", 0.0) >= plainly) and (other >= about or turns):
        return "balanced"
    if other >= about:
        return "one_sided"
    return "harsh" if kept and not turns else "unclear"
