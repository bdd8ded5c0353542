"""The engine: what the client does, and that it always can."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client.small_case import STORYLETS, small_case, storylet
from workbook.client import ClientState, Heard, Reply, begin, candidates, choose, hear, reply, tell
from workbook.content import Case, codebook, open_case

CODES = {code.id: code.family for code in codebook("therapist_skills").codes}
REAL = open_case("job-rejection")
TARGETS = [part.id for group in (REAL.topics, REAL.facts) for part in group] + [
    "silence",
    "goodbye",
    "thanks",
    "and-then",
]


def heard(*codes: str, about: tuple[str, ...] = (), words: str = "", echo: bool = False) -> Heard:
    both = sorted({*codes, *(CODES[code] for code in codes)})
    return Heard(
        primary=codes[0],
        codes=tuple(both),
        targets=tuple((t, 0.9) for t in about),
        words=words,
        echo=echo,
    )


def play(case: Case, *turns: Heard) -> list[Reply]:
    state, replies = begin(case), []
    for turn in turns:
        replies.append(reply(case, state, turn))
        state = replies[-1].after
    return replies


hearings = st.builds(
    lambda codes, about, echo: heard(*codes, about=tuple(about), echo=echo),
    st.lists(st.sampled_from(sorted(CODES)), min_size=1, max_size=3),
    st.lists(st.sampled_from(TARGETS), max_size=2, unique=True),
    st.booleans(),
)


@given(st.lists(hearings, max_size=80))
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_the_client_answers_and_every_quality_stays_in_range(
    turns: list[Heard],
) -> None:
    state = begin(REAL)
    for turn in turns:
        after = reply(REAL, state, turn).after
        assert all(0 <= value <= 1 for value in after.qualities.values())
        assert all(0 <= value <= 100 for value in after.beliefs.values())
        assert after.turn == state.turn + 1
        state = after


@given(st.lists(hearings, max_size=80))
@settings(max_examples=40, deadline=None)
def test_no_line_is_said_twice_unless_the_author_allows_it(turns: list[Heard]) -> None:
    said = [
        (done.storylet, done.line.read("en"))
        for done in play(REAL, *turns)
        if not REAL.storylet(done.storylet).repeats
    ]
    assert len(said) == len(set(said))


@given(st.lists(hearings, max_size=40))
@settings(max_examples=30, deadline=None)
def test_the_same_talk_gives_the_same_states(turns: list[Heard]) -> None:
    assert play(REAL, *turns) == play(REAL, *turns)


@given(st.lists(hearings, max_size=40))
@settings(max_examples=30, deadline=None)
def test_a_state_survives_being_stored(turns: list[Heard]) -> None:
    state = begin(REAL)
    for turn in turns:
        state = reply(REAL, ClientState.model_validate_json(state.model_dump_json()), turn).after
    assert ClientState.model_validate_json(state.model_dump_json()) == state


@given(st.lists(hearings, max_size=60))
@settings(max_examples=40, deadline=None)
def test_nothing_is_disclosed_before_the_client_is_open_enough(turns: list[Heard]) -> None:
    state = begin(REAL)
    for turn in turns:
        moved, _ = hear(REAL, state, turn)
        done = reply(REAL, state, turn)
        assert all(
            moved.qualities["openness"] >= REAL.fact(fact).openness for fact in done.reveals
        )
        assert len(set(done.after.facts)) == len(done.after.facts)
        state = done.after


def test_choosing_changes_nothing() -> None:
    case = small_case()
    state = begin(case)
    before = state.model_dump_json()
    choose(candidates(case, state, heard("advice")), state)
    reply(case, state, heard("advice"))
    assert state.model_dump_json() == before


def test_the_most_specific_storylet_wins_over_the_least_told() -> None:
    case = small_case()
    first, second = play(case, heard("reflection_simple"), heard("reflection_simple"))
    assert (first.storylet, second.storylet) == ("reflects", "reflects")


def test_of_two_equally_specific_the_least_told_then_the_authors_order_decides() -> None:
    case = small_case(
        storylets=[
            storylet("first", "a", "b", "c"),
            storylet("second", "d", "e"),
            storylet("silent", "(-)", repeats=True, weight=-9),
        ]
    )
    assert [done.storylet for done in play(case, *[heard("other")] * 5)] == [
        "first",
        "second",
        "first",
        "second",
        "first",
    ]


def test_when_all_lines_are_said_only_wordless_behaviour_comes_again() -> None:
    case = small_case()
    done = play(case, *[heard("other")] * 8)
    assert [d.storylet for d in done] == ["any"] * 3 + ["silent"] * 5
    assert done[3].line == done[5].line


def test_asked_too_early_the_client_turns_away_and_shows_that_something_is_there() -> None:
    done = play(small_case(), heard("question_open", about=("letter",)))[0]
    assert done.storylet == "dodges-letter"
    assert done.deflects == "letter"
    assert not done.reveals


def test_open_enough_the_client_tells_and_the_belief_falls() -> None:
    case = small_case(
        qualities={"alliance": 0.6, "openness": 0.7, "distress": 0.5, "resistance": 0.1}
    )
    done = play(case, heard("question_open", about=("letter",)))[0]
    assert done.reveals == ("letter",)
    assert done.after.beliefs["hopeless"] == 60


def test_a_fact_is_told_once_and_asked_again_is_answered_otherwise() -> None:
    done = play(small_case(), *[heard("question_open", about=("dog",))] * 3)
    assert [d.storylet for d in done] == ["tells-dog", "dog-again", "dog-again"]
    assert done[1].line != done[2].line


def test_an_encouragement_lets_the_client_go_on_from_the_last_line() -> None:
    done = play(small_case(), heard("question_open", about=("dog",)), heard("facilitation"))
    assert done[1].storylet == "after-dog"


def test_a_line_that_goes_on_comes_only_right_after() -> None:
    done = play(
        small_case(), heard("question_open", about=("dog",)), heard("other"), heard("facilitation")
    )
    assert done[2].storylet != "after-dog"


def test_a_rupture_closes_the_client_until_it_is_repaired() -> None:
    case = small_case(
        qualities={"alliance": 0.6, "openness": 0.7, "distress": 0.5, "resistance": 0.1}
    )
    ask = heard("question_open", about=("letter",))
    broken = play(case, heard("judgement"), ask)
    assert broken[0].after.rupture == "confrontation"
    assert not broken[1].reveals
    mended = play(case, heard("judgement"), heard("repair"), ask)
    assert mended[1].after.rupture is None
    assert mended[2].reveals == ("letter",)


def test_a_client_who_is_hurt_enough_ends_the_talk() -> None:
    done = play(small_case(), *[heard("judgement")] * 6)
    assert done[-1].after.ended


def test_the_same_warmth_again_and_again_stops_paying() -> None:
    done = play(REAL, *[heard("validation", words=f"{n}") for n in range(12)])
    early = done[1].after.qualities["openness"] - done[0].before.qualities["openness"]
    late = done[11].after.qualities["openness"] - done[9].after.qualities["openness"]
    assert early > 0 >= late


def test_exploring_opens_more_than_warmth() -> None:
    topics = [topic.id for topic in REAL.topics]
    exploring = play(
        REAL,
        *[
            heard(
                "question_open" if n % 2 else "reflection_complex",
                about=(topics[n % len(topics)],),
            )
            for n in range(12)
        ],
    )
    warm = play(REAL, *[heard("validation") for _ in range(12)])
    assert exploring[-1].after.qualities["openness"] > warm[-1].after.qualities["openness"] + 0.15


def test_advice_from_the_start_costs_the_bond() -> None:
    done = play(REAL, *[heard("advice") for _ in range(8)])
    assert done[-1].after.qualities["alliance"] < 0.2


def test_a_case_may_put_a_rule_of_its_own_in_place_of_a_shared_one() -> None:
    rule = {
        "id": "advice-unasked",
        "heard": ["advice"],
        "effects": {"alliance": 0.3},
        "why": {"en": "likes it"},
        "source": "tests",
    }
    plain, own = small_case(), small_case(dynamics=[rule])
    assert (
        play(own, heard("advice"))[0].after.qualities["alliance"]
        > play(plain, heard("advice"))[0].after.qualities["alliance"]
    )


@pytest.mark.parametrize(
    "condition",
    [
        "openness >= 0.2",
        "turn < 5",
        "not told dog",
        "heard advice",
        "not rupture",
        "count advice < 2",
        "recent advice < 1",
        "hopeless >= 80",
        "not again",
        "not echo",
        "not topical",
    ],
)
def test_each_kind_of_condition_opens_and_closes(condition: str) -> None:
    opposite = (
        condition.removeprefix("not ") if condition.startswith("not ") else f"not {condition}"
    )
    met = small_case(storylets=[storylet("gated", when=[condition], weight=9), *STORYLETS])
    unmet = small_case(storylets=[storylet("gated", when=[opposite], weight=9), *STORYLETS])
    assert play(met, heard("advice"))[0].storylet == "gated"
    assert play(unmet, heard("advice"))[0].storylet == "advice"


def test_telling_remembers_codes_of_the_last_four_turns_only() -> None:
    state = begin(small_case())
    for code in ("advice", "summary", "summary", "summary", "summary"):
        state = tell(small_case().storylet("any"), small_case(), state, heard(code))
    assert not any("advice" in codes for codes in state.recent)
    assert state.counts["advice"] == 1


def test_being_pushed_for_what_hurts_costs_the_bond_and_being_asked_once_does_not() -> None:
    ask = heard("question_closed", about=("letter",))
    harmless = [{**fact.model_dump(mode="json"), "discomfort": 0} for fact in small_case().facts]
    hurt, unhurt = (play(case, ask, ask) for case in (small_case(), small_case(facts=harmless)))
    assert hurt[0].after.qualities == unhurt[0].after.qualities
    assert hurt[1].after.qualities["alliance"] < unhurt[1].after.qualities["alliance"]
    assert hurt[1].after.qualities["resistance"] > unhurt[1].after.qualities["resistance"]
