import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.little_case import TALK, on_shelf, rewritten_case, without_moves
from tests.practice.conftest import BEGUN
from workbook.errors import RecordError, ResponseError, UnknownName
from workbook.practice import Workbook
from workbook.record import open_record, opening

SAID = (
    "Tell me about your dog.",
    "You miss him.",
    "You should get another one.",
    "What was in the letter?",
    "Mm-hm.",
)


def talked(book, *said):
    """A talk in which this was said."""
    attempt = book.attempt(TALK)
    attempt.begin()
    for text in said or SAID:
        attempt.say(text)
    return attempt


def seen(attempt, *, without=()):
    """All that a face shows, apart from what only one window knows."""
    shown = attempt.snapshot()
    return {name: value for name, value in shown.items() if name not in without}


def states(attempt):
    """The outcomes of an attempt as they are stored."""
    return [step.outcome["state"] for step in attempt._book.record.steps(attempt.row)]


def test_a_fresh_attempt_is_not_on_record_until_it_begins(book):
    attempt = book.attempt(TALK)
    assert attempt.phase == "ready"
    assert attempt.snapshot()["turns"] == []
    assert book.record.attempts() == []
    told = attempt.begin("fade")
    assert told["phase"] == attempt.phase == "talk"
    assert told["saved_at"]
    assert attempt.mode == "fade"
    assert [row.id for row in book.record.attempts()] == [attempt.row.id]


def test_the_moves_offered_before_beginning_are_those_offered_after(book):
    attempt = book.attempt(TALK)
    before = attempt.snapshot()["moves"]
    attempt.begin()
    assert attempt.snapshot()["moves"] == before


def test_an_unknown_mode_begins_nothing(book):
    attempt = book.attempt(TALK)
    with pytest.raises(ResponseError, match="coach, fade or exam"):
        attempt.begin("<b>hard</b>")
    assert book.record.attempts() == []


def test_opening_again_goes_on_exactly_where_it_was_left(book, reopened):
    attempt = talked(book)
    again = reopened().attempt(TALK)
    assert again.exchanges == attempt.exchanges
    assert again.state == attempt.state
    assert again.prompt == attempt.prompt
    assert seen(again) == seen(attempt)
    assert again.say("How are you?") == {
        **attempt.exercise and reopened().attempt(TALK).snapshot()["turns"][-1] and {},
        "turn": again.snapshot()["turns"][-1],
        "moves": again.snapshot()["moves"],
        "phase": "talk",
        "saved_at": again.snapshot()["saved_at"],
    }


def test_a_talk_interrupted_before_each_turn_is_the_same_as_one_without_pause(reopened, tmp_path):
    whole = talked(reopened(url=f"sqlite:///{tmp_path / 'whole.sqlite'}"))
    seed = whole.row.options["seed"]
    first = reopened().attempt(TALK)
    first._seed = seed
    first._outcome = first.exercise.start(seed=seed)
    first.begin()
    for text in SAID:
        reopened().attempt(TALK).say(text)
    again = reopened().attempt(TALK)
    assert states(again) == states(whole)
    assert again.exchanges == whole.exchanges


def test_an_attempt_that_was_begun_and_left_is_still_begun(book, reopened):
    book.attempt(TALK).begin("exam")
    again = reopened().attempt(TALK)
    assert (again.phase, again.mode) == ("talk", "exam")
    assert again.snapshot()["saved_at"]


def test_the_rating_and_the_debrief_are_there_after_opening_again(book, reopened):
    attempt = talked(book)
    attempt.end()
    assert reopened().attempt(TALK).phase == "rate"
    attempt.rate({"understood": 7, "room": 0, "unknown": 3})
    again = reopened().attempt(TALK)
    shown = again.snapshot()
    assert shown["phase"] == "done"
    assert shown["ratings"] == {"understood": 7, "room": 0}
    assert shown["debrief"] == attempt.snapshot()["debrief"]
    assert shown["debrief"]["score"] == again._outcome.score


# Going back.


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


@pytest.mark.parametrize("turn", [0, -1, 6, 10**9])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_going_back_to_a_turn_that_never_was_is_refused(reopened, turn, lang):
    book = reopened(lang)
    attempt = talked(book)
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


# Not what I meant.


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


