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
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from scripts.bench.browser import browser
from scripts.bench.lab import lab
from scripts.bench.studio import studio
from scripts.bench.talk import bots, engine


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
