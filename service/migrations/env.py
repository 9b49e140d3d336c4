"""Alembic's entry: runs the migrations on the connection that the service hands over."""

from alembic import context

from service.jobs.tables import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
