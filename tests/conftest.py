"""No test ever sees a real record: each has a folder of its own, from before anything is imported."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

SURROUNDINGS = ("WORKBOOK_RECORD_URL", "WORKBOOK_LANG", "WORKBOOK_ENCODER")
_folders = []


def pytest_configure():
    for name in SURROUNDINGS:
        os.environ.pop(name, None)
    _folders.append(tempfile.mkdtemp(prefix="workbook-tests-"))
    os.environ["WORKBOOK_DATA"] = _folders[0]


def pytest_unconfigure():
    shutil.rmtree(_folders[0], ignore_errors=True)


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    """The folder of this test's record and lessons."""
    folder = tmp_path / "data"
    monkeypatch.setenv("WORKBOOK_DATA", str(folder))
    # What the encoder makes of the clients' own lines is the same for all tests, and takes seconds a client.
    monkeypatch.setattr("workbook.encoder.cache_folder", lambda: Path(_folders[0]) / "cache")
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
    return folder
