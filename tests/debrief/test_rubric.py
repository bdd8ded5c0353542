"""The rubric: levels that follow what was heard, with the words that show it."""

import pytest

from workbook.client import begin
from workbook.content import open_case, rubric
from workbook.content.shelf import CODEBOOKS
from workbook.debrief import debrief
from workbook.debrief.cues import cues_of
from workbook.debrief.rubric import TOO_SHORT, judged
from workbook.exchange import Ear, exchange

SKILLED = [
    "What was that like for you?",
    "So it has been going round in your head.",
    "What is it about the nights?",
    "And nobody is to see how much it cost you.",
    "How do you get through the day after a night like that?",
    "It sounds as if you carry this on your own.",
    "No wonder you are tired, after three weeks of that.",
    "What did you hope this job would change?",
]
ADVICE = [
    "You should go to bed earlier.",
    "Just apply somewhere else.",
    "Don't worry, you'll find something.",
    "If I were you I would ring them.",
    "At least you still have a job.",
    "That is really not logical, is it?",
    "You should do more sport.",
    "Why don't you just forget about it?",
]


@pytest.fixture(scope="module")
def case():
    return open_case("job-rejection")


def talk(case, said):
    ear, state, done = Ear(case, lang="en", by_meaning=False), begin(case), []
    for words in said:
        state, happened = exchange(case, state, ear, said=words, lang="en")
        done.append(happened)
    return done


def levels(case, done, lang="en"):
    return {one.id: one for one in judged(case, done, cues_of(case, done, lang), lang)}


def test_a_listening_talk_stands_higher_than_an_advising_one(case):
    good, poor = levels(case, talk(case, SKILLED)), levels(case, talk(case, ADVICE))
    for name in ("leaving-room", "showing-understanding", "listening-first"):
        assert good[name].level > poor[name].level, name
    assert poor["listening-first"].level == 0


def test_each_level_comes_with_its_anchor_the_next_one_and_the_words_that_show_it(case):
    shown = levels(case, talk(case, ADVICE))["listening-first"]
    criterion = next(one for one in rubric().criteria if one.id == "listening-first")
    assert shown.anchor == criterion.anchors[0].read("en")
    assert shown.next == criterion.anchors[1].read("en")
    assert shown.missed[0].text in ADVICE


def test_a_short_talk_is_not_judged_and_a_talk_without_strain_not_on_mending(case):
    few = levels(case, talk(case, SKILLED[: TOO_SHORT - 1]))
    assert few["leaving-room"].level is None
    assert few["mending-strain"].level is None


def test_strain_that_was_mended_counts_and_strain_left_lying_shows_where_it_began(case):
    strained = talk(case, [*ADVICE[:6]])
    shown = levels(case, strained)["mending-strain"]
    assert shown.level == 0
    assert shown.missed


def test_the_debrief_carries_the_rubric_in_both_languages(case):
    done = talk(case, SKILLED)
    for lang in ("en", "nl"):
        assert len(debrief(case, done, lang=lang).rubric) == len(rubric().criteria)


def test_a_course_can_put_its_own_rubric_beside_its_cases(tmp_path, monkeypatch):
    text = (CODEBOOKS / "rubric.yaml").read_text(encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(text.replace("Leaving room", "Giving space"), "utf-8")
    monkeypatch.setenv("WORKBOOK_CASES", str(tmp_path))
    rubric.cache_clear()
    try:
        assert rubric().criteria[0].name.read("en") == "Giving space"
    finally:
        rubric.cache_clear()
