import random

import pytest

from tests.client.small_case import both, small_case
from tests.little_case import TALK, on_shelf
from tests.practice.talks import talked
from workbook.content import drills, exercise_ids, open_case
from workbook.content.studio import studio
from workbook.errors import UnknownName
from workbook.exercises import Outcome, Prompt, build, kinds
from workbook.practice import Workbook, deck, open_workbook
from workbook.record import open_record

TWO_TALKS = [
    {"id": name, "kind": "roleplay", "title": both(name), "aim": both("Listen")}
    for name in ("first-talk", "second-talk")
]


def talks(book):
    """The progress of the talks; the rounds of the lab and the studio come after them."""
    rows = book.progress()
    rounds = [row["exercise"].startswith(("lab/", "studio/")) for row in rows]
    assert rounds == sorted(rounds)
    assert sum(rounds) == len(drills().exercises) + len(studio())
    return [row for row, of_rounds in zip(rows, rounds, strict=True) if not of_rounds]


def finished(attempt):
    attempt.say("How are you?")
    attempt.end()
    attempt.rate({})
    return attempt


def test_progress_goes_from_new_to_begun_to_done_and_stays(reopened, monkeypatch, tmp_path):
    on_shelf(monkeypatch, tmp_path, small_case(exercises=TWO_TALKS))

    def states():
        return [row["state"] for row in talks(reopened())]

    assert states() == ["new", "new"]
    assert reopened().next_step()["exercise"] == TALK
    attempt = reopened().attempt(TALK)
    attempt.begin()
    assert states() == ["begun", "new"]
    finished(attempt)
    assert states() == ["done", "new"]
    assert reopened().next_step() == {
        "exercise": "small/second-talk",
        "text": "Begin with Small: second-talk.",
    }
    attempt.rewind(1)
    assert states() == ["done", "new"]
    reopened().attempt("small/second-talk").say("Hello.")
    assert states() == ["done", "begun"]
    assert reopened("nl").next_step() == {
        "exercise": "small/second-talk",
        "text": "Ga verder met Small (nl): second-talk (nl).",
    }
    finished(reopened().attempt("small/second-talk"))
    first = drills().exercises[0]
    assert reopened().next_step() == {
        "exercise": f"lab/{first.id}",
        "text": f"Begin with {first.title.read('en')}.",
        "lesson": f"{first.lesson}.ipynb",
    }


def test_when_everything_is_done_there_is_no_next_step(book, monkeypatch):
    rows = book.progress()
    monkeypatch.setattr(book, "progress", lambda: [{**row, "state": "done"} for row in rows])
    assert book.next_step() is None


def test_progress_tells_turns_best_score_and_when(book, reopened):
    attempt = talked(book)
    (row,) = talks(reopened())
    assert (row["turns"], row["score"]) == (5, None)
    assert row["at"] == attempt.snapshot()["saved_at"]
    attempt.end()
    attempt.rate({})
    first = talks(reopened())[0]["score"]
    assert first == attempt.snapshot()["debrief"]["score"]
    poor = attempt.again("coach")
    poor.say("You should just stop that nonsense.")
    poor.end()
    poor.rate({})
    (row,) = talks(reopened())
    assert row["score"] == max(first, poor.snapshot()["debrief"]["score"])
    assert row["turns"] == 5


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_an_exercise_that_is_not_there_is_named_with_those_that_are(reopened, lang):
    book = reopened(lang)
    for name in ("nobody/first-talk", "small/last-talk", "", "small", "../x/y"):
        with pytest.raises(UnknownName) as told:
            book.attempt(name)
        assert "small" in str(told.value)
        assert ("There is no" in str(told.value)) == (lang == "en")


def test_a_case_not_yet_written_in_a_language_is_not_offered_in_it(
    reopened, monkeypatch, tmp_path
):
    on_shelf(monkeypatch, tmp_path, small_case(opening={"en": "Hello."}))
    assert len(talks(reopened())) == 1
    assert talks(reopened("nl")) == []
    assert reopened("nl").next_step()["exercise"].startswith("lab/")
    with pytest.raises(UnknownName, match="nog niet"):
        reopened("nl").attempt(TALK)


def test_a_case_that_cannot_be_read_hides_no_other(reopened, tmp_path):
    broken = tmp_path / "cases" / "broken" / "case.yaml"
    broken.parent.mkdir()
    broken.write_text("id: [")
    assert [row["exercise"] for row in talks(reopened())] == [TALK]


