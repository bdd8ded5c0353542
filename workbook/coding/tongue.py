"""In what language something is written, by its small words: enough to notice the wrong one."""

from __future__ import annotations

import re
import unicodedata

_SMALL = {
    "en": "the and you that was with this what for are how did your have but not it is so about when do would can of to in "
    "i me my he she they we be been just like feel think know tell more if there why where going",
    "nl": "de het een en je dat was met dit wat voor hoe heb jij jouw maar niet is dus over toen zou kan van te in ik me mijn "
    "hij ze we zijn er ook nog wel als om aan bij naar dan want wie waar gaat voel denk weet die wanneer komen komt welke waarom haar hun ons je jullie of af op uit u uw haar hem",
    "de": "der die das und ich nicht ist du mit wie was ein eine auf sich auch es war haben sie wir aber dass mir dich",
    "fr": "le la les et je ne pas est vous tu que qui une un dans pour avec mais il elle nous des ce ça comment sur",
    "es": "el la los y yo no es tú que una un en para con pero por se lo muy como está usted qué más",
}
_WORDS = {lang: frozenset(words.split()) for lang, words in _SMALL.items()}
_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 4  # words below which nobody could tell
SMALL_SHARE = 0.25  # of small words, below which it could be any language
CONSONANTS, KEYS = (
    2,
    4,
)  # letters up to which no vowel is no wonder; from which a row of keys is one


def tongue_of(text: str, *, expected: str) -> str:
    """The language of a text: ``expected`` unless it clearly is another.

    ``other`` for a foreign script or language, ``none`` for what is no language at all.
    """
    words = [word.lower() for word in _WORD.findall(text[:2000])]
    if not words:
        return expected if not text.strip(" .…?!,-") else "none"
    letters = [c for word in words for c in word]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    if latin < len(letters) / 2:
        return "other"
    if all(_unspeakable(word) for word in words):
        return "none"
    if len(words) < ENOUGH:
        return expected
    known = {
        lang: sum(word in small for word in words) / len(words) for lang, small in _WORDS.items()
    }
    best = max(known, key=lambda lang: known[lang])
    if known[best] < max(SMALL_SHARE, 2 / len(words)) or known[best] < known[expected] + 0.2:
        return expected
    return best if best in ("en", "nl") else "other"


def _unspeakable(word: str) -> bool:
    """A row of letters that nobody could say: no vowel, or one letter or pair over and over, or keys in a row."""
    vowels = sum(c in "aeiouyáàäâéèëêíïîóöôúüûœæ" for c in word)
    if word in (
        "hm",
        "hmm",
        "mm",
        "mmm",
        "mhm",
        "sst",
        "pff",
        "pfff",
        "tv",
        "psst",
        "brr",
        "ggz",
        "hr",
        "cv",
    ):
        return False
    if len(word) > CONSONANTS and vowels == 0:
        return True
    drummed = len(set(word)) <= CONSONANTS and word not in _DOUBLED
    return len(word) >= KEYS and (drummed or word in _ROWS)


_DOUBLED = frozenset({"papa", "mama", "haha", "nana", "noon", "toot", "hihi", "dada"})
_ROWS = frozenset(
    {
        "asdf",
        "asdfg",
        "asdfgh",
        "asdfghjkl",
        "qwer",
        "qwerty",
        "qwertyuiop",
        "hjkl",
        "sdfg",
        "zxcv",
        "dfgh",
        "fghj",
        "sdfsdf",
        "asdasd",
    }
)
