"""Opens the workbook in JupyterLab, with settings of its own: the trainee's other Jupyter things stay as they are."""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import signal
import socket
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from workbook import lessons, places
from workbook.errors import WorkbookError
from workbook.language import say

ADDRESS = "127.0.0.1"
PORT = 8890
PORTS_TRIED = 50
LAB_LOCALES = {"nl": "nl_NL"}
# A lesson without a window on it gives its memory back after an hour (seconds).
IDLE, LOOK = 3600, 300
# They cost each start time, and a trainee has no use for them.
SERVER_EXTENSIONS_OFF = ("jupyter_lsp", "jupyter_server_terminals", "jupyterlab_jupytext")
LAB_EXTENSIONS_OFF = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    # It lists formats by loading them all, which holds up the server by a second and a half.
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/terminal-extension",
    "jupyterlab-jupytext",
)

CSS = """\
/* A lesson shows what its cells do, not the code that does it. */
.jp-CodeCell .jp-InputPlaceholder { display: none; }
.jp-Notebook .jp-InputPrompt, .jp-Notebook .jp-OutputPrompt { visibility: hidden; }
"""


def start(*, lang: str, browser: bool = True, port: int | None = None) -> int:
    """The workbook, from here until Ctrl+C; the result is the command's exit status.

    Raises:
        WorkbookError: it cannot be opened; the message says what to do.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise WorkbookError(
            say(
                lang,
                "JupyterLab is not installed here: run 'make setup' or pip install -e \".[lab]\" "
                "in the workbook's folder.",
            )
        )
    places.data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    copies = lessons.refresh(places.lessons_folder(), lang, today=date.today())  # noqa: DTZ011  a person's own date
    for name, aside in copies.kept:
        print(
            say(
                lang,
                "{name} is newer now. Your own version is kept as '{aside}'.",
                name=name,
                aside=aside,
            )
        )
    home = places.data_folder().resolve() / "jupyter"
    free = free_port(port or PORT, lang)
    if free != (port or PORT):
        print(
            say(
                lang,
                "Port {port} is taken, so the workbook uses {free}.",
                port=port or PORT,
                free=free,
            )
        )
    with tempfile.TemporaryDirectory(prefix="workbook-", ignore_cleanup_errors=True) as sockets:
        server = server_settings(home, lang, port=free, browser=browser, sockets=Path(sockets))
        write_settings(home, copies, lang, server)
        surround(home, lang)
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
                trial.bind((ADDRESS, port))
            except OSError:
                continue
        return port
    raise WorkbookError(
        say(
            lang,
            "No free port from {port} on: choose another with --port, such as 9400.",
            port=wanted,
        )
    )


def surround(home: Path, lang: str) -> None:
    """Makes this process and the kernels it starts use our settings, and none of the trainee's own."""
    for name in [name for name in os.environ if name.startswith(("JUPYTER", "IPYTHON"))]:
        del os.environ[name]
    os.environ |= {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "0",
        # Not in a file nor on the command line, where others on the machine could read it.
        "JUPYTER_TOKEN": secrets.token_urlsafe(24),
        "IPYTHONDIR": str(home / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "WORKBOOK_LANG": lang,
    }
    if "WORKBOOK_DATA" in os.environ:
        # A kernel works in the lesson's folder, where a relative path would lead elsewhere.
        os.environ["WORKBOOK_DATA"] = str(home.parent)


def write_settings(home: Path, copies: lessons.Lessons, lang: str, server: dict[str, Any]) -> None:
    """Writes the Jupyter configuration below ``home``: read by our server, seen by nothing else."""
    config = home / "config"
    for folder in (
        home / "data",
        home / "runtime",
        config / "custom",
        config / "labconfig",
        config / "overrides",
    ):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    page = {
        # Only these run when they are opened, whatever else lies in the folder.
        "workbookNotebooks": list(copies.paths),
        "disabledExtensions": dict.fromkeys(LAB_EXTENSIONS_OFF, True),
        # There is nothing to build, so there is nothing to ask about either.
        "buildAvailable": False,
        "buildCheck": False,
    }
    for name, content in {
        "jupyter_server_config.json": server,
        "labconfig/page_config.json": page,
        "overrides/overrides.json": overrides(lang),
    }.items():
        (config / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    (config / "custom" / "custom.css").write_text(CSS, encoding="utf-8")


def server_settings(
    home: Path, lang: str, *, port: int, browser: bool, sockets: Path
) -> dict[str, Any]:
    """The server's part of the settings."""
    found: dict[str, Any] = {
        "Application": {"log_level": "WARN", "logging_config": _log_to(log_file(home))},
        "LabApp": {
            "app_settings_dir": str(home / "config" / "overrides"),
            "custom_css": True,
            "default_url": f"/doc/tree/{lang}/{lessons.FIRST}",
            # Its other setting asks a package registry for extensions.
            "extension_manager": "readonly",
            "news_url": None,
            "expose_app_in_browser": True,
        },
        "MappingKernelManager": {"cull_idle_timeout": IDLE, "cull_interval": LOOK},
        "ServerApp": {
            "allow_root": True,
            "ip": ADDRESS,
            "jpserver_extensions": dict.fromkeys(SERVER_EXTENSIONS_OFF, False),
            "open_browser": browser,
            "port": port,
            "port_retries": 0,
            "root_dir": str(places.lessons_folder().resolve()),
            "terminals_enabled": False,
        },
    }
    if os.name == "posix":
        # Over TCP each kernel would log an alarming line; elsewhere there is no other way.
        found["KernelManager"] = {"transport": "ipc", "ip": str(sockets / "k")}
    return found


def overrides(lang: str) -> dict[str, Any]:
    """JupyterLab's own settings where ours differ; a trainee can still change them in its menu."""
    return {
        "@jupyterlab/apputils-extension:notification": {
            "checkForUpdates": False,
            "doNotDisturbMode": True,
            "fetchNews": "false",
        },
        "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        "@jupyterlab/shortcuts-extension:shortcuts": {"shortcuts": _single_keys_off()},
        "@jupyterlab/translation-extension:plugin": {"locale": LAB_LOCALES.get(lang, lang)},
    }


def _single_keys_off() -> list[dict[str, Any]]:
    """JupyterLab's one-letter shortcuts, disabled: a stray B, D or 0 would change a lesson or lose its kernel."""
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas", "@jupyterlab")
    found = []
    for name in ("notebook-extension/tracker.json", "mainmenu-extension/plugin.json"):
        if (schemas / name).exists():
            known = json.loads((schemas / name).read_text(encoding="utf-8"))
            found += [
                {**shortcut, "disabled": True}
                for shortcut in known.get("jupyter.lab.shortcuts", ())
                if any(len(key.removeprefix("Shift ")) == 1 for key in shortcut["keys"])
            ]
    return found


def log_file(home: Path) -> Path:
    """Where the server writes what a person helping may want to read."""
    return home / "server.log"


def _log_to(path: Path) -> dict[str, Any]:
    to_file = {"handlers": ["file"]}
    return {
        "formatters": {"file": {"format": "%(asctime)s %(levelname)s %(message)s"}},
        "handlers": {
            "file": {
                "class": "logging.FileHandler",
                "delay": True,
                "encoding": "utf-8",
                "filename": str(path),
                "formatter": "file",
                "level": "INFO",
            }
        },
        "loggers": {"ServerApp": to_file, "LabApp": to_file},
    }


def trust(copies: lessons.Lessons, home: Path) -> None:
    """Marks the lessons as ours, so that opening one may run it; never a copy that someone has changed."""
    import nbformat
    from nbformat.sign import NotebookNotary

    with NotebookNotary(data_dir=str(home / "data")) as notary:
        for path in copies.pristine:
            notary.sign(nbformat.read(copies.folder / path, as_version=4))


def _serve(home: Path, lang: str) -> int:
    log = log_file(home)
    log.unlink(missing_ok=True)
    try:
        from jupyterlab.labapp import LabApp

        app = LabApp.initialize_server(argv=[])
        for name in ("SIGINT", "SIGHUP"):
            # No question asked, and closing the terminal's window does as Ctrl+C does: the kernels end too.
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: app.stop(from_signal=True))
        where = f"http://{ADDRESS}:{app.port}{app.default_url}?token={app.identity_provider.token}"
        print(say(lang, "The workbook is open at {where}", where=where))
        print(
            say(lang, "Keep this window open while you work; Ctrl+C here closes the workbook."),
            flush=True,
        )
        # The kernel gets going while the browser is still loading the page.
        app.io_loop.add_callback(
            app.session_manager.create_session,
            path=f"{lang}/{lessons.FIRST}",
            name=lessons.FIRST,
            type="notebook",
            kernel_name="python3",
        )
        app.start()
    except SystemExit as problem:
        if problem.code:
            raise WorkbookError(
                say(
                    lang,
                    "The workbook could not be opened; {log} says why. 'workbook doctor' may help.",
                    log=log,
                )
            ) from problem
    print(
        say(
            lang, "The workbook is closed. What you wrote is kept in {folder}.", folder=home.parent
        )
    )
    return 0
