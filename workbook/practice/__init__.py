"""Where everything meets: the workbook, a trainee's attempts, what faces show."""

from workbook.practice.attempt import Attempt
from workbook.practice.book import Workbook, open_workbook
from workbook.practice.verbatims import OwnTranscript

__all__ = ["Attempt", "OwnTranscript", "Workbook", "open_workbook"]
