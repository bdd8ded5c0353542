"""The distortion lab on a record: rounds, the deck, a talk of one's own, the picture."""

import random
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.client.small_case import STORYLETS, both, small_case, storylet
from tests.little_case import on_shelf
from tests.practice.conftest import BEGUN
from tests.practice.talks import talked, without_room
from tests.spotting.little_bank import little_bank
from workbook.content import drills
from workbook.errors import RecordError, ResponseError, UnknownName
from workbook.practice import deck, lab, pictured
from workbook.record import export, import_file
from workbook.record.tables import answers
from workbook.spotting import Answer

NAME_IT = "lab/name-it"
ROUNDS = [f"lab/{spec.id}" for spec in drills().exercises]
CUES = [{"span": both("hates me"), "code": "mind_reading", "why": both("nobody said so")}]
SENTENCE = "This is not a deck file"


@pytest.fixture(autouse=True)
def items(monkeypatch):
    """The little bank, and no session but those with the client on the shelf."""
    the_bank = little_bank(each=6)
    monkeypatch.setattr(lab, "bank", lambda: the_bank)
    return the_bank


def best(run):
    return run.exercise.bank.items[run.state.task.id].best


def right(run, **more):
    run.answer({"code": best(run), **more})


def wrong(run):
    run.answer({"code": run.exercise.bank.items[run.state.task.id].wrong})


def started(book, exercise_id=NAME_IT):
    run = book.round(exercise_id)
    run.begin()
    return run


def finished(run):
    """The round played to its end."""
    rng = random.Random(1)
    while run.phase != "done":
        run.submit(run.exercise.simulate(run.state, run.prompt, rng))
    return run


def shown(run):
    return run.snapshot()


def everything(record):
    """What the answer table holds."""
    with record.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.select(answers))]


# Rounds.


@pytest.mark.parametrize("exercise_id", ROUNDS)
def test_every_round_plays_to_its_end_and_is_shown_whole_at_each_step(book, reopened, exercise_id):
    deck.write(book, text="He hates me.", code="mind_reading")
    run, rng = started(book, exercise_id), random.Random(3)
    while run.phase != "done":
        assert shown(reopened().round(exercise_id)) == shown(run)
        run.submit(run.exercise.simulate(run.state, run.prompt, rng))
        assert shown(run)["place"] == len(run.state.results)
    result = shown(run)["result"]
    assert len(result["tasks"]) == len(run.state.tasks)
    assert result["tried"] + result["skipped"] == len(run.state.tasks)
    assert reopened().round(exercise_id).phase == "ready"


def test_a_fresh_round_is_not_on_record_until_it_begins(book):
    run = book.round(NAME_IT)
    assert (run.phase, shown(run)["task"]) == ("ready", None)
    assert book.record.attempts() == []
    run.begin()
    assert run.phase == "task"
    assert [row.id for row in book.record.attempts()] == [run.row.id]


def test_a_round_goes_on_after_a_restart_where_it_was_left_with_the_tasks_it_had(book, reopened):
    run = started(book)
    tasks = run.state.tasks
    right(run, confidence=75)
    wrong(run)
    run.skip()
    again = reopened().round(NAME_IT)
    assert again.state == run.state
    assert again.state.tasks == tasks
    assert shown(again) == shown(run)
    assert shown(again)["place"] == 3
    for _ in tasks[3:]:
        again = reopened().round(NAME_IT)
        right(again)
    again = reopened().round(NAME_IT)
    assert again.phase == "guess"
    again.guess(8)
    told = shown(again)["result"]
    assert (told["guess"], told["right"], told["tried"], told["skipped"]) == (8, 8.0, 9, 1)
    fresh = reopened().round(NAME_IT)
    assert fresh.phase == "ready"
    assert not {task.id for task in fresh.state.tasks} & {task.id for task in tasks[:1]}


def test_answers_are_on_record_with_all_that_the_picture_needs(book, items):
    run = started(book)
    first, second = run.state.tasks[:2]
    right(run, confidence=75)
    wrong(run)
    run.skip()
    rows = book.record.answers()
    assert [row.item for row in rows] == [first.id, second.id]
    one, other = rows
    item = items.items[first.id]
    assert (one.key, one.given, one.credit, one.confidence) == (item.best, item.best, 1.0, 75)
    assert (one.exercise, one.situation, one.lang) == (NAME_IT, items.situation_of[first.id], "en")
    assert (other.credit, other.confidence) == (0.0, None)
    assert one.at > BEGUN
    assert one.at < other.at


