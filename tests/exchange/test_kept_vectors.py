"""What the encoder makes of a client's own words is kept on disk; what a trainee writes never is."""

import pytest

from workbook import encoder, meaning
from workbook.places import cache_folder
from workbook.wording import NEARLY

needs_encoder = pytest.mark.skipif(
    not encoder.encoder_installed(), reason="the sentence encoder is not installed"
)
ROWS = [("a", "How are your nights?"), ("b", "Who was there?")]


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path))
    monkeypatch.setattr(encoder, "cache_folder", cache_folder)


def kept():
    return sorted(path.name for path in cache_folder().glob("vectors/*"))


@needs_encoder
def test_they_are_encoded_once_and_found_the_same_again(monkeypatch):
    first = meaning.Likeness(ROWS, by_meaning=True, name="small-en").nearest("How do you sleep?")
    assert len(kept()) == 1
    encoded = []
    monkeypatch.setattr(
        meaning,
        "encode",
        lambda rows, own=encoder.encode, **how: encoded.append(list(rows)) or own(rows, **how),
    )
    again = meaning.Likeness(ROWS, by_meaning=True, name="small-en").nearest("How do you sleep?")
    assert again == first
    assert encoded == [["How do you sleep?"]]


@needs_encoder
def test_what_questions_are_told_apart_by_is_kept_beside_it():
    likeness = meaning.Likeness(ROWS, by_meaning=True, name="small-en")
    before = set(kept())
    likeness.nearest("How do you sleep?", asking=True)
    assert before < set(kept())
    assert len(kept()) == 2


@needs_encoder
def test_other_sentences_of_the_same_name_take_their_place():
    meaning.Likeness(ROWS, by_meaning=True, name="small-en")
    before = kept()
    meaning.Likeness(ROWS[:1], by_meaning=True, name="small-en")
    assert len(kept()) == 1
    assert kept() != before


@needs_encoder
def test_a_copy_that_is_no_longer_whole_is_made_anew():
    meaning.Likeness(ROWS, by_meaning=True, name="small-en")
    (path,) = cache_folder().glob("vectors/*")
    path.write_bytes(b"half of it")
    assert meaning.Likeness(ROWS, by_meaning=True, name="small-en").nearest("Who was there?")


@needs_encoder
def test_what_has_no_name_is_not_kept():
    meaning.Likeness(ROWS, by_meaning=True).nearest("My own words")
    assert kept() == []


@needs_encoder
@pytest.mark.parametrize("asking", [False, True])
def test_capitals_and_marks_make_no_other_question_of_one(asking):
    rows = [("dreams", "droom je weleens"), ("who", "wie zijn ze"), ("like", "lijkt ze op je")]
    near = meaning.Likeness(rows, by_meaning=True)
    for label, text in rows:
        for said in (f"{text.capitalize()}?", f"{text}...", text.upper()):
            found = near.nearest(said, asking=asking)[0]
            assert found.label == label
            assert found.likeness > NEARLY
