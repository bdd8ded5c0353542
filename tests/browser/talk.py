"""A talk in a lesson, as the tests see it: what a trainee finds there by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Running

LESSON = "en/04-first-conversations.ipynb"
ANSWER = 60_000  # the first utterance loads what understands by meaning


def forget(workbook: Running) -> Running:
    """The workbook with no talk on record."""
    for file in workbook.data.glob("record.sqlite*"):
        file.unlink()
    return workbook


class Talk:
    """One window on the talk in a lesson."""

    def __init__(self, window):
        self.window = window
        # A lesson may hold a second talk further down.
        self.view = window.locator(".wb-conversation").first
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
