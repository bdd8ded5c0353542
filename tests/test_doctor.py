import sys
import webbrowser
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbook import doctor, encoder, lessons, places


def found(check, lang="en"):
    return getattr(doctor, f"_{check}")(lang)


def test_everything_is_examined_and_told_in_both_languages():
    english, dutch = (doctor.examine(lang) for lang in ("en", "nl"))
    assert [finding.ok for finding in english] == [finding.ok for finding in dutch]
    assert [finding.words for finding in english] != [finding.words for finding in dutch]
    assert all(finding.remedy for finding in english if not finding.ok)


def test_here_all_that_a_lesson_needs_is_in_order():
    needed = ("python", "packages", "lessons", "extension", "folder", "record", "room")
    assert [check for check in needed if not found(check).ok] == []


@pytest.mark.parametrize(
    ("version", "ok"),
    [((3, 10, 9), False), ((3, 11, 0), True), ((3, 14, 2), True), ((3, 15, 0), False)],
)
def test_python_must_be_one_the_workbook_knows(version, ok, monkeypatch):
    monkeypatch.setattr(sys, "version_info", version)
    assert found("python").ok is ok


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(doctor, "_installed", lambda name: name != "anywidget")
    assert found("packages").words == "Packages are missing: anywidget."


def test_test_tools_are_not_missed(monkeypatch):
    monkeypatch.setattr(doctor, "_installed", lambda name: name not in {"pytest", "mypy"})
    assert found("packages").ok


def test_a_workbook_that_is_not_installed_is_told(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", missing)
    assert not found("packages").ok


def test_an_encoder_that_is_switched_off_is_told(monkeypatch):
    monkeypatch.setenv("WORKBOOK_ENCODER", "off")
    assert not found("encoder").ok


def test_an_encoder_that_does_not_load_is_told(monkeypatch):
    def broken(sentences):
        raise OSError("its weights are damaged")

    monkeypatch.setattr(encoder, "encoder_installed", lambda: True)
    monkeypatch.setattr(encoder, "encode", broken)
    assert "its weights are damaged" in found("encoder").words


def test_missing_lessons_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(lessons, "originals", lambda: tmp_path)
    assert not found("lessons").ok


def test_a_missing_extension_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr("site.getuserbase", lambda: str(tmp_path))
    assert "Run All Cells" in found("extension").words


def test_a_folder_that_cannot_be_written_to_is_told(monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "a file" / "data"))
    assert "--data" in found("folder").remedy


def test_looking_does_not_begin_a_record(data_folder):
    doctor.examine("en")
    assert not Path(places.record_url().removeprefix("sqlite:///")).exists()


def test_a_damaged_record_is_told_and_left_alone(data_folder):
    data_folder.mkdir()
    file = Path(places.record_url().removeprefix("sqlite:///"))
    file.write_bytes(b"this is no database, but it is long enough to look like one" * 20)
    before = file.read_bytes()
    finding = found("record")
    assert not finding.ok
    assert finding.remedy
    assert file.read_bytes() == before


def test_a_full_disk_is_told(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda place: SimpleNamespace(free=5_000_000))
    assert found("room").words == "5 MB are free on the disk."
    assert not found("room").ok


def test_a_computer_without_a_browser_gets_advice(monkeypatch):
    def none():
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    assert "address" in found("browser").remedy
