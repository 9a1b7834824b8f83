"""Runs the migrations on the connection that the catalogue hands over, all of them or none."""

from alembic import context

from corpus.store import (  # noqa: F401 - their tables join the base
    access_tables,
    draft_tables,
    job_tables,
    teams_tables,
    worker_tables,
)
from corpus.store.schema import Base

connection = context.config.attributes["connection"]
# SQLite's driver else writes each statement to the disk by itself.
if connection.dialect.name == "sqlite" and not connection.in_transaction():
    connection.exec_driver_sql("BEGIN")
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
