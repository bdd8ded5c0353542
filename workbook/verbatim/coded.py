"""The therapist's turns coded, corrected by whoever was there, and summed up as a debrief does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from workbook import coding
from workbook.content import codebook
from workbook.content.frozen import Frozen
from workbook.debrief import Measure, measures, skills
from workbook.language import say
from workbook.verbatim.reading import Verbatim

LONG = 1000  # turns of the therapist
QUOTES = 3


class CodedTurn(Frozen):
    """One turn; the client's have no codes."""

    place: int  # from 0
    who: str
    text: str
    codes: tuple[str, ...] = ()  # the main one first
    unsure: bool = False
    corrected: bool = False


class Summary(Frozen):
    """What the whole talk shows."""

    turns: int  # the therapist's
    share: float  # of all words, the therapist's; 0-1
    skills: tuple[dict[str, object], ...]
    measures: tuple[Measure, ...]
    in_a_row: int  # most questions without anything given back
    strengths: tuple[dict[str, object], ...]  # turns worth keeping: place, text, why
    costs: tuple[dict[str, object], ...]  # turns with something stronger to put in their place
    next: str


def code_turns(verbatim: Verbatim, *, lang: str, by_meaning: bool) -> list[CodedTurn]:
    """Every turn of a talk in one language, the therapist's with codes."""
    own = [turn for turn in verbatim.turns if turn.who == verbatim.therapist]
    found: list[CodedTurn] = []
    # A very long talk is coded on words alone, five times as fast: nobody waits half a minute for a page.
    by_meaning = by_meaning and len(own) <= LONG
    for place, turn in enumerate(verbatim.turns):
        if turn.who != verbatim.therapist:
            found.append(CodedTurn(place=place, who=turn.who, text=turn.text))
            continue
        heard = coding.code(turn.text, lang=lang, by_meaning=by_meaning)
        others = [code for code in heard.codes if code != heard.primary]
        codes = (heard.primary,) if heard.unsure else (heard.primary, *others)
        found.append(
            CodedTurn(place=place, who=turn.who, text=turn.text, codes=codes, unsure=heard.unsure)
        )
    return found


def correct(turns: Sequence[CodedTurn], corrections: Mapping[int, str]) -> list[CodedTurn]:
    """The turns with what the trainee says they were, by place."""
    return [
        turn.model_copy(
            update={"codes": (corrections[turn.place],), "unsure": False, "corrected": True}
        )
        if turn.place in corrections and turn.codes
        else turn
        for turn in turns
    ]


def summarise(turns: Sequence[CodedTurn], lang: str) -> Summary:
    """The mix, the strengths, what cost something and one thing to practise."""
    book = codebook("therapist_skills")
    own = [turn for turn in turns if turn.codes]
    count = Counter(code for turn in own for code in dict.fromkeys(turn.codes))
    words = sum(len(turn.text.split()) for turn in turns) or 1
    costs = [
        {
            "place": turn.place,
            "text": turn.text,
            "why": code.stronger.read(lang) if code.stronger else code.definition.read(lang),
            "name": code.name.read(lang),
        }
        for turn in own
        if (code := book.code(turn.codes[0])).family == "unhelpful" and not turn.unsure
    ]
    return Summary(
        turns=len(own),
        share=round(sum(len(turn.text.split()) for turn in own) / words, 3),
        skills=tuple(skills(count, lang)),
        measures=tuple(measures(count, lang)),
        in_a_row=_questions_in_a_row(own),
        strengths=tuple(_strengths(own, lang)),
        costs=tuple(costs[: 2 * QUOTES]),
        next=_next(count, costs, lang),
    )


def _questions_in_a_row(own: Sequence[CodedTurn]) -> int:
    families = {code.id: code.family for code in codebook("therapist_skills").codes}
    most = run = 0
    for turn in own:
        run = run + 1 if {families[code] for code in turn.codes} <= {"question"} else 0
        most = max(most, run)
    return most


def _strengths(own: Sequence[CodedTurn], lang: str) -> list[dict[str, object]]:
    """The first sure turn of each of a few good kinds."""
    book, found = codebook("therapist_skills"), []
    for name in ("reflection_complex", "summary", "socratic_question", "repair", "affirmation"):
        turn = next((t for t in own if t.codes[0] == name and not t.unsure), None)
        if turn:
            code = book.code(name)
            why = code.aim or code.definition
            found.append(
                {
                    "place": turn.place,
                    "text": turn.text,
                    "why": why.read(lang),
                    "name": code.name.read(lang),
                }
            )
    return found[:QUOTES]


def _next(count: Counter[str], costs: Sequence[object], lang: str) -> str:
    """One thing only: the unhelpful kind that came most, else the first measure that is low."""
    book = codebook("therapist_skills")
    kinds = [code for code in book.codes if code.family == "unhelpful" and count[code.id]]
    if len(costs) >= QUOTES:
        worst = max(kinds, key=lambda code: count[code.id])
        if worst.stronger:
            return worst.stronger.read(lang)
    low = next((measure for measure in measures(count, lang) if measure.band == "below"), None)
    if low:
        return say(
            lang, "Look at one figure next time: {name}. {text}", name=low.name, text=low.text
        )
    return say(
        lang,
        "Choose one turn that you would like to have back, and write three other things you could have said.",
    )
