"""Statements as they are stored, and how they stand to what is worked out by now.

`goodwill statement` for a day that was asked before must answer at once, so nothing here imports
SQLAlchemy. How statements get there is in `storing`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson

from goodwill.facts.evidence import as_kept, opened
from goodwill.facts.glance import glance_of
from goodwill.facts.statement import Evidence
from goodwill.store.book_state import read_state
from goodwill.store.reader import Reader, is_for_somebody

__all__ = [
    "accounts_drawn_up",
    "count_missing",
    "edition",
    "edition_name",
    "is_stored",
    "pack_evidence",
    "stored_both",
    "stored_digest",
    "stored_evidence",
    "stored_glances",
    "stored_money",
    "stored_moneys",
    "stored_statement",
    "stored_whole",
    "worked_out_for",
]


AT_ONCE = 200
"""Statements that are held in memory together while all are gone through."""


def edition_name(as_of: str = "") -> str:
    """Under which name it is counted how often statements of a day, or of all, changed."""
    return f"edition {as_of}".rstrip()


def edition(reader: Reader, as_of: str) -> str:
    """Which statements of a day are stored: another word as soon as any was stored or let go."""
    names = (edition_name(), edition_name(as_of))
    return ".".join(read_state(reader, name) or "0" for name in names)


def stored_statement(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> dict[str, Any] | None:
    """The statement as stored, if it was made with these rules."""
    return _stored(reader, account_id, as_of, rules, "statement")


def stored_money(reader: Reader, account_id: str, as_of: str, rules: str) -> dict[str, Any] | None:
    """The money behind that statement, stored with it (`goodwill.facts.money`)."""
    return _stored(reader, account_id, as_of, rules, "money")


def stored_both(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> tuple[dict[str, Any], dict[str, Any], str] | None:
    """The statement, the money behind it and the word for both (`stored_digest`), read once."""
    content = _content(reader, account_id, as_of, rules)
    if content is None:
        return None
    found = _document_of(reader, content, account_id, as_of, rules)
    return found["statement"], found["money"], sha256(content).hexdigest()


def stored_digest(reader: Reader, account_id: str, as_of: str, rules: str) -> str | None:
    """A word for what is stored of an account for a day: the same for the same statement."""
    found = _content(reader, account_id, as_of, rules)
    return None if found is None else sha256(found).hexdigest()


def pack_evidence(evidence: Mapping[str, Sequence[Any]]) -> bytes:
    """All evidence by line, as it is stored: an account may have thousands of items."""
    return zlib.compress(orjson.dumps(as_kept(evidence)), level=1)


def stored_evidence(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> tuple[dict[str, Any], dict[str, Sequence[Evidence]]] | None:
    """The document of that statement, and all evidence behind each of its lines."""
    rows = reader.rows(
        "select s.document, e.document from statement s join evidence e"
        " on e.account_id = s.account_id and e.as_of = s.as_of and e.made_with = s.made_with"
        " where s.account_id = ? and s.as_of = ? and s.made_with = ?",
        (account_id, as_of, rules),
    )
    if not rows:
        return None
    return _seen(
        reader, orjson.loads(rows[0][0]), opened(orjson.loads(zlib.decompress(rows[0][1])))
    )


def _seen(
    reader: Reader, document: dict[str, Any], evidence: dict[str, Sequence[Evidence]]
) -> tuple[dict[str, Any], dict[str, Sequence[Evidence]]]:
    """Both as whoever asks may read them, where the reader is one for somebody."""
    if not is_for_somebody(reader):
        return document, evidence
    statement, told = reader.documents.seen(reader, document["statement"], evidence)
    return {**document, "statement": statement}, dict(told)


def stored_moneys(reader: Reader, as_of: str, rules: str) -> list[dict[str, Any]]:
    """The money behind every statement of a day that still holds, by account."""
    rows = reader.rows(
        "select document from statement where as_of = ? and made_with = ? order by account_id",
        (as_of, rules),
    )
    return [orjson.loads(document)["money"] for (document,) in rows]


def stored_whole(reader: Reader, as_of: str, rules: str) -> Iterator[dict[str, Any]]:
    """Every statement of a day that still holds, with its money, by account; some at a time."""
    after = ""
    while True:
        rows = reader.rows(
            "select account_id, document from statement where as_of = ? and made_with = ?"
            f" and account_id > ? order by account_id limit {AT_ONCE}",
            (as_of, rules, after),
        )
        for account_id, document in rows:
            after = account_id
            whole = orjson.loads(document)
            if is_for_somebody(reader):
                found = stored_evidence(reader, account_id, as_of, rules)
                whole = found[0] if found else _seen(reader, whole, {})[0]
            yield whole
        if len(rows) < AT_ONCE:
            return


def stored_glances(reader: Reader, as_of: str, rules: str) -> list[dict[str, Any]]:
    """What all accounts together show of each statement of a day that still holds, by account."""
    if is_for_somebody(reader):
        return [dict(glance_of(one["statement"])) for one in stored_whole(reader, as_of, rules)]
    rows = reader.rows(
        "select document from glance where as_of = ? and made_with = ? order by account_id",
        (as_of, rules),
    )
    return [orjson.loads(document) for (document,) in rows]


def _stored(
    reader: Reader, account_id: str, as_of: str, rules: str, part: str
) -> dict[str, Any] | None:
    found = _document(reader, account_id, as_of, rules)
    return None if found is None else found[part]


def _document(
    reader: Reader, account_id: str, as_of: str, rules: str
) -> dict[str, dict[str, Any]] | None:
    content = _content(reader, account_id, as_of, rules)
    return None if content is None else _document_of(reader, content, account_id, as_of, rules)


def _document_of(
    reader: Reader, content: bytes, account_id: str, as_of: str, rules: str
) -> dict[str, dict[str, Any]]:
    """What is stored, as whoever asks may read it."""
    if is_for_somebody(reader) and (both := stored_evidence(reader, account_id, as_of, rules)):
        return both[0]
    return _seen(reader, orjson.loads(content), {})[0]


def _content(reader: Reader, account_id: str, as_of: str, rules: str) -> bytes | None:
    rows: list[tuple[bytes]] = reader.rows(
        "select document from statement where account_id = ? and as_of = ? and made_with = ?",
        (account_id, as_of, rules),
    )
    return rows[0][0] if rows else None


def accounts_drawn_up(reader: Reader, as_of: str, rules: str) -> frozenset[str]:
    """Accounts whose statement for a day is stored and still holds, without reading any."""
    rows = reader.rows(
        "select account_id from statement where as_of = ? and made_with = ?", (as_of, rules)
    )
    return frozenset(row[0] for row in rows)


def worked_out_for(reader: Reader) -> str:
    """Another word as soon as it was worked out again who is who, or statements were let go of."""
    names = ("resolved", edition_name())
    return " ".join(read_state(reader, name) or "" for name in names)


def count_missing(reader: Reader, as_of: str, rules: str) -> int:
    """Accounts whose statement for a day is not stored, or holds no more."""
    rows = reader.rows(
        "select count(*) from account_state a where not exists (select 1 from statement s"
        " where s.account_id = a.account_id and s.as_of = ? and s.made_with = ?)",
        (as_of, rules),
    )
    return int(rows[0][0])


def is_stored(
    reader: Reader, as_of: str, rules: str, drawn: tuple[str, bytes, bytes, bytes]
) -> bool:
    """Whether a statement that was drawn up again is stored already, byte for byte.

    It is told as it would be stored: its account, document, glance and evidence.
    """
    account_id, *parts = drawn
    rows = reader.rows(
        "select s.document, g.document, e.document from statement s"
        " join glance g on g.account_id = s.account_id and g.as_of = s.as_of"
        " join evidence e on e.account_id = s.account_id and e.as_of = s.as_of"
        " where s.account_id = ? and s.as_of = ? and s.made_with = ?"
        " and g.made_with = s.made_with and e.made_with = s.made_with",
        (account_id, as_of, rules),
    )
    return [[bytes(part) for part in row] for row in rows] == [parts]
