"""The picture that answers make: what is known, what is mixed up, and how well the trainee knows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import sqrt
from typing import Literal

from workbook.content import NONE
from workbook.content.frozen import Frozen
from workbook.spotting.answers import Answer, pair_key

ENOUGH = 12  # answers from which anything is said
ENOUGH_OF_ONE = 5  # answers of one code from which it is called a strength
MIXED = 0.25  # share of a code's answers that surely go to one other code before the two are called mixed up
STRONG = 0.6  # share of right answers that a strength surely has
BY_CHANCE = 0.25  # agreement with the key up to which answers look guessed
BINS = ((0, 37), (38, 62), (63, 87), (88, 100))  # of confidence
POINTS = 12  # of the course over time
Standing = Literal["too_few", "by_chance", "mixes_up", "steady"]


class Row(Frozen):
    """How one code is dealt with."""

    code: str
    answers: int
    right: float  # share with the best code, 0-1
    credit: float  # mean, 0-1
    alarms: int  # times it was given where it was not the best


class Mixed(Frozen):
    """Two codes that are taken for each other."""

    pair: tuple[str, str]
    times: int
    answers: int  # that could have gone wrong in this way
    surely: float  # the share of them, at least (Wilson), 0-1


class Bin(Frozen):
    """Answers of about the same confidence."""

    confidence: float  # mean, 0-100
    right: float  # mean credit, 0-100
    answers: int


class Point(Frozen):
    """A stretch of answers."""

    until: str  # date of the last one, ISO
    answers: int
    credit: float  # mean, 0-1


class Picture(Frozen):
    """What all answers so far show."""

    answers: int
    standing: Standing
    credit: float  # mean, 0-1
    kappa: float  # agreement with the key beyond chance, where one code was asked for
    codes: tuple[str, ...]  # of the matrix, in the codebook's order
    matrix: tuple[tuple[int, ...], ...]  # a row for each key, a column for each code given
    rows: tuple[Row, ...]
    strengths: tuple[str, ...]
    mixed: tuple[Mixed, ...]  # the surest first
    calibration: tuple[Bin, ...]
    overconfident: float | None  # mean confidence minus mean credit, -100 to 100; None: not asked
    course: tuple[Point, ...]


def surely(part: int, whole: int) -> float:
    """The lower end of the 90 % interval of a share (Wilson 1927), 0-1."""
    if not whole:
        return 0.0
    z = 1.645
    share = part / whole
    middle = share + z * z / (2 * whole)
    spread = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(0.0, (middle - spread) / (1 + z * z / whole))


def picture(answers: Sequence[Answer], order: Sequence[str]) -> Picture:
    """The picture of some answers, oldest first; reads each once.

    Args:
        order: the codes in the order to show; codes that are no longer in it come last.
    """
    cells = Counter((answer.key, answer.given) for answer in answers)
    there = {code for cell in cells for code in cell}
    codes = (*(c for c in order if c in there), *sorted(there - set(order)))
    credit: dict[str, float] = defaultdict(float)
    for answer in answers:
        credit[answer.key] += answer.credit
    keys: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for (key, said), times in cells.items():
        keys[key] += times
        given[said] += times
    rows = tuple(
        Row(
            code=code,
            answers=keys[code],
            right=cells[code, code] / keys[code] if keys[code] else 0.0,
            credit=credit[code] / keys[code] if keys[code] else 0.0,
            alarms=given[code] - cells[code, code],
        )
        for code in codes
    )
    kappa = _kappa(cells)
    mixed = _mixed(answers, keys)
    calibration, overconfident = _calibrated(answers)
    return Picture(
        answers=len(answers),
        standing=_standing(len(answers), kappa, mixed),
        credit=sum(credit.values()) / (len(answers) or 1),
        kappa=kappa,
        codes=codes,
        matrix=tuple(tuple(cells[key, said] for said in codes) for key in codes),
        rows=rows,
        strengths=tuple(
            row.code
            for row in sorted(rows, key=lambda row: -row.right)
            if row.answers >= ENOUGH_OF_ONE
            and surely(cells[row.code, row.code], row.answers) >= STRONG
        ),
        mixed=mixed,
        calibration=calibration,
        overconfident=overconfident,
        course=_course(answers),
    )


def _standing(size: int, kappa: float, mixed: tuple[Mixed, ...]) -> Standing:
    if size < ENOUGH:
        return "too_few"
    if kappa <= BY_CHANCE:
        return "by_chance"
    return "mixes_up" if mixed else "steady"


def _kappa(cells: Counter[tuple[str, str]]) -> float:
    """Cohen's kappa from counts: linear in the cells, not in the answers."""
    size = sum(cells.values())
    if not size:
        return 0.0
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (key, said), times in cells.items():
        first[key] += times
        second[said] += times
    same = sum(times for (key, said), times in cells.items() if key == said) / size
    chance = sum(first[code] * second[code] for code in first) / size**2
    return 1.0 if chance == 1.0 else (same - chance) / (1 - chance)


def _mixed(answers: Sequence[Answer], keys: Counter[str]) -> tuple[Mixed, ...]:
    wrong = Counter((a.key, a.given) for a in answers if a.credit == 0 and a.key != a.given)
    pairs = {pair_key(*cell) for cell in wrong}
    found = []
    for pair in pairs:
        one, other = pair
        # A code that is left out for another in one direction only shows in that direction.
        times, whole = max(
            (
                (wrong[one, other], keys[one]),
                (wrong[other, one], keys[other]),
                (wrong[one, other] + wrong[other, one], keys[one] + keys[other]),
            ),
            key=lambda part: surely(*part),
        )
        if (sure := surely(times, whole)) >= MIXED:
            found.append(Mixed(pair=pair, times=times, answers=whole, surely=sure))
    return tuple(sorted(found, key=lambda m: (-m.surely, NONE in m.pair, m.pair)))


def _calibrated(answers: Sequence[Answer]) -> tuple[tuple[Bin, ...], float | None]:
    asked = [(a.confidence, 100 * a.credit) for a in answers if a.confidence is not None]
    if not asked:
        return (), None
    bins = []
    for low, high in BINS:
        inside = [pair for pair in asked if low <= pair[0] <= high]
        if inside:
            bins.append(
                Bin(
                    confidence=sum(c for c, _ in inside) / len(inside),
                    right=sum(r for _, r in inside) / len(inside),
                    answers=len(inside),
                )
            )
    gap = sum(c - r for c, r in asked) / len(asked)
    return tuple(bins), gap


def _course(answers: Sequence[Answer]) -> tuple[Point, ...]:
    """The answers in stretches of equal size, at most as many as can be told apart."""
    if len(answers) < ENOUGH:
        return ()
    size = max(ENOUGH, -(-len(answers) // POINTS))
    stretches = [answers[at : at + size] for at in range(0, len(answers), size)]
    if len(stretches) > 1 and len(stretches[-1]) < ENOUGH // 2:
        last = stretches.pop()
        stretches[-1] = [*stretches[-1], *last]
    return tuple(
        Point(
            until=part[-1].at.date().isoformat(),
            answers=len(part),
            credit=sum(a.credit for a in part) / len(part),
        )
        for part in stretches
    )
