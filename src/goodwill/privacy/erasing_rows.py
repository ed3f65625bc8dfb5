"""The rows of a book without somebody: what was hers goes, in others' words she is blotted out.

First what is her own: mails that she wrote with all that hangs on them, her rows of tables, what
people ruled of her. Then `sweep` goes through every text of every table, whichever room it is of,
so that a table that is added later is not forgotten.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Text

from goodwill.facts.csv_tables import KEYS, columns
from goodwill.privacy.forgotten import REF, others_row
from goodwill.privacy.redaction import Redactor, name_forms, name_words
from goodwill.resolve.names import fold_name
from goodwill.store.tables.schema import METADATA, ROW_TABLES
from goodwill.store.writing.passed_on import drop_passed_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from goodwill.privacy.forgotten import Forgotten
    from goodwill.privacy.whom import Whom
    from goodwill.store.database import Transaction

__all__ = [
    "blot_mails_with_her",
    "drop_mails",
    "drop_passed_on_mails",
    "drop_raw_copies",
    "empty_meetings",
    "files_of",
    "mails_by",
    "mails_with",
    "meetings_with",
    "passed_on_by",
    "refs_of",
    "sweep",
    "without_her_in_names",
    "without_her_in_passed_on",
    "without_points",
    "without_refs",
    "without_rows",
    "without_sayings",
]

_AT_ONCE = 400
_NOT_SWEPT = frozenset(
    {
        *("audit", "erased", "source_file", "setting", "book_state", "contact_point"),
        *("participant", "attendee", "statement", "glance", "evidence", "account_state"),
        *("kept_answer", "users", "user_address", "user_session", "user_token", "live_source"),
        "webhook",
    }
)
"""Tables that name nobody, that go as a whole, or that somebody runs the book by."""
_OTHERS_NAMES = frozenset({"contact", "account", "discovered_account", "person"})
"""Tables whose names may be somebody else's of the same name: only addresses are blotted there."""
_NOT_TEXT = frozenset(
    {"fact_id", "copy_rank", "text_id", "quoted_id", "content_id", "zones", "mark"}
)


