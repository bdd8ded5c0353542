"""Every kind of drill: what it takes, what it refuses, and what it leaves as it was."""

import random
from typing import Any

import pytest

from tests.client.small_case import STORYLETS, both, small_case, storylet
from tests.exercises.responding import refused, taken
from tests.little_case import on_shelf
from tests.spotting.answering import BEGUN
from tests.spotting.little_bank import CODES, PASSAGE, SPANS, little_bank
from workbook.content import ExerciseSpec, drills
from workbook.exercises import build, kinds
from workbook.exercises.same_or_different import codes_of, items_of
from workbook.spotting import (
    Memory,
    Task,
    compose,
    compose_pairs,
    compose_parts,
    compose_stack,
)
from workbook.spotting.answers import pair_key

BANK = little_bank(each=4)
DRILLS = {
    "name_it",
    "sort_stack",
    "same_or_different",
    "mark_words",
    "in_transcript",
    "label_to_question",
    "own_deck",
}
OWN = {
    "a": {
        "text": "She frowned, so she hates me.",
        "code": "mind_reading",
        "note": "",
        "lang": "en",
    },
    "b": {"text": "It rained.", "code": "none", "note": "at last", "lang": "en"},
}
CUES = [
    {"span": both("hates me"), "code": "mind_reading", "why": both("nobody said so")},
    {"span": both("so sad"), "code": "none", "why": both("a feeling")},
]
SAID = "He hates me (nl), I am so sad (nl)."


def spec(kind):
    return ExerciseSpec.model_validate(
        {"id": "an-exercise", "kind": kind, "title": both("x"), "aim": both("y")}
    )


def drill(kind, bank=BANK):
    return build(bank, spec(kind), by_meaning=False)


@pytest.fixture(autouse=True)
def case(monkeypatch, tmp_path):
    """A client on the shelf who says things worth finding."""
    talks = storylet("sad", SAID.replace(" (nl)", ""), cues=CUES)
    return on_shelf(monkeypatch, tmp_path, small_case(storylets=[*STORYLETS, talks]))


def composed(kind, seed=0, bank=BANK):
    """What a round of a kind begins with."""
    rng, memory = random.Random(seed), Memory()
    given: dict[str, Any] = {"now": BEGUN, "rng": rng}
    material: dict[str, Any] = {}
    match kind:
        case "name_it":
            tasks = compose(bank, memory, most=8, **given)
        case "sort_stack":
            tasks = compose_stack(bank, memory, most=9, **given)
        case "same_or_different":
            tasks = compose_pairs(bank, memory, most=6, **given)
        case "mark_words":
            tasks = compose_parts(list(bank.passages), lambda _: 1, memory, rng, 3)
        case "label_to_question":
            tasks = compose_parts(list(bank.asks), lambda _: 1, memory, rng, 3)
        case "in_transcript":
            material = {"talk": [["small", "any", 0, "Hello."], ["small", "sad", 0, "And then?"]]}
            tasks = (Task(id="talk"),)
        case _:
            material, tasks = OWN, tuple(Task(id=name, why="own") for name in OWN)
    return {"tasks": [task.model_dump(mode="json") for task in tasks], "material": material}


def begun(kind, seed=0):
    exercise = drill(kind)
    return exercise, exercise.start(seed=seed, earlier=composed(kind, seed))


def right(exercise, task, state, lang="en"):
    """The best response there is to a task."""
    bank = exercise.bank
    match exercise.spec.kind:
        case "name_it" | "sort_stack":
            more = {"code": bank.items[task.id].best}
        case "same_or_different":
            one, other = items_of(task, bank)
            more = {"same": one.best == other.best, "codes": [one.best, other.best]}
        case "mark_words":
            more = {
                "marks": [
                    {"start": PASSAGE.index(s), "end": PASSAGE.index(s) + len(s), "code": code}
                    for s, code, _ in SPANS
                    if code != "none"
                ]
            }
        case "in_transcript":
            start = 3
            more = {
                "marks": [{"line": 1, "start": start, "end": start + 8, "code": "mind_reading"}]
            }
        case "label_to_question":
            more = {"code": "mind_reading", "choice": 0, "text": ""}
        case _:
            more = {"code": state.material[task.id]["code"]}
    return {"kind": "answer", "lang": lang, **more}


def test_every_kind_of_the_lab_is_tried_here():
    assert {one.kind for one in drills().exercises} == DRILLS < set(kinds())