@pytest.mark.parametrize("code", ["brilliance", "", "<b>x</b>", "question"])
def test_correcting_to_a_code_that_is_none_changes_nothing(book, code):
    attempt = talked(book)
    with pytest.raises(ResponseError, match="no code"):
        attempt.correct(2, code)
    assert len(book.record.attempts()) == 1
    assert book.attempt(TALK).row == attempt.row


def test_a_correction_that_cannot_be_recorded_leaves_the_talk_in_use(book, reopened, monkeypatch):
    attempt = talked(book)
    with pytest.raises(RecordError):
        # Somebody writes what is written here first.
        _without_room(monkeypatch, book, lambda: attempt.correct(2, "affirmation"))
    again = reopened().attempt(TALK)
    assert again.row == attempt.row
    assert len(again.exchanges) == len(SAID)


# Record, then move.


def _without_room(monkeypatch, book, act):
    """Do something while nothing can be written."""
    with book.record.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    try:
        return act()
    finally:
        with book.record.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only=OFF")


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_response_that_is_not_recorded_has_not_happened(reopened, lang, monkeypatch):
    book = reopened(lang)
    attempt = talked(book)
    before = seen(attempt)
    for act in (
        lambda: attempt.say("What was he like?"),
        attempt.end,
        lambda: attempt.rewind(2),
        lambda: attempt.again("coach"),
        lambda: attempt.keep_draft("half a sentence"),
    ):
        with pytest.raises(RecordError) as told:
            _without_room(monkeypatch, book, act)
        assert ("cannot be written to" in str(told.value)) == (lang == "en")
        assert seen(attempt) == before
    assert seen(reopened(lang).attempt(TALK)) == before
    attempt.say("What was he like?")
    assert len(reopened(lang).attempt(TALK).exchanges) == len(SAID) + 1


def test_a_first_response_that_is_not_recorded_begins_nothing(book, monkeypatch):
    attempt = book.attempt(TALK)
    for act in (attempt.begin, lambda: attempt.say("Hello.")):
        with pytest.raises(RecordError):
            _without_room(monkeypatch, book, act)
        assert attempt.phase == "ready"
    assert book.record.attempts() == []
    attempt.say("Hello.")
    assert (attempt.phase, attempt.mode, len(attempt.exchanges)) == ("talk", "coach", 1)


def test_a_first_response_that_is_refused_begins_nothing(book):
    attempt = book.attempt(TALK)
    with pytest.raises(ResponseError):
        attempt.say("  ")
    assert attempt.phase == "ready"
    assert book.record.attempts() == []


def test_the_second_of_two_windows_is_told_and_can_go_on_after_reloading(book, reopened):
    here = talked(book)
    there = reopened().attempt(TALK)
    here.say("What was he like?")
    with pytest.raises(RecordError, match="another window"):
        there.say("Where is he now?")
    assert len(there.exchanges) == len(SAID)
    again = reopened().attempt(TALK)
    assert again.exchanges == here.exchanges
    again.say("Where is he now?")
    assert [happened.said for happened in again.exchanges[-2:]] == [
        "What was he like?",
        "Where is he now?",
    ]


def test_two_windows_that_both_begin_keep_both_talks(book, reopened):
    here, there = book.attempt(TALK), reopened().attempt(TALK)
    here.say("Hello.")
    there.say("Good morning.")
    here.say("How are you?")
    again = reopened()
    assert [happened.said for happened in again.branch(here.row.id).exchanges] == [
        "Hello.",
        "How are you?",
    ]
    assert [happened.said for happened in again.branch(there.row.id).exchanges] == [
        "Good morning."
    ]


# The case was changed.


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_rewritten_client_begins_anew_says_so_and_keeps_the_old_talk(
    reopened, lang, monkeypatch, tmp_path
):
    old = talked(reopened(lang))
    on_shelf(monkeypatch, tmp_path, rewritten_case())
    book = reopened(lang)
    fresh = book.attempt(TALK)
    notice = fresh.snapshot()["notice"]
    assert ("This client was rewritten" in notice) == (lang == "en")
    assert (fresh.phase, fresh.exchanges) == ("ready", [])
    assert [step.response["text"] for step in book.record.steps(old.row)] == list(SAID)
    with pytest.raises(UnknownName) as told:
        book.branch(old.row.id)
    assert ("This client was rewritten" in str(told.value)) == (lang == "en")
    fresh.begin()
    assert fresh.snapshot()["notice"] is None
    assert [row["attempt"] for row in fresh.snapshot()["branches"]] == [fresh.row.id]
    assert reopened(lang).attempt(TALK).row == fresh.row
    assert reopened(lang).progress()[0]["turns"] == len(SAID)


