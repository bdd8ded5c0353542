"""What a trainee meets: one command, then the first lesson, running, and nothing else."""

import json
import re
import signal
import socket
import sys
import time
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

LESSON = {"lang": "en", "lesson": "00", "run_on_open": True}
# What a click on a lesson's text and a cat on the keyboard could do.
STRAY = [
    "a",
    "b",
    "x",
    "v",
    "d",
    "d",
    "z",
    "m",
    "y",
    "r",
    "1",
    "0",
    "0",
    "i",
    "i",
    "Shift+m",
    "Delete",
]


def notebook(*code, **own):
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate(code)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "workbook": {**LESSON, **own}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


def model(page, expression):
    return page.evaluate(f"() => window.jupyterapp.shell.currentWidget.{expression}")


def sources(page):
    return model(page, "context.model.toJSON().cells.map(cell => cell.source)")


def counts(page):
    return model(page, "context.model.toJSON().cells.map(cell => cell.execution_count ?? null)")


def test_it_opens_at_start_here_and_has_run_without_a_click(workbook, open_lesson):
    page = open_lesson(workbook)
    assert page.url.startswith(f"{workbook.origin}/doc/tree/en/00-start.ipynb")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Start here")


def test_a_lesson_is_read_from_its_top(workbook, open_lesson):
    page = open_lesson(workbook)
    page.wait_for_timeout(1_000)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_on_a_narrow_screen_the_text_has_the_width(workbook, open_lesson, watch):
    page = open_lesson(workbook, window=watch(viewport={"width": 400, "height": 800}))
    box = page.locator(".jp-RenderedMarkdown").first.bounding_box()
    assert box["x"] < 40
    assert box["width"] > 320


def test_it_shows_no_code_no_side_bars_and_no_tools_that_change_lessons(workbook, open_lesson):
    page = open_lesson(workbook)
    for hidden in (
        ".jp-CodeCell .jp-InputArea",
        ".jp-InputPlaceholder",
        ".jp-SideBar",
        ".jp-Notebook-footer",
    ):
        for number in range(page.locator(hidden).count()):
            expect(page.locator(hidden).nth(number)).to_be_hidden()
    tools = page.locator(
        ".jp-NotebookPanel-toolbar button:visible, .jp-NotebookPanel-toolbar jp-button:visible"
    )
    assert tools.count() <= 2


def test_no_news_no_question_and_no_notice_appears(workbook, open_lesson):
    page = open_lesson(workbook)
    page.wait_for_timeout(2_000)
    expect(page.locator(".Toastify__toast, .jp-Dialog")).to_have_count(0)


def test_closing_the_window_asks_nothing(workbook, open_lesson):
    page = open_lesson(workbook)
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.close(run_before_unload=True)
    time.sleep(0.5)
    assert asked == []


def test_stray_keys_change_nothing(workbook, open_lesson):
    page = open_lesson(workbook)
    before = sources(page)
    kernel = model(page, "sessionContext.session.kernel.id")
    page.get_by_role("heading", level=1).click()
    for key in STRAY:
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert sources(page) == before
    assert model(page, "sessionContext.session.kernel.id") == kernel
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_the_language_switch_goes_to_the_same_lesson_in_the_same_window(
    workbook, open_lesson, until_run
):
    page = open_lesson(workbook)
    page.get_by_role("link", name="Nederlands").click()
    page.wait_for_url("**/doc/tree/nl/00-start.ipynb*")
    until_run(page)
    assert model(page, "context.path") == "nl/00-start.ipynb"
    assert model(page, "content.node.lang") == "nl"
    expect(page.locator(".jp-NotebookPanel:visible")).to_have_count(1)


def test_in_dutch_the_page_and_the_menus_are_dutch(start_workbook, open_lesson):
    page = open_lesson(start_workbook("nl"))
    assert page.evaluate("document.documentElement.lang").startswith("nl")
    assert model(page, "context.path") == "nl/00-start.ipynb"
    expect(page.get_by_role("menuitem", name="Bestand")).to_be_visible()


