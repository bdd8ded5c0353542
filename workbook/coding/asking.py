"""Whether something is asked, told by its words: also without a question mark, and in the short hand of a phone."""

from __future__ import annotations

import re

_AT_MOST = 14  # words of a question without its mark
_BEFORE = (  # what is said before the question itself
    r"^(?:(?:so|and|but|okay|ok|oke|oh|right|well|um|uh|eh|ehm|yeah|yes|no|now|then|thanks|thank you|just|also|anyway|actually|sorry|hm+|mm+|ah"
    r"|hi|hello|hey|haha|lol|huh|n|en|dus|maar|oké|ja|nee|nou|goed|hoi|hallo|hé|he|ach|o|en dan|even|gewoon|trouwens|by the way"
    r"|(?:(?:what|wat) )?(?:i|ik) (?:mean|meant|bedoel|bedoelde|asked|vroeg|vraag)(?: (?:is|was|eigenlijk|actually|really|just))?"
    r"|i(?:'m| am| was)? (?:just )?(?:wonder|wondered|wondering|curious)|i(?:'d| would) (?:like|love) to (?:know|hear)"
    r"|ik (?:vraag|vroeg) (?:me|mij) af|ik ben (?:wel )?(?:benieuwd|nieuwsgierig)(?: naar)?|ik (?:wil|wilde|wou|zou) (?:graag )?(?:willen )?weten)\b[\s,.:;!-]*)*"
    # whom it is said to, or about whom: "Jasper, ...", "en je baas, ..."
    r"(?:(?:hi |hoi |n |ur |your |je |uw |de |the )?\w+, (?=\w+ ))?"
)
_LEAD = re.compile(_BEFORE)
_NO_QUESTION = {
    "en": re.compile(
        r"(?:what (?:a|an|you(?:'re| are)? (?:say|feel|describe)\w*)|how (?:nice|lovely|sad|awful|terrible|hard|kind|painful|difficult|brave|strange|frightening)|which is|why not)\b|whe(?:n|re) (?!(?:did|was|is|were|do|does|are|will|can|could|would|exactly|then|about|abouts|have|has|had|u|r|else|to)\b)"
    ),
    "nl": re.compile(
        r"(?:wat (?:een|jammer|fijn|goed|mooi|erg|naar|rot|knap|vervelend|verdrietig|akelig|zwaar|spannend|lief|leuk|dapper|moedig|bijzonder|heftig|moeilijk|lastig|pijnlijk|ellendig|je|u|ik|jij|moet|zul|zal|zou(?:den)? het (?:fijn|mooi|goed))|hoe dan ook|waar (?:je|u|ik|jij)|wanneer (?:je|u|ik)|hoe (?:fijn|erg|mooi|je|u|jij|ik))\b"
    ),
}
_INDIRECT = re.compile(
    r"\b(?:(?:i|ik) (?:mean|meant|bedoel|bedoelde|asked|vroeg|vraag)|(?:wonder|wondered|wondering|curious|benieuwd|nieuwsgierig|weten|af)|to (?:know|hear))\b[^.!]*$"
)
_WHETHER = {"en": re.compile(r"(?:if|whether)\b"), "nl": re.compile(r"of\b")}
# "Is that right?" asks only to be told that it is.
_TAG = re.compile(
    r"(?:is (?:that|it|dat|het) (?:right|so|zo|true|it)|is (?:that|it|dat|het)|does (?:that|it) (?:fit|make sense|sound right|ring true)|klopt (?:dat|het)|of niet|isn't (?:it|that)|do you (?:see|follow)|snap je|begrijp je)\W*$"
)
_YES_OR_NO = {
    "en": re.compile(
        r"(?:(?:did|does|doesn't|didn't|has|hasn't|isn't|aren't|weren't|wasn't|haven't) \w+"
        r"|(?:do|don't|have|had|were|are|can|could|will) (?:you|u|ur|ya|they|we|he|she|it|your|the|any|anyone|anybody|people|others)"
        r"|(?:is|was) (?:he|she|it|that|this|there|your|ur|the|his|her|their|any|anyone|anybody|someone|somebody|everything|\w+(?= (?:your|ur|a|the|his|her)\b)))\b"
    ),
    "nl": re.compile(
        r"(?:heb|hebt|heeft|hebben|had|hadden|weet|weten|wist|kon|kan|kun|kunt|ken|kent|kennen|ben|bent|doe|doet|deed|ging|ga|gaat|woon|woont|zijn|waren|is|was|denk|denkt|dacht|vond|vind|vindt"
        r"|stond|staat|zit|zat|gaf|geef|geeft|zei|zeg|vroeg|vraagt|vraag|belde|bel|belt|zag|zie|ziet|wil|wilt|wilde|wou|mag|moet|moest|kwam|kom|komt|las|lees|leest|slaap|slaapt|sliep|mis|mist|voel|voelt|voelde"
        r"|schreef|appte|app|durf|durfde|hoor|hoorde|lukt|lukte|helpt|hielp|werk|werkt|werkte|leeft|leven|huil|huilde|praat|praatte|eet|drink|rook|hou|houdt|hield|reageerde|antwoordde|merk|merkt|merkte|schrok|blijf|blijft|bleef|krijg|krijgt|kreeg|had)"
        r" (?:je|jij|u|er|iemand|hij|ie|zij|ze|die|dat|dit|het|m|t|jullie|zoiets|mensen|anderen|de \w+|jouw|uw|je \w+)\b"
        r"|(?:weet|wist|zei|zegt|vroeg|belde|kwam|had|heeft|deed) (?!(?:ook|wel|niet|nog|dan|maar|nu|toen|toch|alles|niets|niks|veel|weinig|gewoon|ik|we|wij|goed)\b)[a-zé]{3,}\b"
        r"|\w+ (?:weet|wist|heeft|had|is|was) (?:die|ie|hij|zij|ze)\b"
    ),
}
_ASKS = {
    "en": (
        re.compile(
            r"(?:(?:since |until )?(?:who|whose|when|where|which|what time|what day|what's (?:his|her|their|its) name|how (?:many|long|often|much|old|far)))\b"
        ),
        re.compile(r"(?:what|whats|how|why|in what way|tell me)\b"),
        re.compile(
            r"(?:why (?:don't|not)|how about|what about|what if|what would (?:you|it)|how (?:likely|sure|strongly|true))\b"
        ),
    ),
    "nl": (
        re.compile(
            r"(?:(?:van |met |bij |aan |door |voor )?wie|wiens|(?:sinds |tot )?wanneer|waar|welke?|hoe ?(?:laat|lang|vaak|veel|oud|ver)|hoe (?:heet|heette))\b"
        ),
        re.compile(
            r"(?:wat|hoe|hoezo|waarom|waardoor|waarmee|waarvan|waaraan|waarover|waarin|waarvoor|op welke manier|vertel)\b"
        ),
        re.compile(
            r"(?:waarom (?:ga|doe|bel|vraag|zeg|neem|probeer) je (?:dan )?niet(?! meer)|wat dacht je|wat als|wat zou (?:je|het|jij)|hoe (?:zeker|waarschijnlijk|sterk|waar))\b"
        ),
    ),
}

