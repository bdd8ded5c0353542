"""Records to write to: a file of the test's own, and PostgreSQL where there is a server or we can start one."""

import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.haste import in_haste
from workbook.record import open_record

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch):
    """Only whoever is killed while writing needs the disk, and that happens in a process of its own."""
    in_haste(monkeypatch)


@pytest.fixture
def opened():
    """Opens records, and closes them all in the end."""
    there = []

    def open_one(url=None, *, lang="en"):
        there.append(open_record(url, lang=lang))
        return there[-1]

    yield open_one
    for record in there:
        record.close()


@pytest.fixture
def sqlite_file(data_folder):
    """Where the record of this test lies."""
    return data_folder / "record.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An address with nothing behind it yet, on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
        return
    server = sa.make_url(request.getfixturevalue("postgres_server"))
    schema = f"workbook_test_{os.getpid()}_{next(_numbers)}"
    engine = sa.create_engine(server, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    inside = server.update_query_dict({"options": f"-csearch_path={schema}"})
    yield inside.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def elsewhere(url, request):
    """A second address of the same kind."""
    if url.startswith("sqlite"):
        return url.replace("store.sqlite", "elsewhere.sqlite")
    return f"sqlite:///{request.getfixturevalue('tmp_path') / 'elsewhere.sqlite'}"


@pytest.fixture(scope="session")
def postgres_server():
    """The server named by WORKBOOK_TEST_POSTGRES_URL, else one of our own for as long as the tests run."""
    named = os.environ.get("WORKBOOK_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    named_on_path = shutil.which("initdb")
    programs = [*sorted(installed), *([Path(named_on_path)] if named_on_path else [])]
    if not programs:
        pytest.skip("no PostgreSQL here: set WORKBOOK_TEST_POSTGRES_URL, or install its server")
    # The server refuses to run as root.
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = {"user": "postgres", "group": "postgres"}
    folder = Path(tempfile.mkdtemp(prefix="workbook-postgres-"))

    def run(program, *arguments):
        command = [str(programs[0].with_name(program)), *arguments]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=60, check=False, **user
        )
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start: {done.stderr.strip()[-300:]}")

    try:
        if user:
            shutil.chown(folder, **user)
        data = str(folder / "data")
        run(
            "initdb",
            "-D",
            data,
            "-U",
            "tester",
            "--auth=trust",
            "--no-sync",
            "--locale=C",
            "-E",
            "UTF8",
        )
        settings = f"-c listen_addresses= -c fsync=off -c unix_socket_directories={folder}"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        yield f"postgresql+psycopg://tester@/postgres?host={folder}"
        run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    except LookupError as problem:
        pytest.skip(f"PostgreSQL does not run as root, and there is no user for it: {problem}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
