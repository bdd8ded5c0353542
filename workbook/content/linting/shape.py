"""The shape of a content value: what its model refuses, as slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from textwrap import shorten
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from workbook.content.condition import Condition
from workbook.content.linting.draft import within
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.marks import Where
from workbook.language import LANGUAGES, Examples, Text

_QUOTE = "Put words in quotation marks: YAML reads yes, no, on, off and 12:30 as something else."
_LIST = "Write it in square brackets, or each entry on a line of its own after a dash."
_KEYS = "Write it as keys with values, indented by two spaces."
_EXPECTED: dict[Any, tuple[str, str]] = {
    str: ("words", _QUOTE),
    int: ("a whole number", "Write it in digits, without quotation marks."),
    float: ("a number", "Write it in digits, with a point and without quotation marks."),
    bool: ("true or false", "Write true or false, without quotation marks."),
    date: ("a date", "Write year, month and day, such as 2026-11-22."),
    Text: (
        "a text in each language",
        f"Write the words under each of {', '.join(LANGUAGES)}, also where they are the same.",
    ),
    Examples: ("ways of saying it in each language", f"Write a list under each of {', '.join(LANGUAGES)}."),
    Condition: ("a condition", "Write for example 'openness >= 0.4'."),
}  # fmt: skip
_FORMS = {
    False: ("id", "small letters, digits and hyphens, beginning with a letter, such as tells-job"),
    True: ("code", "small letters and underscores, such as question_open"),
}


def misshapen(
    kind: type[BaseModel], written: Mapping[str, Any], problem: ValidationError
) -> Iterator[Slip]:
    """Everything in what was written that the model refused, each once."""
    seen = set()
    for error in problem.errors(include_url=False):
        given = error["input"]
        if error["type"] == "too_short" and isinstance(given, list) and given:
            continue  # pydantic counts only entries that are right, and says what is wrong with the others
        found = _slip(kind, written, error)
        if (found.code, found.where) not in seen:
            seen.add((found.code, found.where))
            yield found


def _slip(kind: type[BaseModel], written: Any, error: ErrorDetails) -> Slip:
    where = _there(written, error["loc"])
    wanted, given, context = within(kind, where), error["input"], error.get("ctx", {})
    filled: dict[str, object] = {"given": shown(given)}
    match error["type"]:
        case "missing":
            key = str(error["loc"][-1])
            expected, _ = expectation(within(kind, (*where, key)))
            code, filled = "C202", {"key": key, "expected": expected}
        case "extra_forbidden":
            code, filled = "C201", _unknown_key(within(kind, where[:-1]), str(where[-1]))
        case _ if wanted is Condition:
            code, filled = "C207", {"written": given}
        case "literal_error":
            choices = ", ".join(str(choice) for choice in get_args(wanted))
            code, filled["choices"] = "C205", choices or context["expected"]
        case "too_short":
            code, filled = "C206", {"least": context["min_length"]}
        case "string_too_short":
            code = "C208"
        case "string_pattern_mismatch":
            filled["expected"], filled["form"] = _FORMS["_" in context["pattern"]]
            code = "C209"
        case "value_error":
            where = (*where, *_strange_language(given))
            code, filled = "C210", {"problem": str(context["error"])}
        case _ if limit := _limit(context):
            code, filled["limit"] = "C204", limit
        case _:
            filled["expected"], filled["hint"] = expectation(wanted)
            code = "C203"
    return slip(code, where, **filled)


def _strange_language(given: object) -> Where:
    named = given if isinstance(given, dict) else {}
    return tuple(lang for lang in sorted(named) if lang not in LANGUAGES)[:1]


def _there(written: Any, loc: Where) -> Where:
    """The part of the location that leads somewhere in what was written."""
    for size, step in enumerate(loc):
        inside = (isinstance(written, dict) and step in written) or (
            isinstance(written, list) and isinstance(step, int) and step < len(written)
        )
        if not inside:
            return loc[:size]
        written = written[step]
    return loc


def _unknown_key(model: type[BaseModel], key: str) -> dict[str, object]:
    known = list(model.model_fields)
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    nearest = f"Perhaps '{near[0]}' is meant." if near else f"There are: {', '.join(known)}."
    return {"key": key, "nearest": nearest}


def expectation(wanted: Any) -> tuple[str, str]:
    """What should stand there, and how to write it."""
    if wanted in _EXPECTED:
        return _EXPECTED[wanted]
    if get_origin(wanted) is tuple:
        return "a list", _LIST
    if get_origin(wanted) is Literal:
        choices = ", ".join(str(choice) for choice in get_args(wanted))
        return f"one of {choices}", "Choose one of them."
    if isinstance(wanted, type) and issubclass(wanted, BaseModel):
        if issubclass(wanted, RootModel):
            return "keys with values", _KEYS
        return f"keys with values ({', '.join(wanted.model_fields)})", _KEYS
    return "keys with values", _KEYS


def _limit(context: Mapping[str, Any]) -> str:
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return " and ".join(f"{say} {context[key]:g}" for key, say in words.items() if key in context)


def shown(given: object) -> str:
    """What was given, short enough for a sentence."""
    for kind, words in ((dict, "keys with values"), (list, "a list"), (type(None), "nothing")):
        if isinstance(given, kind):
            return words
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, int | float):
        return f"{given:g}"
    return f"'{shorten(str(given), 45, placeholder='...')}'"
