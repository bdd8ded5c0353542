"""Hearing: what kind of move an utterance is to this client, and what it is about."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from zlib import crc32

from workbook import client, coding, meaning
from workbook.client import ClientState, Heard
from workbook.coding import CodeMark, Utterance
from workbook.content import Case, Fact, Storylet, Topic, codebook, common_questions, common_topics

HARSH = frozenset(
    {"judgement", "confrontation", "jargon"}
)  # not heard in what may well be something else
QUITE_SURE = 0.8  # confidence from which an unhelpful code is taken as it is
PLAIN = 0.6  # confidence from which a harsh code besides the primary one counts
CERTAIN = 0.35  # a code other than the primary one counts from this confidence on
ENOUGH = {
    True: 0.54,
    False: 0.28,
}  # likeness from which an utterance is about a matter of the case; by meaning, by words
COMMON = {True: 0.58, False: 0.36}  # and about something that trainees say to everyone
# Fit from which it is answered as such. Of 671 judged replies those below it were believed less often than general ones
# were (docs/free-text.md): for a matter of the case, something about the talk, a question one may ask anyone.
SURE_OWN, SURE_TALK, SURE_QUESTION = 0.58, 0.62, 0.74
CLOSE = {True: 0.05, False: 0.07}  # what comes this close behind the best is meant too
NEARBY = 0.05  # what the client has just spoken of is this much likelier to be meant
KEPT = 512  # utterances whose hearing is remembered
TAKEN_UP = 0.22  # likeness in meaning to the client's last line; other lines reach it in one case of twenty
ASKED_LAST = 0.04  # what is asked at the end is this much likelier to be meant
COURTESIES = frozenset({"greeting", "thanks", "how-are-you", "is-that-right", "goodbye"})
MOST = 3  # things that one utterance can be about
MISREMEMBERED = "false-memory"  # the common question for words that the client never said
REMEMBERED_RIGHT = 0.3  # share of the ascribed words from which the trainee may well be right
SHORT = 2  # words up to which an utterance is about something only if it nearly equals an example
NEARLY = 0.8
_WORD = re.compile(r"[^\W_]+")


class Ear:
    """Hears utterances to one client in one language."""

    def __init__(self, case: Case, *, lang: str, by_meaning: bool) -> None:
        self._case = case
        self._lang = lang
        self._by_meaning = by_meaning
        # The same words come again when a turn is tried anew, and from bots.
        self._code = lru_cache(maxsize=KEPT)(
            partial(coding.code, lang=lang, by_meaning=by_meaning)
        )
        self._families = {code.id: code.family for code in codebook("therapist_skills").codes}
        # A question that this client has no answer to would only hide one that it has.
        common = [
            topic
            for topic in (*common_topics().topics, *common_questions().topics)
            if topic.id in case.aimed
        ]
        self._patterns = {
            topic.id: re.compile("|".join(found), re.IGNORECASE)
            for topic in common
            if (found := topic.patterns.read(lang))
        }
        asked: list[Topic | Fact | Storylet] = [
            *case.topics,
            *case.facts,
            *case.storylets,
            *common,
        ]
        # Being called by name is not being asked about anything.
        names = "|".join(map(re.escape, case.client.name.split()))
        self._name = re.compile(rf"(?:,\s*)?\b(?:{names})\b(?!')", re.IGNORECASE)
        self._likeness = meaning.Likeness(
            [(part.id, self._nameless(ask)) for part in asked for ask in part.asks.read(lang)],
            by_meaning=by_meaning,
        )
        self._nearest = lru_cache(maxsize=KEPT)(self._likeness.nearest)

    def code(self, text: str) -> str:
        """The code that an utterance is mainly heard as, whatever the talk."""
        return self._code(text).primary

    def listen(
        self, text: str, state: ClientState, *, meant: str | None = None
    ) -> tuple[Utterance, Heard]:
        """The utterance as coded (or as it is known to be meant) and as the client hears it."""
        utterance = self._code(text)
        if meant:
            mark = CodeMark(code=meant, start=0, end=len(text), confidence=1.0)
            utterance = Utterance(
                text=text, primary=meant, confidence=1.0, unsure=False, marks=(mark,)
            )
        targets = self._targets(text, state)
        primary = utterance.primary
        if self._doubtful(utterance, targets):
            primary = next(
                (c for c in utterance.others if self._families[c] != "unhelpful"), "other"
            )
        counted = [primary, *_besides(utterance, primary)]
        if meant is None:
            primary = self._answered(text, utterance, primary, state)
            counted.append(primary)
        codes = {*counted, *(self._families[code] for code in counted)}
        name = _name(text)
        heard = Heard(
            primary=primary,
            codes=tuple(sorted(codes)),
            targets=targets,
            follows=self._follows(text, state),
            echo=name in state.remembered and len(_WORD.findall(text)) > SHORT,
            words=name,
        )
        return utterance, heard

    def _sure(self, target: str) -> float:
        if not self._by_meaning:
            return 0.0
        if not self._case.is_common(target):
            return SURE_OWN
        return SURE_TALK if target in common_topics().ids else SURE_QUESTION

    def _nameless(self, text: str) -> str:
        """The text without the client's own name, unless nothing else is said."""
        without = self._name.sub("", text).strip()
        return without if _WORD.search(without) else text

    def _answered(self, text: str, utterance: Utterance, primary: str, state: ClientState) -> str:
        """The code that the client answers to: a question of life and death before all, else what was asked last."""
        if coding.speaks_of_death(text, lang=self._lang) and "?" in text:
            return "risk_question"
        marks = [mark for mark in utterance.marks if mark.code != "multiple_questions"]
        family = self._families[primary]
        if not marks or family == "question" or (state.rupture and primary == "repair"):
            return primary
        spans = coding.units(text)
        plainly = coding.asks_plainly(text[spans[-1][0] : spans[-1][1]], lang=self._lang)
        if plainly and (family != "unhelpful" or utterance.confidence < QUITE_SURE):
            return plainly
        last = max(marks, key=lambda mark: mark.start)
        asked = self._families[last.code] == "question" and text.rstrip().endswith("?")
        return last.code if asked and family != "unhelpful" and primary != "planning" else primary

    def _doubtful(self, utterance: Utterance, targets: tuple[tuple[str, float], ...]) -> bool:
        """Whether an unhelpful code gets the benefit of the doubt.

        A harsh one while the coder is unsure; any while the words are as good as the case's own way
        of asking about something, and the coder is not quite sure.
        """
        if self._families[utterance.primary] != "unhelpful" or utterance.confidence >= QUITE_SURE:
            return False
        close = (
            bool(targets) and targets[0][1] >= NEARLY and not self._case.is_common(targets[0][0])
        )
        return close or (utterance.unsure and utterance.primary in HARSH)

    def _targets(self, text: str, state: ClientState) -> tuple[tuple[str, float], ...]:
        tongue = coding.tongue_of(text, expected=self._lang)
        if not _WORD.search(text):
            return (("silence", 1.0),)
        if tongue != self._lang:
            return (("nonsense" if tongue == "none" else "other-language", 1.0),)
        settled = self._settled(text, state)
        if settled:
            return ((settled, 1.0),)
        said = self._nameless(text)
        pieces = [said[start:end] for start, end in coding.units(said)][-4:] or [said]
        # Who says several things and then asks wants an answer to the question.
        asks = len(pieces) > 1 and pieces[-1].rstrip().endswith("?")
        best: dict[str, float] = {}
        nearby = self._nearby(state.last)
        for place, piece in enumerate([*pieces, said] if len(pieces) > 1 else pieces):
            short = len(_WORD.findall(piece)) <= SHORT
            # "Hello." or "Thanks." before something else is only a way to begin.
            leads_in = len(pieces) > 1 and place < len(pieces) - 1
            asked_last = ASKED_LAST * (asks and place == len(pieces) - 1)
            for target, likeness, fit in self._nearest(piece)[: 4 * MOST]:
                common = self._case.is_common(target)
                need = NEARLY if short else (COMMON if common else ENOUGH)[self._by_meaning]
                nearer = NEARBY * (target in nearby) + asked_last
                fits = likeness >= NEARLY or fit + nearer >= self._sure(target)
                if likeness + nearer >= need and fits and not (target in COURTESIES and leads_in):
                    best[target] = max(best.get(target, 0.0), min(1.0, fit + nearer))
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        return tuple(
            (t, round(s, 3)) for t, s in ranked if s >= ranked[0][1] - CLOSE[self._by_meaning]
        )[:MOST]

    def _follows(self, text: str, state: ClientState) -> bool:
        """Whether the utterance takes up what the client has just said: in a word, or in meaning."""
        line = client.last_line(self._case, state, self._lang)
        return client.shares_words(text, line) or (
            self._by_meaning and meaning.alike(text, line) >= TAKEN_UP
        )

    def _settled(self, text: str, state: ClientState) -> str | None:
        """What the utterance is about by its pattern alone.

        Words ascribed to the client are taken for a false memory where hardly any of them were said.
        """
        for target, pattern in self._patterns.items():
            found = pattern.search(text)
            if not found:
                continue
            if target == MISREMEMBERED:
                near = self._nearest(text)[:1]
                if near and near[0].likeness >= NEARLY and not self._case.is_common(near[0].label):
                    continue
                said = next(
                    text[start:end] for start, end in coding.units(text) if end >= found.end()
                )
                share = client.share_said(self._case, state, said, self._lang)
                if share >= REMEMBERED_RIGHT:
                    continue
            return target
        return None

    def _nearby(self, storylet_id: str) -> frozenset[str]:
        """What the client's last line was about: its facts, their topics, and the facts of those topics."""
        if not storylet_id:
            return frozenset()
        storylet = self._case.storylet(storylet_id)
        ids = {
            *storylet.about,
            *storylet.reveals,
            *((storylet.deflects,) if storylet.deflects else ()),
        }
        topics = {topic for found in ids for topic in self._case.fact_topics.get(found, (found,))}
        return frozenset(
            ids
            | topics
            | {fact for fact, own in self._case.fact_topics.items() if topics & set(own)}
        )


def _besides(utterance: Utterance, primary: str) -> list[str]:
    """The other codes that count: those the coder is sure enough of, the harsh ones only when it is surer."""
    if utterance.unsure:
        return []
    # Who apologises for a harsh word and names it has not said it again.
    owning = primary == "repair"
    return [
        mark.code
        for mark in utterance.marks
        if mark.confidence >= (PLAIN if mark.code in HARSH else CERTAIN)
        and not (owning and mark.code in HARSH)
    ]


def _name(text: str) -> str:
    """A short name of a wording that small differences do not change."""
    return f"{crc32(' '.join(_WORD.findall(text.lower())).encode()):08x}"