def test_a_dark_desktop_gets_a_dark_workbook_until_someone_chooses(
    start_workbook, open_lesson, watch
):
    workbook = start_workbook("en")
    page = open_lesson(workbook, window=watch(color_scheme="dark"))
    page.wait_for_function("() => document.body.dataset.jpThemeLight === 'false'")
    page.wait_for_timeout(1_000)
    page.evaluate(
        "window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' })"
    )
    page.wait_for_function("() => document.body.dataset.jpThemeLight === 'true'")
    page.wait_for_timeout(1_000)
    page = open_lesson(workbook, window=page)
    page.wait_for_timeout(1_000)
    assert page.evaluate("document.body.dataset.jpThemeLight") == "true"


def test_a_foreign_notebook_is_not_run_even_once_it_has_been_saved(workbook, open_lesson):
    Path(workbook.data, "lessons/en/foreign.ipynb").write_text(
        notebook("print('run')"), encoding="utf-8"
    )
    page = open_lesson(workbook, "en/foreign.ipynb", runs=False)
    assert counts(page) == [None]
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    page = open_lesson(workbook, "en/foreign.ipynb", runs=False)
    assert counts(page) == [None]


def test_a_notebook_put_in_the_place_of_a_lesson_is_not_run(start_workbook, open_lesson):
    workbook = start_workbook("en")
    Path(workbook.data, "lessons/en/00-start.ipynb").write_text(
        notebook("print('run')"), encoding="utf-8"
    )
    page = open_lesson(workbook, runs=False)
    assert counts(page) == [None]


def test_a_lesson_the_trainee_added_to_is_kept_and_still_opens(start_workbook, tmp_path):
    data = tmp_path / "home"
    start_workbook("en", data=data).close()
    lesson = data / "lessons/en/00-start.ipynb"
    own = json.loads(lesson.read_text(encoding="utf-8"))
    own["cells"].append(
        {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "My own note"}
    )
    lesson.write_text(json.dumps(own), encoding="utf-8")
    start_workbook("en", data=data).close()
    assert "My own note" in lesson.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends other signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_at_once_with_all_it_started(start_workbook, how):
    workbook = start_workbook("en")
    process = psutil.Process(workbook.process.pid)
    deadline = time.monotonic() + 20
    while not (started := process.children(recursive=True)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert started, "the first lesson's kernel gets going by itself"
    runtime = Path(started[0].cmdline()[-1]).parent
    assert runtime.name.startswith("workbook-")
    workbook.process.send_signal(how)
    assert workbook.process.wait(timeout=15) == 0
    _gone, still_there = psutil.wait_procs(started, timeout=5)
    assert still_there == []
    assert not runtime.exists()
    assert any("The workbook is closed" in line for line in workbook.close())
    assert [line for line in workbook.said if "WARNING" in line or "Traceback" in line] == []


def test_what_is_said_fits_on_a_few_plain_lines(start_workbook):
    workbook = start_workbook("en")
    assert len(workbook.said) <= 2
    assert re.fullmatch(
        r"The workbook is open at http://127\.0\.0\.1:\d+/doc/tree/en/00-start\.ipynb\?token=\S+",
        workbook.said[0],
    )


def test_a_taken_port_gives_way_to_the_next_free_one_and_it_says_so(start_workbook):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        workbook = start_workbook("en", port=port)
    assert not workbook.origin.endswith(f":{port}")
    assert f"Port {port} is taken" in workbook.said[0]


def test_the_trainees_other_jupyter_things_are_neither_read_nor_written(
    start_workbook, tmp_path, open_lesson
):
    home = tmp_path / "home"
    (home / ".jupyter").mkdir(parents=True)
    trap = home / ".jupyter" / "jupyter_server_config.py"
    trap.write_text("c.ServerApp.base_url = '/elsewhere/'\n", encoding="utf-8")
    workbook = start_workbook(
        "en",
        HOME=str(home),
        JUPYTER_CONFIG_DIR=str(home / ".jupyter"),
        JUPYTER_CONFIG_PATH=str(home / ".jupyter"),
    )
    page = open_lesson(workbook)
    page.close()
    workbook.close()
    # What Python itself keeps there is not ours to judge.
    written = {path.name for path in home.rglob("*") if path.is_file()} - {trap.name}
    assert written == set()
