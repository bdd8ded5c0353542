"""Where everything meets: the workbook, a trainee's attempts, what faces show."""

from workbook.practice.attempt import Attempt
from workbook.practice.book import Workbook, open_workbook
from workbook.practice.formulating import Formulating
from workbook.practice.lab import LAB, Lab
from workbook.practice.planner import Planning
from workbook.practice.rounds import Round
from workbook.practice.sheet import Sheet
from workbook.practice.studio import STUDIO, Studio
from workbook.practice.talk import Talk
from workbook.practice.verbatims import OwnTranscript
from workbook.practice.worksheets import Worksheet

__all__ = [
    "LAB",
    "STUDIO",
    "Attempt",
    "Formulating",
    "Lab",
    "OwnTranscript",
    "Planning",
    "Round",
    "Sheet",
    "Studio",
    "Talk",
    "Workbook",
    "Worksheet",
    "open_workbook",
]
