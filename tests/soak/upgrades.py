"""A book of every older version, killed at every statement that brings it up to date.

    python -m tests.soak.upgrades --every 1

Whenever it is killed the book is at the old version or at the new one, whole, with the same rows;
the copy that was made before restores; and the next start ends the work.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from tests.soak.made import tell

from goodwill.store import database, upgrade
from goodwill.store.database import open_store
from goodwill.store.version import SCHEMA_VERSION
from goodwill.upkeep.verifying import verify

KILLED = 137
_THINGS = "select name from sqlite_master where type <> 'view' order by name"
"""Views are made anew by each version."""
SAID = "insert into setting (id, path, text, recorded_at) values (1, 'goodwill.toml', '# ours', 5)"


def config() -> Config:
    """Alembic's, for the migrations of the package."""
    found = Config()
    folder = Path(upgrade.__file__).with_name("migrations")
    found.set_main_option("script_location", str(folder))
    return found


def versions() -> list[str]:
    """Every version but the newest, oldest first."""
    script = ScriptDirectory.from_config(config())
    found = [revision.revision for revision in script.walk_revisions()]
    return [version for version in reversed(found) if version != SCHEMA_VERSION]


def make_old(folder: Path, version: str) -> Path:
    """A book as that version left it, with a row in it."""
    folder.mkdir()
    engine = create_engine(f"sqlite:///{folder / 'book.db'}")
    event.listen(engine, "connect", lambda one, _: one.execute("pragma journal_mode=wal"))
    with engine.begin() as connection:
        about = config()
        about.attributes["connection"] = connection
        command.upgrade(about, version)
        connection.exec_driver_sql(SAID)
    engine.dispose()
    return folder


def state(file: Path) -> tuple[str, tuple[str, ...], int]:
    """The version, the tables, indexes and triggers, the rows put in; no fault is found."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        version = connection.execute("select version_num from alembic_version").fetchone()[0]
        names = connection.execute(_THINGS).fetchall()
        ((rows,),) = connection.execute("select count(*) from setting where text = '# ours'")
    return version, tuple(name for (name,) in names), rows


def upgrade_and_crash(book: Path, statement: int) -> int:
    """Bring a book up to date in a child that ends before its n-th statement; its exit status."""
    child = os.fork()
    if child == 0:
        passed = count(1)

        def stop(_: Connection, *__: object) -> None:
            if next(passed) == statement:
                os._exit(KILLED)

        def watched(folder: Path, create: bool) -> database.Store:
            store = in_folder(folder, create)
            event.listen(store.engine, "before_cursor_execute", stop)
            return store

        try:
            in_folder = database._in_folder  # noqa: SLF001
            database._in_folder = watched  # noqa: SLF001
            open_store(book).close()
            os._exit(0)
        except BaseException:  # noqa: BLE001  the parent is told by the status
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(folder: Path, every: int, first: int = 1) -> tuple[int, list[str]]:
    """Kill at each statement that is asked for, of each version; how many, and what went wrong."""
    folder.mkdir(exist_ok=True)
    done, wrong = 0, []
    newest = make_old(folder / "newest", SCHEMA_VERSION)
    expected = state(newest / "book.db")
    for version in versions():
        old = make_old(folder / version, version)
        before = state(old / "book.db")
        statement = first
        while True:
            book = folder / "book"
            shutil.copytree(old, book)
            status = upgrade_and_crash(book, statement)
            if status not in {0, KILLED}:
                wrong.append(f"{version}, statement {statement}: it ended with {status}")
            if status == KILLED and state(book / "book.db") not in {before, expected}:
                wrong.append(f"{version}, statement {statement}: neither old nor new")
            wrong += faults_of(book, version, statement, expected)
            copy = book / f"book.db.before-{version}"
            if not copy.exists() or state(copy) != before:
                wrong.append(f"{version}, statement {statement}: the copy is not the old book")
            shutil.rmtree(book)
            done += 1
            if status == 0:
                break
            statement += every
    return done, wrong


def faults_of(
    book: Path, version: str, statement: int, expected: tuple[str, tuple[str, ...], int]
) -> list[str]:
    """What is wrong once the next start has ended the work."""
    open_store(book).close()
    found = [] if state(book / "book.db") == expected else ["it is not as a new one"]
    found += [one.what for one in verify(str(book)).problems] if statement % 10 == 1 else []
    return [f"{version}, statement {statement}: {what}" for what in found]


def main() -> None:
    """Run it and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--every", type=int, default=1, help="of so many statements, one")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done, wrong = run(Path(folder), options.every)
    tell(f"R9: {done} upgrades from {len(versions())} versions killed, {len(wrong)} differences")
    for line in wrong:
        tell(line)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
