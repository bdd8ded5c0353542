"""Stated rules: wordings that suggest a code, each a feature beside the words themselves.

A cue never decides alone; training weighs it. Names say the form of words, not the code.
"""

from __future__ import annotations

import re

_CUES: dict[str, dict[str, str]] = {
    "en": {
        "wh-start": r"^(?:(?:so|and|but|okay|ok|right|well|um|uh|yeah|mm-hm|now)[, ]+)*(?:what|how|why|where|when|who|which)\b",
        "how-much": r"\bhow (?:many|long|often|much|old|far|soon|late|big)\b",
        "what-fact": r"\b(?:what time|what day|which (?:day|one|week)|whose|who (?:was|is|else|told))\b",
        "what-like": r"\b(?:what (?:was|is|were|would) (?:that|it|this|things) (?:like|been)|what's (?:it|that|this) (?:been )?like|how (?:was|is|did|do|does|has) (?:that|it|this)|what (?:happened|went|goes|comes|makes|made))\b",
        "tell-me": r"\b(?:tell me|talk me through|walk me through|describe|say (?:a bit |some|something )?more|help me (?:to )?understand|take me (?:back|through)|i'd (?:like|love) to hear|curious|wondering (?:what|how))\b",
        "aux-start": r"^(?:(?:so|and|but|okay|ok|right|well|um|uh|yeah|now)[, ]+)*(?:do|does|did|are|is|was|were|have|has|had|can|could|will|would|should|any|anyone|anything)\b",
        "negative-question": r"\b(?:don't|doesn't|didn't|isn't|aren't|wasn't|won't|wouldn't|shouldn't|couldn't|haven't|can't) (?:you|it|that|he|she|they|there|we)\b",
        "tag": r",? (?:isn't it|aren't you|don't you|didn't you|right|is it|are you|wasn't it|haven't you|do you|would you|yeah|no)\?\s*$",
        "evidence": r"\b(?:evidence|proof|prove|fits? (?:with|that)|for and against|how (?:likely|sure|certain|true|strongly)|out of (?:ten|a hundred|100|10)|percent|per cent|other (?:way|explanation|reason|possib)|another (?:way|explanation|reason)|what else could|best friend|a friend|alternative|worst (?:thing|that|case)|what would it mean|say about you|how do you know|if that were true|five years|exception)\b",
        "risk": r"\b(?:suicid\w*|kill(?:ing)? (?:yourself|myself)|ending it(?: all)?|end it(?: all)?|thoughts of (?:death|dying)|overdose\w*|tablets|cut(?:ting)? yourself|death|being dead|disappear\w*|stay(?:ing)? safe|be safe|means|no longer (?:want|be)|point in|carry on|worth (?:it|living|carrying)|end(?:ing)? (?:your|it|my)|not (?:be|being|want) (?:here|alive|around)|hurt(?:ing)? yourself|harm(?:ing)? yourself|self-?harm|better off dead|wish(?:ed|ing)? you (?:were|weren't)|safe (?:tonight|right now|at home)|hopeless|go(?:ing)? on living|be dead|to die|dying|keep yourself safe|take your own life|not wake up|life (?:isn't|not) worth)\b",
        "so-you": r"^(?:(?:okay|ok|right|mm|mm-hm|yeah|um|and|uh)[, .]+)*so (?:you|it's|there's|that|for you|part of you|what you|he|she|they|your|if)\b",
        "you-start": r"^(?:(?:okay|ok|right|mm|yeah|um|and|but)[, .]+)*you(?:'re|'ve|'d| )",
        "sounds": r"\b(?:it|that|this)?\s?(?:sounds?|seems?|feels?|looks?) (?:like|as if|as though)\b|\b(?:hearing|i hear|get the sense|i gather|i'm getting)\b",
        "as-if": r"\b(?:as if|as though|almost like|on (?:the )?one (?:hand|side)|part of you|and (?:yet|at the same time)|underneath|a sense (?:of|that))\b",
        "let-me-see": r"\b(?:let me (?:see|check|try|pull|put|make sure|just)|to sum|sum(?:ming)? up|pull(?:ing)? (?:this|that|it) together|what i've heard|you've told me|so far|have i got|did i miss|recap|gather)\b",
        "you-should": r"\b(?:you (?:should|could|might|need|ought|have to|must|want to)|why don't you|why not|have you (?:tried|thought|considered)|try (?:to|and|\w+ing)|if i were you|my advice|i(?:'d| would) (?:suggest|recommend|say|advise)|i think you|best thing|how about|what about|what you need)\b",
        "imperative": r"^(?:just |maybe |perhaps |please |look,? |well,? )*(?:go|get|try|take|make|stop|start|write|call|text|talk|give|forget|keep|join|find|delete|block|put|ask|tell|do|don't)\b",
        "permission": r"\b(?:would it be (?:all right|okay|ok|alright|useful|helpful)|is it (?:all right|okay|ok|alright)|do you mind|may i|could i|can i|would you (?:mind|like|be (?:open|willing|interested))|with your permission|if you(?:'d| would)? like|up to you|your (?:choice|decision|call)|you(?:'re| are)? (?:free|decide|choose|the one who)|you don't have to|no need to|is that (?:all right|okay|ok|alright)|okay (?:with|if)|ok (?:with|if)|alright (?:with|if)|all right (?:with|if)|shall i|happy (?:for me|with)|okay to|ok to|comfortable|say no|if that's|want me to|like me to|skip|permission|leave it|whatever you|suits you|entirely yours|feel free)\b",
        "session": r"\b(?:today|our (?:time|session|hour)|this session|agenda|minutes|focus on|start with|goal|priorit|come back to|before we (?:finish|stop|start)|next time|first thing|work on)\b",
        "plan": r"\b(?:this week|next week|between now and|before (?:next|we meet)|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:on|every) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|first step|small(?:est)? step|homework|practi[sc]e|write (?:it|that|them|down)|diary|plan|get in the way|how confident|scale)\b",
        "inform": r"\b(?:research|studies|brain|body|bodies|nervous system|hormone|often (?:happens|means|works)|tends? to|what happens is|the way (?:it|this) works|people (?:who|often|usually)|is called|usually|typically|means that|because the|a common)\b",
        "common": r"\b(?:anyone (?:would|in)|most people|lots of people|a lot of people|no wonder|makes (?:complete |perfect |total |a lot of )?sense|of course|understandable|natural|normal|who wouldn't|not surpris|i can see why|hardly surprising|only human|you're not alone|entitled|every right|allowed to)\b",
        "praise": r"\b(?:well done|good for you|proud|impress\w*|strength|strong|courage\w*|brave\w*|took (?:guts|courage|a lot)|really (?:tried|worked|care)|effort|you managed|you (?:kept|stuck|still)|that takes|says a lot|despite|determined|committed|great (?:that|job))\b",
        "soothe": r"\b(?:be (?:fine|okay|ok|alright|all right)|don't worry|no need to worry|i'm sure|it will|it'll|things will|you'll (?:find|get|be|see|meet|feel)|time heals|promise|bound to|in no time|get better|sort itself|work out|trust me|everything)\b",
        "argue": r"\b(?:that's (?:not|simply|just) (?:true|not|what|how|wrong)|but you (?:said|did|just|told|are|have|can)|actually|not true|i disagree|come on|i don't (?:think|believe|buy)|really\?|nonsense|the fact is|let's be honest|reality|excuse|contradict|you can't (?:just|say|have)|hang on|hold on)\b",
        "i-self": r"\b(?:i (?:was|had|went|used|remember|felt|know (?:what|how)|lost|got|also|once|too|myself)|i've (?:been|had|also|felt)|when i|my (?:own|wife|husband|partner|mum|dad|sister|brother|son|daughter|ex|father|mother|first|divorce)|happened to me|me too|same here|personally|for me|i feel|i find myself|i notice)\b",
        "sorry": r"\b(?:sorry|apologi[sz]e|my (?:mistake|fault)|i (?:missed|got that wrong|went too|pushed|jumped|rushed|misunderstood|wasn't|didn't (?:hear|listen|mean))|between us|you and me|how (?:was|is) (?:that|this) for you just|let me (?:try (?:that )?again|back up|start again)|take that back|tell me if|put you off|that landed|shouldn't have)\b",
        "blame": r"\b(?:selfish|childish|immature|lazy|your (?:own )?fault|irresponsible|pathetic|silly|ridiculous|wrong of you|should have known|shame|disappoint\w*|ungrateful|dramatic|unfair of you|rude|weak|typical|what did you expect|brought (?:it|this) on|honestly|attention|spoilt|stupid|foolish|excuses)\b",
        "technical": r"\b(?:schema\w*|cognitive|maladaptive|attachment|defen[cs]e|projection|transference|reinforc\w*|stimulus|amygdala|cortisol|dysregulat\w*|affect\w*|ambivalen\w*|avoidant|co-?morbid\w*|pathology|disorder|hypervigilan\w*|ruminat\w*|behaviou?ral activation|safety behaviou?rs?|psycho\w*|intervention|paradigm|construct|systemic|internali[sz]\w*|introject\w*|neuro\w*|contingenc\w*|extinction|metacogniti\w*|core belief|distortion\w*|executive function\w*|locus)\b",
        "smaller": r"\b(?:at least|could (?:be|have been) (?:a lot |much |so much )?worse|(?:others|some people|people|plenty) (?:have|are|would|who)|it's (?:only|just)|only a|just a|not that bad|not the end|happens to (?:everyone|all of us|everybody)|big deal|in the grand|bright side|silver lining|look at it this way|be (?:glad|grateful|thankful)|lucky|worse off|nothing compared)\b",
        "minimal": r"^(?:mm+|mhm|mm-?hm+|uh-?huh|right|okay|ok|yeah|yes|sure|i see|go on|hm+|ah|oh|no|wow|gosh|really|take your time|and then|i'm listening|i'm with you)[.,!?… ]*(?:right|okay|ok|yeah|go on|mm-?hm|mm|i see|sure)?[.,!?… ]*$",
        "manners": r"\b(?:hello|hi|good (?:morning|afternoon|evening)|bye|goodbye|see you|thanks|thank you|nice to meet|come in|have a seat|cup of|coffee|tea|weather|parking|recording|camera|microphone|wifi|appointment|invoice|reception|my name)\b",
    },
    "nl": {
        "wh-start": r"^(?:(?:en|dus|maar|oké|ok|ja|nou|eh|ehm|uh|goed|hm)[, ]+)*(?:wat|hoe|waarom|waar|wanneer|wie|welke?|waardoor|waarmee|waarvan|waaraan|waarover|waarin)\b",
        "how-much": r"\bhoe(?:veel| lang| vaak| oud| ver| laat| groot| snel)\b",
        "what-fact": r"\b(?:hoe laat|welke dag|welk jaar|wiens|wie (?:was|is|heeft)|wanneer (?:was|is))\b",
        "what-like": r"\b(?:hoe (?:was|is|voelt|voelde|ging|gaat|kwam|komt|kijk|ervaar|beleef|zit|ziet|zag) (?:dat|het|dit|je|u|jij)|wat (?:gebeurt|gebeurde|doet|deed|maakt|maakte|ging|gaat|kwam|komt|raakt|betekent|betekende|voel|voelde))\b",
        "tell-me": r"\b(?:vertel(?:t)? (?:eens|me|er|maar|verder|daar)?|neem me (?:eens )?mee|beschrijf|zeg (?:er )?(?:eens )?(?:iets|wat) meer|help me (?:eens )?(?:te )?begrijpen|ik ben benieuwd|benieuwd|leg (?:eens )?uit|schets|vertel)\b",
        "aux-start": r"^(?:(?:en|dus|maar|oké|ok|ja|nou|eh|uh|goed)[, ]+)*(?:ben|bent|is|zijn|was|waren|heb|hebt|heeft|had|hadden|kan|kun|kunt|kon|wil|wilt|wou|ga|gaat|ging|doe|doet|deed|mag|moet|zou|zal|weet|woon|werk|slaap|slaapt|drink|rook|krijg|zie|heb|voel|denk|vind|gebruik|komt|kom|lukt|klopt)\b",
        "negative-question": r"\b(?:niet|geen|toch|ook)\b[^.?!]*\?",
        "tag": r",? (?:toch|hè|niet|of niet|wel|niet dan|nietwaar|hé|of wel|ja)\?\s*$",
        "evidence": r"\b(?:bewijs|bewijzen|klopt (?:dat|het) (?:ook|altijd|helemaal)|voor en tegen|pleit|hoe (?:zeker|waarschijnlijk|sterk|geloofwaardig|waar)|procent|op een schaal|van (?:nul|0|één|1) tot|andere (?:verklaring|manier|reden|mogelijkhe)|anders (?:kunnen|verklaren|bekijken)|vriend(?:in)?|beste vriend|ergste|wat zou het (?:betekenen|zeggen)|zegt dat (?:over|dan)|hoe weet je|stel dat|uitzondering|feiten?|over vijf jaar)\b",
        "risk": r"\b(?:zelfmoord\w*|zelfverwonding|verdwijnen|weg (?:wilt|wil|zou)|er een einde|niet meer (?:hoeft|hoefde|op te)|nog zin|geen zin meer|volhoud\w*|verwond\w*|snijd\w*|pillen|overdosis|de dood|einde|suïcid\w*|suicid\w*|einde? (?:aan|maken)|uit het leven|niet meer (?:te |willen )?(?:leven|er zijn|wakker|wilt?|verder)|er niet meer (?:te )?(?:zijn|was|wil|bent)|jezelf (?:iets|pijn|te)|zelf (?:\w+ ){0,2}(?:pijn|iets|wat) (?:aan )?(?:te )?doen|zelfbeschadig\w*|dood|doodgaan|sterven|veilig|hopeloos|uitzichtloos|leven (?:nog )?(?:de moeite|zin|zwaar)|zelfdoding)\b",
        "so-you": r"^(?:(?:oké|ok|ja|hm|mm|en|nou)[, .]+)*dus (?:je|jij|u|het|er|dat|als|eigenlijk|voor jou|wat je|hij|ze|zij|jullie|een deel)\b",
        "you-start": r"^(?:(?:oké|ok|ja|hm|mm|en|maar)[, .]+)*(?:je|jij|u|jullie)\b",
        "sounds": r"\b(?:klinkt|lijkt|voelt|komt (?:op mij )?over) (?:alsof|als|het|dat|me)?\b|\b(?:ik hoor|hoor ik|ik merk|ik proef|begrijp ik|als ik (?:je|u|het) (?:goed|zo))\b",
        "as-if": r"\b(?:alsof|aan de ene kant|enerzijds|een deel van|tegelijk|tegelijkertijd|eronder|onder(?:liggend)?|ergens|eigenlijk|bijna)\b",
        "let-me-see": r"\b(?:samenvat\w*|vat ik|even (?:kijken|op een rij|terug|samen)|op een rijtje|op een rij|tot nu toe|je vertelde|u vertelde|heb ik (?:dat|het|alles) (?:goed|zo)|mis ik|klopt dat zo|alles bij elkaar|kort gezegd)\b",
        "you-should": r"\b(?:je (?:moet|kunt|kan|zou|mag|hoeft|kon)|u (?:moet|kunt|zou)|moet je|zou je|kun je (?:niet|beter|ook)|waarom (?:ga|doe|bel|zeg|neem|vraag|probeer|schrijf) je|waarom niet|heb je (?:al |wel )?(?:eens )?(?:geprobeerd|gedacht|overwogen)|probeer|als ik jou was|mijn advies|ik zou|ik raad|beter|misschien (?:moet|kun|is het)|gewoon|wat dacht je|het beste)\b",
        "imperative": r"^(?:gewoon |misschien |nou,? |kijk,? )*(?:ga|neem|probeer|zoek|stop|begin|schrijf|bel|app|praat|geef|vergeet|laat|maak|zet|zeg|doe|gooi|blokkeer|blijf|vraag|stuur|koop)\b",
        "permission": r"\b(?:mag ik|zou ik|vind je het (?:goed|oké|ok|prima|fijn)|vindt u het goed|is het (?:goed|oké|ok|prima|akkoord)|zou je (?:het )?(?:willen|fijn|prettig|oké)|als je (?:dat )?(?:wilt|wil)|jouw (?:keuze|beslissing)|aan jou|aan u|bepaal (?:je|jij)|bepaalt|beslis\w*|mag (?:nee|ook)|zeg (?:gerust|het) |gerust|is dat (?:goed|oké|ok|prima)|toestemming|keuze|kies\w*|vrij|moet niks|hoef je|mag ik|ik je iets|ik u iets|zou het (?:goed|oké|ok|prima)|prima als|oké als|ok als|goed als|fijn als|okay|vind je het|wil je dat|liever niet|overslaan|mag je zelf|hoeft niet|sta je ervoor open|zal ik|heb je er (?:iets|bezwaar)|wil je (?:dat ik|horen))\b",
        "session": r"\b(?:vandaag|ons gesprek|dit gesprek|deze sessie|agenda|minuten|bespreken|beginnen met|doel(?:en)?|voorrang|bij stilstaan|terugkomen|komende gesprekken|volgende keer|eerst|afronden|stellen we voor|werken aan)\b",
        "plan": r"\b(?:deze week|komende week|volgende week|tussen nu en|voor (?:de )?volgende keer|tot de volgende|(?:op )?(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)|eerste stap|kleine stap|stapje|huiswerk|oefenen|oefening|opschrijven|schrijf je|dagboek|plan|in de weg|tussenkomen|hoe haalbaar|vertrouwen)\b",
        "inform": r"\b(?:onderzoek|hersenen|brein|lichaam|zenuwstelsel|hormoon|vaak|meestal|wat er gebeurt|werkt (?:het|zo)|mensen die|heet|noemen (?:we|ze)|doorgaans|betekent dat|doordat|waardoor|zorgt (?:ervoor|dat)|bekend)\b",
        "common": r"\b(?:iedereen zou|de meeste mensen|veel mensen|heel wat mensen|geen wonder|logisch|natuurlijk|begrijpelijk|normaal|heel gewoon|menselijk|snap (?:ik|het|dat)|niet gek|niet raar|niet vreemd|wie niet|niet de enige|mag (?:er|je)|alle recht|kan me (?:goed )?voorstellen|vind je het gek|terecht)\b",
        "praise": r"\b(?:knap|goed (?:van je|gedaan|zo|dat je)|trots|sterk|kracht|moed|moedig|dapper|mooi (?:dat|hoe)|fijn dat|ondanks|volgehouden|het lukt je|je hebt (?:toch|het)|doorzet\w*|bijzonder|bewonder\w*|respect|petje|inzet|indruk)\b",
        "soothe": r"\b(?:komt (?:wel |vast |allemaal |heus )*(?:goed|in orde)|maak je (?:geen|niet)|geen zorgen|vast (?:wel)?|ik weet zeker|gaat (?:wel )?over|heelt|beloof|vanzelf|heus|wordt (?:echt |vast |wel )*beter|je zult (?:zien|vast)|wel weer|zo weer|valt (?:wel|heus)|vertrouw|alles)\b",
        "argue": r"\b(?:dat (?:is|klopt) (?:gewoon |echt |helemaal |toch )*(?:niet|onzin)|maar je (?:zei|zegt|hebt|had|bent|deed)|niet waar|oneens|kom op|kom nou|onzin|feit is|laten we eerlijk|eerlijk is|realiteit|excuus|smoes\w*|tegen(?:strijdig|spreek)|wacht even|ho even|nee,|geloof ik niet|toch echt)\b",
        "i-self": r"\b(?:ik (?:heb (?:dat |het )?(?:zelf|ook|ooit)|was|had|ken dat|herken|weet (?:nog|wat)|ben (?:zelf|ook|toen)|voel(?:de)?|ging|merk(?:te)? (?:bij|dat ik))|toen ik|mijn (?:eigen|man|vrouw|partner|moeder|vader|zus|broer|zoon|dochter|ex|eerste|scheiding)|bij mij|zelf ook|ikzelf|mezelf|heb ik (?:zelf|ook)|persoonlijk)\b",
        "sorry": r"\b(?:sorry|excuses?|mijn (?:fout|schuld)|ik (?:ging|was|heb|zat|miste|luisterde|liep|drong|vulde) (?:te|net|je|niet|iets|daar|even|het|er|dat|voor)|tussen ons|jou en mij|terug(?:nemen|komen op wat ik)|opnieuw (?:proberen|beginnen)|spijt|te snel|verkeerd begrepen|had ik niet|zeg het (?:me|maar|gerust)|overkwam|net niet (?:goed)?)\b",
        "blame": r"\b(?:egoïstisch|kinderachtig|onvolwassen|lui|eigen schuld|je schuld|onverantwoord\w*|zielig|belachelijk|dom|fout van je|had (?:je )?(?:kunnen|moeten) weten|schaam|teleur\w*|ondankbaar|dramatisch|aanstel\w*|zwak|typisch|wat had je (?:dan )?verwacht|aandacht|verwend|laf|slordig|niet netjes|flauw|overdreven|onredelijk)\b",
        "technical": r"\b(?:schema\w*|cognitie\w*|disfunctione\w*|maladaptie\w*|hechtings?\w*|afweer\w*|projectie|overdracht\w*|bekrachtig\w*|stimulus|amygdala|cortisol|dysregulat\w*|affect\w*|ambivalen\w*|vermijdend\w*|comorbid\w*|patholog\w*|stoornis\w*|hypervigilan\w*|ruminati\w*|gedragsactivatie|veiligheidsgedrag\w*|psycho\w*|interventie\w*|construct\w*|systemisch\w*|internalis\w*|introject\w*|neuro\w*|contingent\w*|extinctie|metacogniti\w*|kernovertuiging\w*|distorsi\w*|executiev\w*|copingstijl\w*|symptoom\w*|intrapsychisch\w*)\b",
        "smaller": r"\b(?:in (?:elk|ieder) geval|gelukkig (?:heb|is|maar)|had (?:veel )?erger|(?:anderen|er zijn mensen|sommige mensen) (?:hebben|die|zijn)|het (?:is|was) (?:maar|gewoon|toch maar|slechts)|maar een|valt (?:wel|best|toch)? ?mee|niet het einde|overkomt iedereen|iedereen (?:wordt|heeft|maakt)|zo erg|kop op|wees blij|je hebt (?:tenminste|nog)|tenminste|positieve kant|geluk bij|stelt niet|ergere dingen)\b",
        "minimal": r"^(?:hm+|mm+|mhm+|uhu|ja+|oké|ok|okee|precies|snap ik|ik snap het|goed|ga (?:maar )?(?:door|verder)|neem (?:maar )?(?:rustig )?(?:de|je) tijd|ah|oh|nee|jeetje|tjonge|zo|ik luister|en toen|juist|klopt|duidelijk|zeker|aha)[.,!?… ]*(?:ja|oké|ga door|hm+|mm|precies)?[.,!?… ]*$",
        "manners": r"\b(?:hallo|hoi|dag|goede(?:morgen|middag|navond)|goeie\w+|tot (?:ziens|volgende|dan|dinsdag|de)|bedankt|dank je|dankjewel|welkom|ga zitten|kopje|koffie|thee|weer|parkeren|opname|camera|microfoon|geluid|verbinding|afspraak|factuur|balie|mijn naam|aangenaam)\b",
    },
}
_PATTERNS = {
    lang: tuple((name, re.compile(pattern)) for name, pattern in cues.items())
    for lang, cues in _CUES.items()
}

