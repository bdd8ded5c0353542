"""Hearing: what kind of move an utterance is to the client, and what it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.client.small_case import small_case
from workbook.client import begin
from workbook.client.behaviour import SAFETY
from workbook.content import open_case
from workbook.encoder import encoder_installed
from workbook.exchange import Ear, exchange
from workbook.meaning import Likeness
from workbook.subject import in_pieces

WAYS = [False, True] if encoder_installed() else [False]
REAL = open_case("job-rejection")


@pytest.fixture(scope="module", params=WAYS, ids=lambda way: "meaning" if way else "words")
def ear(request):
    return Ear(REAL, lang="en", by_meaning=request.param)


def about(ear, text, state=None):
    return ear.listen(text, state or begin(REAL))[1].about


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("...", "silence"),
        ("   ", "silence"),
        ("?!", "silence"),
        ("asdfgh", "nonsense"),
        ("Hoe was het voor je om dat te horen?", "other-language"),
        ("كيف حالك اليوم يا صديقي", "other-language"),
        ("are you a robot?", "are-you-a-robot"),
        ("what do you mean?", "what-do-you-mean"),
    ],
)
def test_what_trainees_say_to_every_client_is_recognised(ear, said, target):
    assert about(ear, said)[:1] == (target,)


def test_what_an_utterance_is_about_is_found_in_other_words_than_the_authors(ear):
    assert "the-job" in about(ear, "What kind of post was that job?")
    assert set(about(ear, "How are you sleeping these days?")) & {
        "bad-nights",
        "nights",
        "gp-sleep",
    }


def test_the_likeliest_storylets_come_first_and_the_one_that_is_told_is_among_them(ear):
    said = "What kind of post was that job?"
    likeliest = ear.likeliest(said, begin(REAL))
    told = exchange(REAL, begin(REAL), ear, said=said, lang="en")[1].storylet
    assert told in likeliest[0]
    assert not any(answers - {one.id for one in REAL.storylets} for answers in likeliest)


def test_a_greeting_before_a_question_is_only_a_way_to_begin(ear):
    assert "greeting" not in about(ear, "Hello. What kind of job was it?")


@pytest.mark.parametrize("by_meaning", [way for way in WAYS if way])
def test_thanks_and_apologies_before_a_question_do_not_take_its_place(by_meaning):
    case = open_case("team-left-out")
    ear = Ear(case, lang="en", by_meaning=by_meaning)
    thanks = "I'm Nadia. Thank you for coming."
    asked = "How did you find out about the dinner?"
    assert about(ear, thanks, begin(case))[:1] == ("good-you-came",)
    assert about(ear, f"{thanks} {asked}", begin(case)) == about(ear, asked, begin(case))


@pytest.mark.parametrize("by_meaning", [way for way in WAYS if way])
def test_a_word_on_confidence_before_a_question_does_not_take_its_place(by_meaning):
    ear = Ear(REAL, lang="en", by_meaning=by_meaning)
    told = "What you say stays between us."
    assert about(ear, told, begin(REAL))[:1] == ("confidential",)
    assert "confidential" not in about(ear, f"{told} How did you hear it?", begin(REAL))
    assert about(ear, "How are you? Does it stay between us?", begin(REAL))[:1] == (
        "confidential",
    )


def test_what_leads_up_to_a_question_is_told_from_the_question():
    pieces, last, asks, leads_up = in_pieces("She left. How was that for you, then?", "en")
    assert pieces == [
        "She left.",
        "How was that for you, then?",
        "She left. How was that for you, then?",
    ]
    assert (last, asks, leads_up) == (1, True, frozenset({0}))
    # "And that evening?" says too little alone.
    assert in_pieces("She left. And then?", "en")[3] == frozenset()
    assert in_pieces("She left.", "en") == (["She left."], 0, False, frozenset())


@pytest.mark.parametrize("way", WAYS)
def test_a_long_question_of_life_and_death_without_its_mark_is_heard(way):
    said = "do you ever feel so low about all of this, at night, that you dont want to go on"
    heard = Ear(REAL, lang="en", by_meaning=way).listen(said, begin(REAL))[1]
    assert heard.primary == "risk_question"


@pytest.mark.parametrize(
    "said",
    [
        "Bent u ook somber, of heeft u wel eens gedachten dat het niet meer hoeft?",
        "Hoe voel je je nu? Zou je er weleens niet meer willen zijn?",
    ],
)
@pytest.mark.parametrize("way", WAYS)
def test_mood_and_death_asked_about_in_one_breath_is_answered_about_death(said, way):
    case = open_case("team-left-out")
    ear = Ear(case, lang="nl", by_meaning=way)
    done = exchange(case, begin(case), ear, said=said, lang="nl")[1]
    assert done.heard.primary == "risk_question"
    assert SAFETY in case.storylet(done.storylet).heard
    assert "mood-lately" not in done.heard.about


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Have you been feeling down or hopeless?"),
        ("nl", "Het komt voor, maar daarom kan het nog wel pijn doen. Hoe hoorde je het?"),
    ],
)
@pytest.mark.parametrize("way", WAYS)
def test_nobody_denies_a_wish_to_die_who_was_not_asked_about_it(lang, said, way):
    heard = Ear(REAL, lang=lang, by_meaning=way).listen(said, begin(REAL))[1]
    assert "risk_question" not in {heard.primary, *heard.codes}


def test_advice_is_not_taken_for_a_question_by_a_word_of_it():
    heard = Ear(REAL, lang="en", by_meaning=False).listen(
        "You should go to bed earlier.", begin(REAL)
    )[1]
    assert heard.primary == "advice"
    assert all(REAL.is_common(label) for label, _ in heard.targets)


@pytest.mark.parametrize("by_meaning", WAYS)
def test_the_same_words_again_are_an_echo_whatever_the_spelling(by_meaning):
    case = small_case()
    ear = Ear(case, lang="en", by_meaning=by_meaning)
    state, first = exchange(case, begin(case), ear, said="That sounds really hard.", lang="en")
    _, second = exchange(case, state, ear, said="that sounds REALLY hard", lang="en")
    assert (first.heard.echo, second.heard.echo) == (False, True)


def test_a_very_short_utterance_is_no_echo(ear):
    state, _ = exchange(REAL, begin(REAL), ear, said="Mm-hm.", lang="en")
    assert not ear.listen("Mm-hm.", state)[1].echo


def test_what_the_trainee_says_it_was_meant_as_counts(ear):
    utterance, heard = ear.listen("Tell me about it.", begin(REAL), meant="reflection_complex")
    assert heard.primary == utterance.primary == "reflection_complex"
    assert "reflection" in heard.codes


def test_an_apology_that_names_the_harsh_word_is_not_the_harsh_word(ear):
    _, heard = ear.listen("Sorry, that was selfish of me to say. I didn't listen.", begin(REAL))
    assert "judgement" not in heard.codes


def test_the_same_utterance_in_the_same_state_is_heard_the_same(ear):
    said = "So you carried that on your own. What was that like?"
    assert ear.listen(said, begin(REAL)) == ear.listen(said, begin(REAL))


def test_a_thing_just_spoken_of_is_likelier_to_be_meant(ear):
    fresh = dict(ear.listen("How did that go?", begin(REAL))[1].targets)
    told = begin(REAL).model_copy(update={"last": "tells-the-job"})
    later = dict(ear.listen("How did that go?", told)[1].targets)
    assert all(later[name] >= score for name, score in fresh.items() if name in later)


@pytest.mark.parametrize("by_meaning", WAYS)
def test_likeness_is_highest_for_the_sentence_itself_and_nothing_is_like_an_empty_one(by_meaning):
    likeness = Likeness(
        [("dog", "tell me about your dog"), ("job", "what is your job")], by_meaning=by_meaning
    )
    assert likeness.nearest("Tell me about your dog!")[0].label == "dog"
    assert likeness.nearest("tell me about your dog")[0].likeness > 0.95
    assert likeness.nearest("...") == []
    assert Likeness([], by_meaning=by_meaning).nearest("anything") == []


def test_turning_the_encoder_off_is_respected(monkeypatch):
    monkeypatch.setenv("WORKBOOK_ENCODER", "off")
    assert not encoder_installed()


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("by_meaning", WAYS)
def test_whatever_trainees_typed_who_had_not_seen_the_case_the_client_answers(lang, by_meaning):
    path = Path(__file__).parents[1] / "content" / "free_text" / f"job-rejection.{lang}.yaml"
    ear = Ear(REAL, lang=lang, by_meaning=by_meaning)
    for talk in yaml.safe_load(path.read_text(encoding="utf-8")):
        state, lines = begin(REAL), []
        for said in talk["said"]:
            state, done = exchange(REAL, state, ear, said=said, lang=lang)
            lines.append((done.storylet, done.line))
            if done.ended:
                break
        again = [line for line in lines if not REAL.storylet(line[0]).repeats]
        assert len(again) == len(set(again))


@pytest.mark.parametrize(
    ("lang", "said", "about"),
    [
        ("en", "You said that you hate your boss and that your wife left you.", "false-memory"),
        ("nl", "Je zei net dat je vrouw je heeft verlaten en dat je piloot bent.", "false-memory"),
        ("en", "what is 12 x 9", "quiz"),
        ("nl", "wat is de hoofdstad van Frankrijk?", "quiz"),
    ],
)
def test_words_that_the_client_never_said_and_silly_tests_are_heard_as_such(lang, said, about):
    case = open_case("job-rejection")
    _, heard = Ear(case, lang=lang, by_meaning=False).listen(said, begin(case))
    assert heard.about == (about,)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "You said you wake up at night and cannot sleep."),
        ("en", "Have you said anything to them?"),
        ("nl", "Tegen wie zei je dat?"),
    ],
)
def test_a_trainee_who_remembers_rightly_or_only_asks_is_not_contradicted(lang, said):
    case = open_case("job-rejection")
    _, heard = Ear(case, lang=lang, by_meaning=False).listen(said, begin(case))
    assert "false-memory" not in heard.about


@pytest.mark.parametrize("by_meaning", WAYS)
def test_being_called_by_name_is_not_being_asked_about_anything(by_meaning):
    case = open_case("job-rejection")
    ear = Ear(case, lang="en", by_meaning=by_meaning)
    plain = ear.listen("Take your time.", begin(case))[1].targets
    assert ear.listen("Take your time, Ruben.", begin(case))[1].targets == plain
