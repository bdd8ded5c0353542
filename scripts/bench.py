"""Speed and memory as ratios, measured side by side in one run: the workbook against a bare notebook with one button.

    python -m scripts.bench            everything, some seven minutes
    python -m scripts.bench engine     only what needs no browser
    python -m scripts.bench bots       a thousand conversations on two processes
    python -m scripts.bench lab        the distortion lab with up to 20,000 answers on record
    python -m scripts.bench studio     plans, sheets and paper

A ratio says more than a time on a machine that others use as well. Nothing here fails a test.
"""

from __future__ import annotations

import os
import random
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
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import nbformat
import psutil
from playwright.sync_api import Page, sync_playwright

from scripts.ensure_browser import find
from scripts.measuring import p95, show, timed
from workbook import coding, encoder
from workbook.bots import POLICIES, play_many
from workbook.bots.play import Order
from workbook.content import Case, bank, case_ids, codebook, open_case
from workbook.exercises.roleplay import Exercise, State
from workbook.practice import Round, Workbook
from workbook.record import Record, open_record
from workbook.spotting import Answer, Memory, compose, picture, remember

STARTS, TURNS, CONVERSATIONS = 3, 40, 1000
ANSWERS = (1000, 5000, 20_000)
A_DAY = 40  # answers of a trainee who keeps at it
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
            encoder.forget()
            start = time.perf_counter()
            exercise.respond(state, response).model_dump_json()
            taken[place].append(1000 * (time.perf_counter() - start))
    return [values[6:] for values in taken]


def engine() -> None:
    """Coder and client, without a browser."""
    case = open_case("job-rejection")
    by_meaning = encoder.encoder_installed()
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


def answered(size: int) -> list[Answer]:
    """Answers as a trainee gives them who mixes some codes up, forty a day until now."""
    rng, items = random.Random(size), list(bank().items.values())
    now = datetime.now(UTC)
    found = []
    for number in range(size):
        item = rng.choice(items)
        code = item.best if rng.random() < 0.7 else rng.choice(sorted(item.options))  # noqa: PLR2004
        found.append(
            Answer(
                at=now - timedelta(minutes=(size - number) * 24 * 60 / A_DAY),
                exercise="lab/name-it",
                item=item.id,
                situation=bank().situation_of[item.id],
                lang="en",
                key=item.best,
                given=code,
                credit=item.credit(code),
                confidence=rng.choice((25, 50, 75, 95)),
            )
        )
    return found


@contextmanager
def on_disk(folder: Path, answers: list[Answer]) -> Iterator[Record]:
    """A record that lies in an SQLite file, with answers in it as rounds of ten leave them."""
    with closing(open_record(f"sqlite:///{folder / str(len(answers))}.sqlite")) as record:
        for begin in range(0, len(answers), 1000):
            part = answers[begin : begin + 1000]
            row = record.draw_up(
                "lab/name-it", digest="bench", lang="en", options={}, at=part[0].at
            )
            given = [Answer(*answer) for answer in part]
            record.add(row, 0, response={}, outcome={}, at=part[0].at, begins=True, given=given)
        yield record


