"""One row for each account, for a CRM: kind, stage and next step as fields of the company.

A CRM finds the company by its id or its domain. What a spreadsheet would run is kept a text, and
comes out again as it was when the file is imported here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from goodwill.facts.statement import Statement
from goodwill.facts.strongest import found_patterns, notable_risks
from goodwill.serve.words import plain
from goodwill.sources.protected import protected

__all__ = ["HEADS", "crm_csv"]

HEADS = (
    "account_id",
    "name",
    "domain",
    "owner",
    "goodwill_as_of",
    "goodwill_kind",
    "goodwill_kind_confidence",
    "goodwill_kind_wanted",
    "goodwill_stage",
    "goodwill_patterns",
    "goodwill_risks",
    "goodwill_next_step",
    "goodwill_next_step_owner",
    "goodwill_promises_of_ours_open",
    "goodwill_promises_of_theirs_open",
    "goodwill_revenue_12_months",
    "goodwill_contribution_12_months",
    "goodwill_currency",
)


def crm_csv(statements: Iterable[Statement]) -> str:
    """A file of RFC 4180: heads, then a row for each account; what is not known is empty."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow(HEADS)
    sheet.writerows([_cell(value) for value in _row(one)] for one in statements)
    return out.getvalue()


def _row(of: Statement) -> tuple[str | float | None, ...]:
    account, kind, economics = of["account"], of["kind"], of["economics"]
    first = next(iter(of["plan"]["plays"]), None)
    found = [line["id"] for line in found_patterns(of["patterns"]) if line["status"] == "present"]
    return (
        account["id"],
        account["name"],
        next(iter(account["domains"]), None),
        account["owner"],
        of["as_of"],
        kind["now"],
        kind["confidence"],
        kind["desired"],
        of["stage"]["now"],
        ";".join(found),
        ";".join(risk["id"] for risk in notable_risks(of["risks"])),
        first["title"] if first else None,
        first["owner"] if first else None,
        of["commitments"]["ours"]["open"],
        of["commitments"]["theirs"]["open"],
        economics["revenue"],
        economics["contribution"],
        economics["currency"],
    )


def _cell(value: str | float | None) -> str | float:
    if value is None:
        return ""
    return protected(plain(value)) if isinstance(value, str) else value
