"""A mapping proposed for a sheet: which table it is taken for and why, and what has to be asked."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goodwill.errors import CallError, nearest
from goodwill.facts.csv_tables import CSV_TABLES
from goodwill.facts.currencies import CURRENCIES
from goodwill.sources.mapped.rules import (
    DATE_ORDERS,
    DECIMAL_MARKS,
    DateOrder,
    DecimalMark,
    Mapping,
    Rule,
)
from goodwill.sources.proposing.fit import Fit, fits_of, unreadable
from goodwill.sources.proposing.names import table_names
from goodwill.sources.proposing.profile import profiles_of
from goodwill.sources.proposing.rules import Draft, amount_in, draft_rules
from goodwill.sources.proposing.sheet import Sheet
from goodwill.sources.proposing.values import Ask

__all__ = ["Proposal", "check_answers", "propose"]

_LEAST_FIT = 4.0
_LINES_ELSEWHERE = 3.0
_CLEARLY = 1.5
"""Points by which the first table has to be ahead of the second."""
_GENERAL = frozenset({"table", "dates", "decimal", "tax", "currency", "status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A mapping (None where a sheet is no table of the contract), its reasons, its questions."""

    mapping: Mapping | None
    table: str | None
    because: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    unread: tuple[str, ...] = ()


def propose(sheet: Sheet, others: Sequence[Sheet], answers: Dict[str, str], name: str) -> Proposal:
    """Propose a mapping called `name`; `others` are the other sheets of its folder."""
    headers = _named_headers(sheet, answers)
    if not sheet.rows:
        return Proposal(mapping=None, table=None)
    profiles = profiles_of(sheet)
    fits = [_with_lines(fit, others) for fit in fits_of(profiles, sheet.name, headers)]
    fit, ask = _chosen(sorted(fits, key=lambda one: -one.score), answers.get("table"))
    if fit is None:
        asks = () if ask is None else (ask,)
        return Proposal(mapping=None, table=None, asks=asks)
    draft = Draft(sheet, profiles, others, answers)
    draft_rules(draft, fit)
    rules = tuple(draft.rules)
    read = _headers_of(rules)
    draft.because += unreadable(fit, [one for one in profiles if one.name not in read])
    mapping = Mapping(
        name=name,
        where=f"{name}.toml",
        vendor="own",
        export=sheet.name,
        headers=tuple(header for header in sheet.names if header in read),
        header_rows=sheet.header_rows,
        dates=_answered_dates(answers),
        decimal=_answered_decimal(answers),
        symbols=tuple(
            (key[8:], code) for key, code in answers.items() if key.startswith("symbols.")
        ),
        lookups=tuple({lookup.name: lookup for lookup in draft.lookups}.values()),
        rules=rules,
    )
    return Proposal(
        mapping=mapping,
        table=fit.table,
        because=tuple(draft.because),
        asks=tuple(draft.asks),
        unread=tuple(header for header in sheet.names if header not in read),
    )


def _chosen(fits: Sequence[Fit], answer: str | None) -> tuple[Fit | None, Ask | None]:
    """The table that a person named, or the one that fits clearly best; else what to ask."""
    if answer is not None:
        if answer not in CSV_TABLES:
            raise CallError(
                f'"{answer}" is no table.{nearest(answer, CSV_TABLES)}',
                hint=f"Tables are: {', '.join(CSV_TABLES)}.",
            )
        return next(fit for fit in fits if fit.table == answer), None
    good = [fit for fit in fits if fit.score >= _LEAST_FIT and len(fit.lacking) < 3]  # noqa: PLR2004
    if not good:
        return None, None
    near = [fit.table for fit in good if fit.score > good[0].score - _CLEARLY]
    if len(near) == 1 or (not good[0].lacking and _is_part_of(good[0].table, near[1:])):
        return good[0], None
    return None, Ask(key="table", asks="Which table is it?", choices=tuple(near))


def _with_lines(fit: Fit, others: Sequence[Sheet]) -> Fit:
    """An invoice whose amount stands in the file of its lines lacks nothing."""
    key = fit.columns.get("invoice_id")
    if fit.table != "invoices" or fit.lacking != ("amount",) or key is None:
        return fit
    if not any(amount_in(other, key.name) for other in others):
        return fit
    return replace(fit, lacking=(), score=fit.score + _LINES_ELSEWHERE)


_TOLD_BY = {
    "invoices": frozenset({"payments", "deliveries"}),
    "invoice_lines": frozenset({"invoices", "payments"}),
}
"""Tables whose rows are told by those of another: an invoice with the day it was paid."""


def _is_part_of(table: str, rivals: Sequence[str]) -> bool:
    return set(rivals) <= _TOLD_BY.get(table, frozenset())


def check_answers(answers: Dict[str, str]) -> None:
    """Refuse answers that say how a file writes in a way that there is not."""
    for key, answer in answers.items():
        if key in _FORMS and answer not in _FORMS[key]:
            raise CallError(
                f'"{answer}" is no answer to {key}.', hint=f"Answers are: {'  '.join(_FORMS[key])}"
            )
        if key.startswith("symbols.") and answer not in CURRENCIES:
            raise CallError(
                f'"{answer}" is no currency.{nearest(answer, CURRENCIES)}',
                hint=f"Write a code of ISO 4217:  --answer {key}=EUR",
            )


def _named_headers(sheet: Sheet, answers: Dict[str, str]) -> dict[str, str]:
    """Answers that name a column's header."""
    check_answers(answers)
    columns = {column for names in table_names().values() for column in names.columns}
    found: dict[str, str] = {}
    for key, header in answers.items():
        if key in _GENERAL or key.startswith("symbols."):
            continue
        if key not in columns:
            raise CallError(
                f'There is no question "{key}".{nearest(key, columns | _GENERAL)}',
                hint="Answers are dates, decimal, table, or a column of the table and its header.",
            )
        if header not in sheet.names:
            raise CallError(
                f'{sheet.name} has no column "{header}".{nearest(header, sheet.names)}',
                hint=f"Its columns are: {', '.join(sheet.names[:20])}.",
            )
        found[key] = header
    return found


def _headers_of(rules: Sequence[Rule]) -> frozenset[str]:
    """All headers of the sheet that a rule reads."""
    named: set[str] = set()
    for rule in rules:
        named |= {condition.header for condition in rule.when}
        for _, value in rule.columns:
            named |= {value.by or ""} if value.lookup is not None else set(value.named)
    return frozenset(named)


_FORMS: Dict[str, Sequence[str]] = {"dates": DATE_ORDERS, "decimal": DECIMAL_MARKS}


def _answered_dates(answers: Dict[str, str]) -> DateOrder | None:
    answer = answers.get("dates")
    return next((order for order in DATE_ORDERS if order == answer), None)


def _answered_decimal(answers: Dict[str, str]) -> DecimalMark | None:
    answer = answers.get("decimal")
    return next((mark for mark in DECIMAL_MARKS if mark == answer), None)
