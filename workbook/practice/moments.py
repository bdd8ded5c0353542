"""What faces show of a round in the studio: what is asked, and what there is to learn from the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.content import codebook
from workbook.exercises.indication import INDICATIONS, SETTINGS
from workbook.language import say
from workbook.practice.labels import Shown, shuffled

if TYPE_CHECKING:
    from workbook.content.care import Vignette
    from workbook.exercises import Judged
    from workbook.practice.rounds import Round
    from workbook.spotting import Task


KINDS = frozenset({"moment", "indication", "ask_about_risk"})


def indications(lang: str) -> dict[str, str]:
    """Who can help, in a word."""
    return {
        "self_help": say(lang, "explanation and self-help"),
        "counsellor": say(lang, "talks with a counsellor"),
        "gp": say(lang, "the GP first"),
        "specialist": say(lang, "specialist care"),
        "crisis": say(lang, "crisis help, today"),
    }


def settings(lang: str) -> dict[str, str]:
    """Where the talks take place, in a word."""
    return {
        "in_person": say(lang, "in person"),
        "online": say(lang, "online"),
        "either": say(lang, "either, let the client choose"),
    }


def ask_moment(run: Round, task: Task) -> Shown:
    """A moment to say something at."""
    moment, lang = run.exercise.moment(task), run.lang
    return {
        "who": moment.who,
        "situation": moment.situation.read(lang),
        "text": moment.client.read(lang),
        "says": [
            {"choice": number, "say": saying.say.read(lang)}
            for number, saying in shuffled(moment.sayings, task.id)
        ],
    }


def told_moment(run: Round, task: Task, judged: Judged) -> Shown:
    """What each thing that could be said does at this moment."""
    moment, lang, given = run.exercise.moment(task), run.lang, judged.response
    names = {
        "good": say(lang, "That fits this moment."),
        "part": say(lang, "That half fits."),
        "wrong": say(lang, "That does not fit here."),
    }
    place = given["choice"]
    skills = codebook("therapist_skills")
    heard = given.get("heard")
    return {
        "who": moment.who,
        "text": moment.client.read(lang),
        "aim": moment.aim.read(lang),
        "own": given["text"],
        "heard": skills.code(heard).name.read(lang) if heard in skills.ids else "",
        "placed": place is not None,
        "says": [
            {
                "say": saying.say.read(lang),
                "kind": names[saying.fit],
                "good": saying.fit == "good",
                "chosen": number == place,
                "why": saying.why.read(lang),
                "client": saying.client.read(lang),
            }
            for number, saying in shuffled(moment.sayings, task.id)
        ],
    }


def ask_indication(run: Round, task: Task) -> Shown:
    """Somebody who asks for help."""
    lang = run.lang
    return {
        "text": run.exercise.vignette(task).text.read(lang),
        "indications": [{"code": one, "name": indications(lang)[one]} for one in INDICATIONS],
        "settings": [{"code": one, "name": settings(lang)[one]} for one in SETTINGS],
    }


def told_indication(run: Round, task: Task, judged: Judged) -> Shown:
    """The reasons for and against each indication and setting."""
    one, lang, given = run.exercise.vignette(task), run.lang, judged.response
    good, can_be = say(lang, "fits best"), say(lang, "can be defended")

    def row(name: str, title: str, chosen: str, best: str, also: tuple[str, ...] = ()) -> Shown:
        return {
            "say": title,
            "kind": good if name == best else can_be if name in also else "",
            "good": name == best,
            "chosen": name == chosen,
            "why": one.reasons[name].read(lang) if name in one.reasons else "",
        }

    return {
        "text": one.text.read(lang),
        "indications": [
            row(name, title, given["indication"], one.indication, one.also)
            for name, title in indications(lang).items()
        ],
        "settings": [
            row(name, title, given["setting"], one.setting)
            for name, title in settings(lang).items()
        ],
        "risk": _about_risk(one, given, lang),
    }


def _about_risk(one: Vignette, given: dict[str, Any], lang: str) -> str:
    """What to make of having asked about risk, or not."""
    asked: bool = given["risk"]
    if one.risk and asked:
        return say(lang, "You would ask about suicide now. Yes: these words call for it.")
    if one.risk:
        return say(
            lang, "Ask about suicide now, in plain words: there is reason to in what is told."
        )
    if asked:
        return say(
            lang, "Nothing in these words makes it pressing today. Asking calmly is no mistake."
        )
    return say(
        lang, "Right: nothing in these words makes it pressing today. Stay attentive to it."
    )


def ask_risk(run: Round, task: Task) -> Shown:
    """A question to hear, or an occasion to ask one."""
    lang, exercise = run.lang, run.exercise
    question, occasion = exercise.question(task), exercise.occasion(task)
    if question:
        return {
            "hear": True,
            "text": question.say.read(lang),
            "options": [
                {"code": code, "name": name.read(lang)}
                for code, name in exercise.bank.names.items()
            ],
        }
    return {"hear": False, "text": occasion.client.read(lang)}


def told_risk(run: Round, task: Task, judged: Judged) -> Shown:
    """What a question leaves room for."""
    lang, exercise, given = run.lang, run.exercise, judged.response
    names = exercise.bank.names
    question, occasion = exercise.question(task), exercise.occasion(task)
    chosen = names[given["quality"]].read(lang)
    if question:
        return {
            "hear": True,
            "text": question.say.read(lang),
            "given": chosen,
            "best": names[question.quality].read(lang),
            "right": given["quality"] == question.quality,
            "why": question.why.read(lang),
        }
    skills = codebook("therapist_skills")
    good = given["quality"] == "direct"
    return {
        "hear": False,
        "text": occasion.client.read(lang),
        "own": given["text"],
        "given": chosen,
        "heard": skills.code(given["heard"]).name.read(lang)
        if given["heard"] in skills.ids
        else "",
        "right": good,
        "client": (occasion.opens if good else occasion.closes).read(lang),
        "why": occasion.why.read(lang),
        "stronger": [one.say.read(lang) for one in exercise.bank.items if one.quality == "direct"][
            :2
        ],
    }
