"""Holding a book against itself: has anything in it changed that nobody wrote?

Pages are held against their seals, tables against what must hold between them, files that Goodwill
wrote against what the book says of them, the record of looks against its own chain. Sources that
have changed or gone are told, and are no fault: a book stands without them. `deep` works out again
what is derived, in a copy, and holds it against what is stored.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from goodwill.errors import StoreError
from goodwill.machine.progress import OnProgress, say_nothing
from goodwill.store.database import BOOK_FILE, Store, Transaction, open_store
from goodwill.store.pages.check import PageCheck, check_pages
from goodwill.store.pages.owners import Owned, owners_of
from goodwill.store.pages.seals import seal_anew, seals_file
from goodwill.store.upkeep.holding import misfits
from goodwill.store.upkeep.kept_files import changed_files

__all__ = ["Found", "VerifyReport", "verify"]

_SHOWN = 8
_INTEGRITY_SHOWN = 20

DERIVED = frozenset(
    {
        "account_link",
        "account_state",
        "discovered_account",
        "evidence",
        "glance",
        "mail_count",
        "message_thread",
        "passed_on_link",
        "person",
        "point_link",
        "statement",
        "thread_key",
        "unmatched",
    }
)
"""Tables that `goodwill rebuild` makes anew from the others."""

_RESTORE = (
    "Restore a backup:  goodwill --book NEW restore FILE  or import the sources into a new book."
)
_REBUILD = "Nothing that you gave is lost. Make it anew with:  goodwill rebuild --from acts"
_SEAL = "Nothing of the book is lost. Seal it as it stands with:  goodwill verify --seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that is not as it was written: what, where, and what to do next."""

    what: str
    where: str
    next: str
    accounts: tuple[str, ...] = ()