@pytest.mark.parametrize("kind", sorted(DRILLS))
@pytest.mark.parametrize("seed", range(5))
def test_a_composed_round_plays_through_its_own_simulation_and_ends(kind, seed):
    exercise, outcome = begun(kind, seed)
    rng, steps = random.Random(seed), 0
    assert outcome.next.ask == "task"
    assert exercise.revive(outcome.model_dump(mode="json")) == outcome
    while outcome.next.ask != "nothing":
        assert outcome.score is None
        response = exercise.simulate(outcome.state, outcome.next, rng)
        outcome = taken(exercise, outcome.state, response)
        steps += 1
        if outcome.detail:
            assert 0 <= outcome.detail.credit <= 1
            assert all(0 <= one.credit <= 1 for one in outcome.detail.answers)
    assert steps <= len(outcome.state.tasks) + 1
    assert len(outcome.state.results) == len(outcome.state.tasks)
    assert outcome.score is None or 0 <= outcome.score <= 1
    refused(exercise, outcome.state, {"kind": "skip"})
    refused(exercise, outcome.state, {"kind": "answer"})


@pytest.mark.parametrize("kind", sorted(DRILLS))
def test_whoever_gets_everything_right_gets_all_the_credit(kind):
    exercise, outcome = begun(kind)
    while outcome.next.ask == "task":
        response = right(exercise, outcome.state.task, outcome.state)
        outcome = taken(exercise, outcome.state, response)
        assert outcome.detail.credit == 1.0
        assert {one.credit for one in outcome.detail.answers} == {1.0}
        assert all(one.key == one.given for one in outcome.detail.answers)
    if exercise.guesses:
        outcome = taken(exercise, outcome.state, {"kind": "guess", "right": 0})
    assert (outcome.state.phase, outcome.score) == ("done", 1.0)


@pytest.mark.parametrize("kind", sorted(DRILLS))
def test_what_is_passed_over_is_not_wrong_and_holds_no_answer(kind):
    exercise, outcome = begun(kind)
    total = len(outcome.state.tasks)
    skipped = taken(exercise, outcome.state, {"kind": "skip"})
    assert skipped.detail is None
    assert skipped.state.results == (None,)
    for _ in range(total - 1):
        response = right(exercise, skipped.state.task, skipped.state)
        skipped = taken(exercise, skipped.state, response)
    if exercise.guesses and total > 1:
        assert skipped.next.ask == "guess"
        skipped = taken(exercise, skipped.state, {"kind": "guess", "right": 1})
    assert skipped.state.phase == "done"
    assert skipped.score == (1.0 if total > 1 else None)


@pytest.mark.parametrize("kind", sorted(DRILLS))
def test_a_round_that_was_passed_over_as_a_whole_ends_without_a_guess_or_a_score(kind):
    exercise, outcome = begun(kind)
    for _ in outcome.state.tasks:
        outcome = taken(exercise, outcome.state, {"kind": "skip"})
    assert (outcome.state.phase, outcome.next.ask, outcome.score) == ("done", "nothing", None)


@pytest.mark.parametrize("kind", sorted(DRILLS))
def test_a_round_without_tasks_is_over_before_it_begins(kind):
    exercise = drill(kind)
    for earlier in (None, {}, {"tasks": [], "material": {}}):
        outcome = exercise.start(seed=0, earlier=earlier)
        assert (outcome.state.phase, outcome.next.ask) == ("done", "nothing")
        refused(exercise, outcome.state, {"kind": "answer", "code": "none"})


@pytest.mark.parametrize("kind", sorted(DRILLS - {"own_deck"}))
def test_a_guess_is_a_whole_number_of_tasks(kind):
    exercise, outcome = begun(kind)
    refused(exercise, outcome.state, {"kind": "guess", "right": 1})
    while outcome.next.ask == "task":
        outcome = exercise.respond(
            outcome.state, right(exercise, outcome.state.task, outcome.state)
        )
    total = len(outcome.state.tasks)
    for guess in (-1, total + 1, 1.0, "1", None, True, [1], float("nan")):
        told = refused(exercise, outcome.state, {"kind": "guess", "right": guess})
        assert told == f"Choose a whole number from 0 to {total}."
    for guess in (0, total):
        done = taken(exercise, outcome.state, {"kind": "guess", "right": guess})
        assert (done.state.guess, done.state.phase) == (guess, "done")


def test_the_deck_asks_for_no_guess():
    exercise, outcome = begun("own_deck")
    for _ in OWN:
        outcome = exercise.respond(
            outcome.state, right(exercise, outcome.state.task, outcome.state)
        )
    assert outcome.state.phase == "done"


