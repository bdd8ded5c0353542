"""What the linter finds in plans, sheets, moments and care, beyond the one example of each mistake."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from workbook.content import lint as linter
from workbook.content.lint import Finding, lint
from workbook.content.shelf import CODEBOOKS, case_folder

EXAMPLES = Path(__file__).parent / "lint_examples"
TODAY = date(2026, 11, 22)
FILES = {  # the small files, and where each belongs
    "plan": "wedding/plan.yaml",
    "experiment": "wedding/experiment.yaml",
    "ladder": "wedding/ladder.yaml",
    "support": "wedding/support.yaml",
    "moments": "moments/wedding.yaml",
    "coping_strategies": "coping_strategies.yaml",
    "plan_rules": "plan_rules.yaml",
    "sheet_rules": "sheet_rules.yaml",
    "vignettes": "vignettes.yaml",
    "risk_questions": "risk_questions.yaml",
    "safety_plan": "safety_plan.yaml",
}


def small(name):
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def lay(folder, name, text):
    path = folder / FILES[name]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def changed(text, *pairs):
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def codes(path):
    return {found.code for found in lint(path, today=TODAY)}


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_wrong_with_the_small_files(name, tmp_path):
    assert [str(found) for found in lint(lay(tmp_path, name, small(name)))] == []


PLAN = [
    ("C303", [("id: wedding", "id: weddings")]),
    ("C301", [("id: bench", "id: brother")]),
    ("C305", [("fit: part", "fit: part\n    agrees: walk-alone")]),
    ("C601", [(', nl: "Haar niet."', "")]),
    ("C601", [('      nl: ["zondag je broer bellen"]\n', "")]),
    ("C604", [("With my hat on, then.", "With my automatic thoughts, then.")]),
    ("C604", [("Somebody's dog had half of it.", "It was only avoidance behaviour.")]),
    ("C604", [("And when would that be?", "And my core belief?")]),
    ("C824", [('refuses: {en: "No."', 'refuses: {en: "All right. That one."')]),
    ("C824", [("Whose idea is this?", "Then it's up to them, again and again.")]),
    ("C903", [('good: true, why: {en: "Hers."', 'good: false, why: {en: "Hers."')]),
    ("C903", [('good: true, why: {en: "An hour."', 'good: false, why: {en: "An hour."')]),
    ("C903", [('good: true, why: {en: "He is there."', 'good: false, why: {en: "He is."')]),
    ("C903", [('good: true, why: {en: "Small."', 'good: false, why: {en: "Small."')]),
    ("C904", [("fit: wrong", "fit: part")]),
    ("C906", [('["have your lunch outside at the market"]', '["I ring my brother"]')]),
]  # fmt: skip
EXPERIMENT = [
    ("C301", [("id: sit", "id: ask")]),
    ("C301", [("id: tea", "id: coat")]),
    ("C604", [("If I sit down, the talk stops.", "My schema says that the talk stops.")]),
    ("C604", [("I had my coat on, so I can't say.", "It was safety behaviour.")]),
    ("C824", [("I asked it walking past.", "They went on about the oven.")]),
    ("C903", [("good: true", "good: false"), ("good: true", "good: false")]),
    ("C903", [("safety: false", "safety: true")] * 2),
    ("C903", [("safety: true", "safety: false")] * 3),
    ("C903", [('fit: good\n    why: {en: "A table', 'fit: part\n    why: {en: "A table'), ('fit: good\n    why: {en: "One q', 'fit: part\n    why: {en: "One q')]),
    ("C903", [("fit: wrong\n    why", "fit: part\n    why")] * 2),
    ("C903", [("fit: good, why", "fit: part, why")] * 2),
    ("C903", [("fit: wrong, why", "fit: part, why")] * 2),
    ("C906", [("take a seat at the long table on Tuesday", "I stay away, and see who misses me")]),
    ("C911", [("belief: 80", "belief: 60")]),
]  # fmt: skip
LADDER = [
    ("C301", [("id: nod", "id: bench")]),
    ("C604", [("Stay till the last song.", "Bear the exposure exercise.")]),
    ("C604", [("I got as far as the gate.", "I got as far as my ambivalence.")]),
    ("C903", [("fits: false", "fits: true")] * 2),
    ("C903", [("good: true", "good: false")] * 2),
    ("C903", [("good: false", "good: true")] * 3),
    ("C912", [("fits: true", "fits: false")] * 3),
    ("C913", [("fear: 55", "fear: 65")]),
    ("C915", [("fear: 75", "fear: 94"), ("fear: 90", "fear: 95")]),
    ("C916", [("fear: 90", "fear: 66"), ("fear: 75", "fear: 64")]),
]  # fmt: skip
SUPPORT = [
    ("C301", [("id: bram", "id: ina")]),
    ("C303", [("id: wedding", "id: weddings")]),
    ("C604", [("He picks up.", "He knows of my attachment style.")]),
    ("C824", [("Him, then.", "He picks up.")]),
    ("C903", [("first: good", "first: part")]),
    ("C903", [("gives: costs", "gives: helps")] * 2),
    ("C903", [("good: true", "good: false")] * 2),
]  # fmt: skip
MOMENTS = [
    ("C301", [("id: cake", "id: list")]),
    ("C301", [("id: rubber", "id: pencil")]),
    ("C303", [("id: wedding", "id: weddings")]),
    ("C304", [("code: advice", "code: advise")]),
    ("C304", [("code: advice", "code: question")]),
    ("C601", [(', nl: "Een klapstoel."', "")]),
    ("C604", [("A folding chair.", "My ruminations.")]),
    ("C604", [("In pencil. They", "A thinking error. They")]),
    ("C704", [("The workbook's own example.", " ")]),
    ("C906", [("that must sting, in pencil", "why did they do that")]),
    ("C917", [("fit: good", "fit: part")]),
    ("C918", [("Send them a bill.", "Two nights of work, and a chair by the kitchen.")]),
]  # fmt: skip
RULES = [
    ("C301", [("id: own", "id: small")]),
    ("C601", [("      nl: ['\\bbinnenkort\\b']\n", "")]),
    ("C704", [("The workbook's own example.", "")]),
    ("C907", [("id: own", "id: ownn")]),
    ("C908", [("id: own", "id: ownn")]),
    ("C909", [("\\bbinnenkort\\b", "[[binnenkort]")]),
    ("C909", [("'\\bbinnenkort\\b'", "'(?P<a>binnenkort)', '(?P<a>gauw)'")]),
    ("C910", [("ergens binnenkort", "ergens")]),
]  # fmt: skip
SHEETS = [
    ("C205", [("  experiment:", "  experiments:")]),
    ("C301", [("id: drops", "id: visible")]),
    ("C908", [("id: professionals", "id: asked")]),
    ("C908", [("  ladder:", "  x: []\n  ladder: []\n  y:")]),
    ("C909", [("\\bsoon\\b", "\\bsoon\\b)")]),
    ("C910", [("on Tuesday at ten", "soon")]),
    ("C910", [("needs:\n        en: ['\\b(?:Tuesday|ten)\\b']", "needs:\n        en: ['\\bMonday\\b']")]),
    ("C910", [("needs:\n        en: ['\\b(?:Tuesday|ten)\\b']", "needs:\n        en: ['.']")]),
]  # fmt: skip
VIGNETTES = [
    ("C301", [("id: monday", "id: cake")]),
    ("C903", [("risk: true", "risk: false")]),
    ("C903", [("risk: false", "risk: true")]),
    ("C921", [("also: [counsellor]", "also: [gp]")]),
    ("C921", [("also: [counsellor]", "also: [self_help]")]),
    ("C921", [("tempting: self_help", "tempting: crisis")]),
    ("C922", [('      either: {en: "Hers to choose.", nl: "Zij mag kiezen."}\n', "")]),
]  # fmt: skip
QUESTIONS = [
    ("C301", [("id: dear", "id: silly")]),
    ("C301", [("- id: monday", "- id: plain")]),
    ("C604", [("Yes. At night.", "Yes. Suicidal ideation.")]),
    ("C903", [("quality: promising", "quality: judging")]),
    ("C903", [('  judging: {en: "judging", nl: "oordelend"}\n', "")]),
    ("C903", [("  judging:\n    en: ['\\bselfish\\b']\n    nl: ['\\begoïstisch\\b']\n", "")]),
    ("C909", [("\\bsurely\\b", "*surely")]),
    ("C923", [("Are you thinking of suicide?", "Are you thinking of dying?")]),
    ("C923", [("Denk je aan zelfmoord?", "Denk je toch niet aan zelfmoord?")]),
]  # fmt: skip
SAFETY = [
    ("C301", [("id: professionals", "id: distraction")]),
    ("C305", [("id: breakup-hopeless", "id: breakup")]),
    ("C604", [("I made rolls.", "I used my coping strategy.")]),
    ("C704", [("Stanley & Brown (2012)", "")]),
    ("C924", [("id: distraction", "id: x"), ("id: people_to_ask", "id: distraction"), ("id: x", "id: people_to_ask")]),
    ("C925", [("He works nights.", "He works nights; ring 06-12 34 56 78.")]),
    ("C925", [("Not now.", "Not now. I know 112.")]),
    ("C925", [("Nu niet.", "Nu niet. 0800-0113 heb ik.")]),
]  # fmt: skip
STRATEGIES = [
    ("C205", [("helps: [withdrawal]", "helps: [withdrawing]")]),
    ("C303", [("id: coping_strategies", "id: strategies")]),
    ("C701", [('      nl: ["Zondag bel ik mijn broer."]\n', "")]),
    ("C704", [("The workbook's own example.", " ")]),
]
SLIPS = {
    "plan": PLAN,
    "experiment": EXPERIMENT,
    "ladder": LADDER,
    "support": SUPPORT,
    "moments": MOMENTS,
    "plan_rules": RULES,
    "sheet_rules": SHEETS,
    "vignettes": VIGNETTES,
    "risk_questions": QUESTIONS,
    "safety_plan": SAFETY,
    "coping_strategies": STRATEGIES,
}


@pytest.mark.parametrize(
    ("name", "code", "pairs"),
    [(name, code, pairs) for name, rows in SLIPS.items() for code, pairs in rows],
)
def test_each_slip_is_found(name, code, pairs, tmp_path):
    assert code in codes(lay(tmp_path, name, changed(small(name), *pairs)))


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("safety_plan", [("He works nights.", "He works from 22:30 until 06.15, since 2019.")]),
        ("safety_plan", [("Not now.", "Not now. 3 or 4 of them, 20 minutes.")]),
        ("risk_questions", [("How do you see the future?", "How are you?")]),
        ("plan", [('["have your lunch outside at the market"]', '["I eat on the bench by the fountain"]')]),
        ("ladder", [("fear: 20", "fear: 15")]),
        ("experiment", [("after: 85", "after: 100")]),
    ],
)  # fmt: skip
def test_what_is_no_slip_is_not_found(name, pairs, tmp_path):
    path = lay(tmp_path, name, changed(small(name), *pairs))
    assert [str(found) for found in lint(path)] == []


def test_everything_is_reported_at_once_with_its_line(tmp_path):
    text = changed(
        small("plan"),
        ("strategy: graded_steps", "strategy: graded_step"),
        ("fit: part", "fit: partly"),
        ("    contrary: true\n", ""),
        ("aims:\n", "aim:\n"),
    )
    path = lay(tmp_path, "plan", text)
    lines = text.splitlines()

    def line(words):
        return next(n for n, line in enumerate(lines, 1) if line.startswith(words))

    found = {(one.code, one.line) for one in lint(path)}
    assert {
        ("C201", line("aim:")),
        ("C202", 1),
        ("C205", line("    fit: partly")),
        ("C901", line("    strategy: graded_step")),
        ("C905", line("options:")),
    } <= found | {("C202", 1)}
    assert all(one.file == path for one in lint(path))


def test_an_unknown_name_is_told_which_it_may_be(tmp_path):
    path = lay(tmp_path, "plan", small("plan").replace("graded_steps", "graded_stepps"))
    assert any("'graded_steps'" in one.remedy for one in lint(path))


def test_a_client_who_talks_so_may_use_clinical_words(tmp_path):
    text = changed(small("plan"), ("With my hat on, then.", "With my schema, then."))
    path = lay(tmp_path, "plan", text)
    assert codes(path) == {"C604"}
    case = (EXAMPLES / "case.yaml").read_text(encoding="utf-8")
    own = changed(case, ("style: reserved", "style: intellectualising"))
    (path.parent / "case.yaml").write_text(own, encoding="utf-8")
    assert codes(path) == set()
    said = changed(small("moments"), ("who: Nadia", "who: Tomasz"), ("Ask them.", "My schema."))
    assert codes(lay(tmp_path, "moments", said)) == set()


def test_a_courses_moments_may_be_with_its_own_clients(tmp_path):
    text = changed(small("moments"), ("who: Nadia", "who: Mila"))
    path = lay(tmp_path, "moments", text)
    assert codes(path) == {"C919"}
    case = tmp_path / "wedding" / "case.yaml"
    case.parent.mkdir()
    case.write_text((EXAMPLES / "case.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert codes(path) == set()
    case.write_text("client: [\n", encoding="utf-8")
    assert codes(path) == {"C919"}


def test_a_folder_of_moments_is_looked_at_file_by_file(tmp_path):
    lay(tmp_path, "moments", small("moments"))
    folder = tmp_path / "moments"
    assert codes(folder) == codes(tmp_path) == set()
    (folder / "second.yml").write_text(small("moments"), encoding="utf-8")
    (folder / "third.yaml").write_text(
        'schema_version: 1\nid: third\nsource: "Us."\n', encoding="utf-8"
    )
    for path in (folder, tmp_path):
        assert codes(path) == {"C109", "C202"}


def test_a_lesson_and_a_kind_of_the_studio_must_be_there(tmp_path):
    text = (CODEBOOKS / "studio.yaml").read_text(encoding="utf-8")
    page = tmp_path / "studio.yaml"
    page.write_text(text, encoding="utf-8")
    assert codes(page) == set()
    wrong = changed(text, ("lesson: 08", "lesson: 88"), ("kind: indication", "kind: indicate"))
    page.write_text(wrong, encoding="utf-8")
    assert codes(page) == {"C820", "C902"}


def test_a_lesson_of_a_case_must_be_there(tmp_path):
    ours = shutil.copytree(case_folder() / "job-rejection", tmp_path / "job-rejection")
    page = ours / "case.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("lesson: 05-coping-plans", "lesson: 05-plans"), encoding="utf-8")
    assert "C902" in codes(page)


def test_without_lessons_at_hand_none_is_unknown(tmp_path, monkeypatch):
    monkeypatch.setattr("workbook.content.linting.lab._LESSONS", tmp_path)
    text = changed(small("moments"), ("lesson: 05-coping-plans", "lesson: 99-none"))
    assert codes(lay(tmp_path, "moments", text)) == set()


def test_without_a_path_all_of_it_is_looked_at(tmp_path, monkeypatch):
    pages = shutil.copytree(CODEBOOKS, tmp_path / "codebooks", ignore=lambda *_: ["items"])
    wrong = {
        "vignettes": ("risk: true", "risk: false"),
        "moments": ("fit: good", "fit: part"),
        "sheet_rules": ("id: soon", "id: sooner"),
    }
    for name, pair in wrong.items():
        lay(pages, name, changed(small(name), pair))
    course = tmp_path / "course"
    for name in ("plan", "experiment", "ladder", "support"):
        lay(course, name, changed(small(name), ("id: wedding", "id: weddings")))
    lay(course, "moments", changed(small("moments"), ("fit: good", "fit: part")))
    monkeypatch.setattr(linter, "CODEBOOKS", pages)
    monkeypatch.setattr(linter, "case_folders", lambda: (tmp_path / "nowhere", course))
    found = {(one.file, one.code) for one in lint(today=TODAY)}
    assert {(pages / "vignettes.yaml", "C903"), (pages / "sheet_rules.yaml", "C907")} <= found
    assert {(folder / "moments" / "wedding.yaml", "C917") for folder in (pages, course)} <= found
    for name in ("plan", "experiment", "ladder", "support"):
        assert (course / FILES[name], "C303") in found


BROKEN = [
    "",
    "[]",
    "schema_version: 1",
    "options: [{asks: {en: x}}, 5]\naims: {a: b}\nanswers: 5",
    "trials: [{after: x, fit: 5}, null]\nhabits: [5]\nconclusions: [{asks: [1]}]\nbelief: x",
    "rungs: [{fear: x, fits: 5}, {fear: 1000}, null]\nways: 5",
    "people: [{first: 5, gives: []}, 5]\nrequests: [[]]",
    "moments: [{sayings: [{code: [], say: 5}, 5], who: 5}, 5]\nled: 5\nlesson: []",
    "strategies: [{helps: 5, first_steps: {en: x}}, 5]",
    "rules: [{patterns: {en: [5, '(']}, right: {en: x}, source: 5}, 5]",
    "rules: {experiment: [{needs: {en: ['(']}}, 5], x: 5, ladder: 5}",
    "vignettes: [{also: 5, reasons: {x: 5}}, 5]",
    "patterns: {direct: {en: ['(']}, x: 5}\nnames: 5\nitems: [{quality: 5}, 5]\noccasions: 5",
    "parts: [{id: x, offers: [{en: 112}]}, 5]\nknown: 5\nid: 5\nsource: 5",
]


@pytest.mark.parametrize("text", BROKEN)
def test_nothing_that_stands_in_a_file_raises(text, tmp_path):
    for name in FILES:
        lay(tmp_path, name, text)
    for path in (tmp_path, tmp_path / "wedding"):
        assert all(isinstance(found, Finding) for found in lint(path, today=TODAY))


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_part_that_is_left_out_or_of_another_kind_raises(name, tmp_path, monkeypatch):
    pages = shutil.copytree(CODEBOOKS, tmp_path / "codebooks", ignore=lambda *_: ["items"])
    for page in pages.glob("common_*.yaml"):
        page.write_text("", encoding="utf-8")  # they take long to read, and nothing here asks them
    monkeypatch.setattr(linter, "CODEBOOKS", pages)
    lines = small(name).splitlines(keepends=True)
    for place in range(0, len(lines), 4):
        for instead in ("", re.sub(r":.*", ": 5", lines[place]), lines[place].replace("e", "")):
            path = lay(tmp_path, name, "".join([*lines[:place], instead, *lines[place + 1 :]]))
            lint(path)
