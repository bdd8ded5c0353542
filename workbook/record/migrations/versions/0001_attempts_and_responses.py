"""Attempts and their responses."""  # noqa: INP001  alembic finds it by its path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("exercise", sa.String(200), nullable=False, index=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("parent", sa.String(32), sa.ForeignKey("attempt.id")),
        sa.Column("shared", sa.Integer, nullable=False),
        sa.Column("begun_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "response",
        sa.Column("attempt", sa.String(32), sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("response", sa.JSON, nullable=False),
        sa.Column("outcome", sa.JSON, nullable=False),
    )
    op.create_index("response_at", "response", ["at"])
