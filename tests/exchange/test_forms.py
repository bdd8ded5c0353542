"""What a question asks for, told by its words; and what a client answers where nobody foresaw the matter."""

import pytest

from workbook.content import case_ids, open_case
from workbook.content.condition import FORMS
from workbook.language import LANGUAGES
from workbook.questions import form_of

ASKED = {
    "en": {
        "mean": ["What do you mean?", "In what way?"],
        "right": ["You were tired. Is that right?", "It hurt, right?"],
        "try": ["Would you try that this week?", "Shall we write it down?"],
        "if": ["Suppose she rang tonight?", "If a friend told you this, what would you say?"],
        "tell": ["Could you tell me a bit more?", "Can you describe that evening?"],
        "scale": ["From 0 to 10, how bad is it?", "How strongly do you believe it?"],
        "how-long": ["How long has it been like that?"],
        "how-many": ["How often do you look?", "How many were there?"],
        "feel": ["How did that feel?", "What was it like?", "What does it do to you?"],
        "want": ["What do you hope for?", "What would you like from me?"],
        "why": ["Why did you go?", "What made you stay?"],
        "think": ["What went through your mind?", "What do you make of it?"],
        "did": ["And what did you do then?", "what did u say"],
        "said": ["What did she say?", "What does your brother think?"],
        "who": ["who dropped out then", "Who told you?"],
        "when": ["When was that?", "What time was it?"],
        "where": ["Where were you?"],
        "which": ["Which one?", "What kind of soup?"],
        "choice": ["Was it anger or sadness?"],
        "may": ["May I ask you something?", "Is that okay?"],
        "when-does": ["When do you hear it loudest?", "what time do u go to bed"],
        "how-is": ["How are things at home?", "How's work?", "how are you sleeping"],
        "how-did": ["How did you find out?", "How did you two meet?"],
        "is-there": ["Is there something on your phone?", "Do you still enjoy anything?"],
        "how": ["How do you get through the evening?"],
        "what": ["What is on that list?", "What happened?"],
        "anyone": [
            "Is there anyone who knows?",
            "Have you told anybody?",
            "do u have someone to talk to",
        ],
        "past": ["Did you ring them?", "Were you angry?", "have u ever asked"],
        "self": ["Do you sleep?", "Are you always early?"],
        "it": ["Was it far?", "Is that hard?", "Did it help?", "Is the house quiet?"],
        "other": ["Does she know?", "Did Bram come along?", "n does judith know all this"],
        "": ["That sounds hard.", "You were on your own."],
    },
    "nl": {
        "mean": ["Hoe bedoel je?", "Hoezo?"],
        "right": ["Je was moe. Klopt dat?", "Dat deed pijn, hè?"],
        "try": ["Wil je dat deze week proberen?", "Zullen we dat opschrijven?"],
        "if": ["Stel dat ze vanavond belt?", "Wat zou er dan gebeuren?"],
        "tell": ["Kun je daar iets meer over vertellen?"],
        "scale": ["Van 0 tot 10, hoe erg is het?", "Hoe sterk geloof je dat?"],
        "how-long": ["Hoe lang is dat al zo?", "Sinds wanneer?"],
        "how-many": ["Hoe vaak kijk je?", "Hoeveel waren er?"],
        "feel": ["Hoe voelde dat?", "Wat doet dat met je?", "Hoe was dat voor je?"],
        "want": ["Wat hoop je?", "Wat heb je nodig?"],
        "why": ["Waarom ging je?", "Wat maakte dat je bleef?"],
        "think": ["Wat ging er door je heen?", "Wat dacht je toen?"],
        "did": ["En wat deed je toen?", "Wat zei je?"],
        "said": ["Wat zei ze?", "Wat vindt je broer ervan?"],
        "who": ["wie viel er dan af", "Wie heeft het je verteld?"],
        "when": [
            "Wanneer was dat?",
            "Hoe laat was het?",
            "Wanneer heb je haar voor het laatst gezien?",
        ],
        "where": ["Waar was je?"],
        "which": ["Welke?", "Wat voor soep?"],
        "choice": ["Was het boosheid of verdriet?"],
        "may": ["Mag ik iets vragen?", "Vind je dat goed?"],
        "when-does": ["Wanneer hoor je het het hardst?", "Hoe laat ga je naar bed?"],
        "how-is": ["Hoe gaat het thuis?", "Hoe zijn je collega's?"],
        "how-did": ["Hoe kwam je daarachter?", "Hoe hebben jullie elkaar ontmoet?"],
        "is-there": ["Is er iets veranderd?", "Zijn er dagen dat het beter is?"],
        "how": ["Hoe doe je dat 's avonds?"],
        "what": ["Wat staat er op die lijst?", "Wat is er gebeurd?"],
        "anyone": ["Is er iemand die het weet?", "Heb je het aan iemand verteld?"],
        "past": ["Heb je ze gebeld?", "Was je boos?", "heb je dat vaker gedaan"],
        "self": ["Slaap je?", "Ben je altijd te vroeg?", "Heb je een hond?"],
        "it": ["Was het ver?", "Is dat moeilijk?", "Hielp het?", "Is je werk een beetje leuk?"],
        "other": ["Weet ze het?", "Ging Bram mee?", "n judith weet die t"],
        "": ["Dat klinkt zwaar.", "Je was alleen."],
    },
}


@pytest.mark.parametrize(
    ("lang", "form", "text"),
    [
        (lang, form, text)
        for lang, forms in ASKED.items()
        for form, texts in forms.items()
        for text in texts
    ],
)
def test_a_question_is_told_by_what_it_asks_for(lang, form, text):
    assert form_of(text, lang) == form


@pytest.mark.parametrize(
    ("lang", "form", "text"),
    [
        ("en", "what", "When you think back on it, what thought comes up?"),
        ("en", "past", "Over the last two weeks, have you felt down?"),
        ("en", "what", "What is the mood like, when you're in the car on your own?"),
        ("en", "self", "When you wake up at three, do you look at the phone?"),
        ("en", "when", "When did you last see her?"),
        ("en", "scale", "From 0 to 10, how bad is it?"),
        ("nl", "think", "Als je daar ligt, wat denk je dan?"),
        ("nl", "what", "Wat houdt je wakker, als je niet slaapt?"),
        ("nl", "try", "Zou je haar een brief kunnen schrijven over hoe het met je gaat?"),
        ("nl", "tell", "Zou je daar iets over kunnen zeggen?"),
    ],
)
def test_what_leads_up_to_a_question_or_trails_it_does_not_tell_its_form(lang, form, text):
    assert form_of(text, lang) == form


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_of_the_clients_with_a_question_mark_asks_what_is_meant_by_it(lang):
    text = {"en": "A remainder?", "nl": "Een rest?"}[lang]
    assert form_of(text, lang, follows=True) == "mean"


@pytest.mark.parametrize("case_id", case_ids())
def test_every_client_has_an_answer_to_every_form_of_question_guarded_or_not(case_id):
    case = open_case(case_id)
    for form in FORMS:
        own = [
            storylet
            for storylet in case.storylets
            if any(str(condition) == f"asks {form}" for condition in storylet.when)
        ]
        conditions = [{str(condition) for condition in storylet.when} for storylet in own]
        assert any("openness < 0.45" in when for when in conditions), form
        assert any("openness >= 0.45" in when for when in conditions), form
