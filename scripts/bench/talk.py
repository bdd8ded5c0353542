"""The talk: what coder, client and a thousand conversations take, without a browser."""

from __future__ import annotations

import statistics
import time

from scripts.bench.measuring import p95, show, timed
from workbook import coding, encoder
from workbook.bots import POLICIES, play_many
from workbook.bots.play import Order
from workbook.content import Case, case_ids, open_case
from workbook.exercises.roleplay import Exercise, State

CONVERSATIONS = 1000
SAID = [
    "What was it like to read that e-mail?",
    "So you carried that home on your own.",
    "How have the nights been since then?",
    "That sounds like a lot to keep inside.",
    "Mm-hm. Go on.",
    "Who have you told about it? And what did they say?",
]


def enlarged(case: Case, size: int) -> Case:
    """The case with its storylets repeated under other names and with other asks, up to a size."""
    value = case.model_dump(mode="json")
    own = list(value["storylets"])[:100]
    value["storylets"] = [
        {
            **one,
            "id": f"{one['id']}-{n}" if n else one["id"],
            "asks": {lang: [f"{ask} {n}" for ask in asks] for lang, asks in one["asks"].items()},
        }
        for n in range(size // len(own))
        for one in own
    ] + [s for s in value["storylets"] if s["repeats"]][:1]
    return Case.model_validate({**value, "length": 400})


def arrived(exercise: Exercise, turns: int) -> State:
    """The state after many turns; the client's patience is left out of it."""
    state: State = exercise.start(seed=1).state
    for n in range(turns):
        said = f"{SAID[n % len(SAID)]} {n}"
        after = exercise.respond(state, {"kind": "say", "text": said, "lang": "en"}).state
        # An ended talk would answer no more.
        client = after.client.model_copy(update={"ended": False, "rupture": None})
        state = after.model_copy(update={"phase": "talk", "client": client})
    return state


def side_by_side(*talks: tuple[Exercise, State]) -> list[list[float]]:
    """Milliseconds of the same turns in several talks, in turn, so that all meet the same weather."""
    taken: list[list[float]] = [[] for _ in talks]
    for n in range(90):
        response = {"kind": "say", "text": f"{SAID[n % len(SAID)]} And {n}?", "lang": "en"}
        for place, (exercise, state) in enumerate(talks):
            # What one has encoded must not help the next.
            encoder.forget()
            start = time.perf_counter()
            exercise.respond(state, response).model_dump_json()
            taken[place].append(1000 * (time.perf_counter() - start))
    return [values[6:] for values in taken]


def engine() -> None:
    """Coder and client, without a browser."""
    case = open_case("job-rejection")
    by_meaning = encoder.encoder_installed()
    coding.code(SAID[0], lang="en", by_meaning=by_meaning)
    fresh = iter(range(10**6))
    plain = [
        timed(lambda: coding.code(f"{SAID[-1]} {next(fresh)}", lang="en")) for n in range(120)
    ]
    show(
        "coder on words alone, ms an utterance",
        statistics.median(plain),
        5,
        f"p95 {p95(plain):.1f} ms",
    )
    if by_meaning:
        both = [
            timed(lambda: coding.code(f"{SAID[-1]} {next(fresh)}", lang="en", by_meaning=True))
            for n in range(120)
        ]
        show(
            "coder with encoder, ms an utterance",
            statistics.median(both),
            12,
            f"p95 {p95(both):.1f} ms",
        )
    exercise = Exercise(case, case.exercises[0], by_meaning=by_meaning)
    early, late = side_by_side(
        (exercise, arrived(exercise, 5)), (exercise, arrived(exercise, 300))
    )
    show(
        "reply, turn 300 against turn 5",
        statistics.median(late) / statistics.median(early),
        1.2,
        f"{statistics.median(early):.1f} -> {statistics.median(late):.1f} ms; p95 {p95(late):.1f} ms",
    )
    show(
        "a free-text turn, coder and engine, p95 ms",
        p95(late),
        30,
        f"median {statistics.median(late):.1f} ms",
    )
    sizes = [
        Exercise(enlarged(case, size), case.exercises[0], by_meaning=by_meaning)
        for size in (100, 2000)
    ]
    small, large = side_by_side(*((one, arrived(one, 5)) for one in sizes))
    show(
        "reply, 2,000 storylets against 100",
        statistics.median(large) / statistics.median(small),
        1.2,
        f"{statistics.median(small):.1f} -> {statistics.median(large):.1f} ms",
    )


def bots() -> None:
    """A thousand conversations of all policies with all clients, on two processes; the aim is three minutes."""
    places = [
        (case_id, lang, policy)
        for case_id in case_ids()
        for lang in open_case(case_id).languages
        for policy in POLICIES
    ]
    orders = sorted(Order(*places[n % len(places)], seed=n) for n in range(CONVERSATIONS))
    start = time.perf_counter()
    talks = list(play_many(orders, processes=2))
    taken = time.perf_counter() - start
    show(
        "1,000 bot conversations on two processes, minutes",
        taken / 60,
        3,
        f"{sum(talk.turns for talk in talks):,} turns, {1000 * taken / sum(talk.turns for talk in talks):.1f} ms each",
    )
