"""Records that do not wait for the disk: quick, and of no use to a trainee."""

from __future__ import annotations

from typing import Any

from workbook.record import opening

_settle = opening._settle


def in_haste(monkeypatch: Any) -> None:
    """Until the test is over, what is said to be on the disk may be on its way there."""

    def settle(connection: Any, record: object) -> None:
        _settle(connection, record)
        connection.execute("PRAGMA synchronous=OFF").close()

    monkeypatch.setattr(opening, "_settle", settle)
