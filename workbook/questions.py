"""What a question asks for, told by its words: a coarse kind to compare questions by, a finer form to answer them by."""

from __future__ import annotations

import re

from workbook import coding

_WORD = re.compile(r"[^\W_]+")
# What a question asks for, by its words; the first that is found counts.
_KINDS = {
    "en": (
        ("how-long", r"\bhow long\b"),
        ("how-many", r"\bhow (?:many|much|often)\b"),
        (
            "scale",
            r"\b(?:0|zero|one|1) to (?:10|100|ten|a hundred)\b|\bscale\b|\bhow (?:strongly|sure)\b",
        ),
        ("who", r"\b(?:who|whom|whose)\b"),
        ("when", r"\b(?:when|what time|what day)\b"),
        ("where", r"\bwhere\b"),
        ("why", r"\b(?:why|how come|what ma(?:de|kes)|reason)\b"),
        ("how", r"\bhow\b"),
        ("which", r"\b(?:which|what kind|what sort)\b"),
        ("what", r"\bwhat\b"),
    ),
    "nl": (
        ("how-long", r"\b(?:hoe ?lang|sinds wanneer)\b"),
        ("how-many", r"\bhoe ?(?:veel|vaak)\b"),
        (
            "scale",
            r"\b(?:0|nul|een|1) tot (?:10|100|tien|honderd)\b|\bschaal\b|\bhoe (?:sterk|zeker)\b",
        ),
        ("who", r"\b(?:wie|wiens)\b"),
        ("when", r"\b(?:wanneer|hoe laat|welke dag)\b"),
        ("where", r"\b(?:waar|waarheen)\b"),
        ("why", r"\b(?:waarom|hoezo|waardoor|reden|hoe k(?:omt|wam)|wat maakt)\b"),
        ("how", r"\bhoe\b"),
        ("which", r"\b(?:welke?|wat voor)\b"),
        ("what", r"\bwat\b"),
    ),
}
_ASKED = {
    lang: tuple((kind, re.compile(pattern)) for kind, pattern in kinds)
    for lang, kinds in _KINDS.items()
}
YES_OR_NO, NO_QUESTION = "yes-or-no", ""


def asked_for(text: str, lang: str) -> str:
    """What the last question in a text asks for ("who", "how-long"), ``YES_OR_NO``, or ``NO_QUESTION``."""
    said = text.lower()
    pieces = [said[start:end] for start, end in coding.units(said)] or [said]
    asking = [piece for piece in pieces if piece.rstrip().endswith("?")] or pieces
    for kind, pattern in _ASKED.get(lang, ()):
        if pattern.search(asking[-1]):
            return kind
    return YES_OR_NO if said.rstrip().endswith("?") else NO_QUESTION


