"""Answers kept with their questions; titles and owners of conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("title", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("owner", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_conversation_owner"), ["owner"], unique=False)
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("answer", sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f("ix_turn_message_id"), ["message_id"], unique=False)
    op.create_table(
        "turn_document",
        sa.Column("turn_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("turn_id", "document_id"),
    )
    with op.batch_alter_table("turn_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turn_document_document_id"), ["document_id"], unique=False)


def downgrade() -> None:
    """Takes the change back."""
    op.drop_table("turn_document")
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turn_message_id"))
        batch_op.drop_column("answer")
        batch_op.drop_column("status")
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversation_owner"))
        batch_op.drop_column("owner")
        batch_op.drop_column("title")
