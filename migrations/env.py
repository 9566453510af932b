"""How Alembic runs a migration: on the connection, and in the transaction, that it is given."""

from alembic import context

connection = context.config.attributes["connection"]
# The caller has begun a transaction and taken a lock: Alembic must neither begin nor commit one of its own.
context.configure(connection=connection, transactional_ddl=False, render_as_batch=True)
context.run_migrations()
