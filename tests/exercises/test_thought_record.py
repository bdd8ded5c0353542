"""The thought record: the rules of each column, and what the clients make of what is said to them."""

import random
from statistics import fmean
from typing import Any

import pytest

from tests.exercises.responding import refused, taken
from workbook.content import case_ids, codebook, open_case, thought_record
from workbook.errors import ContentError
from workbook.exercises import build
from workbook.exercises import thought_record as rules
from workbook.exercises.thought_record import (
    FOR_BALANCE,
    FOR_HALF,
    LONGEST,
    LOWEST,
    MOST_ASKED,
    MOST_TRIES,
)

RECORDS = [
    (case_id, exercise.id)
    for case_id in case_ids()
    for exercise in open_case(case_id).exercises
    if exercise.kind == "thought_record"
]


def a_record(case_id="job-rejection"):
    own = next(s for s in open_case(case_id).exercises if s.kind == "thought_record")
    exercise = build(open_case(case_id), own, by_meaning=False)
    return exercise, exercise.start(seed=0)


def filled(exercise, state, *, until, lang="en"):
    """The record filled in rightly up to a column."""
    record = exercise.record
    hot = next(n for n, one in enumerate(record.candidates) if one.hot)
    steps: dict[str, dict[str, Any]] = {
        "facts": {"kind": "sort", "sorted": {s.id: s.kind for s in record.statements}},
        "thought": {"kind": "choose", "candidate": hot, "code": record.code},
        "weigh": {"kind": "weigh", "sides": {e.id: e.side for e in record.evidence}},
        "ask": {"kind": "on"},
        "friend": {"kind": "on"},
        "balance": {"kind": "on"},
        "guess": {"kind": "guess", "rating": 5},
    }
    while state.phase != until:
        state = taken(exercise, state, {"lang": lang, **steps[state.phase]}).state
    return state


@pytest.mark.parametrize(("case_id", "own_id"), RECORDS)
@pytest.mark.parametrize("seed", range(3))
def test_every_client_s_record_plays_through_its_own_simulation_and_ends(case_id, own_id, seed):
    exercise, outcome = a_record(case_id)
    rng = random.Random(seed)
    for _ in range(6 + MOST_ASKED + 2 * MOST_TRIES):
        response = exercise.simulate(outcome.state, outcome.next, rng)
        outcome = taken(exercise, outcome.state, response)
        assert LOWEST <= outcome.state.belief <= 100
        if outcome.next.ask == "nothing":
            break
    assert outcome.state.phase == "done"
    assert 0 <= outcome.score <= 1
    refused(exercise, outcome.state, {"kind": "on"})
    refused(exercise, outcome.state, {"kind": "guess", "rating": 5})


def test_the_columns_come_in_their_order_and_each_takes_only_its_own():
    exercise, outcome = a_record()
    phases = ["facts", "thought", "weigh", "ask", "friend", "balance", "guess"]
    own = dict(
        zip(phases, ("sort", "choose", "weigh", "ask", "friend", "balance", "guess"), strict=True)
    )
    for phase in phases:
        state = filled(exercise, outcome.state, until=phase)
        for other, kind in own.items():
            if other != phase:
                told = refused(exercise, state, {"kind": kind, "lang": "en", "text": "x"})
                assert told == "This record is at another column. Reload the page."
        if phase not in ("ask", "friend", "balance"):
            refused(exercise, state, {"kind": "on"})


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_column_that_is_not_filled_in_gets_a_sentence_and_changes_nothing(lang):
    exercise, outcome = a_record()
    record = exercise.record
    sorted_ = {s.id: s.kind for s in record.statements}
    sides = {e.id: e.side for e in record.evidence}
    first, visible = record.statements[0].id, exercise.visible(outcome.state)[0].id
    bad: dict[str, list[dict[str, Any]]] = {
        "facts": [{}, {"sorted": None}, {"sorted": []}, {"sorted": sorted_ | {first: "omen"}},
                  {"sorted": {k: v for k, v in sorted_.items() if k != first}}],
        "thought": [{}, {"candidate": 99, "code": record.code}, {"candidate": -1, "code": record.code},
                    {"candidate": None, "code": record.code}, {"candidate": 0, "code": "unheard_of"},
                    {"candidate": float("inf"), "code": record.code}, {"candidate": 0}],
        "weigh": [{}, {"sides": None}, {"sides": sides | {visible: "above"}},
                  {"sides": {k: v for k, v in sides.items() if k != visible}}],
        "ask": [{}, {"text": None}, {"text": 7}, {"text": ["?"]}],
        "friend": [{}, {"text": None}],
        "balance": [{}, {"text": None}],
        "guess": [{}, {"rating": 11}, {"rating": -1}, {"rating": 5.0}, {"rating": True}, {"rating": "5"}],
    }  # fmt: skip
    kind = {"facts": "sort", "thought": "choose"}
    sentence = "Something is still open in this column. Fill it in, and try again."
    for phase, responses in bad.items():
        state = filled(exercise, outcome.state, until=phase)
        for response in responses:
            told = refused(
                exercise, state, {"kind": kind.get(phase, phase), "lang": lang, **response}
            )
            assert (told == sentence) == (lang == "en")


