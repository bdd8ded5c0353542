"""The sheets and rounds of the studio in a real browser, as a trainee has them in lessons 05, 06 and 08."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.talk import ANSWER, forget
from tests.browser.test_lab import STRAY, TOO_SMALL, TOO_WIDE, focus_is_ours, sources, tab_to

PLANS, FEAR, MORE = (
    "05-coping-plans.ipynb",
    "06-fear-of-rejection.ipynb",
    "08-when-it-is-more.ipynb",
)
SCRIPT = "<script>document.title = 'taken'</script>"
THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
SETTLE = re.compile("^(Leave it at|Agree on) this$")


def view_of(window, exercise):
    return window.locator(f".wb-drill[data-exercise='{exercise}']").first


def press(view, name):
    view.get_by_role("button", name=name).first.press("Enter")


def begin(view, phase="plan"):
    press(view, "Begin")
    expect(view).to_have_attribute("data-phase", phase)


def show(view, client):
    """The sheet is shown to the client; the answer has the focus."""
    press(view, re.compile(f"^Show it (to {client}|once more)$"))
    expect(view.locator(".wb-answer h4")).to_be_focused(timeout=ANSWER)


def finish(view):
    """From what is settled to the result."""
    press(view, SETTLE)
    expect(view).to_have_attribute("data-phase", "guess")
    view.get_by_role("spinbutton").fill("6")
    view.get_by_role("spinbutton").press("Enter")
    expect(view).to_have_attribute("data-phase", "done")


def as_pdf(window, view):
    with window.expect_download() as saved:
        press(view, "Save as PDF")
    return saved.value


def part(view, name):
    """One part of the safety plan."""
    return view.get_by_role("region", name=name)


def on_ladder(view):
    return view.get_by_role("list", name="Your ladder", exact=True).get_by_role("listitem")


@pytest.fixture
def lesson(workbook, open_lesson):
    """Opens a lesson in English, with nothing on record."""
    return lambda name: open_lesson(forget(workbook), f"en/{name}")


def test_an_experiment_goes_from_begin_to_the_result_with_the_keyboard_alone(lesson, until_run):
    window = lesson(FEAR)
    key, before = window.keyboard.press, sources(window)
    view = view_of(window, "dating-avoidance/experiment")
    assert not focus_is_ours(window)
    begin(view)
    expect(view.get_by_role("heading", level=3)).to_be_focused()
    prediction = view.get_by_label("The prediction")
    trial = view.get_by_label("How is it tried out?")
    tab_to(window, prediction)
    window.keyboard.type("She looks at her phone before I have counted to twenty.")
    tab_to(window, trial)
    key("Tab")
    key("Enter")
    key("Tab")
    idea = view.locator(".wb-idea:focus").inner_text()
    key("Enter")
    expect(trial).to_be_focused()
    habit = view.get_by_role("checkbox").first
    habit.press("Space")
    for stray in STRAY:
        key(stray)
    # Before it can have reached the record: the browser has it.
    window.reload()
    until_run(window)
    expect(prediction).to_have_value(re.compile("counted to twenty"), timeout=ANSWER)
    expect(trial).to_have_value(idea)
    expect(habit).to_be_checked()
    show(view, "Emre")
    key("Tab")
    key("Enter")
    expect(view.get_by_text(re.compile("^(Holds|Not yet): ")).first).to_be_visible()
    press(view, SETTLE)
    expect(view).to_have_attribute("data-phase", "learn")
    expect(view.get_by_role("heading", name="How it went")).to_be_visible()
    expect(view.get_by_role("heading", level=3)).to_be_focused()
    tab_to(window, view.get_by_label("What was learned?"))
    window.keyboard.type("You predicted a look at the phone, and this once there was none.")
    show(view, "Emre")
    finish(view)
    assert focus_is_ours(window)
    expect(view.get_by_text("Your view: 6 of 10")).to_be_visible()
    assert as_pdf(window, view).suggested_filename.endswith(".pdf")
    assert sources(window) == before


def test_a_ladder_is_put_in_order_with_buttons_arrow_keys_and_the_mouse(lesson):
    window = lesson(FEAR)
    view = view_of(window, "dating-avoidance/ladder")
    begin(view)
    said, rungs = view.get_by_role("status"), on_ladder(view)
    for place in (1, 2, 3):
        press(view, "Put on")
        expect(said).to_have_text(re.compile(f"^Place {place} of {place}: "))
        # Still among those that are left, for the next one.
        expect(view.get_by_role("button", name="Put on").first).to_be_focused()
    names = rungs.locator(".wb-rung-text").all_inner_texts()
    texts = rungs.locator(".wb-rung-text")
    later = rungs.first.get_by_role("button", name="Later")
    later.press("Enter")
    expect(said).to_have_text(f"Place 2 of 3: {names[0]}")
    expect(rungs.nth(1).get_by_role("button", name="Later")).to_be_focused()
    window.keyboard.press("Enter")
    # At the end there is no later: the rung has the focus, for the arrow keys.
    expect(rungs.last).to_be_focused()
    window.keyboard.press("ArrowUp")
    expect(said).to_have_text(f"Place 2 of 3: {names[0]}")
    expect(texts).to_have_text([names[1], names[0], names[2]])
    rungs.last.drag_to(rungs.first)
    expect(texts).to_have_text([names[2], names[1], names[0]])
    expect(said).to_have_text(f"Place 1 of 3: {names[2]}")
    rungs.first.get_by_role("button", name="Ask how hard").press("Enter")
    expect(said).to_contain_text("Emre: ")
    press(rungs.first, "Take off")
    expect(said).to_have_text(f"Taken off: {names[2]}")
    expect(texts).to_have_text([names[1], names[0]])
    show(view, "Emre")
    expect(texts).to_have_text([names[1], names[0]])


def test_the_picture_of_the_people_says_in_words_what_it_shows(lesson):
    window = lesson(FEAR)
    view = view_of(window, "club-unasked/support-map")
    begin(view)
    picture, person = view.get_by_role("img"), view.locator(".wb-persons li").first
    expect(picture).to_have_accessible_name(re.compile("Nobody has a place yet"))
    name = person.locator("strong").inner_text().split(". ", 1)[1]
    near, gives = person.get_by_role("combobox").all()
    near.focus()
    window.keyboard.press("ArrowDown")
    expect(picture).to_have_accessible_name(re.compile(f"{re.escape(name)}: close by"))
    expect(view.locator("figcaption")).to_contain_text(f"1 {name}")
    near.select_option(label="further off")
    gives.select_option(label="costs more than it gives")
    expect(picture).to_have_accessible_name(re.compile(f"{re.escape(name)}: further off"))
    expect(picture.locator("rect + text")).to_have_text("1")


def test_a_safety_plan_is_asked_for_answered_kept_and_told_what_is_missing(lesson):
    window = lesson(MORE)
    view = view_of(window, "breakup-hopeless/safety-plan")
    begin(view)
    first = view.get_by_role("region", name="ask plainly about thoughts of suicide")
    first.get_by_role("textbox").fill("Are you thinking of killing yourself now?")
    press(first, "Ask Jasper")
    answer = first.locator(".wb-thought")
    expect(answer).to_contain_text("Nobody asks it like that", timeout=ANSWER)
    expect(answer).to_be_focused()
    # Asked at one part and heard as a question about another: it is answered where it was asked.
    people = part(view, "People and places")
    people.get_by_label("How do you ask").fill("Which doctor or crisis line can you ring?")
    press(people, "Ask Jasper")
    expect(people.locator(".wb-thought")).to_be_focused(timeout=ANSWER)
    expect(people.get_by_text("Heard as a question about: Professionals")).to_be_visible()
    signs = part(view, "Warning signs")
    press(signs, "A wording to begin with")
    press(signs, "Ask Jasper")
    expect(signs.locator(".wb-thought")).to_be_focused(timeout=ANSWER)
    kept = signs.get_by_label("What goes on paper")
    kept.fill(f"The blind goes down. {SCRIPT}")
    press(signs, "Ideas to begin with")
    signs.locator(".wb-idea").first.press("Enter")
    expect(kept).to_be_focused()
    lines = kept.input_value()
    assert len(lines.splitlines()) == 2
    show(view, "Jasper")
    expect(kept).to_have_value(lines)
    press(view, "What the rules say")
    expect(view.get_by_text("Holds: Asked in so many words")).to_be_visible()
    expect(view.get_by_text("Not yet: People I ask for help")).to_be_visible()
    finish(view)
    press(view, "Preview")
    expect(view.locator(".wb-preview")).to_contain_text(SCRIPT)
    assert as_pdf(window, view).suggested_filename.endswith(".pdf")
    assert view.locator("script").count() == 0
    assert "taken" not in window.title()


def test_an_indication_is_given_and_a_question_about_death_asked_in_own_words(lesson):
    window = lesson(MORE)
    view = view_of(window, "studio/indication")
    begin(view, "task")
    press(view, "Check")
    expect(view.get_by_role("alert")).to_contain_text("Answer all three")
    for choices in view.locator(".wb-choices").all():
        choices.get_by_role("radio").first.press("Space")
    press(view, "Check")
    told = view.get_by_role("group", name="What there is to learn")
    expect(told).to_be_focused()
    expect(told.get_by_text("Your choice")).to_have_count(2)
    view = view_of(window, "studio/ask-about-risk")
    begin(view, "task")
    view.get_by_role("radio", name="roundabout").press("Space")
    press(view, "Check")
    expect(view.get_by_text(re.compile("^(Yes|Rather): "))).to_be_visible()
    press(view, "Next")
    while not view.get_by_role("textbox").count():
        place = view.get_by_text(re.compile(r"^\d of 8")).inner_text()
        press(view, "Pass over")
        expect(view.get_by_text(place)).to_have_count(0)
    view.get_by_role("textbox").fill(f"Do you think of killing yourself? {SCRIPT}")
    press(view, "Check")
    expect(view.get_by_text("That can be answered with yes.")).to_be_visible(timeout=ANSWER)
    expect(view.get_by_text(SCRIPT)).to_be_visible()
    assert view.locator("script").count() == 0


def test_a_moment_is_answered_in_own_words_which_stay_words(lesson):
    window = lesson(PLANS)
    view = view_of(window, "studio/self-pity")
    begin(view, "task")
    own = view.get_by_label("Or in your own words")
    own.fill(f"Which words do you use to yourself {SCRIPT}")
    press(view, "Check")
    told = view.get_by_role("group", name="What there is to learn")
    expect(told).to_be_focused(timeout=ANSWER)
    expect(told.get_by_text(SCRIPT)).to_be_visible()
    assert view.locator("script").count() == 0
    press(view, "Next")
    expect(own).to_have_value("")
    view.get_by_role("radio").first.press("Space")
    press(view, "Check")
    expect(view.get_by_text(re.compile("^That (half )?(fits|does not)")).first).to_be_visible()


def test_in_dutch_every_word_of_a_ladder_is_dutch(start_workbook, open_lesson):
    window = open_lesson(start_workbook("nl"), f"nl/{FEAR}")
    view = view_of(window, "dating-avoidance/ladder")
    expect(view).to_have_attribute("lang", "nl")
    begin(view)
    for place in (1, 2):
        press(view, "Erop zetten")
        expect(view.get_by_role("status")).to_have_text(
            re.compile(f"^Plaats {place} van {place}: ")
        )
    press(view, "Later")
    expect(view.get_by_role("status")).to_have_text(re.compile("^Plaats 2 van 2: "))
    press(view, "Laat het Emre zien")
    expect(view.locator(".wb-answer h4")).to_be_focused(timeout=ANSWER)
    press(view, "Wat de regels zeggen")
    expect(view.get_by_text(re.compile("^Nog niet: ")).first).to_be_visible()


def planned(window):
    """The sheets of lesson 06 in their main states, each with what it is called."""
    view = view_of(window, "dating-avoidance/experiment")
    begin(view)
    for ideas in view.get_by_role("button", name="Ideas to begin with").all():
        ideas.press("Enter")
    tried = view.locator(".wb-planbox").filter(has=window.get_by_label("How is it tried out?"))
    tried.locator(".wb-idea").first.press("Enter")
    view.get_by_label("The prediction").fill("They look away. " + "Long" * 40)
    yield "experiment", view
    show(view, "Emre")
    press(view, "What the rules say")
    yield "answer", view
    press(view, SETTLE)
    view.get_by_label("What was learned?").fill("Nobody left.")
    show(view, "Emre")
    yield "learned", view
    finish(view)
    press(view, "Predictions")
    press(view, "Preview")
    yield "result", view
    view = view_of(window, "dating-avoidance/ladder")
    begin(view)
    for _ in range(3):
        press(view, "Put on")
    for hard in (1, 4):
        view.get_by_role("button", name="Ask how hard").nth(hard).press("Enter")
    yield "ladder", view
    view = view_of(window, "club-unasked/support-map")
    begin(view)
    for place, chosen in enumerate(view.locator(".wb-two-picks select").all()):
        chosen.select_option(index=1 + place % 3)
    yield "people", view


def told(window):
    """The safety plan and the rounds of lesson 08 in their main states."""
    view = view_of(window, "breakup-hopeless/safety-plan")
    press(view, "Somebody to talk to")
    yield "before", view
    begin(view)
    signs = part(view, "Warning signs")
    press(signs, "A wording to begin with")
    press(signs, "Ask Jasper")
    expect(signs.locator(".wb-thought")).to_be_focused(timeout=ANSWER)
    press(signs, "Ideas to begin with")
    signs.locator(".wb-idea").first.press("Enter")
    press(view, "Crisis lines")
    show(view, "Jasper")
    press(view, "What the rules say")
    yield "safety plan", view
    for name in ("indication", "ask-about-risk"):
        view = view_of(window, f"studio/{name}")
        begin(view, "task")
        for choices in view.locator(".wb-choices").all():
            choices.get_by_role("radio").last.press("Space")
        yield name, view
        press(view, "Check")
        expect(view.get_by_role("group", name="What there is to learn")).to_be_focused()
        yield f"{name} told", view


def said(window):
    """A round of moments of lesson 05 in its main states."""
    view = view_of(window, "studio/self-pity")
    begin(view, "task")
    view.get_by_label("Or in your own words").fill("Long" * 60)
    yield "moment", view
    press(view, "Check")
    expect(view.get_by_role("group", name="What there is to learn")).to_be_focused(timeout=ANSWER)
    yield "moment told", view


@pytest.mark.parametrize(("name", "states"), [(PLANS, said), (FEAR, planned), (MORE, told)])
def test_axe_finds_nothing_and_nothing_is_cut_off_narrow_or_wide_light_or_dark(
    workbook, watch, open_lesson, name, states
):
    window = watch(viewport={"width": 400, "height": 900})
    open_lesson(forget(workbook), f"en/{name}", window=window)
    looks = [("Light", 400), ("Dark", 1200)]
    for state, view in states(window):
        exercise = view.get_attribute("data-exercise")
        for theme, width in looks:
            window.set_viewport_size({"width": width, "height": 900})
            window.evaluate(THEME, f"JupyterLab {theme}")
            expect(window.locator("body")).to_have_attribute(
                "data-jp-theme-name", f"JupyterLab {theme}"
            )
            found = Axe().run(window, context={"include": [[f"[data-exercise='{exercise}']"]]})
            wrong = [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]]
            cut = view.evaluate(TOO_WIDE), view.evaluate(TOO_SMALL)
            assert (state, theme, width, wrong, *cut) == (state, theme, width, [], [], [])
        looks.reverse()
