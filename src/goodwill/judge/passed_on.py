"""Evidence that was seen in a mail passed on says so, with who did that and when.

The words are their author's on the day they were written; that we know them from somebody else's
mail, whose heading says whose they are, a reader must be told under every line they stand under.
Which words count at all is settled where rows are loaded: `goodwill.store.columns.passed_on`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodwill.facts.statement import Evidence, Statement
from goodwill.facts.tables import Tables

__all__ = ["tell_who_passed_on"]


def tell_who_passed_on(
    statement: Statement, evidence: Mapping[str, Sequence[Evidence]], tables: Tables
) -> Mapping[str, Sequence[Evidence]]:
    """The evidence behind each line, and in the statement, each such item saying more."""
    told = _told(tables)
    if told:
        _add(statement, told)
        for items in evidence.values():
            _add(items, told)
    return evidence


def _told(tables: Tables) -> dict[str, str]:
    """What is added to evidence of each passed-on mail, by what it is cited by."""
    names = {person.person_id: person.name or person.email for person in tables.person}
    return {
        row.message_id: f" Seen in a mail that {names.get(row.passed_on_by, row.passed_on_by)}"
        f" passed on on {row.passed_on}; its heading says who wrote it."
        for rows in (tables.act, tables.remark)
        for row in rows
        if row.passed_on_by is not None
    }


def _add(found: object, told: Mapping[str, str]) -> None:
    """Walk a statement; an item that stands in two places is told once."""
    if isinstance(found, dict):
        more = told.get(found.get("ref", ""), "") if found.get("source") == "message" else ""
        if more and not found["says"].endswith(more):
            found["says"] += more
        for value in found.values():
            if isinstance(value, dict | list | tuple):
                _add(value, told)
    elif isinstance(found, Sequence) and not isinstance(found, str):
        for value in found:
            if not isinstance(value, str):
                _add(value, told)
