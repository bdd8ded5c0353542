"""Sheets with clients: a good one is agreed on, plausible wrong ones are not, each for its own reason."""

import re

import pytest

from tests.planning.sheets import SHEETS, TODAY, good, judged, open_points, places, sheet
from workbook.content.studio import sheet_rules
from workbook.errors import ResponseError
from workbook.language import LANGUAGES
from workbook.planning.safety import ASKED
from workbook.planning.sheets import Choices, Rules

DECIDED_BY_WORDS = [
    (kind, rule.id, lang, words, holds)
    for kind, rules in sheet_rules().rules.items()
    for rule in rules
    for lang in LANGUAGES
    for holds, book in ((True, rule.right), (False, rule.wrong))
    for words in book.read(lang)
]
SETS = [(case, kind, lang) for case, kind in SHEETS for lang in LANGUAGES]


def play(case_id, kind, lang, *fillings):
    """A whole sheet: each stage shown as given, then settled; the last state."""
    exercise = sheet(case_id, kind)
    state = exercise.start(seed=1).state
    if kind == "safety-plan":
        question = {"kind": "ask", "part": ASKED, "text": DIRECT[lang], "lang": lang}
        state = exercise.respond(state, question).state
    for stage, filled in zip(exercise.kept(lang).stages, fillings, strict=True):
        assert state.phase == stage
        shown = {"kind": "show", "filled": filled, "today": TODAY, "lang": lang}
        state = exercise.respond(state, shown).state
        state = exercise.respond(state, {"kind": "settle", "lang": lang}).state
    return exercise.respond(state, {"kind": "guess", "rating": 5, "lang": lang})


DIRECT = {
    "en": "Are you thinking of killing yourself now?",
    "nl": "Denk je er op dit moment aan om zelfmoord te plegen?",
}


@pytest.mark.parametrize(("case_id", "kind", "lang"), SETS)
def test_a_good_sheet_is_agreed_on_with_nothing_open(case_id, kind, lang):
    for stage in sheet(case_id, kind).kept(lang).stages:
        verdict = judged(case_id, kind, lang, good(case_id, kind, lang, stage), stage)
        assert (verdict.kind, open_points(verdict)) == ("accepts", [])
        assert sheet(case_id, kind).kept(lang).line(verdict).read(lang)


@pytest.mark.parametrize(("case_id", "lang"), places("experiment"))
def test_each_wrong_test_is_refused_for_what_it_is_and_each_good_one_taken(case_id, lang):
    exercise = sheet(case_id, "experiment")
    for trial in exercise.sheet.trials:
        filled = good(case_id, "experiment", lang)
        filled["texts"]["trial"] = trial.say.read(lang)
        verdict = judged(case_id, "experiment", lang, filled)
        wanted = {"good": "accepts", "part": "part", "wrong": "but"}[trial.fit]
        assert (verdict.kind, verdict.answer) == (wanted, f"one:{trial.id}"), trial.id
        assert open_points(verdict) == (["testable"] if trial.fit == "wrong" else [])


@pytest.mark.parametrize(("case_id", "lang"), places("experiment"))
def test_a_poor_box_is_refused_by_its_own_rule_and_in_the_clients_words(case_id, lang):
    exercise = sheet(case_id, "experiment").sheet
    for box, rows, rule, line in (
        ("prediction", exercise.predictions, "prediction", "no_prediction"),
        ("sign", exercise.signs, "visible", "unseen"),
    ):
        for one in rows:
            filled = good(case_id, "experiment", lang)
            filled["texts"][box] = one.say.read(lang)
            verdict = judged(case_id, "experiment", lang, filled)
            assert open_points(verdict) == ([] if one.good else [rule])
            assert one.good or verdict.answer == line


@pytest.mark.parametrize(("case_id", "lang"), places("experiment"))
def test_with_the_safety_behaviour_kept_nothing_is_learned(case_id, lang):
    exercise = sheet(case_id, "experiment")
    kept = exercise.kept(lang)
    filled = good(case_id, "experiment", lang)
    filled["lists"]["drops"] = [one.id for one in exercise.sheet.habits if not one.safety]
    verdict = judged(case_id, "experiment", lang, filled)
    assert (verdict.answer, open_points(verdict)) == ("kept", ["drops"])
    read = exercise.read(filled, lang)
    trial = kept.trial(verdict.known["trial"])
    assert kept.later(read, verdict) == trial.kept
    assert kept.after(read, verdict) == exercise.sheet.belief
    read = exercise.read(good(case_id, "experiment", lang), lang)
    assert kept.later(read, verdict) == trial.later
    assert kept.after(read, verdict) < exercise.sheet.belief


@pytest.mark.parametrize(("case_id", "lang"), places("experiment"))
def test_the_client_answers_what_is_made_of_the_outcome(case_id, lang):
    exercise = sheet(case_id, "experiment")
    for one in exercise.sheet.conclusions:
        filled = {"texts": {"conclusion": one.say.read(lang)}}
        verdict = judged(case_id, "experiment", lang, filled, "learn")
        assert verdict.kind == {"good": "accepts", "part": "part", "wrong": "but"}[one.fit]
        assert exercise.kept(lang).line(verdict) == one.client


