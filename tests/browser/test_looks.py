"""What the views look like: in both themes and languages, on a telephone, on paper, to axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.talk import LESSON, Talk, forget


def faults(window):
    found = Axe().run(window, context={"include": [[".jp-OutputArea-output"]]})
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]]


def test_in_dutch_every_word_of_the_view_is_dutch(start_workbook, open_lesson):
    window = open_lesson(start_workbook("nl"), "nl/04-first-conversations.ipynb")
    talk = Talk(window)
    expect(talk.view).to_have_attribute("lang", "nl")
    talk.view.get_by_role("radio", name="Na elke beurt").check()
    talk.view.get_by_role("button", name="begin het gesprek").click()
    talk.say("Hoe zijn je nachten?")
    expect(talk.view.locator(".wb-saved")).to_have_text(re.compile(r"Bewaard \d\d:\d\d"))
    talk.button("Stop het gesprek").click()
    talk.button("Stop en kijk terug").click()
    talk.button("Naar de nabespreking").click()
    expect(talk.view.get_by_role("heading", name="Nabespreking")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of_in_light_or_dark(workbook, watch, open_lesson, scheme):
    window = open_lesson(forget(workbook), LESSON, window=watch(color_scheme=scheme))
    talk = Talk(window)
    light = "true" if scheme == "light" else "false"
    expect(window.locator("body")).to_have_attribute("data-jp-theme-light", light)
    assert faults(window) == []
    talk.begin()
    talk.say("What are your nights like?")
    talk.say("You should ring them and ask for feedback.")
    for name in ("Why did Ruben say that?", "This is not what I meant"):
        talk.turn(2).get_by_role("button", name=name).click()
    talk.button("Help lines").click()
    assert faults(window) == []
    talk.end()
    assert faults(window) == []
    talk.button("Show the debrief").click()
    talk.view.get_by_text("The same as a table").click()
    assert faults(window) == []
    paper = talk.view.evaluate("view => getComputedStyle(view).backgroundColor")
    lightness = sum(map(int, re.findall(r"\d+", paper)[:3])) / 3
    assert lightness > 200 if scheme == "light" else lightness < 80


def test_at_400_pixels_nothing_is_cut_off_and_fingers_find_every_button(
    workbook, watch, open_lesson
):
    talk = Talk(
        open_lesson(forget(workbook), LESSON, window=watch(viewport={"width": 400, "height": 800}))
    )

    def too_wide():
        return talk.view.evaluate(
            """view => [...view.querySelectorAll('*')].filter(part =>
                part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1 &&
                !['auto', 'scroll'].includes(getComputedStyle(part).overflowX) &&
                getComputedStyle(part).display !== 'inline').map(part => part.className)"""
        )

    def too_small():
        return talk.view.evaluate(
            """view => [...view.querySelectorAll('button, textarea, select, summary, .wb-step')]
                .filter(part => part.offsetParent && part.offsetHeight < 44)
                .map(part => part.textContent)"""
        )

    assert too_wide() == []
    talk.begin()
    talk.say("What are your nights like? " + "Long" * 40)
    assert (too_wide(), too_small()) == ([], [])
    talk.end()
    assert (too_wide(), too_small()) == ([], [])
    talk.button("Show the debrief").click()
    expect(talk.view.locator(".wb-chart")).to_be_visible()
    assert (too_wide(), too_small()) == ([], [])


def test_on_paper_the_talk_is_there_in_full_and_the_buttons_are_not(workbook, open_lesson):
    talk = Talk(open_lesson(forget(workbook), LESSON))
    talk.begin()
    talk.say("What are your nights like?")
    talk.window.emulate_media(media="print")
    expect(talk.turn(1)).to_contain_text("What it changed")
    expect(talk.turn(1).get_by_text("What it changed")).to_be_visible()
    expect(talk.box).to_be_hidden()
    expect(talk.button("Pause")).to_be_hidden()
    heights = talk.view.get_by_role("log").evaluate("log => [log.scrollHeight, log.clientHeight]")
    assert heights[0] <= heights[1] + 1
