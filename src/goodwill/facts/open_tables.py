"""The tables that analysts read: their grain, their columns, and where each value stands.

One description for every door: Arrow tables (`Book.table`), read-only views in the database,
exported files and their dictionary. Here are the tables that are read off stored statements; rows
as they were imported are next door, in `goodwill.store.open_tables.facts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

__all__ = ["ACCOUNT", "AS_OF", "OF_STATEMENTS", "SIGNALS", "ColumnKind", "OpenColumn", "OpenTable"]

ColumnKind = Literal["text", "integer", "number", "money", "flag", "day", "time", "list"]
"""What a value is. `number` is a float, `money` an exact decimal, `time` a moment in UTC, `list`
a list of texts."""


class OpenColumn(NamedTuple):
    """A column: its name, what its values are, what they say, and where in an item they stand."""

    name: str
    kind: ColumnKind
    says: str
    path: str = ""


class OpenTable(NamedTuple):
    """A table: what one row is, and its columns; `each` is the list of a statement it unrolls."""

    name: str
    grain: str
    columns: tuple[OpenColumn, ...]
    each: str = ""


ACCOUNT = OpenColumn("account_id", "text", "The account.")
AS_OF = OpenColumn("as_of", "day", "The day of the statement: only what had happened by then.")


def _of(name: str, grain: str, each: str, *columns: tuple[str, ColumnKind, str, str]) -> OpenTable:
    own = tuple(OpenColumn(*column) for column in columns)
    says = f"One row for each account, day and {grain}."
    return OpenTable(name, says, (ACCOUNT, AS_OF, *own), each)


_MIXTURE: tuple[tuple[str, ColumnKind, str, str], ...] = tuple(
    (f"share_{kind}", "number", f"Share of the kind `{kind}` (0 to 1).", f"mixture.{kind}")
    for kind in ("social", "technical", "ad_hoc", "partner")
)
_ECONOMICS: tuple[tuple[str, ColumnKind, str, str], ...] = tuple(
    (name, "number", f"{says}, 12 months, in `currency`; null where the book cannot say.",
     f"economics.{name}")
    for name, says in (
        ("revenue", "Invoiced, net of tax"),
        ("gross_margin", "Invoiced less cost"),
        ("cost_to_serve", "Unbilled hours and expenses"),
        ("proposal_cost", "Hours of proposals, won or lost"),
        ("entertainment_cost", "Entertainment and gifts, with their hours"),
        ("discount_given", "List amount less amount, where positive"),
        ("late_payment_cost", "What late payment cost in interest"),
        ("contribution", "Gross margin less cost to serve and late payment"),
        ("return_per_hour", "Contribution for each hour worked"),
    )
)  # fmt: skip
_PROMISES: tuple[tuple[str, ColumnKind, str, str], ...] = tuple(
    (f"{side}_{state}", "integer", f"Promises of {whose} that are {state}.",
     f"commitments.{side}.{state}")
    for side, whose in (("ours", "ours"), ("theirs", "theirs"))
    for state in ("open", "kept", "broken")
)  # fmt: skip

_STATEMENT: tuple[tuple[str, ColumnKind, str, str], ...] = (
    ("kind", "text", "The kind of relationship; null: not enough to tell.", "kind.now"),
    ("kind_confidence", "number", "Chance that a careful reader says so.",
     "kind.confidence"),
    ("kind_desired", "text", "The kind that is wanted.", "kind.desired"),
    ("kind_since", "text", "The month since which it is so (YYYY-MM).", "kind.since"),
    *((name, sort, says, f"kind.{path}") for name, sort, says, path in _MIXTURE),
    ("stage", "text", "The stage of trust that was earned.", "stage.now"),
    ("stage_confidence", "number", "Chance that it is that one.", "stage.confidence"),
    ("active_people", "integer", "People with a two-way exchange in 180 days.",
     "committee.active"),
    ("single_threaded", "flag", "Whether fewer than two are active.",
     "committee.single_threaded"),
    ("missing_roles", "list", "Roles that no active person holds.",
     "committee.missing_roles"),
    *_PROMISES,
    ("currency", "text", "Of the amounts.", "economics.currency"),
    *_ECONOMICS,
    ("next_play", "text", "The title of the first thing to do.", "plan.plays.0.title"),
    ("facts", "text", "Digest of the facts it was made of.", "made_with.facts"),
    ("catalogue", "text", "Digest of the catalogue.", "made_with.catalogue"),
    ("code", "text", "Version of Goodwill.", "made_with.code"),
    ("calibration", "text", "What its chances were fitted on.", "made_with.calibration"),
)  # fmt: skip

OF_STATEMENTS: Mapping[str, OpenTable] = {
    table.name: table
    for table in (
        OpenTable(
            "accounts",
            "One row for each account, of its newest statement (in Arrow and files: of the day).",
            (
                ACCOUNT,
                AS_OF,
                OpenColumn("name", "text", "What it is called.", "account.name"),
                OpenColumn("domains", "list", "Its mail domains.", "account.domains"),
                OpenColumn("owner", "text", "Who of ours answers for it.", "account.owner"),
                OpenColumn("messages", "integer", "Mails with its people.", "coverage.messages"),
                OpenColumn("meetings", "integer", "Meetings with them.", "coverage.meetings"),
                OpenColumn("first_on", "day", "The first contact.", "coverage.first_on"),
                OpenColumn("last_on", "day", "The last contact.", "coverage.last_on"),
            ),
        ),
        OpenTable(
            "statements",
            "One row for each account and day.",
            (
                ACCOUNT,
                AS_OF,
                *(OpenColumn(*one) for one in _STATEMENT),
            ),
        ),
        _of(
            "kind_months", "month", "kind.trend",
            ("month", "text", "The month (YYYY-MM).", "month"),
            *_MIXTURE,
        ),
        _of(
            "gates", "gate of trust", "stage.gates",
            ("gate_id", "text", "The gate.", "id"),
            ("met", "flag", "Whether it was earned.", "met"),
            ("met_on", "day", "The day on which it was first met.", "on"),
        ),
        _of(
            "patterns", "unhealthy pattern", "patterns",
            ("pattern_id", "text", "The pattern.", "id"),
            ("title", "text", "What it is called.", "title"),
            ("status", "text", "`present`, `watch`, `absent` or `not_assessable`.", "status"),
            ("probability", "number", "Chance that it is there (0 to 1).", "probability"),
            ("since", "day", "Since when.", "since"),
            ("direction", "text", "`ours` or `theirs`: who does it to whom.", "direction"),
            ("cost_amount", "number", "What it cost in 12 months; null: not to be told.",
             "cost.amount"),
            ("cost_currency", "text", "Of the cost.", "cost.currency"),
            ("cost_formula", "text", "How the cost is worked out.", "cost.formula"),
            ("needs", "list", "Which data would make it assessable.", "needs"),
        ),
        _of(
            "practices", "healthy practice", "practices",
            ("practice_id", "text", "The practice.", "id"),
            ("status", "text", "`kept`, `slipping`, `missing` or `not_assessable`.", "status"),
        ),
        _of(
            "expectations", "expectation", "expectations",
            ("expectation_id", "text", "What they may want.", "id"),
            ("strength", "number", "Chance that they want it (0 to 1).", "strength"),
            ("last_reviewed_on", "day", "When it was last talked about.", "last_reviewed_on"),
        ),
        _of(
            "risks", "risk", "risks",
            ("risk_id", "text", "The risk.", "id"),
            ("probability", "number", "Chance within the horizon (0 to 1).", "probability"),
            ("horizon_days", "integer", "Days ahead that the chance speaks of.", "horizon_days"),
            ("since", "day", "Since when it has shown.", "since"),
            ("amount_at_risk", "number", "12 months' gross margin, else revenue.",
             "amount_at_risk"),
        ),
        _of(
            "commitments", "promise", "commitments.items",
            ("promised_by", "text", "Who promised.", "by"),
            ("promised_to", "text", "To whom.", "to"),
            ("what", "text", "What, in the words that were used.", "what"),
            ("made_on", "day", "When it was made.", "made_on"),
            ("due_on", "day", "By when; null: no day was named.", "due_on"),
            ("status", "text", "`open`, `kept` or `broken`.", "status"),
            ("settled_on", "day", "When that showed.", "settled_on"),
        ),
        _of(
            "people", "person of theirs", "committee.people",
            ("email", "text", "The person's address.", "email"),
            ("name", "text", "The person's name.", "name"),
            ("role", "text", "The part in the decision; null: not known.", "role"),
            ("role_is", "text", "`given` or `inferred`.", "role_is"),
            ("seniority", "text", "`executive`, `head`, `manager`, `staff` or `unknown`.",
             "seniority"),
            ("last_seen_on", "day", "The last contact.", "last_seen_on"),
            ("stance", "text", "`for`, `against`, `neutral` or `unknown`.", "stance"),
            ("has_left", "flag", "Whether the person has left.", "left"),
        ),
        _of(
            "plays", "thing to do", "plan.plays",
            ("play_id", "text", "The play.", "id"),
            ("title", "text", "What to do.", "title"),
            ("because", "list", "The lines that call for it.", "because"),
            ("steps", "list", "How.", "steps"),
            ("owner", "text", "Who does it.", "owner"),
            ("expected_value", "number", "What it is worth, in the company's currency.",
             "expected_value"),
            ("measure", "text", "How one would see that it worked.", "measure"),
        ),
        _of(
            "evidence", "line, and item that it rests on", "",
            ("line", "text", "The line: `kind`, `patterns[abusive]`, `gates[first_order]`.", ""),
            ("evidence_id", "text", "The item.", "id"),
            ("source", "text", "`message`, `invoice`, `deal`, `count`, and so on.", "source"),
            ("ref", "text", "The Message-ID, UID or row that it stands on.", "ref"),
            ("happened_on", "day", "Its day.", "on"),
            ("quote", "text", "The words; null for figures.", "quote"),
            ("says", "text", "What it says, in one sentence.", "says"),
            ("weight", "number", "Natural log-odds that it adds to the line.", "weight"),
        ),
    )
}  # fmt: skip
"""Tables that are read off stored statements, by name."""

SIGNALS = OpenTable(
    "signals",
    "One row for each account and signal: what was measured over the 12 months up to the day.",
    (
        ACCOUNT,
        AS_OF,
        OpenColumn("signal", "text", "The measurement; `goodwill signals` explains it."),
        OpenColumn("unit", "text", "Of `raw` and `estimate`."),
        OpenColumn("raw", "number", "As the rows say."),
        OpenColumn("estimate", "number", "Drawn toward what is usual, the more the fewer rows."),
        OpenColumn("exposure", "number", "How many chances the thing had to happen."),
        OpenColumn("sources", "list", "Independent kinds of source that the rows came from."),
    ),
)
"""The one table that is worked out when it is asked for, and stands in no view."""
