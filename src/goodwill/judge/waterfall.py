"""The bars from revenue down to contribution, equal to the contract's figures to the cent.

Cost to serve falls into activities and expenses, every bar into its rows. The figures of the
contract are rounded each on its own, so bars and rows are rounded to add up to them: cents go to
those that lost most by rounding down. Where the rounded figures themselves do not add up, a
bar "rounding" says by how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from goodwill.judge.costing import CostPart
from goodwill.judge.economics import Sums
from goodwill.judge.figures import Opened
from goodwill.judge.ledger import CENT

__all__ = ["Step", "split_to_cent", "to_cent", "waterfall"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bar, signed as it adds up, in cents; `part` is the figure that it belongs to.

    `rows` add up to it; a total has none, it is the sum of the bars before it.
    """

    id: str
    part: str
    amount: Decimal
    is_total: bool = False
    rows: tuple[tuple[CostPart, Decimal], ...] = ()


def to_cent(amount: Decimal) -> Decimal:
    """Rounded as the statement rounds."""
    return amount.quantize(CENT, rounding=ROUND_HALF_EVEN)


def split_to_cent(parts: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """`parts` in whole cents that sum to `total`, which is their sum up to some cents."""
    cents = [part.quantize(CENT, rounding=ROUND_FLOOR) for part in parts]
    left = int((total - sum(cents, Decimal(0))) / CENT)
    by_loss = sorted(range(len(parts)), key=lambda place: (cents[place] - parts[place], place))
    for turn in range(abs(left) if parts else 0):
        cents[by_loss[turn % len(parts)]] += CENT.copy_sign(left)
    return cents


def waterfall(sums: Sums, opened: Opened) -> tuple[Step, ...]:
    """All bars in order; none where there is no revenue to begin with."""
    if sums.revenue is None:
        return ()
    return tuple(_steps(sums, opened, sums.revenue))


def _steps(sums: Sums, opened: Opened, revenue: Decimal) -> Iterator[Step]:
    level = to_cent(revenue)
    yield _bar("revenue", "revenue", level, opened.revenue, sign=1)
    if sums.gross_margin is None:
        return
    margin = to_cent(sums.gross_margin)
    yield _bar("cost_of_goods", "cost_of_goods", margin - level, opened.costs)
    yield Step(id="gross_margin", part="gross_margin", amount=margin, is_total=True)
    if sums.cost_to_serve is not None:
        level = to_cent(sums.cost_to_serve)
        yield from _serving(opened, level)
        margin -= level
    if sums.late_payment_cost is not None:
        late = to_cent(sums.late_payment_cost)
        name = "late_payment_cost"
        yield _bar(name, name, -late, opened.late.parts)
        margin -= late
    if sums.contribution is not None:
        total = to_cent(sums.contribution)
        if total != margin:
            yield Step(id="rounding", part="rounding", amount=total - margin)
        yield Step(id="contribution", part="contribution", amount=total, is_total=True)


def _serving(opened: Opened, total: Decimal) -> Iterator[Step]:
    """Hours first, then expenses, each dearest first."""
    groups = [
        (name, rows, sum((row.amount for row in rows), Decimal(0)))
        for name, rows in opened.serving.items()
    ]
    groups.sort(key=lambda group: (group[0][0] != "hours", -group[2], group[0]))
    bars = split_to_cent([amount for _, _, amount in groups], total)
    for ((kind, name), rows, _), bar in zip(groups, bars, strict=True):
        yield _bar(f"{kind}[{name}]", "cost_to_serve", -bar, rows)


def _bar(
    name: str, part: str, amount: Decimal, rows: Sequence[CostPart], *, sign: int = -1
) -> Step:
    """A bar with its rows, signed as they add up; costs are taken off."""
    exact = [sign * row.amount for row in rows]
    return Step(
        id=name,
        part=part,
        amount=amount,
        rows=tuple(zip(rows, split_to_cent(exact, amount), strict=True)),
    )
