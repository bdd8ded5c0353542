"""What the clients make of plans: a good one is taken, tempting ones are not, each for its own reason."""

import random
from datetime import date
from functools import cache
from itertools import count

import pytest

from workbook.content import case_ids, case_plan, open_case
from workbook.exercises.coping_plan import Exercise
from workbook.language import LANGUAGES
from workbook.planning import negotiated

TODAY = date(2026, 11, 23)
PLACES = [(case, lang) for case in case_ids() for lang in LANGUAGES]


@cache
def planning(case_id, *, by_meaning=False):
    case = open_case(case_id)
    spec = next(spec for spec in case.exercises if spec.kind == "coping_plan")
    return Exercise(case, spec, by_meaning=by_meaning)


def good(choices, lang):
    return next(one.say.read(lang) for one in choices if one.good)


def plan_with(case_id, lang, *options, **changes):
    """A plan that is good in every box, with these steps."""
    plans = case_plan(case_id)
    obstacle, _, instead = good(plans.obstacles, lang).partition(",")
    return {
        "aim": good(plans.aims, lang),
        "steps": [
            {"when": one.when.read(lang), "then": one.then.read(lang), "option": one.id}
            for one in options
        ],
        "first": "2026-11-25",
        "size": 3,
        "confidence": 8,
        "obstacle": obstacle,
        "instead": instead,
        "support": good(plans.support, lang),
        "kindness": good(plans.kindness, lang),
        "sign": good(plans.signs, lang),
        "review": "2026-12-07",
    } | changes


def proposed(case_id, lang, *options, **changes):
    exercise = planning(case_id)
    plan = exercise.read(plan_with(case_id, lang, *options, **changes), lang)
    return exercise.proposal(plan, lang=lang, today=TODAY)


def steps(case_id, fit):
    return [one for one in case_plan(case_id).options if one.fit == fit]


@pytest.mark.parametrize(("case_id", "lang"), PLACES)
def test_a_plan_that_is_good_in_every_box_is_taken_with_every_good_step(case_id, lang):
    for option in steps(case_id, "good"):
        made = proposed(case_id, lang, option)
        broken = [one.rule for one in made.findings if one.holds is False]
        assert (made.reply.kind, made.reply.option, broken) == ("accepts", option.id, []), (
            option.id
        )


@pytest.mark.parametrize(("case_id", "lang"), PLACES)
def test_every_tempting_step_is_refused_for_a_reason_of_its_own(case_id, lang):
    wrong = steps(case_id, "wrong")
    assert len(wrong) >= 3
    for option in wrong:
        made = proposed(case_id, lang, option)
        assert made.reply.kind in ("but", "refuses"), option.id
        assert {one.rule: one.holds for one in made.findings}["mechanism"] is False
        line = planning(case_id).line(made.reply).read(lang)
        assert line
        if option.contrary:
            assert made.reply.kind == "refuses"


@pytest.mark.parametrize(("case_id", "lang"), PLACES)
def test_a_step_beside_the_point_is_taken_in_part(case_id, lang):
    for option in steps(case_id, "part"):
        assert proposed(case_id, lang, option).reply.kind in ("part", "but"), option.id


@pytest.mark.parametrize(("case_id", "lang"), PLACES)
def test_a_step_in_other_words_is_recognised_for_what_it_is(case_id, lang):
    exercise = planning(case_id, by_meaning=True)
    asked = right = 0
    for option in case_plan(case_id).options:
        for words in option.asks.read(lang):
            given = plan_with(case_id, lang, steps=[{"when": "", "then": f"{words} "}])
            plan = exercise.read(given, lang)
            made = exercise.proposal(plan, lang=lang, today=TODAY)
            asked += 1
            right += made.known[0] == option.id
    assert right / asked >= 0.95


@pytest.mark.parametrize("case_id", case_ids())
def test_the_same_plan_once_more_is_pushing(case_id):
    exercise = planning(case_id)
    state = exercise.start(seed=0).state
    response = {
        "kind": "propose",
        "plan": plan_with(case_id, "en", steps(case_id, "wrong")[0]),
        "today": TODAY.isoformat(),
        "lang": "en",
    }
    once = exercise.respond(state, response).state
    twice = exercise.respond(once, response).state
    assert once.last.reply.answer != "pushed"
    assert (twice.last.reply.kind, twice.last.reply.answer) == ("refuses", "pushed")


def outcome(case_id, trainee):
    """The score of a whole planning by a simulated trainee, who proposes plans until one is taken."""
    exercise = planning(case_id)
    state = exercise.start(seed=0).state
    for number in count():
        plan = trainee(number)
        response = {"kind": "propose", "plan": plan, "today": TODAY.isoformat(), "lang": "en"}
        state = exercise.respond(state, response).state
        if state.agreed or number == 3:
            return exercise.score(state)
    return None


@pytest.mark.parametrize("case_id", case_ids())
def test_a_skilled_and_an_unskilled_trainee_differ_clearly(case_id):
    fits = steps(case_id, "good")
    skilled = [
        outcome(case_id, lambda n, o=option: plan_with(case_id, "en", o)) for option in fits
    ]

    def unskilled(seed):
        rng = random.Random(seed)
        return outcome(case_id, lambda _: planning(case_id).some_plan(rng))

    blind = [unskilled(seed) for seed in range(20)]
    assert min(skilled) >= 0.9
    assert sum(skilled) / len(skilled) >= sum(blind) / len(blind) + 0.25


def test_adapting_is_worth_more_than_giving_in_or_pushing():
    adapted = negotiated([0.4, 0.9], ["but", "accepts"])
    gave_in = negotiated([0.8, 0.5], ["but", "part"])
    pushed = negotiated([0.4, 0.4], ["but", "refuses"])
    assert adapted > gave_in > pushed


@pytest.mark.parametrize(("case_id", "lang"), PLACES)
@pytest.mark.parametrize(
    ("box", "rows", "rule"),
    [
        ("aim", "aims", "own"),
        ("support", "support", "support"),
        ("sign", "signs", "sign"),
        ("instead", "obstacles", "obstacle"),
    ],
)
def test_a_poor_choice_in_one_of_the_boxes_is_told_by_its_rule_and_a_good_one_is_not(
    case_id, lang, box, rows, rule
):
    option = steps(case_id, "good")[0]
    for one in getattr(case_plan(case_id), rows):
        made = proposed(case_id, lang, option, **{box: one.say.read(lang)})
        found = next(finding for finding in made.findings if finding.rule == rule)
        assert found.holds is one.good
        assert found.because == ("" if one.good else one.why.read(lang))
