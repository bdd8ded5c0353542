"""The talk against an anchored rubric: a level from 0 to 4 for each criterion, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.content import Case, Criterion, codebook, rubric
from workbook.content.frozen import Frozen
from workbook.debrief.cues import SeenCue
from workbook.exchange import Exchange

TOO_SHORT = 8  # turns below which a talk shows nothing yet
FEW_CUES = 3
QUOTES = 3  # at most, of each kind


class Quote(Frozen):
    """Words of a talk, and when they were said."""

    turn: int
    text: str


class Judged(Frozen):
    """One criterion as this talk shows it."""

    id: str
    name: str
    aim: str
    level: int | None  # 0-4; None: there was no occasion for it, or too little was said
    anchor: str | None  # what this level looks like
    next: str | None  # what the level above looks like
    shown: tuple[Quote, ...]  # the trainee's words that show it
    missed: tuple[Quote, ...]  # words that cost, or the client's words that were passed by
    source: str


def judged(
    case: Case, exchanges: Sequence[Exchange], cues: Sequence[SeenCue], lang: str
) -> list[Judged]:
    """Every criterion of the rubric."""
    found = []
    for criterion in rubric().criteria:
        share, shown, missed = _evidence(criterion, case, exchanges, cues)
        level = None if share is None else sum(share >= least for least in criterion.levels)
        anchors = [anchor.read(lang) for anchor in criterion.anchors]
        above = level is not None and level + 1 < len(anchors)
        found.append(
            Judged(
                id=criterion.id,
                name=criterion.name.read(lang),
                aim=criterion.aim.read(lang),
                level=level,
                anchor=anchors[level] if level is not None else None,
                next=anchors[level + 1] if level is not None and above else None,
                shown=tuple(shown[:QUOTES]),
                missed=tuple(missed[:QUOTES]),
                source=criterion.source,
            )
        )
    return found


def _evidence(
    criterion: Criterion, case: Case, exchanges: Sequence[Exchange], cues: Sequence[SeenCue]
) -> tuple[float | None, list[Quote], list[Quote]]:
    """The share (0-1) that counts for the level, the words that show it, and those that cost or were missed."""
    if criterion.of == "cues":
        missed = [Quote(turn=cue.turn, text=cue.span) for cue in cues if not cue.seen]
        seen = {cue.turn + 1 for cue in cues if cue.seen}
        shown = [_quote(happened) for happened in exchanges if happened.turn in seen]
        share = sum(cue.seen for cue in cues) / len(cues) if len(cues) >= FEW_CUES else None
        return share, shown, missed
    if criterion.of == "strains":
        return _strains(case, exchanges)
    good = [happened for happened in exchanges if _has(happened, criterion.good)]
    poor = [happened for happened in exchanges if _has(happened, criterion.poor)]
    if len(exchanges) < TOO_SHORT:
        return None, [], []
    credit = len(good) if criterion.good else len(exchanges)
    share = max(0.0, (credit - len(poor)) / len(exchanges))
    clean = [happened for happened in good if happened not in poor]
    best = sorted(clean, key=lambda e: e.before["openness"] - e.after["openness"])
    return share, [_quote(e) for e in best], [_quote(e) for e in poor]


def _strains(
    case: Case, exchanges: Sequence[Exchange]
) -> tuple[float | None, list[Quote], list[Quote]]:
    # A strain that was answered with another is one strain; so is one that an earlier talk left.
    open_since: Exchange | None = None
    mended: list[Exchange] = []
    for happened in exchanges:
        storylet = case.storylet(happened.storylet)
        if storylet.mends and open_since is not None:
            mended.append(happened)
            open_since = None
        elif storylet.rupture and open_since is None:
            open_since = happened
    left = [open_since] if open_since is not None else []
    if not mended and not left:
        return None, [], []
    share = len(mended) / (len(mended) + len(left))
    return share, [_quote(e) for e in mended], [_quote(e) for e in left]


def _has(happened: Exchange, wanted: Sequence[str]) -> bool:
    """Whether a turn was heard as one of these codes or families."""
    if not wanted:
        return False
    families = {code.id: code.family for code in codebook("therapist_skills").codes}
    heard = [code for code in happened.utterance.codes if code in happened.heard.codes]
    heard = heard or [happened.heard.primary]
    return any(code in wanted or families[code] in wanted for code in heard)


def _quote(happened: Exchange) -> Quote:
    return Quote(turn=happened.turn, text=happened.said)
