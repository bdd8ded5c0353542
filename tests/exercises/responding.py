"""Giving responses to exercises, and what must hold whatever is given."""

from __future__ import annotations

import pytest

from workbook.errors import ResponseError


def taken(exercise, state, response):
    """What comes of a response; the state given is left as it was, and the outcome can be stored."""
    before = state.model_dump_json()
    after = exercise.respond(state, response)
    assert state.model_dump_json() == before
    assert exercise.revive(after.model_dump(mode="json")) == after
    return after


def refused(exercise, state, response):
    """That a response is refused with a sentence, and nothing has happened."""
    before = state.model_dump_json()
    with pytest.raises(ResponseError) as told:
        exercise.respond(state, response)
    assert state.model_dump_json() == before
    assert str(told.value).endswith(".")
    assert len(str(told.value)) < 200
    return str(told.value)
