"""The conversation's Python side: every message answered once, after the work is done."""

import subprocess
import sys

import pytest

from tests.widgets.conftest import Listening
from tests.widgets.fake_practice import EXERCISE, NOW
from workbook.errors import RecordError, UnknownName
from workbook.widgets import conversation
from workbook.widgets.lab_words import MARKER
from workbook.widgets.messages import REMEMBERED
from workbook.widgets.practise import practise
from workbook.widgets.words import BROKEN, CONVERSATION, SHARED


def test_a_view_that_opens_is_given_the_whole_talk(talk):
    talk.hear("say", text="What was that like?")
    state = talk.hear("open")["state"]
    assert state["phase"] == "talk"
    assert [turn["said"] for turn in state["turns"]] == ["What was that like?"]


def test_a_view_that_opens_later_sees_what_another_window_did(talk, book):
    talk.hear("open")
    elsewhere = book.attempts[-1].again("exam")
    assert talk.hear("open")["state"]["attempt"] == elsewhere.number


def test_a_turn_is_acknowledged_with_its_number_and_the_time_it_was_saved(talk):
    answer = talk.hear("say", seq="abc-7", text="What was that like?")
    assert (answer["kind"], answer["seq"], answer["saved_at"]) == ("ack", "abc-7", NOW)
    assert answer["turn"]["turn"] == 1
    assert len(answer["moves"]) == 3


def test_a_turn_does_not_carry_the_whole_talk_again(talk):
    assert "state" not in talk.hear("say", text="What was that like?")


def test_an_offered_move_is_named_when_it_is_sent(talk, book, monkeypatch):
    named = []
    monkeypatch.setattr(
        book.attempts[-1], "say", lambda text, *, move=None: named.append(move) or {}
    )
    talk.hear("say", text="Mm-hm.", move="open")
    talk.hear("say", text="Mm-hm.")
    assert named == ["open", None]


def test_what_people_write_is_passed_on_letter_by_letter(talk):
    said = "<script>alert(1)</script> <b>bold</b> \u202eabc 😀"
    assert talk.hear("say", text=said)["turn"]["said"] == said


def test_a_message_that_arrives_twice_is_done_once(talk, book):
    first = talk.hear("say", seq="same", text="What was that like?")
    second = talk.hear("say", seq="same", text="What was that like?")
    assert second == first
    assert len(book.attempts[-1].state["turns"]) == 1


def test_only_the_newest_answers_are_kept(talk):
    for number in range(3 * REMEMBERED):
        talk.hear("draft", text=str(number))
    assert len(talk.widget._answered) == REMEMBERED


def test_what_a_person_can_mend_is_told_in_its_own_words(talk, book):
    book.attempts[-1].broken = RecordError("The disk is full. Make room, then send again.")
    answer = talk.hear("say", seq="abc-9", text="What was that like?")
    assert answer == {
        "kind": "problem",
        "seq": "abc-9",
        "text": "The disk is full. Make room, then send again.",
    }


def test_a_fault_of_ours_is_told_in_plain_words_and_keeps_its_traceback(talk, book):
    book.attempts[-1].broken = ZeroDivisionError("division by zero")
    with pytest.raises(ZeroDivisionError):
        talk.hear("say", text="What was that like?")
    assert talk.told[-1]["kind"] == "problem"
    assert talk.told[-1]["text"] == BROKEN


def test_a_message_nobody_knows_is_a_fault_of_ours(talk):
    with pytest.raises(ValueError, match="no message 'dance'"):
        talk.hear("dance")


def test_a_draft_is_kept_and_comes_back_with_the_talk(talk):
    assert talk.hear("draft", text="What was")["saved_at"] == NOW
    assert talk.hear("open")["state"]["draft"] == "What was"


def test_understanding_is_loaded_once_at_the_first_typing_and_before_the_first_turn(talk, book):
    attempt = book.attempts[-1]
    assert attempt.warmed == 0
    talk.hear("draft", text="W")
    talk.hear("draft", text="Wh")
    talk.hear("say", text="What was that like?")
    assert attempt.warmed == 1


