"""The rules of a plan: what each lets pass and what not, by the examples that stand beside it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbook.content import plan_rules, strategies
from workbook.language import LANGUAGES
from workbook.planning import Known, Plan, Step, check, read_date

TODAY = date(2026, 11, 23)
STEP = {"small", "approach", "harmless", "self_reliant", "specific"}


def filled(rule, words):
    """A plan in which only the box that a rule looks at says this."""
    if rule == "specific":
        when, _, then = words.partition(" -> ")
        return Plan(steps=(Step(when=when, then=then),))
    if rule in STEP:
        return Plan(steps=(Step(when="Tuesday at eight", then=words),), confidence=8)
    if rule == "obstacle":
        obstacle, _, instead = words.partition(" -> ")
        return Plan(obstacle=obstacle, instead=instead)
    return Plan(**{{"own": "aim"}.get(rule, rule): words})


def verdict(rule, words, lang):
    plan = filled(rule, words)
    found = check(
        plan,
        [Known(None, None) for _ in plan.written],
        rules=plan_rules(),
        strategies=strategies(),
        mechanism=None,
        lang=lang,
        today=TODAY,
    )
    return next(one.holds for one in found if one.rule == rule)


EXAMPLES = [
    (rule.id, lang, words, holds)
    for rule in plan_rules().rules
    if rule.id in {*STEP, "obstacle", "support", "sign", "own"}
    for lang in LANGUAGES
    for holds, book in ((True, rule.right), (False, rule.wrong))
    for words in book.read(lang)
]


@pytest.mark.parametrize(("rule", "lang", "words", "holds"), EXAMPLES)
def test_a_rule_holds_for_its_right_examples_and_not_for_its_wrong_ones(rule, lang, words, holds):
    assert verdict(rule, words, lang) is holds


def look(plan, known=(), mechanism=None):
    found = check(
        plan,
        known,
        rules=plan_rules(),
        strategies=strategies(),
        mechanism=mechanism,
        lang="en",
        today=TODAY,
    )
    return {one.rule: one.holds for one in found}


def test_every_rule_says_something_in_the_order_of_the_rules():
    assert list(look(Plan())) == [rule.id for rule in plan_rules().rules]


def test_an_empty_plan_holds_no_rule_that_asks_for_something():
    found = look(Plan())
    for rule in ("specific", "own", "obstacle", "support", "sign", "future", "not_too_many"):
        assert found[rule] is False


def test_what_cannot_be_judged_is_said_to_be_so():
    plan = Plan(steps=(Step(when="Tuesday at eight", then="hum the third song"),))
    found = look(plan, [Known(None, None)])
    assert found["mechanism"] is None
    assert found["not_contrary"] is None
    assert found["small"] is None


@pytest.mark.parametrize(
    ("first", "review", "holds"),
    [
        (0, 14, True),
        (7, 14, True),
        (8, 14, False),
        (-1, 14, False),
        (3, 3, False),
        (3, 61, False),
    ],
)
def test_the_first_step_is_within_a_week_and_the_review_after_it(first, review, holds):
    plan = Plan(first=TODAY + timedelta(first), review=TODAY + timedelta(review))
    assert look(plan)["future"] is holds


def test_more_than_three_steps_are_too_many():
    step = Step(when="Tuesday at eight", then="ring my sister")
    assert look(Plan(steps=(step,) * 3))["not_too_many"] is True
    assert look(Plan(steps=(step,) * 4))["not_too_many"] is False


def test_a_step_that_the_client_doubts_is_not_small():
    step = Step(when="Tuesday at eight", then="ring my sister")
    assert look(Plan(steps=(step,), confidence=8, size=3))["small"] is True
    assert look(Plan(steps=(step,), confidence=6, size=3))["small"] is False
    assert look(Plan(steps=(step,), confidence=8, size=7))["small"] is False


def test_a_strategy_is_held_against_what_keeps_the_client_stuck():
    book = strategies()
    helps = next(one for one in book.strategies if one.helps)
    plan = Plan(steps=(Step(when="Tuesday at eight", then="do it"),))
    assert look(plan, [Known(None, helps.id)], helps.helps[0])["mechanism"] is True
    backfires = next(one for one in book.strategies if one.backfires_for)
    known = [Known(None, backfires.id)]
    assert look(plan, known, backfires.backfires_for[0])["mechanism"] is False


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1-12-2026", date(2026, 12, 1)),
        ("1/12/26", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
        ("31-2-2026", None),
        ("soon", None),
        ("", None),
        ("1-2", None),
    ],
)
def test_a_day_is_read_as_people_write_it(written, day):
    assert read_date(written) == day


@given(words=some.text(max_size=400))
def test_any_words_can_be_checked(words):
    plan = Plan(
        aim=words,
        steps=(Step(when=words, then=words),),
        obstacle=words,
        instead=words,
        support=words,
        sign=words,
    )
    assert len(look(plan, [Known(None, None) for _ in plan.written])) == len(plan_rules().rules)
