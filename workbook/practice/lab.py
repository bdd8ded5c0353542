"""The distortion lab: which exercises there are, what comes next and why, and the picture of it all."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbook.content import (
    Bank,
    DrillSpec,
    bank,
    case_ids,
    codebook,
    drills,
    second_labels,
    sessions,
)
from workbook.errors import UnknownName
from workbook.exercises import build
from workbook.language import say
from workbook.practice import deck
from workbook.practice.rounds import progress_of
from workbook.spotting import (
    Answer,
    Memory,
    Picture,
    Task,
    agreement,
    compose,
    compose_pairs,
    compose_parts,
    compose_stack,
    due,
    picture,
    remember,
)

if TYPE_CHECKING:
    from workbook.practice.book import Workbook

LAB = "lab"  # before the slash of the ids of its exercises
OWN_TALK = "own"  # the task that is the trainee's own last talk
FEW_CUES = 3  # of a session that is worth searching


class Lab:
    """The lab of one trainee."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._memory: Memory | None = None

    @cached_property
    def bank(self) -> Bank:
        """The items; read when they are first needed."""
        return bank()

    @property
    def specs(self) -> tuple[DrillSpec, ...]:
        """The exercises of the lab."""
        return drills().exercises

    def spec(self, own_id: str) -> DrillSpec:
        """An exercise of the lab.

        Raises:
            UnknownName: there is none of that name.
        """
        found = next((spec for spec in self.specs if spec.id == own_id), None)
        if found is None:
            raise UnknownName(
                say(
                    self._book.lang,
                    "There is no exercise “{name}”. There are: {names}.",
                    name=f"{LAB}/{own_id}",
                    names=", ".join(f"{LAB}/{spec.id}" for spec in self.specs),
                )
            )
        return found

    def exercise(self, own_id: str) -> Any:
        """The rules of one of the lab's exercises."""
        return build(self.bank, self.spec(own_id), by_meaning=self._book.by_meaning)

    @property
    def memory(self) -> Memory:
        """What the trainee remembers, from all answers on record."""
        if self._memory is None:
            self._memory = remember(Memory(), self.answers(), self.bank)
        return self._memory

    def answered(self, rows: Sequence[Answer]) -> None:
        """Some more answers went on record."""
        if self._memory is not None:
            self._memory = remember(self._memory, rows, self.bank)

    def forget(self) -> None:
        """Read the record anew next time: another window may have gone on."""
        self._memory = None

    def answers(self) -> list[Answer]:
        """All answers on record, oldest first."""
        return self._book.record.answers()

    def composed(self, own_id: str, rng: random.Random) -> dict[str, Any]:
        """A fresh round: its tasks, each with its reason, and what they are about where that is not in the bank."""
        spec, now = self.spec(own_id), self._book.now()
        given: dict[str, Any] = {"now": now, "rng": rng, "most": spec.tasks}
        material: dict[str, Any] = {}
        match spec.kind:
            case "name_it":
                tasks = compose(self.bank, self.memory, **given)
            case "sort_stack":
                tasks = compose_stack(self.bank, self.memory, **given)
            case "same_or_different":
                tasks = compose_pairs(self.bank, self.memory, **given)
            case "mark_words":
                passages = self.bank.passages
                tasks = self._parts(
                    list(passages), {n: p.level for n, p in passages.items()}, rng, spec
                )
            case "label_to_question":
                asks = self.bank.asks
                level = {name: self.bank.items[ask.item].level for name, ask in asks.items()}
                tasks = self._parts(list(asks), level, rng, spec)
            case "in_transcript":
                tasks, material = self._session(rng)
            case "own_deck":
                # Only what is in the deck has words: a thought that is taken out is gone.
                material = {
                    n: {"code": own["code"]} for n, own in deck.thoughts(self._book).items()
                }
                tasks = self._own(material, rng, spec.tasks)
            case _:
                raise ValueError(f"no way to compose {spec.kind!r}")
        return {
            "tasks": [task.model_dump(mode="json") for task in tasks],
            "material": material,
        }

    def own_talk(self) -> dict[str, Any]:
        """A round with the trainee's own last talk in this workbook, as ``composed`` gives it.

        Raises:
            UnknownName: there is none yet in which the client said enough.
        """
        for row in reversed(self._book.record.attempts()):
            if row.exercise.partition("/")[0] not in case_ids():
                continue
            lines = [
                [row.exercise.partition("/")[0], done["storylet"], done["line"], done["said"]]
                for step in self._book.record.steps(row)
                if (done := step.outcome.get("detail")) and "storylet" in done
            ]
            if len(lines) > FEW_CUES:
                task = Task(id=OWN_TALK, why="own")
                return {"tasks": [task.model_dump(mode="json")], "material": {OWN_TALK: lines}}
        raise UnknownName(
            say(
                self._book.lang,
                "You have not had a talk of four turns or more yet. Have one first, in the practice room.",
            )
        )

    def picture(self) -> Picture:
        """The picture of all answers."""
        return picture(self.answers(), codebook("distortions").ids)

    def progress(self) -> list[dict[str, Any]]:
        """Each exercise with its state, as the talks have it; tasks answered in the longest round count as turns."""
        return [progress_of(self._book, spec, f"{LAB}/{spec.id}") for spec in self.specs]

    def guesses(self) -> list[dict[str, Any]]:
        """Every finished round: how many went well by the trainee's own guess, and how many did; oldest first."""
        found = []
        for spec in self.specs:
            for row in self._book.record.attempts(f"{LAB}/{spec.id}"):
                steps = self._book.record.steps(row)
                state = steps[-1].outcome["state"] if steps else {}
                if state.get("phase") == "done" and state.get("guess") is not None:
                    tried = [result for result in state["results"] if result]
                    found.append(
                        {
                            "title": spec.title.read(self._book.lang),
                            "at": steps[-1].at.isoformat(),
                            "guess": state["guess"],
                            "right": sum(result["credit"] for result in tried),
                            "tried": len(tried),
                        }
                    )
        return sorted(found, key=lambda one: one["at"])

    def labellers(self) -> dict[str, float] | None:
        """How far the two labellers of the items agree in this language (Cohen's kappa with its interval)."""
        labels = second_labels().labels.get(self._book.lang, {})
        pairs = [
            (self.bank.items[name].best, code)
            for name, code in sorted(labels.items())
            if name in self.bank.items
        ]
        return agreement(pairs)._asdict() if pairs else None

    def standing(self) -> dict[str, Any]:
        """What is due, and when more will be."""
        now, memory = self._book.now(), self.memory
        ready = due(memory, self.bank, now)
        later = sorted(card.due for card in memory.items.values() if card.due > now)
        week = sum(at <= now + timedelta(days=7) for at in later)
        return {
            "due": len(ready),
            "next": later[0].isoformat() if later else None,
            "week": week,
            "seen": len(memory.items),
            "items": len(self.bank.items),
        }

    def _parts(
        self, names: list[str], level: Mapping[str, int], rng: random.Random, spec: DrillSpec
    ) -> tuple[Task, ...]:
        seen = self.memory
        if spec.kind == "label_to_question":
            # The answer is about the thought, so it is the thought that was seen.
            shown = {n: at for n in names if (at := seen.seen.get(self.bank.asks[n].item))}
            seen = Memory(seen=shown, recent=seen.recent)
        return compose_parts(names, level.__getitem__, seen, rng, spec.tasks)

    def _session(self, rng: random.Random) -> tuple[tuple[Task, ...], dict[str, Any]]:
        lang = self._book.lang
        there = set(case_ids())
        names = [
            name
            for name, lines in sessions().items()
            if name.endswith(f".{lang}") and there.issuperset(line[0] for line in lines)
        ]
        (task,) = compose_parts(names, lambda _: 1, self._read_sessions(), rng, 1) or (None,)
        return ((task,), {task.id: sessions()[task.id]}) if task else ((), {})

    def _read_sessions(self) -> Memory:
        """Which sessions were searched before, and when."""
        rows = self._book.record.attempts(f"{LAB}/in-transcript")
        rows += self._book.record.attempts(f"{LAB}/in-the-transcript")
        seen = {
            task["id"]: row.begun_at
            for row in rows
            for task in row.options.get("earlier", {}).get("tasks", ())
        }
        return Memory(seen=seen)

    def _own(self, material: dict[str, Any], rng: random.Random, most: int) -> tuple[Task, ...]:
        seen = {name.partition(":")[2]: at for name, at in self.memory.seen.items()}
        names = sorted(material)
        rng.shuffle(names)
        names.sort(key=lambda name: seen[name].timestamp() if name in seen else 0.0)
        return tuple(Task(id=name, why="own") for name in names[:most])
