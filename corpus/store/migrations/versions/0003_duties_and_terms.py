"""Duties, and the words that a text explains."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = ("duty", "term")


def upgrade() -> None:
    """Applies the change."""
    for table in _TABLES:
        op.create_table(
            table,
            sa.Column("generation_id", sa.String(length=240), nullable=False),
            sa.Column("ordinal", sa.Integer(), nullable=False),
            sa.Column("record", sa.JSON(), nullable=False),
            sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("generation_id", "ordinal"),
        )


def downgrade() -> None:
    """Takes the change back."""
    for table in _TABLES:
        op.drop_table(table)
