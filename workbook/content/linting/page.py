"""The page about mistakes in ``docs/``: made from the table and the examples that test it.

python -m workbook.content.linting.page
"""

from __future__ import annotations

import re
from pathlib import Path

from workbook.content.linting.mistakes import Mistake, mistakes

_CLONE = Path(__file__).parents[3]
PAGE = _CLONE / "docs" / "lint.md"
EXAMPLES = _CLONE / "tests" / "content" / "lint_examples"
_HEAD = """# What the content linter finds

`workbook lint` looks at every case with what stands beside it (thought record, plan, experiment, ladder, people), at
the codebooks, at the items of the distortion lab and at the moments of the studio; `workbook lint PATH` at one case folder, folder of
items or moments, or file, a trainee's deck included. It reports everything at once, each with file, line, code, what is wrong and what to do. *Errors* have to be
mended before a case can be used or published; *advice* is for the author to weigh.

In the examples, `# <- here` marks the line that is reported. They are parts of one small case and of what stands
beside it, or of another small file; the workbook's own tests check that the wrong one is found and the right one is not.

(This page is made by `python -m workbook.content.linting.page`; change
`workbook/content/linting/mistakes.yaml` or `tests/content/lint_examples/` instead.)
"""
_GROUPS = {
    "C1": "The file",
    "C2": "The shape",
    "C3": "Names",
    "C4": "What can happen in a talk",
    "C5": "A whole case",
    "C6": "Words",
    "C7": "Codebooks and shared pages",
    "C8": "The distortion lab and thought records",
    "C9": "Plans, sheets, moments and care",
}
_ASIDE = re.compile(r"^# (?:file|without|also|encoding): .*\n|  # <- C\d+", re.MULTILINE)
_FILE = re.compile(r"^# file: (.+)$", re.MULTILINE)
_BLANK = re.compile(r"\{(\w+)\}")


def page(examples: Path) -> str:
    """The whole page."""
    parts = [_HEAD]
    for group, title in _GROUPS.items():
        parts.append(f"\n## {title}\n")
        parts += [
            _entry(mistake, examples / mistake.code)
            for mistake in mistakes().values()
            if mistake.code.startswith(group)
        ]
    return "".join(parts)


def _entry(mistake: Mistake, folder: Path) -> str:
    advice = " (advice)" if mistake.severity == "advice" else ""
    return f"""
### {mistake.code} {mistake.what}{advice}

{mistake.why}

- Says: {_filled(mistake.message)}
- Remedy: {_filled(mistake.remedy)}

{_example("Wrong", folder / "wrong.yaml")}
{_example("Right", folder / "right.yaml")}"""


def _filled(sentence: str) -> str:
    return _BLANK.sub(r"*\1*", sentence)


def _example(title: str, file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    named = _FILE.search(text)
    where = f" (`{named.group(1)}`)" if named else ""
    return f"{title}{where}:\n\n```yaml\n{_ASIDE.sub('', text).rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(EXAMPLES), encoding="utf-8")