def _bites(keys: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    for start in range(0, len(keys), _AT_ONCE):
        some = list(keys[start : start + _AT_ONCE])
        yield ",".join("?" * len(some)), some


# Mails.


def mails_by(tx: Transaction, points: Sequence[int]) -> list[int]:
    """The mails that these contact points sent."""
    sql = "select distinct message_id from participant where role = 'from' and point_id in (?*)"
    return sorted(key for (key,) in tx.rows_in(sql, points))


def mails_with(tx: Transaction, points: Sequence[int]) -> list[int]:
    """The mails that they are on without having sent them."""
    sql = "select distinct message_id from participant where point_id in (?*)"
    return sorted({key for (key,) in tx.rows_in(sql, points)} - set(mails_by(tx, points)))


def refs_of(tx: Transaction, mails: Sequence[int]) -> set[str]:
    """What others cite these mails by."""
    sql = "select ref, message_id from message where id in (?*)"
    return {ref for row in tx.rows_in(sql, mails) for ref in row if ref}


def drop_mails(tx: Transaction, mails: Sequence[int]) -> None:
    """Take mails away, with their texts, people, acts, notes, places and what they pass on."""
    for marks, some in _bites(mails):
        drop_passed_on(tx, some)
        for table in ("message_text", "participant", "act", "person_note", "placement",
                      "message_thread", "passed_on_link", "passed_on"):  # fmt: skip
            tx.run(f"delete from {table} where message_id in ({marks})", some)
        tx.run(f"delete from message where id in ({marks})", some)


def drop_raw_copies(tx: Transaction) -> None:
    """Take away every raw copy of a mail from a live mailbox: whoever quotes her holds her."""
    tx.run("update live_item set sha256 = null where sha256 is not null")
    tx.run("delete from raw_mail")


def blot_mails_with_her(tx: Transaction, mails: Sequence[int], whom: Whom) -> None:
    """Blot single names out of mails that she was on: they speak to her by them."""
    redactor = Redactor(words=name_words(whom.names))
    for table, key, names in (
        ("message", "id", ("subject", "attachments")),
        ("message_text", "message_id", ("text",)),
        ("act", "message_id", ("quote",)),
        ("person_note", "message_id", ("words",)),
    ):
        own = (key,) if table in {"message", "message_text"} else (key, "position")
        for _, some in _bites(mails):
            asked = f"select {', '.join((*own, *names))} from {table} where {key} in (?*)"
            _blot(tx, table, own, names, tx.rows_in(asked, some), redactor)


def passed_on_by(tx: Transaction, gone: Forgotten) -> list[int]:
    """Mails of hers that others pass on."""
    return [
        key
        for key, people in tx.rows("select message_id, people from passed_on")
        if any(role == "from" and gone.holds(who, name) for role, who, name in orjson.loads(people))
    ]


def without_her_in_passed_on(tx: Transaction, gone: Forgotten) -> int:
    """Take her from among the people of mails that others pass on; how many those were."""
    changed = 0
    for key, text in tx.rows("select message_id, people from passed_on"):
        people = orjson.loads(text)
        left = [one for one in people if not gone.holds(one[1], one[2])]
        if len(left) != len(people):
            said = orjson.dumps(left).decode()
            changed += tx.run("update passed_on set people = ? where message_id = ?", (said, key))
    return changed


def drop_passed_on_mails(tx: Transaction, mails: Sequence[int]) -> None:
    """Take away mails within mails, and nothing of their carriers."""
    for marks, some in _bites(mails):
        for table in ("message_text", "act", "person_note", "passed_on_link", "passed_on"):
            tx.run(f"delete from {table} where message_id in ({marks})", some)
        tx.run(f"delete from message where id in ({marks})", some)


# Meetings, people, rows.


def meetings_with(tx: Transaction, points: Sequence[int]) -> list[int]:
    """The meetings that these contact points were at."""
    sql = "select distinct meeting_id from attendee where point_id in (?*)"
    return sorted(key for (key,) in tx.rows_in(sql, points))


def empty_meetings(tx: Transaction, points: Sequence[int], whom: Whom) -> None:
    """Empty the words of meetings that she called; blot single names out of the others."""
    sql = "select distinct meeting_id from attendee where is_organizer and point_id in (?*)"
    for marks, some in _bites([key for (key,) in tx.rows_in(sql, points)]):
        tx.run(
            f"update meeting set title = '', place = '', description = '' where id in ({marks})",
            some,
        )
    names = ("title", "place", "description")
    for _, some in _bites(meetings_with(tx, points)):
        asked = f"select id, {', '.join(names)} from meeting where id in (?*)"
        rows = tx.rows_in(asked, some)
        _blot(tx, "meeting", ("id",), names, rows, Redactor(words=name_words(whom.names)))


def without_points(tx: Transaction, points: Sequence[int]) -> None:
    """Take her from among the people of mails and meetings, and out of the list of people."""
    for marks, some in _bites(points):
        for table in ("participant", "attendee", "point_link"):
            tx.run(f"delete from {table} where point_id in ({marks})", some)
        tx.run(f"delete from contact_point where id in ({marks})", some)


def without_her_in_names(tx: Transaction, whom: Whom) -> None:
    """Blot her out of the names that others' addresses carry: `Anna Kern via DocuSign`."""
    redactor = Redactor((*whom.addresses, *name_forms(whom.names)))
    same = {fold_name(name) for name in whom.names}
    for key, address, name in tx.rows("select id, address, name from contact_point"):
        if not redactor.find(name) or fold_name(name) in same:  # the latter may be a namesake
            continue
        left = redactor.over(name)
        known = tx.rows(
            "select id from contact_point where address = ? and name = ?", (address, left)
        )
        if not known:
            tx.run("update contact_point set name = ? where id = ?", (left, key))
            continue
        for table in ("participant", "attendee"):
            tx.run(f"update {table} set point_id = ? where point_id = ?", (known[0][0], key))
        tx.run("delete from contact_point where id = ?", (key,))


def files_of(tx: Transaction, mails: Sequence[int]) -> set[int]:
    """The source files that mails were read from."""
    sql = "select distinct source_file_id from placement where message_id in (?*)"
    return {key for (key,) in tx.rows_in(sql, mails)}


def without_rows(tx: Transaction, gone: Forgotten, whom: Whom, files: set[int]) -> Counter[str]:
    """Take her own rows of tables away, and her out of others'; how many, by table.

    `files` is told the source files that they came from.
    """
    changed: Counter[str] = Counter()
    for csv_table, table in ROW_TABLES.items():
        names = list(columns(csv_table))
        needles = Redactor((*whom.addresses, *name_forms(whom.names)))
        listed = ", ".join(names)
        sql = f"select id, source_file_id, attributes, {listed} from {table}"
        for key, file, attributes, *values in tx.rows(sql):
            said = [value for value in (*values, attributes) if isinstance(value, str)]
            if not any(map(needles.find, said)):
                continue
            changed[csv_table] += 1
            files.add(file)
            left = others_row(csv_table, dict(zip(names, values, strict=True)), gone)
            if left is None:
                tx.run(f"update {table} set superseded_by = null where superseded_by = ?", (key,))
                tx.run(f"delete from {table} where id = ?", (key,))
                continue
            row_key = orjson.dumps([left[name] for name in KEYS[csv_table]]).decode()
            sets = ", ".join(f"{name} = ?" for name in (*names, "row_key"))
            tx.run(f"update {table} set {sets} where id = ?", (*left.values(), row_key, key))
    return changed


def without_refs(tx: Transaction, gone: Forgotten) -> None:
    """Let others' mails cite nobody's mail where they cited hers: conversations hold together."""
    known = {mark for (mark,) in tx.rows("select mark from erased where kind = ?", (REF,))}
    if not known:
        return
    fresh = []
    sql = "select id, in_reply_to, refs from message where in_reply_to is not null or refs <> '[]'"
    for key, parent, refs in tx.each(sql):
        cited = orjson.loads(refs)
        left = [gone.cited(one) for one in cited]
        above = parent and gone.cited(parent)
        if left != cited or above != parent:
            fresh.append((above, orjson.dumps(left).decode(), key))
    tx.run_many("update message set in_reply_to = ?, refs = ? where id = ?", fresh)


def without_sayings(tx: Transaction, whom: Whom, gone: Forgotten) -> Counter[str]:
    """Take away rulings about her, and quotes of her mails that people marked."""
    changed: Counter[str] = Counter()
    redactor = Redactor((*whom.addresses, *name_forms(whom.names)))
    for key, *texts in tx.rows("select id, subject, answer, note from ruling"):
        if any(text and redactor.find(text) for text in texts):
            changed["ruling"] += tx.run("delete from ruling where id = ?", (key,))
    for key, text in tx.rows("select id, ref from dispute where ref is not null"):
        about = orjson.loads(text)
        if (cited := gone.cited(about["ref"])) != about["ref"]:
            said = orjson.dumps(about | {"ref": cited, "quote": None}).decode()
            changed["dispute"] += tx.run("update dispute set ref = ? where id = ?", (said, key))
    for key, payload, said in tx.rows("select id, payload, row_json from reject"):
        raw = bytes(payload or b"").decode("utf-8", "replace")
        if redactor.find(raw) or redactor.find(said):
            changed["reject"] += tx.run("delete from reject where id = ?", (key,))
    return changed


# Everything else.


def sweep(tx: Transaction, whom: Whom) -> Counter[str]:
    """Blot a person out of every text of the book; in how many rows, by table."""
    changed: Counter[str] = Counter()
    everywhere = Redactor((*whom.addresses, *name_forms(whom.names)))
    addresses = Redactor(whom.addresses)
    for table in METADATA.sorted_tables:
        if table.name in _NOT_SWEPT:
            continue
        own = tuple(column.name for column in table.primary_key)
        names = tuple(
            column.name
            for column in table.columns
            if isinstance(column.type, Text) and column.name not in (*own, *_NOT_TEXT)
        )
        redactor = addresses if table.name in _OTHERS_NAMES else everywhere
        if names:
            some = _quoted((*own, *names))
            rows = tx.each(f"select {some} from {table.name}")
            hits = [row for row in rows if any(v and redactor.find(v) for v in row[len(own) :])]
            changed[table.name] += _blot(tx, table.name, own, names, hits, redactor)
    return +changed


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _blot(  # noqa: PLR0917  where, which, and what is to be seen there no more
    tx: Transaction,
    table: str,
    own: Sequence[str],
    names: Sequence[str],
    rows: Collection[Sequence[Any]],
    redactor: Redactor,
) -> int:
    """Write rows anew whose texts a person is blotted out of; a row is its keys, then its texts."""
    sets = ", ".join(f'"{name}" = ?' for name in names)
    is_it = " and ".join(f'"{name}" = ?' for name in own)
    fresh = []
    for row in rows:
        keys, texts = row[: len(own)], row[len(own) :]
        left = [value and redactor.over(value) for value in texts]
        if left != list(texts):
            fresh.append((*left, *keys))
    tx.run_many(f"update {table} set {sets} where {is_it}", fresh)
    return len(fresh)
