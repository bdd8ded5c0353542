"""The lab's list, the picture and the deck: what each is told, and what it does."""

import pytest
import yaml

from tests.widgets.conftest import Listening
from workbook.content import drills
from workbook.practice import deck
from workbook.widgets import lab
from workbook.widgets.lab_words import DECK, LAB, PICTURE
from workbook.widgets.words import SHARED

PAIR = ("mind_reading", "personalisation")
THOUGHT = "They will never ask me again."


@pytest.fixture
def exercises(own_book):
    """The list of exercises, and the lab itself."""
    made = lab.lab("en")
    listening = Listening(made.children[0])
    listening.room = made
    return listening


@pytest.fixture
def picture(own_book):
    return Listening(lab.picture("en"))


@pytest.fixture
def thoughts(own_book):
    """The deck in Dutch."""
    return Listening(lab.own_deck("nl"))


def answered(book, number, mixing=()):
    """That many tasks of name-it, rightly, but for two codes that are taken for each other."""
    while number:
        run = book.round("lab/name-it")
        run.begin()
        while number and run.phase == "task":
            item = book.lab.bank.items[run.state.task.id]
            other = dict(zip(mixing, reversed(mixing), strict=True)).get(item.best)
            given = other if other in item.options else item.best
            run.answer({"code": given, "confidence": 75})
            number -= 1
        if run.phase == "guess":
            run.guess(5)


def test_it_is_told_every_exercise_and_that_nothing_is_due_yet(exercises):
    told = exercises.hear("open")["lab"]
    assert [one["exercise"] for one in told["exercises"]] == [
        f"lab/{spec.id}" for spec in drills().exercises
    ]
    assert {one["state"] for one in told["exercises"]} == {"new"}
    assert (told["standing"]["due"], told["standing"]["seen"]) == (0, 0)


def test_it_is_told_anew_each_time_it_asks(exercises, own_book):
    exercises.hear("open")
    answered(own_book(), 10)
    told = exercises.hear("open")["lab"]
    assert told["exercises"][0]["state"] == "done"
    assert told["standing"]["seen"] == 10


@pytest.mark.parametrize("exercise", [f"lab/{spec.id}" for spec in drills().exercises])
def test_each_exercise_opens_below_and_another_takes_its_place(exercises, exercise):
    assert exercises.hear("choose", exercise="lab/name-it")["kind"] == "ack"
    first = exercises.room.children[1]
    exercises.hear("choose", exercise=exercise)
    assert len(exercises.room.children) == 2
    assert exercises.room.children[1] is not first
    assert exercises.room.children[1].exercise == exercise


def test_a_choice_that_arrives_twice_opens_one_round(exercises):
    first = exercises.hear("choose", seq="same", exercise="lab/name-it")
    opened = exercises.room.children[1]
    assert exercises.hear("choose", seq="same", exercise="lab/name-it") == first
    assert exercises.room.children[1] is opened


def test_an_exercise_that_is_not_there_is_told_in_a_sentence_and_nothing_opens(own_book):
    made = lab.lab("nl")
    answer = Listening(made.children[0]).hear("choose", exercise="lab/nothing")
    assert answer["kind"] == "problem"
    assert answer["text"].startswith("Er is geen oefening")
    assert len(made.children) == 1


def test_the_picture_begins_empty_and_says_how_many_answers_it_takes(picture):
    told = picture.hear("open")["picture"]
    assert (told["standing"], told["answers"], told["guesses"]) == ("too_few", 0, [])
    assert told["enough"] > 10


def test_the_picture_is_drawn_from_the_answers_in_words_of_the_language(picture, own_book):
    answered(own_book(), 60)
    told = picture.hear("open")["picture"]
    assert told["answers"] == 60
    assert told["kappa"] == pytest.approx(1)
    assert len(told["matrix"]) == len(told["codes"])
    assert sum(map(sum, told["matrix"])) == 60
    assert set(told["codes"]) <= set(told["names"])
    assert [one["guess"] for one in told["guesses"]] == [5] * 6
    assert told["calibration"][0]["right"] == 100
    in_dutch = Listening(lab.picture("nl")).hear("open")["picture"]
    assert in_dutch["names"]["mind_reading"] == "Gedachtelezen"


def test_what_is_mixed_up_is_named(picture, own_book):
    answered(own_book(), 150, mixing=PAIR)
    told = picture.hear("open")["picture"]
    assert told["standing"] == "mixes_up"
    assert set(told["mixed"][0]["pair"]) == set(PAIR)
    assert set(PAIR) <= set(told["names"])


