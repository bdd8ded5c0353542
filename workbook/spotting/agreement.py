"""How far two labellers agree beyond chance: Cohen's kappa (1960) and Krippendorff's alpha (2004), nominal."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

DRAWS = 1000
OUTER = 0.025  # of the draws lie beyond either end of the interval
Labels = Sequence[tuple[str, str]]


class Agreement(NamedTuple):
    """A coefficient with its 95 % interval by bootstrap over the items."""

    value: float
    low: float
    high: float
    items: int


def cohen(pairs: Labels) -> float:
    """Cohen's kappa of two labellers: 1 perfect, 0 as by chance; 1 where both only ever said one thing."""
    if not pairs:
        return 0.0
    size = len(pairs)
    same = sum(one == other for one, other in pairs) / size
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[code] * second[code] for code in first) / size**2
    return 1.0 if chance == 1.0 else (same - chance) / (1 - chance)


def krippendorff(pairs: Labels) -> float:
    """Krippendorff's alpha for two labellers without gaps, nominal."""
    if not pairs:
        return 0.0
    counts = Counter(code for pair in pairs for code in pair)
    total = sum(counts.values())
    differing = sum(one != other for one, other in pairs) / len(pairs)
    expected = 1 - sum(n * (n - 1) for n in counts.values()) / (total * (total - 1))
    return 1.0 if expected == 0 else 1 - differing / expected


def agreement(
    pairs: Labels, measure: Callable[[Labels], float] = cohen, *, seed: int = 0
) -> Agreement:
    """A coefficient with its interval; the same for the same labels."""
    rng = random.Random(seed)
    drawn = sorted(measure(rng.choices(pairs, k=len(pairs))) for _ in range(DRAWS) if pairs) or [
        0.0
    ]
    edge = int(OUTER * len(drawn))
    return Agreement(measure(pairs), drawn[edge], drawn[-1 - edge], len(pairs))


def of_code(pairs: Labels, code: str) -> Labels:
    """The same labels with everything but one code thrown together."""
    return [(one if one == code else "", other if other == code else "") for one, other in pairs]