# "When you feel that, what do you do?" asks what, not when.
_THEN_WHAT = {
    "en": re.compile(r"(?:when|where)\b[^?]*, (?:what|how|why|who)\b"),
    "nl": re.compile(r"(?:wanneer|waar)\b[^?]*, (?:wat|hoe|waarom|wie)\b"),
}
# "You fell asleep in the car, when was that"
_AT_THE_END = {
    "en": re.compile(
        r".*, (?:(?:and|so|but) )?(?=(?:what|whats|who|when|where|why|how|which)(?:'s)? ?(?:is|was|are|were|did|do|does|didn't|else|happened|come|long|many)?\b(?: \w+){0,6}$)"
    ),
    "nl": re.compile(
        r".*(?:,|\bmin\.) (?:(?:en|dus|maar) )?(?=(?:wat|wie|waar|wanneer|waarom|hoe|welke?|van wie)\b(?: \w+){1,6}$)"
    ),
}
# "Over the last two weeks, have you felt low?" asks "have you felt low".
_MAIN = {
    "en": re.compile(
        r"(?!(?:who|whose|what|why|how|which|do|does|did|is|are|was|were|has|have|had|can|could|will|would|shall|should|may)\b)[^?]*?[,:;] "
        r"(?=(?:(?:and|so|but) )?(?:who|what|whats|why|how|which|(?:where|when) (?:is|was|were|are|do|does|did)|(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would) (?:you|u|he|she|it|they|your|that|this|there|anyone|anybody|someone))\b)"
    ),
    "nl": re.compile(
        r"(?!(?:wie|wat|waarom|hoe\w*|welke?|zou|wil|wilt|kun|kunt|kan|heb|hebt|ben|bent|is|was|zijn|zullen|mag|denk|vind|weet)\b)[^?]*?[,:;] "
        r"(?=(?:(?:en|dus|maar) )?(?:wie|wat|waarom|hoe|welke?|(?:waar|wanneer) (?:is|was|ben|bent|heb|ging|zit|doe|merk)|(?:\w+) (?:je|jij|u|hij|er)\b(?! (?:dat|wel|ook|maar|niet)\b))\b)"
    ),
}
_ASIDE = {
    "en": re.compile(r", (?:when|if|now that|now you're|as you|with) [^?,]*(?=\?$)"),
    "nl": re.compile(r", (?:als|toen|nu|wanneer|met) [^?,]*(?=\?$)"),
}


