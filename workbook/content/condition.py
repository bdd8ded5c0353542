"""When something applies: conditions as short sentences that a clinician can write."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator

from workbook.content.frozen import Frozen

# What a question can ask for, as a program tells it by its words (workbook/subject.py).
FORMS = (
    "mean",
    "right",
    "may",
    "try",
    "if",
    "tell",
    "scale",
    "how-long",
    "how-many",
    "feel",
    "want",
    "why",
    "think",
    "did",
    "said",
    "who",
    "when-does",
    "when",
    "where",
    "which",
    "choice",
    "how-is",
    "how-did",
    "how",
    "what",
    "anyone",
    "is-there",
    "past",
    "self",
    "it",
    "other",
    "else",
)


GRAMMAR = re.compile(
    r"(?P<no>not )?(?:"
    r"(?P<name>[a-z][a-z0-9_-]*) (?P<op>>=|<=|>|<) (?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<count>count|recent) (?P<counted>[a-z_-]+) (?P<cop>>=|<=|>|<) (?P<times>\d+)"
    r"|(?P<verb>told|after|heard|about|plan|asks) (?P<id>[a-z][a-z0-9_-]*)"
    r"|(?P<flag>again|echo|follows|probes|rupture|topical)(?: (?P<kind>withdrawal|confrontation))?"
    r")"
)


class Condition(Frozen):
    """One thing that must hold before a storylet, move or rule applies.

    Written as a short sentence: ``openness >= 0.4`` (a quality, a belief's id, ``turn`` or
    ``session``), ``told ID`` (a fact or storylet), ``plan ID`` (what was agreed last), ``after ID`` (the client's last line was that storylet),
    ``heard CODE``, ``about ID`` (a topic, fact or storylet was asked about), ``asks FORM`` (what is asked for: ``who``, ``how-long``), ``again`` (what was
    asked has been answered), ``follows`` (it takes up what the client has just said), ``probes`` (the question itself does), ``echo`` (the trainee repeats an earlier utterance), ``topical``
    (the utterance is about something the client can speak of, or takes up what was just said), ``rupture`` or ``rupture
    withdrawal``, ``count CODE >= 2`` (turns with that code or family so far) and ``recent CODE >=
    2`` (in the last four turns); each may begin with ``not``.
    """

    verb: Literal[
        "compare",
        "count",
        "recent",
        "told",
        "after",
        "heard",
        "about",
        "plan",
        "asks",
        "again",
        "echo",
        "follows",
        "probes",
        "topical",
        "rupture",
    ]
    subject: str = ""
    op: Literal[">=", "<=", ">", "<"] = ">="
    number: float = 0
    negated: bool = False

    @classmethod
    def parse(cls, written: object) -> object:
        if not isinstance(written, str):
            return written
        found = GRAMMAR.fullmatch(" ".join(written.split()))
        if not found:
            raise ValueError(
                f"cannot read the condition {written!r}; write for example 'openness >= 0.4', "
                "'told ID', 'not told ID', 'after ID', 'again', 'rupture' or 'recent CODE >= 2'"
            )
        part = found.groupdict()
        values: dict[str, object] = {"negated": bool(part["no"])}
        if part["name"]:
            values |= {
                "verb": "compare",
                "subject": part["name"],
                "op": part["op"],
                "number": part["number"],
            }
        elif part["count"]:
            values |= {
                "verb": part["count"],
                "subject": part["counted"],
                "op": part["cop"],
                "number": part["times"],
            }
        elif part["verb"]:
            values |= {"verb": part["verb"], "subject": part["id"]}
        else:
            values |= {"verb": part["flag"], "subject": part["kind"] or ""}
        return cls.model_validate(values)

    def __str__(self) -> str:
        words = {"compare": f"{self.subject} {self.op} {self.number:g}"}
        if self.verb in ("count", "recent"):
            words[self.verb] = f"{self.verb} {self.subject} {self.op} {self.number:g}"
        return ("not " if self.negated else "") + words.get(
            self.verb, f"{self.verb} {self.subject}".strip()
        )


Conditions = tuple[Annotated[Condition, BeforeValidator(Condition.parse)], ...]
