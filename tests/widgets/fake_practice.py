"""A workbook without an engine: the shapes that the views show, always the same words."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

from workbook.errors import ResponseError, UnknownName

Given = dict[str, Any]
EXERCISE = "job-rejection/first-talk"
NOW = datetime(2026, 11, 22, 13, 2, tzinfo=UTC).isoformat()

WORDS: dict[str, Given] = {
    "en": {
        "title": "Turned down after the last round",
        "intake": "Noor was one of two people left for a job she had wanted for years, and heard nothing for nine days until "
        "a short mail came. She sleeps badly since, and has told nobody at home how far she had come. "
        "Her general practitioner suggested a few talks.",
        "opening": "I don't really know why I'm here, to be honest. It's only a job. (shrugs)",
        "notes": ("Sleeping badly and lying awake", "Harsh words about oneself"),
        "work": "laboratory technician",
        "pronouns": "she/her",
        "fictional": "Noor is made up. Nobody reads what you type.",
        "replies": (
            "It was... fine. They gave me coffee. And then they asked where I see myself in five years, and I just sort of froze.",
            "I keep going over it. At night mostly. Like a film, but only the bad bit.",
            "Yeah, well. That's what everybody says.",
            "No. I haven't told anyone. (looks at her hands) My sister thinks I pulled out myself.",
            "Hm. Maybe.",
            "I suppose I'd tell her she was an idiot for thinking one interview says it all. But that's her.",
        ),
        "moves": (
            ("open", "What was that last conversation like for you?"),
            ("closed", "Did they say why they chose somebody else?"),
            ("advice", "You could ask them for feedback, and meanwhile apply elsewhere."),
        ),
        "codes": {
            "question_open": (
                "Open question",
                "question",
                "Invites the client to tell it in her own way.",
            ),
            "question_closed": ("Closed question", "question", "Can be answered in a word."),
            "reflection_complex": (
                "Complex reflection",
                "reflection",
                "Adds meaning to what was said.",
            ),
            "validation": ("Validation", "relation", "Says that the feeling makes sense."),
            "advice": ("Unasked advice", "unhelpful", "Offers a way out nobody asked for."),
            "other": ("Something else", "other", "A greeting, arrangements."),
        },
        "feedback": {
            "strong": (
                "An open question that follows her",
                "To let Noor tell it in her own order.",
                "She went on by herself: “they gave me coffee”.",
                "Questions that pick up the client's own word carry more than new subjects.",
            ),
            "fair": (
                "A warm sentence",
                "To show that you are with her.",
                "She stayed, but told nothing new.",
                "The same kindness a second time moves little; something in it must be hers.",
            ),
            "weak": (
                "Advice before she had told it",
                "To give her something to hold on to.",
                "She drew back: “that's what everybody says”.",
                "You had not heard yet what she had already tried.",
            ),
        },
        "stronger": (
            "Nine days of waiting, and then three lines.",
            "It shows you heard the waiting, which is where it hurts.",
        ),
        "note": "Noor hides how much she had hoped, so that nobody can be disappointed with her.",
        "heard": ("An open question about the interview",),
        "rules": ("Open questions that follow what was said make it easier to go on.",),
        "qualities": ("Alliance", "Openness", "Distress"),
        "nearest": "Had you asked how she heard it, she would have spoken of the mail.",
        "reveal": "She froze at the question about five years.",
        "rating": (
            ("followed", "How well did you follow Noor?", "not at all", "all the way"),
            ("rushed", "How much room did she have?", "none", "all she needed"),
        ),
        "lifelines": "Noor is made up; you are not. If this touches something of your own, stop whenever you like.",
        "line": (
            "113 Suicide prevention (Netherlands)",
            "Call 0800-0113 (free) or 113, or chat at 113.nl.",
            "Day and night",
        ),
        "series": ("Alliance", "Distress", "“I am not good enough”"),
        "course": (
            "Alliance rose from 35 to 58, with a fall at turn 3.",
            "Distress hardly changed until turn 5.",
        ),
        "summary": "You stayed with her for most of the talk, and she told you something nobody at home knows.",
        "near": (
            "Why she really told her sister nothing",
            "A reflection on being the one who always manages.",
        ),
        "cue": (
            "Yeah, well. That's what everybody says.",
            "everybody",
            "Overgeneralisation",
            "One voice becomes everyone's.",
        ),
        "measure": (
            "Reflections to questions",
            "0.7 to 1",
            "Two reflections to three questions.",
            "Moyers et al., MITI 4.2.1",
        ),
        "strength": "You came back to her own words: “like a film”.",
        "next": (
            "After a line with feeling in it, reflect before you ask.",
            "Only the bad bit, over and over.",
        ),
        "again": "The talk is over; start it again to go on practising.",
        "unknown": "no exercise {exercise!r}; there are: {known}",
    },
    "nl": {
        "title": "Afgewezen in de laatste ronde",
        "intake": "Noor was een van de laatste twee voor een baan die ze al jaren wilde, en hoorde negen dagen niets tot er "
        "een kort mailtje kwam. Sindsdien slaapt ze slecht, en thuis weet niemand hoe ver ze was gekomen. "
        "De huisarts stelde een paar gesprekken voor.",
        "opening": "Ik weet eerlijk gezegd niet zo goed waarom ik hier zit. Het is maar een baan. (haalt haar schouders op)",
        "notes": ("Slecht slapen en wakker liggen", "Harde woorden over zichzelf"),
        "work": "laborante",
        "pronouns": "zij/haar",
        "fictional": "Noor is verzonnen. Niemand leest mee met wat je typt.",
        "replies": (
            "Het was... prima. Ik kreeg koffie. En toen vroegen ze waar ik mezelf over vijf jaar zie, en ik klapte gewoon dicht.",
            "Ik blijf het maar afdraaien. 's Nachts vooral. Als een film, maar dan alleen het slechte stuk.",
            "Ja, nou ja. Dat zegt iedereen.",
            "Nee. Ik heb het niemand verteld. (kijkt naar haar handen) Mijn zus denkt dat ik me heb teruggetrokken.",
            "Hm. Misschien.",
            "Dan zou ik zeggen dat ze niet goed wijs is dat ze dat aan één gesprek ophangt. Maar ja, dat is zij.",
        ),
        "moves": (
            ("open", "Hoe was dat laatste gesprek voor je?"),
            ("closed", "Hebben ze gezegd waarom ze een ander kozen?"),
            (
                "advice",
                "Je zou om feedback kunnen vragen, en ondertussen ergens anders solliciteren.",
            ),
        ),
        "codes": {
            "question_open": (
                "Open vraag",
                "question",
                "Nodigt uit om het op de eigen manier te vertellen.",
            ),
            "question_closed": ("Gesloten vraag", "question", "In één woord te beantwoorden."),
            "reflection_complex": (
                "Complexe reflectie",
                "reflection",
                "Voegt betekenis toe aan wat er werd gezegd.",
            ),
            "validation": ("Valideren", "relation", "Zegt dat het gevoel te begrijpen is."),
            "advice": (
                "Ongevraagd advies",
                "unhelpful",
                "Biedt een uitweg waar niet om gevraagd is.",
            ),
            "other": ("Iets anders", "other", "Een groet, afspraken."),
        },
        "feedback": {
            "strong": (
                "Een open vraag die haar volgt",
                "Noor het in haar eigen volgorde laten vertellen.",
                "Ze ging uit zichzelf door: ‘ik kreeg koffie’.",
                "Een vraag die het woord van de ander oppakt, brengt meer dan een nieuw onderwerp.",
            ),
            "fair": (
                "Een warme zin",
                "Laten merken dat je er bent.",
                "Ze bleef erbij, maar vertelde niets nieuws.",
                "Dezelfde vriendelijkheid doet een tweede keer weinig; er moet iets van haarzelf in zitten.",
            ),
            "weak": (
                "Advies voordat ze het had verteld",
                "Haar iets geven om zich aan vast te houden.",
                "Ze trok zich terug: ‘dat zegt iedereen’.",
                "Je wist nog niet wat ze zelf al had geprobeerd.",
            ),
        },
        "stronger": (
            "Negen dagen wachten, en dan drie regels.",
            "Zo hoort ze dat je het wachten hebt gehoord.",
        ),
        "note": "Noor verbergt hoeveel ze ervan hoopte, zodat niemand in haar teleurgesteld kan zijn.",
        "heard": ("Een open vraag over het gesprek",),
        "rules": (
            "Open vragen die aansluiten op wat er werd gezegd, maken verder vertellen makkelijker.",
        ),
        "qualities": ("Werkrelatie", "Openheid", "Spanning"),
        "nearest": "Had je gevraagd hoe ze het hoorde, dan had ze over het mailtje verteld.",
        "reveal": "Ze klapte dicht bij de vraag over vijf jaar.",
        "rating": (
            ("followed", "Hoe goed volgde je Noor?", "helemaal niet", "van begin tot eind"),
            ("rushed", "Hoeveel ruimte had ze?", "geen", "alle ruimte die ze nodig had"),
        ),
        "lifelines": "Noor is verzonnen; jij niet. Raakt dit aan iets van jezelf, stop dan gerust.",
        "line": (
            "113 Zelfmoordpreventie",
            "Bel 0800-0113 (gratis) of 113, of chat via 113.nl.",
            "Dag en nacht",
        ),
        "series": ("Werkrelatie", "Spanning", "‘Ik ben niet goed genoeg’"),
        "course": (
            "De werkrelatie ging van 35 naar 58, met een dip bij beurt 3.",
            "De spanning veranderde pas na beurt 5.",
        ),
        "summary": "Je bleef het grootste deel van het gesprek bij haar, en ze vertelde iets wat thuis niemand weet.",
        "near": (
            "Waarom ze haar zus echt niets vertelde",
            "Een reflectie op degene zijn die het altijd wel redt.",
        ),
        "cue": (
            "Ja, nou ja. Dat zegt iedereen.",
            "iedereen",
            "Overgeneraliseren",
            "Eén stem wordt die van allemaal.",
        ),
        "measure": (
            "Reflecties op vragen",
            "0,7 op 1",
            "Twee reflecties op drie vragen.",
            "Moyers e.a., MITI 4.2.1",
        ),
        "strength": "Je kwam terug op haar eigen woorden: ‘als een film’.",
        "next": (
            "Na een regel met gevoel erin: eerst reflecteren, dan pas vragen.",
            "Alleen het slechte stuk, steeds opnieuw.",
        ),
        "again": "Het gesprek is voorbij; begin opnieuw om verder te oefenen.",
        "unknown": "geen oefening {exercise!r}; wel: {known}",
    },
}

# What each offered kind of sentence is heard as, and how it goes down.
HEARD = (
    ("question_open", "strong"),
    ("reflection_complex", "strong"),
    ("advice", "weak"),
    ("question_open", "strong"),
    ("validation", "fair"),
    ("question_closed", "fair"),
)
COURSE = (
    (0.35, 0.42, 0.48, 0.36, 0.5, 0.52, 0.58),
    (0.6, 0.58, 0.57, 0.62, 0.6, 0.52, 0.5),
    (85, 85, 85, 86, 80, 80, 74),
)


class FakeAttempt:
    """Keeps the turns it is given; everything said about them is made up."""

    def __init__(self, book: FakeWorkbook) -> None:
        book.attempts.append(self)
        self.book, self.number, self.words = book, len(book.attempts), WORDS[book.lang]
        self.state: Given = {
            "phase": "ready",
            "mode": "coach",
            "turns": [],
            "draft": "",
            "ratings": None,
        }
        self.saved: str | None = None
        self.warmed = 0
        self.broken: Exception | None = None

    def begin(self, mode: str) -> None:
        self._change(phase="talk", mode=mode)

    def keep_draft(self, text: str) -> str:
        self._change(draft=text)
        return NOW

    def warm(self) -> None:
        self.warmed += 1

    def end(self) -> None:
        self._change(phase="rate")

    def rate(self, ratings: dict[str, int]) -> None:
        self._change(phase="done", ratings=ratings)

    def again(self, mode: str) -> FakeAttempt:
        fresh = FakeAttempt(self.book)
        fresh.begin(mode)
        return fresh

    def correct(self, turn: int, code: str) -> FakeAttempt:
        other = self._copy()
        name = self.words["codes"][code][0]
        heard = [{"code": code, "name": name, "text": "", "confidence": 1.0}]
        other.state["turns"][turn - 1].update(
            heard=heard, primary=code, corrected=True, unsure=False
        )
        return other

    def rewind(self, turn: int) -> FakeAttempt:
        other = self._copy()
        other._change(phase="talk", turns=other.state["turns"][: turn - 1])
        return other

    def say(self, text: str, *, move: str | None = None) -> Given:
        if self.state["phase"] != "talk":
            raise ResponseError(self.words["again"])
        number = len(self.state["turns"]) + 1
        turn = self._turn(number, text)
        self._change(draft="", turns=[*self.state["turns"], turn])
        if turn["ended"]:
            self._change(phase="rate")
        return {
            "turn": turn,
            "moves": self._moves(),
            "phase": self.state["phase"],
            "saved_at": NOW,
        }

    def snapshot(self) -> Given:
        words, state = self.words, copy.deepcopy(self.state)
        return {
            "exercise": EXERCISE,
            "lang": self.book.lang,
            "attempt": self.number,
            "notice": None,
            "case": self._case(),
            "lifelines": {
                "intro": words["lifelines"],
                "lines": [
                    dict(
                        zip(("name", "contact", "hours"), words["line"], strict=True),
                        checked="2026-11-22",
                    )
                ],
            },
            "moves": self._moves(),
            "saved_at": self.saved,
            "rating": [
                dict(zip(("id", "question", "low", "high"), row, strict=True))
                for row in words["rating"]
            ],
            "debrief": self._debrief() if state["phase"] == "done" and state["turns"] else None,
            "branches": [
                {
                    "attempt": n,
                    "from_turn": n - 1,
                    "turns": len(state["turns"]),
                    "current": n == self.number,
                    "at": NOW,
                }
                for n in range(1, len(self.book.attempts) + 1)
            ],
            "codes": [
                {"id": code, "name": name, "family": family, "definition": definition}
                for code, (name, family, definition) in words["codes"].items()
            ],
            **state,
        }

    def _change(self, **parts: object) -> None:
        if self.broken:
            raise self.broken
        self.state.update(parts)
        self.saved = NOW

    def _copy(self) -> FakeAttempt:
        other = FakeAttempt(self.book)
        other.state, other.saved = copy.deepcopy(self.state), self.saved
        return other

    def _case(self) -> Given:
        words = self.words
        return {
            "id": "job-rejection",
            "title": words["title"],
            "level": 1,
            "minutes": 20,
            "intake": words["intake"],
            "opening": words["opening"],
            "content_notes": list(words["notes"]),
            "client": {
                "name": "Noor",
                "age": 34,
                "pronouns": words["pronouns"],
                "work": words["work"],
            },
            "fictional": words["fictional"],
        }

    def _moves(self) -> list[Given]:
        return [{"id": move, "say": say} for move, say in self.words["moves"]]

    def _turn(self, number: int, text: str) -> Given:
        words = self.words
        code, tone = HEARD[(number - 1) % len(HEARD)]
        title, aim, effect, because = words["feedback"][tone]
        stronger = dict(zip(("say", "why"), words["stronger"], strict=True))
        moved = [
            {"name": name, "before": 35 + 2 * place, "after": 35 + 5 * place}
            for place, name in enumerate(words["qualities"])
        ]
        return {
            "turn": number,
            "said": text,
            "client": words["replies"][(number - 1) % len(words["replies"])],
            "heard": [
                {
                    "code": code,
                    "name": words["codes"][code][0],
                    "text": text[:40],
                    "confidence": 0.8,
                }
            ],
            "primary": code,
            "unsure": number % 5 == 0,
            "corrected": False,
            "feedback": {
                "title": title,
                "aim": aim,
                "effect": effect,
                "because": because,
                "stronger": None if tone == "strong" else stronger,
                "tone": tone,
            },
            "why": {
                "note": words["note"],
                "heard": list(words["heard"]),
                "rules": list(words["rules"]),
                "qualities": moved,
                "nearest": words["nearest"],
            },
            "reveals": [words["reveal"]] if number == 1 else [],
            "ended": "goodbye" in text.lower(),
        }

    def _debrief(self) -> Given:
        words, turns = self.words, self.state["turns"]
        ranges = ((0, 1), (0, 1), (0, 100))
        values = [[row[min(turn, 6)] for turn in range(len(turns) + 1)] for row in COURSE]
        line, span, name, why = words["cue"]
        given = self.state["ratings"] or {}
        return {
            "score": 0.62,
            "summary": words["summary"],
            "course": {
                "series": [
                    {
                        "id": f"s{n}",
                        "name": words["series"][n],
                        "low": low,
                        "high": high,
                        "values": values[n],
                    }
                    for n, (low, high) in enumerate(ranges)
                ],
                "moves": [
                    {
                        "turn": turn["turn"],
                        "code": turn["primary"],
                        "name": words["codes"][turn["primary"]][0],
                        "said": turn["said"],
                        "client": turn["client"],
                    }
                    for turn in turns
                ],
            },
            "course_text": list(words["course"]),
            "opened": [{"text": words["reveal"], "turn": 1}],
            "near": [dict(zip(("hint", "opens_with"), words["near"], strict=True))],
            "counts": {"opened": 1, "total": 24},
            "cues": [
                {"turn": 3, "line": line, "span": span, "name": name, "why": why, "seen": seen}
                for seen in (False, True)
            ],
            "skills": [
                {"code": code, "name": name, "count": 3 - place % 3}
                for place, (code, (name, _, _)) in enumerate(words["codes"].items())
            ],
            "measures": [
                {
                    "id": f"m{band}",
                    "name": words["measure"][0],
                    "value": words["measure"][1],
                    "band": band,
                    "text": words["measure"][2],
                    "source": words["measure"][3],
                }
                for band in ("below", "good")
            ],
            "strengths": [words["strength"]],
            "next": dict(zip(("text", "say"), words["next"], strict=True)),
            "ratings": [
                {"id": key, "question": question, "own": given.get(key), "computed": 5.4}
                for key, question, _, _ in words["rating"]
            ],
        }


class FakeWorkbook:
    """Hands out the newest attempt."""

    def __init__(self, lang: str = "en") -> None:
        self.lang = lang
        self.attempts: list[FakeAttempt] = []
        FakeAttempt(self)

    def attempt(self, exercise: str) -> FakeAttempt:
        if exercise != EXERCISE:
            raise UnknownName(
                WORDS[self.lang]["unknown"].format(exercise=exercise, known=EXERCISE)
            )
        return self.attempts[-1]

    def branch(self, attempt: int) -> FakeAttempt:
        return self.attempts[attempt - 1]

    def progress(self) -> list[Given]:
        return [
            {
                "exercise": EXERCISE,
                "title": WORDS[self.lang]["title"],
                "state": "begun",
                "turns": 7,
                "score": None,
                "at": NOW,
                "minutes": 20,
            },
            {
                "exercise": "friendship/first-talk",
                "title": "Friends",
                "state": "done",
                "turns": 22,
                "score": 0.62,
                "at": NOW,
                "minutes": 25,
            },
            {
                "exercise": "break-up/first-talk",
                "title": "Break-up",
                "state": "new",
                "turns": 0,
                "score": None,
                "at": None,
                "minutes": 30,
            },
        ]

    def next_step(self) -> Given:
        return {"exercise": EXERCISE, "text": self.progress()[0]["title"]}
