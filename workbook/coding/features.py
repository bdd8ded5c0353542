"""What the coder sees in a unit of speech: words, their places, parts of words, cues; hashed to places in a row."""

from __future__ import annotations

import re
from functools import lru_cache
from math import sqrt
from zlib import crc32

from workbook.coding.cues import cues_in

PLACES = 2**15
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[?!.,:;]+|…")
LONGEST = 120  # words of a unit that count; what comes after changes nothing


@lru_cache(maxsize=65536)
def _place(name: str) -> int:
    return crc32(name.encode()) % PLACES


def tokens(text: str) -> list[str]:
    """Words and marks in lower case; numbers become '#'."""
    found = _TOKEN.findall(text.lower().replace("’", "'"))
    return ["#" if token[0].isdigit() else token for token in found[:LONGEST]]


def features(text: str, *, lang: str) -> dict[int, float]:
    """Places and their weights, of length 1 together; an empty text has none."""
    words = tokens(text)
    plain = [word for word in words if word[0].isalpha() or word == "#"]
    found: dict[str, float] = {}
    for n, word in enumerate(words):
        found["u " + word] = 1.0
        found["b " + " ".join(words[n : n + 2])] = 1.0
        found["t " + " ".join(words[n : n + 3])] = 0.8
    for n, word in enumerate(plain[:3]):
        found[f"p{n} {word}"] = 1.0
    found["s " + " ".join(plain[:2])] = 1.0
    found["s3 " + " ".join(plain[:3])] = 1.0
    found["e " + " ".join(plain[-2:])] = 1.0
    found["k " + "".join(words[-1:])] = 1.0
    for word in set(plain):
        marked = f"<{word}>"
        for size in (3, 4, 5):
            for start in range(len(marked) - size + 1):
                found["c " + marked[start : start + size]] = 0.4
    length = min(len(plain).bit_length(), 6)
    found[f"length {length}"] = 1.5
    asks = min(text.count("?"), 3)
    found[f"asks {asks}"] = 1.5
    if text.rstrip().endswith("?"):
        found["ends asking"] = 1.5
    lowered = " ".join(words).replace(" ,", ",").replace(" ?", "?").replace(" .", ".")
    for cue in cues_in(lowered, lang=lang):
        found["cue " + cue] = 2.0
        if asks:
            found[f"cue {cue} asks"] = 1.0
    whole = sqrt(sum(weight * weight for weight in found.values())) or 1.0
    row: dict[int, float] = {}
    for name, weight in found.items():
        place = _place(name)
        row[place] = row.get(place, 0.0) + weight / whole
    return row
