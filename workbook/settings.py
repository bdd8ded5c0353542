"""JupyterLab as the workbook wants it: settings of our own, so that the trainee's other Jupyter things stay as they are."""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from workbook.lessons import FIRST, Lessons

ADDRESS = "127.0.0.1"
LAB_LOCALES = {"nl": "nl_NL"}
# A lesson without a window on it gives its memory back after an hour (seconds).
IDLE, LOOK = 3600, 300
# They cost each start time, and a trainee has no use for them.
SERVER_EXTENSIONS_OFF = ("jupyter_lsp", "jupyter_server_terminals", "jupyterlab_jupytext")
LAB_EXTENSIONS_OFF = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/cell-toolbar-extension",
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
# What is left of the toolbar says whether the engine is at work, and starts it anew.
TOOLS_OFF = (
    "save",
    "insert",
    "cut",
    "copy",
    "paste",
    "run",
    "interrupt",
    "restart",
    "cellType",
    "kernelName",
)

CSS = """\
/* A lesson shows what its cells do, not the code that does it. */
.jp-CodeCell .jp-InputPlaceholder { display: none; }
.jp-Notebook .jp-InputPrompt, .jp-Notebook .jp-OutputPrompt, .jp-Notebook .jp-Collapser { visibility: hidden; }
.jp-Notebook { --jp-cell-prompt-width: 1rem; }
/* A frame says which cell a key would change, and here no key does; whoever moves by keyboard still sees where. */
.jp-Notebook .jp-Notebook-cell.jp-mod-active { box-shadow: none !important; }
.jp-Notebook .jp-Notebook-cell:focus-visible { outline: 2px solid var(--jp-brand-color1); outline-offset: -2px; }
.jp-Notebook .jp-MarkdownCell .jp-RenderedMarkdown { border-color: transparent !important; }
/* A click here would add a cell. */
.jp-Notebook-footer { display: none; }
.jp-Notebook .jp-RenderedMarkdown { max-width: 46rem; }
"""


def write(home: Path, copies: Lessons, lang: str, *, port: int, browser: bool) -> None:
    """Writes the Jupyter configuration below ``home``: read by our server, seen by nothing else."""
    config = home / "config"
    for name in ("custom", "labconfig", "overrides"):
        (config / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / "data").mkdir(mode=0o700, exist_ok=True)
    for name, content in {
        "jupyter_server_config.json": server(home, copies, lang, port=port, browser=browser),
        "labconfig/page_config.json": page(copies),
        "overrides/overrides.json": overrides(lang),
    }.items():
        (config / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    (config / "custom" / "custom.css").write_text(CSS, encoding="utf-8")


def surround(home: Path, lang: str, runtime: str) -> None:
    """Makes this process and the kernels it starts use our settings, and none of the trainee's own."""
    for name in [name for name in os.environ if name.startswith(("JUPYTER", "IPYTHON"))]:
        del os.environ[name]
    os.environ |= {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": runtime,
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


def server(home: Path, copies: Lessons, lang: str, *, port: int, browser: bool) -> dict[str, Any]:
    """The server's part: one address, a private log, no terminals, no packages from elsewhere."""
    found: dict[str, Any] = {
        "Application": {"log_level": "WARN", "logging_config": _log_to(log_file(home))},
        "LabApp": {
            "app_settings_dir": str(home / "config" / "overrides"),
            "custom_css": True,
            "default_url": f"/doc/tree/{lang}/{FIRST}",
            "expose_app_in_browser": True,
            # The usual one asks a package registry for extensions.
            "extension_manager": "readonly",
            "news_url": None,
        },
        "MappingKernelManager": {"cull_idle_timeout": IDLE, "cull_interval": LOOK},
        "ServerApp": {
            "allow_root": True,
            "ip": ADDRESS,
            "jpserver_extensions": dict.fromkeys(SERVER_EXTENSIONS_OFF, False),
            "open_browser": browser,
            "port": port,
            "port_retries": 0,
            "root_dir": str(copies.folder.resolve()),
            "terminals_enabled": False,
        },
    }
    # Over bare TCP each kernel would log an alarming line, and others on the machine could knock.
    found["KernelManager"] = (
        {"transport": "ipc"} if os.name == "posix" else {"transport_encryption": "auto"}
    )
    return found


def page(copies: Lessons) -> dict[str, Any]:
    """What the page is told before anything else."""
    return {
        # Only these run when they are opened, whatever else lies in the folder.
        "workbookNotebooks": list(copies.paths),
        "disabledExtensions": dict.fromkeys(LAB_EXTENSIONS_OFF, True),
        # There is nothing to build, so there is nothing to ask about either.
        "buildAvailable": False,
        "buildCheck": False,
    }


def overrides(lang: str) -> dict[str, Any]:
    """JupyterLab's own settings where ours differ; a trainee can still change them in its menu."""
    return {
        "@jupyterlab/apputils-extension:notification": {
            "checkForUpdates": False,
            "doNotDisturbMode": True,
            "fetchNews": "false",
        },
        "@jupyterlab/notebook-extension:panel": {
            "toolbar": [{"name": name, "disabled": True} for name in TOOLS_OFF]
        },
        # Views of exercises out of sight stay attached, and printing shows all of them.
        "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
        "@jupyterlab/shortcuts-extension:shortcuts": {"shortcuts": _single_keys_off()},
        "@jupyterlab/statusbar-extension:plugin": {"visible": False},
        "@jupyterlab/translation-extension:plugin": {"locale": LAB_LOCALES.get(lang, lang)},
    }


def _single_keys_off() -> list[dict[str, Any]]:
    """JupyterLab's one-letter shortcuts, disabled: a stray B, D or 0 would change a lesson or lose its kernel."""
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas", "@jupyterlab")
    found: list[dict[str, Any]] = []
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
