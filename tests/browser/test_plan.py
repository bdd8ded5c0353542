"""A formulation and a plan in a real browser, as a trainee has them in lesson 05."""

import pytest
from playwright.sync_api import expect

from tests.browser.talk import ANSWER, forget
from tests.browser.test_lab import TOO_SMALL, TOO_WIDE
from tests.browser.test_looks import faults

LESSON = "05-coping-plans.ipynb"


def view_of(window, kind, client="job-rejection"):
    return window.locator(f".wb-plan[data-exercise='{client}/{kind}']")


def begin(view, phase):
    view.get_by_role("button", name="Begin", exact=True).press("Enter")
    expect(view).to_have_attribute("data-phase", phase)


@pytest.fixture
def lesson(workbook, open_lesson):
    """The lesson in English, with nothing on record."""
    return lambda: open_lesson(forget(workbook), f"en/{LESSON}")


def test_a_plan_is_built_answered_agreed_and_taken_away_with_the_keyboard(lesson, until_run):
    window = lesson()
    view = view_of(window, "coping-plan")
    begin(view, "plan")
    view.get_by_label("What Ruben wants").fill("To sleep through without going over it")
    steps = view.get_by_role("group", name="Steps")
    steps.get_by_role("button", name="Ideas to begin with").press("Enter")
    steps.locator(".wb-idea").first.press("Enter")
    expect(steps.get_by_label("Then I")).not_to_have_value("")
    # Before it can have reached the record: the browser has it.
    window.reload()
    until_run(window)
    aim = view.get_by_label("What Ruben wants")
    expect(aim).to_have_value("To sleep through without going over it", timeout=ANSWER)
    expect(view.get_by_label("Then I")).not_to_have_value("")
    view.get_by_role("button", name="Propose it to Ruben").press("Enter")
    answer = view.locator(".wb-answer h4")
    expect(answer).to_be_focused(timeout=ANSWER)
    expect(view.get_by_role("button", name="What the rules say")).to_be_visible()
    view.locator(".wb-task > .wb-acts .wb-button").last.press("Enter")
    view.get_by_label("Before you see it").fill("6")
    view.get_by_role("button", name="Go on").press("Enter")
    expect(view).to_have_attribute("data-phase", "later")
    view.get_by_role("button", name="Preview").press("Enter")
    expect(view.locator(".wb-preview")).to_contain_text("To sleep through")
    for name, ending in (("Save as PDF", ".pdf"), ("Save for Word", ".docx")):
        with window.expect_download() as saved:
            view.get_by_role("button", name=name).press("Enter")
        assert saved.value.suggested_filename.endswith(ending)
    view.get_by_role("button", name="A week later").press("Enter")
    expect(view.get_by_text("What keeps Ruben stuck")).to_be_visible()


def test_a_formulation_is_compared_element_by_element(lesson, until_run):
    window = lesson()
    view = view_of(window, "formulation")
    begin(view, "write")
    view.get_by_label("What keeps it going").fill(
        "Every night he goes over the interview and fills a notebook."
    )
    window.reload()
    until_run(window)
    expect(view.get_by_label("What keeps it going")).to_have_value(
        "Every night he goes over the interview and fills a notebook.", timeout=ANSWER
    )
    view.get_by_role("radio", name="rumination").press("Space")
    view.get_by_role("button", name="Compare it").press("Enter")
    view.get_by_label("Before you see it").fill("3")
    view.get_by_role("button", name="Show the result").press("Enter")
    expect(view.get_by_text("so does the reference")).to_be_visible()
    expect(view.locator(".wb-rule-true").first).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 400), ("dark", 1200)])
def test_axe_finds_nothing_and_at_400_pixels_nothing_is_cut_off(
    workbook, watch, open_lesson, scheme, width
):
    window = watch(color_scheme=scheme, viewport={"width": width, "height": 900})
    open_lesson(forget(workbook), f"en/{LESSON}", window=window)
    plan, own = view_of(window, "coping-plan"), view_of(window, "formulation")
    begin(plan, "plan")
    begin(own, "write")
    steps = plan.get_by_role("group", name="Steps")
    steps.get_by_role("button", name="Ideas to begin with").press("Enter")
    steps.locator(".wb-idea").first.press("Enter")
    plan.get_by_role("button", name="Propose it to Ruben").press("Enter")
    expect(plan.locator(".wb-answer h4")).to_be_focused(timeout=ANSWER)
    plan.get_by_role("button", name="What the rules say").press("Enter")
    assert faults(window) == []
    for view in (plan, own):
        assert (view.evaluate(TOO_WIDE), view.evaluate(TOO_SMALL)) == ([], [])
