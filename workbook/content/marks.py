"""Marks in a YAML file: the plain value it holds, and the line on which each part of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.reader import ReaderError
from yaml.resolver import Resolver

from workbook.content.shelf import LOADER

Where = tuple[str | int, ...]  # the keys and places that lead to a part
KEPT = 32  # texts that are remembered: the workbook's own are looked at beside every other
DEEP = 40  # no content is nested so deeply; what is would only exhaust the computer
_TABBED = re.compile(r"^ *\t", re.MULTILINE)
_PLAIN_STRING = "tag:yaml.org,2002:str"
_HINTS = (
    ("mapping values", "Put text that holds a colon in quotation marks, and check the indentation."),
    ("end of stream", "Close the quotation mark or bracket that is still open."),
    ("did not find expected key", "Line this up with what stands above it, or close a quotation mark."),
    ("expected <block end>", "Line this up with what stands above it, or close a quotation mark."),
    ("alphabetic or numeric", "Put text that begins with * or & in quotation marks."),
    ("cannot start any token", "Put text that begins with @, %, ` or the like in quotation marks."),
    ("another document", "Keep one document in the file: remove the line '---'."),
)  # fmt: skip
_NO_HINT = "Look at this line and the one above it: indentation, quotation marks, brackets."


class Trouble(NamedTuple):
    """Something that keeps a file, or part of it, from being read as YAML."""

    code: str
    line: int
    filled: dict[str, object]


@dataclass(frozen=True)
class Marked:
    """What was read: a value (None where there is none), its lines, and what stood in the way."""

    value: Any = None
    lines: Mapping[Where, int] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def line(self, where: Where) -> int:
        """The line of a part; of the nearest part around it where it is not there itself."""
        for size in range(len(where), -1, -1):
            if where[:size] in self.lines:
                return self.lines[where[:size]]
        return 1

    def troubled(self, where: Where) -> bool:
        """Whether the part stands on a line that could not be read as it is written."""
        return any(trouble.line == self.line(where) for trouble in self.troubles)


def read(path: Path) -> Marked:
    """The value in a YAML file and its marks. Raises nothing: troubles are part of what is read."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or "it cannot be opened"
        return Marked(troubles=(Trouble("C108", 1, {"missing": path.name, "reason": reason}),))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        return Marked(troubles=(Trouble("C104", line, {"found": f"byte {raw[problem.start]}"}),))
    return marked(text)


@lru_cache(maxsize=KEPT)
def marked(text: str) -> Marked:
    """The value in a YAML text and its marks, which nobody changes: the same text is read once."""
    reading = _Reading(text)
    try:
        value = reading.document()
    except ReaderError as problem:
        line = text.encode()[: problem.position].count(b"\n") + 1
        return Marked(
            troubles=(Trouble("C104", line, {"found": f"character {problem.character}"}),)
        )
    except yaml.YAMLError as problem:
        return Marked(troubles=tuple(_unreadable(text, problem)))
    return Marked(value, reading.lines, tuple(reading.troubles))


def _unreadable(text: str, problem: yaml.YAMLError) -> Iterator[Trouble]:
    tabs = [text.count("\n", 0, found.start()) + 1 for found in _TABBED.finditer(text)]
    line, said = 1, " ".join(str(problem).split())
    if isinstance(problem, yaml.MarkedYAMLError):
        mark = problem.problem_mark or problem.context_mark
        line = min(mark.line + 1 if mark else 1, max(1, len(text.splitlines())))
        said = problem.problem or problem.context or said
    if line not in tabs:
        hint = next((hint for part, hint in _HINTS if part in said), _NO_HINT)
        yield Trouble("C101", line, {"problem": said, "hint": hint})
    for tab in tabs:
        yield Trouble("C102", tab, {})


class _Reading:
    """One pass over the events of a text; nothing in it refers back, so that no file can grow when read."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Where, int] = {}
        self.troubles: list[Trouble] = []
        self._events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        self._resolver: Any = Resolver()
        self._scalars: Any = SafeConstructor()

    def document(self) -> Any:
        value: Any = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused("found another document", event)
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, ())
        return value

    def _value(self, event: Any, where: Where) -> Any:
        self.lines.setdefault(where, _line(event))
        if len(where) > DEEP:
            raise _refused("nested too deeply", event)
        if event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._trouble("C105", event, name=f"{sign}{event.anchor}")
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag:
            self._trouble("C107", event, written=event.tag)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(where)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(where)
        return None if event.tag else self._scalar(event)

    def _sequence(self, where: Where) -> list[Any]:
        found: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            self.lines[(*where, len(found))] = _line(event)
            found.append(self._value(event, (*where, len(found))))
        return found

    def _mapping(self, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            if key in found:
                self._trouble("C103", event, key=key, first=self.lines[(*where, key)])
            self.lines[(*where, key)] = _line(event)
            found[key] = self._value(next(self._events), (*where, key))
        return found

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _refused("a key has to be one word", event)
        if not isinstance(self._scalar(event), str):
            self._trouble("C107", event, written=event.value)
        return str(event.value)

    def _scalar(self, event: Any) -> Any:
        tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag == _PLAIN_STRING:
            return event.value
        try:
            return self._scalars.construct_object(yaml.ScalarNode(tag, event.value))
        except (ConstructorError, ValueError):
            self._trouble("C107", event, written=event.value)
            return None

    def _trouble(self, code: str, event: Any, **filled: object) -> None:
        self.troubles.append(Trouble(code, _line(event), filled))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refused(problem: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
