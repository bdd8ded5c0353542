"""Opens the workbook: the lessons brought up to date, JupyterLab started, the browser on "Start here"."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from workbook import lessons, places, settings
from workbook.errors import WorkbookError
from workbook.language import say

PORT = 8890
PORTS_TRIED = 50
PATIENCE = 10.0  # seconds for what is under way when the workbook is closed


def start(*, lang: str, browser: bool = True, port: int | None = None) -> int:
    """The workbook, from here until Ctrl+C; the result is the command's exit status.

    Raises:
        WorkbookError: it cannot be opened; the message says what to do.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise WorkbookError(
            say(
                lang,
                "JupyterLab is not installed here: run 'make setup', or pip install -e \".[lab]\" "
                "in the workbook's folder.",
            )
        )
    wanted = port or PORT
    home = places.data_folder().resolve() / "jupyter"
    free = free_port(wanted, lang)
    try:
        # What a trainee writes here is nobody else's business.
        home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.mkdir(mode=0o700, exist_ok=True)
        copies = lessons.refresh(places.lessons_folder(), lang, today=date.today())  # noqa: DTZ011  the person's own day
        settings.write(home, copies, lang, port=free, browser=browser)
    except OSError as problem:
        raise WorkbookError(
            say(
                lang,
                "Nothing can be written to {folder} ({problem}): free some space there or make it writable, "
                "or choose another folder with --data.",
                folder=home.parent,
                problem=problem.strerror or problem,
            )
        ) from problem
    for name, aside in copies.kept:
        print(
            say(
                lang,
                "{name} is newer now; your own version is kept as '{aside}'.",
                name=name,
                aside=aside,
            )
        )
    if free != wanted:
        print(
            say(lang, "Port {port} is taken, so the workbook uses {free}.", port=wanted, free=free)
        )
    # Each kernel's sockets lie in the runtime folder, and a socket's path may have a hundred letters at most.
    short = "/tmp" if os.name == "posix" else None  # noqa: S108  the folder made in it is private
    with tempfile.TemporaryDirectory(
        prefix="workbook-", dir=short, ignore_cleanup_errors=True
    ) as runtime:
        settings.surround(home, lang, runtime)
        trust(copies, home)
        return _serve(home, lang)


def free_port(wanted: int, lang: str) -> int:
    """The first port from ``wanted`` on that nothing uses."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket() as trial:
            if os.name == "posix":
                # Elsewhere this would take a port away from who has it.
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((settings.ADDRESS, port))
            except OSError:
                continue
        return port
    raise WorkbookError(
        say(
            lang,
            "No port is free from {port} on: choose another, such as --port 9400.",
            port=wanted,
        )
    )


def trust(copies: lessons.Lessons, home: Path) -> None:
    """Marks the lessons as ours, so that opening one may run it; never a copy that someone has changed."""
    import nbformat  # noqa: PLC0415  the server needs it too; other commands do not
    from nbformat.sign import NotebookNotary  # noqa: PLC0415

    with NotebookNotary(data_dir=str(home / "data")) as notary:
        for path in copies.pristine:
            notary.sign(nbformat.read(copies.folder / path, as_version=4))


def _serve(home: Path, lang: str) -> int:
    log = settings.log_file(home)
    log.unlink(missing_ok=True)
    try:
        from jupyterlab.labapp import LabApp  # noqa: PLC0415  a second, and only here

        with _noise_to(log) as person:
            app = LabApp.initialize_server(argv=[])
            begun = asyncio.Event()
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                # No question asked; and closing the terminal's window does as Ctrl+C does, so that kernels end too.
                if hasattr(signal, name):
                    signal.signal(
                        getattr(signal, name),
                        lambda *_: app.io_loop.add_callback_from_signal(_close, app, begun),
                    )
            # Queued behind the server's own first act, which is to listen: the address is true once it is shown.
            app.io_loop.add_callback(_opened, app, lang, begun, person)
            app.start()
    except SystemExit as problem:
        if problem.code:
            raise WorkbookError(
                say(
                    lang,
                    "The workbook cannot be opened: {log} says why, and 'workbook doctor' may help.",
                    log=log,
                )
            ) from problem
    print(
        say(
            lang, "The workbook is closed. What you wrote is kept in {folder}.", folder=home.parent
        )
    )
    return 0


async def _opened(app: Any, lang: str, begun: asyncio.Event, person: TextIO) -> None:
    first = f"{lang}/{lessons.FIRST}"
    where = f"http://{settings.ADDRESS}:{app.port}/doc/tree/{first}?token={app.identity_provider.token}"
    print(say(lang, "The workbook is open at {where}", where=where), file=person)
    print(
        say(lang, "Leave this window open while you work; Ctrl+C here closes the workbook."),
        file=person,
        flush=True,
    )
    try:
        # The kernel gets going while the browser is still loading the page.
        await app.session_manager.create_session(
            path=first, name=lessons.FIRST, type="notebook", kernel_name="python3"
        )
    finally:
        begun.set()


async def _close(app: Any, begun: asyncio.Event) -> None:
    with suppress(TimeoutError):
        # A kernel that is still being started is not yet among those that are shut down, and would outlive us.
        await asyncio.wait_for(begun.wait(), timeout=PATIENCE)
    app.stop()


@contextmanager
def _noise_to(log: Path) -> Iterator[TextIO]:
    """What server and kernels say meanwhile goes to the log; the result is for what a person should read."""
    sys.stdout.flush()
    sys.stderr.flush()
    terminal = os.dup(1), os.dup(2)
    with log.open("ab") as noise:
        os.dup2(noise.fileno(), 1)
        os.dup2(noise.fileno(), 2)
    try:
        with os.fdopen(
            os.dup(terminal[0]), "w", encoding=sys.stdout.encoding, errors="replace"
        ) as person:
            yield person
    finally:
        for number, before in enumerate(terminal, 1):
            os.dup2(before, number)
            os.close(before)
