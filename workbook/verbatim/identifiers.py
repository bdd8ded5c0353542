"""Words by which someone could be recognised, pointed out before anything is kept.

Finds what has a form: it misses names that look like other words, and what only an insider would know.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from workbook.content.frozen import Frozen

Kind = Literal["email", "phone", "address", "postcode", "date", "number", "link", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("link", re.compile(r"\b(?:https?://|www\.)\S+|(?<!\w)@[A-Za-z]\w{2,}")),
    ("date", re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}\b")),
    ("postcode", re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    ("phone", re.compile(r"(?<![\w.])(?:\+|00)?\(?\d{1,4}\)?(?:[ -]?\d{2,4}){2,4}(?![\w])")),
    (
        "address",
        re.compile(
            r"\b[A-Z][\w'’-]*(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|steeg|dreef)\s+\d{1,4}\s?[a-z]?\b"
            r"|\b\d{1,4}[a-z]? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Way|Court|Square|Terrace)\b"
        ),
    ),
    ("number", re.compile(r"\b\d{8,12}\b")),
)
_DIGITS = 9  # in a phone number, at least; fewer are sums and years
_NAME = re.compile(
    r"(?<![\w'’])[A-Z][a-zà-ÿ'’]+(?:[ -](?:van|de|der|den|von|al|el|ter|ten|'t|[A-Z][a-zà-ÿ'’]+))*"
)
_TITLE = re.compile(
    r"\b(?:mevrouw|meneer|mijnheer|mw|mevr|dhr|dr|drs|mr|mrs|ms|miss|prof|zuster|pastor|dominee)\.? (?P<name>[A-Z][\w'’-]+)",
    re.IGNORECASE,
)
_BEFORE = 6  # characters before a word that tell whether it begins a sentence
_START = re.compile(r"(?:^|[.?!:;…\"“”‘’()\[\]–—-])\s*$")
# Capitals that name nobody.
_COMMON = frozenset(
    [
        "i",
        "i'm",
        "i've",
        "i'd",
        "i'll",
        "god",
        "english",
        "dutch",
        "british",
        "netherlands",
        "nederland",
        "nederlands",
        "engels",
        "engelse",
        "nederlandse",
        "london",
        "londen",
        "amsterdam",
        "rotterdam",
        "utrecht",
        "europe",
        "europa",
        "whatsapp",
        "facebook",
        "instagram",
        "tiktok",
        "google",
        "youtube",
        "netflix",
        "zoom",
        "teams",
        "covid",
        "cbt",
        "cgt",
        "gp",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "kerst",
        "kerstmis",
        "pasen",
        "pinksteren",
        "sinterklaas",
        "ramadan",
        "mum",
        "dad",
        "mom",
        "granny",
        "grandma",
        "grandpa",
        "opa",
        "oma",
        "mama",
        "papa",
        "mm",
        "hm",
        "uh",
        "um",
        "eh",
        "ok",
        "oke",
        "oké",
        "ja",
        "nee",
        "yes",
        "no",
        "well",
        "nou",
        "dus",
        "maar",
        "en",
        "but",
        "and",
        "so",
    ]
)


class Identifier(Frozen):
    """Words by which someone could be recognised, where they stand in a text."""

    kind: Kind
    start: int
    end: int
    text: str


def identifiers(text: str) -> list[Identifier]:
    """What in a text looks like an e-mail address, a number, an address or a name; in order, none twice in one place."""
    marked = _Marked(text)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if kind == "phone" and sum(c.isdigit() for c in match.group()) < _DIGITS:
                continue
            marked.add(kind, match.start(), match.end())
    for match in _TITLE.finditer(text):
        if match["name"][0].isupper():
            marked.add("name", match.start("name"), match.end("name"))
    for match in _NAME.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        # A capital at the beginning of a sentence tells nothing, unless the word is a name elsewhere.
        if match.group().split()[0].lower() not in _COMMON and not _START.search(before):
            marked.add("name", match.start(), match.end())
    names = {one.text for one in marked.found if one.kind == "name"}
    if names:
        again = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        for match in re.finditer(rf"(?<!\w)(?:{again})(?!\w)", text):
            marked.add("name", match.start(), match.end())
    return sorted(marked.found, key=lambda one: one.start)


class _Marked:
    """Places in a text, each taken once, the first that claims it."""

    def __init__(self, text: str) -> None:
        self.found: list[Identifier] = []
        self._text = text
        self._taken = bytearray(len(text))

    def add(self, kind: Kind, start: int, end: int) -> None:
        end -= len(self._text[start:end]) - len(self._text[start:end].rstrip())
        if not any(self._taken[start:end]):
            self._taken[start:end] = b"\1" * (end - start)
            self.found.append(
                Identifier(kind=kind, start=start, end=end, text=self._text[start:end])
            )


def masked(text: str, kinds: frozenset[str], words: dict[str, str]) -> str:
    """The text with identifiers of some kinds replaced, each by the word for its kind in square brackets."""
    for one in reversed(identifiers(text)):
        if one.kind in kinds:
            text = f"{text[: one.start]}[{words[one.kind]}]{text[one.end :]}"
    return text
