"""Every English string that the view of the coping strategies shows; each is the key of its translations."""

from __future__ import annotations

STRATEGIES: tuple[str, ...] = (
    "Coping strategies",
    "None is good or bad in itself: what keeps this client stuck decides.",
    "Search in names, descriptions and first steps",
    "What keeps the client stuck?",
    "show all",
    "Works against it: {what}",
    "Can feed it: {what}",
    "Beside it: {what}",
    "Sound in itself, and a risk with this client. Read first when it backfires.",
    "Neither known to break this circle nor to feed it. It may help with something else.",
    "{hits} of {all} strategies",
    "works against it: {count}",
    "can feed it: {count}",
    "beside it: {count}",
    "Nothing fits. Try fewer letters or another word.",
    "Show all",
    "Works against:",
    "Can feed:",
    "When it backfires",
    "How to propose it",
    "First small steps",
    "First step:",
    "What is known about it",
    "Source: {source}",
)
