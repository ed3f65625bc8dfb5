"""Making a book forget a person: what was hers goes, in others' words she is blotted out.

First her marks are put on the list, so that an import that runs meanwhile brings nothing of her;
then all rows are changed in one transaction; then files beside the book, the log of writes and the
gaps in the database go; at last what is worked out from facts is worked out again. A run that is
stopped is gone on with by the same command.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goodwill.privacy import erasing_rows as rows
from goodwill.privacy.audit import Entry, noted
from goodwill.privacy.erased_list import forgotten
from goodwill.privacy.erasing_files import drop_files
from goodwill.privacy.forgotten import ADDRESS, NAME, REF
from goodwill.privacy.keyed import key_of, known_key, mark_of
from goodwill.privacy.redaction import Redactor, name_forms
from goodwill.privacy.whom import Whom, find_whom, whom_of_points
from goodwill.privacy.work_again import documents_with, draw_again, drop_worked_out
from goodwill.reports import OnProgress, Progress, say_nothing
from goodwill.resolve.names import fold_name
from goodwill.store.book_state import LAKE_READER, read_state
from goodwill.store.lock import resolve_lock
from goodwill.store.privacy.erase_list import Mark, put_marks, tell_backups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodwill.book import Book
    from goodwill.store.database import Store, Transaction

__all__ = ["ErasedReport", "erase", "erase_marked"]

_WHAT = "Erasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedReport:
    """What was erased, or what would be (`is_dry`).

    `rows` are rows of tables that were hers or named her, `blotted` rows of the book whose texts
    spoke of her, both by table; `accounts` are drawn up anew. `left` is what somebody has to do
    by hand, a sentence each.
    """

    is_dry: bool
    addresses: int
    mails_written: int
    mails_with: int
    meetings: int
    rows: dict[str, int] = field(default_factory=dict)
    blotted: dict[str, int] = field(default_factory=dict)
    accounts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    seconds: float = 0.0


def erase(
    book: Book,
    asked: str,
    *,
    at: datetime,
    who: str = "",
    dry_run: bool = False,
    progress: OnProgress | None = None,
) -> ErasedReport:
    """Erase a person from a book, by an address or a name that only one has.

    Args:
        book: the book.
        asked: an address, or a whole name.
        at: this moment.
        who: the id of the user who asks.
        dry_run: only say what would go.
        progress: told which step is under way.
    """
    began, told = time.monotonic(), progress or say_nothing
    book.bring_up_to_date(progress)
    store = book.store
    with store.read() as tx:
        whom = find_whom(tx, asked)
        found = _counted(tx, whom)
    if dry_run:
        return replace(found, seconds=round(time.monotonic() - began, 3))
    told(Progress(what=_WHAT, done=1, total=4))
    with store.write() as tx:
        put_marks(tx, _marks(tx, whom, at))
    noted(store, Entry(who=who, what="erased", at=at, whose=whom.addresses))
    report, days, paths = _erase(store, whom, found, at)
    told(Progress(what=_WHAT, done=2, total=4))
    book.forget_settings()
    book.bring_up_to_date(progress)
    draw_again(book, days)
    told(Progress(what=_WHAT, done=3, total=4))
    files = drop_files(store, whom, paths)
    with store.read() as tx:
        unreached = tell_backups(tx)
    is_clean = store.carry_over(anew=True)
    told(Progress(what=_WHAT, done=4, total=4))
    return replace(
        report,
        files=files,
        left=(
            *report.left,
            *_still_outside(paths),
            *_in_a_lake(Path(book.place)),
            *map(_UNREACHED.format, unreached),
            *(() if is_clean else (_BUSY,)),
        ),
        seconds=round(time.monotonic() - began, 3),
    )


def _still_outside(paths: Sequence[str]) -> list[str]:
    """What to say of files that were imported, and are still where they were."""
    there = [path for path in paths if Path(path.partition("!")[0]).is_file()]
    if not there:
        return []
    said = f"Files that were imported hold this person still: {len(there)}, such as {there[0]}."
    return [f"{said} They are yours; imported again, they bring nothing back."]


def _in_a_lake(book: Path) -> list[str]:
    """What to say of a book that is the ledger of a lake, whose Parquet is written once."""
    from goodwill.lake.place import lake_of_ledger  # noqa: PLC0415  few books are one

    lake = lake_of_ledger(book)
    if lake is None:
        return []
    said = f"The Parquet of this lake, at {lake.parquet}, holds this person still."
    todo = "Take their mail out of the raw files, delete the Parquet, and begin the lake anew."
    return [f"{said} {todo} docs/lake.md says how."]


_UNREACHED = (
    "The list beside the backups in {} could not be written. Restore those backups with"
    " --erased-from and this book."
)
_BUSY = (
    "Somebody was reading or writing the book, so old pages of it are still in its files. Run"
    " this again when nobody is: it takes a moment."
)


def erase_marked(store: Store, *, at: datetime) -> int:
    """Erase everybody whose mark is on the list and who is in the book; how many points those were.

    For a book that was restored from a backup older than an erasure.
    """
    with store.read() as tx:
        gone = forgotten(tx)
        if gone is None:
            return 0
        points = tx.rows("select id, address, name from contact_point order by id")
        whom = whom_of_points(tx, [key for key, who, name in points if gone.holds(who, name)])
        found = _counted(tx, whom)
    if not whom.points:
        return 0
    _, _, paths = _erase(store, whom, found, at)
    drop_files(store, whom, paths)
    store.carry_over(anew=True)
    return len(whom.points)


def _marks(tx: Transaction, whom: Whom, at: datetime) -> list[Mark]:
    """The marks by which she is known again: addresses, names, and the ids of her mails."""
    key, second = key_of(tx), int(at.timestamp())
    names = [fold_name(name) for name in whom.names]
    refs = sorted(rows.refs_of(tx, rows.mails_by(tx, whom.points)))
    said = [(ADDRESS, one) for one in whom.addresses]
    said += [(NAME, one) for one in names] + [(REF, one) for one in refs]
    return [Mark(second, kind, mark_of(key, kind, one)) for kind, one in said]


def _counted(tx: Transaction, whom: Whom) -> ErasedReport:
    """What of a book is hers, without changing anything."""
    mails = [*rows.mails_by(tx, whom.points), *rows.mails_with(tx, whom.points)]
    return ErasedReport(
        is_dry=True,
        addresses=len(whom.addresses),
        mails_written=len(rows.mails_by(tx, whom.points)),
        mails_with=len(rows.mails_with(tx, whom.points)),
        meetings=len(rows.meetings_with(tx, whom.points)),
        accounts=tuple(sorted(_accounts_of(tx, mails, whom))),
        left=tuple(_by_hand(tx, whom)),
    )


def _accounts_of(tx: Transaction, mails: list[int], whom: Whom) -> set[str]:
    """The accounts whose statements rest on these mails, or on her."""
    on_mail = (
        "select distinct l.account_id from participant p join point_link l"
        " on l.point_id = p.point_id where l.account_id is not null and p.message_id in (?*)"
    )
    hers = (
        "select distinct account_id from point_link where account_id is not null"
        " and point_id in (?*)"
    )
    at_meetings = (
        "select distinct l.account_id from attendee a join point_link l on l.point_id = a.point_id"
        " where l.account_id is not null and a.meeting_id in (?*)"
    )
    asked = (
        (on_mail, mails),
        (hers, list(whom.points)),
        (at_meetings, rows.meetings_with(tx, whom.points)),
    )
    return {account for sql, keys in asked for (account,) in tx.rows_in(sql, keys)}


def _by_hand(tx: Transaction, whom: Whom) -> list[str]:
    """What only somebody who runs the book can change."""
    redactor, found = Redactor((*whom.addresses, *name_forms(whom.names))), []
    paths = [path for (path,) in tx.rows("select path from source_file") if redactor.find(path)]
    if paths:
        found.append(
            f"{len(paths)} files that were imported have her name in theirs, such as {paths[0]}:"
            " the book knows them by it. Rename them, and import them again."
        )
    if any(redactor.find(text) for (text,) in tx.rows("select text from setting")):
        found.append("goodwill.toml names her: take that out, and import it again.")
    marks = ",".join("?" * len(whom.addresses))
    users = f"select count(*) from user_address where lower(address) in ({marks})"
    if whom.addresses and tx.rows(users, whom.addresses)[0][0]:
        found.append("She is a user of this book: see  goodwill users --help")
    if whom.guessed:
        found.append(
            f"{', '.join(whom.guessed)} may be hers too; nobody has said so. Erase it by itself."
        )
    if read_state(tx, LAKE_READER) is not None:
        found.append("A lake holds what this book was published from; nothing was erased there.")
    return found


def _erase(
    store: Store, whom: Whom, found: ErasedReport, at: datetime
) -> tuple[ErasedReport, dict[date, list[str]], list[str]]:
    """Change every row, all or none.

    Also which statements have to be drawn up again, by day, and which files she was read from.
    """
    with resolve_lock(store), store.write() as tx:
        points = _points_now(tx, whom)
        whom = replace(whom, points=tuple(points))
        put_marks(tx, _marks(tx, whom, at))
        gone = forgotten(tx)
        if gone is None or known_key(tx) is None:
            return found, {}, []
        mine, others = rows.mails_by(tx, points), rows.mails_with(tx, points)
        hit = _accounts_of(tx, [*mine, *others], whom) | set(documents_with(tx, whom))
        files = rows.files_of(tx, [*mine, *others])
        rows.drop_raw_copies(tx)
        rows.drop_mails(tx, mine)
        rows.drop_passed_on_mails(tx, rows.passed_on_by(tx, gone))
        rows.without_her_in_passed_on(tx, gone)
        rows.blot_mails_with_her(tx, others, whom)
        rows.without_refs(tx, gone)
        rows.empty_meetings(tx, points, whom)
        changed = rows.without_rows(tx, gone, whom, files)
        rows.without_points(tx, points)
        rows.without_her_in_names(tx, whom)
        changed += rows.without_sayings(tx, whom, gone)
        days = drop_worked_out(tx, hit, is_sqlite=store.is_sqlite)
        blotted: Counter[str] = rows.sweep(tx, whom)
        paths = [path for (path,) in tx.rows_in(_PATHS, sorted(files))]
    report = replace(
        found,
        is_dry=False,
        mails_written=len(mine),
        mails_with=len(others),
        rows=dict(sorted(changed.items())),
        blotted=dict(sorted(blotted.items())),
        accounts=tuple(sorted(hit)),
    )
    return report, days, paths


_PATHS = "select path from source_file where id in (?*)"


def _points_now(tx: Transaction, whom: Whom) -> list[int]:
    """Her contact points as of this transaction: an import may have brought some since."""
    found = set(whom.points)
    sql = "select id from contact_point where lower(address) in (?*)"
    found |= {key for (key,) in tx.rows_in(sql, list(whom.addresses))}
    return sorted(found)