@pytest.mark.parametrize(("case_id", "lang"), places("ladder"))
def test_a_rung_that_does_not_belong_is_refused_whichever_it_is(case_id, lang):
    for rung in sheet(case_id, "ladder").sheet.rungs:
        if rung.fits:
            continue
        filled = good(case_id, "ladder", lang)
        filled["lists"]["rungs"][2] = rung.id
        verdict = judged(case_id, "ladder", lang, filled)
        assert "fits" in open_points(verdict)
        assert (verdict.kind, verdict.answer) == ("but", "avoids")


@pytest.mark.parametrize(("case_id", "lang"), places("ladder"))
@pytest.mark.parametrize(
    ("change", "rule", "line"),
    [
        (lambda rungs: rungs[:3], "number", "few"),
        (lambda rungs: [*rungs[:2], rungs[4], rungs[2], rungs[3], *rungs[5:]], "order", "order"),
        (lambda rungs: rungs[3:], "start", "too_steep"),
        (lambda rungs: [rungs[0], *rungs[3:]], "gaps", "too_steep"),
        (lambda rungs: rungs[:5], "top", "too_easy"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused_for_it(case_id, lang, change, rule, line):
    filled = good(case_id, "ladder", lang)
    filled["lists"]["rungs"] = change(filled["lists"]["rungs"])
    verdict = judged(case_id, "ladder", lang, filled)
    assert rule in open_points(verdict)
    assert verdict.answer == line


@pytest.mark.parametrize(("case_id", "lang"), places("ladder"))
def test_a_poor_way_of_climbing_is_refused(case_id, lang):
    for way in sheet(case_id, "ladder").sheet.ways:
        filled = good(case_id, "ladder", lang)
        filled["texts"]["way"] = way.say.read(lang)
        verdict = judged(case_id, "ladder", lang, filled)
        assert open_points(verdict) == ([] if way.good else ["way"])
        assert verdict.answer == ("accepts" if way.good else "leaves")


@pytest.mark.parametrize(("case_id", "lang"), places("support-map"))
def test_whom_to_turn_to_first_is_answered_person_by_person(case_id, lang):
    for person in sheet(case_id, "support-map").sheet.people:
        filled = good(case_id, "support-map", lang)
        filled["texts"] = {"first": person.id, "request": SMALL[lang]}
        verdict = judged(case_id, "support-map", lang, filled)
        wanted = {"good": "accepts", "part": "part", "wrong": "but"}[person.first]
        assert verdict.kind == wanted, person.id
        if person.gives == "costs":
            assert "first" in open_points(verdict)


@pytest.mark.parametrize(("case_id", "lang"), places("support-map"))
def test_a_poor_question_and_people_who_are_not_seen_are_told(case_id, lang):
    content = sheet(case_id, "support-map").sheet
    for one in content.requests:
        filled = good(case_id, "support-map", lang)
        words = one.say.read(lang)
        called = {p.id: p.name.read(lang).split()[0] for p in content.people}
        first = next((name for name in called if called[name] in words), content.people[0].id)
        filled["texts"] = {"first": first, "request": words}
        verdict = judged(case_id, "support-map", lang, filled)
        assert ("request" in open_points(verdict)) is not one.good
    filled = good(case_id, "support-map", lang)
    costly = next(one for one in content.people if one.gives == "costs")
    filled["places"][costly.id] = ["close", "listens"]
    assert "costs" in open_points(judged(case_id, "support-map", lang, filled))
    del filled["places"][costly.id]
    assert "placed" in open_points(judged(case_id, "support-map", lang, filled))


SMALL = {
    "en": "Could you come round on Saturday at ten, for half an hour?",
    "nl": "Kun je zaterdag om tien uur een half uurtje langskomen?",
}


@pytest.mark.parametrize(("case_id", "lang"), places("support-map"))
def test_a_question_that_is_meant_for_somebody_else_is_told(case_id, lang):
    content = sheet(case_id, "support-map").sheet
    others = [one for one in content.people if one.name.read(lang)[0].isupper()]
    filled = good(case_id, "support-map", lang)
    filled["texts"] = {
        "first": others[0].id,
        "request": f"{others[1].name.read(lang).split()[0]}, {SMALL[lang]}",
    }
    found = judged(case_id, "support-map", lang, filled).findings
    request = next(one for one in found if one.rule == "request")
    assert (request.holds, request.because) == (False, others[1].name.read(lang).split()[0])


@pytest.mark.parametrize(("case_id", "lang"), places("safety-plan"))
def test_a_safety_plan_lacks_each_part_that_is_empty_or_poor(case_id, lang):
    for part in sheet(case_id, "safety-plan").sheet.parts:
        for words in ("", *(one.read(lang) for one in part.poor)):
            filled = good(case_id, "safety-plan", lang)
            filled["texts"][part.id] = words
            verdict = judged(case_id, "safety-plan", lang, filled)
            assert part.id in open_points(verdict), words
            assert verdict.kind == "but"


@pytest.mark.parametrize(("case_id", "lang"), places("safety-plan"))
def test_a_safety_plan_is_not_agreed_on_before_anybody_asked_about_death(case_id, lang):
    verdict = judged(case_id, "safety-plan", lang, good(case_id, "safety-plan", lang), asked="")
    assert (open_points(verdict), verdict.answer) == ([ASKED], ASKED)
    exercise = sheet(case_id, "safety-plan")
    state = exercise.start(seed=1).state
    for text, direct in ((DIRECT[lang], True), (exercise.sheet.parts[0].ask.read(lang), False)):
        asked = {"kind": "ask", "part": ASKED, "text": text, "lang": lang}
        assert exercise.respond(state, asked).state.asked[-1].direct is direct


@pytest.mark.parametrize(("case_id", "kind", "lang"), SETS)
def test_a_skilled_trainee_and_an_unskilled_one_differ_clearly(case_id, kind, lang):
    stages = sheet(case_id, kind).kept(lang).stages
    skilled = play(case_id, kind, lang, *(good(case_id, kind, lang, s) for s in stages))
    # What comes to mind first: the first of everything that was offered, as an author listed the poor ones.
    unskilled = play(case_id, kind, lang, *(poor(case_id, kind, lang, s) for s in stages))
    assert skilled.score >= 0.85
    assert unskilled.score <= 0.5


def poor(case_id, kind, lang, stage):
    """What a kind beginner might propose: the tempting things among those offered."""
    content = sheet(case_id, kind).sheet

    def bad(rows):
        return next(
            one.say.read(lang)
            for one in rows
            if getattr(one, "good", None) is False or getattr(one, "fit", "") == "wrong"
        )

    if stage == "learn":
        return {"texts": {"conclusion": bad(content.conclusions)}}
    if kind == "experiment":
        texts = {"trial": bad(content.trials), "prediction": bad(content.predictions)}
        return {"texts": texts | {"sign": bad(content.signs)}}
    if kind == "ladder":
        rungs = sorted(content.rungs, key=lambda one: -one.fear)[:4]
        return {
            "lists": {"rungs": [one.id for one in rungs]},
            "texts": {"way": bad(content.ways)},
        }
    if kind == "support-map":
        first = next(one for one in content.people if one.gives == "costs")
        return {
            "places": {first.id: ["close", "listens"]},
            "texts": {"first": first.id, "request": bad(content.requests)},
        }
    return {"texts": {part.id: part.poor[0].read(lang) for part in content.parts}}


@pytest.mark.parametrize(("kind", "rule", "lang", "words", "holds"), DECIDED_BY_WORDS)
def test_a_rule_holds_for_its_right_examples_and_not_for_its_wrong_ones(
    kind, rule, lang, words, holds
):
    rules = next(found for name, found in sheet_rules().rules.items() if name == kind)
    assert Rules(rules, lang).words(rule, words).holds is holds


def test_the_rules_of_a_sheet_are_those_that_the_sheet_is_checked_by():
    for case_id, kind in SHEETS:
        for stage in sheet(case_id, kind).kept("en").stages:
            checked = {
                one.rule
                for one in judged(
                    case_id, kind, "en", good(case_id, kind, "en", stage), stage
                ).findings
            }
            there = [
                {rule.id for rule in rules}
                for name, rules in sheet_rules().rules.items()
                if name == kind.replace("-", "_")
            ]
            assert checked <= there[0]


def test_own_words_between_two_things_of_different_worth_are_taken_for_neither():
    rows = [("a", ["I ring Bram on Monday"]), ("b", ["I text Bram on Monday"])]
    alike = Choices(rows, by_meaning=False, fits={"a": "good", "b": "wrong"})
    assert alike.nearest("Bram on Monday") is None
    assert Choices(rows, by_meaning=False).nearest("Bram on Monday") in {"a", "b"}
    assert alike.same("I ring Bram, on Monday!") == "a"


@pytest.mark.parametrize(
    ("filled", "words"),
    [
        ({"texts": {"trial": "x" * 10_001}}, "more than 10000 characters"),
        ({"days": {"first": "31-2-2026"}}, "is no day"),
        ({"version": 99}, "newer workbook"),
        ({"texts": "no table"}, "cannot be read"),
        ({"lists": {"drops": "x"}}, "cannot be read"),
        ({}, "Write first how it is tried out"),
    ],
)
def test_what_cannot_be_taken_is_told_in_a_sentence_and_changes_nothing(filled, words):
    exercise = sheet("dating-avoidance", "experiment")
    state = exercise.start(seed=1).state
    with pytest.raises(ResponseError, match=re.escape(words)):
        exercise.respond(state, {"kind": "show", "filled": filled, "today": TODAY})
    assert state == exercise.start(seed=1).state


def test_strange_words_are_kept_as_they_are():
    strange = "<script>alert(1)</script> مرحبا 🙂 #let x"
    exercise = sheet("dating-avoidance", "experiment")
    filled = good("dating-avoidance", "experiment", "en")
    filled["texts"]["sign"] = strange
    shown = {"kind": "show", "filled": filled, "today": TODAY}
    made = exercise.respond(exercise.start(seed=1).state, shown).state.shown[-1]
    assert made.filled.text("sign") == strange
