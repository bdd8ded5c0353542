"""Values that do not change."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: unknown keys are refused, and nothing changes after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")
