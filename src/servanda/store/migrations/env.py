"""What alembic runs: the migrations on the connection that it is handed, in one transaction."""

from alembic import context

from servanda.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
