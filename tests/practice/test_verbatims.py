"""A transcript of one's own: read, masked, coded, corrected, and kept only when asked."""

import random
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import verbatim
from workbook.errors import ResponseError, UnknownName
from workbook.practice import OwnTranscript, Workbook, verbatims
from workbook.record import open_record

TALK = """[00:01] T: Good morning, Mrs Jansen. What brings you here?
C: My sister Marleen. She rang from 06-12345678 and said: never again.
T: That must have hurt. You had hoped she would come round.
C: Yes. I live at Kerkstraat 12, 8011 AB. Mail anna@home.nl.
T: You should just call her again.
C: No."""


@pytest.fixture
def book():
    record = open_record("sqlite://")
    yield Workbook(record, lang="en", rng=random.Random(1), by_meaning=False)
    record.close()


@pytest.fixture
def own(book):
    return OwnTranscript(book, TALK, spoken="en")


def test_only_the_therapists_turns_are_coded(own):
    coded = {turn["who"]: bool(turn["codes"]) for turn in own.shown()["turns"]}
    assert coded == {"T": True, "C": False}


@pytest.mark.parametrize(
    "pasted",
    [
        "Therapist: Hello. How are you?\nClient: Fine.\nTherapist: Tell me more.",
        "Hulpverlener: Hallo.\nCliënt: Dag.\nHulpverlener: Vertel eens.",
        "T1: Hello. How are you?\nC1: Fine.\nT2: Tell me more.",
        "**T:** Hello?\n**C:** Fine.\n**T:** Tell me more.",
        "12-03-2026 14:05 - T: Hello?\n12-03-2026 14:06 - C: Fine.\n12-03-2026 14:07 - T: More?",
        "1\n00:00:01,000 --> 00:00:02,000\nT: Hello?\n\n2\n00:00:03,000 --> 00:00:04,000\nC: Fine.\n\nT: More?",
    ],
)
def test_the_ways_in_which_people_write_down_a_talk_are_read(pasted):
    read = verbatim.read(pasted, "en")
    assert len(read.turns) == 3
    assert read.sure
    assert read.turns[0].who == read.therapist


def test_a_line_without_a_name_goes_on_from_the_one_before():
    read = verbatim.read("T: How are\nyou today?\nC: Fine.\nT: Good.", "en")
    assert read.turns[0].text == "How are you today?"


def test_lines_without_names_can_be_taken_in_turn():
    read = verbatim.read("How are you?\nFine.\nTell me more.", "en", alternate=True)
    assert [turn.who for turn in read.turns] == ["T", "C", "T"]


def test_with_names_for_the_speakers_the_one_who_asks_most_is_guessed_and_can_be_changed(book):
    text = "Anna: How was it?\nBert: Bad.\nAnna: And then?\nBert: Nothing?\nAnna: Hm?"
    own = OwnTranscript(book, text, spoken="en")
    shown = own.shown()
    assert (shown["therapist"], shown["sure"]) == ("Anna", False)
    own.choose("Bert")
    assert own.shown()["therapist"] == "Bert"


@pytest.mark.parametrize("pasted", ["", "  \n ", "hello", "x: y", "def f():\n    return 1\n" * 30])
def test_what_is_no_transcript_is_refused_in_a_sentence_with_a_remedy(pasted):
    with pytest.raises(ResponseError, match=r"[Pp]aste|begins with who speaks"):
        verbatim.read(pasted, "en")


def test_five_thousand_turns_are_read_and_coded_in_a_few_seconds(book):
    lines = [f"{'TC'[n % 2]}: What was that like, the {n}th time?" for n in range(5000)]
    start = time.perf_counter()
    shown = OwnTranscript(book, "\n".join(lines), spoken="en").shown()
    assert len(shown["turns"]) == 5000
    assert time.perf_counter() - start < 60  # it took about two; a hang is what this finds
    with pytest.raises(ResponseError, match="5000 is the most"):
        verbatim.read("\n".join([*lines, "T: Hm.", "C: Yes."]), "en")


def test_identifiers_are_pointed_out_by_kind(own):
    found = {one["kind"]: one["found"] for one in own.shown()["identifiers"]}
    assert found == {
        "name": ["Jansen", "Marleen"],
        "phone": ["06-12345678"],
        "address": ["Kerkstraat 12"],
        "postcode": ["8011 AB"],
        "email": ["anna@home.nl"],
    }


def test_masking_replaces_just_the_kinds_that_were_ticked(own):
    text = own.mask(frozenset({"name", "phone"})).text
    assert "Marleen" not in text
    assert "06-12345678" not in text
    assert "anna@home.nl" in text
    assert "[name]" in text


def test_a_correction_counts_in_the_summary(own):
    before = {row["code"] for row in own.shown()["summary"]["skills"]}
    assert "advice" in before
    own.correct(4, "planning")
    shown = own.shown()
    assert shown["turns"][4]["corrected"]
    assert "advice" not in {row["code"] for row in shown["summary"]["skills"]}


def test_a_correction_of_a_clients_turn_or_to_an_unknown_code_is_refused(own):
    for place, code in ((1, "advice"), (0, "brilliance"), (99, "advice")):
        with pytest.raises(ResponseError):
            own.correct(place, code)


def test_nothing_is_on_record_until_it_is_kept_and_nothing_after_it_is_taken_off(book, own):
    own.shown()
    own.correct(4, "planning")
    assert verbatims.kept(book) == []
    own.keep()
    [kept] = verbatims.kept(book)
    again = verbatims.reopened(book, kept["id"])
    assert again.shown() == own.shown()
    own.forget()
    assert verbatims.kept(book) == []
    with pytest.raises(UnknownName):
        verbatims.reopened(book, kept["id"])


def test_masking_a_kept_transcript_leaves_no_name_on_record(book, own):
    own.keep()
    own.mask(frozenset({"name", "phone", "address", "postcode", "email"}))
    [value] = book.record.kept_under(verbatims.PREFIX).values()
    assert "Marleen" not in value


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_reading_or_looking_for_identifiers(text):
    with suppress(ResponseError):
        verbatim.read(text, "nl")
    for one in verbatim.identifiers(text):
        assert text[one.start : one.end] == one.text
    assert isinstance(verbatim.masked(text, frozenset({"name"}), {"name": "naam"}), str)
