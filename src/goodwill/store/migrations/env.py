"""How alembic reaches a book: on the connection that `goodwill.store.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from goodwill.store.tables.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
