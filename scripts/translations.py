"""Keeps the interface's translations in step with the code: English words in the code are the keys.

    python scripts/translations.py            takes new strings into each workbook.po, sets old ones aside, compiles
    python scripts/translations.py --check    changes nothing, lists what is untranslated or out of step, and fails

A string counts when it is the second argument of ``say(lang, "...")``, or stands in a module of the widgets whose name ends in ``words``.
The English catalogue has no translations: copy it to begin a new language.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

HERE = Path(__file__).parent.parent
PACKAGE = HERE / "workbook"
LOCALES = PACKAGE / "locale"
DOMAIN = "LC_MESSAGES/workbook.po"
HEADER = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
FILLED = re.compile(r"\{(\w+)")
SAY_ARGUMENTS = 2


def strings(module: ast.Module, *, all_of_them: bool) -> Iterator[str]:
    """The English words that a module may show."""
    for node in ast.walk(module):
        if all_of_them and isinstance(node, ast.Constant):
            # Its own docstring is for readers of the code.
            if isinstance(node.value, str) and node.value != ast.get_docstring(
                module, clean=False
            ):
                yield node.value
        elif (
            isinstance(node, ast.Call)
            and (
                node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            )
            == "say"
            and len(node.args) >= SAY_ARGUMENTS
            and isinstance(words := node.args[1], ast.Constant)
            and isinstance(words.value, str)
        ):
            yield words.value


def used() -> dict[str, set[str]]:
    """Every string in use, and the files that use it."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for words in strings(
            module, all_of_them=path.parent.name == "widgets" and path.stem.endswith("words")
        ):
            found.setdefault(words, set()).add(path.relative_to(HERE).as_posix())
    return found


def languages() -> list[str]:
    """The languages there is a folder for."""
    return sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir())


def catalogue(lang: str, known: dict[str, set[str]]) -> polib.POFile:
    """The catalogue as it should be: strings in use, in alphabetical order, with the translations there are."""
    path = LOCALES / lang / DOMAIN
    before = (
        {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} if path.exists() else {}
    )
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = {"Language": lang, **HEADER}
    for words in sorted(known):
        places = [(place, "") for place in sorted(known[words])]
        fresh.append(polib.POEntry(msgid=words, msgstr=before.get(words, ""), occurrences=places))
    # A string may come back, and its translation was somebody's work.
    for words in sorted(before.keys() - known.keys()):
        if before[words]:
            fresh.append(polib.POEntry(msgid=words, msgstr=before[words], obsolete=True))
    return fresh


def problems(lang: str, fresh: polib.POFile, source: str) -> list[str]:
    """What is untranslated, or would not fill in."""
    found = []
    for entry in (entry for entry in fresh if not entry.obsolete):
        place = min(place for place, _ in entry.occurrences)
        if not entry.msgstr and lang != source:
            found.append(f"{lang}: not translated: {entry.msgid!r} ({place})")
        elif entry.msgstr and set(FILLED.findall(entry.msgid)) != set(
            FILLED.findall(entry.msgstr)
        ):
            found.append(f"{lang}: other {{names}} than in English: {entry.msgstr!r} ({place})")
    return found


def main(*, check: bool, source: str = "en") -> list[str]:
    """Brings every catalogue into step, unless only to check; the result is everything that is wrong."""
    known = used()
    wrong: list[str] = []
    for lang in languages():
        fresh = catalogue(lang, known)
        wrong += problems(lang, fresh, source)
        files = {LOCALES / lang / DOMAIN: f"{fresh}\n".encode()}
        if lang != source:
            files[(LOCALES / lang / DOMAIN).with_suffix(".mo")] = fresh.to_binary()
        for path, content in files.items():
            if path.exists() and path.read_bytes() == content:
                continue
            if check:
                wrong.append(
                    f"{path.relative_to(HERE).as_posix()} is out of step: run 'make translations'"
                )
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    return wrong


if __name__ == "__main__":
    found = main(check="--check" in sys.argv[1:])
    for problem in found:
        print(problem, file=sys.stderr)
    sys.exit(1 if found else 0)
