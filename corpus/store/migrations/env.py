"""Runs the migrations on the connection that the catalogue hands over."""

from alembic import context

from corpus.store import access_tables  # noqa: F401 - its tables join the base
from corpus.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
