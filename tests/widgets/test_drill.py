"""A round in the distortion lab: every kind of exercise is shown and answered, each message once."""

import pytest

from tests.widgets.conftest import Listening
from workbook.content import drills
from workbook.exercises import in_transcript, mark_words
from workbook.practice import deck
from workbook.widgets.drill import Drill
from workbook.widgets.lab_words import DRILL
from workbook.widgets.practise import practise
from workbook.widgets.studio_words import MOMENTS
from workbook.widgets.words import SHARED

EXERCISES = [f"lab/{spec.id}" for spec in drills().exercises]
OWN = "What else happened that evening?"
TALK = "friendship-faded/first-talk"


@pytest.fixture
def begin(own_book):
    """A round that has begun: ``begin("lab/name-it")``."""

    def make(exercise="lab/name-it", lang="en"):
        if exercise == "lab/your-own-deck":
            deck.write(own_book(lang), text="Nobody wants me there.", code="mind_reading")
        listening = Listening(practise(exercise, lang=lang))
        listening.hear("open")
        listening.hear("begin")
        return listening

    return make


def shown(listening):
    return listening.told[-1]["round"]


def line_marks(state, task, bank, lang):
    for number, line in enumerate(in_transcript.lines_of(state, task)):
        for key, _ in in_transcript.keys_of(line, lang, bank.codes):
            if key.code != "none":
                yield {"line": number, "start": key.start, "end": key.end, "code": key.code}


def best(listening):
    """The fields of the best answer to the task that comes now."""
    run, lang = listening.widget._round, listening.widget.lang
    bank, task = run.exercise.bank, run.state.task
    match shown(listening)["kind"]:
        case "own_deck":
            return {"code": run.state.material[task.id]["code"]}
        case "same_or_different":
            key = {item.text.read(lang): item.best for item in bank.items.values()}
            codes = [key[text] for text in shown(listening)["task"]["texts"]]
            return {"same": codes[0] == codes[1], "codes": codes}
        case "mark_words":
            keys = mark_words.keys_of(bank.passages[task.id], lang)
            found = [(key.start, key.end, key.code) for key in keys if key.code != "none"]
            return {
                "marks": [
                    {"line": 0, "start": start, "end": end, "code": code}
                    for start, end, code in found
                ]
            }
        case "in_transcript":
            return {"marks": list(line_marks(run.state, task, bank, lang))}
        case "label_to_question":
            ask = bank.asks[task.id]
            (choice,) = [n for n, one in enumerate(ask.options) if one.kind == "socratic"]
            return {"code": bank.items[ask.item].best, "choice": choice, "text": ""}
    return {"code": bank.items[task.id].best}


def to_the_end(listening):
    while shown(listening)["phase"] == "task":
        listening.hear("answer", **best(listening))
    if shown(listening)["phase"] == "guess":
        listening.hear("guess", right=0)
    return shown(listening)


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_is_shown_answered_and_looked_back_on(begin, exercise, lang):
    round_ = begin(exercise, lang)
    assert shown(round_)["phase"] == "task"
    assert shown(round_)["task"]["why"]
    round_.hear("answer", **best(round_))
    assert shown(round_)["last"]["credit"] == 1
    end = to_the_end(round_)
    assert end["phase"] == "done"
    assert end["result"]["tried"] == end["result"]["right"] == end["total"] == end["place"]
    assert len(end["result"]["tasks"]) == end["total"]
    assert all(one["credit"] == 1 for one in end["result"]["tasks"])


@pytest.mark.parametrize("exercise", [one for one in EXERCISES if one != "lab/your-own-deck"])
def test_the_guess_comes_before_the_result(begin, exercise):
    round_ = begin(exercise)
    while shown(round_)["phase"] == "task":
        round_.hear("answer", **best(round_))
    assert shown(round_)["phase"] == "guess"
    assert shown(round_)["result"] is None
    assert round_.hear("guess", right=1)["round"]["result"]["guess"] == 1


def test_before_it_begins_there_is_no_task_and_nothing_on_record(own_book):
    listening = Listening(practise("lab/name-it", lang="en"))
    ready = listening.hear("open")["round"]
    assert (ready["phase"], ready["task"], ready["last"]) == ("ready", None, None)
    assert own_book().record.attempts() == []


def test_a_task_does_not_give_away_its_answer(begin):
    task = shown(begin())["task"]
    assert set(task) == {"id", "why", "text", "options"}
    assert all(set(option) == {"code", "name", "definition"} for option in task["options"])


def test_what_is_wrong_is_told_with_what_fits_best(begin):
    round_ = begin()
    right = best(round_)["code"]
    other = next(o["code"] for o in shown(round_)["task"]["options"] if o["code"] != right)
    last = round_.hear("answer", code=other, confidence=95)["round"]["last"]
    assert (last["given"]["code"], last["key"]["code"]) == (other, right)
    assert last["credit"] < 1
    assert last["why"]
    assert last["best"]


def test_what_is_passed_over_is_not_counted_as_wrong(begin):
    round_ = begin()
    assert round_.hear("skip")["round"]["last"]["skipped"]
    end = to_the_end(round_)
    assert (end["result"]["skipped"], end["result"]["tried"]) == (1, end["total"] - 1)


def test_own_words_are_told_how_they_are_heard(begin):
    round_ = begin("lab/label-to-question")
    own = round_.hear("answer", **(best(round_) | {"text": OWN}))["round"]["last"]["own"]
    assert own["text"] == OWN
    assert own["heard"]
    assert own["why"]


def test_own_words_may_be_left_open(begin):
    round_ = begin("lab/label-to-question")
    answer = round_.hear("answer", **best(round_))
    assert answer["round"]["last"]["own"] is None


