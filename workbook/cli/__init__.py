"""The command line: human-readable by default; with ``--json`` one object a line and nothing else."""

from __future__ import annotations

import typer

from workbook.cli import house, lab, own, plans, talks, trials
from workbook.cli.app import BAD_INPUT, FAILED, app, speak_utf8, stop
from workbook.errors import RecordError, WorkbookError

__all__ = ["app", "house", "lab", "main", "own", "plans", "talks", "trials"]


def main() -> None:
    """Run a command; what a person can mend is a sentence on standard error."""
    speak_utf8()
    try:
        status = app(standalone_mode=False)
    except WorkbookError as problem:
        stop(str(problem), FAILED if isinstance(problem, RecordError) else BAD_INPUT)
    except typer.Abort:
        stop("", FAILED)
    except Exception as problem:
        # What typer raises for a wrong command or option has no lasting address, but can always say this.
        if not hasattr(problem, "format_message"):
            raise
        message = problem.format_message().rstrip(".")
        stop(message and f"{message}; 'workbook --help' tells more.", BAD_INPUT)
    raise SystemExit(status)
