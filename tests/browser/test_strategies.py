"""The coping strategies in a real browser, as a trainee browses them in lesson 05."""

import re
from base64 import b64encode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.talk import ANSWER
from tests.browser.test_lab import STRAY, TOO_SMALL, TOO_WIDE, focus_is_ours, sources
from workbook.practice import strategies as known
from workbook.widgets.strategies import StrategiesView

LESSON = "05-coping-plans.ipynb"
ALL = 24


def browser_of(window):
    """The view, once it has been told the strategies."""
    view = window.locator(".wb-strategies")
    expect(view.locator(".wb-way")).to_have_count(ALL, timeout=ANSWER)
    return view


def faults(window):
    """What axe complains of in this view; the lesson's other views have tests of their own."""
    found = Axe().run(window, context={"include": [[".wb-strategies"]]})
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]]


def way(view, name):
    return view.locator(f"[data-strategy='{name}']")


def test_strategies_are_searched_sorted_and_opened_with_the_keyboard_alone(workbook, open_lesson):
    window = open_lesson(workbook, f"en/{LESSON}")
    press, before = window.keyboard.press, sources(window)
    view = browser_of(window)
    status = view.get_by_role("status")
    assert not focus_is_ours(window)
    expect(view.get_by_role("heading", level=4)).to_have_text(
        ["Five healthy ways", "Four that build resilience", "Further ways"]
    )
    view.get_by_role("searchbox").focus()
    window.keyboard.type("SANDWICH bread")
    expect(status).to_contain_text("Nothing fits")
    press("Tab")
    press("Tab")
    expect(view.get_by_role("button", name="Show all")).to_be_focused()
    press("Enter")
    expect(view.get_by_role("searchbox")).to_be_focused()
    expect(status).to_have_text("24 of 24 strategies")
    window.keyboard.type("bread")
    # It stands in a first step only: that step is shown, with the word marked.
    expect(status).to_have_text("1 of 24 strategies")
    expect(way(view, "stay_connected").locator(".wb-found mark")).to_have_text("bread")
    for key in STRAY:
        press(key)
    view.get_by_role("searchbox").fill("")
    press("Tab")
    press("ArrowRight")
    press("ArrowRight")
    expect(view.get_by_role("radio", name="rumination")).to_be_checked()
    expect(status).to_have_text(
        re.compile(
            r"^24 of 24 strategies · works against it: \d · can feed it: \d · beside it: \d+$"
        )
    )
    expect(view.get_by_role("heading", level=4).first).to_have_text("Works against it: rumination")
    expect(view.locator("[data-part='feeds'] [data-strategy='look_at_thoughts']")).to_contain_text(
        "weighing evidence can be the same mill"
    )
    press("Tab")
    first = view.locator(".wb-way h5 button").first
    expect(first).to_be_focused()
    press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    for title in ("How to propose it", "First small steps", "What is known about it"):
        expect(view.get_by_text(title).locator("visible=true")).to_have_count(1)
    # What is open stays open when the sorting changes.
    view.get_by_role("radio", name="withdrawal").press("Space")
    expect(view.locator(".wb-way [aria-expanded='true']")).to_have_count(1)
    assert sources(window) == before


def test_what_is_typed_never_becomes_html_and_a_reload_forgets_it(
    workbook, open_lesson, until_run
):
    window = open_lesson(workbook, f"en/{LESSON}")
    view = browser_of(window)
    view.get_by_role("searchbox").fill("<b>will</b>")
    expect(view.get_by_role("status")).to_contain_text("0 of 24")
    assert view.locator("b").count() == 0
    window.reload()
    until_run(window)
    expect(browser_of(window).get_by_role("searchbox")).to_have_value("")


def test_in_dutch_every_word_of_the_view_is_dutch(start_workbook, open_lesson):
    window = open_lesson(start_workbook("nl"), f"nl/{LESSON}")
    view = browser_of(window)
    expect(view).to_have_attribute("lang", "nl")
    view.get_by_role("searchbox").fill("piekér")
    expect(view.get_by_role("status")).to_contain_text(re.compile(r"^\d+ van 24 strategieën$"))
    expect(way(view, "worry_time").locator("h5 mark")).to_have_text("Pieker")
    view.get_by_role("searchbox").fill("")
    view.get_by_role("radio", name="geruststelling zoeken").check()
    expect(
        view.get_by_role("heading", name="Werkt ertegen: geruststelling zoeken")
    ).to_be_visible()


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(workbook, watch, open_lesson, scheme, width):
    window = watch(color_scheme=scheme, viewport={"width": width, "height": 900})
    view = browser_of(open_lesson(workbook, f"en/{LESSON}", window=window))
    view.get_by_role("radio", name="rumination").check()
    view.get_by_role("searchbox").fill("the")
    for part in ("against", "feeds", "beside"):
        view.locator(f"[data-part='{part}'] h5 button").first.click()
    assert faults(window) == []
    assert (view.evaluate(TOO_WIDE), view.evaluate(TOO_SMALL)) == ([], [])
    view.get_by_role("searchbox").fill("no such way")
    assert faults(window) == []
    assert (view.evaluate(TOO_WIDE), view.evaluate(TOO_SMALL)) == ([], [])


def test_an_answer_that_comes_twice_leaves_what_was_typed_meanwhile(page):
    """A question that was sent again to a slow kernel is answered twice."""
    typed = page.evaluate(
        """async ([source, browse]) => {
            const view = (await import(`data:text/javascript;base64,${source}`)).default;
            const sent = [];
            let hear = null;
            const model = {
                get: name => ({ lang: "en", strings: {} })[name],
                on: (_, heard) => (hear = heard),
                off: () => {},
                send: message => sent.push(message),
            };
            const el = document.body.appendChild(document.createElement("div"));
            view.render({ model, el });
            const answer = { kind: "ack", seq: sent[0].seq, browse };
            hear(answer);
            el.querySelector("[type=search]").value = "worry";
            hear(answer);
            return el.querySelector("[type=search]").value;
        }""",
        [b64encode(StrategiesView._esm.encode()).decode(), known.shown("en")],
    )
    assert typed == "worry"