def test_a_thought_is_put_in_the_deck_once_and_is_shown_there(thoughts):
    answer = thoughts.hear(
        "write", seq="same", text=f" {THOUGHT} ", code="fortune_telling", note="A law."
    )
    assert answer["wrote"]
    assert thoughts.hear("write", seq="same", text=THOUGHT, code="labelling") == answer
    (own,) = thoughts.hear("open")["deck"]["thoughts"]
    assert (own["text"], own["code"], own["note"]) == (THOUGHT, "fortune_telling", "A law.")
    assert own["name"] == "Toekomst voorspellen"


def test_what_may_point_to_a_person_is_shown_first_and_kept_only_when_sure(thoughts):
    said = "Mevrouw Jansen belt me nooit meer op 0612345678."
    answer = thoughts.hear("write", text=said, code="fortune_telling", note="")
    assert answer["warned"] == ["Jansen", "0612345678"]
    assert thoughts.hear("open")["deck"]["thoughts"] == []
    sure = thoughts.hear("write", text=said, code="fortune_telling", note="", sure=True)
    assert len(sure["deck"]["thoughts"]) == 1


def test_a_thought_is_taken_away(thoughts, own_book):
    name = deck.write(own_book("nl"), text=THOUGHT, code="labelling")
    assert thoughts.hear("remove", id=name)["deck"]["thoughts"] == []
    assert thoughts.hear("remove", id="never-there")["deck"]["thoughts"] == []


def test_a_suggestion_is_made_and_nothing_is_kept(thoughts):
    told = thoughts.hear("suggest", text="Ze vragen me nooit meer.")["suggested"]
    assert set(told) == {"distorted", "suggestions"}
    assert all(0 <= one["confidence"] <= 1 for one in told["suggestions"])
    assert thoughts.hear("open")["deck"]["thoughts"] == []


def test_the_deck_is_taken_along_and_brought_in_without_doubles(thoughts):
    thoughts.hear("write", text=THOUGHT, code="labelling", note="")
    file = thoughts.hear("open")["deck"]["file"]
    assert thoughts.hear("bring", text=file)["came"] == 0
    more = yaml.safe_load(file)
    more["thoughts"].append({"text": "I am a burden.", "code": "labelling"})
    answer = thoughts.hear("bring", text=yaml.safe_dump(more))
    assert answer["came"] == 1
    assert {own["text"] for own in answer["deck"]["thoughts"]} == {THOUGHT, "I am a burden."}


STRANGE = "schema_version: 1\nthoughts:\n- {text: Hi, code: nonsense}\n"
WRONG = [
    ("write", {"text": " ", "code": "labelling"}, "Schrijf eerst de gedachte op."),
    ("write", {"text": THOUGHT, "code": ""}, "Kies hoe je het zou noemen."),
    ("write", {"text": THOUGHT, "code": "nonsense"}, "Kies hoe je het zou noemen."),
    ("write", {"text": "x" * 501, "code": "labelling"}, "501"),
    ("bring", {"text": "Dear diary"}, "Er is niets binnengehaald"),
    ("bring", {"text": "{"}, "Er is niets binnengehaald"),
    ("bring", {"text": STRANGE}, "nonsense"),
]


@pytest.mark.parametrize(("kind", "fields", "words"), WRONG)
def test_what_cannot_be_taken_is_told_in_a_sentence_in_the_language(thoughts, kind, fields, words):
    answer = thoughts.hear(kind, **fields)
    assert answer["kind"] == "problem"
    assert words in answer["text"]
    assert thoughts.hear("open")["deck"]["thoughts"] == []


@pytest.mark.parametrize("view", ["exercises", "picture", "thoughts"])
def test_they_take_nothing_else(request, view):
    listening = request.getfixturevalue(view)
    with pytest.raises(ValueError, match="no message 'dance'"):
        listening.hear("dance")
    assert listening.told[-1]["kind"] == "problem"


def test_their_names_in_a_notebook_stay_the_same(exercises, picture, thoughts):
    assert repr(exercises.room) == "<Lab>"
    assert repr(picture.widget) == "<Picture>"
    assert repr(thoughts.widget) == "<Deck>"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_each_view_is_given_every_string_it_shows_in_its_language(own_book, lang):
    views = (
        (lab.lab(lang).children[0], LAB),
        (lab.picture(lang), PICTURE),
        (lab.own_deck(lang), DECK),
    )
    for widget, words in views:
        assert (widget.lang, set(widget.strings)) == (lang, {*SHARED, *words})
        assert all(widget.strings.values())


def test_they_can_be_had_from_the_workbook():
    import workbook  # noqa: PLC0415  what is asked of it is the test

    assert (workbook.lab, workbook.picture, workbook.own_deck) == (
        lab.lab,
        lab.picture,
        lab.own_deck,
    )
