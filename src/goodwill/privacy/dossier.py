"""Everything that a book holds of a person, for herself: rows as they stand, and a page to read.

What others wrote to her is hers to know as far as she got it; what they wrote of her among
themselves is theirs, and only counted. What a book concludes of accounts is about nobody, and not
here, but for the sentences of hers that it quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import orjson

from goodwill.facts.csv_tables import columns
from goodwill.privacy.audit import Entry, noted
from goodwill.privacy.erasing_rows import mails_by, mails_with, meetings_with
from goodwill.privacy.looks import looks_of
from goodwill.privacy.redaction import Redactor, name_forms
from goodwill.privacy.whom import Whom, find_whom
from goodwill.resolve.names import fold_name
from goodwill.store.tables.schema import ROW_TABLES

if TYPE_CHECKING:
    from datetime import tzinfo

    from goodwill.config import Settings
    from goodwill.store.database import Store, Transaction

__all__ = ["Dossier", "as_json", "dossier", "dossier_noted"]

Row = dict[str, Any]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is held of a person; `sections` by name, rows as plain values.

    `mentions` counts other mails that name her: they are others' words, and not shown.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...]
    may_be: tuple[str, ...]
    sections: dict[str, list[Row]]
    mentions: int

    @property
    def rows(self) -> int:
        """How many rows that is."""
        return sum(map(len, self.sections.values()))


def dossier(tx: Transaction, asked: str, zone: tzinfo = UTC) -> Dossier:
    """All that is held of a person, by an address or a name that only one has."""
    whom = find_whom(tx, asked)
    written, received = mails_by(tx, whom.points), mails_with(tx, whom.points)
    sections = {
        "who_you_are": _person(tx, whom),
        "mails_you_wrote": _mails(tx, written, zone),
        "mails_of_yours_that_others_passed_on": _mails(tx, _passed_on(tx, whom), zone),
        "mails_you_received": _mails(tx, received, zone),
        "sentences_kept_of_yours": _sentences(tx, written),
        "meetings": _meetings(tx, meetings_with(tx, whom.points), zone),
        **_tables(tx, whom),
        "what_people_ruled_and_said": _said(tx, whom),
        "who_looked": _looks(tx, whom, zone),
    }
    return Dossier(
        addresses=whom.addresses,
        names=whom.names,
        may_be=whom.guessed,
        sections={name: rows for name, rows in sections.items() if rows},
        mentions=_mentions(tx, whom, {*written, *received}),
    )


def dossier_noted(
    store: Store, asked: str, settings: Settings, *, at: datetime, who: str = ""
) -> Dossier:
    """The same, from an open book; that somebody asked for it is noted before it is given."""
    with store.read() as tx:
        found = dossier(tx, asked, ZoneInfo(settings.company.timezone))
    noted(store, Entry(who=who, what="exported", at=at, whose=found.addresses))
    return found


def _moment(second: int | None, zone: tzinfo) -> str | None:
    return None if second is None else datetime.fromtimestamp(second, zone).isoformat()


def _person(tx: Transaction, whom: Whom) -> list[Row]:
    names = ("email", "name", "account_id", "side", "title", "committee_role", "seniority")
    sql = (
        f"select distinct {', '.join('w.' + one for one in names)}, l.reason from person w"
        " join point_link l on l.person_id = w.person_id where l.point_id in (?*)"
    )
    rows = tx.rows_in(sql, list(whom.points))
    return [dict(zip((*names, "linked_because"), row, strict=True)) for row in rows]


def _mails(tx: Transaction, mails: Sequence[int], zone: tzinfo) -> list[Row]:
    sql = (
        "select m.ref, m.sent_at, m.subject, t.text from message m join message_text t"
        " on t.message_id = m.id where m.id in (?*) order by m.id"
    )
    return [
        {"ref": ref, "sent": _moment(at, zone), "subject": subject, "text": text}
        for ref, at, subject, text in tx.rows_in(sql, mails)
    ]


def _passed_on(tx: Transaction, whom: Whom) -> list[int]:
    """Her mails that stand in others'."""
    names = {fold_name(name) for name in whom.names}
    return [
        key
        for key, people in tx.rows("select message_id, people from passed_on order by message_id")
        if any(
            role == "from" and (who in whom.addresses if who else fold_name(name) in names)
            for role, who, name in orjson.loads(people)
        )
    ]