def test_hearing_own_words_may_take_a_while_and_the_view_is_told(begin):
    round_ = begin("lab/label-to-question")
    round_.hear("answer", seq="own-1", **(best(round_) | {"text": OWN}))
    assert {"kind": "busy", "seq": "own-1"} in round_.told


def test_an_answer_that_arrives_twice_is_taken_once(begin):
    round_ = begin()
    given = best(round_)
    first = round_.hear("answer", seq="same", **given)
    assert round_.hear("answer", seq="same", **given) == first
    assert round_.hear("open")["round"]["place"] == 1


def test_a_round_that_begins_twice_is_one_round(begin, own_book):
    begin().hear("begin")
    assert len(own_book().record.attempts("lab/name-it")) == 1


def test_a_round_goes_on_where_it_was_left(begin):
    left = begin()
    left.hear("answer", **best(left))
    left.hear("skip")
    again = Listening(practise("lab/name-it", lang="en")).hear("open")["round"]
    assert (again["phase"], again["place"]) == ("task", 2)
    assert again["task"] == shown(left)["task"]


def test_a_view_that_opens_later_sees_what_another_window_did(begin):
    here = begin()
    there = Listening(practise("lab/name-it", lang="en"))
    there.hear("skip")
    assert here.hear("open")["round"]["place"] == 1


def test_an_answer_from_a_window_that_was_overtaken_is_refused_in_a_sentence(begin):
    here = begin()
    Listening(practise("lab/name-it", lang="en")).hear("skip")
    assert here.hear("skip")["kind"] == "problem"
    assert here.hear("open")["round"]["place"] == 1


def test_a_draft_is_kept_until_it_is_sent(begin):
    round_ = begin("lab/label-to-question")
    assert round_.hear("draft", text="What el")["saved_at"]
    assert round_.hear("open")["round"]["draft"] == "What el"
    round_.hear("answer", **(best(round_) | {"text": "What el"}))
    assert round_.hear("open")["round"]["draft"] == ""


def test_another_round_begins_at_once_and_the_first_stays_on_record(begin, own_book):
    round_ = begin()
    to_the_end(round_)
    fresh = round_.hear("again")["round"]
    assert (fresh["phase"], fresh["place"], fresh["last"]) == ("task", 0, None)
    assert len(own_book().record.attempts("lab/name-it")) == 2


def test_the_own_last_talk_can_be_searched(begin, own_book):
    round_ = begin("lab/in-the-transcript")
    assert "not had a talk" in round_.hear("own")["text"]
    talk = own_book().attempt(TALK)
    talk.begin("exam")
    said = ("What happened?", "That hurts.", "How was that?", "Tell me more.")
    for text in said:
        talk.say(text)
    own = round_.hear("own")["round"]
    assert own["task"]["own"]
    assert [line["said"] for line in own["task"]["texts"]] == list(said)
    last = round_.hear("answer", marks=[])["round"]["last"]
    assert [line["said"] for line in last["texts"]] == list(said)


def test_an_empty_deck_has_nothing_to_ask(own_book):
    listening = Listening(practise("lab/your-own-deck", lang="en"))
    assert listening.hear("open")["round"]["total"] == 0


WRONG = [
    ("answer", {}, "Kies eerst een antwoord"),
    ("answer", {"code": "nonsense"}, "Kies eerst een antwoord"),
    ("guess", {"right": 3}, "Deze ronde is al op een ander punt"),
    ("own", {}, "Je hebt nog geen gesprek"),
]


@pytest.mark.parametrize(("kind", "fields", "words"), WRONG)
def test_what_cannot_be_taken_is_told_in_a_sentence_in_the_language(begin, kind, fields, words):
    round_ = begin(lang="nl")
    answer = round_.hear(kind, **fields)
    assert answer["kind"] == "problem"
    assert words in answer["text"]
    assert round_.hear("open")["round"]["place"] == 0


@pytest.mark.parametrize("right", [-1, 11, 2.5, "3", None, True])
def test_a_guess_is_a_whole_number_of_tasks(begin, right):
    round_ = begin()
    while shown(round_)["phase"] == "task":
        round_.hear("answer", **best(round_))
    assert "whole number from 0 to 10" in round_.hear("guess", right=right)["text"]
    assert round_.hear("open")["round"]["phase"] == "guess"


@pytest.mark.parametrize("marks", [[{"start": 0, "end": 9999, "code": "labelling"}], 3, [{}]])
def test_marks_beside_the_text_are_refused(begin, marks):
    round_ = begin("lab/mark-the-words")
    assert round_.hear("answer", marks=marks)["kind"] == "problem"


def test_an_exercise_nobody_knows_is_answered_with_those_there_are(own_book):
    answer = Listening(practise("lab/nothing", lang="nl")).hear("open")
    assert answer["kind"] == "problem"
    assert "lab/name-it" in answer["text"]
    assert answer["text"].startswith("Er is geen oefening")


def test_a_message_nobody_knows_is_a_fault_of_ours(begin):
    round_ = begin()
    with pytest.raises(ValueError, match="no message 'dance'"):
        round_.hear("dance")
    assert round_.told[-1]["kind"] == "problem"


def test_its_name_in_a_notebook_stays_the_same(begin):
    assert repr(begin().widget) == "<Drill lab/name-it>"


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_view_is_given_every_string_it_shows_in_its_language(lang):
    widget = Drill("lab/name-it", lang)
    assert (widget.lang, set(widget.strings)) == (lang, {*SHARED, *DRILL, *MOMENTS})
    assert all(widget.strings.values())
    if lang != "en":
        same = [english for english, words in widget.strings.items() if english == words]
        assert len(same) < len(widget.strings) / 10
