import signal
import subprocess
import sys
import time

from tests.record.a_talk import begun, said

# Writes for ever; says each position once it is on record.
WRITES = """
import sys
from tests.record.a_talk import at
from workbook.record import open_record
record = open_record()
row = record.attempts()[0]
position = int(sys.argv[1])
while True:
    outcome = {"filler": "x" * 9000}
    record.add(row, position, response={"text": str(position)}, outcome=outcome, at=at(position))
    record.keep("draft:x", str(position), at=at(position))
    print(position, flush=True)
    position += 1
"""
ROUNDS, LIVES = 3, 0.1  # seconds after the first response


def test_whoever_is_killed_while_writing_loses_nothing_that_was_acknowledged(opened):
    record = opened()
    row = begun(record)
    said(record, row, 0)
    last = 0
    for attempt in range(ROUNDS):
        with subprocess.Popen(
            [sys.executable, "-c", WRITES, str(last + 1)], stdout=subprocess.PIPE, text=True
        ) as writing:
            told = [writing.stdout.readline()]
            time.sleep(LIVES * (1 + attempt / 7))
            writing.send_signal(signal.SIGKILL)
            told += writing.stdout.readlines()
        acknowledged = int([line for line in told if line.endswith("\n")][-1])
        assert acknowledged > last
        again = opened()
        positions = [step.position for step in again.steps(row)]
        assert positions == list(range(len(positions)))
        # The one after may be on record without having been acknowledged, but no more.
        assert positions[-1] - acknowledged in {0, 1}
        assert int(again.kept("draft:x")) in {positions[-1], positions[-1] - 1}
        with again.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        last = positions[-1]
    said(record, row, last + 1)
