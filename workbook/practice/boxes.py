"""What there is to fill in on each kind of sheet: on the screen, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from workbook.content import lifelines
from workbook.content.sheets import GIVES, RINGS
from workbook.language import say
from workbook.paper import Block
from workbook.planning.safety import ASKED

if TYPE_CHECKING:
    from workbook.planning.sheets import Filled

Box = dict[str, Any]
Mixed = Callable[[Any], list[Any]]


def rings(lang: str) -> dict[str, str]:
    """How near somebody is, in a word."""
    return {
        "close": say(lang, "close by"),
        "middle": say(lang, "in between"),
        "outer": say(lang, "further off"),
    }


def gives(lang: str) -> dict[str, str]:
    """What somebody gives above all, in a word."""
    return {
        "listens": say(lang, "listens"),
        "helps": say(lang, "helps with things"),
        "company": say(lang, "is company"),
        "costs": say(lang, "costs more than it gives"),
    }


def boxes(exercise: Any, stage: str, lang: str, mixed: Mixed) -> list[Box]:
    """The boxes of a sheet at a stage, in their order; ``mixed`` puts what is offered in another order."""
    made: list[Box] = _BOXES[exercise.spec.id, stage](exercise.sheet, lang, mixed)
    return made


def _offers(rows: Any, lang: str, mixed: Mixed) -> list[str]:
    return [one.say.read(lang) for one in mixed(rows)]


def _experiment(sheet: Any, lang: str, mixed: Mixed) -> list[Box]:
    return [
        {
            "name": "prediction",
            "kind": "text",
            "label": say(lang, "The prediction: what exactly will happen?"),
            "hint": say(
                lang, "As it would be seen or heard, so that it can also turn out otherwise."
            ),
            "offers": _offers(sheet.predictions, lang, mixed),
        },
        {
            "name": "trial",
            "kind": "text",
            "label": say(lang, "How is it tried out? Where, when, with whom, what?"),
            "offers": _offers(sheet.trials, lang, mixed),
        },
        {
            "name": "drops",
            "kind": "tick",
            "label": say(lang, "What is left out this time?"),
            "hint": say(lang, "Only what would keep the prediction from being tested."),
            "options": [{"id": one.id, "text": one.say.read(lang)} for one in mixed(sheet.habits)],
        },
        {
            "name": "sign",
            "kind": "text",
            "label": say(lang, "By what do you both see whether it came true?"),
            "offers": _offers(sheet.signs, lang, mixed),
        },
        {"name": "first", "kind": "day", "label": say(lang, "On which day?")},
    ]


def _learned(sheet: Any, lang: str, mixed: Mixed) -> list[Box]:
    return [
        {
            "name": "conclusion",
            "kind": "text",
            "label": say(lang, "What was learned? Put it to the client in one or two sentences."),
            "hint": say(lang, "What was predicted, what happened, and how sure can one be now?"),
            "offers": _offers(sheet.conclusions, lang, mixed),
        }
    ]


def _ladder(sheet: Any, lang: str, mixed: Mixed) -> list[Box]:
    return [
        {
            "name": "rungs",
            "kind": "order",
            "label": say(lang, "The ladder: choose five to eight, the easiest first"),
            "hint": say(
                lang,
                "Drag them, or use the buttons or the arrow keys. You may ask how hard each would be; not everything belongs on it.",
            ),
            "options": [
                {"id": one.id, "text": one.say.read(lang), "told": one.client.read(lang)}
                for one in mixed(sheet.rungs)
            ],
        },
        {
            "name": "way",
            "kind": "text",
            "label": say(lang, "How is it climbed? What do you agree on about each rung?"),
            "offers": _offers(sheet.ways, lang, mixed),
        },
        {"name": "first", "kind": "day", "label": say(lang, "The first rung on")},
    ]


def _people(sheet: Any, lang: str, mixed: Mixed) -> list[Box]:
    names = [{"id": one.id, "text": one.name.read(lang)} for one in sheet.people]
    return [
        {
            "name": "places",
            "kind": "people",
            "label": say(lang, "The people around: how near is each, and what do they give?"),
            "people": [
                {"id": one.id, "text": one.name.read(lang), "told": one.told.read(lang)}
                for one in mixed(sheet.people)
            ],
            "rings": [{"id": one, "text": rings(lang)[one]} for one in RINGS],
            "gives": [{"id": one, "text": gives(lang)[one]} for one in GIVES],
        },
        {
            "name": "first",
            "kind": "pick",
            "label": say(lang, "Whom to turn to first?"),
            "options": names,
        },
        {
            "name": "request",
            "kind": "text",
            "label": say(lang, "With what question? In words that can be said"),
            "offers": _offers(sheet.requests, lang, mixed),
        },
    ]


def _safety(sheet: Any, lang: str, mixed: Mixed) -> list[Box]:
    lines = [line.contact.read(lang) for line in lifelines().lines[lang]]
    return [
        {
            "name": ASKED,
            "kind": "ask",
            "label": say(lang, "Before all else: ask plainly about thoughts of suicide"),
            "hint": say(lang, "In your own words, calm and plain, so that the answer may be yes."),
        },
        *(
            {
                "name": part.id,
                "kind": "part",
                "label": part.name.read(lang),
                "hint": part.help.read(lang),
                "ready": part.ask.read(lang),
                "offers": [one.read(lang) for one in mixed((*part.offers, *part.poor[:2]))],
                "lines": lines if part.id == "professionals" else [],
            }
            for part in sheet.parts
        ),
    ]


_BOXES: dict[tuple[str, str], Callable[[Any, str, Mixed], list[Box]]] = {
    ("experiment", "plan"): _experiment,
    ("experiment", "learn"): _learned,
    ("ladder", "plan"): _ladder,
    ("support-map", "plan"): _people,
    ("safety-plan", "plan"): _safety,
}


def on_paper(exercise: Any, filled: dict[str, Filled], lang: str) -> tuple[str, list[Block]]:
    """The title and the blocks of a sheet on paper, in words for the client to keep.

    Args:
        filled: what was filled in, by stage.
    """
    return _PAPER[exercise.spec.id](exercise.sheet, filled, lang)


def _written(title: str, text: str) -> Block:
    if text.strip():
        return Block(kind="text", title=title, texts=(text,))
    return Block(kind="lines", title=title)


def _listed(title: str, texts: Sequence[str]) -> Block:
    return Block(kind="list", title=title, texts=tuple(texts) or ("", ""))


def _experiment_paper(sheet: Any, filled: dict[str, Filled], lang: str) -> tuple[str, list[Block]]:
    plan, learned = filled["plan"], filled.get("learn")
    dropped = [one.say.read(lang) for one in sheet.habits if one.id in plan.listed("drops")]
    return say(lang, "My experiment"), [
        _written(say(lang, "The thought that I try out"), sheet.thought.read(lang)),
        _written(say(lang, "What I think will happen"), plan.text("prediction")),
        _written(say(lang, "What I do, where and when"), plan.text("trial")),
        _listed(say(lang, "What I leave out this time"), dropped),
        _written(say(lang, "How I can see whether it came true"), plan.text("sign")),
        Block(kind="lines", title=say(lang, "What happened")),
        _written(say(lang, "What I make of it"), learned.text("conclusion") if learned else ""),
        Block(kind="scale", title=say(lang, "How far I believe the thought now, from 0 to 10")),
    ]


def _ladder_paper(sheet: Any, filled: dict[str, Filled], lang: str) -> tuple[str, list[Block]]:
    plan = filled["plan"]
    rungs = {one.id: one.say.read(lang) for one in sheet.rungs}
    rows = [
        (f"{place}. {rungs[name]}", "", "")
        for place, name in enumerate((n for n in plan.listed("rungs") if n in rungs), 1)
    ]
    head = (say(lang, "What I do"), say(lang, "How hard (0-100)"), say(lang, "Done on"))
    return say(lang, "My ladder"), [
        _written(say(lang, "Where I want to get to"), sheet.aim.read(lang)),
        Block(kind="table", title=say(lang, "The rungs, the easiest first"), rows=(head, *rows)),
        _written(say(lang, "How I climb"), plan.text("way")),
        Block(kind="lines", title=say(lang, "What I noticed")),
    ]


def _people_paper(sheet: Any, filled: dict[str, Filled], lang: str) -> tuple[str, list[Block]]:
    plan = filled["plan"]
    names = {one.id: one.name.read(lang) for one in sheet.people}
    head = (say(lang, "Who"), say(lang, "How near"), say(lang, "What I get there"))
    rows = [
        (names[name], rings(lang).get(ring, ""), gives(lang).get(given, ""))
        for ring_wanted in RINGS
        for name, (ring, given) in plan.places.items()
        if name in names and ring == ring_wanted
    ]
    return say(lang, "The people around me"), [
        Block(kind="table", title=say(lang, "Who is there"), rows=(head, *rows)),
        _written(say(lang, "I turn first to"), names.get(plan.text("first"), "")),
        _written(say(lang, "What I ask"), plan.text("request")),
        Block(kind="lines", title=say(lang, "Who else there is")),
    ]


def _safety_paper(sheet: Any, filled: dict[str, Filled], lang: str) -> tuple[str, list[Block]]:
    plan = filled["plan"]
    return say(lang, "My safety plan"), [
        _written(
            "",
            say(
                lang,
                "If one step helps, I stop there. If I am in danger I go straight to the people of step 5.",
            ),
        ),
        *(
            _listed(
                f"{place}. {part.name.read(lang)}",
                [line.strip() for line in plan.text(part.id).splitlines() if line.strip()],
            )
            for place, part in enumerate(sheet.parts, 1)
        ),
        _listed(
            say(lang, "Somebody to talk to, day and night"),
            [f"{line.name}: {line.contact.read(lang)}" for line in lifelines().lines[lang]],
        ),
    ]


_PAPER = {
    "experiment": _experiment_paper,
    "ladder": _ladder_paper,
    "support-map": _people_paper,
    "safety-plan": _safety_paper,
}
