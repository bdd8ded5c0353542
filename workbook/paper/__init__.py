"""What leaves the workbook on paper or in a calendar: a sheet as PDF, Word or plain text, a day as an appointment."""

from workbook.paper.appointment import as_calendar
from workbook.paper.pdf import as_pdf
from workbook.paper.plain import as_text
from workbook.paper.sheet import Block, Sheet
from workbook.paper.word import as_word

__all__ = ["Block", "Sheet", "as_calendar", "as_pdf", "as_text", "as_word"]
