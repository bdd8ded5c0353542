"""A thought record with a client: column after column, each message once."""

import pytest

from tests.widgets.conftest import Listening
from workbook.content import case_ids, thought_record
from workbook.errors import RecordError, UnknownName
from workbook.widgets import thought_record as view
from workbook.widgets.lab_words import RECORD
from workbook.widgets.practise import practise
from workbook.widgets.words import SHARED

CASE = "friendship-faded"
EXERCISE = f"{CASE}/thought-record"
ASKED = {"en": "What else happened?", "nl": "Wat gebeurde er nog meer?"}
FRIEND = {
    "en": "What would you say to a friend in your place?",
    "nl": "Wat zou je tegen een vriendin zeggen die dit meemaakt?",
}


@pytest.fixture
def sheet(own_book):
    """A record that has begun: ``sheet()``."""

    def make(exercise=EXERCISE, lang="en"):
        listening = Listening(practise(exercise, lang=lang))
        listening.hear("open")
        listening.hear("begin")
        return listening

    return make


def shown(listening):
    return listening.told[-1]["sheet"]


def columns(listening, case=CASE):
    """What is filled in at each column, as well as it can be."""
    record, lang = thought_record(case), listening.widget.lang
    hot = next(place for place, one in enumerate(record.candidates) if one.hot)
    return {
        "facts": {"step": "sort", "sorted": {one.id: one.kind for one in record.statements}},
        "thought": {"step": "choose", "candidate": hot, "code": record.code},
        "weigh": {"step": "weigh", "sides": {one.id: one.side for one in record.evidence}},
        "ask": {"step": "ask", "text": ASKED[lang]},
        "friend": {"step": "friend", "text": FRIEND[lang]},
        "balance": {"step": "balance", "text": record.good[0].say.read(lang)},
        "guess": {"step": "guess", "rating": 7},
    }


def fill_in(listening, until, case=CASE):
    """Up to a column."""
    given = columns(listening, case)
    while (phase := shown(listening)["phase"]) != until:
        assert listening.hear("step", **given[phase])["kind"] == "ack"
        if shown(listening)["phase"] == phase:
            # It stays open for more, until one goes on.
            listening.hear("step", step="on")


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("case", case_ids())
def test_with_every_client_the_record_is_filled_in_and_the_client_answers(sheet, case, lang):
    record = sheet(f"{case}/thought-record", lang)
    assert shown(record)["phase"] == "facts"
    fill_in(record, "done", case)
    done = shown(record)
    assert done["phase"] == "done"
    assert done["result"]["guess"] == 7
    assert done["result"]["score"] > 5
    assert done["belief"]["now"] < done["belief"]["before"]
    assert all(said["client"] for said in (*done["asked"], *done["friend"], *done["balanced"]))
    assert all(one["now"] < one["before"] for one in done["emotions"])


def test_before_it_begins_nothing_is_on_record_and_nothing_given_away(own_book):
    ready = Listening(practise(EXERCISE, lang="en")).hear("open")["sheet"]
    assert ready["phase"] == "ready"
    assert own_book().record.attempts() == []
    assert all(set(one) == {"id", "say"} for one in ready["statements"])
    assert all(set(one) == {"say"} for one in ready["candidates"])
    assert all("side" not in one for one in ready["evidence"])


def test_each_column_is_looked_back_on_once_it_is_filled_in(sheet):
    record = sheet()
    fill_in(record, "thought")
    assert all(one["given"] == one["kind"] and one["why"] for one in shown(record)["statements"])
    fill_in(record, "weigh")
    assert shown(record)["label"]["right"]
    assert [one["hot"] for one in shown(record)["candidates"] if one["chosen"]] == [True]
    fill_in(record, "ask")
    assert all(one["given"] == one["side"] for one in shown(record)["evidence"])


def test_an_open_question_brings_what_was_not_said_before(sheet):
    record = sheet()
    fill_in(record, "ask")
    before = len(shown(record)["evidence"])
    record.hear("step", step="ask", text="What else happened?")
    assert len(shown(record)["evidence"]) == before + 1
    assert shown(record)["asked"][0]["client"] == shown(record)["evidence"][-1]["say"]


def test_a_merely_cheerful_thought_bounces_off(sheet):
    record = sheet()
    fill_in(record, "balance")
    cheerful = thought_record(CASE).cheerful[0].say.read("en")
    belief = shown(record)["belief"]["now"]
    record.hear("step", step="balance", text=cheerful)
    assert shown(record)["balanced"][-1]["worth"] == 0
    assert shown(record)["belief"]["now"] >= belief


