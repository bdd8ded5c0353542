import pytest

from tests.little_case import TALK
from tests.practice.talks import SAID, seen, states, talked, without_room
from workbook.errors import RecordError, ResponseError, UnknownName


def test_going_back_begins_a_branch_and_leaves_the_talk_as_it_was(book, reopened):
    attempt = talked(book)
    before, rows = seen(attempt, without=["branches"]), states(attempt)
    branch = attempt.rewind(3)
    assert branch.row.parent == attempt.row.id
    assert [happened.said for happened in branch.exchanges] == list(SAID[:2])
    assert branch.exchanges == attempt.exchanges[:2]
    branch.say("What was he like?")
    assert [happened.said for happened in branch.exchanges] == [*SAID[:2], "What was he like?"]
    old = reopened().branch(attempt.row.id)
    assert seen(old, without=["branches"]) == before
    assert states(old) == rows


def test_going_back_to_the_first_turn_begins_where_the_talk_began(book):
    attempt = talked(book)
    branch = attempt.rewind(1)
    assert branch.exchanges == []
    assert branch.phase == "talk"
    assert branch.snapshot()["saved_at"]
    assert branch.state == branch.exercise.start(seed=attempt.row.options["seed"]).state


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_going_back_to_a_turn_that_never_was_is_refused(reopened, lang):
    book = reopened(lang)
    attempt = talked(book)
    for turn in (0, -1, 6, 10**9):
        for going_back in (attempt.rewind, lambda turn: attempt.correct(turn, "affirmation")):
            with pytest.raises(ResponseError) as told:
                going_back(turn)
            assert str(turn) in str(told.value)
            assert ("There is no turn" in str(told.value)) == (lang == "en")
    assert len(book.record.attempts()) == 1


def test_a_fresh_attempt_has_nothing_to_go_back_to(book):
    with pytest.raises(ResponseError):
        book.attempt(TALK).rewind(1)


def test_the_branch_in_use_is_the_one_that_opens_again(book, reopened):
    attempt = talked(book)
    branch = attempt.rewind(2)
    branch.say("What was he like?")
    assert reopened().attempt(TALK).row == branch.row
    reopened().branch(attempt.row.id)
    assert reopened().attempt(TALK).row == attempt.row
    assert [row["current"] for row in reopened().attempt(TALK).snapshot()["branches"]] == [
        True,
        False,
    ]


def test_a_branch_of_a_branch_holds_the_words_of_all_three(book, reopened):
    stem = talked(book)
    first = stem.rewind(4)
    first.say("first 4")
    first.say("first 5")
    second = first.rewind(5)
    second.say("second 5")
    early = second.rewind(2)
    early.say("early 2")
    expected = {
        stem.row.id: list(SAID),
        first.row.id: [*SAID[:3], "first 4", "first 5"],
        second.row.id: [*SAID[:3], "first 4", "second 5"],
        early.row.id: [SAID[0], "early 2"],
    }
    again = reopened()
    for name, words in expected.items():
        assert [happened.said for happened in again.branch(name).exchanges] == words
    branches = again.attempt(TALK).snapshot()["branches"]
    assert {row["attempt"]: row["turns"] for row in branches} == {
        name: len(words) for name, words in expected.items()
    }


def test_a_finished_talk_can_be_gone_back_into(book):
    attempt = talked(book)
    attempt.end()
    attempt.rate({})
    branch = attempt.rewind(5)
    assert branch.phase == "talk"
    branch.say("Bye.")
    assert attempt.phase == "done"


def test_a_talk_that_is_not_there_cannot_be_gone_back_to(reopened):
    with pytest.raises(UnknownName, match="not in the record"):
        reopened().branch("nobody")
    with pytest.raises(UnknownName, match="staat niet in"):
        reopened("nl").branch("nobody")


def test_again_begins_anew_and_keeps_the_talk(book, reopened):
    attempt = talked(book)
    fresh = attempt.again("exam")
    assert (fresh.exchanges, fresh.mode, fresh.row.parent) == ([], "exam", None)
    assert reopened().attempt(TALK).row == fresh.row
    assert len(reopened().branch(attempt.row.id).exchanges) == len(SAID)


def test_correcting_replays_the_words_as_the_move_that_was_meant(book, reopened):
    attempt = talked(book)
    branch = attempt.correct(2, "affirmation")
    happened = branch.exchanges[-1]
    assert len(branch.exchanges) == 2
    assert happened.said == SAID[1]
    assert happened.corrected
    assert happened.heard.primary == "affirmation"
    assert not attempt.exchanges[1].corrected
    assert reopened().attempt(TALK).exchanges == branch.exchanges
    assert reopened().attempt(TALK).snapshot()["turns"][1]["corrected"] is True


def test_correcting_keeps_the_language_and_the_move_of_the_turn(reopened):
    attempt = reopened("nl").attempt(TALK)
    attempt.begin()
    move = attempt.snapshot()["moves"][0]
    attempt.say("Vertel eens over je hond.", move["id"])
    branch = reopened("en").attempt(TALK).correct(1, "question_closed")
    assert branch.exchanges[0].lang == "nl"
    assert branch.exchanges[0].move == move["id"]
    assert branch.exchanges[0].heard.targets == attempt.exchanges[0].heard.targets


def test_correcting_to_a_code_that_is_none_changes_nothing(book):
    attempt = talked(book)
    for code in ("brilliance", "", "<b>x</b>", "question"):
        with pytest.raises(ResponseError, match="no code"):
            attempt.correct(2, code)
    assert len(book.record.attempts()) == 1
    assert book.attempt(TALK).row == attempt.row


def test_a_correction_that_cannot_be_recorded_leaves_the_talk_in_use(book, reopened):
    attempt = talked(book)
    with pytest.raises(RecordError):
        without_room(book, lambda: attempt.correct(2, "affirmation"))
    again = reopened().attempt(TALK)
    assert again.row == attempt.row
    assert len(again.exchanges) == len(SAID)
