"""The practice room in a real browser: choosing a client, aims, two versions side by side, a transcript of one's own."""

import pytest
from playwright.sync_api import expect

from tests.browser.talk import Talk, forget
from tests.browser.test_looks import faults

ROOM = "en/10-practice-room.ipynb"
PASTED = """T: Good morning, Mrs Jansen. What brings you here?
C: My sister Marleen. She said <b>never</b> again.
T: That must have hurt. You had hoped she would come round.
C: Yes.
T: You should just call her again.
C: No."""


@pytest.fixture
def room(workbook, open_lesson):
    return open_lesson(forget(workbook), ROOM)


def choose(window, name):
    """The talk that opens when a client is chosen with the keyboard."""
    client = window.get_by_role("article", name=name)
    begin = client.get_by_role("button").first
    begin.focus()
    begin.press("Enter")
    talk = Talk(window)
    # The talk takes the focus once it is there.
    expect(talk.view.locator(":focus")).to_have_count(1, timeout=20_000)
    return talk


def test_every_client_can_be_chosen_and_the_talk_opens_below_with_the_keyboard_in_it(room):
    expect(room.locator(".wb-who")).to_have_count(9, timeout=20_000)
    talk = choose(room, "Walter Dekker")
    expect(talk.view.get_by_role("heading", name="Walter Dekker")).to_be_visible()
    talk = choose(room, "Nadia Osman")
    expect(room.locator(".wb-conversation")).to_have_count(1)
    talk.begin()
    talk.say("What happened?")
    expect(talk.answer(1)).not_to_be_empty()


def test_the_room_and_the_transcript_have_no_faults_for_axe_in_light_or_dark(
    workbook, watch, open_lesson
):
    for scheme in ("light", "dark"):
        window = open_lesson(forget(workbook), ROOM, window=watch(color_scheme=scheme))
        expect(window.locator(".wb-who").first).to_be_visible(timeout=20_000)
        pasted = window.locator(".wb-verbatim")
        pasted.get_by_role("textbox").fill(PASTED)
        pasted.get_by_role("button", name="Read it").click()
        expect(pasted.get_by_role("heading", name="Turn by turn")).to_be_visible(timeout=20_000)
        assert faults(window) == []
        window.close()


def test_aims_are_chosen_beforehand_and_looked_at_first_in_the_debrief(room):
    talk = choose(room, "Ruben Duarte")
    fold = talk.view.get_by_role("button", name="Choose what to practise")
    fold.press("Enter")
    boxes = talk.view.locator(".wb-goal input")
    for place in (2, 0):
        boxes.nth(place).focus()
        boxes.nth(place).press("Space")
    expect(boxes.nth(1)).to_be_disabled()
    talk.begin()
    expect(
        talk.view.get_by_text("Your aim: Leaving room, Listening before changing")
    ).to_be_visible()
    for words in ("How do you sleep?", "So it keeps going round.", "You should exercise more."):
        talk.say(words)
    talk.end()
    talk.button("Show the debrief").click()
    criteria = talk.view.locator(".wb-rubric > li")
    expect(criteria).to_have_count(7)
    for place in (0, 1):
        expect(criteria.nth(place).get_by_text("Your aim", exact=True)).to_be_visible()


def test_two_versions_stand_side_by_side_with_what_changed_and_why(room):
    talk = choose(room, "Ruben Duarte").begin()
    talk.say("How do you sleep?")
    talk.say("You should just apply again.")
    talk.turn(2).get_by_role("button", name="Say something else here").click()
    expect(talk.turn(2)).to_have_count(0)
    talk.say("So you lie awake, going over it.")
    talk.button("Versions (2)").press("Enter")
    talk.button("Compare with this one").press("Enter")
    beside = talk.view.get_by_role("region", name="Two versions side by side")
    expect(beside).to_be_focused()
    expect(beside.get_by_text("You should just apply again.", exact=True)).to_be_visible()
    expect(beside.get_by_text("So you lie awake, going over it.", exact=True)).to_be_visible()
    expect(beside.locator(".wb-changes").get_by_text("Bond")).to_have_count(2)
    assert faults(room) == []
    reason = beside.get_by_role("button", name="Why did Ruben say that?").first
    reason.press("Enter")
    expect(beside.get_by_text("What it changed").first).to_be_visible()


def test_a_pasted_transcript_is_coded_masked_corrected_and_kept_only_when_asked(room):
    view = room.locator(".wb-verbatim")
    box = view.get_by_role("textbox")
    box.fill(PASTED)
    view.get_by_role("button", name="Read it").press("Enter")
    expect(view.get_by_role("heading", name="Your transcript")).to_be_focused(timeout=20_000)
    expect(view.get_by_text("Not kept: it is gone when you close the page.")).to_be_visible()
    # What people wrote is text, whatever it looks like.
    expect(view.get_by_text("She said <b>never</b> again.")).to_be_visible()
    expect(view.get_by_text("Jansen, Marleen")).to_be_visible()
    view.get_by_role("button", name="Replace what is ticked").press("Enter")
    expect(view.get_by_text("My sister [name].")).to_be_visible()
    advice = view.locator("[data-place='4']")
    expect(advice.get_by_text("Unasked advice")).to_be_visible()
    advice.get_by_role("button", name="This is not what it was").press("Enter")
    advice.get_by_role("combobox").select_option("planning")
    advice.get_by_role("button", name="Change it").press("Enter")
    expect(view.locator("[data-place='4']").get_by_text("You said you meant")).to_be_visible()
    view.get_by_role("button", name="Keep it in my record").press("Enter")
    expect(view.get_by_text("Kept in your record, on this computer.")).to_be_visible()
    view.get_by_role("button", name="Look at another one").press("Enter")
    view.get_by_role("button", name="Open").press("Enter")
    expect(view.locator("[data-place='4']").get_by_text("You said you meant")).to_be_visible()
    view.get_by_role("button", name="Take it off my record").press("Enter")
    expect(view.get_by_text("Not kept: it is gone when you close the page.")).to_be_visible()


def test_what_is_no_transcript_is_refused_with_a_remedy_and_stays_in_the_box(room):
    view = room.locator(".wb-verbatim")
    view.get_by_role("textbox").fill("Dear diary, today was long.")
    view.get_by_role("button", name="Read it").press("Enter")
    expect(view.get_by_role("alert")).to_contain_text("begins with who speaks")
    expect(view.get_by_role("textbox")).to_have_value("Dear diary, today was long.")


def test_in_dutch_the_room_is_dutch(start_workbook, open_lesson):
    window = open_lesson(start_workbook("nl"), "nl/10-practice-room.ipynb")
    expect(window.get_by_role("heading", name="Met wie wil je praten?")).to_be_visible(
        timeout=20_000
    )
    window.get_by_role("article", name="Emre").get_by_role("button", name="Begin").first.click()
    talk = Talk(window)
    expect(talk.view.get_by_role("heading", name="Emre")).to_be_visible(timeout=20_000)
    expect(window.get_by_role("heading", name="Een eigen gespreksverslag").last).to_be_visible()
