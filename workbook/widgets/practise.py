"""Any exercise by its id, in the view that fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.practice import LAB

if TYPE_CHECKING:
    from workbook.widgets.conversation import Conversation
    from workbook.widgets.coping_plan import CopingPlan
    from workbook.widgets.drill import Drill
    from workbook.widgets.formulation import FormulationView
    from workbook.widgets.thought_record import ThoughtRecordView


def practise(
    exercise: str, lang: str | None = None
) -> Conversation | CopingPlan | Drill | FormulationView | ThoughtRecordView:
    """The exercise with this id, where the trainee left it.

    Raises:
        UnknownName: there is no such exercise or language.
    """
    if exercise.startswith(f"{LAB}/"):
        from workbook.widgets.drill import Drill  # noqa: PLC0415  each view brings its own files

        return Drill(exercise, lang)
    if exercise.endswith("/thought-record"):
        from workbook.widgets.thought_record import ThoughtRecordView  # noqa: PLC0415

        return ThoughtRecordView(exercise, lang)
    if exercise.endswith("/formulation"):
        from workbook.widgets.formulation import FormulationView  # noqa: PLC0415

        return FormulationView(exercise, lang)
    if exercise.endswith("/coping-plan"):
        from workbook.widgets.coping_plan import CopingPlan  # noqa: PLC0415

        return CopingPlan(exercise, lang)
    from workbook.widgets.conversation import Conversation  # noqa: PLC0415

    return Conversation(exercise, lang)