def test_what_is_said_may_take_a_while_to_hear_and_the_view_is_told(sheet):
    record = sheet()
    fill_in(record, "ask")
    record.hear("step", seq="said-1", step="ask", text="What else?")
    assert {"kind": "busy", "seq": "said-1"} in record.told


def test_a_step_that_arrives_twice_is_taken_once(sheet):
    record = sheet()
    fill_in(record, "ask")
    first = record.hear("step", seq="same", step="ask", text="What else happened?")
    assert record.hear("step", seq="same", step="ask", text="What else happened?") == first
    assert len(record.hear("open")["sheet"]["asked"]) == 1


def test_a_record_goes_on_where_it_was_left_in_another_window_too(sheet):
    here = sheet()
    fill_in(here, "weigh")
    there = Listening(practise(EXERCISE, lang="en"))
    assert there.hear("open")["sheet"]["phase"] == "weigh"
    there.hear("step", **columns(there)["weigh"])
    assert here.hear("open")["sheet"]["phase"] == "ask"


def test_a_draft_is_kept_until_it_is_sent(sheet):
    record = sheet()
    fill_in(record, "ask")
    assert record.hear("draft", text="What else")["saved_at"]
    assert record.hear("open")["sheet"]["draft"] == "What else"
    record.hear("step", step="ask", text="What else")
    assert record.hear("open")["sheet"]["draft"] == ""


def test_it_can_be_begun_anew_and_the_first_stays_on_record(sheet, own_book):
    record = sheet()
    fill_in(record, "done")
    fresh = record.hear("again")["sheet"]
    assert (fresh["phase"], fresh["asked"]) == ("facts", [])
    assert len(own_book().record.attempts(EXERCISE)) == 2


WRONG = [
    ("facts", {"step": "sort", "sorted": {}}, "In deze kolom staat nog iets open"),
    ("facts", {"step": "sort"}, "In deze kolom staat nog iets open"),
    ("facts", {"step": "guess", "rating": 5}, "een andere kolom"),
    ("facts", {"step": "dance"}, "een andere kolom"),
    ("facts", {"step": "on"}, "een andere kolom"),
    (
        "thought",
        {"step": "choose", "candidate": 99, "code": "labelling"},
        "In deze kolom staat nog iets open",
    ),
    (
        "thought",
        {"step": "choose", "candidate": 0, "code": "nonsense"},
        "In deze kolom staat nog iets open",
    ),
    ("weigh", {"step": "weigh", "sides": {"x": "for"}}, "In deze kolom staat nog iets open"),
    ("ask", {"step": "ask", "text": "  "}, "Schrijf eerst iets"),
    ("ask", {"step": "ask", "text": "x" * 1001}, "1001"),
    ("balance", {"step": "balance", "text": ""}, "Schrijf eerst iets"),
    ("guess", {"step": "guess", "rating": 11}, "In deze kolom staat nog iets open"),
    ("guess", {"step": "guess", "rating": "5"}, "In deze kolom staat nog iets open"),
]


@pytest.mark.parametrize(("phase", "given", "words"), WRONG)
def test_what_cannot_be_taken_is_told_in_a_sentence_in_the_language(sheet, phase, given, words):
    record = sheet(lang="nl")
    fill_in(record, phase)
    answer = record.hear("step", **given)
    assert answer["kind"] == "problem"
    assert words in answer["text"]
    assert record.hear("open")["sheet"]["phase"] == phase


def test_a_message_nobody_knows_is_a_fault_of_ours(sheet):
    record = sheet()
    with pytest.raises(ValueError, match="no message 'dance'"):
        record.hear("dance")
    assert record.told[-1]["kind"] == "problem"


def test_a_client_nobody_knows_is_answered_with_those_there_are(own_book):
    with pytest.raises(UnknownName, match=CASE):
        practise("nobody/thought-record", lang="en")


def test_a_record_that_cannot_be_used_is_told_when_the_view_opens_and_tried_again(
    own_book, monkeypatch
):
    def locked(lang):
        raise RecordError("The record is locked. Close the other window.")

    monkeypatch.setattr(view, "open_workbook", locked)
    listening = Listening(practise(EXERCISE, lang="en"))
    assert listening.hear("open")["text"] == "The record is locked. Close the other window."
    monkeypatch.setattr(view, "open_workbook", own_book)
    assert listening.hear("open")["sheet"]["phase"] == "ready"


def test_its_name_in_a_notebook_stays_the_same(sheet):
    assert repr(sheet().widget) == f"<ThoughtRecord {EXERCISE}>"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_view_is_given_every_string_it_shows_in_its_language(own_book, lang):
    widget = practise(EXERCISE, lang=lang)
    assert (widget.lang, set(widget.strings)) == (lang, {*SHARED, *RECORD})
    assert all(widget.strings.values())
