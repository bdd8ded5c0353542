import json
import os
import stat

import pytest

from workbook import settings
from workbook.lessons import Lessons


@pytest.fixture
def copies(tmp_path):
    paths = ("en/00-start.ipynb", "nl/00-start.ipynb")
    return Lessons(folder=tmp_path / "lessons", paths=paths, kept=(), pristine=paths)


@pytest.fixture
def home(tmp_path, copies):
    home = tmp_path / "jupyter"
    home.mkdir()
    settings.write(home, copies, "nl", port=9400, browser=False)
    return home


def read(home, name):
    return json.loads((home / "config" / name).read_text(encoding="utf-8"))


def test_only_this_machine_can_reach_it(home):
    server = read(home, "jupyter_server_config.json")
    assert server["ServerApp"]["ip"] == "127.0.0.1"
    assert "token" not in json.dumps(server)


def test_no_news_no_updates_no_package_registry(home):
    notices = read(home, "overrides/overrides.json")["@jupyterlab/apputils-extension:notification"]
    assert notices == {"checkForUpdates": False, "doNotDisturbMode": True, "fetchNews": "false"}
    lab = read(home, "jupyter_server_config.json")["LabApp"]
    assert (lab["extension_manager"], lab["news_url"]) == ("readonly", None)


@pytest.mark.parametrize(("lang", "locale"), [("nl", "nl_NL"), ("en", "en")])
def test_jupyterlab_speaks_the_trainees_language(lang, locale):
    assert settings.overrides(lang)["@jupyterlab/translation-extension:plugin"]["locale"] == locale


def test_it_opens_the_first_lesson_on_its_own_in_the_trainees_language(home):
    assert (
        read(home, "jupyter_server_config.json")["LabApp"]["default_url"]
        == "/doc/tree/nl/00-start.ipynb"
    )


def test_only_the_lessons_are_listed_to_run_when_opened(home, copies):
    assert read(home, "labconfig/page_config.json")["workbookNotebooks"] == list(copies.paths)


def test_idle_kernels_end_by_themselves_unless_a_window_is_on_them(home):
    culling = read(home, "jupyter_server_config.json")["MappingKernelManager"]
    assert 0 < culling["cull_interval"] < culling["cull_idle_timeout"] <= 3600
    assert "cull_connected" not in culling


def test_no_single_letter_does_anything(home):
    shortcuts = read(home, "overrides/overrides.json")[
        "@jupyterlab/shortcuts-extension:shortcuts"
    ]["shortcuts"]
    off = {shortcut["command"] for shortcut in shortcuts if shortcut["disabled"]}
    assert {
        "notebook:delete-cell",
        "notebook:insert-cell-below",
        "notebook:cut-cell",
        "notebook:undo-cell-action",
        "kernelmenu:restart",
    } <= off
    assert not any("Accel" in key for shortcut in shortcuts for key in shortcut["keys"])


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_nobody_else_can_look_into_the_settings(home):
    for folder in (home / "config" / "labconfig", home / "data"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.fixture
def surroundings(monkeypatch, tmp_path):
    for name, value in {
        "JUPYTER_CONFIG_PATH": "/theirs",
        "JUPYTERLAB_SETTINGS_DIR": "/theirs",
        "JUPYTERHUB_API_TOKEN": "theirs",
        "IPYTHONDIR": "/theirs",
        "WORKBOOK_DATA": "relative/folder",
    }.items():
        monkeypatch.setenv(name, value)
    before = dict(os.environ)
    settings.surround(tmp_path / "data" / "jupyter", "nl", str(tmp_path / "runtime"))
    yield dict(os.environ)
    os.environ.clear()
    os.environ.update(before)


def test_nothing_of_the_trainees_own_jupyter_gets_through(surroundings):
    assert not [name for name, value in surroundings.items() if "theirs" in value]


def test_kernels_know_the_language_and_the_folder_wherever_they_work(surroundings, tmp_path):
    assert surroundings["WORKBOOK_LANG"] == "nl"
    assert surroundings["WORKBOOK_DATA"] == str(tmp_path / "data")


def test_each_start_has_a_token_of_its_own(surroundings, tmp_path):
    first = surroundings["JUPYTER_TOKEN"]
    settings.surround(tmp_path / "data" / "jupyter", "nl", str(tmp_path / "runtime"))
    assert os.environ["JUPYTER_TOKEN"] != first
    assert len(first) >= 24
