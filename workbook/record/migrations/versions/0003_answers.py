"""The codes a trainee gave in the distortion lab, one row each, so that thousands are read at once."""  # noqa: INP001  alembic finds it by its path

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of answers."""
    op.create_table(
        "answer",
        sa.Column("attempt", sa.String(32), sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("exercise", sa.String(200), nullable=False),
        sa.Column("item", sa.String(200), nullable=False),
        sa.Column("situation", sa.String(100), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("best", sa.String(100), nullable=False),
        sa.Column("given", sa.String(100), nullable=False),
        sa.Column("credit", sa.Float, nullable=False),
        sa.Column("confidence", sa.Integer),
    )
    op.create_index("answer_at", "answer", ["at"])
