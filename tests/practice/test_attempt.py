import pytest

from tests.little_case import TALK, on_shelf, rewritten_case, without_moves
from tests.practice.conftest import BEGUN
from tests.practice.talks import SAID, seen, states, talked, without_room
from workbook.errors import RecordError, ResponseError, UnknownName
from workbook.practice import shown


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
    told = again.say("How are you?")
    shown = reopened().attempt(TALK).snapshot()
    assert told == {
        "turn": shown["turns"][-1],
        "moves": shown["moves"],
        "phase": "talk",
        "saved_at": shown["saved_at"],
    }


def test_a_talk_interrupted_before_each_turn_is_the_same_as_one_without_pause(reopened, tmp_path):
    whole = talked(reopened(url=f"sqlite:///{tmp_path / 'whole.sqlite'}"))
    reopened().attempt(TALK).begin()
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


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_response_that_is_not_recorded_has_not_happened(reopened, lang):
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
            without_room(book, act)
        assert ("cannot be written to" in str(told.value)) == (lang == "en")
        assert seen(attempt) == before
    assert seen(reopened(lang).attempt(TALK)) == before
    attempt.say("What was he like?")
    assert len(reopened(lang).attempt(TALK).exchanges) == len(SAID) + 1


def test_a_first_response_that_is_not_recorded_begins_nothing(book):
    attempt = book.attempt(TALK)
    for act in (attempt.begin, lambda: attempt.say("Hello.")):
        with pytest.raises(RecordError):
            without_room(book, act)
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


def test_one_question_is_marked_open_or_closed_not_both(book):
    attempt = book.attempt(TALK)
    attempt.begin()
    attempt.say("How do you sleep?")
    happened = attempt.exchanges[-1]
    heard = happened.heard.model_copy(update={"primary": "question_open"})
    marks = tuple(
        m.model_copy(update={"code": "question_closed"}) for m in happened.utterance.marks
    )
    both = happened.model_copy(
        update={
            "heard": heard.model_copy(
                update={"codes": ("question", "question_closed", "question_open")}
            ),
            "utterance": happened.utterance.model_copy(
                update={"primary": "question_closed", "marks": marks}
            ),
        }
    )
    told = shown.turn(attempt.exercise.case, [both], 0, "en")
    assert {mark["code"] for mark in told["heard"]} == {"question_open"}
    assert told["why"]["heard"] == ["Open question"]
    assert told["feedback"]["title"] == "Open question"
