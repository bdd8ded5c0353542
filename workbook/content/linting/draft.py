"""A draft: as much of a content value as can be made of what was written, so that rules can look at the rest."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError

from workbook.language import LANGUAGES, Examples, Text

M = TypeVar("M", bound=BaseModel)
_BLANKS: dict[Any, Any] = {str: "", int: 0, float: 0.0, bool: False, date: date.min}


def draft(kind: type[M], written: Any) -> M:
    """A value of this kind: the parts that are right as written, blanks for those that are not.

    Lists keep their length, so that each entry can still be found by its place.
    """
    made: M = _draft(kind, written)
    return made


def within(annotation: Any, where: tuple[str | int, ...]) -> Any:
    """The annotation of a part of something annotated so; None where there is no such part."""
    for step in where:
        annotation = _part(bare(annotation), step)
    return bare(annotation)


def bare(annotation: Any) -> Any:
    """The annotation without its constraints and without the possibility of None."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        named = [part for part in get_args(annotation) if part is not type(None)]
        return bare(named[0])
    return annotation


def _part(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if issubclass(kind, RootModel):
            return _part(bare(kind.model_fields["root"].annotation), step)
        found = kind.model_fields.get(str(step))
        return found.annotation if found else None
    inner = get_args(kind)
    if get_origin(kind) is dict:
        return inner[1]
    if get_origin(kind) is tuple and isinstance(step, int):
        return inner[0] if inner[-1] is Ellipsis else inner[min(step, len(inner) - 1)]
    return None


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


def _draft(annotation: Any, written: Any) -> Any:
    try:
        return _adapter(annotation).validate_python(written)
    except (ValidationError, RecursionError):
        kind = bare(annotation)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _model(kind, written)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), written)
    if get_origin(kind) is dict:
        return _dict(get_args(kind), written)
    return _single(kind, written)


def _single(kind: Any, written: Any) -> Any:
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    # An id in the wrong form still names its part, and a number out of range is still a number.
    if isinstance(written, kind) and not isinstance(written, bool):
        return written
    return _BLANKS[kind]


def _model(kind: type[BaseModel], written: Any) -> BaseModel:
    given = written if isinstance(written, dict) else {}
    if issubclass(kind, Text):
        if isinstance(written, str):
            given = dict.fromkeys(LANGUAGES, written)
        # Words of another kind are there, though nothing can be said of them.
        words = {k: v if isinstance(v, str) else "" for k, v in given.items() if k in LANGUAGES}
        return kind.model_construct(root=words)
    if issubclass(kind, Examples):
        ways = {k: _draft(tuple[str, ...], v) for k, v in given.items() if k in LANGUAGES}
        return kind.model_construct(root=ways)
    made: dict[str, Any] = {}
    for name, about in kind.model_fields.items():
        if name in given or about.is_required():
            made[name] = _draft(about.annotation, given.get(name))
        else:
            made[name] = about.get_default(call_default_factory=True)
    return kind.model_construct(**made)


def _tuple(inner: tuple[Any, ...], written: Any) -> tuple[Any, ...]:
    if inner[-1] is not Ellipsis:
        given = list(written) if isinstance(written, list) else []
        given += [None] * len(inner)
        return tuple(_draft(part, value) for part, value in zip(inner, given, strict=False))
    if isinstance(written, str | dict):
        written = [written]
    return tuple(_draft(inner[0], value) for value in written) if isinstance(written, list) else ()


def _dict(inner: tuple[Any, Any], written: Any) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key, value in written.items() if isinstance(written, dict) else ():
        try:
            found[_adapter(inner[0]).validate_python(key)] = _draft(inner[1], value)
        except ValidationError:
            continue
    return found