def test_words_of_the_client_are_marked_once_and_told_what_they_were(talk):
    said = talk.hear("say", text="What was that like?")["turn"]["client"]
    mark = {"start": 0, "end": 4, "code": "labelling"}
    (one,) = talk.hear("mark", seq="same", turn=1, mark=mark)["marks"]
    assert (one["words"], one["verdict"]) == (said[:4], "alarm")
    assert len(talk.hear("mark", seq="same", turn=1, mark=mark)["marks"]) == 1
    assert talk.hear("open")["state"]["marks"] == {1: [one]}


def test_a_correction_goes_on_in_a_talk_of_its_own(talk, book):
    talk.hear("say", text="That hurts.")
    state = talk.hear("correct", turn=1, code="validation")["state"]
    assert state["turns"][0]["corrected"]
    assert [branch["current"] for branch in state["branches"]] == [False, True]
    assert not book.attempts[0].state["turns"][0]["corrected"]


def test_going_back_and_forth_between_versions_loses_nothing(talk):
    for said in ("One.", "Two.", "Three."):
        talk.hear("say", text=said)
    assert len(talk.hear("rewind", turn=2)["state"]["turns"]) == 1
    assert len(talk.hear("branch", attempt=1)["state"]["turns"]) == 3


def test_the_talk_ends_with_a_rating_and_then_the_debrief(talk):
    talk.hear("say", text="What was that like?")
    ended = talk.hear("end")["state"]
    assert (ended["phase"], ended["debrief"]) == ("rate", None)
    rated = talk.hear("rate", ratings={"followed": 7})["state"]
    assert [row["own"] for row in rated["debrief"]["ratings"]] == [7, None]


def test_starting_again_begins_a_fresh_talk_in_the_chosen_way(talk):
    talk.hear("say", text="What was that like?")
    state = talk.hear("again", mode="exam")["state"]
    assert (state["phase"], state["mode"], state["turns"]) == ("talk", "exam", [])


def test_its_name_in_a_notebook_stays_the_same(talk):
    assert repr(talk.widget) == "<Conversation job-rejection/first-talk>"


def test_a_record_that_cannot_be_used_is_told_when_the_view_opens_and_tried_again(
    book, monkeypatch
):
    def locked(lang):
        raise RecordError("The record is locked. Close the other window.")

    monkeypatch.setattr(conversation, "open_workbook", locked)
    talk = Listening(practise(EXERCISE, lang="en"))
    assert talk.hear("open")["text"] == "The record is locked. Close the other window."
    monkeypatch.setattr(conversation, "open_workbook", lambda lang: book)
    assert talk.hear("open")["state"]["phase"] == "ready"


def test_an_exercise_nobody_knows_is_answered_with_those_there_are(book):
    with pytest.raises(UnknownName, match=EXERCISE):
        practise("job-rejection/last-talk", lang="en")


def test_an_unknown_language_is_answered_with_those_there_are(book):
    with pytest.raises(UnknownName, match="en, nl"):
        practise(EXERCISE, lang="xx")


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_view_is_given_every_string_it_shows_in_its_language(book, lang):
    widget = practise(EXERCISE, lang=lang)
    assert (widget.lang, set(widget.strings)) == (lang, {*SHARED, *CONVERSATION, *MARKER})
    assert all(widget.strings.values())


def test_the_engine_can_be_had_without_widgets():
    heavy = ("anywidget", "ipywidgets", "IPython", "pandas", "matplotlib")
    program = f"import sys, workbook; print(any(name in sys.modules for name in {heavy}))"
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


def test_a_name_that_the_workbook_does_not_have_is_an_attribute_error():
    import workbook  # noqa: PLC0415  what is asked of it is the test

    with pytest.raises(AttributeError, match="'practice_makes_perfect'"):
        _ = workbook.practice_makes_perfect
    assert workbook.practise is practise
