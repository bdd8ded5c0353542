"""A plan and a formulation with a client, message by message, as the browser sends them."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from tests.planning.test_clients import plan_with, steps
from tests.widgets.conftest import Listening
from workbook.language import LANGUAGES
from workbook.widgets.practise import practise

CASE = "job-rejection"


def opened(own_book, kind, lang="en"):
    listening = Listening(practise(f"{CASE}/{kind}", lang=lang))
    listening.hear("open")
    listening.hear("begin")
    return listening


@pytest.fixture
def planning(own_book):
    return lambda lang="en": opened(own_book, "coping-plan", lang)


@pytest.fixture
def formulating(own_book):
    return lambda lang="en": opened(own_book, "formulation", lang)


def plan(listening, fit):
    """A plan that begins the day after tomorrow, whenever that is."""
    today = datetime.now(UTC).date()
    days = {"first": today + timedelta(days=2), "review": today + timedelta(days=14)}
    return plan_with(CASE, listening.widget.lang, steps(CASE, fit)[0]) | {
        name: day.isoformat() for name, day in days.items()
    }


def shown(listening, name="planning"):
    return listening.told[-1][name]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_is_proposed_changed_agreed_on_and_looked_back_on(planning, lang):
    talk = planning(lang)
    talk.hear("propose", plan=plan(talk, "wrong"))
    assert shown(talk)["reply"]["kind"] in ("but", "refuses")
    assert any(one["holds"] is False for one in shown(talk)["findings"])
    talk.hear("propose", plan=plan(talk, "good"))
    assert (shown(talk)["reply"]["kind"], shown(talk)["agreed"]) == ("accepts", True)
    talk.hear("settle")
    talk.hear("guess", rating=7)
    assert shown(talk)["phase"] == "later"
    talk.hear("later")
    assert shown(talk)["phase"] == "done"
    assert all(one["words"] for one in shown(talk)["later"])
    assert shown(talk)["result"]["score"] > 7


def test_what_is_shown_before_a_proposal_gives_no_good_one_away(planning):
    offers = shown(planning())["offers"]
    assert {frozenset(one) for one in offers["steps"]} == {frozenset(("id", "when", "then"))}
    assert all(isinstance(one, str) for one in offers["aim"])


def test_nothing_came_of_a_plan_that_was_not_agreed_on(planning):
    talk = planning()
    talk.hear("propose", plan=plan(talk, "wrong"))
    talk.hear("settle")
    talk.hear("guess", rating=3)
    talk.hear("later")
    assert "had not agreed" in shown(talk)["later"][0]["words"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"steps": []}, "no plan yet"),
        ({"first": "31-2-2026"}, "is no day"),
        ({"aim": "x" * 10_001}, "more than 10000 characters"),
        ({"version": 99}, "newer workbook"),
    ],
)
def test_a_plan_that_cannot_be_taken_is_told_in_a_sentence_and_loses_nothing(
    planning, changes, words
):
    talk = planning()
    told = talk.hear("propose", plan=plan(talk, "good") | changes)
    assert told["kind"] == "problem"
    assert words in told["text"]
    talk.hear("open")
    assert shown(talk)["proposals"] == 0


def test_strange_words_are_kept_as_they_are(planning):
    talk = planning()
    strange = "<script>alert(1)</script> مرحبا 🙂 #let x"
    talk.hear("propose", plan=plan(talk, "good") | {"support": strange})
    talk.hear("open")
    assert shown(talk)["plan"]["support"] == strange


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sheet", ["client", "file"])
def test_a_plan_is_taken_away_on_paper_in_every_form(planning, lang, sheet):
    talk = planning(lang)
    talk.hear("propose", plan=plan(talk, "good"))
    begins = {"pdf": b"%PDF", "docx": b"PK", "txt": b"", "ics": b"BEGIN:VCALENDAR"}
    for form, start in begins.items():
        paper = talk.hear("paper", form=form, sheet=sheet)["paper"]
        assert base64.b64decode(paper["base64"]).startswith(start)
        assert paper["name"].endswith(f".{form}")
    text = talk.hear("paper", form="preview", sheet=sheet)["paper"]["text"]
    assert steps(CASE, "good")[0].then.read(lang).split()[-1] in text


def test_what_was_typed_is_there_again(planning):
    talk = planning()
    talk.hear("draft", text='{"aim": "to sleep through"}')
    talk.hear("open")
    assert shown(talk)["plan"] == {"aim": "to sleep through"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reference_in_ones_own_boxes_is_found_element_by_element(formulating, lang):
    own = formulating(lang)
    exercise = own.widget._own.exercise
    boxes = {
        box["id"]: " ".join(one.read(lang) for one in exercise.reference(box["id"]))
        for box in shown(own, "formulation")["boxes"]
    }
    own.hear("formulate", boxes=boxes, mechanism="rumination", note="")
    own.hear("guess", rating=8)
    result = shown(own, "formulation")["result"]
    assert result["mechanism"]["right"]
    found = [one["found"] for one in result["elements"]]
    assert sum(found) / len(found) >= 0.9
    assert result["score"] >= 8


def test_a_formulation_of_something_else_is_not_found(formulating):
    own = formulating()
    boxes = {"predisposing": "The weather was fine. Trains ran on time."}
    own.hear("formulate", boxes=boxes, mechanism="checking", note="")
    own.hear("guess", rating=0)
    result = shown(own, "formulation")["result"]
    assert not any(one["found"] for one in result["elements"])
    assert not result["mechanism"]["right"]
    assert result["score"] == 0


@pytest.mark.parametrize(
    "given", [{"boxes": {}, "mechanism": "rumination"}, {"boxes": {"protective": "x"}}]
)
def test_an_empty_formulation_is_told_in_a_sentence(formulating, given):
    told = formulating().hear("formulate", **given)
    assert told["kind"] == "problem"
    assert told["text"].endswith((".", "!"))


def test_a_formulation_goes_by_what_the_client_told_in_the_talk(own_book):
    talk = Listening(practise(f"{CASE}/first-talk", lang="en"))
    talk.hear("begin", mode="coach")
    talk.hear("say", text="What was the job, and what do you do now?")
    talk.hear("say", text="What happened in the interview?")
    own = opened(own_book, "formulation")
    told = shown(own, "formulation")
    assert told["talked"] == bool(told["known"])


def test_a_formulation_is_taken_away_on_paper(formulating):
    own = formulating()
    own.hear("formulate", boxes={"protective": "Judith"}, mechanism="rumination", note="")
    for sheet, title in (("client", "How it hangs together"), ("file", "Formulation: Ruben")):
        paper = own.hear("paper", form="pdf", sheet=sheet)["paper"]
        assert base64.b64decode(paper["base64"]).startswith(b"%PDF")
        text = own.hear("paper", form="preview", sheet=sheet)["paper"]["text"]
        assert title in text
        assert "Judith" in text
