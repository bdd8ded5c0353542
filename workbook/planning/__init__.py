"""Coping plans: what they are, the rules they are checked by, what a client makes of them."""

from workbook.planning.answering import Reply, fit_of, negotiated, reply, worth
from workbook.planning.checks import Finding, Known, Reader, check
from workbook.planning.plan import LONGEST, MOST_STEPS, VERSION, Plan, Step, read_date

__all__ = [
    "LONGEST",
    "MOST_STEPS",
    "VERSION",
    "Finding",
    "Known",
    "Plan",
    "Reader",
    "Reply",
    "Step",
    "check",
    "fit_of",
    "negotiated",
    "read_date",
    "reply",
    "worth",
]
