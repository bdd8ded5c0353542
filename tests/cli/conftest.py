"""The command line, run within the test: as quick as a function, and as strict about where words go."""

import io
import json
import sys

import pytest

from tests.haste import in_haste
from tests.little_case import on_shelf
from workbook import cli


class Ran:
    """What a command left behind."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def rows(self):
        """Standard output as JSON objects, one a line, and nothing else."""
        rows = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(row, dict) for row in rows)
        return rows

    @property
    def sentence(self):
        """The one line on standard error."""
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


@pytest.fixture
def run(monkeypatch, capsys, data_folder):
    """Runs a command, with lines or bytes on its standard input."""
    in_haste(monkeypatch)
    monkeypatch.setenv("WORKBOOK_ENCODER", "off")
    monkeypatch.setenv("WORKBOOK_LANG", "en")

    def run_it(*words, given=""):
        content = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        monkeypatch.setattr(sys, "argv", ["workbook", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return Ran(ended.value.code or 0, out, err)

    return run_it


@pytest.fixture
def case(monkeypatch, tmp_path):
    """The only case on the shelf."""
    return on_shelf(monkeypatch, tmp_path)