@pytest.mark.parametrize("phase", ["ask", "friend", "balance"])
def test_nothing_and_too_much_are_not_said(phase):
    exercise, outcome = a_record()
    state = filled(exercise, outcome.state, until=phase)
    for text in ("", "  \n"):
        told = refused(exercise, state, {"kind": phase, "lang": "en", "text": text})
        assert told == "Write something first."
    told = refused(exercise, state, {"kind": phase, "lang": "en", "text": "x" * (LONGEST + 1)})
    assert told.startswith(f"That is {LONGEST + 1} characters")
    taken(exercise, state, {"kind": phase, "lang": "en", "text": "What else \ud83d was there?"})


@pytest.mark.parametrize(("case_id", "own_id"), RECORDS)
def test_the_label_of_the_thought_is_an_answer_for_the_picture(case_id, own_id):
    exercise, outcome = a_record(case_id)
    record, state = exercise.record, filled(exercise, outcome.state, until="thought")
    wrong = next(
        code
        for code in codebook("distortions").in_use
        if code not in {record.code, *record.also, "none"}
    )
    for code, credit in ((record.code, 1.0), (wrong, 0.0), *((c, 0.5) for c in record.also)):
        done = taken(exercise, state, {"kind": "choose", "candidate": 0, "code": code})
        (answer,) = done.detail.answers
        assert (answer.key, answer.given, answer.credit) == (record.code, code, credit)


@pytest.mark.parametrize(("case_id", "own_id"), RECORDS)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_client_tells_what_was_left_out_when_asked_openly_and_believes_a_little_less(
    case_id, own_id, lang
):
    exercise, outcome = a_record(case_id)
    state = filled(exercise, outcome.state, until="ask", lang=lang)
    hidden = [one.id for one in exercise.record.evidence if one.hidden]
    words = {"en": "What else happened that evening?", "nl": "Wat gebeurde er nog meer?"}[lang]
    for number, name in enumerate(hidden, start=1):
        after = taken(exercise, state, {"kind": "ask", "lang": lang, "text": words})
        assert after.detail.said.answer == name
        assert after.state.belief < state.belief
        assert after.state.brought == tuple(hidden[:number])
        assert name in {one.id for one in exercise.visible(after.state)}
        state = after.state
    after = taken(exercise, state, {"kind": "ask", "lang": lang, "text": words})
    assert after.detail.said.answer == "nothing_more"
    assert (after.state.belief, after.state.phase) == (state.belief, "friend")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Don't you think you are exaggerating?", "leading"),
        ("Cheer up, it will all be fine.", "reassuring"),
        ("You should just apply again.", "directive"),
    ],
)
def test_a_client_who_is_pushed_tells_nothing_and_believes_it_the_more(text, answer):
    exercise, outcome = a_record()
    state = filled(exercise, outcome.state, until="ask")
    after = taken(exercise, state, {"kind": "ask", "lang": "en", "text": text})
    assert (after.detail.said.answer, after.detail.said.worth) == (answer, 0.0)
    assert after.state.belief > state.belief
    assert after.state.brought == ()
    for _ in range(MOST_ASKED - 1):
        after = taken(exercise, after.state, {"kind": "ask", "lang": "en", "text": text})
    assert after.state.phase == "friend"
    assert after.state.belief <= 100


@pytest.mark.parametrize(
    ("text", "answer", "moves"),
    [
        ("What would you say to a friend who told you this?", "friend", True),
        ("You would tell a friend it's nonsense, wouldn't you?", "friend_plain", False),
        ("A friend would get over it.", "friend_plain", False),
    ],
)
def test_the_friend_question_only_works_when_it_leaves_the_answer_open(text, answer, moves):
    exercise, outcome = a_record()
    state = filled(exercise, outcome.state, until="friend")
    after = taken(exercise, state, {"kind": "friend", "lang": "en", "text": text})
    assert after.detail.said.answer == answer
    assert (after.state.belief < state.belief) == moves
    assert (after.state.phase == "balance") == moves


