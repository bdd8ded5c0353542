"""The distortion lab and the thought record in a real browser, as a trainee has them in lessons 02 and 03."""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.browser.talk import ANSWER, Talk, forget
from tests.browser.test_conversation import CELLS
from tests.browser.test_looks import faults
from workbook.content import thought_record
from workbook.practice import Workbook
from workbook.record import open_record

SPOTTING, ASKING = "02-spotting-distortions.ipynb", "03-from-label-to-question.ipynb"
STRAY = ("b", "a", "d", "d", "x", "v", "m", "0", "0", "7", "Escape")
MANY = 60  # answers: enough for a picture
TOO_WIDE = """view => [...view.querySelectorAll('*')].filter(part => part instanceof HTMLElement &&
    part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1 &&
    !['auto', 'scroll'].includes(getComputedStyle(part).overflowX) &&
    getComputedStyle(part).display !== 'inline').map(part => `${part.tagName} ${part.className}`)"""
TOO_SMALL = """view => [...view.querySelectorAll(
        'button, textarea, select, input[type=number], input[type=file], .wb-choice, .wb-pick')]
    .filter(part => part.offsetParent && part.offsetHeight < 44).map(part => part.outerHTML)"""


def drill(window, name):
    """The view of one of the lab's exercises."""
    return window.locator(f".wb-drill[data-exercise='lab/{name}']").first


def record_of(window, client="job-rejection"):
    return window.locator(f".wb-record[data-exercise='{client}/thought-record']")


def begin(view):
    view.get_by_role("button", name="Begin", exact=True).press("Enter")
    expect(view).to_have_attribute("data-phase", "task")


def tab_to(window, wanted):
    """Tab until it has the focus; it must not be far."""
    for _ in range(12):
        window.keyboard.press("Tab")
        if wanted.evaluate("part => part === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")


def sources(window):
    return [cell["source"] for cell in window.evaluate(CELLS)]


def focus_is_ours(window):
    return window.evaluate("() => Boolean(document.activeElement.closest('.wb'))")


@pytest.fixture
def lesson(workbook, open_lesson):
    """Opens one of the two lessons in English, with nothing on record."""
    return lambda name=SPOTTING: open_lesson(forget(workbook), f"en/{name}")


@pytest.fixture
def practised(workbook):
    """The workbook of someone who took one label for another now and then."""
    record = open_record(f"sqlite:///{forget(workbook).data / 'record.sqlite'}")
    book = Workbook(record, lang="en", rng=random.Random(0), by_meaning=False)
    for number in range(MANY):
        run = book.round("lab/name-it")
        run.begin()
        item = book.lab.bank.items[run.state.task.id]
        given = random.Random(number).choice([item.best, item.best, *item.options])
        run.answer({"code": given, "confidence": 75})
        if run.phase == "guess":
            run.guess(8)
    record.close()
    return workbook


