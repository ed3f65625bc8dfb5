"""Bringing a book's schema up to date, before anything else touches it.

A new book is made from `schema` at once; alembic, which is slow to load, runs only where an
older book has to change, and a copy of the file is made first.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from goodwill.errors import BookNewerError, BookNotFoundError, StoreError
from goodwill.store.crash import crash_point
from goodwill.store.tables.schema import METADATA
from goodwill.store.version import SCHEMA_VERSION

__all__ = ["bring_up_to_date", "known_versions", "run_migrations"]

_MIGRATIONS = Path(__file__).with_name("migrations")


def bring_up_to_date(engine: Engine, name: str, *, create: bool) -> None:
    """Make the schema, or change an older one; refuse a newer one and foreign databases."""
    with engine.connect() as connection:
        version = stored_version(connection)
        has_tables = version is not None or bool(inspect(connection).get_table_names())
    if version == SCHEMA_VERSION:
        return
    if version is None and not has_tables:
        _make(engine, name, create=create)
    elif version is None:
        raise StoreError(
            f"{name} holds other tables and no book.", hint="Choose another with --book DIR."
        )
    elif version in known_versions():
        _keep_copy(engine, version)
        run_migrations(engine)
    else:
        raise BookNewerError(
            f'{name} was made by a newer Goodwill (schema "{version}"; '
            f'this one knows "{SCHEMA_VERSION}").',
            hint="Update with:  pip install --upgrade goodwill",
        )


def stored_version(connection: Connection) -> str | None:
    """The migration a book stands at; None where there is none. A plain query, so it is quick."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if found is None else str(found[0])


def known_versions() -> frozenset[str]:
    """Every schema version that this code can change into its own."""
    return frozenset(
        path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")
    )


def run_migrations(engine: Engine) -> None:
    """Run every migration that a book has not seen, in one transaction."""
    from alembic import command  # noqa: PLC0415  costs 0.2 s, and a book is rarely old
    from alembic.config import Config  # noqa: PLC0415

    from goodwill.store.open_tables.views import drop_views, make_views  # noqa: PLC0415  as alembic

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with (
        engine.connect().execution_options(is_writing=True) as connection,
        connection.begin() as transaction,
    ):
        config.attributes["connection"] = connection
        drop_views(connection)
        command.upgrade(config, "head")
        make_views(connection)
        crash_point()
        transaction.commit()
        crash_point()


def _make(engine: Engine, name: str, *, create: bool) -> None:
    if not create:
        raise BookNotFoundError(
            f"{name} holds no book yet.", hint="Make one with:  goodwill import PATH..."
        )
    from goodwill.store.open_tables.views import make_views  # noqa: PLC0415  only where a book is made

    with (
        engine.connect().execution_options(is_writing=True) as connection,
        connection.begin() as transaction,
    ):
        if stored_version(connection) is not None:
            return  # another program made it while this one waited
        METADATA.create_all(connection)
        make_views(connection)
        connection.exec_driver_sql(_VERSION_TABLE)
        connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{SCHEMA_VERSION}')")
        crash_point()
        transaction.commit()
        crash_point()


_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def _keep_copy(engine: Engine, version: str) -> None:
    """Copy a book in a file to `book.db.before-VERSION`, so that a change can be undone."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or file is None:
        return
    target = Path(f"{file}.before-{version}")
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file that holds all
    crash_point()
    partial.replace(target)
    crash_point()
