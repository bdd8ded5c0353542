"""The studio's rounds: what to say at a moment, what fits and where, asking about risk."""

import random
from functools import cache

import pytest

from workbook.content import case_ids, codebook, open_case
from workbook.content.studio import moment_ids, moments, risk_questions, studio, vignettes
from workbook.errors import UnknownName
from workbook.exercises import build
from workbook.language import LANGUAGES
from workbook.practice import Workbook
from workbook.record import open_record

SAYINGS = [
    (name, moment, lang)
    for name in moment_ids()
    for moment in moments(name).moments
    for lang in LANGUAGES
]
CALM = {
    "en": [
        "Are you thinking of ending your life?",
        "Do you have thoughts of suicide?",
        "When you say you want it to stop, do you mean that you want to die?",
        "Have you thought about killing yourself?",
        "Do you sometimes wish that you were dead?",
    ],
    "nl": [
        "Denk je eraan een eind aan je leven te maken?",
        "Heb je gedachten aan zelfmoord?",
        "Als je zegt dat het moet ophouden, bedoel je dan dat je dood wilt?",
        "Heb je eraan gedacht jezelf van het leven te beroven, om zelfdoding te plegen?",
        "Wens je soms dat je dood was?",
    ],
}
OTHERWISE = {
    "en": [
        ("You're not thinking of suicide, are you?", "leading"),
        ("Surely you don't want to die?", "leading"),
        ("Do you promise me not to kill yourself?", "promising"),
        ("How can you even think of suicide, with two children?", "judging"),
        ("Oh God, you don't want to die, do you?", "frightened"),
        ("How are you sleeping?", "indirect"),
    ],
    "nl": [
        ("Je denkt toch niet aan zelfmoord?", "leading"),
        ("Je wilt toch niet dood, hè?", "leading"),
        ("Beloof je me dat je geen zelfmoord pleegt?", "promising"),
        ("Hoe kun je zoiets zeggen, dat je dood wilt?", "judging"),
        ("O jee, je wilt toch niet dood?", "frightened"),
        ("Hoe slaap je?", "indirect"),
    ],
}


@cache
def rules_of(own_id):
    spec = next(spec for spec in studio() if spec.id == own_id)
    subject = vignettes() if spec.kind == "indication" else moments(own_id)
    return build(subject, spec, by_meaning=False)


@pytest.fixture
def book():
    record = open_record("sqlite://")
    yield Workbook(record, lang="en", by_meaning=False, rng=random.Random(1))
    record.close()


def begun(book, own_id):
    run = book.round(f"studio/{own_id}")
    run.begin()
    return run


@pytest.mark.parametrize(("name", "moment", "lang"), SAYINGS)
def test_each_thing_that_may_be_said_is_known_by_its_own_words(name, moment, lang):
    exercise = rules_of(name)
    state = exercise.start(seed=1, earlier={"tasks": [{"id": moment.id}]}).state
    for place, saying in enumerate(moment.sayings):
        for given in ({"choice": place}, {"text": saying.say.read(lang)}):
            judged = exercise.judge(state.task, {**given, "lang": lang}, state)
            assert judged.response["choice"] == place
            assert judged.credit == {"good": 1.0, "part": 0.5, "wrong": 0.0}[saying.fit]


def test_words_that_cannot_be_placed_are_told_so_and_neither_praised_nor_blamed(book):
    run = begun(book, "growth")
    run.answer({"text": "Blue trains whistle at the quay."})
    last = run.snapshot()["last"]
    assert not last["placed"]
    assert last["credit"] == 0.5
    assert not any(one["chosen"] for one in last["says"])


def test_what_is_shown_before_an_answer_gives_nothing_away(book):
    for spec in studio():
        task = begun(book, spec.id).snapshot()["task"]
        assert not {"why", "fit", "credit", "best", "indication", "quality"} & {
            name for name in task if task[name]
        }
        for one in task.get("says", ()):
            assert set(one) == {"choice", "say"}


def test_a_led_exercise_keeps_its_order_and_the_others_begin_with_what_is_new(book):
    led = begun(book, "self-pity")
    assert [task.id for task in led.state.tasks] == [
        one.id for one in moments("self-pity").moments
    ]
    seen = {task.id for task in begun(book, "growth").state.tasks}
    again = book.round("studio/growth").again()
    assert not seen & {task.id for task in again.state.tasks}


def test_what_fits_is_worth_most_what_can_be_defended_less_and_asking_is_never_wrong():
    exercise = rules_of("indication")
    for one in vignettes().vignettes:
        state = exercise.start(seed=1, earlier={"tasks": [{"id": one.id}]}).state

        def worth(state=state, **given):
            return exercise.judge(state.task, given, state).credit

        best = {"indication": one.indication, "setting": one.setting, "risk": one.risk}
        assert worth(**best) == pytest.approx(1)
        assert worth(**best | {"indication": one.tempting}) < 0.9
        for also in one.also:
            assert (
                worth(**best | {"indication": one.tempting})
                <= worth(**best | {"indication": also})
                < 1
            )
        asked, left = worth(**best | {"risk": True}), worth(**best | {"risk": False})
        assert (asked > left) if one.risk else (asked >= 0.9)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plain_question_about_death_is_heard_as_one_and_what_steers_or_judges_is_not(lang):
    questions = risk_questions()
    for text in CALM[lang]:
        assert questions.quality(text, lang) == "direct", text
    for text, quality in OTHERWISE[lang]:
        assert (questions.quality(text, lang) or "indirect") == quality, text
    for one in questions.items:
        assert (questions.quality(one.say.read(lang), lang) or "indirect") == one.quality, one.id


def test_a_client_opens_up_to_a_plain_question_and_closes_to_another(book):
    exercise = book.studio.exercise("ask-about-risk")
    occasion = risk_questions().occasions[0]
    for text, told in ((CALM["en"][0], occasion.opens), (OTHERWISE["en"][0][0], occasion.closes)):
        run = begun(book, "ask-about-risk").again()
        run._outcome = exercise.start(seed=1, earlier={"tasks": [{"id": occasion.id}]})
        run.answer({"text": text})
        assert run.snapshot()["last"]["client"] == told.read("en")


def test_the_names_in_the_moments_are_the_clients_of_the_workbook_and_the_codes_are_known():
    names = {open_case(case).client.name.split()[0] for case in case_ids()}
    for name in moment_ids():
        for moment in moments(name).moments:
            assert moment.who in names
            assert {one.code for one in moment.sayings} <= set(codebook("therapist_skills").ids)
            assert [one.fit for one in moment.sayings].count("good") == 1


def test_an_exercise_that_is_not_there_is_named_with_those_that_are(book):
    with pytest.raises(UnknownName, match=r"studio/nothing.*studio/indication"):
        book.round("studio/nothing")


def test_rounds_of_the_studio_are_among_the_progress_and_come_back_as_they_were_left(book):
    run = begun(book, "indication")
    run.skip()
    left = book.round("studio/indication")
    assert left.state == run.state
    rows = {row["exercise"]: row["state"] for row in book.progress()}
    assert rows["studio/indication"] == "begun"
    assert rows["studio/offer"] == "new"
