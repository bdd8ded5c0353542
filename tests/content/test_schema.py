"""The schemas for editors say what the models say, and take what the models take."""

import json
import shutil
from datetime import date

import pytest
import yaml

from workbook.content import schema
from workbook.content.shelf import CODEBOOKS, case_folder

jsonschema = pytest.importorskip("jsonschema")
PAGES = {
    "case.schema.json": sorted(case_folder().glob("*/case.yaml")),
    "transcript.schema.json": sorted(case_folder().glob("*/transcripts/*.yaml")),
    "codebook.schema.json": [CODEBOOKS / "therapist_skills.yaml", CODEBOOKS / "distortions.yaml"],
    "common_topics.schema.json": [
        CODEBOOKS / "common_topics.yaml",
        CODEBOOKS / "common_questions.yaml",
    ],
    "phrasebook.schema.json": [CODEBOOKS / "phrasebook.yaml"],
    "dynamics.schema.json": [CODEBOOKS / "dynamics.yaml"],
    "lifelines.schema.json": [CODEBOOKS / "lifelines.yaml"],
    "items.schema.json": sorted(CODEBOOKS.glob("items/*.yaml")),
    "lab.schema.json": [CODEBOOKS / "lab.yaml", CODEBOOKS / "studio.yaml"],
    "second_labels.schema.json": [CODEBOOKS / "second_labels.yaml"],
    "thought_record.schema.json": sorted(case_folder().glob("*/thought-record.yaml")),
    "case_plan.schema.json": sorted(case_folder().glob("*/plan.yaml")),
    "experiment.schema.json": sorted(case_folder().glob("*/experiment.yaml")),
    "ladder.schema.json": sorted(case_folder().glob("*/ladder.yaml")),
    "support_map.schema.json": sorted(case_folder().glob("*/support.yaml")),
    "moments.schema.json": sorted(CODEBOOKS.glob("moments/*.yaml")),
    **{
        f"{name}.schema.json": [CODEBOOKS / f"{name}.yaml"]
        for name in (
            "coping_strategies",
            "plan_rules",
            "sheet_rules",
            "vignettes",
            "risk_questions",
            "safety_plan",
        )
    },
}


def read(name):
    return json.loads((schema.FOLDER / name).read_text(encoding="utf-8"))


def plain(value):
    """A value as an editor sees it: dates are words."""
    return json.loads(json.dumps(value, default=date.isoformat))


def test_the_schemas_are_those_of_the_models():
    assert schema.outdated() == [], "run: python -m workbook.content.schema"


def test_the_check_names_what_is_not_current(tmp_path, monkeypatch, capsys):
    shutil.copytree(schema.FOLDER, tmp_path / "schemas")
    monkeypatch.setattr(schema, "outdated", lambda: schema_outdated(tmp_path / "schemas"))
    assert schema.main(["--check"]) == 0
    (tmp_path / "schemas" / "case.schema.json").write_text("{}", encoding="utf-8")
    assert schema.main(["--check"]) == 1
    assert "case.schema.json" in capsys.readouterr().err


schema_outdated = schema.outdated


@pytest.mark.parametrize("name", sorted(PAGES))
def test_what_the_workbook_ships_fits_its_schema(name):
    check = jsonschema.Draft202012Validator(read(name))
    check.check_schema(read(name))
    for page in PAGES[name]:
        written = plain(yaml.safe_load(page.read_text(encoding="utf-8")))
        assert [error.message for error in check.iter_errors(written)] == []


@pytest.mark.parametrize(
    ("storylet", "said"),
    [
        ({"when": ["openness is high"]}, "does not match"),
        ({"say": [{"en": "Yes."}]}, "'nl' is a required property"),
        ({"say": [{"en": "Yes.", "nl": "Ja.", "fl": "Ja."}]}, "'fl'"),
        ({"herd": ["question"]}, "'herd'"),
    ],
)
def test_an_editor_marks_what_the_linter_would_find(storylet, said):
    whole = {
        "id": "yes",
        "say": [{"en": "Yes.", "nl": "Ja."}],
        "note": {"en": "Why.", "nl": "Waarom."},
        **storylet,
    }
    part = {"$ref": "#/$defs/Storylet", "$defs": read("case.schema.json")["$defs"]}
    (error,) = jsonschema.Draft202012Validator(part).iter_errors(whole)
    assert said in error.message


def test_keys_are_explained_by_the_remarks_in_the_models():
    storylet = read("case.schema.json")["$defs"]["Storylet"]["properties"]
    assert storylet["repeats"]["description"] == "may be said again word for word"
