"""Feedback on a turn and the debrief of a talk: earned, quoted, and never without a why."""

from __future__ import annotations

from typing import Any

import pytest

from workbook.client import begin
from workbook.content import Case, open_case
from workbook.debrief import RATED, debrief, measures, rating_questions, score
from workbook.debrief.mix import counts
from workbook.encoder import encoder_installed
from workbook.exchange import Ear, Exchange, exchange, line_of
from workbook.feedback import feedback_on, tone_of

REAL = open_case("job-rejection")
EARS = {lang: Ear(REAL, lang=lang, by_meaning=encoder_installed()) for lang in ("en", "nl")}
SKILLED = [
    ("What happens on a night like that?", "question_open"),
    ("You lie there going through it, and nobody knows.", "reflection_complex"),
    ("What kind of job was it?", "question_open"),
    ("You wanted this one more than you let on.", "reflection_complex"),
    ("How did you hear that you hadn't got it?", "question_open"),
    (
        "Gloves on, a pump open in front of you, and in the middle of that a no.",
        "reflection_complex",
    ),
    ("Of course that keeps you awake.", "validation"),
    ("Who knows about it?", "question_open"),
]
PUSHY = [
    ("You should apply somewhere else.", "advice"),
    ("It will all be fine.", "reassurance"),
    ("At least you have a job.", "minimising"),
    ("Just stop thinking about it.", "advice"),
    ("Don't you think you're overdoing it?", "leading_question"),
    ("Others have it worse.", "minimising"),
    ("You should go for a run.", "advice"),
    ("You'll find something.", "reassurance"),
]


def shown_of(happened: list[Exchange], lang: str = "en", **more: Any) -> Any:
    return debrief(REAL, happened, lang=lang, **more)


def talk(turns: list[tuple[str, str]], case: Case = REAL, lang: str = "en") -> list[Exchange]:
    state, happened = begin(case), []
    for said, meant in turns:
        state, done = exchange(case, state, EARS[lang], said=said, lang=lang, meant=meant)
        happened.append(done)
    return happened


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("turns", [SKILLED, PUSHY], ids=["skilled", "pushy"])
def test_feedback_quotes_both_and_says_why_in_the_language_in_use(turns, lang):
    for done in talk(turns):
        given = feedback_on(REAL, done, lang)
        assert done.said[:30] in given.effect
        assert line_of(REAL, done, lang)[:12] in given.effect
        assert given.aim
        assert given.title


def test_exploring_is_called_strong_and_pushing_weak():
    assert [tone_of(REAL, done) for done in talk(SKILLED)].count("weak") == 0
    assert [tone_of(REAL, done) for done in talk(SKILLED)].count("strong") >= 5
    assert [tone_of(REAL, done) for done in talk(PUSHY)].count("weak") >= 6


def test_a_turn_that_cost_something_comes_with_a_stronger_alternative():
    for done in talk(PUSHY):
        if tone_of(REAL, done) == "weak":
            given = feedback_on(REAL, done, "en")
            assert given.stronger
            assert given.stronger.why
            assert given.stronger.say != done.said


def test_praise_is_only_given_where_it_was_earned():
    words = " ".join(shown_of(talk(PUSHY)).strengths)
    assert "left room" not in words
    assert "into words" not in words
    assert "left room" in " ".join(shown_of(talk(SKILLED)).strengths)


def test_scores_order_talks_as_a_supervisor_would():
    assert (
        score(REAL, talk(SKILLED)) > score(REAL, talk(SKILLED[:2])) > score(REAL, talk(PUSHY)[:2])
    )
    assert score(REAL, talk(SKILLED)) > 2 * score(REAL, talk(PUSHY))
    assert score(REAL, []) == 0


def test_the_course_has_a_value_for_the_start_and_for_every_turn():
    shown = shown_of(talk(SKILLED))
    assert {one["id"] for one in shown.course["series"]} == {
        "alliance",
        "openness",
        "distress",
        "belief",
    }
    assert all(len(one["values"]) == len(SKILLED) + 1 for one in shown.course["series"])
    assert [move["turn"] for move in shown.course["moves"]] == list(range(1, len(SKILLED) + 1))
    assert len(shown.course_text) >= 4


def test_what_was_opened_is_told_and_what_was_near_is_only_hinted_at():
    shown = shown_of(talk(SKILLED))
    assert shown.counts["opened"] == len(shown.opened) >= 2
    secret = {fact.text.read("en") for fact in REAL.facts} - {one["text"] for one in shown.opened}
    near = " ".join(f"{one['hint']} {one['opens_with']}" for one in shown.near)
    assert shown.near
    assert not any(words in near for words in secret)


def test_a_cue_is_missed_until_it_is_picked_up():
    cued = next(
        s
        for s in REAL.storylets
        if s.cues and s.reveals and s.cues[0].span.read("en") in s.say[0].read("en")
    )
    base = talk(SKILLED[:2])[0]
    first = base.model_copy(update={"storylet": cued.id, "line": 0})
    exploring = base.model_copy(update={"turn": 2, "last": cued.id})
    elsewhere = exploring.model_copy(
        update={"heard": exploring.heard.model_copy(update={"codes": ("advice", "unhelpful")})}
    )
    assert [cue.seen for cue in shown_of([first, exploring]).cues[:1]] == [True]
    assert [cue.seen for cue in shown_of([first, elsewhere]).cues[:1]] == [False]


def test_the_mix_is_set_against_the_published_thresholds():
    shown = {measure.id: measure for measure in measures(counts(talk(SKILLED)), "en")}
    assert shown["ratio"].value == "3 : 4"
    assert shown["ratio"].band == "below"
    assert (shown["open"].value, shown["open"].band) == ("100 %", "good")
    assert (shown["complex"].value, shown["complex"].band) == ("100 %", "good")
    assert all("MITI" in measure.source for measure in shown.values())


def test_one_thing_to_practise_is_what_cost_most():
    shown = shown_of(talk(PUSHY))
    assert "Advice" in shown.next["text"] or "advice" in shown.next["text"]


def test_the_own_rating_stands_beside_the_computed_one_and_a_missing_one_stays_missing():
    shown = shown_of(talk(SKILLED), "nl", ratings={"pace": 3})
    assert [one["id"] for one in shown.ratings] == list(RATED) == list(rating_questions("nl"))
    assert {one["id"]: one["own"] for one in shown.ratings} == {**dict.fromkeys(RATED), "pace": 3}
    assert all(0 <= one["computed"] <= 10 for one in shown.ratings)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_debrief_of_one_turn_is_whole_too(lang):
    shown = shown_of(talk(SKILLED[:1]), lang)
    assert shown.summary
    assert shown.strengths
    assert shown.next["text"]


@pytest.mark.skipif(not encoder_installed(), reason="the encoder is not installed")
def test_one_question_is_not_called_open_and_closed_at_once():
    said = "Sorry, dat was wat snel van me. Hoe slaap je?"
    _, happened = exchange(REAL, begin(REAL), EARS["nl"], said=said, lang="nl")
    title = feedback_on(REAL, happened, "nl").title
    assert "vraag" in title
    assert title.count("vraag") == 1
