"""Words in several languages: content written side by side, and the interface's own strings."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field, RootModel, StringConstraints, field_validator

from workbook.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALES = Path(__file__).parent / "locale"
LANGUAGES = tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))
DEFAULT = "en"

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _known(given: Mapping[str, object]) -> Mapping[str, object]:
    strange = sorted(set(given) - set(LANGUAGES))
    if strange:
        raise ValueError(f"no language {strange[0]!r}; there are: {', '.join(LANGUAGES)}")
    return given


class Text(RootModel[dict[str, Words]]):
    """The same words in each language."""

    model_config = ConfigDict(frozen=True)
    root: dict[str, Words] = Field(min_length=1)
    _only_known_languages = field_validator("root")(_known)

    def read(self, lang: str) -> str:
        """The words in ``lang``; where they are not yet written, in the first language that has them."""
        return self.root.get(lang) or next(iter(self.root.values()))

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))


class Examples(RootModel[dict[str, tuple[Words, ...]]]):
    """Ways of saying something, any number in each language and not translations of each other."""

    model_config = ConfigDict(frozen=True)
    root: dict[str, tuple[Words, ...]] = Field(default_factory=dict)
    _only_known_languages = field_validator("root")(_known)

    def read(self, lang: str) -> tuple[str, ...]:
        """The examples in ``lang``; none where none are written."""
        return self.root.get(lang, ())

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))


def choose(asked: str | None = None) -> str:
    """The language to use: the one asked for, else ``WORKBOOK_LANG``, else the computer's, else English.

    Raises:
        UnknownName: the language asked for is not one of ours.
    """
    if asked is not None and asked not in LANGUAGES:
        raise UnknownName(f"no language {asked!r}; there are: {', '.join(LANGUAGES)}")
    wishes = (
        asked,
        os.environ.get("WORKBOOK_LANG"),
        os.environ.get("LC_ALL"),
        os.environ.get("LANG"),
    )
    for wish in wishes:
        if wish and wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    return DEFAULT


@cache
def _translations(lang: str) -> gettext.NullTranslations:
    return gettext.translation("workbook", LOCALES, languages=[lang], fallback=True)


def say(lang: str, words: str, **filled: object) -> str:
    """One of the interface's strings in ``lang``: English is the key, ``{names}`` are filled in."""
    found = _translations(lang).gettext(words)
    return found.format(**filled) if filled else found
