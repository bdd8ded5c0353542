"""Any exercise by its id, in the view that fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.practice import LAB

if TYPE_CHECKING:
    from workbook.widgets.conversation import Conversation
    from workbook.widgets.drill import Drill


def practise(exercise: str, lang: str | None = None) -> Conversation | Drill:
    """The exercise with this id, where the trainee left it.

    Raises:
        UnknownName: there is no such exercise or language.
    """
    if exercise.startswith(f"{LAB}/"):
        from workbook.widgets.drill import Drill  # noqa: PLC0415  each view brings its own files

        return Drill(exercise, lang)
    from workbook.widgets.conversation import Conversation  # noqa: PLC0415

    return Conversation(exercise, lang)
