"""Skill moves every client, politeness does not, and no way of talking breaks one."""

from collections import defaultdict
from statistics import fmean

import pytest

from tests.client.small_case import small_case
from workbook.bots import converse, play_many, shortcomings, tally
from workbook.bots.gate import ORDER, SKILL_REACHES, WARMTH_REACHES, Tally
from workbook.bots.play import orders
from workbook.content import case_ids, phrasebook
from workbook.encoder import encoder_installed
from workbook.exchange import Ear
from workbook.language import LANGUAGES

SEEDS = 1  # talks of each policy with each client in each language; `workbook bots` plays more
needs_encoder = pytest.mark.skipif(
    not encoder_installed(), reason="the clients are measured as trainees meet them: by meaning"
)


@pytest.fixture(scope="module")
def rows():
    return tally(play_many(orders(case_ids(), SEEDS), processes=2))


def first_talks(rows):
    return [row for row in rows if row.session == 1]


@needs_encoder
def test_no_policy_finds_a_dead_end_a_repeat_or_an_empty_answer(rows):
    found = {(r.case, r.session, r.lang, r.policy): r.faults for r in rows if r.faults}
    assert found == {}
    assert {row.case for row in rows if row.session > 1}, "second talks are played too"


@needs_encoder
def test_skill_reaches_the_core_fact_and_lowers_the_belief_and_warmth_alone_does_not(rows):
    reached = defaultdict(list)
    for row in first_talks(rows):
        reached[row.policy].append(row.both)
    assert fmean(reached["skilled"]) >= SKILL_REACHES
    assert fmean(reached["warm"]) <= WARMTH_REACHES


@needs_encoder
def test_scores_order_the_policies_as_a_supervisor_would(rows):
    scores = defaultdict(list)
    for row in first_talks(rows):
        scores[row.policy].append(row.score)
    for better, worse in ORDER:
        assert fmean(scores[better]) > fmean(scores[worse]), (better, worse)


def test_every_kind_of_phrase_has_enough_to_say_in_each_language():
    for kind in phrasebook().kinds:
        for lang in LANGUAGES:
            said = phrasebook().of(kind, lang)
            assert len(said) == len(set(said)) >= 10, (kind, lang)


def test_the_same_seed_gives_the_same_talk_and_another_another():
    case = small_case()
    ear = Ear(case, lang="en", by_meaning=False)
    one, same, other = (
        converse(case, ear, lang="en", policy="random", seed=seed) for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other.model_copy(update={"seed": 1})


def a_tally(policy, **more):
    row = {
        "case": "a", "lang": "en", "policy": policy, "talks": 4, "core": 1.0, "lowered": 1.0,
        "both": 0.0, "belief": 0.0, "alliance": 0.5, "score": 0.5, "walked_out": 0.0,
        "turns": 9.0, "faults": (),
    }  # fmt: skip
    return Tally.model_validate({**row, **more})


def test_the_gate_says_where_skill_does_not_pay_and_warmth_does():
    found = shortcomings([a_tally("skilled", both=0.8), a_tally("warm", both=0.2, score=0.1)])
    assert [sentence.split(":")[0] for sentence in found] == ["a (en)", "a (en)"]
    assert "80%" in found[0]
    assert "20%" in found[1]


def test_the_gate_says_where_a_worse_policy_scores_as_high_and_where_a_talk_broke():
    found = shortcomings(
        [a_tally("warm", score=0.2), a_tally("debating", score=0.2, faults=("empty answer",))]
    )
    assert "not above 'debating'" in found[0]
    assert found[1].endswith("empty answer")


def test_a_client_with_nothing_left_to_say_is_found_as_a_dead_end():
    case = small_case()
    mute = case.model_copy(
        update={
            "storylets": tuple(s.model_copy(update={"repeats": False}) for s in case.storylets)
        }
    )
    talk = converse(
        mute, Ear(mute, lang="en", by_meaning=False), lang="en", policy="silent", seed=1
    )
    assert any("dead end" in fault for fault in talk.faults)