def test_the_workbook_opens_in_the_language_asked_for(case, monkeypatch):
    monkeypatch.setenv("WORKBOOK_ENCODER", "off")
    monkeypatch.setenv("WORKBOOK_LANG", "nl")
    for asked, lang in ((None, "nl"), ("en", "en")):
        book = open_workbook(asked)
        assert book.lang == lang
        book.record.close()
    with pytest.raises(UnknownName, match="there are: en, nl"):
        open_workbook("fr")


OF_ROUNDS = {spec.kind: ("lab", spec.id) for spec in drills().exercises} | {
    spec.kind: ("studio", spec.id) for spec in studio()
}
OF_CASES = {
    spec.kind: (name.split("/")[0], spec)
    for name in exercise_ids()
    for spec in open_case(name.split("/")[0]).exercises
}


def test_every_kind_of_exercise_is_used_by_a_case_the_lab_or_the_studio():
    assert {*OF_CASES, *OF_ROUNDS} == set(kinds())
    assert not set(OF_CASES) & set(OF_ROUNDS)


def begun_as_a_trainee_would(kind, seed):
    """An exercise of a kind, what it begins with, and more steps than anybody needs."""
    if kind in OF_CASES:
        case_id, spec = OF_CASES[kind]
        case = open_case(case_id)
        exercise = build(case, spec, by_meaning=False)
        return exercise, exercise.start(seed=seed), 3 * case.length
    record = open_record("sqlite://")
    book = Workbook(record, lang="en", by_meaning=False)
    deck.write(book, text="She frowned, so she hates me.", code="mind_reading")
    family, own_id = OF_ROUNDS[kind]
    exercise = book.family(family).exercise(own_id)
    earlier = book.family(family).composed(own_id, random.Random(seed))
    record.close()
    assert earlier["tasks"]
    return exercise, exercise.start(seed=seed, earlier=earlier), len(earlier["tasks"]) + 2


@pytest.mark.parametrize("kind", sorted({*OF_CASES, *OF_ROUNDS}))
@pytest.mark.parametrize("seed", range(3))
def test_every_kind_of_exercise_plays_through_its_own_simulation(kind, seed):
    exercise, outcome, most = begun_as_a_trainee_would(kind, seed)
    trainee = random.Random(seed)
    for _ in range(most):
        if outcome.next.ask == "nothing":
            break
        before = outcome.state.model_dump_json()
        response = exercise.simulate(outcome.state, outcome.next, trainee)
        after = exercise.respond(outcome.state, response)
        # The state given is left as it was.
        assert outcome.state.model_dump_json() == before
        assert exercise.revive(after.model_dump(mode="json")) == after
        outcome = after
    assert outcome.state.phase == "done"


def test_a_kind_that_is_not_there_is_named_with_those_that_are():
    case = small_case()
    with pytest.raises(UnknownName, match=r"no exercise kind 'rolplay'; there are: .*roleplay"):
        build(case, case.exercises[0].model_copy(update={"kind": "rolplay"}), by_meaning=False)


def test_a_client_without_moves_or_topics_can_be_simulated():
    case = small_case(moves=[], facts=[], storylets=[_any_line()])
    exercise = build(case, case.exercises[0], by_meaning=False)
    outcome = exercise.start(seed=0)
    assert outcome == Outcome(state=outcome.state, next=Prompt(ask="say"))
    response = exercise.simulate(outcome.state, outcome.next, random.Random(0))
    assert exercise.respond(outcome.state, response).detail.storylet == "any"


def _any_line():
    return {"id": "any", "say": [both("hm")], "note": both("why"), "repeats": True}


def test_the_same_seed_gives_the_same_talk(case):
    played = []
    for _ in range(2):
        record = open_record("sqlite://")
        book = Workbook(record, lang="en", rng=random.Random(5), by_meaning=False)
        attempt, trainee = book.attempt(TALK), random.Random(9)
        for _ in range(12):
            if attempt.phase in {"talk", "ready"}:
                attempt.submit(attempt.exercise.simulate(attempt.state, attempt.prompt, trainee))
        played.append((attempt.exchanges, attempt.state))
        record.close()
    assert played[0] == played[1]
