"""The tables, and which edition of them this package writes."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

EDITION = "0003"  # the newest migration

metadata = MetaData()

attempts = Table(
    "attempt",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("exercise", String(200), nullable=False, index=True),
    Column("digest", String(64), nullable=False),  # of the content that its states refer to
    Column("lang", String(8), nullable=False),
    Column("options", JSON, nullable=False),
    Column("parent", String(32), ForeignKey("attempt.id")),  # the attempt it branched from
    Column(
        "shared", Integer, nullable=False
    ),  # how many of the parent's responses it goes on from
    Column("begun_at", DateTime(timezone=False), nullable=False),  # UTC
)

responses = Table(
    "response",
    metadata,
    Column("attempt", String(32), ForeignKey("attempt.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # 0 for the first
    Column("at", DateTime(timezone=False), nullable=False),  # UTC
    Column("response", JSON, nullable=False),
    Column("outcome", JSON, nullable=False),
)
Index("response_at", responses.c.at)

# What was answered in the distortion lab, once more in narrow rows: thousands of them are read at a time.
answers = Table(
    "answer",
    metadata,
    Column("attempt", String(32), ForeignKey("attempt.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # of the response
    Column("number", Integer, primary_key=True),  # within it, 0 for the first
    Column("at", DateTime(timezone=False), nullable=False),  # UTC
    Column("exercise", String(200), nullable=False),
    Column("item", String(200), nullable=False),
    Column("situation", String(100), nullable=False),
    Column("lang", String(8), nullable=False),
    Column("best", String(100), nullable=False),  # the key when it was answered
    Column("given", String(100), nullable=False),
    Column("credit", Float, nullable=False),  # 0-1
    Column("confidence", Integer),  # 0-100; None: not asked
)
Index("answer_at", answers.c.at)

# The only table whose rows change: unsent drafts, the attempt in use, preferences.
kept = Table(
    "kept",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", DateTime(timezone=False), nullable=False),  # UTC
)

edition = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
