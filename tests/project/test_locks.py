"""The lock files: every file pinned by its digest, no addresses, and nothing a trainee does not need."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

HERE = Path(__file__).parent.parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PROJECT = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(name):
    return (HERE / name).read_text(encoding="utf-8")


def pins(name):
    """Each pin as a requirement; the lines of a file, without its hashes."""
    joined = re.sub(r"\\\n\s*", "", read(name))
    return [
        Requirement(re.sub(r"\s--hash=\S+", "", line).strip())
        for line in joined.splitlines()
        if line
    ]


def names(name):
    return {pin.name for pin in pins(name)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_its_digests(lock):
    for entry in re.sub(r"\\\n\s*", "", read(lock)).splitlines():
        assert re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("lock", [*LOCKS, "constraints.txt"])
def test_no_address_is_in_it(lock):
    assert not re.search(r"://|file:|@ |--(extra-)?index|--find-links", read(lock))


def test_the_constraints_are_the_same_versions_without_digests():
    assert "--hash" not in read("constraints.txt")
    assert sorted(map(str, pins("constraints.txt"))) == sorted(
        map(str, pins("requirements-dev.lock"))
    )


def test_the_tests_run_with_what_a_trainee_has():
    trainee, tests = ({f"{pin.name}{pin.specifier}" for pin in pins(lock)} for lock in LOCKS)
    assert trainee <= tests


def test_a_trainee_gets_no_heavy_and_no_test_packages():
    assert not names("requirements.lock") & {
        *("pandas", "matplotlib", "scikit-learn", "scipy", "torch"),
        *("pytest", "mypy", "ruff", "playwright", "jupytext", "nbval"),
    }


@pytest.mark.parametrize(
    ("lock", "extras"), [("requirements.lock", ["lab"]), ("requirements-dev.lock", ["lab", "dev"])]
)
def test_every_dependency_is_locked_in_a_version_that_fits(lock, extras):
    lines = [
        *PROJECT["dependencies"],
        *(line for extra in extras for line in PROJECT["optional-dependencies"][extra]),
    ]
    locked = pins(lock)
    for wanted in map(Requirement, lines):
        found = [pin for pin in locked if pin.name == re.sub(r"[-_.]+", "-", wanted.name).lower()]
        assert found, f"{wanted.name} is not in {lock}: run 'make lock'"
        versions = [specifier.version for pin in found for specifier in pin.specifier]
        assert all(wanted.specifier.contains(version) for version in versions), (
            f"{wanted}: run 'make lock'"
        )


def test_no_lock_full_of_addresses_is_kept():
    if not (HERE / ".git").exists():
        pytest.skip("not a clone")
    done = subprocess.run(
        ["git", "ls-files"], cwd=HERE, capture_output=True, text=True, check=True
    )
    tracked = {Path(line).name for line in done.stdout.splitlines()}
    assert not tracked & {"uv.lock", "pylock.toml"}
    ignored = read(".gitignore").splitlines()
    assert {"uv.lock", "pylock.toml"} <= set(ignored)
