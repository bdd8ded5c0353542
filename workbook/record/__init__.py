"""What happened: attempts and responses in a database behind an SQLAlchemy URL, append-only."""

from workbook.record.opening import find_record, open_record
from workbook.record.safekeeping import back_up, backup_folder, newest_backup
from workbook.record.store import AttemptRow, Record, Step
from workbook.record.transfer import export, import_file

__all__ = [
    "AttemptRow",
    "Record",
    "Step",
    "back_up",
    "backup_folder",
    "export",
    "find_record",
    "import_file",
    "newest_backup",
    "open_record",
]
