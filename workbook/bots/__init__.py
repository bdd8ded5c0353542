"""Policies that play the clients as trainees might, to show that skill moves them and politeness does not."""

from workbook.bots.gate import Tally, shortcomings, tally
from workbook.bots.play import Talk, converse, play_many
from workbook.bots.policies import POLICIES

__all__ = ["POLICIES", "Talk", "Tally", "converse", "play_many", "shortcomings", "tally"]
