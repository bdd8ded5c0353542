"""A talk with a simulated client, in a real browser, as a trainee has it."""

import re

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LESSON = "en/04-first-conversations.ipynb"
ANSWER = 20_000  # the first utterance loads what understands by meaning
BANNER = 3_900  # three seconds after the last pause in typing, which is noticed after 0.4
CELLS = "() => window.jupyterapp.shell.currentWidget.context.model.toJSON().cells"
RUNS = f"{CELLS}.map(cell => cell.execution_count ?? null)"

OWN_NUMBER = """async () => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const request = { code: 'import os; print(os.getpid())', store_history: false };
    const asked = kernel.requestExecute(request);
    let told = '';
    asked.onIOPub = ({ content }) => { told += content.name === 'stdout' ? content.text : ''; };
    await asked.done;
    return Number(told);
}"""


class Talk:
    """One window on the talk in a lesson."""

    def __init__(self, window):
        self.window = window
        self.view = window.locator(".wb-conversation")
        self.box = self.view.locator("textarea")
        self.alert = self.view.get_by_role("alert")

    def button(self, name):
        return self.view.get_by_role("button", name=name, exact=True)

    def turn(self, number):
        return self.view.locator(f"[data-turn='{number}']")

    def begin(self, mode="After every turn"):
        self.view.get_by_role("radio", name=mode).check()
        self.view.get_by_role("button", name="begin the talk").click()
        expect(self.box).to_be_focused()
        return self

    def say(self, words):
        """Send words and wait for the answer."""
        turns = self.view.locator("[data-turn]").count()
        self.box.fill(words)
        self.box.press("Control+Enter")
        expect(self.answer(turns + 1)).to_be_visible(timeout=ANSWER)
        expect(self.box).to_have_value("")

    def answer(self, number):
        return self.turn(number).locator(".wb-client .wb-words")

    def end(self):
        self.button("End the talk").click()
        self.button("End and look back").click()


@pytest.fixture
def fresh(workbook):
    """No talk on record yet."""
    for file in workbook.data.glob("record.sqlite*"):
        file.unlink()
    return workbook


@pytest.fixture
def talk(fresh, open_lesson):
    return Talk(open_lesson(fresh, LESSON))


def again(talk, open_lesson, workbook):
    """The same lesson, loaded anew."""
    open_lesson(workbook, LESSON, window=talk.window)
    return Talk(talk.window)


def kernel_of(window):
    """The process in which the lesson's code runs."""
    return psutil.Process(window.evaluate(OWN_NUMBER))


def faults(window):
    found = Axe().run(window, context={"include": [[".jp-OutputArea-output"]]})
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]]


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
    talk.view.get_by_role("group", name="Start this talk again").get_by_role(
        "button"
    ).first.click()
    expect(talk.box).to_be_focused()
    expect(talk.view.locator("[data-turn]")).to_have_count(0)


def test_after_a_kernel_restart_the_talk_goes_on_where_it_was(talk):
    talk.begin()
    talk.say("What are your nights like?")
    answer = talk.answer(1).inner_text()
    talk.box.fill("And then I wan")
    expect(talk.view.locator(".wb-saved")).to_contain_text("Saved")
    talk.window.evaluate(
        """async () => {
            const { sessionContext } = window.jupyterapp.shell.currentWidget;
            await sessionContext.session.kernel.restart();
            await window.jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    expect(talk.answer(1)).to_have_text(answer, timeout=30_000)
    expect(talk.box).to_have_value("And then I wan")
    talk.say("It keeps coming back.")
    expect(talk.turn(2)).to_contain_text("It keeps coming back.")


def test_a_kernel_that_hangs_is_told_within_three_seconds_and_forgotten_when_it_answers(
    talk, fresh, console_errors
):
    talk.begin()
    kernel = kernel_of(talk.window)
    kernel.suspend()
    try:
        talk.box.press_sequentially("Are you there?")
        expect(talk.alert).to_contain_text("is not answering", timeout=BANNER)
        expect(talk.box).to_have_value("Are you there?")
        expect(talk.view.locator(".wb-saved")).to_have_text("Not saved yet")
    finally:
        kernel.resume()
    expect(talk.alert).to_have_count(0, timeout=10_000)
    expect(talk.view.locator(".wb-saved")).to_contain_text("Saved")
    # Lab itself may complain about a kernel that was silent.
    console_errors.clear()


def test_what_was_typed_when_the_kernel_died_is_offered_back(
    talk, fresh, open_lesson, console_errors
):
    talk.begin()
    talk.say("What are your nights like?")
    kernel_of(talk.window).kill()
    talk.box.press_sequentially("You lie there")
    talk.box.press("Control+Enter")
    expect(talk.alert).to_contain_text("is not answering", timeout=BANNER)
    expect(talk.box).to_have_value("You lie there")
    talk = again(talk, open_lesson, fresh)
    expect(talk.turn(1)).to_contain_text("What are your nights like?")
    offer = talk.view.get_by_role("status").filter(has_text="still in your browser")
    expect(offer).to_contain_text("You lie there")
    talk.button("Put it in the box").click()
    expect(talk.box).to_have_value("You lie there")
    talk.say("You lie there.")
    talk = again(talk, open_lesson, fresh)
    expect(talk.turn(2)).to_contain_text("You lie there.")
    expect(talk.view.get_by_text("still in your browser")).to_have_count(0)
    console_errors.clear()


def test_of_two_windows_the_later_one_is_told_and_loses_nothing(talk, fresh, watch, open_lesson):
    talk.begin()
    other = Talk(open_lesson(fresh, LESSON, window=watch()))
    other.say("What are your nights like?")
    talk.box.fill("How are you?")
    talk.box.press("Control+Enter")
    expect(talk.alert).to_contain_text("another window", timeout=ANSWER)
    expect(talk.box).to_have_value("How are you?")
    talk.button("Show where the talk stands").click()
    expect(talk.turn(1)).to_contain_text("What are your nights like?")
    expect(talk.box).to_have_value("How are you?")
    talk.box.press("Control+Enter")
    expect(talk.turn(2)).to_contain_text("How are you?", timeout=ANSWER)


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
def test_axe_finds_nothing_to_complain_of_in_light_or_dark(fresh, watch, open_lesson, scheme):
    window = open_lesson(fresh, LESSON, window=watch(color_scheme=scheme))
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


def test_at_400_pixels_nothing_is_cut_off_and_fingers_find_every_button(fresh, watch, open_lesson):
    talk = Talk(open_lesson(fresh, LESSON, window=watch(viewport={"width": 400, "height": 800})))

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


def test_on_paper_the_talk_is_there_in_full_and_the_buttons_are_not(talk):
    talk.begin()
    talk.say("What are your nights like?")
    talk.window.emulate_media(media="print")
    expect(talk.turn(1)).to_contain_text("What it changed")
    expect(talk.turn(1).get_by_text("What it changed")).to_be_visible()
    expect(talk.box).to_be_hidden()
    expect(talk.button("Pause")).to_be_hidden()
    heights = talk.view.get_by_role("log").evaluate("log => [log.scrollHeight, log.clientHeight]")
    assert heights[0] <= heights[1] + 1
