"""Which of the moves that the coder reports the client answers to, and which others count."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workbook import coding
from workbook.coding import Utterance

HARSH = frozenset(
    {"judgement", "confrontation", "jargon"}
)  # not heard in what may well be something else
QUITE_SURE = 0.8  # confidence from which an unhelpful code is taken as it is
PLAIN = 0.6  # confidence from which a harsh code besides the primary one counts
CERTAIN = 0.35  # a code other than the primary one counts from this confidence on
SEVERAL = "multiple_questions"
RISK = "risk_question"
# What asks within a sentence that has no mark: "I'm wondering whether ...", "I meant if ...".
_WITHIN = re.compile(
    r"\b(?:whether|if|wonder|wondering|asked?|mean[ts]?|of|vraag|vroeg|bedoel|bedoelde|benieuwd|afvroeg)\b",
    re.IGNORECASE,
)
# Words of questions about mood or sleep, which the coder takes for questions about death; the client answers what was asked.
_MILDER = re.compile(
    r"\b(?:hopeless|down|low|depress\w*|sad|mood|pills?|hopeloos|somber\w*|neerslachtig|depri|depressie\w*|uitzichtloos|stemming"
    r"|pil|pillen)\b",
    re.IGNORECASE,
)
# As what a question to be answered by yes or no is now and then taken; of 22 judged answers to such a misreading, and to
# one question taken for several, 6 were believed.
MISTAKEN = frozenset(
    {
        "other",
        "repair",
        "affirmation",
        "validation",
        "self_disclosure",
        "facilitation",
        "reflection_simple",
        "reflection_complex",
        "psychoeducation",
    }
)


def answered(
    text: str,
    utterance: Utterance,
    primary: str,
    families: Mapping[str, str],
    *,
    lang: str,
    mending: bool,
    settled: bool = False,
) -> str:
    """The code that the client answers to: a question of life and death before all, else what was asked last.

    While there is a rupture to be mended, ``mending``, mending comes before any question. Once the question of life and
    death has been put, ``settled``, speaking of the answer does not put it again.
    """
    spans = coding.units(text)
    asked_last = text[spans[-1][0] : spans[-1][1]] if spans else text
    # However long it is: "do you ever feel so low that you don't want to go on"
    asks = "?" in text or coding.asks_yes_or_no(f"{asked_last}?", lang=lang)
    of_death = coding.speaks_of_death(text, lang=lang)
    if asks and of_death:
        if not (settled and _only_mentions(text, spans, lang)):
            return RISK
        primary = "question_open" if primary == RISK else primary
    elif primary == RISK and not of_death and not _asks_about_risk(text, utterance, lang):
        primary = "question_open"
    marks = [mark for mark in utterance.marks if mark.code != SEVERAL]
    if primary == SEVERAL and text.count("?") <= 1:
        primary = "question_open"  # which is never "a lot at once"
    family = families[primary]
    if not marks or (mending and primary == "repair"):
        return primary
    plainly = coding.asks_plainly(asked_last, lang=lang)
    if family == "question":
        return (plainly or primary) if primary == "question_closed" else primary
    if plainly and (family != "unhelpful" or utterance.confidence < QUITE_SURE):
        return plainly
    if primary in MISTAKEN and coding.asks_yes_or_no(asked_last, lang=lang):
        return "question_closed"
    last = max(marks, key=lambda mark: mark.start)
    asked = families[last.code] == "question" and text.rstrip().endswith("?")
    return last.code if asked and family != "unhelpful" and primary != "planning" else primary


def _asks_about_risk(text: str, utterance: Utterance, lang: str) -> bool:
    """Whether what the coder takes for a question of life and death asks anything, and of more than mood or sleep.

    "Rest, not dying." asks nothing. In doubt it does: missing such a question is worse than answering one too many.
    """
    said = [text[mark.start : mark.end] for mark in utterance.marks if mark.code == RISK]
    return any(piece.endswith("?") or coding.is_question(piece, lang=lang) for piece in said) and (
        not _MILDER.search(text)
        or coding.has_word_for(RISK, _MILDER.sub("", text.lower()), lang=lang)
    )


def _only_mentions(text: str, spans: list[tuple[int, int]], lang: str) -> bool:
    """Whether death is spoken of in a sentence that asks nothing, and another sentence asks something."""
    said = [text[start:end] for start, end in spans]
    asking = [piece for piece in said if piece.endswith("?") or _WITHIN.search(piece)]
    return bool(asking) and not any(coding.speaks_of_death(piece, lang=lang) for piece in asking)


def besides(utterance: Utterance, primary: str) -> list[str]:
    """The other codes that count: those the coder is sure enough of, the harsh ones only when it is surer."""
    if utterance.unsure:
        return []
    # Who apologises for a harsh word and names it has not said it again.
    owning = primary == "repair"
    return [
        mark.code
        for mark in utterance.marks
        if mark.confidence >= (PLAIN if mark.code in HARSH else CERTAIN)
        and not (owning and mark.code in HARSH)
    ]