def test_several_answers_to_one_task_are_told_apart(book, items):
    run = started(book, "lab/same-or-different")
    task = run.state.task
    codes = run.exercise.simulate(run.state, run.prompt, random.Random(0)) | {"kind": "answer"}
    run.submit({"same": True, "codes": ["none", "none"], **codes})
    rows = book.record.answers()
    assert len(rows) == 2
    pair = items.pairs.get(task.id)
    assert [row.item for row in rows] == list(pair.items if pair else task.id.split("+"))


def test_words_in_a_passage_belong_to_the_situation_of_the_passage(book, items):
    run = started(book, "lab/mark-the-words")
    passage = run.state.task.id
    run.answer({"marks": [{"start": 0, "end": 2, "code": "labelling"}]})
    assert {row.situation for row in book.record.answers()} == {items.situation_of[passage]}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_an_answer_that_is_not_recorded_has_not_happened(reopened, lang):
    book = reopened(lang)
    run = started(book)
    right(run)
    before, memory, rows = shown(run), book.lab.memory, book.record.answers()
    for act in (lambda: right(run), lambda: wrong(run), run.skip, run.again):
        with pytest.raises(RecordError) as told:
            without_room(book, act)
        assert ("cannot be written to" in str(told.value)) == (lang == "en")
        assert shown(run) == before
    assert book.lab.memory is memory
    assert book.record.answers() == rows
    assert shown(reopened(lang).round(NAME_IT)) == before
    right(run)
    assert len(book.record.answers()) == 2


def test_response_and_answers_are_written_together_or_not_at_all(book, reopened, monkeypatch):
    run = started(book)
    run.answer({"code": best(run)})
    before = shown(run)
    # The response fits, and its answer does not: nothing of it may stay.
    broken = [book.record.answers()[0]._replace(key=None)]
    monkeypatch.setattr(run, "_given", lambda outcome, at: broken)
    with pytest.raises(RecordError):
        right(run)
    assert shown(run) == before
    assert len(book.record.steps(run.row)) == len(book.record.answers()) == 1
    assert shown(reopened().round(NAME_IT)) == before


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_is_no_answer_gets_a_sentence_and_nothing_is_recorded(reopened, lang):
    run = started(reopened(lang))
    before = shown(run)
    for given in ({}, {"code": "unheard_of"}, {"code": None}, {"code": "none", "confidence": 400}):
        with pytest.raises(ResponseError) as told:
            run.answer(given)
        assert ("Choose an answer first" in str(told.value)) == (lang == "en")
    with pytest.raises(ResponseError):
        run.guess(3)
    assert shown(run) == before == shown(reopened(lang).round(NAME_IT))
    assert run._book.record.answers() == []


def test_two_windows_on_one_round_the_later_is_told_and_no_answer_counts_twice(book, reopened):
    first = started(book)
    second = reopened().round(NAME_IT)
    before = shown(second)
    right(first)
    with pytest.raises(RecordError, match="window"):
        wrong(second)
    assert shown(second) == before
    assert [row.credit for row in book.record.answers()] == [1.0]
    again = reopened().round(NAME_IT)
    assert shown(again) == shown(first)
    right(again)
    assert len(book.record.answers()) == 2


def test_what_another_window_answered_is_remembered_after_looking_again(book, reopened):
    other = reopened()
    assert other.lab.memory.seen == {}
    run = started(book)
    right(run)
    assert other.lab.memory.seen == {}
    other.lab.forget()
    assert other.lab.memory == book.lab.memory
    assert len(other.lab.memory.seen) == 1


def test_the_memory_that_moves_along_is_the_one_that_the_record_gives(book, reopened):
    assert book.lab.memory.items == {}
    for _ in range(2):
        run = finished(started(book))
    assert book.lab.memory == reopened().lab.memory
    assert len(book.lab.memory.items) > 10
    assert run.phase == "done"


def test_an_item_that_was_removed_is_passed_over_when_the_round_is_resumed(
    book, reopened, monkeypatch
):
    run = started(book)
    right(run)
    gone = [task.id for task in run.state.tasks[:3]]
    fewer = little_bank(each=6, without=gone)
    monkeypatch.setattr(lab, "bank", lambda: fewer)
    again = reopened().round(NAME_IT)
    assert again.state.results[0].answers[0].item == gone[0]
    assert again.state.results[1:] == (None, None)
    assert again.state.task.id not in gone
    assert shown(again)["place"] == 3
    finished(again)
    tasks = shown(again)["result"]["tasks"]
    assert tasks[0] == tasks[0] | {"gone": True, "credit": 1.0}
    assert [task.get("skipped") for task in tasks[1:3]] == [True, True]
    assert gone[0] in {row.item for row in again._book.record.answers()}


