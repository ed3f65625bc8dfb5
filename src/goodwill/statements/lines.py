"""The name of a line: from what a person types to the line and all its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from goodwill.errors import LineNotFoundError, nearest
from goodwill.reports import LineEvidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from goodwill.facts.statement import Evidence, Statement
    from goodwill.judge.statement import Judgement

    AllEvidence = Mapping[str, Sequence[Evidence]]

__all__ = ["evidence_of_line", "line_as_stored", "line_name"]

ECONOMICS = "economics"


def line_name(asked: str, names: Mapping[str, object]) -> str:
    """The full name of the line that `asked` means: full, or the bare id where one list has it."""
    if asked in names:
        return asked
    found = [name for name in names if name.endswith(f"[{asked}]")]
    if len(found) == 1:
        return found[0]
    if found:
        raise LineNotFoundError(
            f'"{asked}" names {len(found)} lines.', hint=f"Say {' or '.join(found)}."
        )
    known = [*names, *(name.partition("[")[2].rstrip("]") for name in names)]
    raise LineNotFoundError(
        f'A statement has no line "{asked}".{nearest(asked, known)}',
        hint="A line is named by its id, for example:  goodwill why ACCOUNT terms_dictated",
    )


def evidence_of_line(found: Judgement, asked: str) -> LineEvidence:
    """One line of a statement as just drawn up, with everything it stands on."""
    from goodwill.statements import money_lines  # noqa: PLC0415  the judges of money, which few lines need

    figures = money_lines.figures_of(found)
    name = line_name(money_lines.bracketed(asked), {**_names(found.evidence), **figures})
    if name in figures:
        return money_lines.figure_line(found, name, figures[name])
    return _line(found.statement, found.evidence, name)


def line_as_stored(
    document: Mapping[str, Any], evidence: AllEvidence, asked: str
) -> LineEvidence | None:
    """The same of a stored `{"statement", "money"}`; None of a figure with rows that are not."""
    statement: Statement = document["statement"]
    money = [ECONOMICS, *(f"{ECONOMICS}[{one['id']}]" for one in document["money"]["figures"])]
    if asked.startswith(ECONOMICS):
        from goodwill.statements import money_lines  # noqa: PLC0415  as above

        return money_lines.figure_as_stored(statement, document["money"], asked)
    name = line_name(asked, {**_names(evidence), **dict.fromkeys(money)})
    return None if name in money else _line(statement, evidence, name)


def _names(evidence: AllEvidence) -> dict[str, object]:
    """The lines that evidence stands behind."""
    return {**evidence, "stage": ()}


def _behind(evidence: AllEvidence, name: str) -> tuple[Evidence, ...]:
    """One line's evidence; a stage stands on what all of its gates stand on."""
    if name != "stage":
        return tuple(evidence[name])
    gates = [items for line, items in evidence.items() if line.startswith("gates[")]
    return (*evidence.get("stage", ()), *(item for items in gates for item in items))


def _one_side(statement: Statement, side: str) -> Mapping[str, object]:
    """The tally of one side's promises; of both where none is named."""
    ledger = cast("Mapping[str, object]", statement["commitments"])
    return cast("Mapping[str, object]", ledger[side]) if side else ledger


def _line(statement: Statement, evidence: AllEvidence, name: str) -> LineEvidence:
    """The line of that name."""
    group, _, rest = name.partition("[")
    lines = cast("Mapping[str, object]", statement)
    holder = cast("Mapping[str, object]", lines["stage"]) if group == "gates" else lines
    line = holder[group]
    if group == "commitments":
        line = _one_side(statement, rest.rstrip("]"))
    elif rest:
        wanted = rest.rstrip("]")
        items = cast("list[Mapping[str, object]]", line)
        line = next(item for item in items if item["id"] == wanted)
    return LineEvidence(
        account=statement["account"]["id"],
        as_of=statement["as_of"],
        name=name,
        line=cast("Mapping[str, object]", line),
        evidence=_behind(evidence, name),
    )
