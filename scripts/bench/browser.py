"""What a trainee waits for in a browser, beside the same in a bare notebook with one button."""

from __future__ import annotations

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import nbformat
import psutil
from playwright.sync_api import Page, sync_playwright

from scripts.bench.measuring import p95, show
from scripts.ensure_browser import find
from workbook.content import open_case

STARTS, TURNS = 3, 40
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
BUTTON = "import ipywidgets as w\nb, l = w.Button(description='go'), w.Label('0')\nb.on_click(lambda _: setattr(l, 'value', str(int(l.value) + 1)))\nw.VBox([b, l])"
READY = "() => { const k = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel; return k?.status === 'idle' && k.connectionStatus === 'connected'; }"
# Each step is timed in the page itself, from the click to the changed document.
BARE_TURN = """() => new Promise(done => {
  const label = document.querySelector('.widget-label, .widget-html, .jupyter-widgets-label'), before = label.textContent, start = performance.now();
  new MutationObserver((_, o) => { if (label.textContent !== before) { o.disconnect(); done(performance.now() - start); } })
    .observe(label, {childList: true, characterData: true, subtree: true});
  document.querySelector('.widget-button').click();
})"""
WORKBOOK_TURN = """said => new Promise((done, failed) => {
  const log = document.querySelector('.wb-log'), count = () => log.querySelectorAll('.wb-turn .wb-notes').length, before = count();
  const box = document.querySelector('.wb-box');
  box.value = said; box.dispatchEvent(new Event('input', {bubbles: true}));
  const start = performance.now();
  new MutationObserver((_, o) => { if (count() > before) { o.disconnect(); done(performance.now() - start); } })
    .observe(log, {childList: true, subtree: true});
  document.querySelector('.wb-composer button[type=submit]').click();
  setTimeout(() => failed(new Error('no reply')), 20000);
})"""
LESSON = "en/02-spotting-distortions.ipynb"
STACK = '[data-exercise="lab/sort-the-stack"]'
PASSED_ON = "() => JSON.parse(document.getElementById('jupyter-config-data').textContent).token"
NEXT_THOUGHT = """() => new Promise((done, failed) => {
  const view = document.querySelector('[data-exercise="lab/sort-the-stack"]'), said = () => view.querySelector('.wb-stack')?.textContent, before = said();
  const start = performance.now();
  new MutationObserver((_, o) => { if (said() !== before) { o.disconnect(); done(performance.now() - start); } })
    .observe(view, {childList: true, subtree: true, characterData: true});
  view.querySelector('.wb-pile').click();
  setTimeout(() => failed(new Error('no next thought')), 20000);
})"""


@contextmanager
def running(
    command: list[str], **surroundings: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server and its address, ended afterwards."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for line in process.stdout or ():
            if found := re.search(r"http://127\.0\.0\.1:(\d+)\S+token=\S+", line):
                # What it goes on to say must not fill the pipe.
                Thread(target=deque, args=(process.stdout, 0), daemon=True).start()
                listening(int(found.group(1)))
                yield process, found.group()
                break
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listening(port: int) -> None:
    """Wait until a server that gave its address also answers there."""
    while True:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)


def free_port() -> int:
    """A port that nothing uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def bare(folder: Path, page: Page) -> Iterator[tuple[subprocess.Popen[str], Page]]:
    """A notebook with one button in an ordinary JupyterLab, run and usable."""
    note = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BUTTON)])
    note.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    (folder / "bare.ipynb").write_text(nbformat.writes(note))
    port, own = (
        str(free_port()),
        {
            name: str(folder / name)
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
        },
    )
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
        "--port",
        port,
        f"--ServerApp.root_dir={folder}",
    ]
    with running(command, **own) as (process, url):
        origin, token = url.split("/lab")[0], url.split("token=")[1]
        page.goto(f"{origin}/doc/tree/bare.ipynb?token={token}")
        page.wait_for_function(READY, timeout=60_000)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_selector(".widget-button", timeout=60_000)
        yield process, page


@contextmanager
def ours(folder: Path, page: Page) -> Iterator[tuple[subprocess.Popen[str], Page]]:
    """The workbook opened by its command, with a conversation to be seen."""
    command = [
        str(Path(sys.executable).with_name("workbook")),
        "start",
        "--no-browser",
        "--lang",
        "en",
        "--port",
        str(free_port()),
        "--data",
        str(folder / "data"),
    ]
    with running(command) as (process, url):
        page.goto(url)
        page.wait_for_selector(".wb-begin button[type=submit]", timeout=60_000)
        yield process, page


def kernel_memory(process: subprocess.Popen[str]) -> float:
    """MiB (PSS) of the server's kernels."""
    found = [
        child
        for child in psutil.Process(process.pid).children(recursive=True)
        if "ipykernel" in " ".join(child.cmdline())
    ]
    return float(sum(child.memory_full_info().pss for child in found)) / 2**20


