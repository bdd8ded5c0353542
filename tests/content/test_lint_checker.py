"""What the linter asks of rules and sheets is what the program that checks them asks."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from workbook.content import strategies
from workbook.content.care import SafetyPlan
from workbook.content.coping import PlanRules
from workbook.content.linting import rules, sheets
from workbook.content.linting.rules import Words, joined
from workbook.content.sheets import Experiment, Ladder, SheetRules, SupportMap
from workbook.content.studio import sheet_rules
from workbook.language import LANGUAGES
from workbook.planning import Plan, checks
from workbook.planning import ladder as climbing
from workbook.planning.experiment import ExperimentKept
from workbook.planning.ladder import LadderKept
from workbook.planning.safety import SafetyKept
from workbook.planning.sheets import FEWEST, Filled, Rules
from workbook.planning.support import SupportKept

EXAMPLES = Path(__file__).parent / "lint_examples"
TODAY = date(2026, 11, 22)


def small(name):
    return yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))


def test_the_rules_of_a_plan_are_those_that_the_checker_looks_at():
    page = PlanRules.model_validate(small("plan_rules"))
    desk = checks._Desk(Plan(), (), page.patterns["en"], strategies(), None, TODAY, {})
    for rule in rules.PLAN:
        assert desk.look(rule).rule == rule
    with pytest.raises(KeyError):
        desk.look("tiny")
    source = Path(checks.__file__).read_text(encoding="utf-8")
    table = re.search(r"own: dict.*?\n        }", source, re.DOTALL).group()
    assert set(re.findall(r'^ +"(\w+)":', table, re.MULTILINE)) == set(rules.PLAN)


@pytest.mark.parametrize(
    ("name", "kept", "sheet"),
    [
        ("experiment", ExperimentKept, "experiment"),
        ("ladder", LadderKept, "ladder"),
        ("support", SupportKept, "support_map"),
        ("safety_plan", SafetyKept, "safety_plan"),
    ],
)
def test_the_rules_of_a_sheet_are_those_that_the_checker_looks_at(name, kept, sheet):
    book = SheetRules.model_validate(small("sheet_rules"))
    kinds: dict[str, type[BaseModel]] = {
        "experiment": Experiment,
        "ladder": Ladder,
        "support": SupportMap,
        "safety_plan": SafetyPlan,
    }
    content = kinds[name].model_validate(small(name))
    one = kept(content, book, lang="en", by_meaning=False)
    words = "on Tuesday at ten"
    filled = Filled(
        texts=dict.fromkeys(("trial", "prediction", "sign", "way", "request", "conclusion"), words)
        | {"first": "brother"}
    )
    looked = {
        found.rule
        for stage in one.stages
        for found in one.judge(filled, stage, today=TODAY, before=[]).findings
    }
    assert looked == set(rules.SHEETS[sheet])


def test_what_a_ladder_must_be_is_what_its_rules_ask_for():
    asked = (climbing.FEWEST_RUNGS, climbing.START, climbing.GAP, climbing.TOP)
    assert asked == (sheets.FEWEST_RUNGS, sheets.START, sheets.GAP, sheets.TOP)
    assert rules.FEWEST == FEWEST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_judged_as_the_checker_judges_them(lang):
    for own in sheet_rules().rules.values():
        looked = Rules(own, lang)
        for rule in own:
            made = [joined((), part.read(lang))[0] for part in (rule.patterns, rule.needs)]
            words = Words(made[0], made[1], rules.FEWEST)
            for text in (*rule.right.read(lang), *rule.wrong.read(lang)):
                assert looked.words(rule.id, text).holds is (words.against(text) is None)
