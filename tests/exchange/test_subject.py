"""What is asked for, how sure an answer is, and what was never said."""

import pytest

from workbook.client import begin, shares_words
from workbook.content import open_case
from workbook.encoder import encoder_installed, learned
from workbook.questions import NO_QUESTION, YES_OR_NO, asked_for
from workbook.quotation import never_said
from workbook.subject import Signs

CASE = open_case("job-rejection")
needs_encoder = pytest.mark.skipif(not encoder_installed(), reason="compares meaning")


@pytest.mark.parametrize(
    ("lang", "said", "kind"),
    [
        ("en", "How long have you known her?", "how-long"),
        ("en", "I see. Who told you?", "who"),
        ("en", "Why not?", "why"),
        ("en", "Do you sleep?", YES_OR_NO),
        ("en", "You are tired.", NO_QUESTION),
        ("nl", "Hoe lang ken je haar al?", "how-long"),
        ("nl", "Van wie hoorde je dat?", "who"),
        ("nl", "Slaap je?", YES_OR_NO),
    ],
)
def test_what_a_question_asks_for_is_known_by_its_words(lang, said, kind):
    assert asked_for(said, lang) == kind


@needs_encoder
def test_an_answer_is_likelier_believed_the_better_it_fits_and_the_further_it_leads():
    weights = learned().weights
    poor = Signs(0.4, 0.0, 0.5, yes_or_no=False, alike=0.0, common=True, covered=0.1, long=0.2)
    good = Signs(0.8, 0.2, 1.0, yes_or_no=False, alike=1.0, common=False, covered=0.9, long=0.6)
    assert 0 < poor.chance(weights) < 0.5 < good.chance(weights) < 1


@needs_encoder
@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("You said that the sleep is the worst of it.", False),
        ("You told me that there was a job that went to someone else.", False),
        ("You said there was a job you didn't get, was that a big disappointment?", False),
        ("You said earlier that your mother beat you.", True),
        ("You said earlier that your mother beat you, was that hard for you?", True),
        ("I don't think you said anything about your mother.", False),
    ],
)
def test_only_what_is_far_from_all_that_was_said_was_never_said(said, never):
    end = said.index("said" if "said" in said else "told me") + 4
    assert never_said(CASE, begin(CASE), said, end, lang="en", by_meaning=True) == never


@pytest.mark.parametrize(
    ("taken_up", "line", "does"),
    [
        ("You make a fool of yourself.", "I've been blaming myself.", False),
        ("Je maakt jezelf belachelijk.", "Ik geef mezelf de schuld.", False),
        ("You were blaming yourself.", "I've been blaming myself.", True),
    ],
)
def test_a_word_that_only_points_back_at_a_person_takes_nothing_up(taken_up, line, does):
    assert shares_words(taken_up, line) == does
