"""JSON Schemas of what authors write, so that an editor can complete keys and mark slips while typing.

python -m workbook.content.schema            writes them to docs/schemas
python -m workbook.content.schema --check    changes nothing, and fails if they are not current
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from workbook.content import condition
from workbook.content.bank import Batch, Changes, Deck
from workbook.content.care import RiskQuestions, SafetyPlan, Vignettes
from workbook.content.case import Case
from workbook.content.codebook import (
    Codebook,
    CommonTopics,
    Drills,
    Dynamics,
    Lifelines,
    Phrasebook,
    Rubric,
    SecondLabels,
)
from workbook.content.coping import CasePlan, PlanRules, Strategies
from workbook.content.moments import Moments
from workbook.content.sheets import Experiment, Ladder, SheetRules, SupportMap
from workbook.content.thought_record import ThoughtRecord
from workbook.content.transcript import Transcript
from workbook.language import LANGUAGES

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
KINDS: dict[str, type[BaseModel]] = {
    "case": Case,
    "codebook": Codebook,
    "common_topics": CommonTopics,
    "phrasebook": Phrasebook,
    "rubric": Rubric,
    "dynamics": Dynamics,
    "lifelines": Lifelines,
    "transcript": Transcript,
    "items": Batch,
    "deck": Deck,
    "distortion_changes": Changes,
    "lab": Drills,
    "second_labels": SecondLabels,
    "thought_record": ThoughtRecord,
    "case_plan": CasePlan,
    "plan_rules": PlanRules,
    "coping_strategies": Strategies,
    "experiment": Experiment,
    "ladder": Ladder,
    "support_map": SupportMap,
    "sheet_rules": SheetRules,
    "moments": Moments,
    "vignettes": Vignettes,
    "risk_questions": RiskQuestions,
    "safety_plan": SafetyPlan,
}
_REMARK = re.compile(r"^    (\w+): .*?  # (.+)$", re.MULTILINE)
_WORDS = {"type": "string", "minLength": 1}


def schema(kind: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of one kind of content, as it is written in YAML."""
    made = kind.model_json_schema()
    parts: dict[str, Any] = made.get("$defs", {})
    for name, part in (*parts.items(), (kind.__name__, made)):
        _explain(name, part)
    parts |= {name: part for name, part in _written().items() if name in parts}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def texts() -> dict[str, str]:
    """The text of each schema, by file name."""
    return {
        f"{name}.schema.json": json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
        for name, kind in KINDS.items()
    }


def outdated(folder: Path = FOLDER) -> list[str]:
    """The names of the files that do not say what the models say."""
    return [
        name
        for name, text in texts().items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]


def write(folder: Path = FOLDER) -> None:
    """Writes every schema."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, encoding="utf-8")


def _written() -> dict[str, dict[str, Any]]:
    """The parts that are written in another form than the one they are kept in."""
    languages = {"type": "object", "additionalProperties": False, "required": list(LANGUAGES)}
    words = {"type": "array", "items": _WORDS}
    return {
        "Condition": {
            "type": "string",
            "description": inspect.getdoc(condition.Condition),
            # JSON Schema knows no names for groups.
            "pattern": f"^({re.sub(r'[?]P<[a-z]+>', '', condition.GRAMMAR.pattern)})$",
        },
        "Text": {
            **languages,
            "description": "The same words in each language.",
            "properties": dict.fromkeys(LANGUAGES, _WORDS),
        },
        "Examples": {
            **languages,
            "description": "Ways of saying it in each language, not translations of each other.",
            "properties": dict.fromkeys(LANGUAGES, words),
        },
    }


def _explain(name: str, part: dict[str, Any]) -> None:
    """Gives each key the remark that stands beside it in the model."""
    modules = [sys.modules[kind.__module__] for kind in KINDS.values()]
    model = next((found for module in modules if (found := getattr(module, name, None))), None)
    if not isinstance(model, type):
        return
    for key, remark in _REMARK.findall(inspect.getsource(model)):
        if key in part.get("properties", {}):
            part["properties"][key].setdefault("description", remark)


def main(asked: list[str]) -> int:
    """Writes or checks the schemas."""
    if "--check" not in asked:
        write()
        return 0
    stale = outdated()
    if stale:
        sys.stderr.write(
            f"not current: {', '.join(stale)}; run python -m workbook.content.schema\n"
        )
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
