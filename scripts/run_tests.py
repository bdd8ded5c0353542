"""Runs all tests, then every lesson in every language, showing progress; ends with a line for each.

Arguments go to pytest: ``python scripts/run_tests.py -k lessons``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent.parent
BROWSER = "tests/browser"
SUMMARY = re.compile(r"(?:\x1b\[[\d;]*m)*=+ .* in [\d.]+s.*")
LESSONS = (
    "--nbval-lax",
    "--nbval-current-env",
    "--nbval-cell-timeout=60",
    "--nbval-kernel-startup-timeout=60",
    # A kernel's own warnings are not the lesson's.
    "-W",
    "default",
)


class Run:
    """Pytest at work on one part, with a record of its own; what it prints goes to a file."""

    def __init__(self, title: str, arguments: tuple[str, ...], place: Path) -> None:
        self.title = title
        place.mkdir(parents=True)
        color = "yes" if sys.stdout.isatty() else "no"
        # Before any kernel starts: no test touches a real record.
        own = {name: value for name, value in os.environ.items() if name != "WORKBOOK_RECORD_URL"}
        self._printed = place / "printed"
        with self._printed.open("wb") as printed:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pytest", f"--color={color}", *arguments],
                cwd=HERE,
                stdout=printed,
                env={**own, "WORKBOOK_DATA": str(place)},
            )

    def follow(self) -> tuple[int, str]:
        """Everything it printed and prints, as it comes; then the exit status and pytest's last words."""
        print(f"\n== {self.title}", flush=True)
        last, line, ended = "no summary: pytest did not finish", b"", False
        with self._printed.open("rb") as printed:
            while not ended:
                ended = self._process.poll() is not None
                while chunk := printed.read(4096):
                    sys.stdout.buffer.write(chunk)
                    sys.stdout.buffer.flush()
                    *whole, line = (line + chunk).split(b"\n")
                    for text in (words.decode(errors="replace") for words in whole):
                        last = text.strip() if SUMMARY.match(text) else last
                time.sleep(0 if ended else 0.2)
        return self._process.returncode, last


def main() -> int:
    """The command."""
    lessons = [
        f"notebooks/{lang.name}"
        for lang in sorted((HERE / "notebooks" / "src").iterdir())
        if lang.is_dir()
    ]
    asked = tuple(sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix="workbook-tests-", ignore_cleanup_errors=True) as data:
        place = Path(data)
        # A browser test mostly waits: the other tests run beside it, and what it prints comes after theirs.
        parts = (
            {"tests": asked}
            if asked
            else {"browser": (BROWSER,), "tests": ("tests", f"--ignore={BROWSER}")}
        )
        runs = {name: Run(f"Tests: {name}", given, place / name) for name, given in parts.items()}
        results = {name: runs[name].follow() for name in sorted(runs, reverse=True)}
        title = f"Lessons ({', '.join(lessons)})"
        results["lessons"] = Run(title, (*LESSONS, *lessons), place / "lessons").follow()
    print("\n== Summary")
    for name, (status, last) in results.items():
        print(f"{name:8} {'passed' if status == 0 else 'FAILED'}  {last}")
    return int(any(status for status, _ in results.values()))


if __name__ == "__main__":
    sys.exit(main())
