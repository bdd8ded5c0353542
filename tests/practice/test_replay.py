import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.little_case import TALK
from workbook.practice import Workbook
from workbook.record import open_record


@given(seed=st.integers(0, 2**31), turns=st.integers(1, 25))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_on_record_replays_to_the_same_states(case, seed, turns):
    record = open_record("sqlite://")
    book = Workbook(record, lang="en", rng=random.Random(seed), by_meaning=False)
    attempt, trainee = book.attempt(TALK).again("exam"), random.Random(seed)
    for _ in range(turns):
        if attempt.phase != "done":
            attempt.submit(attempt.exercise.simulate(attempt.state, attempt.prompt, trainee))
    row = attempt.row
    assert row
    exercise, _ = Workbook(record, lang="en", by_meaning=False).exercise(TALK)
    outcome = exercise.start(seed=row.options["seed"])
    for step in record.steps(row):
        outcome = exercise.respond(outcome.state, step.response)
        stored = {**step.outcome, "score": None}
        assert outcome.model_dump(mode="json") == stored
        assert exercise.revive(step.outcome).state == outcome.state
    assert outcome.state == attempt.state
    resumed = Workbook(record, lang="en", by_meaning=False).attempt(TALK)
    assert resumed.state == attempt.state
    assert resumed.exchanges == attempt.exchanges
    record.close()
