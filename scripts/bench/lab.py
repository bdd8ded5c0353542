"""The distortion lab with up to 20,000 answers on record."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from scripts.bench.measuring import p95, show, timed
from workbook import coding, encoder
from workbook.content import bank, codebook
from workbook.practice import Round, Workbook
from workbook.record import Record, open_record
from workbook.spotting import Answer, Memory, compose, picture, remember

ANSWERS = (1000, 5000, 20_000)
A_DAY = 40  # answers of a trainee who keeps at it


def answered(size: int) -> list[Answer]:
    """Answers as a trainee gives them who mixes some codes up, forty a day until now."""
    rng, items = random.Random(size), list(bank().items.values())
    now = datetime.now(UTC)
    found = []
    for number in range(size):
        item = rng.choice(items)
        code = item.best if rng.random() < 0.7 else rng.choice(sorted(item.options))  # noqa: PLR2004
        found.append(
            Answer(
                at=now - timedelta(minutes=(size - number) * 24 * 60 / A_DAY),
                exercise="lab/name-it",
                item=item.id,
                situation=bank().situation_of[item.id],
                lang="en",
                key=item.best,
                given=code,
                credit=item.credit(code),
                confidence=rng.choice((25, 50, 75, 95)),
            )
        )
    return found


@contextmanager
def on_disk(folder: Path, answers: list[Answer]) -> Iterator[Record]:
    """A record that lies in an SQLite file, with answers in it as rounds of ten leave them."""
    with closing(open_record(f"sqlite:///{folder / str(len(answers))}.sqlite")) as record:
        for begin in range(0, len(answers), 1000):
            part = answers[begin : begin + 1000]
            row = record.draw_up(
                "lab/name-it", digest="bench", lang="en", options={}, at=part[0].at
            )
            given = [Answer(*answer) for answer in part]
            record.add(row, 0, response={}, outcome={}, at=part[0].at, begins=True, given=given)
        yield record


def in_turn(*acts: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of the processor for several acts, the median of each; in turn, so that all meet the same weather.

    Where others use the machine too, a long act is interrupted and a short one is not; so the wait of both cannot be compared.
    """
    taken = [[timed(act, clock=time.process_time) for act in acts] for _ in range(times)]
    return [statistics.median(one) for one in zip(*taken, strict=True)]


def grown(what: str, *acts: Callable[[], object], times: int) -> None:
    """What something takes at the largest size against the smallest, beside how much larger that is."""
    taken = in_turn(*acts, times=times)
    least, most = ANSWERS[0], ANSWERS[-1]
    show(
        f"{what}, {most:,} answers against {least:,}",
        taken[-1] / taken[0],
        most / least,
        ", ".join(f"{size:,}: {one:.1f} ms" for size, one in zip(ANSWERS, taken, strict=True)),
    )


def lab() -> None:
    """The distortion lab; the aim for what grows is the growth of the answers, so that it is no worse than linear."""
    order, items = codebook("distortions").ids, bank()
    given = {size: answered(size) for size in (2000, *ANSWERS)}
    sets = [given[size] for size in ANSWERS]
    grown("picture, computed", *(partial(picture, one, order) for one in sets), times=15)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        records = [stack.enter_context(on_disk(Path(folder), one)) for one in sets]
        books = [Workbook(record, lang="en", by_meaning=False) for record in records]
        grown("answers, read from SQLite", *(record.answers for record in records), times=9)
        grown("picture, read and computed", *(book.lab.picture for book in books), times=9)
        grown(
            "memory, folded anew", *(partial(remember, Memory(), s, items) for s in sets), times=5
        )
        composing(given)
        empty = stack.enter_context(on_disk(Path(folder), []))
        answering(Workbook(empty, lang="en", by_meaning=False), books[-1])
    suggesting()


def composing(given: dict[int, list[Answer]]) -> None:
    """A round of ten, from what is remembered."""
    sizes = (0, 2000, ANSWERS[-1])
    rng, now = random.Random(0), datetime.now(UTC)
    memories = [remember(Memory(), given.get(size, []), bank()) for size in sizes]
    acts = [partial(compose, bank(), one, now=now, rng=rng, most=10) for one in memories]
    taken = in_turn(*acts, times=50)
    show(
        "a round composed, slowest of 0, 2,000, 20,000 answers, ms",
        max(taken),
        50,
        ", ".join(f"{size:,}: {one:.1f} ms" for size, one in zip(sizes, taken, strict=True)),
    )


def answering(*books: Workbook) -> None:
    """From an answer to the next thought: judged, written to the disk, remembered, and what is shown worked out."""
    opened = [timed(partial(open_round, book)) for book in books]
    runs = [book.round("lab/name-it").again() for book in books]
    taken: list[list[float]] = [[] for _ in books]
    for _ in range(10):
        for number in range(len(runs[0].state.tasks)):
            both = list(zip(runs, taken, strict=True))
            # Whoever comes second finds things warm.
            for run, own in both if number % 2 else reversed(both):
                own.append(timed(partial(answer, run)))
        runs = [run.again() for run in runs]
    few, many = map(statistics.median, taken)
    show(
        f"answer to next thought, {ANSWERS[-1]:,} answers on record against 0",
        many / few,
        1.5,
        f"{few:.1f} -> {many:.1f} ms; p95 {p95(taken[0]):.1f} -> {p95(taken[1]):.1f}; the first round opens in {opened[0]:.0f} -> {opened[1]:.0f}",
    )


def open_round(book: Workbook) -> None:
    """The first round since the workbook was opened: the whole record is folded into memory."""
    book.round("lab/name-it").begin()


def answer(run: Round) -> None:
    """The task that comes now, answered, and the next one as it is shown."""
    item = run.exercise.bank.items[run.state.task.id]
    run.answer({"code": item.wrong, "confidence": 50})
    run.snapshot()


def suggesting() -> None:
    """What a thought may be, by words alone and with the encoder."""
    texts = [item.text.read("en") for item in bank().items.values()]
    for by_meaning, aim in ((False, 5), (True, 12)):
        if by_meaning and not encoder.encoder_installed():
            continue
        coding.suggest(texts[-1], lang="en", by_meaning=by_meaning)
        taken = [
            timed(partial(coding.suggest, text, lang="en", by_meaning=by_meaning))
            for text in texts[:120]
        ]
        how = "with encoder" if by_meaning else "on words alone"
        show(
            f"suggestions {how}, ms a thought",
            statistics.median(taken),
            aim,
            f"p95 {p95(taken):.1f} ms",
        )
