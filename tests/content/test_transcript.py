"""Transcripts are read strictly, and say only what they check."""

import pytest
from pydantic import ValidationError

from workbook.content.transcript import Transcript

WRITTEN = {
    "schema_version": 1,
    "id": "skilled",
    "lang": "nl",
    "title": "Een gesprek dat goed loopt",
    "purpose": "Open vragen openen haar.",
    "turns": [{"said": "Hoe was dat?"}],
}


def test_a_turn_may_check_nothing():
    (turn,) = Transcript.model_validate(WRITTEN).turns
    assert (turn.hears, turn.storylet, turn.reveals, turn.then, turn.line) == (
        None,
        (),
        (),
        (),
        None,
    )


def test_one_storylet_is_written_alone_and_several_as_a_list():
    turns = [{"said": "a", "storylet": "one"}, {"said": "b", "storylet": ["one", "two"]}]
    talk = Transcript.model_validate({**WRITTEN, "turns": turns})
    assert [turn.storylet for turn in talk.turns] == [("one",), ("one", "two")]


def test_conditions_are_read_as_in_a_case():
    talk = Transcript.model_validate({**WRITTEN, "at_end": ["alliance >= 0.4", "not rupture"]})
    assert [str(condition) for condition in talk.at_end] == ["alliance >= 0.4", "not rupture"]


@pytest.mark.parametrize(
    "changed",
    [
        {"lang": "fr"},
        {"turns": []},
        {"turns": [{"said": " "}]},
        {"turns": [{"said": "a", "then": ["alliance is high"]}]},
        {"turns": [{"said": "a", "hear": {}}]},
        {"schema_version": 2},
    ],
)
def test_what_it_does_not_know_is_refused(changed):
    with pytest.raises(ValidationError):
        Transcript.model_validate({**WRITTEN, **changed})
