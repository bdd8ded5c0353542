"""Kernels that restart, hang or die, and two windows: nothing said is lost, nothing typed either."""

import psutil
import pytest
from playwright.sync_api import expect

from tests.browser.talk import ANSWER, LESSON, Talk, forget

BANNER = 3_900  # three seconds after the last pause in typing, which is noticed after 0.4
OWN_NUMBER = """async () => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const request = { code: 'import os; print(os.getpid())', store_history: false };
    const asked = kernel.requestExecute(request);
    let told = '';
    asked.onIOPub = ({ content }) => { told += content.name === 'stdout' ? content.text : ''; };
    await asked.done;
    return Number(told);
}"""


@pytest.fixture
def talk(workbook, open_lesson):
    return Talk(open_lesson(forget(workbook), LESSON))


def again(talk, open_lesson, workbook):
    """The same lesson, loaded anew."""
    open_lesson(workbook, LESSON, window=talk.window)
    return Talk(talk.window)


def kernel_of(window):
    """The process in which the lesson's code runs."""
    return psutil.Process(window.evaluate(OWN_NUMBER))


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
    talk, workbook, console_errors
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
    talk, workbook, open_lesson, console_errors
):
    talk.begin()
    talk.say("What are your nights like?")
    kernel_of(talk.window).kill()
    talk.box.press_sequentially("You lie there")
    talk.box.press("Control+Enter")
    expect(talk.alert).to_contain_text("is not answering", timeout=BANNER)
    expect(talk.box).to_have_value("You lie there")
    talk = again(talk, open_lesson, workbook)
    expect(talk.turn(1)).to_contain_text("What are your nights like?")
    offer = talk.view.get_by_role("status").filter(has_text="still in your browser")
    expect(offer).to_contain_text("You lie there")
    talk.button("Put it in the box").click()
    expect(talk.box).to_have_value("You lie there")
    talk.say("You lie there.")
    talk = again(talk, open_lesson, workbook)
    expect(talk.turn(2)).to_contain_text("You lie there.")
    expect(talk.view.get_by_text("still in your browser")).to_have_count(0)
    console_errors.clear()


def test_of_two_windows_the_later_one_is_told_and_loses_nothing(
    talk, workbook, watch, open_lesson
):
    talk.begin()
    other = Talk(open_lesson(workbook, LESSON, window=watch()))
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
