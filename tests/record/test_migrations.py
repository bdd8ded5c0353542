import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

import workbook.record
from tests.record.a_talk import at, begun, said
from workbook.errors import RecordError
from workbook.record import find_record, newest_backup, opening, safekeeping, tables

MIGRATIONS = Path(workbook.record.__file__).parent / "migrations"
ATTEMPT = {
    "id": "a" * 32,
    "exercise": "small/first-talk",
    "digest": "abc",
    "lang": "nl",
    "options": json.dumps({"mode": "coach", "seed": 7}),
    "parent": None,
    "shared": 0,
    "begun_at": at(0).replace(tzinfo=None),
}
RESPONSE = {
    "attempt": "a" * 32,
    "position": 0,
    "at": at(1).replace(tzinfo=None),
    "response": json.dumps({"kind": "say", "text": "said 0 é 🙂"}),
    "outcome": json.dumps({"score": 0.5}),
}


def config(connection):
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def migrated(url, to):
    """A record that an earlier workbook made, with a talk in it."""
    record = find_record(url)
    if record.path:
        record.path.parent.mkdir(parents=True, exist_ok=True)
    with record.writing() as connection:
        command.upgrade(config(connection), to)
        for table, row in (("attempt", ATTEMPT), ("response", RESPONSE)):
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            statement = sa.text(f"INSERT INTO {table} ({names}) VALUES ({values})")  # noqa: S608
            times = [
                sa.bindparam(name, type_=sa.DateTime) for name in row if name in {"at", "begun_at"}
            ]
            connection.execute(statement.bindparams(*times), row)
    record.close()


def shape(record):
    """What the database itself says of its tables."""
    with record.reading() as connection:
        there = sa.inspect(connection)
        return {
            table: {
                "columns": [
                    (column["name"], str(column["type"]), column["nullable"])
                    for column in there.get_columns(table)
                ],
                "key": there.get_pk_constraint(table)["constrained_columns"],
                "parents": sorted(
                    (key["constrained_columns"], key["referred_table"], key["referred_columns"])
                    for key in there.get_foreign_keys(table)
                ),
                "indexes": sorted(
                    (index["name"], index["column_names"], bool(index["unique"]))
                    for index in there.get_indexes(table)
                ),
            }
            for table in there.get_table_names()
        }


def test_the_newest_migration_is_the_edition_that_is_written():
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_current_head() == tables.EDITION


def test_a_record_of_the_first_edition_comes_up_to_date_with_all_its_words(url, opened):
    migrated(url, "0001")
    record = opened(url)
    (row,) = record.attempts()
    assert row.options == {"mode": "coach", "seed": 7}
    assert row.begun_at == at(0)
    (step,) = record.steps(row)
    assert step.response["text"] == "said 0 é 🙂"
    assert step.at == at(1)
    record.keep("draft:x", "words", at=at(2))
    said(record, row, 1)
    assert len(opened(url).steps(row)) == 2


def test_a_copy_is_made_before_a_migration(sqlite_file, opened):
    migrated(None, "0001")
    opened()
    copy = newest_backup(sqlite_file)
    assert copy
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert old.execute("SELECT count(*) FROM response").fetchall() == [(1,)]


def test_a_new_record_has_the_same_shape_as_one_brought_up_to_date(url, elsewhere, opened):
    migrated(url, "0001")
    if not url.startswith("sqlite"):
        pytest.importorskip("psycopg")
    brought = shape(opened(url))
    made = shape(opened(elsewhere)) if url.startswith("sqlite") else _made_anew(url, opened)
    assert made == brought


def _made_anew(url, opened):
    record = opened(url)
    with record.writing() as connection:
        for table in ("answer", "response", "attempt", "kept", "alembic_version"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
    return shape(opened(url))


def test_a_migration_that_fails_changes_nothing(sqlite_file, opened, monkeypatch):
    migrated(None, "0001")
    with closing(sqlite3.connect(sqlite_file)) as there:
        # In the way of what the migration makes last.
        there.execute("CREATE TABLE kept (nonsense)")
        there.commit()
    with pytest.raises(RecordError, match="cannot be used: table kept already exists"):
        opened()
    with closing(sqlite3.connect(sqlite_file)) as there:
        assert there.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert there.execute("SELECT count(*) FROM response").fetchall() == [(1,)]


def test_a_record_that_cannot_be_copied_is_not_migrated(sqlite_file, opened, monkeypatch):
    migrated(None, "0001")

    def full(path):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(safekeeping, "back_up", full)
    with pytest.raises(RecordError, match="There is no room left"):
        opened()
    monkeypatch.undo()
    monkeypatch.setenv("WORKBOOK_DATA", str(sqlite_file.parent))
    assert len(opened().attempts()) == 1


def test_a_workbook_in_a_folder_with_a_strange_name_can_still_migrate(
    opened, tmp_path, monkeypatch
):
    migrated(None, "0001")
    strange = tmp_path / "100% mine (it's ü)"
    strange.mkdir()
    (strange / "migrations").symlink_to(MIGRATIONS)
    monkeypatch.setattr(opening, "__file__", str(strange / "opening.py"))
    record = opened()
    begun(record, minute=1)
    assert len(record.attempts()) == 2
