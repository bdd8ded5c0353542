"""Brings an older record up to date; called by ``store.open_record``, never by hand."""

from alembic import context

from workbook.record.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
