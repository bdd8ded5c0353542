"""The simulated client: pure functions from a case, a state and what was heard to what the client does."""

from workbook.client.behaviour import (
    Candidate,
    Reply,
    again,
    candidates,
    choose,
    fits,
    hear,
    met,
    reply,
    rules_of,
    tell,
)
from workbook.client.memory import last_line, lines_said, share_said, shares_words
from workbook.client.state import (
    RECENT_TURNS,
    ClientState,
    Heard,
    begin,
    begin_after,
    begin_as_if,
)

__all__ = [
    "RECENT_TURNS",
    "Candidate",
    "ClientState",
    "Heard",
    "Reply",
    "again",
    "begin",
    "begin_after",
    "begin_as_if",
    "candidates",
    "choose",
    "fits",
    "hear",
    "last_line",
    "lines_said",
    "met",
    "reply",
    "rules_of",
    "share_said",
    "shares_words",
    "tell",
]