def test_a_talk_of_a_workbook_that_stored_other_things_begins_anew_too(book, reopened):
    attempt = talked(book)
    book.record.add(
        attempt.row,
        len(SAID),
        response={"kind": "say", "text": "from the future"},
        outcome={"detail": {"turns": "otherwise"}},
        at=BEGUN,
    )
    fresh = reopened().attempt(TALK)
    assert fresh.phase == "ready"
    assert "kept in the record" in fresh.snapshot()["notice"]
    with pytest.raises(UnknownName):
        reopened().branch(attempt.row.id)


def test_a_talk_goes_on_when_only_the_offered_moves_were_changed(
    book, reopened, monkeypatch, tmp_path
):
    attempt = talked(book)
    assert attempt.snapshot()["moves"]
    on_shelf(monkeypatch, tmp_path, without_moves())
    again = reopened().attempt(TALK)
    assert again.notice is None
    assert again.snapshot()["moves"] == []
    assert again.say("Hello.")["moves"] == [{"id": "only-one", "say": "How are you?"}]


# Languages.


def test_the_talk_goes_on_in_another_language(book, reopened):
    talked(book)
    dutch = reopened("nl").attempt(TALK)
    shown = dutch.snapshot()
    assert [turn["said"] for turn in shown["turns"]] == list(SAID)
    assert all("(nl)" in turn["client"] for turn in shown["turns"])
    told = dutch.say("Vertel eens over je hond.")
    assert dutch.exchanges[-1].heard.about == ("dog",)
    assert "(nl)" in told["turn"]["client"]
    english = reopened().attempt(TALK).snapshot()
    assert len(english["turns"]) == len(SAID) + 1
    assert not any("(nl)" in turn["client"] for turn in english["turns"])


def test_a_response_in_a_language_the_client_does_not_speak_is_refused(book):
    attempt = talked(book)
    for lang in ("fr", "../../etc", ["en"], None):
        with pytest.raises(ResponseError, match="en, nl"):
            attempt.submit({"kind": "say", "text": "Bonjour.", "lang": lang})
    assert len(attempt.exchanges) == len(SAID)


# Drafts.


def test_a_draft_comes_back_after_opening_again(book, reopened):
    attempt = talked(book)
    assert attempt.keep_draft("Half a sen") is not None
    assert reopened().attempt(TALK).snapshot()["draft"] == "Half a sen"
    attempt.keep_draft("")
    assert reopened().attempt(TALK).snapshot()["draft"] == ""


def test_a_draft_can_be_kept_before_the_talk_begins(book, reopened):
    book.attempt(TALK).keep_draft("Good morn")
    again = reopened().attempt(TALK)
    assert (again.phase, again.snapshot()["draft"]) == ("ready", "Good morn")


def test_what_was_sent_is_no_draft_any_more_but_what_was_typed_since_is(book, reopened):
    attempt = talked(book)
    attempt.keep_draft("How are you?")
    attempt.say("How are you?")
    assert reopened().attempt(TALK).snapshot()["draft"] == ""
    attempt.keep_draft("And what else?")
    attempt.say("Mm-hm.")
    assert reopened().attempt(TALK).snapshot()["draft"] == "And what else?"