def test_a_friend_question_found_late_is_worth_less_and_the_tries_end():
    exercise, outcome = a_record()
    state = filled(exercise, outcome.state, until="friend")
    good = {"kind": "friend", "lang": "en", "text": "What would you say to a friend?"}
    poor = {"kind": "friend", "lang": "en", "text": "A friend would get over it."}
    worth = []
    for _ in range(MOST_TRIES):
        worth.append(taken(exercise, state, good).detail.said.worth)
        state = taken(exercise, state, poor).state
    assert worth == sorted(worth, reverse=True)
    assert worth[0] == 1.0 > worth[-1] > 0
    assert state.phase == "balance"


@pytest.mark.parametrize(
    ("verdict", "falls", "phase"),
    [
        ("balanced", FOR_BALANCE, "guess"),
        ("one_sided", FOR_HALF, "balance"),
        ("cheerful", 0, "balance"),
        ("harsh", 0, "balance"),
        ("unclear", 0, "balance"),
    ],
)
def test_only_a_thought_with_both_sides_in_it_moves_the_belief_far(
    monkeypatch, verdict, falls, phase
):
    monkeypatch.setattr(rules, "balance", lambda *_, **__: verdict)
    exercise, outcome = a_record()
    state = filled(exercise, outcome.state, until="balance")
    tried = {"kind": "balance", "lang": "en", "text": "He looked away, and he also wrote to me."}
    after = taken(exercise, state, tried)
    assert (after.detail.said.heard, after.detail.said.answer) == (verdict, verdict)
    assert (state.belief - after.state.belief, after.state.phase) == (falls, phase)
    for _ in range(MOST_TRIES - 1):
        if after.state.phase == "balance":
            after = taken(exercise, after.state, tried)
    assert after.state.phase == "guess"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_most_of_the_authors_own_examples_are_taken_as_they_were_meant(lang):
    shares = {"balanced": [], "cheerful": []}
    for case_id, _ in RECORDS:
        exercise, _ = a_record(case_id)
        for wanted, tries in (
            ("balanced", exercise.record.good),
            ("cheerful", exercise.record.cheerful),
        ):
            shares[wanted] += [
                exercise.verdict(one.say.read(lang), lang) == wanted for one in tries
            ]
    assert fmean(shares["balanced"]) >= 0.8
    assert fmean(shares["cheerful"]) >= 0.5


def test_a_balanced_thought_helps_more_the_more_evidence_it_can_lean_on(monkeypatch):
    monkeypatch.setattr(rules, "balance", lambda *_, **__: "balanced")
    exercise, outcome = a_record()
    question = {"kind": "ask", "lang": "en", "text": "What else happened that evening?"}
    good = {"kind": "balance", "lang": "en", "text": "He looked away, and he also wrote to me."}
    falls = []
    for asked in range(3):
        state = filled(exercise, outcome.state, until="ask")
        for _ in range(asked):
            state = taken(exercise, state, question).state
        state = filled(exercise, state, until="balance")
        falls.append(state.belief - taken(exercise, state, good).state.belief)
    assert falls == sorted(falls)
    assert falls[0] < falls[-1]


def test_the_belief_never_falls_to_nothing(monkeypatch):
    monkeypatch.setattr(rules, "balance", lambda *_, **__: "balanced")
    exercise, outcome = a_record()
    state = filled(exercise, outcome.state, until="balance").model_copy(update={"belief": 16})
    good = {"kind": "balance", "lang": "en", "text": exercise.record.good[0].say.read("en")}
    assert taken(exercise, state, good).state.belief == LOWEST


def test_each_column_counts_the_same_in_the_score():
    exercise, outcome = a_record()
    passed = filled(exercise, outcome.state, until="done")
    # Facts, thought and weighing right; nothing asked, no friend, no balanced thought.
    assert exercise.score(passed) == pytest.approx(3 / 6)
    wrong = passed.model_copy(update={"sorted": dict.fromkeys(passed.sorted, "omen")})
    assert exercise.score(wrong) == pytest.approx(2 / 6)


def test_a_client_without_a_record_says_so():

    with pytest.raises(ContentError, match=r"has no thought-record\.yaml"):
        thought_record("nobody")
