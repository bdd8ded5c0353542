import json
import os
import time

import pytest

from notebooks import build

GOOD = """# A lesson

Words. [The start](00-start.ipynb)

```{code-cell} python3
# The conversation
from workbook import practise
practise("job-rejection/first-talk", lang="LANG")
```
"""


@pytest.fixture
def folder(tmp_path):
    for lang in ("en", "nl"):
        source = tmp_path / "src" / lang / "00-start.md"
        source.parent.mkdir(parents=True)
        source.write_text(GOOD.replace("LANG", lang), encoding="utf-8")
    return tmp_path


def change(folder, old, new, name="en/00-start.md"):
    path = folder / "src" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def built(folder, name="en/00-start.ipynb"):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_the_shipped_lessons_are_what_their_sources_give():
    assert build.run(check=True) == []


def test_a_lesson_is_built_without_outputs_and_with_fixed_ids(folder):
    assert build.run(folder) == []
    cells = built(folder)["cells"]
    assert [cell["id"] for cell in cells] == ["00-start-001", "00-start-002"]
    assert cells[1]["outputs"] == []
    assert cells[1]["execution_count"] is None


def test_teaching_text_and_code_cannot_be_edited_or_deleted(folder):
    build.run(folder)
    for cell in built(folder)["cells"]:
        assert (cell["metadata"]["editable"], cell["metadata"]["deletable"]) == (False, False)


def test_code_is_hidden_here_and_in_voila(folder):
    build.run(folder)
    metadata = built(folder)["cells"][1]["metadata"]
    assert metadata["jupyter"] == {"source_hidden": True}
    assert metadata["tags"] == ["hide-input"]


def test_the_notebook_says_its_language_its_lesson_and_that_it_runs_when_opened(folder):
    build.run(folder)
    metadata = built(folder, "nl/00-start.ipynb")["metadata"]
    assert metadata["workbook"] == {"lang": "nl", "lesson": "00", "run_on_open": True}
    assert metadata["kernelspec"]["name"] == "python3"


def test_a_rebuild_gives_the_same_bytes_whatever_the_time_stamps(folder):
    build.run(folder)
    before = (folder / "en/00-start.ipynb").read_bytes()
    os.utime(folder / "src/en/00-start.md", (time.time() + 9, time.time() + 9))
    (folder / "en/00-start.ipynb").unlink()
    build.run(folder)
    assert (folder / "en/00-start.ipynb").read_bytes() == before


def test_checking_builds_nothing_and_names_what_is_out_of_date(folder):
    build.run(folder)
    change(folder, "Words.", "Other words.")
    before = (folder / "en/00-start.ipynb").read_bytes()
    [problem] = build.run(folder, check=True)
    assert "en/00-start.ipynb" in problem
    assert "make notebooks" in problem
    assert (folder / "en/00-start.ipynb").read_bytes() == before


def test_a_notebook_without_a_source_is_removed(folder):
    build.run(folder)
    stray = folder / "en" / "99-stray.ipynb"
    stray.write_text("{}", encoding="utf-8")
    assert len(build.run(folder, check=True)) == 1
    assert build.run(folder) == []
    assert not stray.exists()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Words.", "+++ words", "'+++ '"),
        ("# The conversation\n", "", "begins with a comment"),
        ('lang="en"', 'lang="nl"', 'needs lang="en"'),
        (', lang="en"', "", 'needs lang="en"'),
        ("00-start.ipynb", "03-nowhere.ipynb", "leads nowhere"),
        ("first-talk", "other-talk", "other exercises"),
    ],
)
def test_each_slip_is_named_with_its_place(folder, old, new, complaint):
    build.run(folder)
    change(folder, old, new)
    problems = build.run(folder, check=True)
    assert any(complaint in problem and "00-start" in problem for problem in problems), problems


@pytest.mark.parametrize("line", ["+++", '+++ {"tags": ["x"]}', "a +++ b"])
def test_a_cell_break_is_no_slip(folder, line):
    change(folder, "Words. [The start](00-start.ipynb)", line)
    assert build.text_problems(folder / "src/en/00-start.md") == []


def test_a_lesson_in_one_language_only_is_named(folder):
    (folder / "src/en/04-talks.md").write_text("# Talks\n", encoding="utf-8")
    build.run(folder)
    [problem] = build.run(folder, check=True)
    assert "nl/04-talks.md" in problem
    assert "missing" in problem


def test_everything_wrong_is_told_at_once(folder):
    build.run(folder)
    change(folder, "# The conversation\n", "")
    change(folder, "00-start.ipynb", "03-nowhere.ipynb", "nl/00-start.md")
    assert len(build.run(folder, check=True)) >= 4


def test_a_link_to_the_other_language_is_followed(folder):
    change(folder, "00-start.ipynb", "../nl/00-start.ipynb")
    build.run(folder)
    assert build.run(folder, check=True) == []