_NEEDED = {
    code: {lang: re.compile(cues[cue]) for lang, cues in _CUES.items()}
    for code, cue in (("risk_question", "risk"), ("permission", "permission"))
}


_DEATH = {
    "en": re.compile(
        r"\bsuicid|\bkill(?:ing)? yourself|\bend(?:ing)? (?:it all|your (?:own )?life)|\btake your (?:own )?life|\b(?:wish|want|wanting|wanted) (?:to be dead|to die|you were dead)|\bthoughts? of (?:death|dying)|\b(?:rather|better) (?:not (?:be alive|live|wake)|be dead|off dead)|\bnot (?:want(?:ing)? to )?(?:be alive|go on living|live any ?more|be here any ?more)|\bnot wanting to live|\b(?:thoughts?|thinking|think|feel(?:ing)?)\b[^.?!]{0,30}\bnot (?:wanting|want) to be (?:here|around|alive)|\b(?:so|that) (?:low|bad|dark)\b[^.?!]{0,40}\b(?:not|don't|didn't) want(?:ing)? to\b|\bself-?harm|\boverdos|\b(?:take|taking|took|swallow\w*) (?:all|too many|a lot of|a handful of|the whole)\b[^.?!]{0,20}\bpills?\b|\b(?:so|that) (?:low|bad|down|hopeless|sad)\b[^.?!]{0,50}\bdo(?:ing)? (?:something|anything)\b|\bno (?:point|reason) (?:in )?(?:to )?(?:living|live|going on|being alive)\b|\bthink(?:ing)? (?:about|of) ending (?:it|things)\b|\bwant(?:ing)? to end (?:it|things)\b(?! with)|\breasons? to (?:live|go on|stay alive)\b|\bwant to (?:go on|keep(?: on)?) living\b|\bdo(?:ing)? (?:something|anything) to yourself|\b(?:hurt|harm)(?:ing)? yourself|\b(?:don't|didn't|not) want to (?:be alive|live|be here|go on|carry on)\b(?! (?:about|to|with|holiday|like))|\bnot wanting to (?:go|carry) on\b(?! (?:about|to|with|like))|\bwish(?:ed|ing)? you (?:weren't|were not) (?:here|alive)|\bnot being here|\b(?:not|don't) (?:wanna|want to) be here|\b(?:you|u|ya) (?:don't|dont|didn't|didnt) (?:really )?(?:want to|wanna) (?:be alive|live|be here|wake up)|\brather (?:not|weren't|wasn't) (?:be )?(?:here|alive)|\bthink(?:ing)? (?:about|of) (?:death|dying)|\b(?:can't|cannot|couldn't) go on(?: living)?\b(?! (?:about|to|with|holiday))|\bdark(?:er|est)? thoughts|\b(?:better|rather|prefer|like) (?:not|never) to (?:be (?:here|alive|around)|wake up|exist)|\b(?:include|about|of) being alive\b|\b(?:don't|no longer|can't|not) see the point (?:of it all|any ?more|(?:in|of) (?:living|life|going on))|\bit (?:needn't|doesn't (?:have|need) to) go on\b|\b(?:worth living|life (?:isn't|is not|'s not|wasn't) worth)\b|\b(?:are|were) you (?:really )?safe\b(?! (?:with|from) (?!yourself))|\b(?:feel(?:ing)?|being) safe (?:with yourself|on your own|when you(?:'re| are) (?:alone|on your own))|\bkeep(?:ing)? yourself safe|\bsafe from yourself|\bdo(?:ing)? away with yourself|\b(?:better|easier)(?: for \w+)? if (?:you|u) (?:weren't|were not|wasn't) (?:around|here|there)\b|\bbetter off without (?:you|u)\b|\b(?:to sleep|asleep) and (?:not|never) wak|\bnever wak(?:e|ing) up"
    ),
    "nl": re.compile(
        r"\bzelfmoord|\bsu[iï]cid|\bzelfdoding|\bniet meer (?:zou |te |willen |wilt |wil |hoeft te )*leven|\bdood (?:wil|wilt|willen|zou|wilde|te zijn|was)|\b(?:wil|wilt|willen|zou) (?:je |jij )?(?:liever )?(?:dood|sterven|doodgaan)|\b(?:gedachten?|denk(?:t|en)?|dacht(?:en)?)(?: (?:je|jij|u|er|er weleens|weleens|wel eens|soms|ooit|vaak))* aan de dood|\bdood te (?:willen|gaan)|\bdood ?gaan|\ber (?:\w+ ){0,3}niet meer (?:te |willen |wilt |wil |zou )*zijn\b|\beinde aan (?:je|jouw|het) leven|\b(?:je|u|uw|jou)zelf (?:iets|wat) aan|\b(?:je|u|uw|jou)zelf (?:pijn|verwond|beschadig)|\bhoeft het (?:\w+ ){0,2}niet meer\b|\bhet hoeft (?:van|voor) (?:mij|jou|me|u) niet meer\b|\bhet (?:\w+ )?niet meer (?:zie|ziet|zag|zien) zitten\b|\b(?:niet meer zien zitten|het wel eens niet meer ziet zitten|het leven (?:nog |nog wel |niet meer )?(?:wel )?zitten)\b|\bniet verder (?:wil|wilt|wilde)\b(?! (?:praten|gaan|vertellen|lopen|studeren))|\bde zin er(?:gens)? niet meer van in|\bzelfbeschadig|\ber (?:\w+ ){0,2}een einde aan (?:\w+ ){0,2}(?:te )?maken\b|\boverdos|\b(?:al die|alle|te veel|een handvol|een hele strip) pillen\b|\bzo (?:somber|hopeloos|neerslachtig|slecht|verdrietig)\b[^.?!]{0,50}\b(?:iets|wat) (?:zou |zult |kunt |wil )?doen\b|\bliever (?:er )?niet meer|\ber liever niet meer|\bniet meer te leven|\bniet meer (?:verder )?(?:hoeft|hoefde|hoeven)\b|\bniet meer verder (?:kan|kunt|wil|wilt)|\b(?:donkere|zwarte) gedachten|\b(?:ben|was|bent|voel) (?:je|jij|u)(?: je| u)? (?:\w+ ){0,4}veilig\b(?! (?:bij|met|in|op|thuis))|\bvan kant (?:te )?ma(?:ken|akt)\b|\b(?:je|u|uw|jou)zelf (?:te )?(?:doden|ombrengen)|\b(?:wil|wilt|willen|denk|denkt|dacht|overweeg\w*|zou)\b[^?.]{0,25}\ber ?(?:\w+ )?uit (?:te )?stappen|\bniet meer wakker (?:te )?(?:(?:hoeven|willen|zou|wil|wilt) )*(?:worden|wordt|wil|wilt)|\b(?:beter|makkelijker)\b[^?.]{0,20}\bals (?:je|jij|u) er niet (?:meer )?(?:was|bent|zou zijn)|\bbeter af zonder (?:jou|u)\b"
    ),
}


_NO_APOSTROPHE = re.compile(r"\b(do|did|does|was|were|is|ca|wo)nt\b")


def speaks_of_death(text: str, *, lang: str) -> bool:
    """Whether a text speaks of suicide, wishing to be dead, harming oneself or being safe from that in so many words."""
    said = _NO_APOSTROPHE.sub(r"\1n't", text.lower().replace("’", "'"))
    return bool(_DEATH[lang].search(said)) if lang in _DEATH else False


def cues_in(text: str, *, lang: str) -> list[str]:
    """Names of the cues in a unit of speech (already lower case)."""
    return [name for name, pattern in _PATTERNS.get(lang, ()) if pattern.search(text)]


def has_word_for(code: str, text: str, *, lang: str) -> bool:
    """Whether a text has a word without which it is not that code: of death or safety, or of asking leave."""
    needed = _NEEDED[code].get(lang)
    return needed is None or bool(needed.search(text.lower().replace("’", "'")))