A_MARK: dict[str, Any] = {"line": 0, "start": 0, "end": 1, "code": "labelling"}
BAD: dict[str, list[dict[str, Any]]] = {
    "name_it": [
        {"code": "unheard_of"},
        {"code": None},
        {"code": ["none"]},
        {"code": "none", "also": ["unheard_of"]},
        {"code": "none", "confidence": 101},
        {"code": "none", "confidence": -1},
        {"code": "none", "confidence": "very"},
    ],
    "sort_stack": [{"code": "unheard_of"}, {"code": None}, {"code": ["none"]}],
    "same_or_different": [
        {"same": True, "codes": ["none"]},
        {"same": True, "codes": ["none", "none", "none"]},
        {"same": True, "codes": ["none", "unheard_of"]},
        {"same": None, "codes": ["none", "none"]},
        {"codes": ["none", "none"]},
    ],
    "mark_words": [
        {"marks": None},
        {"marks": 5},
        {"marks": ["here"]},
        {"marks": [{}]},
        *(
            {"marks": [A_MARK | change]}
            for change in (
                {"start": -1},
                {"end": 10**6},
                {"start": 1},
                {"start": float("inf")},
                {"end": float("nan")},
                {"code": "unheard_of"},
            )
        ),
    ],
    "label_to_question": [
        {"code": "mind_reading"},
        {"choice": 0},
        {"code": "unheard_of", "choice": 0},
        {"code": "mind_reading", "choice": 4},
        {"code": "mind_reading", "choice": -1},
        {"code": "mind_reading", "choice": "first"},
        {"code": "mind_reading", "choice": float("inf")},
    ],
    "own_deck": [{"code": "unheard_of"}, {"code": None}, {"code": ["none"]}],
}
BAD["in_transcript"] = [
    *BAD["mark_words"],
    *({"marks": [A_MARK | {"line": line}]} for line in (-1, 2, "x", None)),
]


@pytest.mark.parametrize("kind", sorted(DRILLS))
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_is_no_answer_gets_a_sentence_and_changes_nothing(kind, lang):
    exercise, outcome = begun(kind)
    for given in [{}, *BAD[kind]]:
        told = refused(exercise, outcome.state, {"kind": "answer", "lang": lang, **given})
        assert (told == "Choose an answer first, or pass this one over.") == (lang == "en")
    for response in ({}, {"kind": "shout"}, {"kind": ["answer"]}, {"kind": None}):
        told = refused(exercise, outcome.state, {"lang": lang, **response})
        assert (told == "This round is at another point. Reload the page.") == (lang == "en")


def test_half_an_emoji_and_no_text_at_all_are_no_hindrance_to_a_question():
    exercise, outcome = begun("label_to_question")
    for text in ("What else \ud83d happened?", None, "x" * 5000):
        response = right(exercise, outcome.state.task, outcome.state) | {"text": text}
        judged = taken(exercise, outcome.state, response).detail
        assert len(judged.response["text"]) <= 600
        assert (judged.response["heard"] is None) == (text is None)


def test_a_question_of_ones_own_counts_beside_the_choice():
    exercise, outcome = begun("label_to_question")
    best = right(exercise, outcome.state.task, outcome.state)

    def worth(**more):
        return taken(exercise, outcome.state, best | more).detail.credit

    assert worth(text="You should just stop worrying.") < worth() == 1.0
    assert worth(choice=1) == 0.5
    assert worth(choice=1, code="labelling") == 0.0


def test_seeing_a_difference_and_naming_it_are_worth_half_each():
    exercise = drill("same_or_different")
    pair = Task(id="work-pair-0")
    state = exercise.start(seed=0, earlier={"tasks": [pair.model_dump()]}).state
    codes = [item.best for item in items_of(pair, BANK)]

    def worth(*codes, same):
        response = {"kind": "answer", "lang": "en", "same": same, "codes": list(codes)}
        return taken(exercise, state, response).detail.credit

    assert worth(*codes, same=False) == 1.0
    assert worth(*codes, same=True) == 0.5
    assert worth(*codes[::-1], same=False) == 0.5
    assert worth("none", "none", same=True) == 0.0


def test_what_two_thoughts_may_be_called_always_holds_both_right_names_and_none():
    items = list(BANK.items.values())
    for one in items:
        for other in items:
            offered = codes_of((one, other))
            assert {one.best, other.best, "none"} <= set(offered)
    crowded = little_bank(each=1, codes=CODES).items["work-mind-reading-0"]
    many = crowded.model_copy(
        update={
            "best": "should_statements",
            "options": dict.fromkeys([*"abcdefg"], crowded.text),
        }
    )
    assert {"should_statements", "mind_reading", "none"} <= set(codes_of((many, crowded)))


