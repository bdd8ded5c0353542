"""The coping strategies to browse: what the view is told, in which words."""

from collections import Counter

import pytest

from tests.widgets.conftest import Listening
from tests.widgets.test_sources import FOLDER, STRING
from workbook import content
from workbook.widgets.strategies import strategies
from workbook.widgets.strategies_words import STRATEGIES
from workbook.widgets.words import SHARED

LANGS = ("en", "nl")
TEXTS = ("name", "definition", "backfires", "propose", "evidence", "source")


@pytest.fixture
def told():
    """What the view is told, in a language."""
    return lambda lang="en": Listening(strategies(lang)).hear("open")["browse"]


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_told_every_strategy_with_all_there_is_to_know(told, lang):
    browse = told(lang)
    known = content.strategies().strategies
    assert [one["id"] for one in browse["strategies"]] == [one.id for one in known]
    for one in browse["strategies"]:
        assert all(one[text].strip() for text in TEXTS), one["id"]
        assert one["steps"], one["id"]
        assert one["propose"].rstrip(" ”").endswith(("?", ".")), one["id"]


def test_each_belongs_to_one_of_three_groups(told):
    browse = told()
    of = Counter(one["group"] for one in browse["strategies"])
    assert [of[group["id"]] for group in browse["groups"]] == [5, 4, 15]


def test_each_circle_has_ways_against_it_and_none_that_also_feeds_it(told):
    browse = told()
    assert len(browse["mechanisms"]) == 6
    for mechanism in browse["mechanisms"]:
        against = [one for one in browse["strategies"] if mechanism["id"] in one["helps"]]
        assert against
        assert not [one for one in against if mechanism["id"] in one["feeds"]]


def test_where_there_is_no_publication_that_is_said_in_the_language(told):
    in_dutch = {one["id"]: one["source"] for one in told("nl")["strategies"]}
    assert in_dutch["self_care"] == "klinische ervaring, weinig direct bewijs"
    assert "Craske" in in_dutch["stay_open"]
    assert not [source for source in in_dutch.values() if "clinical experience" in source]


def test_it_takes_nothing_else():
    listening = Listening(strategies("nl"))
    with pytest.raises(ValueError, match="no message 'say'"):
        listening.hear("say", text="Hello")
    assert listening.told[-1]["kind"] == "problem"


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_given_every_string_it_shows_in_its_language(lang):
    made = strategies(lang)
    assert (made.lang, set(made.strings)) == (lang, {*SHARED, *STRATEGIES})
    assert all(made.strings.values())
    shown = set(STRING.findall((FOLDER / "strategies.js").read_text(encoding="utf-8")))
    assert shown == {*STRATEGIES}


def test_its_name_in_a_notebook_stays_the_same():
    assert repr(strategies("en")) == "<Strategies>"


def test_it_can_be_had_from_the_workbook():
    import workbook  # noqa: PLC0415  what is asked of it is the test

    assert workbook.strategies is strategies
