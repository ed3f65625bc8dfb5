"""The portable subset of SQL, and the lint that keeps the signals inside it.

sqlglot translates without saying no: what an engine cannot do is left in the text and fails
when it runs. So this refuses, by name, whatever is not known to work on DuckDB, Spark and
PostgreSQL alike. It costs 0.4 s to import and is used by tests, by `goodwill doctor` and by
engines other than DuckDB; nothing on the way to a statement imports it.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlglot
from sqlglot import exp

__all__ = ["PARAMETERS", "find_problems", "tables_read", "translate"]

PARAMETERS = frozenset({"as_of"})
"""Every `$name` a query may use."""

FUNCTIONS: tuple[type[exp.Expr], ...] = (
    exp.Abs,
    exp.And,
    exp.Avg,
    exp.Case,
    exp.Cast,
    exp.Coalesce,
    exp.Count,
    exp.DateDiff,
    exp.Exists,
    exp.Exp,
    exp.Floor,
    exp.Greatest,
    exp.If,
    exp.Lag,
    exp.Lead,
    exp.Least,
    exp.Ln,
    exp.Lower,
    exp.Max,
    exp.Min,
    exp.Or,
    exp.RowNumber,
    exp.Sum,
    exp.TimestampTrunc,
    exp.DateTrunc,
)
"""Functions that mean the same on all three engines; `and`, `or`, `case` count as such here."""

REFUSED: dict[type[exp.Expr], str] = {
    exp.Qualify: "QUALIFY is missing elsewhere; filter on a row_number in a named step",
    exp.Interval: "intervals differ; add whole days to a date, or compare with date_diff",
    exp.Lambda: "lambdas are missing elsewhere",
    exp.Bracket: "lists and structs differ between engines",
    exp.Array: "lists and structs differ between engines",
    exp.Struct: "lists and structs differ between engines",
    exp.Unnest: "unnesting differs between engines",
    exp.Pivot: "PIVOT is missing elsewhere; use max(case when ... end)",
    exp.Star: "name the columns, or write count(1)",
    exp.Limit: "a limit without an order is a different answer each time; number the rows",
}


def find_problems(sql: str) -> tuple[str, ...]:
    """What in `sql` would not run, or not mean the same, on another engine."""
    try:
        statements = sqlglot.parse(sql, read="duckdb")
    except sqlglot.errors.SqlglotError as error:
        return (f"this is not SQL: {error}",)
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return ("a file holds one query",)
    return tuple(_problems_of(statements[0]))


def _problems_of(query: exp.Query) -> Iterator[str]:
    """Each problem found while walking the tree."""
    for node in query.walk():
        for kind, reason in REFUSED.items():
            if isinstance(node, kind):
                yield f"{node.sql('duckdb')}: {reason}"
        if isinstance(node, exp.Func) and not isinstance(node, FUNCTIONS):
            yield f"{node.sql('duckdb')}: this function is not in the portable subset"
        yield from _problems_of_clause(node)


def _problems_of_clause(node: exp.Expr) -> Iterator[str]:
    """Problems that lie in how a clause is used."""
    if isinstance(node, exp.Group) and node.args.get("all"):
        yield "GROUP BY ALL: name the columns"
    if isinstance(node, exp.Order) and any(part.name.lower() == "all" for part in node.expressions):
        yield "ORDER BY ALL: name the columns"
    if isinstance(node, exp.Join) and str(node.args.get("method") or "").upper() in {
        "ASOF",
        "NATURAL",
        "POSITIONAL",
    }:
        yield f"{node.args['method']} JOIN: number the rows and join on the first"
    if isinstance(node, exp.Distinct) and node.args.get("on"):
        yield "DISTINCT ON: filter on a row_number in a named step"
    if isinstance(node, exp.Placeholder | exp.Parameter) and node.name not in PARAMETERS:
        known = ", ".join(f"${name}" for name in sorted(PARAMETERS))
        yield f"{node.sql('duckdb')}: no such parameter; known are {known}"


def tables_read(sql: str) -> frozenset[str]:
    """The tables a query reads, its own named steps left out."""
    query = sqlglot.parse_one(sql, read="duckdb")
    steps = {step.alias_or_name for step in query.find_all(exp.CTE)}
    return frozenset(table.name for table in query.find_all(exp.Table)) - steps


def translate(sql: str, dialect: str) -> str:
    """The same query for another engine; raises where sqlglot knows that it cannot."""
    return sqlglot.transpile(
        sql,
        read="duckdb",
        write=dialect,
        unsupported_level=sqlglot.ErrorLevel.RAISE,
    )[0]
