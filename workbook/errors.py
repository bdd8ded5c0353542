"""The few named errors, each message a sentence that says what to do."""

from __future__ import annotations


class WorkbookError(Exception):
    """Something a person can mend; its message says how, in their language."""


class ContentError(WorkbookError):
    """A case or codebook cannot be used as it is written."""


class RecordError(WorkbookError):
    """The record could not be read or written; nothing already recorded is lost."""


class ResponseError(WorkbookError):
    """What was given cannot be taken as a response here; nothing has happened."""


class UnknownName(WorkbookError):
    """Nothing goes by that name; the message lists what there is."""
