"""A talk with a simulated client, in a real browser, as a trainee has it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.talk import ANSWER, LESSON, Talk, forget

CELLS = "() => window.jupyterapp.shell.currentWidget.context.model.toJSON().cells"
RUNS = f"{CELLS}.map(cell => cell.execution_count ?? null)"


@pytest.fixture
def talk(workbook, open_lesson):
    return Talk(open_lesson(forget(workbook), LESSON))


def test_before_the_talk_you_read_who_it_is_and_choose_how_you_want_feedback(talk):
    expect(talk.view).to_contain_text("Ruben")
    expect(talk.view).to_contain_text("Before you begin")
    expect(talk.view.get_by_role("radio", checked=True)).to_have_count(0)
    talk.view.get_by_role("button", name="begin the talk").click()
    expect(talk.alert.filter(has_text="Choose first")).to_be_visible()
    expect(talk.view.get_by_role("radio").first).to_be_focused()


def test_what_you_type_is_answered_with_feedback_and_marked_as_saved(talk):
    talk.begin()
    talk.say("What are your nights like?")
    expect(talk.turn(1)).to_contain_text("What are your nights like?")
    expect(talk.turn(1).get_by_role("heading", level=4)).to_be_visible()
    expect(talk.view.locator(".wb-saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    expect(talk.box).to_be_focused()
    talk.turn(1).get_by_role("button", name="Why did Ruben say that?").click()
    expect(talk.turn(1)).to_contain_text("What it changed")


def test_enter_makes_a_new_line_and_control_with_enter_sends(talk):
    talk.begin()
    runs = talk.window.evaluate(RUNS)
    talk.box.press_sequentially("One")
    talk.box.press("Enter")
    talk.box.press_sequentially("two")
    expect(talk.box).to_have_value("One\ntwo")
    talk.box.press("Control+Enter")
    expect(talk.answer(1)).to_be_visible(timeout=ANSWER)
    expect(talk.turn(1).locator(".wb-own .wb-words")).to_have_text("One\ntwo", use_inner_text=True)
    assert talk.window.evaluate(RUNS) == runs


def test_an_offered_move_fills_the_box_and_your_own_words_can_be_put_back(talk):
    talk.begin()
    moves = talk.view.get_by_role("group", name="Choose one").get_by_role("button")
    expect(moves).to_have_count(3)
    talk.box.fill("My own words")
    moves.nth(1).click()
    expect(talk.box).to_have_value(moves.nth(1).inner_text())
    expect(talk.box).to_be_focused()
    expect(talk.view.locator("[data-turn]")).to_have_count(0)
    talk.button("Put them back").click()
    expect(talk.box).to_have_value("My own words")


def test_everything_can_be_done_with_the_keyboard_and_the_lesson_stays_as_it_is(talk):
    press = talk.window.keyboard.press
    cells = talk.window.evaluate(CELLS)
    talk.view.get_by_role("radio").first.focus()
    press("ArrowDown")
    press("ArrowUp")
    expect(talk.view.get_by_role("radio", name="After every turn")).to_be_checked()
    press("Tab")
    expect(talk.view.get_by_role("button", name="Choose what to practise")).to_be_focused()
    press("Tab")
    press("Enter")
    expect(talk.box).to_be_focused()
    press("Shift+Tab")
    press("Space")
    expect(talk.box).to_be_focused()
    expect(talk.box).not_to_have_value("")
    press("Tab")
    expect(talk.button("Send")).to_be_focused()
    # On a button, these would insert, delete, copy and run cells.
    for key in ("a", "b", "d", "d", "x", "v", "m", "0", "0", "Escape"):
        press(key)
    press("Enter")
    expect(talk.answer(1)).to_be_visible(timeout=ANSWER)
    talk.view.get_by_role("button", name="Pause").focus()
    press("Enter")
    expect(talk.button("Go on")).to_be_focused()
    press("Enter")
    expect(talk.box).to_be_focused()
    talk.button("End the talk").focus()
    press("Space")
    press("Tab")
    press("Enter")
    expect(talk.view.get_by_role("heading", name="How do you think it went?")).to_be_focused()
    press("Tab")
    press("Space")
    press("ArrowRight")
    expect(talk.view.get_by_role("radio", name="1", exact=True).first).to_be_checked()
    after = talk.window.evaluate(CELLS)
    assert [cell["source"] for cell in after] == [cell["source"] for cell in cells]


def test_words_of_people_are_shown_as_they_were_typed_and_never_become_html(talk):
    talk.begin()
    words = "<b>bold</b><script>document.title = 'gone'</script><img src=x onerror=alert(1)>"
    talk.say(words)
    expect(talk.turn(1).locator(".wb-own .wb-words")).to_have_text(words)
    assert talk.view.locator("b, script, img").count() == 0
    assert talk.window.title() != "gone"


def test_you_can_say_what_you_meant_and_the_talk_goes_on_from_there(talk):
    talk.begin()
    talk.say("Tuesday it was, then.")
    talk.turn(1).get_by_role("button", name="This is not what I meant").click()
    choice = talk.turn(1).get_by_label("I was doing this")
    expect(talk.button("Change it")).to_be_disabled()
    choice.select_option(label="Simple reflection")
    talk.button("Change it").click()
    expect(talk.turn(1)).to_contain_text("You said you meant")
    expect(talk.turn(1).locator(".wb-heard")).to_contain_text("Simple reflection")
    expect(talk.button("Versions (2)")).to_be_visible()


def test_going_back_begins_a_version_and_keeps_the_one_before(talk):
    talk.begin()
    talk.say("What are your nights like?")
    talk.say("You should ring them.")
    talk.turn(2).get_by_role("button", name="Say something else here").click()
    expect(talk.view.locator("[data-turn]")).to_have_count(1)
    expect(talk.box).to_have_value("You should ring them.")
    talk.say("Ten past three, again and again.")
    talk.button("Versions (2)").click()
    talk.button("Go to this version").click()
    expect(talk.turn(2)).to_contain_text("You should ring them.")


def test_pause_covers_the_talk_and_the_help_lines_are_always_there(talk):
    talk.button("Help lines").click()
    expect(talk.view).to_contain_text("112")
    talk.begin()
    talk.box.fill("I was going to say")
    talk.button("Pause").click()
    expect(talk.view.get_by_role("heading", name="Paused")).to_be_visible()
    expect(talk.view.get_by_role("log")).to_be_hidden()
    talk.button("Help lines").click()
    expect(talk.view.locator(".wb-help")).to_contain_text("checked on")
    talk.button("Go on").click()
    expect(talk.box).to_have_value("I was going to say")
    expect(talk.box).to_be_focused()


def test_after_the_end_you_rate_first_and_then_see_the_debrief_beside_your_rating(talk):
    talk.begin("Only at the end")
    talk.say("What are your nights like?")
    expect(talk.turn(1).get_by_role("heading")).to_have_count(0)
    talk.say("You lie there and go over it.")
    talk.end()
    expect(talk.view.get_by_role("radio", checked=True)).to_have_count(0)
    expect(talk.view.locator(".wb-debrief")).to_have_count(0)
    first = talk.view.locator("[data-rating]").first
    first.get_by_role("radio", name="7", exact=True).check()
    talk.button("Show the debrief").click()
    expect(talk.view.get_by_role("heading", name="Debrief")).to_be_focused()
    expect(talk.view.locator(".wb-compared").first).to_contain_text("You: 7")
    expect(talk.view.locator(".wb-compared").last).to_contain_text("You: not rated")
    chart = talk.view.get_by_role("img", name="The course of the talk")
    expect(chart.locator(".wb-sign-of")).to_have_count(2)
    slider = talk.view.get_by_role("slider", name="Walk along the turns")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"Turn 2: .*go over it"))
    talk.view.get_by_text("The same as a table").click()
    expect(talk.view.get_by_role("row")).to_have_count(1 + 3)
    again = talk.view.get_by_role("group", name="Start this talk again")
    again.get_by_role("button", name="After every turn").click()
    expect(talk.box).to_be_focused()
    expect(talk.view.locator("[data-turn]")).to_have_count(0)


def test_a_screen_reader_is_told_the_answer_once_and_nothing_else(talk):
    talk.begin()
    talk.say("What are your nights like?")
    live = "part => part.closest('[aria-live]').getAttribute('aria-live')"
    assert talk.answer(1).evaluate(live) == "polite"
    assert talk.turn(1).locator(".wb-own .wb-words").evaluate(live) == "off"
    assert talk.turn(1).get_by_role("heading").evaluate(live) == "off"
    elsewhere = talk.view.locator("[role=status], [role=alert]").all_inner_texts()
    assert not any(talk.answer(1).inner_text() in words for words in elsewhere)


def test_where_you_stand_follows_the_talk_and_leads_back_to_it(workbook, open_lesson):
    start = "en/00-start.ipynb"
    window = open_lesson(forget(workbook), start)
    stand = window.locator(".wb-progress")
    expect(stand).to_contain_text("Not yet tried")
    talk = Talk(window).begin()
    talk.say("What are your nights like?")
    open_lesson(workbook, start)
    expect(stand).to_contain_text("Under way · 1 turn")
    stand.get_by_role("button", name="Go on").click()
    expect(talk.view).to_be_in_viewport()
    expect(talk.box).to_be_focused()


def test_feedback_that_is_asked_for_shows_less_each_time_and_everything_after_the_talk(talk):
    talk.begin("When I ask for it")
    for words in (
        "What are your nights like?",
        "Hm.",
        "What happened?",
        "Who knows?",
        "And then?",
    ):
        talk.say(words)
    whole, less = talk.turn(1), talk.turn(5)
    for turn in (whole, less):
        expect(turn.get_by_text("The aim", exact=True)).to_be_hidden()
        turn.get_by_role("button", name="Show the feedback on this turn").click()
        expect(turn.get_by_text("The aim", exact=True)).to_be_visible()
    expect(whole.get_by_role("button", name="Why did Ruben say that?")).to_be_visible()
    expect(less.get_by_role("button", name="Why did Ruben say that?")).to_have_count(0)
    expect(less).to_contain_text("after the talk everything is shown")