def browser() -> None:
    """What a trainee waits for, beside the same in a bare notebook."""
    starts: dict[str, list[float]] = {"bare": [], "ours": []}
    memory: dict[str, float] = {}
    turns: dict[str, list[float]] = {}
    thoughts: list[float] = []
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=find(), args=CHROMIUM)
        for _ in range(STARTS):
            for name, opened in (("bare", bare), ("ours", ours)):
                with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                    context = window.new_context()
                    begun = time.perf_counter()
                    with opened(Path(folder), context.new_page()) as (process, page):
                        starts[name].append(time.perf_counter() - begun)
                        if name == "ours":
                            page.check("input[value=coach]")
                            page.click(".wb-begin button[type=submit]")
                            page.wait_for_selector(".wb-box")
                        time.sleep(2)
                        memory[name] = kernel_memory(process)
                        turns[name] = measured(page, name)
                        if name == "ours":
                            thoughts += sorted_stack(page)
                    context.close()
        window.close()
    medians = {name: statistics.median(values) for name, values in starts.items()}
    show(
        "command to usable",
        medians["ours"] / medians["bare"],
        1.3,
        f"{medians['bare']:.1f} s bare, {medians['ours']:.1f} s ours",
    )
    show(
        "a turn, click to reply shown (p95)",
        p95(turns["ours"]) / p95(turns["bare"]),
        2,
        f"{p95(turns['bare']):.0f} ms bare, {p95(turns['ours']):.0f} ms ours; medians {statistics.median(turns['bare']):.0f} and {statistics.median(turns['ours']):.0f}",
    )
    show(
        "lab, click to the next thought shown (p95)",
        p95(thoughts) / p95(turns["bare"]),
        2,
        f"{p95(thoughts):.0f} ms; median {statistics.median(thoughts):.0f} (Sort the stack)",
    )
    show(
        "kernel memory before the first free text",
        memory["ours"] / memory["bare"],
        1.5,
        f"{memory['bare']:.0f} MiB bare, {memory['ours']:.0f} MiB ours",
    )


def measured(page: Page, name: str) -> list[float]:
    """Milliseconds of many round trips; the first few warm things up."""
    if name == "bare":
        return [page.evaluate(BARE_TURN) for _ in range(TURNS)][5:]
    # Each fact asked for once: a client who hears the same things again and again leaves.
    said = [fact.asks.read("en")[0] for fact in open_case("job-rejection").facts][:TURNS]
    taken = []
    for words in said:
        if not page.query_selector(".wb-composer .wb-box"):
            break  # the client has ended the talk
        taken.append(page.evaluate(WORKBOOK_TURN, words))
    return taken[5:]


def sorted_stack(page: Page) -> list[float]:
    """Milliseconds from one thought of a stack to the next; the last of it leads on to the guess."""
    origin, token = page.url.split("/doc/")[0], page.evaluate(PASSED_ON)
    page.goto(f"{origin}/doc/tree/{LESSON}?token={token}")
    page.wait_for_selector(f"{STACK} .wb-acts button.wb-primary", timeout=60_000)
    page.click(f"{STACK} .wb-acts button.wb-primary")
    page.wait_for_selector(f"{STACK} .wb-pile")
    return [page.evaluate(NEXT_THOUGHT) for _ in range(20)][3:]
