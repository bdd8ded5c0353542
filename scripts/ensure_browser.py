"""Finds the browser for the tests, or gets one: prints where it is, or in plain words what is missing.

In this order: the one named by CHROMIUM; an installed Chromium, Chrome or Edge; the system's package, where we may
install it; Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MACS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


def find() -> str | None:
    """The browser to test with, if there is one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    installed = (shutil.which(name) for name in (*NAMES, *MACS))
    return next((path for path in installed if path and answers(path)), None) or downloaded()


def answers(path: str) -> bool:
    """Whether it starts at all; some systems have a command that only says how to install one."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def downloaded() -> str | None:
    """Playwright's own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  slow, and rarely needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def tell(words: str) -> None:
    """Progress; standard output is for the answer."""
    print(words, file=sys.stderr, flush=True)


def by_system() -> None:
    """The system's package, where we may install it without asking for a password."""
    if not shutil.which("apt-get"):
        return
    may = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if may and (
        not shutil.which("sudo") or subprocess.run([*may, "true"], check=False).returncode
    ):
        return
    tell("Installing Chromium for the browser tests with apt-get ...")
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"],
    ):
        if subprocess.run([*may, *command], stdout=sys.stderr, check=False).returncode:
            tell("apt-get could not; trying Playwright's own browser instead.")
            return


def by_playwright() -> None:
    """Playwright's own download."""
    tell("Downloading Playwright's own Chromium for the browser tests ...")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, check=False)


def main() -> int:
    """The command."""
    found = find()
    if not found and os.environ.get("CHROMIUM"):
        tell(f"CHROMIUM is set to {os.environ['CHROMIUM']}, and there is no such program.")
        return 1
    for get in (by_system, by_playwright):
        if not found:
            get()
            found = find()
    if not found:
        tell(
            "The browser tests need Chromium, Chrome or Edge, and none could be found or installed.\n"
            "Install one, or say where it is: make test CHROMIUM=/where/it/is/chromium"
        )
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