def in_turn(*acts: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of the processor for several acts, the median of each; in turn, so that all meet the same weather.

    Where others use the machine too, a long act is interrupted and a short one is not; so the wait of both cannot be compared.
    """
    taken = [[timed(act, clock=time.process_time) for act in acts] for _ in range(times)]
    return [statistics.median(one) for one in zip(*taken, strict=True)]


def grown(what: str, *acts: Callable[[], object], times: int) -> None:
    """What something takes at the largest size against the smallest, beside how much larger that is."""
    taken = in_turn(*acts, times=times)
    least, most = ANSWERS[0], ANSWERS[-1]
    show(
        f"{what}, {most:,} answers against {least:,}",
        taken[-1] / taken[0],
        most / least,
        ", ".join(f"{size:,}: {one:.1f} ms" for size, one in zip(ANSWERS, taken, strict=True)),
    )


def lab() -> None:
    """The distortion lab; the aim for what grows is the growth of the answers, so that it is no worse than linear."""
    order, items = codebook("distortions").ids, bank()
    given = {size: answered(size) for size in (2000, *ANSWERS)}
    sets = [given[size] for size in ANSWERS]
    grown("picture, computed", *(partial(picture, one, order) for one in sets), times=15)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        records = [stack.enter_context(on_disk(Path(folder), one)) for one in sets]
        books = [Workbook(record, lang="en", by_meaning=False) for record in records]
        grown("answers, read from SQLite", *(record.answers for record in records), times=9)
        grown("picture, read and computed", *(book.lab.picture for book in books), times=9)
        grown(
            "memory, folded anew", *(partial(remember, Memory(), s, items) for s in sets), times=5
        )
        composing(given)
        empty = stack.enter_context(on_disk(Path(folder), []))
        answering(Workbook(empty, lang="en", by_meaning=False), books[-1])
    suggesting()


def composing(given: dict[int, list[Answer]]) -> None:
    """A round of ten, from what is remembered."""
    sizes = (0, 2000, ANSWERS[-1])
    rng, now = random.Random(0), datetime.now(UTC)
    memories = [remember(Memory(), given.get(size, []), bank()) for size in sizes]
    acts = [partial(compose, bank(), one, now=now, rng=rng, most=10) for one in memories]
    taken = in_turn(*acts, times=50)
    show(
        "a round composed, slowest of 0, 2,000, 20,000 answers, ms",
        max(taken),
        50,
        ", ".join(f"{size:,}: {one:.1f} ms" for size, one in zip(sizes, taken, strict=True)),
    )


def answering(*books: Workbook) -> None:
    """From an answer to the next thought: judged, written to the disk, remembered, and what is shown worked out."""
    opened = [timed(partial(open_round, book)) for book in books]
    runs = [book.round("lab/name-it").again() for book in books]
    taken: list[list[float]] = [[] for _ in books]
    for _ in range(10):
        for number in range(len(runs[0].state.tasks)):
            both = list(zip(runs, taken, strict=True))
            # Whoever comes second finds things warm.
            for run, own in both if number % 2 else reversed(both):
                own.append(timed(partial(answer, run)))
        runs = [run.again() for run in runs]
    few, many = map(statistics.median, taken)
    show(
        f"answer to next thought, {ANSWERS[-1]:,} answers on record against 0",
        many / few,
        1.5,
        f"{few:.1f} -> {many:.1f} ms; p95 {p95(taken[0]):.1f} -> {p95(taken[1]):.1f}; the first round opens in {opened[0]:.0f} -> {opened[1]:.0f}",
    )


def open_round(book: Workbook) -> None:
    """The first round since the workbook was opened: the whole record is folded into memory."""
    book.round("lab/name-it").begin()


def answer(run: Round) -> None:
    """The task that comes now, answered, and the next one as it is shown."""
    item = run.exercise.bank.items[run.state.task.id]
    run.answer({"code": item.wrong, "confidence": 50})
    run.snapshot()


def suggesting() -> None:
    """What a thought may be, by words alone and with the encoder."""
    texts = [item.text.read("en") for item in bank().items.values()]
    for by_meaning, aim in ((False, 5), (True, 12)):
        if by_meaning and not encoder.encoder_installed():
            continue
        coding.suggest(texts[-1], lang="en", by_meaning=by_meaning)
        taken = [
            timed(partial(coding.suggest, text, lang="en", by_meaning=by_meaning))
            for text in texts[:120]
        ]
        how = "with encoder" if by_meaning else "on words alone"
        show(
            f"suggestions {how}, ms a thought",
            statistics.median(taken),
            aim,
            f"p95 {p95(taken):.1f} ms",
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


def studio() -> None:
    """Plans, sheets and paper."""
    from scripts.bench_studio import studio as measure  # noqa: PLC0415  it uses this module

    measure()


def main() -> None:
    """The command."""
    os.environ.pop("WORKBOOK_RECORD_URL", None)
    with tempfile.TemporaryDirectory(prefix="workbook-bench-") as data:
        os.environ["WORKBOOK_DATA"] = data
        parts: dict[str, Callable[[], Any]] = {
            "engine": engine,
            "lab": lab,
            "bots": bots,
            "studio": studio,
            "browser": browser,
        }
        for name in sys.argv[1:] or parts:
            parts[name]()


if __name__ == "__main__":
    main()
