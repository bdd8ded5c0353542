"""Any exercise by its id, in the view that fits it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from workbook.practice import LAB, STUDIO

if TYPE_CHECKING:
    from workbook.widgets.messages import Answering

# Each view brings its own files, so only the one that is needed is imported.
_ROUND = ("drill", "Drill")
_SHEET = ("worksheet", "WorksheetView")
_VIEWS = {
    "thought-record": ("thought_record", "ThoughtRecordView"),
    "formulation": ("formulation", "FormulationView"),
    "coping-plan": ("coping_plan", "CopingPlan"),
    "experiment": _SHEET,
    "ladder": _SHEET,
    "support-map": _SHEET,
    "safety-plan": _SHEET,
}


def practise(exercise: str, lang: str | None = None) -> Answering:
    """The exercise with this id, where the trainee left it.

    Raises:
        UnknownName: there is no such exercise or language.
    """
    family, _, own_id = exercise.partition("/")
    talk = ("conversation", "Conversation")
    module, name = _ROUND if family in (LAB, STUDIO) else _VIEWS.get(own_id, talk)
    view: Answering = getattr(importlib.import_module(f"workbook.widgets.{module}"), name)(
        exercise, lang
    )
    return view