_WRITTEN_BY_ANOTHER = Found(
    what="SQLite finds no fault: another program may have written to the book (VACUUM, say)",
    where=BOOK_FILE,
    next="If you know that one did, take it as it stands with:  goodwill verify --seal",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What came of it. `harmless` changed and holds nothing of the book; `told` is no fault."""

    place: str
    pages: int
    files: int
    problems: tuple[Found, ...]
    harmless: tuple[Found, ...]
    told: tuple[Found, ...]
    seconds: float

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it was written."""
        return not self.problems


@dataclass(slots=True)
class _Look:
    """What has been found so far."""

    pages: int = 0
    files: int = 0
    problems: list[Found] = field(default_factory=list)
    harmless: list[Found] = field(default_factory=list)
    told: list[Found] = field(default_factory=list)


def verify(
    place: str,
    *,
    deep: bool = False,
    seal: bool = False,
    progress: OnProgress | None = None,
) -> VerifyReport:
    """Look at everything; writes wait meanwhile.

    Args:
        place: the folder of a book, or its Postgres URL.
        deep: also work out anew, in a copy, all that is derived from facts.
        seal: take every page for right as it stands from now on, where SQLite finds no fault.
        progress: told what is being looked at.

    Raises:
        StoreError: there is no book, or it cannot be read at all.
    """
    began, look = time.monotonic(), _Look()
    told = progress or say_nothing
    try:
        store = open_store(place)
    except StoreError as error:
        _look_from_outside(place, error, look)
    else:
        with closing(store):
            _look_inside(store, look, seal=seal)
            if deep and not look.problems:
                _look_deep(store, look, told)
    return VerifyReport(
        place=place,
        pages=look.pages,
        files=look.files,
        problems=tuple(look.problems),
        harmless=tuple(look.harmless),
        told=tuple(look.told),
        seconds=round(time.monotonic() - began, 3),
    )


def _look_from_outside(place: str, error: StoreError, look: _Look) -> None:
    """A book that does not even open: its pages tell why, if it is one."""
    file = Path(place) / BOOK_FILE
    if "://" in place or not file.is_file() or not seals_file(file).is_file():
        raise error
    pages = check_pages(file)
    if not (pages.changed or pages.size_told):
        raise error
    look.pages = pages.pages
    _tell_pages(pages, [Owned("", None, list(pages.changed))], look)
    look.problems.append(Found(what=error.message, where=str(file), next=_RESTORE))


def _look_inside(store: Store, look: _Look, *, seal: bool) -> None:
    with _held(store) as tx:
        if store.is_sqlite and store.folder is not None:
            _look_at_pages(store.folder / BOOK_FILE, tx, look, seal=seal)
        else:
            _look_at_postgres(tx, look)
        if look.problems:
            return  # what stands on changed pages cannot be asked for more
        look.problems += [Found(what=w, where=r, next=_RESTORE) for w, r in misfits(tx)]
        _look_at_files(store, tx, look)
        look.told += _sources(tx)


def _look_at_pages(file: Path, tx: Transaction, look: _Look, *, seal: bool) -> None:
    if seal and not _integrity(tx):
        seal_anew(file)
    pages = check_pages(file)
    look.pages = pages.pages
    _tell_pages(pages, owners_of(tx, pages.changed) if pages.changed else [], look)
    if not look.problems:
        look.problems += _integrity(tx)
    elif pages.size_told is not None and not _integrity(tx):
        look.told.append(_WRITTEN_BY_ANOTHER)


@contextmanager
def _held(store: Store) -> Iterator[Transaction]:
    """The book with nobody writing to it; where this process may not write, as it stands."""
    try:
        store.carry_over()  # one file holds all
        with store.write() as tx:
            yield tx
    except StoreError as error:
        if "read-only" not in error.message:
            raise
        with store.read() as tx:
            yield tx


def _integrity(tx: Transaction) -> list[Found]:
    """What SQLite itself finds wrong."""
    try:
        found = tx.rows(f"PRAGMA integrity_check({_INTEGRITY_SHOWN})")
    except sqlite3.Error as error:
        found = [(str(error),)]
    return [
        Found(what=f"SQLite finds a fault: {line}", where=BOOK_FILE, next=_RESTORE)
        for (line,) in found
        if line != "ok"
    ]


def _tell_pages(pages: PageCheck, owned: Iterable[Owned], look: _Look) -> None:
    where = f"{BOOK_FILE}.seals"
    if pages.is_head_damaged:
        look.problems.append(Found(what="the seals are damaged", where=where, next=_SEAL))
    if not pages.is_sealed:
        look.told.append(Found(what="the book had no seals", where=where, next=_SEAL))
    for one in owned:
        look.problems.append(_damage(one))
    if pages.free:
        what = f"{_counted(pages.free, 'free page')} changed; nothing stands on it"
        look.harmless.append(Found(what=what, where=BOOK_FILE, next="Nothing needs to be done."))
    if pages.bad_seals:
        what = f"the seal of {_listed(pages.bad_seals)} changed, not the page"
        look.problems.append(Found(what=what, where=where, next=_SEAL))
    if pages.size_told is not None:
        what = f"the book has {pages.pages} pages and should have {pages.size_told}"
        look.problems.append(Found(what=what, where=BOOK_FILE, next=_RESTORE))


def _damage(one: Owned) -> Found:
    thing = f"the index {one.index} of {one.table}" if one.index else f"the table {one.table}"
    what = f"{_counted(one.pages, 'page')} of {thing if one.table else 'the book'} changed"
    if one.rows:
        what += f": rows {one.rows[0]} to {one.rows[1]}"
    if one.accounts:
        what += f", of {', '.join(one.accounts[:_SHOWN])}"
    is_derived = one.table in DERIVED or one.table.startswith("message_search")
    return Found(
        what=what,
        where=f"{BOOK_FILE}, {_listed(one.pages)}",
        next=_REBUILD if is_derived else _RESTORE,
        accounts=one.accounts,
    )


def _counted(pages: Iterable[int], thing: str) -> str:
    number = len(list(pages))
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _listed(pages: Iterable[int]) -> str:
    numbers = [str(page) for page in pages]
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"page {', '.join(numbers[:_SHOWN])}{more}"


def _look_at_postgres(tx: Transaction, look: _Look) -> None:
    """Postgres holds pages against checksums of its own as they are read: so all are read."""
    for (name,) in tx.rows(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind = 'r' and n.nspname = current_schema() order by 1"
    ):
        tx.rows(f'select count(*), sum(length(t::text)) from "{name}" t')  # noqa: S608
    look.pages = int(
        tx.rows("select sum(relpages) from pg_class where relkind in ('r', 't', 'i')")[0][0] or 0
    )
    if tx.rows("show data_checksums") != [("on",)]:
        what = "this Postgres keeps no checksums of its pages"
        how = "Switch them on while it is stopped:  pg_checksums --enable"
        look.told.append(Found(what=what, where="data_checksums", next=how))


def _look_at_files(store: Store, tx: Transaction, look: _Look) -> None:
    found = changed_files(store, tx)
    look.files = found.files
    look.problems += [Found(what=w, where=r, next=n) for w, r, n in found.changed]
    look.told += [Found(what=w, where=r, next=n) for w, r, n in found.told]


def _sources(tx: Transaction) -> Iterator[Found]:
    """Sources that are gone or changed since they were read: no fault, a book stands without."""
    gone: list[str] = []
    changed: list[str] = []
    for path, size, modified in tx.rows(
        "select path, size, modified_ns from source_file where connector <> 'folder' order by path"
    ):
        if not path.startswith("/") or "!" in path:
            continue  # an archive's member, a mailbox on a server
        try:
            about = Path(path).stat()
        except OSError:
            gone.append(path)
        else:
            if (about.st_size, about.st_mtime_ns) != (size, modified):
                changed.append(path)
    if gone:
        yield _told_sources(gone, "not there any more", "Nothing needs to be done.")
    if changed:
        yield _told_sources(changed, "other than when it was read", "Import it again.")


def _told_sources(paths: list[str], what: str, hint: str) -> Found:
    subject = "a source is" if len(paths) == 1 else f"{len(paths)} sources are"
    return Found(what=f"{subject} {what}", where=", ".join(paths[:_SHOWN]), next=hint)


def _look_deep(store: Store, look: _Look, told: OnProgress) -> None:
    """Work out all that is derived in a copy of the book, and hold it against what is stored."""
    from goodwill.book import open_book  # noqa: PLC0415  everything
    from goodwill.upkeep.copying import copy_into  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="goodwill-verify-") as folder:
        copy_into(store, Path(folder))
        with closing(open_book(folder)) as book:
            report = book.rebuild("acts", told)
    look.problems += [
        Found(
            what="a stored statement is not what its facts make",
            where=name,
            next=_REBUILD,
            accounts=(name.rpartition(" ")[0],),
        )
        for name in report.different
    ]