def test_in_a_session_only_what_a_client_s_cues_say_is_there_to_be_found():
    exercise, outcome = begun("in_transcript")
    task = outcome.state.task

    def marked(*marks):
        response = {"kind": "answer", "lang": "en", "marks": list(marks)}
        return taken(exercise, outcome.state, response).detail

    hit = right(exercise, task, outcome.state)["marks"][0]
    assert SAID.replace(" (nl)", "")[hit["start"] : hit["end"]] == "hates me"
    sad = SAID.replace(" (nl)", "").index("so sad")
    alarm = {"line": 1, "start": sad, "end": sad + 6, "code": "labelling"}
    elsewhere = {"line": 0, "start": 0, "end": 2, "code": "labelling"}
    assert marked().credit == 0.0
    assert [(one.key, one.given) for one in marked().answers] == [("mind_reading", "none")]
    assert marked(hit, alarm).credit == marked(hit, elsewhere).credit == 0.5
    assert len(marked(hit, alarm).answers) == 2


def test_a_session_whose_client_or_line_is_gone_is_known_to_be_gone():
    exercise, outcome = begun("in_transcript")
    task = outcome.state.task
    assert exercise.has(task, outcome.state)
    for line in (["nobody", "sad", 0, ""], ["small", "rewritten", 0, ""]):
        state = outcome.state.model_copy(update={"material": {"talk": [line]}})
        assert not exercise.has(task, state)
    assert not exercise.has(Task(id="another"), outcome.state)


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        ("name_it", "work-labelling-0"),
        ("sort_stack", "work-labelling-0"),
        ("same_or_different", "no-such-pair"),
        ("same_or_different", "work-labelling-0+work-labelling-1"),
        ("mark_words", "no-such-passage"),
        ("label_to_question", "no-such-ask"),
        ("own_deck", "no-such-thought"),
    ],
)
def test_a_task_whose_thing_is_gone_is_known_to_be_gone_and_can_be_passed_over(kind, gone):
    exercise = drill(kind, little_bank(each=4, without=["work-labelling-0"]))
    task = Task(id=gone, pair=pair_key("labelling", "mind_reading"))
    outcome = exercise.start(seed=0, earlier={"tasks": [task.model_dump()]})
    assert not exercise.has(task, outcome.state)
    refused(exercise, outcome.state, {"kind": "answer", "lang": "en", "code": "labelling"})
    assert taken(exercise, outcome.state, {"kind": "skip"}).state.phase == "done"


@pytest.mark.parametrize("kind", sorted(DRILLS))
def test_everything_a_round_was_composed_of_is_there(kind):
    exercise, outcome = begun(kind)
    assert all(exercise.has(task, outcome.state) for task in outcome.state.tasks)


def test_an_answer_keeps_its_key_when_the_item_changes_or_goes():
    exercise = drill("name_it")
    tasks = [Task(id="work-labelling-0").model_dump(), Task(id="work-labelling-1").model_dump()]
    outcome = exercise.start(seed=0, earlier={"tasks": tasks})
    response = {"kind": "answer", "lang": "en", "code": "labelling", "confidence": 75}
    outcome = taken(exercise, outcome.state, response)
    stored = outcome.model_dump(mode="json")
    item = BANK.items["work-labelling-0"]
    changed = little_bank(each=4)
    changed.items[item.id] = item.model_copy(update={"best": "mind_reading"})
    gone = little_bank(each=4, without=[item.id])
    without_code = little_bank(each=4, codes=tuple(c for c in CODES if c != "labelling"))
    for other in (changed, gone, without_code):
        again = drill("name_it", other).revive(stored)
        assert again == outcome
        (answer,) = again.state.results[0].answers
        assert (answer.key, answer.given, answer.credit) == ("labelling", "labelling", 1.0)


def test_a_code_that_is_left_out_is_offered_nowhere_and_what_it_named_best_is_gone():
    less = little_bank(each=4, codes=tuple(code for code in CODES if code != "labelling"))
    assert all("labelling" not in item.options for item in less.items.values())
    assert "work-labelling-0" not in less.items
    exercise = drill("name_it", less)
    task = Task(id="work-mind-reading-0").model_dump()
    state = exercise.start(seed=0, earlier={"tasks": [task]}).state
    refused(exercise, state, {"kind": "answer", "lang": "en", "code": "labelling"})
