"""Words of death are noticed in so many words, and only there."""

import pytest

from workbook.coding import asks_plainly, speaks_of_death


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Does it ever get so heavy that you don't want to be alive?"),
        ("en", "Do you have thoughts of suicide?"),
        ("en", "Have you thought about ending your life?"),
        ("en", "Do you ever wish you weren’t here?"),
        ("en", "do u ever like.. not wanna be here anymore or smth?"),
        ("en", "You don't ever feel you can't go on, do you?"),
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
        ("en", "When did your father die?"),
        ("nl", "Wanneer is je vader doodgegaan?"),
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
        ("nl", "Wie was er nog meer?", "question_closed"),
        ("nl", "En hoe ging dat verder?", "question_open"),
        ("nl", "Waarom ga je niet gewoon naar huis?", None),
    ],
)
def test_a_plain_question_is_known_by_its_first_words(lang, said, code):
    assert asks_plainly(said, lang=lang) == code
