"""A running workbook as a trainee gets it, and a browser that notes what should not happen."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from scripts.ensure_browser import find

START = 60  # seconds
# The other tests run beside these: what takes a moment on an idle machine may take long.
expect.set_options(timeout=30_000)
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
KERNEL_READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    const kernel = panel?.sessionContext?.session?.kernel;
    return kernel?.status === 'idle' && kernel.connectionStatus === 'connected';
}"""
ALL_RUN = """() => {
    const cells = window.jupyterapp.shell.currentWidget.context.model.toJSON().cells;
    const code = cells.filter(cell => cell.cell_type === 'code');
    const broken = code.flatMap(cell => cell.outputs).find(output => output.output_type === 'error');
    if (broken) return `${broken.ename}: ${broken.evalue}`;
    return code.every(cell => cell.execution_count) ? 'all run' : false;
}"""


@dataclass
class Running:
    """A workbook that was started with the trainee's command."""

    process: subprocess.Popen
    data: Path
    lang: str
    url: str = ""
    said: list = field(default_factory=list)

    @property
    def origin(self):
        return "/".join(self.url.split("/")[:3])

    @property
    def token(self):
        return self.url.partition("token=")[2]

    def at(self, path):
        """The address of a lesson or other file in the trainee's folder."""
        return f"{self.origin}/doc/tree/{path}?token={self.token}"

    def close(self):
        """Ctrl+C, and what was said from then on."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
        self._reader.join(timeout=30)
        self.process.stdout.close()
        return self.said

    def listen(self):
        """Reads what the command says, until it gives the address."""
        found = queue.Queue()

        def read():
            for line in self.process.stdout:
                self.said.append(line.rstrip("\n"))
                if address := re.search(r"http://127\.0\.0\.1\S+", line):
                    found.put(address.group())
            found.put("")

        self._reader = threading.Thread(target=read, daemon=True)
        self._reader.start()
        self.url = found.get(timeout=START)
        assert self.url, "the workbook did not start: " + "\n".join(self.said)


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture(scope="module")
def start_workbook():
    """Starts a workbook: ``start_workbook("nl")``; all of them end with the module."""
    running = []
    with tempfile.TemporaryDirectory(
        prefix="workbook-browser-", ignore_cleanup_errors=True
    ) as folder:

        def start(lang="en", *, data=None, port=None, **surroundings):
            data = data or Path(folder, str(len(running)))
            command = [
                str(Path(sys.executable).with_name("workbook")),
                *("start", "--no-browser", "--lang", lang),
                *("--port", str(port or free_port()), "--data", str(data)),
            ]
            process = subprocess.Popen(
                command,
                env={**os.environ, **surroundings},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            )
            running.append(Running(process, data, lang))
            running[-1].listen()
            return running[-1]

        yield start
        for workbook in running:
            workbook.close()


@pytest.fixture(scope="module")
def workbook(start_workbook):
    """An English one, shared by the module's tests."""
    return start_workbook("en")


@pytest.fixture(scope="module")
def chromium():
    # Not longer than a module: while it runs, no other event loop can.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def outside_requests():
    """Requests that left the machine; the page's end asserts that there were none."""
    return []


@pytest.fixture
def console_errors():
    """What the page complained about; clear it where a test provokes complaints."""
    return []


@pytest.fixture
def watch(chromium, outside_requests, console_errors):
    """Opens windows that are watched: ``watch(color_scheme="dark")``."""
    contexts = []

    def note_request(request):
        if not re.match(r"(http|ws)://127\.0\.0\.1[:/]|data:|blob:|about:", request.url):
            outside_requests.append(request.url)

    def note_message(message):
        if message.type == "error":
            console_errors.append(message.text)

    def note_fault(error):
        # JupyterLab's own: a stored widget view that is replaced before it has been drawn. Nothing is lost by it.
        own = "removeChild" in str(error.error) and "/static/lab/" in (error.error.stack or "")
        if not own:
            console_errors.append(str(error.error))

    def open_window(**options):
        context = chromium.new_context(**{"viewport": {"width": 1200, "height": 800}, **options})
        contexts.append(context)
        context.on("request", note_request)
        context.on("console", note_message)
        context.on("weberror", note_fault)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
    assert outside_requests == []
    assert console_errors == []


@pytest.fixture
def page(watch) -> Page:
    return watch()


def wait_until_run(window):
    """Until every cell of the lesson has run; what went wrong in one is told at once."""
    window.wait_for_function(KERNEL_READY, timeout=60_000)
    assert window.wait_for_function(ALL_RUN, timeout=60_000).json_value() == "all run"


@pytest.fixture
def open_lesson(page):
    """Opens a lesson and waits until it has run by itself, or, where it should not, until it could have."""

    def open_it(workbook, path=None, *, window=None, runs=True):
        window = window or page
        window.goto(workbook.at(path) if path else workbook.url)
        if runs:
            wait_until_run(window)
        else:
            window.wait_for_function(KERNEL_READY, timeout=60_000)
            window.wait_for_timeout(1_500)
        return window

    return open_it


@pytest.fixture
def until_run():
    """Waits until the lesson in a window has run: ``until_run(page)``."""
    return wait_until_run
