"""Brings an older record up to date; called by ``opening.open_record``, never by hand."""  # noqa: INP001  alembic finds it by its path

from alembic import context

from workbook.record.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
