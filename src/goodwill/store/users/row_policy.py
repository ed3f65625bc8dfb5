"""Which rows of a book somebody may see: one policy, compiled into every query that is asked.

Before a query is asked for somebody, every table of the book is hidden behind a temporary view of
the same name, which holds only the rows that they may see. Databases look for a name among what
is temporary first, so every query there is, and every one that will be written, sees those rows
and no others; it need not know of rights. A table that no rule names is empty. `seen` asks so.

A message is seen by the people on it, whoever of them shared their mail, and nobody else; what
belongs to an account by those who may see the account. Documents that hold words of many messages
(statements) pass `goodwill.access.words` besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Table

__all__ = ["Sight", "rule_of", "search_view", "view_sql"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What somebody may see, in the words of mail and of accounts.

    `all_accounts`, or those in `accounts`, those owned by somebody in `owners` (names and
    addresses in small letters), and those without a named owner that one of `partners` (addresses)
    exchanged mail with. Words: of every mail that one of `readers` (addresses) is on; of mail with
    an account (first) that somebody (second) is on. `sources`: where facts came from.
    """

    all_accounts: bool = False
    accounts: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    readers: frozenset[str] = frozenset()
    shared: frozenset[tuple[str, str]] = frozenset()
    sources: bool = False


_OPEN = frozenset({"setting", "book_state", "prior"})
"""What says nothing about anybody."""

_SOURCES = frozenset({"import_run", "source_file", "ledger"})
_OF_ALL = frozenset({"ruling", "statement_seen", "unmatched"})
"""What names people and accounts that nobody may know to be there, or counts over all of them."""

_BY_MESSAGE = {
    "message": "id",
    "message_text": "message_id",
    "participant": "message_id",
    "act": "message_id",
    "passed_on": "message_id",
    "passed_on_link": "message_id",
    "message_thread": "message_id",
    "placement": "message_id",
}
_BY_MEETING = {"meeting": "id", "attendee": "meeting_id"}
_BY_INVOICE = frozenset({"invoice_line", "payment"})
_BY_ACCOUNT = frozenset(
    {"account", "account_link", "account_state", "agreement", "contact", "delivery"}
    | {"desired_kind", "discovered_account", "dispute", "evidence", "expense", "feedback"}
    | {"glance", "invoice", "opportunity", "play_said", "statement", "statement_change"}
    | {"ticket", "time_entry"}
)
"""What belongs to an account. What is of one colleague each (quotas) is nobody's to look through,
and a table that is named nowhere here is empty to all."""


def rule_of(table: Table, sight: Sight) -> str:
    """The condition on a row of a table, as SQL; `{main}` is where the tables themselves are."""
    if (rule := _rules(sight).get(table.name)) is not None:
        return rule
    return _of_account("t.account_id", sight) if table.name in _BY_ACCOUNT else "1 = 0"


def _rules(sight: Sight) -> dict[str, str]:
    """The condition for each table whose rows are not simply an account's."""
    bill = _of_account("iv.account_id", sight)
    return {
        **dict.fromkeys(_OPEN, "1 = 1"),
        **dict.fromkeys(_SOURCES, _yes(sight.sources)),
        **dict.fromkeys(_OF_ALL, _yes(sight.all_accounts)),
        **{name: _of_message(f"t.{column}", sight) for name, column in _BY_MESSAGE.items()},
        **{name: _of_meeting(f"t.{column}") for name, column in _BY_MEETING.items()},
        **dict.fromkeys(_BY_INVOICE, _OF_INVOICE.replace("{bill}", bill)),
        **{name: _of_people(rule, sight) for name, rule in _PEOPLE.items()},
    }


_OF_INVOICE = (
    "exists (select 1 from {main}.invoice iv where iv.invoice_id = t.invoice_id and {bill})"
)


def _of_people(rule: str, sight: Sight) -> str:
    said = _of_account("t.account_id", sight)
    return rule.replace("{said}", said).replace("{message}", _of_message("pp.message_id", sight))


def _yes(is_so: bool) -> str:
    return "1 = 1" if is_so else "1 = 0"


def _of_account(column: str, sight: Sight) -> str:
    if sight.all_accounts:
        return f"{column} is not null"
    return f"{column} in (select sa.account_id from {{temp}}.seen_account sa)"


def _of_message(column: str, sight: Sight) -> str:
    """Whether somebody who lets the viewer read is on a message, or on the one that carries it."""
    on = (
        "exists (select 1 from {main}.participant sp join {temp}.seen_point so"
        " on so.point_id = sp.point_id where sp.message_id = {at} and sp.role <> 'via')"
    )
    if sight.shared:
        on = f"({on} or {_SHARED})"
    carried = on.replace("{at}", "cp.carrier_id")
    return (
        f"({on.replace('{at}', column)} or exists (select 1 from {{main}}.passed_on cp"
        f" where cp.message_id = {column} and {carried}))"
    )


_SHARED = (
    "exists (select 1 from {temp}.seen_share ss join {main}.participant gp"
    " on gp.point_id = ss.point_id and gp.message_id = {at} and gp.role <> 'via'"
    " join {main}.participant hp on hp.message_id = {at}"
    " join {main}.point_link hl on hl.point_id = hp.point_id and hl.account_id = ss.account_id)"
)


def _of_meeting(column: str) -> str:
    return (
        "exists (select 1 from {main}.attendee ma join {temp}.seen_point mo"
        f" on mo.point_id = ma.point_id where ma.meeting_id = {column})"
    )


_MET = (
    "exists (select 1 from {main}.participant pp where pp.point_id = {point} and {message})"
    " or exists (select 1 from {main}.attendee pa join {main}.attendee pb"
    " on pb.meeting_id = pa.meeting_id join {temp}.seen_point po on po.point_id = pb.point_id"
    " where pa.point_id = {point})"
)
_PEOPLE = {
    "contact_point": _MET.replace("{point}", "t.id"),
    "point_link": f"t.side = 'ours' or {_MET.replace('{point}', 't.point_id')}",
    "person": (
        "t.side = 'ours' or ({said} and exists (select 1 from {main}.contact cc"
        " where cc.superseded_by is null and cc.email = t.email))"
        " or exists (select 1 from {main}.point_link pl where pl.person_id = t.person_id"
        f" and ({_MET.replace('{point}', 'pl.point_id')}))"
    ),
}
"""Colleagues, people whom the viewer has met in mail, and who is listed of an account they see."""


def view_sql(table: Table, sight: Sight, *, main: str, temp: str) -> str:
    """The view that stands before a table."""
    columns = ", ".join(_column(table.name, column.name, sight) for column in table.c)
    rule = rule_of(table, sight)
    text = f'create temporary view "{table.name}" as select {columns} from {{main}}.{table.name} t'
    return f"{text} where {rule}".replace("{main}", main).replace("{temp}", temp)


def _column(table: str, column: str, sight: Sight) -> str:
    """A column as it is shown: to which account somebody belongs is not, where that is not seen."""
    if table in {"point_link", "person", "passed_on_link"} and column == "account_id":
        rule = _of_account("t.account_id", sight)
        return f"case when {rule} then t.account_id end as account_id"
    return f't."{column}"'


def search_view(sight: Sight) -> str:
    """The view that stands before SQLite's index of words, asked by `match` as the index is."""
    rule = _of_message("(t.rowid & {mask})", sight).replace("{main}", "main")
    return (
        "create temporary view message_search as select t.rowid as rowid,"
        f" t.message_search as message_search from main.message_search t where {rule}"
    ).replace("{temp}", "temp")
