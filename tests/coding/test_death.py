"""Words of death are noticed in so many words, and only there."""

import pytest

from workbook.coding import asks_plainly, asks_yes_or_no, exclaims, speaks_of_death


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Does it ever get so heavy that you don't want to be alive?"),
        ("en", "Do you have thoughts of suicide?"),
        ("en", "Very down? I mean, do you feel safe?"),
        ("en", "Do you feel safe right now?"),
        ("en", "Have you thought about ending your life?"),
        ("en", "Do you ever wish you weren’t here?"),
        ("en", "do u ever like.. not wanna be here anymore or smth?"),
        ("en", "You don't ever feel you can't go on, do you?"),
        ("en", "I mean, any thoughts of not wanting to be here?"),
        ("en", "Do you ever feel so low that you don't want to go on?"),
        ("en", "Are there moments when you think it would be better not to be here any more?"),
        ("en", "You say you're tired of everything. Does that include being alive?"),
        ("en", "Do you ever get so down that you don't see the point of it all?"),
        ("en", "When you feel that flat, do you ever think that life isn't worth living?"),
        ("en", "I worry about you. Were you safe at such a moment?"),
        ("en", "Are you safe when you're on your own at night?"),
        ("en", "Do you feel safe with yourself?"),
        ("en", "Have you ever thought of doing away with yourself?"),
        ("en", "Would it be easier for them if you weren't around?"),
        ("en", "Have you ever thought of taking all those pills?"),
        ("en", "Are you so down that you might do something?"),
        ("en", "When you feel that low, do you see any reason to live?"),
        ("en", "Do you feel so depressed that you want to end it?"),
        ("en", "Do you feel low, and do you think about ending things?"),
        ("nl", "Heb je er weleens aan gedacht al die pillen in te nemen?"),
        ("nl", "Ben je zo somber dat je iets zou doen?"),
        ("nl", "Voel je je zo hopeloos dat je er een einde aan wilt maken?"),
        ("nl", "Heeft u er weleens aan gedacht uzelf van kant te maken?"),
        ("nl", "Wilt u er soms uit stappen?"),
        ("nl", "Zou u het liefst inslapen en niet meer wakker worden?"),
        ("nl", "Denk je dat ze beter af zijn als jij er niet meer bent?"),
        ("en", "do you ever feel really down, like you dont want to go on"),
        ("nl", "Ben je weleens zo somber dat je het niet meer ziet zitten?"),
        ("nl", "Denk je soms: het hoeft van mij niet meer?"),
        ("nl", "Denkt u er wel eens aan uzelf iets aan te doen?"),
        ("nl", "Word je er weleens zo somber van dat je denkt: voor mij hoeft het niet meer?"),
        ("nl", "Wordt het weleens zo zwaar dat u zelf ook niet verder wilt?"),
        ("nl", "Heb je weleens dat het van jou niet meer hoeft?"),
        ("nl", "Is het weleens zo zwaar dat je er liever niet meer zou zijn?"),
        ("nl", "Denk je weleens dat je liever niet meer zou leven?"),
        ("nl", "Heb je gedachten aan zelfmoord?"),
        ("nl", "Zou je jezelf iets aan kunnen doen?"),
    ],
)
def test_a_question_of_life_and_death_is_noticed(lang, said):
    assert speaks_of_death(said, lang=lang)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "What do you want to do with your life?"),
        ("en", "Do you live here?"),
        ("en", "You said you don't want to go on about it."),
        ("en", "When did your father die?"),
        ("en", "Were you safe from their comments there?"),
        ("en", "Was it safe to drive?"),
        ("en", "Do you feel safe with her?"),
        ("en", "Do you feel safe at work these days?"),
        ("nl", "Waar moest u uit de bus stappen?"),
        ("nl", "Gaat het beter als je er niet aan denkt?"),
        ("nl", "Word je 's nachts niet meer wakker?"),
        ("en", "Did you fall asleep and wake up again?"),
        ("nl", "Wanneer is je vader doodgegaan?"),
        ("en", "I don't see the point of that form."),
        ("nl", "U wilt daar niet verder over praten."),
        ("nl", "Dat hoeft niet meteen."),
        ("nl", "Wil je liever over je werk praten?"),
        ("nl", "Woon je daar niet meer?"),
    ],
)
def test_other_talk_of_life_is_not(lang, said):
    assert not speaks_of_death(said, lang=lang)


@pytest.mark.parametrize(
    ("lang", "said", "code"),
    [
        ("en", "Who else was there?", "question_closed"),
        ("en", "And what did you do then?", "question_open"),
        ("en", "Why don't you call her?", None),
        ("en", "You felt alone.", None),
        ("en", "When you feel that stone, what do you do?", "question_open"),
        ("nl", "Wie was er nog meer?", "question_closed"),
        ("nl", "En hoe ging dat verder?", "question_open"),
        ("nl", "Waarom ga je niet gewoon naar huis?", None),
    ],
)
def test_a_plain_question_is_known_by_its_first_words(lang, said, code):
    assert asks_plainly(said, lang=lang) == code


@pytest.mark.parametrize(
    ("lang", "said", "code"),
    [
        ("en", "ok. who was there", "question_closed"),
        ("en", "why is that worrying", "question_open"),
        ("en", "What a week you've had.", None),
        ("en", "Where you sit, nobody sees you.", None),
        ("nl", "oke en wie zat daar dan", "question_closed"),
        ("nl", "waarom zei ze dat", "question_open"),
        ("nl", "Wat vervelend voor je.", None),
        ("nl", "Wat zul je je alleen gevoeld hebben.", None),
    ],
)
def test_a_short_question_may_lack_its_mark_and_an_exclamation_is_none(lang, said, code):
    assert asks_plainly(said, lang=lang) == code
    assert exclaims(said, lang=lang) == (code is None)


@pytest.mark.parametrize(
    ("lang", "said", "asks"),
    [
        ("en", "Did you find the place OK?", True),
        ("en", "Shall we look at that together?", False),
        ("en", "You did well.", False),
        ("nl", "Kon je het een beetje vinden?", True),
        ("nl", "Zullen we dat afspreken?", False),
        ("nl", "Je hebt het goed gedaan.", False),
    ],
)
def test_a_question_for_yes_or_no_is_known_and_an_offer_is_none(lang, said, asks):
    assert asks_yes_or_no(said, lang=lang) == asks