def test_a_round_in_dutch_with_the_keyboard_alone_is_left_and_gone_on_with(
    start_workbook, open_lesson, until_run
):
    window = open_lesson(start_workbook("nl"), f"nl/{SPOTTING}")
    press, before = window.keyboard.press, sources(window)
    view = drill(window, "name-it")
    expect(view).to_have_attribute("lang", "nl")
    # Nothing takes the keyboard before it is wanted.
    assert not focus_is_ours(window)
    view.get_by_role("button", name="Begin").focus()
    press("Enter")
    for task in range(1, 11):
        expect(view.get_by_text(f"{task} van 10")).to_be_visible()
        expect(view.get_by_role("heading", level=3)).to_be_focused()
        press("Tab")
        press("Space")
        press("ArrowDown")
        expect(view.locator(".wb-choice input").nth(1)).to_be_checked()
        press("Tab")
        press("Space")
        press("ArrowRight")
        expect(view.get_by_role("radio", name="in twijfel")).to_be_checked()
        press("Enter")
        learned = view.get_by_role("group", name="Wat ervan te leren is")
        expect(learned).to_be_focused()
        expect(
            learned.get_by_text(
                re.compile("^(Dat past het best|Dat is te verdedigen|Iets anders)")
            )
        ).to_be_visible()
        for key in STRAY:
            press(key)
        if task == 3:
            window.reload()
            until_run(window)
            expect(view.get_by_text("4 van 10")).to_be_visible(timeout=ANSWER)
            assert not focus_is_ours(window)
            view.get_by_role("heading", level=3).focus()
            continue
        tab_to(window, view.locator(".wb-primary"))
        press("Enter")
    expect(view.get_by_role("heading", level=3)).to_be_focused()
    expect(view.locator(".wb-results")).to_have_count(0)
    press("Tab")
    window.keyboard.type("6")
    press("Enter")
    expect(view.locator(".wb-results > li")).to_have_count(10)
    expect(view.get_by_text(re.compile(r"Jouw schatting: 6\."))).to_be_visible()
    expect(view.get_by_role("heading", level=3)).to_be_focused()
    assert sources(window) == before


def test_a_stack_is_sorted_with_three_keys_and_no_other_key_does_anything(lesson):
    window = lesson()
    before = sources(window)
    view = drill(window, "sort-the-stack")
    begin(view)
    total = int(view.get_by_text(re.compile(r"^1 of \d+")).inner_text().split()[-1])
    for place in range(1, total + 1):
        expect(view.get_by_text(f"{place} of {total}")).to_be_visible()
        expect(view.locator(".wb-stack")).to_be_focused()
        if place == 2:
            expect(view.get_by_role("status")).not_to_be_empty()
            for key in (*STRAY, "Control+2"):
                window.keyboard.press(key)
        window.keyboard.press("123"[place % 3])
    # The guess is for the number box: the piles are gone, and the keyboard is still ours.
    expect(view).to_have_attribute("data-phase", "guess")
    expect(view.get_by_role("heading", level=3)).to_be_focused()
    for key in STRAY:
        window.keyboard.press(key)
    view.get_by_role("spinbutton").fill("3")
    view.get_by_role("spinbutton").press("Enter")
    expect(view.locator(".wb-results > li")).to_have_count(total)
    assert sources(window) == before