# Bad input.


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to send yet"),
        ("   \n\t ", "There is nothing to send yet"),
        ("\u00a0\u2003", "There is nothing to send yet"),
        ("x" * 4001, "That is 4001 characters"),
        ("word " * 200_000, "That is 1000000 characters"),
    ],
    ids=["empty", "spaces", "wide spaces", "4001 characters", "a megabyte"],
)
def test_what_cannot_be_said_gets_a_sentence_and_changes_nothing(reopened, lang, text, sentence):
    attempt = talked(reopened(lang))
    before = seen(attempt)
    with pytest.raises(ResponseError) as told:
        attempt.say(text)
    assert (sentence in str(told.value)) == (lang == "en")
    assert len(str(told.value)) < 200
    assert seen(attempt) == seen(reopened(lang).attempt(TALK)) == before


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4000,
        "word " * 800,
        "🙂",
        "\U0001f469\u200d\U0001f4bb\U0001f3fd tell me 🇳🇱",
        "كيف حالك اليوم؟",
        "\u202egnorw si siht",
        "<script>alert('x')</script> & <b>how</b> are you?",
        "a\x00b\x00 how are you?",
        "\x00",
        "\x1b[31mred\x1b[0m \x07",
        "Wie geht es dir heute, und was ist mit dem Hund?",
        "Vertel eens over je hond, als je dat wil.",
        "asdfghjkl qwerty",
        "...",
        "?!",
        "half an emoji \ud83d and on",
        "line\r\nline\u2028line",
        "'; DROP TABLE response; --",
        "{name} %s {0} \\",
        "e\u0301" * 1999,
    ],
)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_whatever_is_said_gets_an_answer_and_is_there_again_as_it_was(reopened, text, lang):
    attempt = talked(reopened(lang), "Hello.")
    told = attempt.say(text)
    assert told["turn"]["client"].strip()
    assert told["turn"]["said"] == text.encode("utf-8", "replace").decode()
    again = reopened(lang).attempt(TALK)
    assert seen(again) == seen(attempt)
    assert again.exchanges == attempt.exchanges
    assert again.end()["state"]["phase"] == "rate"
    assert again.rate({})["state"]["debrief"]["course"]["moves"][1]["said"] == told["turn"]["said"]


@pytest.mark.parametrize(
    "ratings",
    [
        {"understood": 11},
        {"understood": -1},
        {"understood": 7.5},
        {"understood": "much"},
        {"understood": None},
        {"understood": float("nan")},
        {"understood": 10**30},
        {"understood": [7]},
    ],
)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_rating_that_is_none_gets_a_sentence_and_can_be_given_again(reopened, ratings, lang):
    attempt = talked(reopened(lang))
    attempt.end()
    with pytest.raises(ResponseError) as told:
        attempt.rate(ratings)
    assert ("A rating is a whole number from 0 to 10." == str(told.value)) == (lang == "en")
    assert reopened(lang).attempt(TALK).phase == "rate"
    attempt.rate({"understood": 10})
    assert attempt.phase == "done"


def test_nothing_is_said_after_the_end(book, reopened):
    attempt = talked(book)
    attempt.end()
    for phase in ("rate", "done"):
        assert attempt.phase == phase
        with pytest.raises(ResponseError, match="This talk has ended"):
            attempt.say("One more thing.")
        with pytest.raises(ResponseError, match="ended already"):
            attempt.end()
        if phase == "rate":
            attempt.rate({"room": 5})
    with pytest.raises(ResponseError, match="once, at the end"):
        attempt.rate({"room": 6})
    assert reopened().attempt(TALK).snapshot()["ratings"] == {"room": 5}


def test_a_talk_under_way_is_not_rated_yet(book):
    with pytest.raises(ResponseError, match="at the end of the talk"):
        talked(book).rate({"room": 5})


def test_a_talk_that_ended_before_it_began_has_no_debrief(book):
    attempt = book.attempt(TALK)
    attempt.begin()
    told = attempt.end()
    assert (told["phase"], told["state"]["debrief"]) == ("done", None)


@pytest.mark.parametrize(
    "response",
    [
        {},
        {"kind": "shout", "text": "x"},
        {"kind": "say"},
        {"kind": "say", "text": 7},
        {"kind": "say", "text": "x", "extra": 1},
        {"kind": "say", "text": "x", "code": "brilliance"},
        {"kind": ["say"]},
        {"kind": "rate", "ratings": None},
    ],
)
def test_what_is_no_response_gets_a_sentence(book, response):
    attempt = talked(book)
    with pytest.raises(ResponseError):
        attempt.submit(response)
    assert len(attempt.exchanges) == len(SAID)


# Replay.


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
    exercise, _ = Workbook(record, lang="en", by_meaning=False).exercise(TALK)
    outcome = exercise.start(seed=attempt.row.options["seed"])
    for step in record.steps(attempt.row):
        outcome = exercise.respond(outcome.state, step.response)
        stored = {**step.outcome, "score": None}
        assert outcome.model_dump(mode="json") == stored
        assert exercise.revive(step.outcome).state == outcome.state
    assert outcome.state == attempt.state
    resumed = Workbook(record, lang="en", by_meaning=False).attempt(TALK)
    assert resumed.state == attempt.state
    assert resumed.exchanges == attempt.exchanges
    record.close()


def test_nobody_waits_long_for_a_locked_record():
    assert opening.PATIENCE <= 5
