"""The words of a page, with their boxes, apart from the rest of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Takes the change back."""
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_column("words")
