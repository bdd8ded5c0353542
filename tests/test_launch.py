import importlib.util
import os
import socket

import nbformat
import pytest
from nbformat.sign import NotebookNotary

from workbook import launch, places
from workbook.errors import WorkbookError
from workbook.lessons import Lessons


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_free_port_is_the_one_wanted(taken):
    wanted = taken - 1 if taken > 1024 else taken + 1
    assert launch.free_port(wanted, "en") in {wanted, taken + 1}


def test_a_taken_port_gives_way_to_the_next(taken):
    assert launch.free_port(taken, "en") > taken


def test_no_free_port_is_said_in_a_sentence(taken, monkeypatch):
    monkeypatch.setattr(launch, "PORTS_TRIED", 1)
    with pytest.raises(WorkbookError, match="No port is free"):
        launch.free_port(taken, "en")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "is not installed"), ("nl", "niet geïnstalleerd")]
)
def test_without_jupyterlab_the_message_is_the_install_line(lang, words, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "jupyterlab" else found(name)
    )
    with pytest.raises(WorkbookError, match=words) as problem:
        launch.start(lang=lang)
    assert "pip install" in str(problem.value)


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("WORKBOOK_DATA", str(tmp_path / "a file" / "data"))
    with pytest.raises(WorkbookError, match=r"Nothing can be written to .*--data"):
        launch.start(lang="en")


def test_only_lessons_as_they_were_built_are_trusted(tmp_path):
    for name in ("ours.ipynb", "changed.ipynb"):
        cell = nbformat.v4.new_code_cell(f"print({name!r})")
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / name)
    copies = Lessons(
        folder=tmp_path, paths=("ours.ipynb", "changed.ipynb"), kept=(), pristine=("ours.ipynb",)
    )
    (tmp_path / "home" / "data").mkdir(parents=True)
    launch.trust(copies, tmp_path / "home")
    with NotebookNotary(data_dir=str(tmp_path / "home" / "data")) as notary:
        trusted = {
            name: notary.check_signature(nbformat.read(tmp_path / name, as_version=4))
            for name in copies.paths
        }
    assert trusted == {"ours.ipynb": True, "changed.ipynb": False}


def test_noise_goes_to_the_log_and_what_matters_to_the_person(tmp_path, capfd):
    with launch._noise_to(tmp_path / "log") as person:
        os.write(1, b"noise\n")
        os.write(2, b"more noise\n")
        person.write("what matters\n")
    os.write(1, b"after it\n")
    assert (tmp_path / "log").read_text(encoding="utf-8") == "noise\nmore noise\n"
    assert capfd.readouterr() == ("what matters\nafter it\n", "")


def test_lessons_lie_in_the_trainees_own_folder(data_folder):
    assert places.lessons_folder().is_relative_to(data_folder)
