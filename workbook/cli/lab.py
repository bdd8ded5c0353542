"""Commands of the distortion lab: the items, and suggestions for thoughts."""

from __future__ import annotations

from typing import Any

from workbook.cli.app import Json, Lang, an_object, app, lines, put_out
from workbook.language import LANGUAGES, choose


@app.command()
def items(lang: Lang = None, *, as_json: Json = False) -> None:
    """The thoughts of the distortion lab, with the code that fits best; in every language unless one is given."""
    from workbook.content import bank

    spoken = (choose(lang),) if lang else LANGUAGES
    for item in bank().items.values():
        for each in spoken:
            text = item.text.read(each)
            span = item.span.read(each) if item.span else ""
            start = text.find(span) if span else -1
            row = {
                "id": item.id,
                "lang": each,
                "text": text,
                "best": item.best,
                "also": list(item.also),
                "wrong": item.wrong,
                "span": [start, start + len(span)] if start >= 0 else None,
                "level": item.level,
            }
            put_out(row) if as_json else print(f"{item.id} ({each})  {item.best}  {text}")


@app.command()
def thoughts(lang: Lang = None, *, as_json: Json = False) -> None:
    """Distortions that a thought may show, at most three: a line of standard input each, with --json {"id", "text"} objects."""
    from workbook import coding, encoder
    from workbook.content import codebook

    spoken, by_meaning = choose(lang), encoder.encoder_installed()
    names = {code.id: code.name.read(spoken) for code in codebook("distortions").codes}
    words = {True: "perhaps", False: "perhaps none", None: "not sure"}
    for number, line in lines():
        given: dict[str, Any] = {"id": number, "text": line}
        if as_json:
            given = an_object(line, number, "text")
        found = coding.suggest(given["text"], lang=spoken, by_meaning=by_meaning)
        if as_json:
            put_out({"id": given.get("id"), **found.model_dump()})
            continue
        named = ", ".join(f"{names[s.code]} {s.confidence:.0%}" for s in found.suggestions)
        print(
            f"{words[found.distorted]}: {named}  {line}"
            if named
            else f"{words[found.distorted]}  {line}"
        )
