"""What happened: attempts and responses in a database behind an SQLAlchemy URL, append-only."""

from workbook.record.safekeeping import back_up, newest_backup
from workbook.record.store import AttemptRow, Record, Step, open_record
from workbook.record.transfer import export, import_file

__all__ = [
    "AttemptRow",
    "Record",
    "Step",
    "back_up",
    "export",
    "import_file",
    "newest_backup",
    "open_record",
]
