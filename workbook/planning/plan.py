"""A coping plan: what a client will do, when, and what then."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from workbook.content.frozen import Frozen

VERSION = 1
MOST_STEPS = 3
LONGEST = 10_000  # characters of one box
Scale = Annotated[int, Field(ge=0, le=10)]


class Step(Frozen):
    """One step: if it is then, there, the client does this."""

    when: str = ""
    then: str = ""
    option: str = ""  # the step of the case that it began from; empty: free text


class Plan(Frozen):
    """A plan as far as it is written; an empty box is an empty text."""

    version: int = VERSION
    aim: str = ""
    steps: tuple[Step, ...] = ()
    first: date | None = None  # the day of the first step
    size: Scale | None = None  # how big the first step feels, 0-10
    confidence: Scale | None = None  # that it will be done, 0-10
    obstacle: str = ""
    instead: str = ""  # what then
    support: str = ""
    kindness: str = ""
    sign: str = ""
    review: date | None = None

    @property
    def written(self) -> tuple[Step, ...]:
        """The steps that have something in them."""
        return tuple(step for step in self.steps if step.when.strip() or step.then.strip())


def read_date(given: Any) -> date | None:
    """A day as people write it: 2026-12-01, 1-12-2026, 1/12/2026, 1.12.2026; None where it is none.

    Day before month, as in both languages of the workbook.
    """
    if isinstance(given, date):
        return given
    text = str(given or "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    parts = [part for part in text.replace("/", "-").replace(".", "-").split("-") if part.strip()]
    if len(parts) != 3 or not all(part.strip().isdigit() for part in parts):  # noqa: PLR2004  day, month, year
        return None
    day, month, year = (int(part) for part in parts)
    try:
        return date(year if year > 99 else 2000 + year, month, day)  # noqa: PLR2004  two digits are of this century
    except ValueError:
        return None
