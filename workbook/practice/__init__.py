"""Where everything meets: the workbook, a trainee's attempts, what faces show."""

from workbook.practice.attempt import Attempt
from workbook.practice.book import Workbook, open_workbook

__all__ = ["Attempt", "Workbook", "open_workbook"]
