"""What each of several people says of an answer that all of them read."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NAMES = {"uq": "uq_%(table_name)s_%(column_0_name)s"}  # SQLite gives a constraint without a name none of its own


def _only_message() -> str:
    return "feedback_message_id_key" if op.get_bind().dialect.name == "postgresql" else "uq_feedback_message_id"


def upgrade() -> None:
    """Applies the change."""
    with op.batch_alter_table("feedback", naming_convention=_NAMES) as batch_op:
        batch_op.add_column(sa.Column("giver", sa.String(length=64), nullable=False, server_default=""))
        batch_op.drop_constraint(_only_message(), type_="unique")
        batch_op.create_unique_constraint("uq_feedback_message_giver", ["message_id", "giver"])
        batch_op.create_index(batch_op.f("ix_feedback_giver"), ["giver"], unique=False)


def downgrade() -> None:
    """Takes the change back; of what several said of one answer, what its owner did stays."""
    op.execute("DELETE FROM feedback WHERE giver <> ''")
    with op.batch_alter_table("feedback", naming_convention=_NAMES) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_giver"))
        batch_op.drop_constraint("uq_feedback_message_giver", type_="unique")
        batch_op.drop_column("giver")
        batch_op.create_unique_constraint(_only_message(), ["message_id"])
