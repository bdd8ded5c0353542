"""Indication and setting: who can help here, where, and whether it is time to ask about risk."""

from __future__ import annotations

import random
from typing import Any, get_args

from workbook.content.care import Indication, Setting, Vignette, Vignettes
from workbook.exercises import Drill, Judged, RoundState
from workbook.language import DEFAULT
from workbook.spotting import Task

INDICATIONS: tuple[Indication, ...] = get_args(Indication)
SETTINGS: tuple[Setting, ...] = get_args(Setting)
DEFENSIBLE = 0.7  # of an indication that can be defended
SHARES = (0.5, 0.2, 0.3)  # of indication, setting and risk


class Exercise(Drill):
    """The rules of finding what fits."""

    digest = "indication-1"
    bank: Vignettes

    def has(self, task: Task, state: RoundState) -> bool:
        return any(one.id == task.id for one in self.bank.vignettes)

    def vignette(self, task: Task) -> Vignette:
        """The vignette of a task."""
        return next(one for one in self.bank.vignettes if one.id == task.id)

    def judge(self, task: Task, response: dict[str, Any], state: RoundState) -> Judged:
        one = self.vignette(task)
        indication, setting, risk = response["indication"], response["setting"], response["risk"]
        if indication not in INDICATIONS or setting not in SETTINGS or not isinstance(risk, bool):
            raise ValueError("no such answer")
        fits = (
            1.0 if indication == one.indication else DEFENSIBLE if indication in one.also else 0.0
        )
        where = float(setting == one.setting)
        # Asking where it is not pressing is no mistake.
        asked = 1.0 if risk == one.risk else DEFENSIBLE if risk else 0.0
        parts = (fits, where, asked)
        return Judged(
            task=task.id,
            lang=response.get("lang", DEFAULT),
            response={"indication": indication, "setting": setting, "risk": risk},
            credit=sum(share * part for share, part in zip(SHARES, parts, strict=True)),
        )

    def simulate_task(self, task: Task, state: RoundState, rng: random.Random) -> dict[str, Any]:
        return {
            "indication": rng.choice(INDICATIONS),
            "setting": rng.choice(SETTINGS),
            "risk": rng.random() < 0.5,  # noqa: PLR2004  a coin
        }
