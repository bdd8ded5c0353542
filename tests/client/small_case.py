"""A client of a few lines, for tests of the engine: every mechanism once."""

from __future__ import annotations

from typing import Any

from workbook.content import Case


def both(en: str, nl: str | None = None) -> dict[str, str]:
    return {"en": en, "nl": nl or f"{en} (nl)"}


def storylet(name: str, *lines: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "say": [both(line) for line in lines or (f"line of {name}",)],
        "note": both("why"),
        **more,
    }


STORYLETS = [
    storylet(
        "tells-dog",
        heard=["question", "reflection"],
        about=["dog"],
        reveals=["dog"],
        effects={"openness": 0.05},
    ),
    storylet(
        "dodges-letter", "not that", "leave it", deflects="letter", effects={"distress": 0.05}
    ),
    storylet(
        "tells-letter",
        heard=["question"],
        about=["letter"],
        reveals=["letter"],
        effects={"hopeless": -20},
    ),
    storylet("after-dog", heard=["facilitation"], when=["after tells-dog"]),
    storylet("dog-again", "as I said", "the dog, yes", about=["dog"], when=["again"]),
    storylet("advice", "yes, but", "hm", heard=["advice"], effects={"alliance": -0.1}),
    storylet("hurt", heard=["judgement"], rupture="confrontation", effects={"alliance": -0.2}),
    storylet("mended", heard=["repair"], when=["rupture"], mends=True, effects={"alliance": 0.1}),
    storylet("leaves", when=["alliance < 0.05"], ends=True, weight=20),
    storylet("reflects", "yes", "perhaps", heard=["reflection"]),
    storylet("any", "hm", "well", "I suppose"),
    storylet("silent", "(shrugs)", "(looks down)", repeats=True, weight=-5),
]


def small_case(**changed: Any) -> Case:
    """The case, with whatever a test wants otherwise."""
    given: dict[str, Any] = {
        "schema_version": 1,
        "id": "small",
        "title": both("Small"),
        "level": 1,
        "minutes": 5,
        "length": 20,
        "intake": both("intake"),
        "opening": both("Hello."),
        "client": {
            "name": "Sam",
            "age": 30,
            "pronouns": both("they"),
            "work": both("none"),
            "people": both("a dog"),
            "voice": both("short"),
            "strengths": [both("patience")],
            "style": "reserved",
        },
        "formulation": {
            "predisposing": [both("a")],
            "precipitating": [both("b")],
            "perpetuating": [both("c")],
            "protective": [both("d")],
            "mechanism": "rumination",
            "mechanism_note": both("e"),
            "core_belief": both("f"),
            "intermediate_beliefs": [both("g")],
            "situations": [
                {
                    "situation": both("s"),
                    "automatic_thought": both("t"),
                    "emotions": [[both("sad"), 70]],
                    "body": both("b"),
                    "behaviour": both("h"),
                }
            ],
            "sociocultural": both("i"),
        },
        "qualities": {"alliance": 0.4, "openness": 0.3, "distress": 0.5, "resistance": 0.2},
        "beliefs": [{"id": "hopeless", "text": both("Nothing helps."), "start": 80, "hot": True}],
        "facts": [
            {
                "id": "dog",
                "text": both("Has a dog."),
                "openness": 0.1,
                "opens_with": both("Ask."),
                "asks": {
                    "en": ["tell me about your dog", "do you have a pet"],
                    "nl": ["vertel eens over je hond"],
                },
            },
            {
                "id": "letter",
                "text": both("Hid a letter."),
                "openness": 0.6,
                "discomfort": 0.5,
                "core": True,
                "opens_with": both("Wait."),
                "asks": {"en": ["what was in the letter"], "nl": ["wat stond er in de brief"]},
            },
        ],
        "storylets": STORYLETS,
        "moves": [
            {
                "id": f"{quality}-{n}",
                "quality": quality,
                "code": code,
                "say": both(f"{quality} {n}"),
                "why": both("because"),
            }
            for quality, code in (
                ("strong", "question_open"),
                ("fair", "question_closed"),
                ("weak", "advice"),
            )
            for n in (1, 2)
        ],
        "exercises": [
            {
                "id": "first-talk",
                "kind": "roleplay",
                "title": both("First talk"),
                "aim": both("Listen"),
            }
        ],
        "provenance": {
            "author": "tests",
            "licence": "CC-BY-SA-4.0",
            "fictional": True,
            "written_in": ["en"],
            "review": "not-yet-reviewed-by-a-clinician",
            "changed": "2026-11-22",
        },
    }
    return Case.model_validate({**given, **changed})