def main_clause(text: str, *, lang: str) -> str:
    """A question without the clauses before and after it that ask nothing: "When you lie there, what do you think?"."""
    asked = _ASIDE[lang].sub("", text) if lang in _ASIDE else text
    begin = _MAIN[lang].match(asked) if lang in _MAIN else None
    return asked[begin.end() :] if begin else asked


def question_in(text: str) -> str:
    """A sentence in lower case without what only leads up to the question: "ok. n does judith know" is "does judith know"."""
    said = _lower(text)
    rest = said[_LEAD.match(said).end() :]  # type: ignore[union-attr]
    return rest or said


def asks_plainly(text: str, *, lang: str) -> str | None:
    """A plain question by its first words: ``question_closed`` for a fact, ``question_open``, or None.

    What begins like advice or like examining a thought is left to the coder. A short question may lack its mark.
    """
    said = _lower(text)
    if lang not in _ASKS or not (said.endswith("?") or _without_mark(said, lang)):
        return None
    asked = question_in(said)
    fact, free, other = _ASKS[lang]
    if not (fact.match(asked) or free.match(asked)) and (end := _AT_THE_END[lang].match(said)):
        asked = said[end.end() :]
        if _NO_QUESTION[lang].match(asked):
            return None
    if other.match(asked):
        return None
    if fact.match(asked):
        return "question_open" if _THEN_WHAT[lang].match(asked) else "question_closed"
    return "question_open" if free.match(asked) else None


def asks_yes_or_no(text: str, *, lang: str) -> bool:
    """Whether a text begins like a question to be answered by yes or no ("did you", "weet je"), as no offer does."""
    said = _lower(text)
    if lang not in _YES_OR_NO or not (said.endswith("?") or len(said.split()) <= _AT_MOST):
        return False
    asked = question_in(said)
    if _WHETHER[lang].match(asked) and _INDIRECT.search(said[: len(said) - len(asked)]):
        return True
    return bool(_YES_OR_NO[lang].match(asked)) and not _TAG.match(asked)


def is_question(text: str, *, lang: str) -> bool:
    """Whether a sentence is a question, by its mark or by its first words."""
    plainly = asks_plainly(text, lang=lang) is not None
    return plainly or text.rstrip().endswith("?") or asks_yes_or_no(text, lang=lang)


def exclaims(text: str, *, lang: str) -> bool:
    """Whether a text only begins like a question: "What a day", "Wat vervelend"."""
    said = _lower(text)
    asked = question_in(said)
    if _INDIRECT.search(said[: len(said) - len(asked)]):
        return False  # "I asked where you ..." does ask it
    return lang in _NO_QUESTION and bool(_NO_QUESTION[lang].match(asked))


def _without_mark(said: str, lang: str) -> bool:
    short = len(said.split()) <= _AT_MOST
    return short and not said.endswith(("!", "...", "…")) and not exclaims(said, lang=lang)


def _lower(text: str) -> str:
    return text.lower().replace("’", "'").strip()
