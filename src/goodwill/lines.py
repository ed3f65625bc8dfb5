"""The name of a line: from what a person types to the line and all its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from goodwill import money_lines
from goodwill.errors import CallError, nearest
from goodwill.reports import LineEvidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodwill.facts.statement import Evidence
    from goodwill.judge.statement import Judgement

__all__ = ["evidence_of_line", "line_name"]


def line_name(asked: str, names: Mapping[str, object]) -> str:
    """The full name of the line that `asked` means: full, or the bare id where one list has it."""
    if asked in names:
        return asked
    found = [name for name in names if name.endswith(f"[{asked}]")]
    if len(found) == 1:
        return found[0]
    if found:
        raise CallError(f'"{asked}" names {len(found)} lines.', hint=f"Say {' or '.join(found)}.")
    known = [*names, *(name.partition("[")[2].rstrip("]") for name in names)]
    raise CallError(
        f'A statement has no line "{asked}".{nearest(asked, known)}',
        hint="A line is named by its id, for example:  goodwill why ACCOUNT terms_dictated",
    )


def _all_gates(found: Judgement) -> tuple[Evidence, ...]:
    """A stage stands on what all of its gates stand on."""
    gates = [items for name, items in found.evidence.items() if name.startswith("gates[")]
    return tuple(item for items in gates for item in items)


def _one_side(found: Judgement, side: str) -> Mapping[str, object]:
    """The tally of one side's promises; of both where none is named."""
    ledger = cast("Mapping[str, object]", found.statement["commitments"])
    return cast("Mapping[str, object]", ledger[side]) if side else ledger


def evidence_of_line(found: Judgement, asked: str) -> LineEvidence:
    """One line of a statement as just drawn up, with everything it stands on."""
    everything = {**found.evidence, "stage": _all_gates(found)}
    figures = money_lines.figures_of(found)
    name = line_name(money_lines.bracketed(asked), {**everything, **figures})
    if name in figures:
        return money_lines.figure_line(found, name, figures[name])
    group, _, rest = name.partition("[")
    statement = cast("Mapping[str, object]", found.statement)
    holder = cast("Mapping[str, object]", statement["stage"]) if group == "gates" else statement
    line = holder[group]
    if group == "commitments":
        line = _one_side(found, rest.rstrip("]"))
    elif rest:
        wanted = rest.rstrip("]")
        items = cast("list[Mapping[str, object]]", line)
        line = next(item for item in items if item["id"] == wanted)
    return LineEvidence(
        account=found.statement["account"]["id"],
        as_of=found.statement["as_of"],
        name=name,
        line=cast("Mapping[str, object]", line),
        evidence=everything[name],
    )
