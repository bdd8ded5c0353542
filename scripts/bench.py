"""Speed and memory as ratios, measured side by side in one run: the workbook against a bare notebook with one button.

    python -m scripts.bench            everything, some seven minutes
    python -m scripts.bench engine     only what needs no browser
    python -m scripts.bench bots       a thousand conversations on two processes

A ratio says more than a time on a machine that others use as well. Nothing here fails a test.
"""

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import nbformat
import psutil
from playwright.sync_api import Page, sync_playwright

from scripts.ensure_browser import find
from workbook import coding, meaning
from workbook.bots import POLICIES, play_many
from workbook.bots.play import Order
from workbook.content import Case, case_ids, open_case
from workbook.exercises.roleplay import Exercise, State

STARTS, TURNS, CONVERSATIONS = 3, 40, 1000
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
SAID = [
    "What was it like to read that e-mail?",
    "So you carried that home on your own.",
    "How have the nights been since then?",
    "That sounds like a lot to keep inside.",
    "Mm-hm. Go on.",
    "Who have you told about it? And what did they say?",
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


def show(what: str, ratio: float, aim: float, note: str) -> None:
    """One line of the result."""
    print(
        f"{'ok  ' if ratio <= aim else 'MISS'} {what:58} {ratio:5.2f}  (aim <= {aim:g})  {note}",
        flush=True,
    )


def p95(values: list[float]) -> float:
    """The value that one in twenty is above."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def timed(act: Callable[[], object], times: int = 1) -> float:
    """Milliseconds that an act takes, the median of several."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def enlarged(case: Case, size: int) -> Case:
    """The case with its storylets repeated under other names and with other asks, up to a size."""
    value = case.model_dump(mode="json")
    own = list(value["storylets"])[:100]
    value["storylets"] = [
        {
            **one,
            "id": f"{one['id']}-{n}" if n else one["id"],
            "asks": {lang: [f"{ask} {n}" for ask in asks] for lang, asks in one["asks"].items()},
        }
        for n in range(size // len(own))
        for one in own
    ] + [s for s in value["storylets"] if s["repeats"]][:1]
    return Case.model_validate({**value, "length": 400})


def arrived(exercise: Exercise, turns: int) -> State:
    """The state after many turns; the client's patience is left out of it."""
    state: State = exercise.start(seed=1).state
    for n in range(turns):
        said = f"{SAID[n % len(SAID)]} {n}"
        after = exercise.respond(state, {"kind": "say", "text": said, "lang": "en"}).state
        # An ended talk would answer no more.
        client = after.client.model_copy(update={"ended": False, "rupture": None})
        state = after.model_copy(update={"phase": "talk", "client": client})
    return state


def side_by_side(*talks: tuple[Exercise, State]) -> list[list[float]]:
    """Milliseconds of the same turns in several talks, in turn, so that all meet the same weather."""
    taken: list[list[float]] = [[] for _ in talks]
    for n in range(90):
        response = {"kind": "say", "text": f"{SAID[n % len(SAID)]} And {n}?", "lang": "en"}
        for place, (exercise, state) in enumerate(talks):
            # What one has encoded must not help the next.
            meaning.forget()
            start = time.perf_counter()
            exercise.respond(state, response).model_dump_json()
            taken[place].append(1000 * (time.perf_counter() - start))
    return [values[6:] for values in taken]


def engine() -> None:
    """Coder and client, without a browser."""
    case = open_case("job-rejection")
    by_meaning = meaning.encoder_installed()
    coding.code(SAID[0], lang="en", by_meaning=by_meaning)
    fresh = iter(range(10**6))
    plain = [
        timed(lambda: coding.code(f"{SAID[-1]} {next(fresh)}", lang="en")) for n in range(120)
    ]
    show(
        "coder on words alone, ms an utterance",
        statistics.median(plain),
        5,
        f"p95 {p95(plain):.1f} ms",
    )
    if by_meaning:
        both = [
            timed(lambda: coding.code(f"{SAID[-1]} {next(fresh)}", lang="en", by_meaning=True))
            for n in range(120)
        ]
        show(
            "coder with encoder, ms an utterance",
            statistics.median(both),
            12,
            f"p95 {p95(both):.1f} ms",
        )
    exercise = Exercise(case, case.exercises[0], by_meaning=by_meaning)
    early, late = side_by_side(
        (exercise, arrived(exercise, 5)), (exercise, arrived(exercise, 300))
    )
    show(
        "reply, turn 300 against turn 5",
        statistics.median(late) / statistics.median(early),
        1.2,
        f"{statistics.median(early):.1f} -> {statistics.median(late):.1f} ms; p95 {p95(late):.1f} ms",
    )
    show(
        "a free-text turn, coder and engine, p95 ms",
        p95(late),
        30,
        f"median {statistics.median(late):.1f} ms",
    )
    sizes = [
        Exercise(enlarged(case, size), case.exercises[0], by_meaning=by_meaning)
        for size in (100, 2000)
    ]
    small, large = side_by_side(*((one, arrived(one, 5)) for one in sizes))
    show(
        "reply, 2,000 storylets against 100",
        statistics.median(large) / statistics.median(small),
        1.2,
        f"{statistics.median(small):.1f} -> {statistics.median(large):.1f} ms",
    )


def bots() -> None:
    """A thousand conversations of all policies with all clients, on two processes; the aim is three minutes."""
    places = [
        (case_id, lang, policy)
        for case_id in case_ids()
        for lang in open_case(case_id).languages
        for policy in POLICIES
    ]
    orders = sorted(Order(*places[n % len(places)], seed=n) for n in range(CONVERSATIONS))
    start = time.perf_counter()
    talks = list(play_many(orders, processes=2))
    taken = time.perf_counter() - start
    show(
        "1,000 bot conversations on two processes, minutes",
        taken / 60,
        3,
        f"{sum(talk.turns for talk in talks):,} turns, {1000 * taken / sum(talk.turns for talk in talks):.1f} ms each",
    )


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
    return [page.evaluate(WORKBOOK_TURN, words) for words in said][5:]


def main() -> None:
    """The command."""
    os.environ.pop("WORKBOOK_RECORD_URL", None)
    with tempfile.TemporaryDirectory(prefix="workbook-bench-") as data:
        os.environ["WORKBOOK_DATA"] = data
        parts: dict[str, Callable[[], Any]] = {"engine": engine, "bots": bots, "browser": browser}
        for name in sys.argv[1:] or parts:
            parts[name]()


if __name__ == "__main__":
    main()
