"""Builds the lessons: ``notebooks/src/<language>/*.md`` (MyST text) becomes ``notebooks/<language>/*.ipynb``.

One way only: prose is edited in ``src``, never in a notebook. The same source always gives the same bytes.

    python notebooks/build.py            builds what is out of date
    python notebooks/build.py --check    builds nothing, lists everything that is wrong, and fails if anything is
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat

HERE = Path(__file__).parent
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LOCKED = {"deletable": False, "editable": False}
# The reader takes it for a cell break with metadata and fails; '+++' alone and '+++ {...}' are breaks.
BROKEN_BREAK = re.compile(r"^\+\+\+[ \t]+[^{\s]")
LESSON_LINK = re.compile(r"\]\(([^)\s#:]+\.ipynb)[^)]*\)")


def sources(folder: Path = HERE) -> dict[str, list[Path]]:
    """The sources by language."""
    return {
        lang.name: sorted(lang.glob("*.md"))
        for lang in sorted((folder / "src").iterdir())
        if lang.is_dir()
    }


def build(source: Path) -> str:
    """The notebook, as its file is to be written."""
    notebook = jupytext.read(source, fmt="md:myst")
    notebook.metadata = {
        "kernelspec": KERNEL,
        "language_info": {"name": "python"},
        "workbook": {
            "lang": source.parent.name,
            "lesson": source.stem.partition("-")[0],
            "run_on_open": True,
        },
    }
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"{source.stem}-{number:03d}"
        cell.metadata |= LOCKED
        if cell.cell_type == "code":
            cell.metadata["jupyter"] = {"source_hidden": True}
            cell.metadata["tags"] = sorted({*cell.metadata.get("tags", ()), "hide-input"})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def calls(code: str) -> list[ast.Call]:
    """The calls of ``practise`` in a cell."""
    return [
        node
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "practise"
    ]


def exercises(notebook: Any) -> list[str]:
    """The exercises a notebook offers, in order."""
    return [
        ast.literal_eval(call.args[0])
        for cell in notebook.cells
        if cell.cell_type == "code"
        for call in calls(cell.source)
    ]


def text_problems(source: Path) -> list[str]:
    """What would crash the reader, so that nothing more can be looked at."""
    return [
        f"{place(source)}:{number}: a line may not start with '+++ ' and words: indent it, or start it otherwise"
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1)
        if BROKEN_BREAK.match(line)
    ]


def cell_problems(source: Path, notebook: Any) -> list[str]:
    """What is wrong with one lesson's cells and links."""
    found = []
    for number, cell in enumerate(notebook.cells, 1):
        where = f"{place(source)}: cell {number}"
        if cell.cell_type == "markdown":
            found += [
                f"{where}: the link {link} leads nowhere: name a lesson in src"
                for link in LESSON_LINK.findall(cell.source)
                if not (source.parent / link).with_suffix(".md").exists()
            ]
        if cell.cell_type != "code":
            continue
        if not cell.source.startswith("# "):
            found.append(
                f"{where}: code begins with a comment that names it, such as '# The conversation'"
            )
        for call in calls(cell.source):
            given = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
            if given.get("lang") != source.parent.name:
                found.append(f'{where}: practise(...) needs lang="{source.parent.name}" here')
    return found


def parity_problems(folder: Path, notebooks: dict[str, dict[str, Any]]) -> list[str]:
    """Where the languages have come apart: other lessons, or other exercises in a lesson."""
    found = []
    names = sorted({name for lessons in notebooks.values() for name in lessons})
    for name in names:
        missing = [lang for lang, lessons in notebooks.items() if name not in lessons]
        found += [
            f"{place(folder / 'src' / lang / name)}.md: this lesson is missing" for lang in missing
        ]
        if missing:
            continue
        offered = {lang: exercises(lessons[name]) for lang, lessons in notebooks.items()}
        if len({tuple(given) for given in offered.values()}) > 1:
            told = "; ".join(
                f"{lang}: {', '.join(given) or 'none'}" for lang, given in offered.items()
            )
            found.append(f"lesson {name} has other exercises in each language ({told})")
    return found


def place(path: Path) -> str:
    """A path as a person in the clone would write it."""
    return (
        path.relative_to(HERE.parent).as_posix() if path.is_relative_to(HERE.parent) else str(path)
    )


def run(folder: Path = HERE, *, check: bool = False) -> list[str]:
    """Builds all lessons, unless only to check; the result is everything that is wrong."""
    files = sources(folder)
    problems = [
        problem for paths in files.values() for path in paths for problem in text_problems(path)
    ]
    if problems:
        return problems
    built: dict[Path, str] = {}
    notebooks: dict[str, dict[str, Any]] = {}
    for lang, paths in files.items():
        for source in paths:
            text = build(source)
            built[folder / lang / f"{source.stem}.ipynb"] = text
            notebooks.setdefault(lang, {})[source.stem] = notebook = nbformat.reads(
                text, as_version=4
            )
            problems += cell_problems(source, notebook)
    problems += parity_problems(folder, notebooks)
    present = {path for lang in files for path in (folder / lang).glob("*.ipynb")}
    for path in sorted(present | built.keys()):
        text = built.get(path, "")
        if (path.read_text(encoding="utf-8") if path in present else "") == text:
            continue
        if check:
            problems.append(f"{place(path)} is not what its source gives: run 'make notebooks'")
        elif text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"built {place(path)}")
        else:
            path.unlink()
            print(f"removed {place(path)}, which has no source")
    return problems


if __name__ == "__main__":
    wrong = run(check="--check" in sys.argv[1:])
    for problem in wrong:
        print(problem, file=sys.stderr)
    sys.exit(1 if wrong else 0)
