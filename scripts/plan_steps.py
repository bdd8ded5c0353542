"""How well a step in a trainee's own words is recognised: ``python -m scripts.plan_steps``.

Every fourth wording of each step is left out and looked up among the rest; wordings of another client's
steps must not be taken for this one's.
"""

from __future__ import annotations

from workbook import meaning
from workbook.content import case_ids, case_plan
from workbook.content.coping import PlanOption

LEFT_OUT = 4  # one wording in so many
EDGES = {True: (0.3, 0.35, 0.38, 0.4, 0.45, 0.5), False: (0.15, 0.2, 0.25, 0.3, 0.35)}


def sentences(
    options: tuple[PlanOption, ...], lang: str, without: str = ""
) -> list[tuple[str, str]]:
    """What each step is recognised by."""
    return [
        (one.id, words)
        for one in options
        for words in (
            one.then.read(lang),
            f"{one.when.read(lang)} {one.then.read(lang)}",
            *(ask for ask in one.asks.read(lang) if ask != without),
        )
    ]


def main() -> None:
    """Print the table."""
    for by_meaning, edges in EDGES.items():
        own: list[tuple[float, bool]] = []
        others: list[float] = []
        for number, case_id in enumerate(case_ids()):
            options = case_plan(case_id).options
            stranger = case_plan(case_ids()[number - 1]).options
            for lang in ("en", "nl"):
                for option in options:
                    asks = option.asks.read(lang)
                    for ask in asks[::LEFT_OUT]:
                        rest = meaning.Likeness(
                            sentences(options, lang, ask), by_meaning=by_meaning
                        )
                        near = rest.nearest(ask)[0]
                        own.append((near.likeness, near.label == option.id))
                whole = meaning.Likeness(sentences(options, lang), by_meaning=by_meaning)
                others += [
                    whole.nearest(ask)[0].likeness
                    for one in stranger
                    for ask in one.asks.read(lang)[:1]
                ]
        print("with the encoder" if by_meaning else "words alone", len(own), "wordings")
        for edge in edges:
            called = [right for likeness, right in own if likeness >= edge]
            print(
                f"  from {edge}: recognised {sum(called) / len(own):.2f}, right when recognised {sum(called) / (len(called) or 1):.2f},"
                f" another client's taken for this one's {sum(x >= edge for x in others) / len(others):.2f}"
            )


if __name__ == "__main__":
    main()