def _sentences(tx: Transaction, mails: Sequence[int]) -> list[Row]:
    sql = (
        "select m.ref, a.act, a.quote, a.probability from act a join message m"
        " on m.id = a.message_id where a.message_id in (?*) order by a.message_id, a.position"
    )
    names = ("mail", "what_it_does", "sentence", "chance")
    return [dict(zip(names, row, strict=True)) for row in tx.rows_in(sql, mails)]


def _meetings(tx: Transaction, meetings: Sequence[int], zone: tzinfo) -> list[Row]:
    sql = (
        "select ref, starts_at, title, place, description from meeting where id in (?*) order by id"
    )
    return [
        {"ref": ref, "starts": _moment(at, zone), "title": title, "place": place, "text": text}
        for ref, at, title, place, text in tx.rows_in(sql, meetings)
    ]


def _tables(tx: Transaction, whom: Whom) -> dict[str, list[Row]]:
    """Rows of tables that name her."""
    redactor = Redactor((*whom.addresses, *name_forms(whom.names)))
    found: dict[str, list[Row]] = {}
    for csv_table, table in ROW_TABLES.items():
        names = (*columns(csv_table), "attributes")
        rows = tx.rows(f"select {', '.join(names)} from {table} order by id")
        hers = [row for row in rows if any(isinstance(v, str) and redactor.find(v) for v in row)]
        found[f"table_{csv_table}"] = [dict(zip(names, row, strict=True)) for row in hers]
    return found


def _said(tx: Transaction, whom: Whom) -> list[Row]:
    """Rulings of who is who, and what people said of lines, where she is named."""
    redactor = Redactor((*whom.addresses, *name_forms(whom.names)))
    found: list[Row] = []
    for table, names in (
        ("ruling", ("kind", "subject", "answer", "note")),
        ("dispute", ("account_id", "line", "answer", "reason", "ref")),
        ("play_said", ("account_id", "play", "answer", "reason")),
        ("desired_kind", ("account_id", "kind", "reason")),
    ):
        found += [
            {"table": table, **dict(zip(names, row, strict=True))}
            for row in tx.rows(f"select {', '.join(names)} from {table} order by id")
            if any(isinstance(value, str) and redactor.find(value) for value in row)
        ]
    return found


def _looks(tx: Transaction, whom: Whom, zone: tzinfo) -> list[Row]:
    return [
        {"at": one.at.isoformat(), "who": one.who, "did": one.deed, "account": one.account_id}
        for one in looks_of(tx, whom.addresses, zone)
    ]


def _mentions(tx: Transaction, whom: Whom, known: set[int]) -> int:
    """How many other mails name her."""
    redactor = Redactor((*whom.addresses, *name_forms(whom.names)))
    count, after = 0, 0
    sql = (
        "select m.id, m.subject, coalesce(t.text, '') from message m join message_text t"
        f" on t.message_id = m.id where m.id > ? order by m.id limit {_AT_ONCE}"
    )
    while rows := tx.rows(sql, (after,)):
        for key, subject, text in rows:
            count += key not in known and (redactor.find(subject) or redactor.find(text))
        after = rows[-1][0]
    return count


def as_json(found: Dossier) -> bytes:
    """The whole as one JSON document."""
    document = {
        "addresses": found.addresses,
        "names": found.names,
        "may_be_yours_too": found.may_be,
        "other_mails_that_name_you": found.mentions,
        **found.sections,
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)
