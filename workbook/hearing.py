"""Hearing: what kind of move an utterance is to this client, and what it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache, partial
from zlib import crc32

from workbook import client, coding, encoder
from workbook.client import ClientState, Heard
from workbook.coding import CodeMark, Utterance
from workbook.content import Case, Fact, Storylet, Topic, codebook, common_questions, common_topics
from workbook.moves import HARSH, QUITE_SURE, RISK, answered, besides
from workbook.questions import form_of
from workbook.subject import ELLIPTIC, Found, Signs, Subjects, in_pieces
from workbook.wording import NEARLY, Wordings

# Likeness from which what is no question is about a matter of the case; by meaning, by words. And a common one.
ENOUGH = {True: 0.54, False: 0.28}
COMMON = {True: 0.58, False: 0.36}
SAID = 0.75  # by words alone, advice and the like need more: many answers have a word of theirs
# Fit from which it is answered as such: a matter of the case, something about the talk, what one may ask anyone.
SURE_OWN, SURE_TALK, SURE_QUESTION = 0.58, 0.62, 0.74
# Chance of being believed from which a question is answered as such. Below it the form of the question decides: of 1,183
# judged answers those with a chance of .75 to .80 were believed in 70 of 100 cases, from .80 to .85 in 80, and above in
# 93; those by the form lately in 80.
SURE = 0.80
CLOSE = {True: 0.05, False: 0.07}  # what comes this close behind the best is meant too
CLOSE_QUESTION = 0.01  # and with a question, where the best is right more often
NEARBY = 0.05  # what the client has just spoken of is this much likelier to be meant
KEPT = 512  # utterances whose code is remembered
TAKEN_UP = 0.22  # likeness in meaning to the client's last line; other lines reach it in one case of twenty
ASKED_LAST = 0.04  # what is asked at the end is this much likelier to be meant
LED_UP = 0.08  # and what is only said before a question this much less
COURTESIES = frozenset({"greeting", "thanks", "how-are-you", "is-that-right", "goodbye"})
OPENERS = frozenset({"greeting", "thanks"})
MOST = 3  # things that one utterance can be about
OF_THE_TALK = frozenset({"compare", "count", "recent", "told", "after", "plan", "rupture"})
AT_ONCE = 4  # words up to which a question says so little that it must be about what was just said
SHORT = 2  # words up to which an utterance is about something only if it nearly equals an example
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
        asked: list[Topic | Fact | Storylet] = [
            *case.topics,
            *case.facts,
            *case.storylets,
            *common,
        ]
        # A storylet whose time has not come would only hide what can be answered.
        self._gates = {
            storylet.id: tuple(one for one in storylet.when if one.verb in OF_THE_TALK)
            for storylet in case.storylets
            if storylet.when and len(case.aimed.get(storylet.id, ())) == 1
        }
        # What comes only right after a line is what its author expects to be asked there.
        self._expected: dict[str, set[str]] = defaultdict(set)
        for storylet in case.storylets:
            for one in storylet.when:
                if one.verb == "after" and not one.negated:
                    self._expected[one.subject].add(storylet.id)
        # Asked about mood and about death in one breath, nobody answers about mood alone.
        self._deathly = {
            part.id
            for part in asked
            if any(coding.speaks_of_death(ask, lang=lang) for ask in part.asks.read(lang))
        }
        # Being called by name is not being asked about anything.
        names = "|".join(map(re.escape, case.client.name.split()))
        self._name = re.compile(rf"(?:,\s*)?\b(?:{names})\b(?!')", re.IGNORECASE)
        self._subjects = Subjects(
            case,
            lang,
            [(part.id, self._nameless(ask)) for part in asked for ask in part.asks.read(lang)],
            by_meaning=by_meaning,
        )
        self._wordings = Wordings(
            case, lang, common, self._subjects.nearest, by_meaning=by_meaning
        )

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
        counted = [primary, *besides(utterance, primary)]
        if meant is None:
            primary = answered(
                text,
                utterance,
                primary,
                self._families,
                lang=self._lang,
                mending=state.rupture is not None,
                settled=state.counts.get(RISK, 0) > 0,
            )
            if primary != RISK:
                counted = [code for code in counted if code != RISK]
            counted.append(primary)
            if primary == RISK and coding.speaks_of_death(text, lang=self._lang):
                targets = tuple(one for one in targets if one[0] in self._deathly)
        codes = {*counted, *(self._families[code] for code in counted)}
        name, follows = _name(text), self._follows(text, state)
        asks = form_of(text, self._lang, follows=follows)
        heard = Heard(
            primary=primary,
            codes=tuple(sorted(codes)),
            targets=targets,
            follows=follows,
            asks=asks,
            probes=bool(asks) and self._probes(text, state),
            echo=name in state.remembered and len(_WORD.findall(text)) > SHORT,
            words=name,
        )
        return utterance, heard

    def signs(self, text: str, state: ClientState, among: Collection[str]) -> Signs | None:
        """What spoke for the likeliest of some labels; None where none was near, or a pattern settles it."""
        pieces, ranked = self._ranked(text, state, asking=True)
        found = next((one for one in ranked if one.label in among), None)
        if found is None or not self._asking(text) or self._wordings.settles(text, state):
            return None
        return self._subjects.signs(found, ranked, pieces)

    def likeliest(self, text: str, state: ClientState) -> list[frozenset[str]]:
        """The ids of the storylets that answer each thing it may be about, the likeliest first."""
        _, ranked = self._ranked(text, state, asking=self._asking(text))
        return [
            frozenset(
                self._case.storylets[place].id for place in self._subjects.answers(one.label)
            )
            for one in ranked
        ]

    def _nameless(self, text: str) -> str:
        """The text without the client's own name, unless nothing else is said."""
        without = self._name.sub("", text).strip()
        return without if _WORD.search(without) else text

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
        settled = self._wordings.settles(text, state)
        if settled:
            return ((settled, 1.0),)
        if self._by_meaning and self._asking(text):
            pieces, ranked = self._ranked(text, state, asking=True)
            # "Hello, did you find it?" is a question, not a greeting.
            ranked = [one for one in ranked if one.label not in OPENERS] or ranked
            if ranked and self._sure(ranked, pieces):
                return _best(ranked, CLOSE_QUESTION)
            # What anybody may be asked is told by its words, whatever the chance.
            plain = self._ranked(text, state, asking=False)[1]
            known = [one for one in plain if self._case.is_common(one.label)][:1]
            return _best(known, 0.0) if known and known[0] is plain[0] else ()
        ranked = self._ranked(text, state, asking=False)[1]
        if not self._by_meaning and self._families[self._code(text).primary] == "unhelpful":
            ranked = [
                one for one in ranked if one.likeness >= SAID or self._case.is_common(one.label)
            ]
        return _best(ranked, CLOSE[self._by_meaning])

    def _ranked(
        self, text: str, state: ClientState, *, asking: bool
    ) -> tuple[list[str], list[Found]]:
        """The pieces of what was said (the whole last), and what they may be about, the best fit first."""
        said = self._nameless(text)
        pieces, last, asks, leads_up = in_pieces(said, self._lang)
        leads_up = leads_up if asking else frozenset()
        nearby = dict.fromkeys(self._nearby(state.last), NEARBY)
        nearer = [
            (nearby, ASKED_LAST if asks and n == last else -LED_UP if n in leads_up else 0.0)
            for n in range(len(pieces))
        ]
        return pieces, self._subjects.ranked(
            pieces,
            nearer,
            asking=asking,
            counts=lambda found: (
                self._counts(found, pieces, last, asking=asking)
                and (not asking or self._may_come(found.label, state))
                and not (found.piece in leads_up and self._subjects.no_question(found.label))
            ),
        )

    def _may_come(self, label: str, state: ClientState) -> bool:
        """Whether what is asked about can be answered now, as far as it is one storylet's to answer."""
        when = self._gates.get(label, ())
        return client.met(when, state, Heard())

    def _asking(self, text: str) -> bool:
        """Whether it asks something, by its form or as the coder has it ("Tell me about it")."""
        if len(_WORD.findall(text)) <= ELLIPTIC:
            return False
        spans = coding.units(text)
        last = text[spans[-1][0] : spans[-1][1]] if spans else text
        family = self._families[self._code(text).primary]
        if family == "question":
            return "?" in text or not coding.exclaims(last, lang=self._lang)
        return coding.is_question(last, lang=self._lang) or ("?" in text and family != "unhelpful")

    def _counts(self, found: Found, pieces: list[str], last: int, *, asking: bool) -> bool:
        """Whether it may be meant: by enough words, and not only by way of beginning."""
        # "Hello." or "Thanks." before something else is only a way to begin.
        if found.label in COURTESIES and found.piece < last:
            return False
        if len(_WORD.findall(pieces[found.piece])) <= SHORT:
            return found.likeness >= NEARLY
        if asking:
            return True
        common = self._case.is_common(found.label)
        enough = (COMMON if common else ENOUGH)[self._by_meaning]
        fits = found.likeness >= NEARLY or found.fit >= self._fit_needed(found.label)
        return fits and found.likeness + found.nearer >= enough

    def _fit_needed(self, label: str) -> float:
        if not self._by_meaning:
            return 0.0
        if not self._case.is_common(label):
            return SURE_OWN
        return SURE_TALK if label in common_topics().ids else SURE_QUESTION

    def _sure(self, ranked: list[Found], pieces: list[str]) -> bool:
        """Whether an answer to what a question most likely asks would be believed."""
        if ranked[0].label in COURTESIES:
            return False  # which are known by their words, or not meant
        signs = self._subjects.signs(ranked[0], ranked, pieces)
        return ranked[0].likeness >= NEARLY or signs.chance(encoder.learned().weights) >= SURE

    def _follows(self, text: str, state: ClientState) -> bool:
        """Whether the utterance takes up what the client has just said: in a word, or in meaning."""
        line = client.last_line(self._case, state, self._lang)
        return client.shares_words(text, line) or (
            self._by_meaning and encoder.alike(text, line) >= TAKEN_UP
        )

    def _probes(self, text: str, state: ClientState) -> bool:
        """Whether the question itself, not what leads up to it, is about the client's last line."""
        spans = coding.units(text)
        asked = coding.question_in(text[spans[-1][0] : spans[-1][1]] if spans else text)
        line = client.last_line(self._case, state, self._lang)
        return len(_WORD.findall(asked)) <= AT_ONCE or client.shares_words(asked, line)

    def _nearby(self, storylet_id: str) -> frozenset[str]:
        """What the client's last line was about (its facts, their topics, the facts of those), and what may follow it only."""
        if not storylet_id:
            return frozenset()
        storylet = self._case.storylet(storylet_id)
        ids = {
            *storylet.about,
            *storylet.reveals,
            *((storylet.deflects,) if storylet.deflects else ()),
            *self._expected.get(storylet_id, ()),
        }
        topics = {topic for found in ids for topic in self._case.fact_topics.get(found, (found,))}
        return frozenset(
            ids
            | topics
            | {fact for fact, own in self._case.fact_topics.items() if topics & set(own)}
        )


def _best(ranked: list[Found], close: float) -> tuple[tuple[str, float], ...]:
    """The best of what was found and what comes close behind it."""
    return tuple(
        (one.label, round(min(1.0, one.fit), 3))
        for one in ranked
        if one.rank >= ranked[0].rank - close
    )[:MOST]


def _name(text: str) -> str:
    """A short name of a wording that small differences do not change."""
    return f"{crc32(' '.join(_WORD.findall(text.lower())).encode()):08x}"
