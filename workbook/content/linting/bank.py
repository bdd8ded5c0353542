"""The items of one situation: each thought, pair, passage and question can be practised with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from workbook.content.bank import NONE, Ask, Batch, Item, Pair, Passage
from workbook.content.linting.mistakes import Slip, slip
from workbook.content.linting.names import again, unknown
from workbook.content.marks import Where

OPTIONS = 4  # codes that each thought offers
_REFUSED = 3  # with fewer the model refuses it, which is said already


def gaps_in_batch(
    batch: Batch, codes: Collection[str], items: Mapping[str, Item]
) -> Iterator[Slip]:
    """Everything wrong with one batch by itself.

    Args:
        batch: the items of one situation.
        codes: the distortions there are, and none.
        items: every item that pairs and asks may name, by id.
    """
    yield from _ids(batch)
    for i, item in enumerate(batch.items):
        yield from strange_codes(("items", i), item, codes)
        yield from _options(("items", i), item)
        yield from _sides(("items", i), item)
        yield from _lost_span(("items", i), item)
    for i, pair in enumerate(batch.pairs):
        yield from _pair(("pairs", i), pair, items)
    for i, passage in enumerate(batch.passages):
        yield from _passage(("passages", i), passage, codes)
    for i, ask in enumerate(batch.asks):
        yield from _ask(("asks", i), ask, items)


def parts(batch: Batch) -> Iterator[tuple[Where, str]]:
    """The place and the id of everything that has one."""
    for group in ("items", "pairs", "passages", "asks"):
        for i, part in enumerate(getattr(batch, group)):
            yield (group, i, "id"), part.id


def unknown_code(where: Where, name: str, codes: Collection[str]) -> Iterator[Slip]:
    """A code that no distortion has."""
    yield from unknown("C805", where, name, codes)


def unknown_item(where: Where, name: str, items: Collection[str]) -> Iterator[Slip]:
    """An id that no thought has."""
    yield from unknown("C812", where, name, items)


def _ids(batch: Batch) -> Iterator[Slip]:
    first: dict[str, Where] = {}
    for where, name in parts(batch):
        yield from again(name, where, first)
        if name and batch.id and not name.startswith(f"{batch.id}-"):
            yield slip("C807", where, name=name, situation=batch.id)


def strange_codes(where: Where, item: Item, codes: Collection[str]) -> Iterator[Slip]:
    """Codes of a thought that no distortion has."""
    yield from unknown_code((*where, "best"), item.best, codes)
    yield from unknown_code((*where, "wrong"), item.wrong, codes)
    for n, code in enumerate(item.also):
        yield from unknown_code((*where, "also", n), code, codes)
    for code in item.options:
        yield from unknown_code((*where, "options", code), code, codes)


def _options(where: Where, item: Item) -> Iterator[Slip]:
    wanted = {
        item.best: "the best one",
        **dict.fromkeys(item.also, "defensible"),
        item.wrong: "the tempting one",
        NONE: "always to be weighed",
    }
    for code, role in wanted.items():
        if code and code not in item.options:
            yield slip("C801", (*where, "options"), name=code, role=role)
    count = len(item.options)
    if _REFUSED <= count < OPTIONS:
        yield slip("C802", (*where, "options"), count=count, least=OPTIONS)
    if item.wrong and item.wrong in (item.best, *item.also):
        yield slip("C806", (*where, "wrong"), name=item.wrong)


def _sides(where: Where, item: Item) -> Iterator[Slip]:
    if item.best == NONE:
        if item.span:
            problem = "it is no distortion, so no words in it show one"
            yield slip("C804", (*where, "span"), problem=problem, remedy="Remove the span")
        if not item.foil:
            problem = "it is no distortion and does not say what it is instead"
            remedy = "Add 'foil', such as grief or fact"
            yield slip("C804", (*where, "best"), problem=problem, remedy=remedy)
    elif item.best:
        if not item.span:
            problem = "it is a distortion, and no words in it are said to show it"
            remedy = "Add 'span' with those words"
            yield slip("C804", (*where, "best"), problem=problem, remedy=remedy)
        if item.foil:
            problem = "it is a distortion, and said to be something else instead"
            yield slip("C804", (*where, "foil"), problem=problem, remedy="Remove 'foil'")


def _lost_span(where: Where, item: Item) -> Iterator[Slip]:
    for lang, words in item.span.root.items() if item.span else ():
        text = item.text.root.get(lang, "")
        if text and words and words not in text:
            yield slip("C803", (*where, "span", lang), language=lang, words=words)


def _pair(where: Where, pair: Pair, items: Mapping[str, Item]) -> Iterator[Slip]:
    for n, name in enumerate(pair.items):
        yield from unknown_item((*where, "items", n), name, items)
    if not all(name in items for name in pair.items):
        return
    one, other = (items[name].best for name in pair.items)
    nones = (one, other).count(NONE)
    problem = ""
    if pair.kind == "distorted" and nones != 1:
        problem = "exactly one of the two should be no distortion"
    elif pair.kind == "confusable" and (nones or one == other):
        problem = "the two should be distortions with different codes"
    if problem:
        yield slip("C813", (*where, "kind"), kind=pair.kind, problem=problem, one=one, other=other)


def _passage(where: Where, passage: Passage, codes: Collection[str]) -> Iterator[Slip]:
    for n, mark in enumerate(passage.marks):
        here: Where = (*where, "marks", n)
        yield from unknown_code((*here, "code"), mark.code, codes)
        for k, code in enumerate(mark.also):
            yield from unknown_code((*here, "also", k), code, codes)
    if not any(mark.code == NONE for mark in passage.marks):
        yield slip("C816", (*where, "marks"))
    crossed: set[tuple[int, int]] = set()
    for lang, text in passage.text.root.items():
        found: list[tuple[int, int, int]] = []
        for n, mark in enumerate(passage.marks):
            words = mark.span.root.get(lang, "")
            if not (text and words):
                continue
            count = text.count(words)
            if count == 1:
                begin = text.index(words)
                found.append((begin, begin + len(words), n))
            else:
                often = "not in the text" if not count else f"{count} times in the text"
                at = (*where, "marks", n, "span", lang)
                yield slip("C814", at, language=lang, words=words, often=often)
        for one, other in combinations(sorted(found), 2):
            first, second = sorted((one[2], other[2]))
            if other[0] < one[1] and (first, second) not in crossed:
                crossed.add((first, second))
                before = (*where, "marks", first)
                at = (*where, "marks", second, "span")
                yield slip("C815", at, language=lang, other=before, line=before)


def _ask(where: Where, ask: Ask, items: Mapping[str, Item]) -> Iterator[Slip]:
    yield from unknown_item((*where, "item"), ask.item, items)
    count = sum(option.kind == "socratic" for option in ask.options)
    if ask.options and count != 1:
        yield slip("C817", (*where, "options"), count=count)