# Forms of questions, finer than the kinds above: what a client can answer in a general way without knowing the matter.
# The first that is found counts.
_FORMS = {
    "en": (
        (
            "mean",
            r"\b(?:what (?:do|did) you mean|what does that mean|meaning\?|how so|in what (?:way|sense)|how do you mean|what are you saying|what(?:'s| is) that supposed to|could you explain)\b",
        ),
        (
            "right",
            r"^(?![^?]*\b(?:who|what|when|where|why|how|which)\b)(?:you|u|ur|you're|it|it's|that|that's|this|there|there's|s?he|he's|she's|they|they're|your \w+|ur \w+) (?:\w|').*\?$|\b(?:i take it|i gather|i guess|i suppose|i understand|i imagine)\W*\?|\b(?:is that (?:right|so|true|it)|(?:have|did) i (?:got|get|understand|hear|understood)|am i right|does that (?:make sense|fit|sound|ring)|isn't it|(?<!all )right\s*\?|correct\s*\?|(?<!how )(?<!what )do you (?:see|follow|understand|agree)(?: that| me| with that)?\s*\?)|,\s*(?:right|yeah|no|ok|okay)\s*\?",
        ),
        (
            "may",
            r"^(?:is|would) (?:it|that|this) (?:be )?(?:ok|okay|alright|all right|fine|clear|good|possible)\b|\b(?:may|can|could) i\b(?![^?]*\b(?:who|what|when|where|why|how|which|whether|if)\b)|\b(?:do|would) you mind\b|\b(?:ok|okay|all ?right|fine) (?:with|for|by) you\b|^(?:ok|okay|all ?right)\W*$|\bis (?:it|that) (?:ok|okay|all ?right|clear)\b",
        ),
        (
            "try",
            r"\b(?:would you (?:be (?:willing|up)|try|give|consider|do)|could you (?:try|write|keep|note)|shall we|how about|why (?:not|don't you)|will you try|(?<!what )have you (?:tried|thought of|considered))\b",
        ),
        (
            "if",
            r"\b(?:what if|suppose|imagine|if you (?:could|were|had|did|told|said|asked)|what would(?! you like)|would it (?:help|be)|how would|what could happen|what might)\b",
        ),
        (
            "tell",
            r"\b(?:can|could|would|will) you (?:just |maybe |please |perhaps )?(?:tell|describe|give|name|say|put|explain|take me|walk me|show|share|help me)\b|\bwhat would you like to (?:tell|talk|say|begin|start)|\btell me\b",
        ),
        (
            "scale",
            r"\b(?:0|zero|one|1) to (?:10|100|ten|a hundred)\b|\bon a scale\b|\bout of (?:10|ten|100|a hundred)\b|\bhow (?:strongly|sure|certain)\b|\bpercent\b",
        ),
        ("how-long", r"\bhow long\b|\bsince when\b"),
        ("how-many", r"\bhow (?:many|much|often)\b"),
        (
            "feel",
            r"\bhow (?:do|did|does|are|were|was|is) (?:you|it|that|this)(?: all)? (?:feel|make you feel|for you|to (?:hear|read|see|say|tell|be))\b|\bhow (?:was|is) (?:it|that)(?: (?:for you|like that|then|now))?\s*\?|\bwhat (?:was|is|'s) (?:it|that|this)?\s*(?:like|\w+ing like)\b|\bwhat(?:'s| is| was) (?:it|that) like\b|\bwhat (?:do|did|does) (?:you feel|(?:\w+ ){1,3}do to you)\b|\bfeel(?:s|ing)? (?:when|as|about|inside|now|then)\b[^?]*\?|\bwhat(?:'s| is) going on (?:inside|in you)\b",
        ),
        (
            "want",
            r"\bwhat (?:do you|would you like to) (?:want|need|hope|wish|expect|like)\b|\bwhat would (?:you like|help)\b|\bwhat (?:are you|were you) hoping\b",
        ),
        ("why", r"\b(?:why|how come|what ma(?:de|kes)|what(?:'s| is| was) the reason)\b"),
        (
            "think",
            r"\bwhat (?:do|did|were|are) (?:you|u) (?:then |actually )?(?:think|thinking|make|tell yourself)\b|\b(?:went|goes|going|was) through your (?:mind|head)\b|\bhow (?:do|did) (?:you|u) see\b",
        ),
        (
            "did",
            r"\bwhat (?:do|did|have|were|are) (?:you|u) (?:usually |then |actually |normally )?(?:do|did|doing|done|say|said|saying|tell|write|wrote|answer|try|tried|reply)\b|\bhow (?:do|did) (?:you|u) (?:react|respond|answer|handle|deal|cope|manage)\b",
        ),
        (
            "said",
            r"\bwhat (?:does|do|did|has|have|had|is|was) (?:s?he|they|ur \w+|your \w+|the \w+|(?!you\b|u\b|we\b|i\b|it\b|that\b|this\b)[a-z]{2,}) (?:then |actually |usually )?(?:say|said|saying|think|thinking|do|doing|done|tell|write|want|make of|know|answer|reply|mean)\b|\bhow (?:does|do|did|has) (?:s?he|they|your \w+|[a-z]+) (?:react|respond|take|feel|answer)\b",
        ),
        (
            "anyone",
            r"^(?:is|was|are|were|has|have|do|does|did|had|could|can|would|isn't|wasn't|so)\b[^?]*\b(?:any ?one|any ?body|some ?one|some ?body)\b(?! else's)|^(?:do|have) (?:you|u) (?:have |got )?(?:any )?(?:friends|people|family)\b|^(?:is|are|was|were) there (?:any )?(?:people|friends|others)\b",
        ),
        ("who", r"\b(?:who|whom|whose|who's)\b"),
        (
            "when-does",
            r"\bwhen (?:do|does|are|will|you)\b(?![^?]*\blast\b)|\bwhat times? (?:do|does|are)\b|\bat what (?:times?|moments?|point)\b|\bwhen is (?:it|that) (?:worst|hardest|best|worse|at its)\b",
        ),
        (
            "when",
            r"\b(?:when (?:was|did|do|does|is|are|will|exactly)|what (?:time|day|year|month)|when\s*\?)",
        ),
        ("where", r"\bwhere\b"),
        ("which", r"\b(?:which|what kind|what sort)\b"),
        (
            "choice",
            r"\b\w+,? or (?!what\b|not\b|so\b|something\b|it\b|anything\b)(?:is|was|are|were|do|does|did|would|rather|more|just|maybe|\w+(?: \w+)?\s*\?)",
        ),
        (
            "how-is",
            r"\bhow(?:'s|s| is| are| was| were| have| has)\b|\bhow (?:do|does|did) (?:\w+ ){1,3}(?:sleep|go|eat|look|get on|get along)\b",
        ),
        ("how-did", r"\bhow (?:did|come)\b|\bhow do you know\b"),
        ("how", r"\bhow\b"),
        ("what", r"\bwhat(?:s|'s)?\b"),
        (
            "is-there",
            r"^(?:is|are|was|were|isn't) there\b|^(?:do|does|did|have|has|had|is|are|was)\b[^?]*\b(?:anything|something|any)\b",
        ),
        (
            "past",
            r"^(?:did|were|had|didn't|weren't|hadn't) (?:\w+ )?(?:you|u)\b|^(?:have|haven't) (?:you|u)\b(?! (?:got|any|a|an|still)\b)",
        ),
        (
            "self",
            r"^(?:do|are|have|can|could|will|would|don't|aren't|haven't|couldn't|can't|shall|should) (?:\w+ )?(?:you|u)\b",
        ),
        (
            "it",
            r"^(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|doesn't|didn't|isn't|wasn't|hasn't|aren't) (?:it|that|this|there|these|those|things|everything|anything|something|(?:your|ur|his|her|their|the) (?:\w+ )?(?:work|job|house|home|flat|room|place|sleep|appetite|head|body|back|life|day|week|weekend|evening|night|nights|school|course|town|village|bed|car|phone|photo|picture|message|mail|email|letter|dinner|party|trip|club|church|music|food|dog|cat|shop|kitchen|office))\b",
        ),
        (
            "other",
            r"^(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|doesn't|didn't|isn't|wasn't|hasn't|aren't|haven't|weren't) [a-z]+\b",
        ),
    ),
    "nl": (
        (
            "mean",
            r"\b(?:(?:wat|hoe) bedoel|wat houdt dat in|wat betekent dat|hoezo|in wel(?:k|ke) (?:zin|opzicht)|wat wil je daarmee zeggen|kun je dat uitleggen|hoe dan)\b",
        ),
        (
            "right",
            r"^(?![^?]*\b(?:wie|wat|wanneer|waar\w*|hoe|welke?)\b)(?:je|jij|u|het|dat|dit|hij|ze|zij|er|je \w+) \w+\b.*\?$|\b(?:begrijp|neem|denk|hoor|zie|geloof|vermoed) ik(?: aan| dat)?\W*\?|\b(?:klopt (?:dat|het)|is dat zo|heb ik (?:dat|het|je|u)|begrijp ik (?:dat|het|je|u)|zie ik (?:dat|het)|snap je|begrijp je|ben je het (?:er)?mee eens|niet ?waar|of niet)\b|\b(?:toch|hè|hé|oké|ok)\s*\?",
        ),
        (
            "may",
            r"\b(?:mag|kan|zal) ik\b(?![^?]*\b(?:wie|wat|wanneer|waar\w*|hoe|welke?|of)\b)|\b(?:vind|vindt) (?:je|u) (?:het|dat) (?:goed|oké|oke|ok|prima|fijn|erg)\b|\bis (?:dat|het) (?:goed|oké|oke|ok|prima|duidelijk|akkoord)\b|^(?:goed|oké|oke|ok|akkoord)\W*$",
        ),
        (
            "try",
            r"\b(?:lijkt (?:je|u|het je) dat|haalbaar|zullen we|(?:zou|wil|wilt|kun|kunt) (?:je|jij|u) [^?]*(?:proberen|bijhouden|opschrijven|noteren|invullen)|zou (?:je|jij|u) (?![^?]*\b(?:vertellen|beschrijven|noemen|zeggen|omschrijven|uitleggen|schetsen|voorstellen)\b)(?:[^?]* )?kunnen (?!je )\w+en\b|zou (?:je|jij|u) (?![^?]*\b(?:vertellen|beschrijven|noemen|zeggen|omschrijven|uitleggen|schetsen|voorstellen)\b)[^?]* kunnen\s*\?|heb (?:je|u) (?:al |wel )?(?:eens|geprobeerd|overwogen)|waarom (?:niet|ga je niet|doe je niet))\b|\bwat dacht (?:je|u) van\b",
        ),
        (
            "if",
            r"\b(?:stel (?:dat|je|nou)|wat als|als (?:je|u) (?:zou|kon|het)|als (?:een|je|jouw|uw) [^?]*\b(?:zou|zeggen)\b|wat zou(?:den)?(?! (?:je|u) (?:willen|graag))|hoe zou(?:den)?|zou het (?:helpen|kunnen|zijn))\b",
        ),
        (
            "tell",
            r"\b(?:kun|kunt|kan|wil|wilt|zou|mag) (?:je|jij|u|ik)\b[^?]*\b(?:vertellen|beschrijven|noemen|zeggen|omschrijven|uitleggen|meenemen|schetsen)\b|\bvertel\b",
        ),
        (
            "scale",
            r"\b(?:0|nul|een|één|1) tot (?:10|100|tien|honderd)\b|\bop een schaal\b|\bvan de (?:tien|honderd|10|100)\b|\bwelk cijfer\b|\bhoe (?:sterk|zeker|geloofwaardig)\b|\bprocent\b",
        ),
        ("how-long", r"\b(?:hoe ?lang|sinds wanneer)\b"),
        ("how-many", r"\bhoe ?(?:veel|vaak)\b"),
        (
            "feel",
            r"\bhoe (?:voel|voelde|voelt|beleef|beleefde) (?:je|jij|u|dat|het|dit)\b|\bhoe (?:was|is|vond|vind) (?:je|jij|u|dat|het|dit)(?: (?:nu|toen|voor|om|dat|het|dit)\b|\s*\?)|\bwat (?:voel|voelde) (?:je|jij|u)\b|\bwat (?:doet|deed|doen) (?:\w+ ){1,3}(?:met|bij) (?:je|jou|u)\b|\bhoe is (?:dat|het)\s*\?|\bhoe was dat\b",
        ),
        (
            "want",
            r"\bwat (?:wil|wilt|wilde|wens|hoop|hoopt|hoopte|verwacht|zoek) (?:je|jij|u)\b(?![^?]*\b(?:gedaan|vertellen|zeggen)\b)|\bwat (?:heb|had) (?:je|jij|u)\b[^?]*\bnodig\b|\bwat zou (?:je|u) (?:willen|helpen)\b",
        ),
        ("why", r"\b(?:waarom|waardoor|reden|hoe k(?:omt|wam) (?:het|dat)|wat maakt(?:e)?)\b"),
        (
            "think",
            r"\bwat (?:denk|dacht|vind|vond|geloof) (?:je|jij|u)\b|\b(?:ging|gaat) er (?:dan |toen )?(?:door|in) (?:je|jou|u|uw)\b|\bhoe zie (?:je|jij|u)\b",
        ),
        (
            "did",
            r"\bwat (?:doe|deed|heb|ga|zei|zeg|schreef|vertelde|antwoordde|probeer|probeerde) (?:je|jij|u)\b|\bhoe (?:reageer|reageerde|ging|ga|pak|los) (?:je|jij|u)\b",
        ),
        (
            "said",
            r"\bwat (?:zegt|zei|zeiden|vindt|vond|vinden|doet|deed|doen|deden|denkt|dacht|wil|wilde|weet|wist|heeft|hebben|antwoordde|schreef) (?:hij|zij|ze|die|de \w+|je \w+|jouw \w+|uw \w+|(?!je\b|jij\b|u\b|ik\b|we\b|dan\b|dat\b|het\b|er\b|nou\b|toen\b|eigenlijk\b)[a-zé]{2,})\b|\bhoe (?:reageert|reageerde|reageerden|neemt|nam) (?:hij|zij|ze|die|je \w+|[a-zé]+)\b",
        ),
        (
            "anyone",
            r"^(?!(?:wie|wat|hoe|hoelang|waar\w*|wanneer|welke?|wiens)\b)[^?]*\b(?:iemand|niemand)\b|^(?:heb|ken|zijn|waren) (?:je|u|er) (?:\w+ )?(?:vrienden|familie|mensen|anderen)\b",
        ),
        ("who", r"\b(?:wie|wiens)\b"),
        (
            "when-does",
            r"(?<!\w)(?![^?]*\b(?:laatst|laatste|vorige)\b)(?:wanneer|hoe laat) (?:heb|hebt|heeft|hoor|voel|merk|word|ben|bent|is|doe|ga|gaat|sta|slaap|denk|denkt|komt|kom|gebeurt|begint|zit|lig|pieker|lukt|vind|je|u)\b|\bop (?:welke|wat voor) momenten\b",
        ),
        ("when", r"\b(?:wanneer|hoe laat|welke dag)\b"),
        (
            "where",
            r"\b(?:waar|waarheen)\b(?! (?:je|jij|u|ik|hij|ze|het) )(?![^?]*\b(?:aan|op|over|mee|voor|van|tegen|uit|door|om)\b)",
        ),
        ("which", r"\b(?:welke?|wat voor)\b"),
        (
            "choice",
            r"\bof (?:(?:nog )?iets anders|is|was|zijn|waren|meer|juist|eerder|gewoon|toch|\w+(?: \w+)?\s*\?)",
        ),
        (
            "how-is",
            r"\bhoe (?:is|zijn|was|waren|gaat|gaan|ging|loopt|liep|slaap|slaapt|sliep|eet|vind|vindt|ziet)\b",
        ),
        (
            "how-did",
            r"\bhoe (?:kwam|kwamen|kom|komt|ontmoette\w*|leerde\w*|hoorde|weet|wist|ontdekte|begon|ontstond|gebeurde|heb|hebben|ben|zijn|is dat gekomen)\b",
        ),
        ("how", r"\bhoe\b"),
        ("what", r"\bwat\b|\bwaar(?:aan|op|over|mee|voor|van|tegen|uit|in)?\b"),
        (
            "is-there",
            r"^(?:is|zijn|was|waren|staat|stond|zit|zat|ligt|hangt|komt|gebeurde|gebeurt) er\b|^\w+ (?:je|jij|u|er) (?:\w+ ){0,2}(?:iets|wat)\b",
        ),
        (
            "past",
            r"^(?:had|was|waren|deed|ging|kon|wilde|wou|wist|dacht|zei|vroeg|belde|zag|kwam|voelde|moest|mocht|durfde|sliep|vond|werd|bleef|liet|schreef|stuurde|appte|hoorde|huilde|schrok|kende|hield|hoopte|verwachtte) (?:je|jij|u|jullie)\b|^(?:heb|hebt|ben|bent|hebben) (?:je|jij|u|jullie)\b[^?]*\b(?:ge\w{2,}|ver\w+[dt]|be\w+[dt]|ont\w+[dt]|her\w+[dt]|overwogen|begonnen|vergeten|verteld|\w+ge\w+[dtn])\b",
        ),
        (
            "it",
            r"^\w+ (?:het|dat|dit|er|t|zoiets|alles|iets)\b(?! (?:je|jou|u)\b)|^\w+ (?:de|het|je|jouw|uw|zijn|haar|hun|die|dat) (?!een )(?:\w+ )?(?:werk|baan|huis|flat|kamer|slaap|eetlust|hoofd|lijf|lichaam|rug|leven|dag|week|weekend|avond|nacht|nachten|school|opleiding|stad|dorp|bed|auto|telefoon|foto|bericht|berichtje|mail|mailtje|brief|etentje|feest|reis|club|kerk|muziek|eten|hond|kat|winkel|keuken|kantoor)\b",
        ),
        (
            "self",
            r"^\w+ (?:je|jij|u|jullie)\b(?! (?:moeder|vader|vriend|vriendin|man|vrouw|zus|broer|baas|collega|ouders|tante|dochter|zoon|ex)\w*\b)|^\w+ (?:het|dat) (?:je|jou|u)\b",
        ),
        (
            "other",
            r"^(?!(?:en|of|nog|ook|dus|maar|alleen) )\w+ (?:hij|ie|zij|ze|die|je \w+|jouw|uw|de|iemand|[a-zé]+)\b",
        ),
    ),
}
_FORMED = {
    lang: tuple((form, re.compile(pattern, re.IGNORECASE)) for form, pattern in forms)
    for lang, forms in _FORMS.items()
}
_BY_THEIR_WORD = frozenset(
    {
        *("who", "when", "when-does", "where", "which", "how", "how-is", "how-did", "what", "why"),
        *("how-long", "how-many", "did", "said"),
    }
)
# A word of the client's with a question mark: "A remainder?"
_ECHO = {
    "en": re.compile(
        r"\W*(?:(?:an?|the|your|his|her|that|those|no|too|not|only|just|what) )?\w+(?: \w+)?\W*\?",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\W*(?:(?:een|de|het|je|uw|zijn|haar|die|dat|geen|te|niet|alleen|wat) )?\w+(?: \w+)?\W*\?",
        re.IGNORECASE,
    ),
}
_VERB_FIRST = {
    "en": re.compile(
        r"\W*(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)\b", re.IGNORECASE
    ),
    "nl": re.compile(
        r"\W*\w+ (?:je|jij|u|hij|zij|ze|dat|het|er|die)\b|\W*(?:is|was|ging|kwam|heeft|had|weet|wist|ziet|zag|belde|zei|mag|kan|wil)\b",
        re.IGNORECASE,
    ),
}


def form_of(text: str, lang: str, *, follows: bool = False) -> str:
    """The form of the last question in a text, one of ``content.condition.FORMS``; empty where nothing is asked.

    Args:
        follows: it takes up what the client has just said.
    """
    spans = coding.units(text)
    last = (text[spans[-1][0] : spans[-1][1]] if spans else text).strip()
    if not coding.is_question(last, lang=lang):
        return ""
    last = coding.question_in(last)
    found = _first(last, lang)
    if found in _BY_THEIR_WORD or found == "else":
        # "When you lie there, do you sleep?" asks whether, not when.
        found = _first(coding.main_clause(last, lang=lang), lang)
    echo = follows and _ECHO[lang].fullmatch(last) and not _VERB_FIRST[lang].match(last)
    return "mean" if echo and found in ("else", "it", "other", "what", "self") else found


def _first(asked: str, lang: str) -> str:
    """The first form that the words of one question have."""
    # "Does she know how bad it is?" asks whether, not how.
    whether = coding.asks_yes_or_no(asked, lang=lang)
    forms = (
        form
        for form, pattern in _FORMED.get(lang, ())
        if not (whether and form in _BY_THEIR_WORD) and pattern.search(asked)
    )
    return next(forms, "else")
