"""The fake workbook that the views are tested with has the shape of the real one."""

import pytest

from tests.widgets.fake_practice import EXERCISE, FakeWorkbook
from workbook.practice import Workbook
from workbook.record import open_record


@pytest.fixture
def real():
    record = open_record()
    yield Workbook(record, lang="en", by_meaning=False)
    record.close()


def play(book):
    """A short talk from beginning to end, with all that was answered on the way."""
    attempt = book.attempt(EXERCISE)
    told = {"ready": attempt.snapshot()}
    attempt.begin("coach")
    told["say"] = attempt.say("What are your nights like?")
    told["marked"] = attempt.mark(1, {"start": 0, "end": 4, "code": "labelling"})
    told["draft"] = attempt.keep_draft("And")
    for text in ("You should call them.", "That hurts, after so many years.", "How was that?"):
        attempt.say(text)
    told["talk"] = attempt.snapshot()
    attempt.end()
    attempt.rate({})
    told["done"] = attempt.snapshot()
    told["corrected"] = attempt.correct(2, "validation").snapshot()
    told["again"] = attempt.again("exam").snapshot()
    told["compared"] = book.attempt(EXERCISE).compare(book.attempt(EXERCISE).snapshot()["attempt"])
    told["progress"] = book.progress()
    told["calibration"] = book.calibration()
    told["clients"] = book.clients()
    told["standing"] = book.lab.standing()
    told["next"] = book.next_step()
    return told


def shape(value):
    """Keys and kinds; of a list what its first thing looks like; what may be missing is left out."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [shape(value[0])] if value else []
    return "number" if isinstance(value, (int, float)) else type(value).__name__


def differences(fake, real, where=""):
    if isinstance(fake, dict) and isinstance(real, dict):
        for key in sorted({*fake, *real}):
            if key not in fake or key not in real:
                yield f"{where}.{key} is only in {'the fake' if key in fake else 'the real one'}"
            else:
                yield from differences(fake[key], real[key], f"{where}.{key}")
    elif isinstance(fake, list) and isinstance(real, list):
        if fake and real:
            yield from differences(fake[0], real[0], f"{where}[]")
    elif fake != real and "NoneType" not in (fake, real) and not where.endswith(".attempt"):
        yield f"{where}: {fake} in the fake, {real} in the real one"


def test_it_answers_in_the_shape_of_the_real_one(real):
    fake = shape(play(FakeWorkbook()))
    assert list(differences(fake, shape(play(real)))) == []