def test_a_round_whose_items_are_all_gone_ends_by_itself(book, reopened, monkeypatch):
    run = started(book)
    fewer = little_bank(each=6, without=[task.id for task in run.state.tasks])
    monkeypatch.setattr(lab, "bank", lambda: fewer)
    over = reopened().round(NAME_IT)
    assert over.phase == "done"
    assert shown(over)["result"]["tried"] == 0
    assert reopened().round(NAME_IT).phase == "ready"


def test_answers_keep_their_meaning_when_a_code_is_left_out(book, reopened, monkeypatch):
    run = started(book)
    while run.phase == "task":
        right(run)
    before = book.lab.picture()
    less = little_bank(each=6, codes=("catastrophising", "fortune_telling", "none"))
    monkeypatch.setattr(lab, "bank", lambda: less)
    later = reopened()
    assert later.lab.picture() == before
    assert set(pictured.picture(later)["names"]) >= set(before.codes)
    assert set(before.codes) > {"catastrophising", "fortune_telling", "none"}
    standing = later.lab.standing()
    assert standing["items"] == len(less.items)


def test_an_exercise_that_is_not_there_is_named_with_those_that_are(book):
    with pytest.raises(UnknownName, match=r"There is no exercise “lab/nothing”.*lab/name-it"):
        book.round("lab/nothing")


# Taking the record away.


