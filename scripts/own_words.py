"""How well own words are recognised in the studio: ``python -m scripts.own_words``.

Each wording of each test, conclusion and thing said at a moment is left out in turn and looked up
among the rest, as if a trainee had typed it. What counts is whether it is taken for something that
is worth the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbook import coding
from workbook.content import case_ids
from workbook.content.studio import experiment, moment_ids, moments
from workbook.errors import ContentError
from workbook.exercises.moment import choices, kind_of
from workbook.language import LANGUAGES
from workbook.planning.sheets import Choices

Tried = tuple[str, str, str | None, dict[str, str]]  # subject, id, taken for, worth by id


def experiments(lang: str, *, by_meaning: bool) -> Iterator[Tried]:
    """The wordings of tests and of conclusions."""
    for case_id in case_ids():
        try:
            sheet = experiment(case_id)
        except ContentError:
            continue  # not every client has one
        for subject, rows in (
            ("tests", [(one.id, one) for one in sheet.trials]),
            ("conclusions", [(str(n), one) for n, one in enumerate(sheet.conclusions)]),
        ):
            fits = {name: one.fit for name, one in rows}
            for name, one in rows:
                for ask in one.asks.read(lang):
                    rest = [
                        (n, [o.say.read(lang), *(a for a in o.asks.read(lang) if a != ask)])
                        for n, o in rows
                    ]
                    kept = Choices(
                        rest, by_meaning=by_meaning, fits=fits, cautious=subject == "tests"
                    )
                    found = kept.nearest(ask)
                    yield subject, name, found, dict(fits)


def said(lang: str, *, by_meaning: bool) -> Iterator[Tried]:
    """The wordings of what may be said at a moment."""
    for name in moment_ids():
        for moment in moments(name).moments:
            fits = {str(n): str(one.fit) for n, one in enumerate(moment.sayings)}
            for place, saying in enumerate(moment.sayings):
                for ask in saying.asks.read(lang):
                    kind = kind_of(coding.code(ask, lang=lang, by_meaning=by_meaning).primary)
                    alike = [
                        str(n) for n, o in enumerate(moment.sayings) if kind_of(o.code) == kind
                    ]
                    found = choices(moment, lang, by_meaning=by_meaning, without=ask).nearest(
                        ask, favoured=alike
                    )
                    yield "said at a moment", str(place), found, fits


def main() -> None:
    """Print the table."""
    for by_meaning in (True, False):
        for lang in LANGUAGES:
            tried: dict[str, list[Tried]] = {}
            for one in (
                *experiments(lang, by_meaning=by_meaning),
                *said(lang, by_meaning=by_meaning),
            ):
                tried.setdefault(one[0], []).append(one)
            for subject, rows in tried.items():
                taken = [row for row in rows if row[2] is not None]
                right = [row for row in taken if row[3][str(row[2])] == row[3][row[1]]]
                print(
                    f"{'by meaning' if by_meaning else 'by words':10} {lang} {subject:16} {len(rows):4} wordings:"
                    f" placed {len(taken) / len(rows):.2f}, of these worth the same {len(right) / (len(taken) or 1):.2f}"
                )


if __name__ == "__main__":
    main()
