import pytest

from tests.little_case import TALK
from tests.practice.talks import SAID, seen, talked
from workbook.errors import ResponseError

UNSAYABLE = {
    "": "There is nothing to send yet",
    "   \n\t ": "There is nothing to send yet",
    "\u00a0\u2003": "There is nothing to send yet",
    "x" * 4001: "That is 4001 characters",
    "word " * 200_000: "That is 1000000 characters",
}
NO_RATINGS = (11, -1, 7.5, "much", None, float("nan"), 10**30, [7])


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_what_cannot_be_said_gets_a_sentence_and_changes_nothing(reopened, lang):
    attempt = talked(reopened(lang))
    before = seen(attempt)
    for text, sentence in UNSAYABLE.items():
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
def test_whatever_is_said_gets_an_answer_and_is_there_again_as_it_was(reopened, text):
    lang = ("en", "nl")[len(text) % 2]
    attempt = talked(reopened(lang), "Hello.")
    told = attempt.say(text)
    assert told["turn"]["client"].strip()
    assert told["turn"]["said"] == text.encode("utf-8", "replace").decode()
    again = reopened(lang).attempt(TALK)
    assert seen(again) == seen(attempt)
    assert again.exchanges == attempt.exchanges
    assert again.end()["state"]["phase"] == "rate"
    assert again.rate({})["state"]["debrief"]["course"]["moves"][1]["said"] == told["turn"]["said"]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_rating_that_is_none_gets_a_sentence_and_can_be_given_again(reopened, lang):
    attempt = talked(reopened(lang))
    attempt.end()
    for rating in NO_RATINGS:
        with pytest.raises(ResponseError) as told:
            attempt.rate({"understood": rating})
        assert (str(told.value) == "A rating is a whole number from 0 to 10.") == (lang == "en")
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


def test_what_is_no_response_gets_a_sentence(book):
    attempt = talked(book)
    for response in (
        {},
        {"kind": "shout", "text": "x"},
        {"kind": "say"},
        {"kind": "say", "text": 7},
        {"kind": "say", "text": "x", "extra": 1},
        {"kind": "say", "text": "x", "code": "brilliance"},
        {"kind": ["say"]},
        {"kind": "rate", "ratings": None},
    ):
        with pytest.raises(ResponseError):
            attempt.submit(response)
    assert len(attempt.exchanges) == len(SAID)
