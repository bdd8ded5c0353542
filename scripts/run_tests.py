"""Runs all tests, then every lesson in every language, showing progress; ends with a line for each.

Arguments go to pytest: ``python scripts/run_tests.py -k lessons``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent.parent
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


def run(title: str, arguments: tuple[str, ...]) -> tuple[int, str]:
    """The exit status and pytest's last words; everything it prints is passed on as it comes."""
    print(f"\n== {title}", flush=True)
    color = "yes" if sys.stdout.isatty() else "no"
    command = [sys.executable, "-m", "pytest", f"--color={color}", *arguments]
    last = "no summary: pytest did not finish"
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE) as process:
        line = b""
        while chunk := os.read(process.stdout.fileno(), 4096):  # type: ignore[union-attr]
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            *whole, line = (line + chunk).split(b"\n")
            for text in (words.decode(errors="replace") for words in whole):
                last = text.strip() if SUMMARY.match(text) else last
    return process.returncode, last


def main() -> int:
    """The command."""
    lessons = [
        f"notebooks/{lang.name}"
        for lang in sorted((HERE / "notebooks" / "src").iterdir())
        if lang.is_dir()
    ]
    with tempfile.TemporaryDirectory(prefix="workbook-tests-", ignore_cleanup_errors=True) as data:
        # Before any kernel starts: no test touches a real record.
        os.environ["WORKBOOK_DATA"] = data
        os.environ.pop("WORKBOOK_RECORD_URL", None)
        results = {
            "tests": run("Tests", tuple(sys.argv[1:])),
            "lessons": run(f"Lessons ({', '.join(lessons)})", (*LESSONS, *lessons)),
        }
    print("\n== Summary")
    for name, (status, last) in results.items():
        print(f"{name:8} {'passed' if status == 0 else 'FAILED'}  {last}")
    return int(any(status for status, _ in results.values()))


if __name__ == "__main__":
    sys.exit(main())
