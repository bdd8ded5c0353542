"""A sheet with a client, message by message, as the browser sends them."""

import base64
import io
import json
from datetime import UTC, datetime

import docx
import pytest

from tests.planning.sheets import SHEETS, sheet
from tests.widgets.conftest import Listening
from workbook.language import LANGUAGES
from workbook.planning.safety import ASKED
from workbook.widgets.practise import practise

EVERY = [(f"{case}/{kind}", lang) for case, kind in SHEETS for lang in LANGUAGES]
DIRECT = {"en": "Are you thinking of suicide right now?", "nl": "Denk je nu aan zelfmoord?"}


def opened(own_book, exercise, lang="en"):
    listening = Listening(practise(exercise, lang=lang))
    listening.hear("open")
    listening.hear("begin")
    return listening


@pytest.fixture
def begin(own_book):
    return lambda exercise, lang="en": opened(own_book, exercise, lang)


def shown(listening):
    return listening.told[-1]["sheet"]


def good(exercise, lang, stage="plan"):
    today = datetime.now(UTC).date().isoformat()
    return sheet(*exercise.split("/")).good(stage, lang=lang, today=today)["filled"]


@pytest.mark.parametrize(("exercise", "lang"), EVERY)
def test_a_sheet_is_shown_agreed_on_and_looked_back_on(begin, exercise, lang):
    talk = begin(exercise, lang)
    if exercise.endswith("safety-plan"):
        talk.hear("ask", part=ASKED, text=DIRECT[lang])
        assert shown(talk)["asked"][-1]["direct"]
    for stage in sheet(*exercise.split("/")).kept(lang).stages:
        assert shown(talk)["phase"] == stage
        talk.hear("show", filled=good(exercise, lang, stage))
        assert (shown(talk)["reply"]["kind"], shown(talk)["agreed"]) == ("accepts", True)
        assert shown(talk)["reply"]["words"]
        talk.hear("settle")
    talk.hear("guess", rating=8)
    told = shown(talk)
    assert told["phase"] == "done"
    assert told["result"]["score"] > 8
    assert told["later"]["words"]
    assert all(row["why"] for group in told["result"]["options"] for row in group["rows"])


@pytest.mark.parametrize(("exercise", "lang"), EVERY)
def test_what_is_offered_does_not_say_which_is_good(begin, exercise, lang):
    for box in shown(begin(exercise, lang))["boxes"]:
        assert all(isinstance(words, str) for words in box.get("offers", ()))
        for row in (*box.get("options", ()), *box.get("people", ())):
            assert set(row) <= {"id", "text", "told"}


@pytest.mark.parametrize(("exercise", "lang"), EVERY)
def test_a_sheet_goes_on_paper_in_every_form_with_its_language_set(begin, exercise, lang):
    talk = begin(exercise, lang)
    filled = good(exercise, lang)
    talk.hear("show", filled=filled)
    for sheet_kind in ("client", "file"):
        papers = {
            form: talk.hear("paper", form=form, sheet=sheet_kind)["paper"]
            for form in ("preview", "pdf", "docx", "txt")
        }
        text = papers["preview"]["text"]
        assert base64.b64decode(papers["txt"]["base64"]).decode() == text
        made = base64.b64decode(papers["pdf"]["base64"])
        assert all(part in made for part in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang"))
        document = docx.Document(io.BytesIO(base64.b64decode(papers["docx"]["base64"])))
        assert document.core_properties.language.startswith(lang)
    calendar = talk.hear("paper", form="ics", sheet="client")
    assert ("paper" in calendar) is ("days" in filled)


def test_nothing_goes_on_paper_before_it_was_shown(begin):
    told = begin("dating-avoidance/experiment").hear("paper", form="pdf", sheet="client")
    assert (told["kind"], told["text"].endswith((".", "!"))) == ("problem", True)


def test_what_was_typed_is_there_again_and_only_at_its_own_stage(begin):
    talk = begin("dating-avoidance/experiment")
    typed = {"stage": "plan", "texts": {"trial": "On Wednesday I ask <b>Fenna</b>"}}
    talk.hear("draft", text=json.dumps(typed))
    talk.hear("open")
    assert shown(talk)["filled"] == typed
    talk.hear("show", filled=good("dating-avoidance/experiment", "en"))
    talk.hear("settle")
    assert shown(talk)["filled"] is None


def test_a_question_about_none_of_the_parts_is_not_taken_for_one(begin):
    talk = begin("breakup-hopeless/safety-plan")
    talk.hear("ask", part="warning_signs", text="Nice weather.")
    assert shown(talk)["asked"][-1]["part"] == ""
    told = talk.hear("ask", part="warning_signs", text="  ")
    assert told["kind"] == "problem"


@pytest.mark.parametrize(
    "filled",
    [
        {"texts": {"trial": "x" * 10_001}},
        {"version": 9},
        {"days": {"first": "someday"}},
        {"lists": 3},
    ],
)
def test_what_cannot_be_taken_is_told_in_a_sentence_and_loses_nothing(begin, filled):
    talk = begin("dating-avoidance/experiment")
    told = talk.hear("show", filled=filled)
    assert told["kind"] == "problem"
    talk.hear("open")
    assert shown(talk)["shown"] == 0


def test_the_same_sheet_shown_twice_is_answered_differently_the_second_time(begin):
    talk = begin("dating-avoidance/ladder")
    poor = {"lists": {"rungs": good("dating-avoidance/ladder", "en")["lists"]["rungs"][:2]}}
    talk.hear("show", filled=poor)
    first = shown(talk)["reply"]
    talk.hear("show", filled=poor)
    assert (first["kind"], shown(talk)["reply"]["kind"]) == ("but", "refuses")
    assert first["words"] != shown(talk)["reply"]["words"]