def test_answers_go_along_when_a_record_moves_and_come_in_once(book, reopened, tmp_path):
    finished(started(book))
    finished(started(book, "lab/mark-the-words"))
    file = tmp_path / "mine.json"
    export(book.record, file)
    there = reopened(url=f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    import_file(there.record, file)
    assert sorted(everything(there.record)) == sorted(everything(book.record))
    assert there.lab.picture() == book.lab.picture()
    assert there.lab.memory == book.lab.memory
    assert import_file(there.record, file) == 0
    assert len(everything(there.record)) == len(everything(book.record)) > 10


def test_erasing_leaves_no_answer(reopened, tmp_path):
    url = f"sqlite:///{tmp_path / 'mine.sqlite'}"
    book = reopened(url=url)
    finished(started(book))
    deck.write(book, text="He hates me.", code="mind_reading")
    assert book.record.answers()
    book.record.erase()
    anew = reopened(url=url)
    assert anew.record.answers() == []
    assert anew.lab.picture().answers == 0
    assert deck.thoughts(anew) == {}


# The deck.


def written(book):
    return [own["text"] for own in deck.thoughts(book).values()]


def test_a_thought_is_written_changed_and_removed_and_the_newest_comes_first(book, reopened):
    first = deck.write(book, text="  He hates me. ", code="mind_reading", note=" Monday ")
    deck.write(book, text="It rained.", code="none")
    assert written(reopened()) == ["It rained.", "He hates me."]
    own = deck.thoughts(book)[first]
    assert own == {
        "text": "He hates me.",
        "code": "mind_reading",
        "note": "Monday",
        "lang": "en",
    }
    assert deck.write(book, text="She hates me.", code="mind_reading", name=first) == first
    assert set(written(reopened())) == {"It rained.", "She hates me."}
    deck.remove(book, first)
    assert written(reopened()) == ["It rained."]
    deck.remove(book, "nothing")
    assert written(book) == ["It rained."]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_is_no_thought_gets_a_sentence_and_is_not_written(reopened, lang):
    book = reopened(lang)
    for given, sentence in (
        ({"text": " \n", "code": "none"}, "Write the thought down first."),
        ({"text": "x" * 501, "code": "none"}, "That is 501 characters; 500 is the most."),
        ({"text": "He hates me.", "code": "unheard_of"}, "Choose what you would call it."),
        ({"text": "He hates me.", "code": ""}, "Choose what you would call it."),
    ):
        with pytest.raises(ResponseError) as told:
            deck.write(book, **given)
        assert str(told.value).startswith(sentence) == (lang == "en")
    assert written(book) == []
    assert deck.write(book, text="x" * 500, code="none")


def test_a_deck_goes_out_as_a_file_and_comes_in_elsewhere_once(book, reopened, tmp_path):
    for text, code in (("He “hates” me: <b>all</b>.", "mind_reading"), ("Één keer 🙂", "none")):
        deck.write(book, text=text, code=code, note="- a note\n# more")
    file = deck.written_out(book)
    there = reopened(url=f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    deck.write(there, text="Één keer 🙂", code="labelling")
    assert deck.bring_in(there, file) == 1
    assert set(written(there)) == set(written(book))
    assert {own["code"] for own in deck.thoughts(there).values()} == {"labelling", "mind_reading"}
    assert deck.bring_in(there, file) == 0
    assert deck.bring_in(book, file) == 0


def a_deck(*texts, code="none"):
    rows = "".join(f"\n- text: {text}\n  code: {code}" for text in texts)
    return f"schema_version: 1\nthoughts:{rows}"


def test_a_thought_that_is_twice_in_a_file_or_too_long_comes_in_once_and_cut(book):
    file = a_deck("It rained.", "It rained.", "word " * 150)
    assert deck.bring_in(book, file) == 2
    assert all(len(text) <= 500 for text in written(book))
    assert deck.bring_in(book, file) == 0


@pytest.mark.parametrize(
    "given",
    [
        "",
        "He hates me.",
        "[",
        "[" * 5000,
        "schema_version: 1",
        "schema_version: 2\nthoughts: []",
        a_deck("one") + "\n- text: ''\n  code: none",
        a_deck("one") + "\n- text: two",
        a_deck("one") + "\n- text: two\n  code: none\n  extra: 1",
        a_deck("one", code="2026-99-99"),
        a_deck("one \ud83d half"),
        a_deck("one") + "\x00",
        "!!python/object/apply:os.system ['true']",
    ],
)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_file_that_is_no_deck_gets_a_sentence_and_nothing_of_it_comes_in(reopened, given, lang):
    book = reopened(lang)
    with pytest.raises(ResponseError) as told:
        deck.bring_in(book, given)
    assert (SENTENCE in str(told.value)) == (lang == "en")
    assert written(book) == []


def test_a_deck_with_labels_that_are_not_ours_is_refused_as_a_whole_and_they_are_named(book):
    file = a_deck("one") + "\n- text: two\n  code: unheard_of\n- text: three\n  code: another"
    with pytest.raises(ResponseError, match=r"another, unheard_of\. Nothing was brought in"):
        deck.bring_in(book, file)
    assert written(book) == []


def test_what_may_point_to_a_person_is_pointed_out():
    text = "My sister Marleen mailed anna@home.nl from Kerkstraat 12, and she hates me."
    assert set(deck.identifiers(text)) == {"anna@home.nl", "Kerkstraat 12", "Marleen"}
    assert deck.identifiers("She frowned, so she hates me.") == []


def test_the_deck_comes_back_in_a_round_those_not_yet_seen_first(book, reopened):
    first = deck.write(book, text="He hates me.", code="mind_reading")
    run = started(book, "lab/your-own-deck")
    assert shown(run)["task"]["text"] == "He hates me."
    run.answer({"code": "labelling"})
    assert run.phase == "done"
    (row,) = book.record.answers()
    assert (row.item, row.key, row.given, row.credit) == (
        f"own:{first}",
        "mind_reading",
        "labelling",
        0.0,
    )
    second = deck.write(book, text="It rained.", code="none")
    assert [t.id for t in reopened().round("lab/your-own-deck").state.tasks] == [second, first]


def test_a_thought_that_is_taken_out_of_the_deck_leaves_no_words_behind(book, reopened):
    name = deck.write(book, text="He hates me.", code="mind_reading")
    started(book, "lab/your-own-deck")
    deck.remove(book, name)
    run = reopened().round("lab/your-own-deck")
    assert shown(run)["task"]["text"] == "…"
    with book.record.reading() as connection:
        everything = "".join(str(row) for row in connection.connection.iterdump())
    assert "He hates me." not in everything
    run.answer({"code": "mind_reading"})
    assert run.score == 1.0


def test_without_a_deck_its_round_is_empty_and_says_so(book):
    run = started(book, "lab/your-own-deck")
    assert shown(run)["result"]["empty"]


# A talk of one's own.


@pytest.fixture
def telling(monkeypatch, tmp_path, case):
    """The client says something worth finding whatever is said."""
    lines = [storylet("sad", "He hates me, I think.", repeats=True, weight=30, cues=CUES)]
    return on_shelf(monkeypatch, tmp_path, small_case(storylets=[*STORYLETS, *lines]))


def test_ones_own_last_talk_is_there_to_be_searched_line_by_line(telling, book, reopened):
    talked(book, "Hello.", "How are you?", "And then?", "What did he say?")
    run = started(book, "lab/in-the-transcript").own_talk()
    task = shown(run)["task"]
    assert task["own"]
    assert [line["said"] for line in task["texts"]] == [
        "Hello.",
        "How are you?",
        "And then?",
        "What did he say?",
    ]
    assert "He hates me, I think." in [line["text"] for line in task["texts"]]
    assert shown(reopened().round("lab/in-the-transcript")) == shown(run)
    marks = [
        {"line": number, "start": 3, "end": 11, "code": "mind_reading"}
        for number, line in enumerate(task["texts"])
        if line["text"].startswith("He hates me")
    ]
    run.answer({"marks": marks})
    assert {row.credit for row in book.record.answers()} == {1.0}
    assert {(row.situation, row.key) for row in book.record.answers()} == {
        ("small", "mind_reading")
    }


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_talk_that_is_too_short_is_not_searched_and_that_is_said(telling, reopened, lang):
    book = reopened(lang)
    talked(book, "Hello.", "How are you?", "And then?")
    run = book.round("lab/in-the-transcript")
    with pytest.raises(UnknownName) as told:
        run.own_talk()
    assert ("four turns or more" in str(told.value)) == (lang == "en")
    assert [row.exercise for row in book.record.attempts()] == ["small/first-talk"]


def test_no_session_is_offered_whose_client_is_not_there(book):
    run = started(book, "lab/in-the-transcript")
    assert run.state.tasks == ()
    assert shown(run)["result"]["empty"]


def test_a_search_whose_client_was_taken_away_is_passed_over(
    telling, book, reopened, monkeypatch, tmp_path
):
    talked(book, "Hello.", "How are you?", "And then?", "What did he say?")
    started(book, "lab/in-the-transcript").own_talk()
    on_shelf(monkeypatch, tmp_path, small_case(storylets=STORYLETS))
    sad = reopened().round("lab/in-the-transcript")
    assert sad.phase == "done"
    assert sad.state.results == (None,)


# The picture.


def test_the_picture_over_twenty_thousand_answers_comes_out_right(book, items):
    run = started(book)
    right(run)
    first = book.record.answers()
    names = sorted(items.items)
    rows = []
    for n in range(20_000):
        item = items.items[names[n % len(names)]]
        given_code = item.wrong if n % 10 == 0 else item.best
        row = Answer(
            at=BEGUN + timedelta(days=1, seconds=n),
            exercise=NAME_IT,
            item=item.id,
            situation=items.situation_of[item.id],
            lang="en",
            key=item.best,
            given=given_code,
            credit=float(given_code == item.best),
            confidence=75,
        )
        rows.append(row)
    (step,) = book.record.steps(run.row)
    book.record.add(run.row, 1, response=step.response, outcome=step.outcome, at=BEGUN, given=rows)
    assert book.record.answers() == [*first, *rows]
    found = book.lab.picture()
    assert found.answers == sum(map(sum, found.matrix)) == 20_001
    assert found.credit == pytest.approx(18_001 / 20_001)
    assert found.overconfident == pytest.approx(75 - 90)
    assert sum(point.answers for point in found.course) == 20_001
    assert {row.code: row.answers for row in found.rows} == {
        code: sum(row.key == code for row in [*first, *rows]) for code in found.codes
    }
    assert len(pictured.picture(book)["rows"]) == len(items.by_code)


def test_guesses_are_kept_beside_what_it_was_oldest_first(book):
    for guess in (9, 2):
        run = started(book)
        while run.phase == "task":
            right(run)
        run.guess(guess)
    guesses = book.lab.guesses()
    assert [one["guess"] for one in guesses] == [9, 2]
    assert all(one["right"] == one["tried"] == 10 for one in guesses)
    assert guesses[0]["at"] < guesses[1]["at"]


def test_the_lab_shows_how_far_each_exercise_is_and_what_is_due(book, reopened):
    def progress():
        rows = pictured.lab(reopened())["exercises"]
        row = next(row for row in rows if row["exercise"] == NAME_IT)
        return row["state"], row["turns"], row["score"]

    assert progress() == ("new", 0, None)
    run = started(book)
    assert progress() == ("begun", 0, None)
    while run.phase == "task":
        wrong(run)
    assert progress() == ("begun", 10, None)
    run.guess(10)
    assert progress() == ("done", 10, 0.0)
    again = run.again()
    while again.phase == "task":
        right(again)
    again.guess(10)
    assert progress() == ("done", 10, 1.0)
    standing = reopened().lab.standing()
    assert (standing["due"], standing["items"]) == (0, 60)
    assert 10 < standing["seen"] == standing["week"] <= 20
    assert standing["next"] > BEGUN.isoformat()
