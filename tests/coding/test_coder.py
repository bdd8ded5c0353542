"""The coder: what kind of move an utterance is."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.coding import code, tongue_of, units
from workbook.content import codebook
from workbook.encoder import encoder_installed

SESSIONS = Path(__file__).parents[2] / "training" / "sessions"
KNOWN = set(codebook("therapist_skills").ids)
FAMILIES = {c.id: c.family for c in codebook("therapist_skills").codes}


def turns(lang: str) -> list[dict[str, str]]:
    """The odd-numbered conversations, which nothing was trained or tuned on."""
    found = [
        json.loads(line)
        for line in (SESSIONS / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return [turn for turn in found if int(turn["id"].split("-")[0][1:]) % 2]


@given(st.text(max_size=400), st.sampled_from(["en", "nl"]))
@settings(max_examples=80, deadline=None)
def test_any_text_at_all_is_coded_with_spans_inside_it(text: str, lang: str) -> None:
    coded = code(text, lang=lang)
    assert coded.primary in KNOWN
    assert all(
        0 <= mark.start < mark.end <= len(text) and mark.code in KNOWN for mark in coded.marks
    )
    assert 0 <= coded.confidence <= 1
    assert code(text, lang=lang) == coded


@given(st.text(alphabet="ab .?!\n", max_size=60))
def test_units_follow_one_another_and_miss_no_word(text: str) -> None:
    spans = units(text)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert sum(c.isalpha() for c in covered) == sum(c.isalpha() for c in text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hello there. How are you?", ["Hello there.", "How are you?"]),
        ("I saw Dr. Smith... and then left", ["I saw Dr. Smith... and then left"]),
        ("really?!", ["really?!"]),
        ("It was 3.5 km. Yes", ["It was 3.5 km.", "Yes"]),
        ("one\ntwo", ["one", "two"]),
    ],
)
def test_sentences_are_told_apart_and_abbreviations_are_not(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in units(text)] == wanted


@pytest.mark.parametrize("by_meaning", [False, True])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_on_unseen_conversations_the_coder_is_as_good_as_its_card_says(
    lang: str, by_meaning: bool
) -> None:
    if by_meaning and not encoder_installed():
        pytest.skip("the sentence encoder is not installed")
    unseen = turns(lang)
    coded = [code(turn["text"], lang=lang, by_meaning=by_meaning) for turn in unseen]
    right = sum(c.primary == turn["primary"] for c, turn in zip(coded, unseen, strict=True)) / len(
        unseen
    )
    sure = [(c, turn) for c, turn in zip(coded, unseen, strict=True) if not c.unsure]
    assert right >= 0.68
    assert sum(c.primary == turn["primary"] for c, turn in sure) / len(sure) >= right


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_most_of_the_codebooks_own_examples_are_coded_as_what_they_show(lang: str) -> None:
    given_ = [
        (c.id, example)
        for c in codebook("therapist_skills").codes
        for example in c.examples.read(lang)
    ]
    right = sum(
        code(example, lang=lang, by_meaning=encoder_installed()).primary == wanted
        for wanted, example in given_
    )
    assert right / len(given_) >= 0.8


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("en", "That must have hurt. What happened next?", {"question_open"}),
        ("nl", "Dat moet pijn hebben gedaan. Wat gebeurde er toen?", {"question_open"}),
        ("en", "You should just call them. At least you have a job.", {"advice", "minimising"}),
    ],
)
def test_an_utterance_can_carry_several_codes_each_on_its_words(
    lang: str, text: str, codes: set[str]
) -> None:
    coded = code(text, lang=lang, by_meaning=encoder_installed())
    assert codes <= set(coded.codes)
    assert len(coded.marks) == 2


def test_a_megabyte_is_coded_in_parts_and_comes_to_an_end() -> None:
    assert code("How are you? " * 80_000, lang="en").primary in KNOWN


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("How did you hear about it and what did you do?", "nl", "en"),
        ("Hoe heb je dat gehoord en wat deed je toen?", "en", "nl"),
        ("Was haben Sie gemacht, als sie das gehört haben?", "en", "other"),
        ("كيف حالك اليوم", "nl", "other"),
        ("asdfgh", "en", "none"),
        ("xkcdqwrt bnmzx", "nl", "none"),
        ("Hmm", "en", "en"),
        ("...", "nl", "nl"),
        ("Ja.", "en", "en"),
        ("😀😀", "nl", "none"),
        ("En wat deed je toen?", "nl", "nl"),
        ("So you hid it", "en", "en"),
    ],
)
def test_the_wrong_language_and_no_language_are_noticed(
    text: str, expected: str, found: str
) -> None:
    assert tongue_of(text, expected=expected) == found
