"""Unsent drafts, the attempt in use and preferences."""  # noqa: INP001  alembic finds it by its path

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of what may change."""
    op.create_table(
        "kept",
        sa.Column("key", sa.String(300), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