def test_words_are_marked_with_the_arrow_keys_and_with_the_mouse(lesson):
    window = lesson()
    press, before = window.keyboard.press, sources(window)
    view = drill(window, "mark-the-words")
    begin(view)
    text, marks = view.get_by_role("listbox"), view.locator(".wb-marks li")
    words = text.get_by_role("option")
    text.focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"):
        press(key)
    expect(text.locator(".wb-chosen")).to_have_count(3)
    choice = view.get_by_label("What do you see in it?")
    expect(choice).to_be_focused()
    press("Escape")
    expect(text).to_be_focused()
    expect(text.locator(".wb-chosen")).to_have_count(0)
    for key in ("Home", "End", "Shift+ArrowLeft", "Enter"):
        press(key)
    window.keyboard.type("Label")
    expect(choice).to_have_value("labelling")
    press("Tab")
    press("Enter")
    expect(text).to_be_focused()
    expect(marks).to_have_count(1)
    expect(marks.first).to_contain_text("Labelling")
    for key in STRAY:
        press(key)
    places = [words.nth(place).bounding_box() for place in (0, 2)]
    (x, y), (to_x, to_y) = [
        (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in places
    ]
    window.mouse.move(x, y)
    window.mouse.down()
    window.mouse.move(to_x, to_y, steps=4)
    window.mouse.up()
    first = " ".join(words.nth(place).inner_text() for place in range(3))
    expect(view.locator(".wb-choose-code q")).to_have_text(first.strip(".,;:!?…"))
    choice.select_option(label="Mind reading")
    view.get_by_role("button", name="Mark these words").click()
    expect(marks).to_have_count(2)
    marks.first.get_by_role("button").press("Enter")
    expect(marks).to_have_count(1)
    view.get_by_role("button", name="Check").press("Enter")
    learned = view.get_by_role("group", name="What there is to learn from it")
    expect(learned).to_be_focused()
    expect(learned.locator(".wb-spans li").first).to_be_visible()
    expect(learned.locator(".wb-told")).to_contain_text(first)
    assert sources(window) == before


def test_in_a_talk_the_clients_words_are_marked_and_what_they_were_is_told_at_once(lesson):
    window = lesson()
    talk = Talk(window).begin()
    talk.say("What happened?")
    fold = talk.turn(1).get_by_role("button", name="What do you see in this line?")
    fold.press("Enter")
    text = talk.turn(1).get_by_role("listbox")
    expect(text).to_be_focused()
    for key in ("ArrowRight", "Shift+ArrowRight", "Enter"):
        window.keyboard.press(key)
    marked = talk.turn(1).locator(".wb-choose-code q").inner_text()
    window.keyboard.type("Label")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    verdict = talk.turn(1).locator(".wb-live-marks li")
    expect(verdict).to_contain_text(
        re.compile(f"{re.escape(marked)}.*Labelling.*(Found|name|No distortion)")
    )
    expect(fold).to_be_focused()
    expect(text).to_have_count(0)
    window.reload()
    expect(verdict).to_have_count(1, timeout=60_000)


def first_columns(view, book):
    """What was fact, thought and feeling; the thought; the evidence that was told unasked."""
    primary = view.locator(".wb-primary")
    for place, one in enumerate(book.statements):
        group = view.locator(".wb-sorted").nth(place)
        expect(group).to_contain_text(one.say.read("en"))
        group.get_by_role("radio", name=f"a {one.kind}").check()
    primary.press("Enter")
    expect(view.get_by_role("heading", name="Thought", exact=True)).to_be_focused()
    hot = next(one for one in book.candidates if one.hot)
    view.get_by_role("radio", name=hot.say.read("en")).check()
    view.get_by_role("combobox").select_option(book.code)
    primary.press("Enter")
    expect(view.get_by_role("heading", name="Evidence", exact=True)).to_be_focused()
    for group in view.locator(".wb-sorted").all():
        group.get_by_role("radio").first.check()
    primary.press("Enter")


def test_a_thought_record_from_beginning_to_end_with_the_clients_answers(lesson, until_run):
    window = lesson(ASKING)
    before = sources(window)
    view, book = record_of(window), thought_record("job-rejection")
    box, primary = view.get_by_role("textbox"), view.locator(".wb-primary")
    view.get_by_role("button", name="Begin").press("Enter")
    expect(view.get_by_role("heading", name="Situation")).to_be_focused()
    primary.press("Enter")
    expect(view.get_by_role("alert")).to_contain_text("Something is still open")
    for key in STRAY:
        window.keyboard.press(key)
    first_columns(view, book)
    expect(view.get_by_role("heading", name="Evidence against")).to_be_focused()
    box.fill("What else hap")
    window.wait_for_timeout(800)
    window.reload()
    until_run(window)
    expect(box).to_have_value("What else hap", timeout=ANSWER)
    box.fill("What else happened?")
    primary.press("Enter")
    hidden = next(one for one in book.evidence if one.hidden)
    said = view.locator(".wb-exchange > li")
    expect(said).to_contain_text(hidden.say.read("en"), timeout=ANSWER)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    view.get_by_role("button", name="on to the friend question").press("Enter")
    expect(view.get_by_role("heading", name="The friend question")).to_be_focused()
    box.fill("What would you say to a friend in your place?")
    primary.press("Enter")
    expect(view.locator(".wb-exchange")).to_contain_text(book.answers.friend.read("en"))
    if view.get_attribute("data-phase") == "friend":
        view.get_by_role("button", name="Go on without it").press("Enter")
    expect(view).to_have_attribute("data-phase", "balance")
    box.fill(book.good[0].say.read("en"))
    primary.press("Enter")
    expect(view.locator(".wb-paper")).to_contain_text(book.good[0].say.read("en"))
    if view.get_attribute("data-phase") == "balance":
        view.get_by_role("button", name="Leave it at this").press("Enter")
    expect(view.get_by_role("heading", name="Looking back")).to_be_focused()
    expect(view.get_by_text("The workbook:")).to_have_count(0)
    view.get_by_role("spinbutton").fill("7")
    view.get_by_role("spinbutton").press("Enter")
    expect(view.get_by_text(re.compile(r"Your view: 7 of 10\. The workbook: \d"))).to_be_visible()
    expect(view.get_by_role("row", name=re.compile("^Rated again"))).to_be_visible()
    assert sources(window) == before


def test_what_was_typed_in_the_lab_is_still_there_after_a_reload(lesson, until_run):
    window = lesson(ASKING)
    view = drill(window, "label-to-question")
    begin(view)
    box = view.get_by_role("textbox")
    box.fill("What did she say, wo")
    # Before it can have reached the record: the browser has it.
    window.reload()
    until_run(window)
    expect(box).to_have_value("What did she say, wo", timeout=ANSWER)
    box.press_sequentially("rd for word?")
    for choices in view.locator(".wb-choices").all():
        choices.get_by_role("radio").first.check()
    view.get_by_role("button", name="Check").press("Enter")
    learned = view.get_by_role("group", name="What there is to learn from it")
    expect(learned).to_contain_text("What did she say, word for word?", timeout=ANSWER)
    view.get_by_role("button", name="Next").press("Enter")
    expect(view.get_by_text("2 of 4")).to_be_visible()
    expect(box).to_have_value("")
    box.fill("This one I pass over")
    window.wait_for_timeout(800)
    view.get_by_role("button", name="Pass over").press("Enter")
    expect(view.get_by_text("3 of 4")).to_be_visible()
    expect(box).to_have_value("")


def test_the_deck_points_out_people_keeps_what_it_is_told_to_and_lets_go_of_it(lesson, until_run):
    window = lesson()
    view = window.get_by_role("region", name="Your own deck")
    expect(view.get_by_role("textbox")).to_have_count(2)
    text, note = view.get_by_role("textbox").all()
    text.fill("Mrs Jansen will never ring 0612345678.")
    window.wait_for_timeout(800)
    window.reload()
    until_run(window)
    expect(text).to_have_value("Mrs Jansen will never ring 0612345678.", timeout=ANSWER)
    view.get_by_role("button", name="What might it be?").press("Enter")
    expect(view.get_by_text("A suggestion from your computer")).to_be_visible(timeout=ANSWER)
    keep = view.get_by_role("button", name="Put it in the deck")
    keep.press("Enter")
    warning = view.get_by_role("alert").filter(has_text="Someone might be recognised")
    expect(warning).to_contain_text("Jansen, 0612345678")
    warning.get_by_role("button").press("Enter")
    expect(view.get_by_text("Choose what you would call it.")).to_be_visible()
    expect(text).to_have_value("Mrs Jansen will never ring 0612345678.")
    text.fill("She will never ring.")
    view.get_by_role("combobox").select_option(label="Fortune telling")
    note.fill("As if it had happened.")
    keep.press("Enter")
    expect(view.get_by_text("In the deck, saved.")).to_be_focused()
    expect(view.get_by_role("heading", name="In the deck (1)")).to_be_visible()
    expect(view.get_by_role("listitem")).to_contain_text(
        "Fortune telling · As if it had happened."
    )
    expect(text).to_have_value("")
    for key in STRAY:
        window.keyboard.press(key)
    text.fill("Half written")
    view.get_by_role("button", name="Take away “She will never ring.”").press("Enter")
    expect(view.get_by_role("heading", name="In the deck (0)")).to_be_focused()
    expect(text).to_have_value("Half written")


def test_the_picture_is_drawn_and_the_lab_opens_what_is_chosen(practised, open_lesson):
    window = open_lesson(practised, f"en/{SPOTTING}")
    picture = window.get_by_role("region", name="Your picture", exact=True)
    expect(picture.get_by_role("heading", name="What you called what")).to_be_visible(
        timeout=ANSWER
    )
    counts = picture.locator(".wb-matrix rect + text")
    assert sum(int(count) for count in counts.all_text_contents() if count.isdigit()) == MANY
    picture.get_by_role("button", name="The same as a table").press("Enter")
    cells = picture.locator(".wb-counts td").all_inner_texts()
    assert sum(int(cell) for cell in cells if cell) == MANY
    expect(picture.get_by_role("row", name="75 %")).to_contain_text(str(MANY))
    lab = window.get_by_role("region", name="The distortion lab").filter(
        has=window.locator(".wb-standings")
    )
    row = lab.get_by_role("listitem").filter(has_text="Name it")
    row.get_by_role("button", name="Another round").press("Enter")
    opened = window.locator(".wb-drill[data-exercise='lab/name-it']")
    # The lesson shows the same exercise further up; it is the one below that is gone to.
    expect(opened).to_have_count(2, timeout=ANSWER)
    expect(opened.last.get_by_role("button", name="Begin")).to_be_focused()


def states(window, workbook, open_lesson):
    """Each view of the lab in the states it can be in, one after the other."""
    open_lesson(workbook, f"en/{SPOTTING}", window=window)
    drills = {
        name: drill(window, name)
        for name in ("name-it", "sort-the-stack", "same-or-different", "mark-the-words")
    }
    for view in drills.values():
        begin(view)
    drills["mark-the-words"].get_by_role("option").nth(2).click()
    window.get_by_role("button", name="The same as a table").click()
    window.get_by_role("button", name="Take the deck along, or bring one in").click()
    yield "tasks"
    drills["name-it"].get_by_role("button", name="What is what?").click()
    drills["name-it"].locator(".wb-choice input").last.check()
    window.keyboard.press("Enter")
    drills["sort-the-stack"].locator(".wb-pile").first.click()
    drills["same-or-different"].locator(".wb-primary").click()
    expect(drills["same-or-different"].get_by_role("alert")).to_be_visible()
    marks = drills["mark-the-words"]
    marks.get_by_role("combobox").select_option(index=2)
    marks.get_by_role("button", name="Mark these words").click()
    marks.get_by_role("button", name="Check").click()
    expect(marks.locator(".wb-told")).to_be_visible()
    yield "answers"
    open_lesson(workbook, f"en/{ASKING}", window=window)
    ask, sheet = drill(window, "label-to-question"), record_of(window)
    begin(ask)
    sheet.get_by_role("button", name="Begin").click()
    expect(sheet.locator(".wb-sorted").first).to_be_visible()
    yield "columns"
    for choices in ask.locator(".wb-choices").all():
        choices.get_by_role("radio").first.check()
    ask.get_by_role("button", name="Check").click()
    for group in sheet.locator(".wb-sorted").all():
        group.get_by_role("radio").first.check()
    sheet.locator(".wb-primary").click()
    sheet.get_by_role("button", name="what you chose").click()
    yield "looking back"


@pytest.mark.parametrize(("scheme", "width"), [("light", 400), ("dark", 1200)])
def test_axe_finds_nothing_and_at_400_pixels_nothing_is_cut_off(
    practised, watch, open_lesson, scheme, width
):
    window = watch(color_scheme=scheme, viewport={"width": width, "height": 900})
    for state in states(window, practised, open_lesson):
        assert (state, faults(window)) == (state, [])
        for view in window.locator(".wb-drill").all():
            assert (state, view.evaluate(TOO_WIDE), view.evaluate(TOO_SMALL)) == (state, [], [])
