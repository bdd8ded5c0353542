"""The picture that answers make: simulated trainees get one that shows what they are like, and nothing else."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spotting.answering import answer, to
from tests.spotting.little_bank import CODES, little_bank
from workbook.content import ExerciseSpec, bank
from workbook.exercises import build
from workbook.spotting import Task, picture
from workbook.spotting.picture import ENOUGH, surely

BANK = bank()
ORDER = BANK.codes
SEEDS = range(40)
MIXED_UP = ("catastrophising", "fortune_telling")
SLIPS = 0.08  # share of careless answers of somebody who knows


def play(seed, choose, *, answers=150, confidence=lambda rng, right: None):
    """Answers of a trainee who chooses so, to thoughts in any order."""
    rng, found = random.Random(seed), []
    names = sorted(BANK.items)
    for n in range(answers):
        item = BANK.items[rng.choice(names)]
        given_code = choose(item, rng)
        sure = confidence(rng, given_code == item.best)
        found.append(to(BANK, item.id, given_code, minute=n, confidence=sure))
    return found


def expert(item, rng):
    return rng.choice(sorted(item.options)) if rng.random() < SLIPS else item.best


def guesser(item, rng):
    return rng.choice(sorted(item.options))


def novice(item, rng):
    """Knows everything but these two, which are taken for each other as often as not."""
    for one, other in (MIXED_UP, MIXED_UP[::-1]):
        if item.best == one and other in item.options and rng.random() < 0.7:
            return other
    return expert(item, rng)


def one_way(item, rng):
    """Hears a fortune told wherever there is a catastrophe, and never the other way round."""
    if item.best == MIXED_UP[0] and MIXED_UP[1] in item.options and rng.random() < 0.7:
        return MIXED_UP[1]
    return expert(item, rng)


def drawn(choose, **more):
    return [picture(play(seed, choose, **more), ORDER) for seed in SEEDS]


def test_an_expert_is_steady_has_strengths_and_mixes_up_nothing():
    for found in drawn(expert):
        assert found.standing == "steady"
        assert found.mixed == ()
        assert found.kappa > 0.8
        assert found.credit > 0.85
        assert len(found.strengths) >= 3


def test_a_guesser_is_said_to_answer_as_by_chance_and_gets_no_strengths():
    for found in drawn(guesser):
        assert found.standing == "by_chance"
        assert found.strengths == ()
        assert found.kappa < 0.25


def test_who_confuses_two_codes_is_shown_just_these_two():
    for found in drawn(novice, answers=600):
        assert found.standing == "mixes_up"
        assert [mixed.pair for mixed in found.mixed] == [MIXED_UP]
        assert found.mixed[0].surely >= 0.25
        assert not set(MIXED_UP) & set(found.strengths)
        assert found.strengths


def test_half_as_many_answers_show_it_nearly_always_and_never_anything_else():
    shown = [[mixed.pair for mixed in found.mixed] for found in drawn(novice, answers=300)]
    assert all(pairs in ([MIXED_UP], []) for pairs in shown)
    assert shown.count([MIXED_UP]) >= 0.9 * len(shown)


def test_who_takes_one_code_for_another_and_not_the_other_way_round_is_shown_so_too():
    pictures = drawn(one_way, answers=600)
    shown = [found for found in pictures if found.mixed]
    assert len(shown) >= 0.9 * len(pictures)
    for found in shown:
        assert [mixed.pair for mixed in found.mixed] == [MIXED_UP]
        place = {code: n for n, code in enumerate(found.codes)}
        there, back = (found.matrix[place[a]][place[b]] for a, b in (MIXED_UP, MIXED_UP[::-1]))
        assert there > back
        assert MIXED_UP[0] not in found.strengths


@pytest.mark.parametrize(
    ("sure", "sign"),
    [(lambda rng, right: 95, 1), (lambda rng, right: rng.choice((25, 50)), -1)],
    ids=["too sure", "too modest"],
)
def test_overconfidence_has_the_sign_of_being_too_sure(sure, sign):
    choose = guesser if sign > 0 else expert
    for found in drawn(choose, confidence=sure):
        assert found.overconfident * sign > 25


def test_who_is_as_sure_as_right_is_neither_too_sure_nor_too_modest():
    found = picture(
        play(1, expert, answers=400, confidence=lambda rng, right: 95 if right else 5), ORDER
    )
    assert found.overconfident == pytest.approx(0, abs=6)
    unsure, sure = found.calibration
    assert (unsure.confidence, sure.confidence, sure.right) == (5.0, 95.0, 100.0)
    assert unsure.right < 15  # some of what was not the best could be defended


def test_who_was_not_asked_how_sure_has_no_calibration():
    found = picture(play(1, expert), ORDER)
    assert (found.calibration, found.overconfident) == ((), None)


def answers_of(codes):
    return st.builds(
        lambda key, given_code, sure: answer("x", key, given_code, confidence=sure),
        st.sampled_from(codes),
        st.sampled_from(codes),
        st.none() | st.integers(0, 100),
    )


@given(st.lists(answers_of(CODES), max_size=60))
@settings(deadline=None)
def test_the_matrix_holds_every_answer_once_and_the_rows_say_the_same(answers):
    found = picture(answers, CODES)
    assert sum(map(sum, found.matrix)) == found.answers == len(answers)
    assert len(found.rows) == len(found.codes) == len(found.matrix)
    for place, row in enumerate(found.rows):
        assert row.code == found.codes[place]
        assert row.answers == sum(found.matrix[place])
        assert row.alarms == sum(line[place] for line in found.matrix) - found.matrix[place][place]
        assert row.right == (found.matrix[place][place] / row.answers if row.answers else 0)
    asked = [one for one in answers if one.confidence is not None]
    assert sum(one.answers for one in found.calibration) == len(asked)
    assert sum(point.answers for point in found.course) == (
        len(answers) if len(answers) >= ENOUGH else 0
    )
    assert 0 <= found.credit <= 1
    assert found.kappa <= 1


@given(st.lists(answers_of(CODES), max_size=40), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_apart_from_the_course_the_order_of_the_answers_does_not_matter(answers, rng):
    mixed = list(answers)
    rng.shuffle(mixed)
    one, other = (picture(each, CODES).model_dump() for each in (answers, mixed))
    for name in ("matrix", "codes", "strengths", "standing", "answers"):
        assert one[name] == other[name]
    assert [m["pair"] for m in one["mixed"]] == [m["pair"] for m in other["mixed"]]


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ([], "too_few"),
        ([answer("x", "labelling", "mind_reading")] * (ENOUGH - 1), "too_few"),
        ([answer("x", code) for code in CODES] * 3, "steady"),
        ([answer("x", one, other) for one in CODES for other in CODES], "by_chance"),
        (
            [answer("x", code) for code in CODES] * 5
            + [answer("x", "labelling", "mind_reading")] * 6,
            "mixes_up",
        ),
    ],
    ids=["nothing", "one too few", "all right", "anything", "one pair"],
)
def test_where_somebody_stands(answers, standing):
    assert picture(answers, CODES).standing == standing


def test_the_last_answer_that_was_missing_makes_the_picture():
    right = [answer("x", code) for code in CODES] * 3
    assert picture(right[: ENOUGH - 1], CODES).standing == "too_few"
    assert picture(right[:ENOUGH], CODES).standing == "steady"


def test_an_answer_whose_code_is_no_more_is_still_shown():
    answers = [answer("x", "old_code", "labelling"), answer("y", "labelling", "another_old_one")]
    found = picture([*answers, answer("z", "mind_reading")], CODES)
    assert found.codes == ("mind_reading", "labelling", "another_old_one", "old_code")
    assert sum(map(sum, found.matrix)) == 3
    assert {row.code: row.answers for row in found.rows}["old_code"] == 1


def test_codes_nobody_met_are_left_out_and_the_rest_stands_in_the_order_of_the_codebook():
    found = picture([answer("x", "labelling"), answer("y", "catastrophising")], CODES)
    assert found.codes == ("catastrophising", "labelling")


def test_what_was_not_attempted_is_not_in_it():
    little = little_bank()
    spec = ExerciseSpec.model_validate(
        {"id": "name-it", "kind": "name_it", "title": {"en": "x"}, "aim": {"en": "y"}}
    )
    exercise = build(little, spec, by_meaning=False)
    tasks = [Task(id=name).model_dump() for name in list(little.items)[:20]]
    outcome, answers = exercise.start(seed=0, earlier={"tasks": tasks}), []
    for n, task in enumerate(tasks):
        item = little.items[task["id"]]
        response = {"kind": "answer", "code": item.best, "lang": "en"}
        outcome = exercise.respond(outcome.state, response if n % 2 else {"kind": "skip"})
        answers += [
            answer(one.item, one.key, one.given) for one in (outcome.detail or _NOTHING).answers
        ]
    found = picture(answers, CODES)
    assert found.answers == 10
    assert found.credit == found.kappa == 1.0


class _NOTHING:
    answers = ()


def test_an_answer_that_can_be_defended_is_half_right_and_no_mixing_up():
    answers = [answer("x", "labelling", "mind_reading", credit=0.5) for _ in range(10)]
    found = picture([*answers, *(answer("x", code) for code in CODES)], CODES)
    assert found.mixed == ()
    assert {row.code: row.credit for row in found.rows}["labelling"] == pytest.approx(6 / 11)


def test_the_course_goes_up_when_the_trainee_gets_better():
    early = play(1, guesser, answers=100)
    late = [one._replace(at=one.at.replace(year=2027)) for one in play(2, expert, answers=100)]
    course = picture([*early, *late], ORDER).course
    assert 2 <= len(course) <= 12
    assert course[0].credit < 0.6 < course[-1].credit
    assert [point.until for point in course] == sorted(point.until for point in course)


@given(st.integers(0, 300), st.integers(0, 300))
def test_what_is_sure_is_less_than_what_was_seen_and_grows_with_what_was_seen(part, more):
    whole = part + more
    assert 0 <= surely(part, whole) <= (part / whole if whole else 0)
    assert surely(part, whole) <= surely(10 * part, 10 * whole) + 1e-12


def test_what_is_sure_as_worked_out_by_wilson():
    # 90 % interval of 8 of 10: (.9353 - .2404) / 1.2706 at the lower end.
    assert surely(8, 10) == pytest.approx(0.5408, abs=0.001)
    assert surely(0, 0) == 0.0
