"""What a line stands on: how evidence is written down, ordered and cut to what is shown.

Contract, "Evidence": natural log-odds with two decimals; by size, then newest, then ref; at
most 12 in a statement with one against among them where there is one. `why` gives all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from goodwill.facts.evidence import LaidUp, cut_at_word, in_order, written
from goodwill.facts.marks import is_marked
from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, RemarkRow

__all__ = [
    "AT_MOST",
    "chance_of",
    "count_evidence",
    "cut_at_word",
    "evidence",
    "in_order",
    "logit",
    "sentence",
    "shown",
    "varied",
]

AT_MOST = 12
ALIKE_ROWS, ALIKE_WORDS = 4, 6
"""So many rows of one table, or sentences that all say one thing, before others have their turn."""
CERTAIN = 1e-9  # a share of nothing or of all still has finite odds


def evidence(
    line: str,
    *,
    source: str,
    ref: str,
    on: date | None,
    says: str,
    weight: float,
    quote: str | None = None,
) -> Evidence:
    """One item under `line`; `weight` in natural log-odds, negative where it speaks against.

    An empty `quote` is that of a sentence whose words are nobody's business: it is not shown.
    """
    return written(
        line,
        source=source,
        ref=ref,
        on=None if on is None else on.isoformat(),
        says=says,
        weight=round(weight, 2) + 0.0,
        quote=quote,
    )


def sentence(line: str, row: ActRow | RemarkRow, *, says: str, weight: float) -> Evidence:
    """A sentence of a mail as evidence."""
    return evidence(
        line,
        source="message",
        ref=row.message_id,
        on=row.sent_on,
        quote=row.quote,
        says=says,
        weight=weight,
    )


def count_evidence(line: str, *, of: str, says: str, weight: float, on: date | None) -> Evidence:
    """A count as evidence: no quote, `of` names what was counted."""
    return evidence(line, source="count", ref=of, on=on, says=says, weight=weight)


def shown(items: Iterable[Evidence], at_most: int = AT_MOST) -> list[Evidence]:
    """What a statement shows of `items`: the heaviest, one against among them if there is one.

    What people said of the line is always among them, as far as there is room. Where rows fill the
    list, the sentences that weigh most have half of it, and more of a sort than `ALIKE_ROWS` or
    `ALIKE_WORDS` stand only where there is room, since twelve like invoices tell one thing; so
    does a sentence that tells two things.
    """
    if isinstance(items, LaidUp):
        return shown(items.heavy if _is_enough(items.heavy, at_most) else tuple(items), at_most)
    ordered = in_order(items)
    if len(ordered) <= at_most:
        return list(ordered)
    apart, alike = varied(ordered)
    top = _with_words([*_each_once(apart), *_each_once(alike)], at_most)
    against = next((item for item in ordered if item["weight"] < 0), None)
    if against is not None and against not in top:
        top[-1] = against
    said = [item for item in ordered if is_marked(item) and item not in top][: at_most // 2]
    if not said:
        return top
    light = [item for item in top[1:] if item != against and not is_marked(item)][-len(said) :]
    return [*(item for item in top if item not in light), *said][:at_most]


def varied(ordered: Iterable[Evidence]) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The first few of each sort, and those of a sort of which enough came before, in order.

    Rows of one table are of a sort, and sentences that are shown for the same; what weighs nothing
    is of none.
    """
    apart, alike = list[Evidence](), list[Evidence]()
    seen: dict[tuple[str, str], int] = {}
    for item in ordered:
        if not item["weight"]:
            apart.append(item)
            continue
        source = item["source"]
        sort = (source, item["says"] if source == "message" else "")
        seen[sort] = count = seen.get(sort, 0) + 1
        enough = ALIKE_WORDS if item["quote"] else ALIKE_ROWS
        (alike if count > enough else apart).append(item)
    return tuple(apart), tuple(alike)


def _each_once(ordered: Iterable[Evidence]) -> list[Evidence]:
    """The same, behind all that weighs something first those sentences that stand there already."""
    once, again, light = list[Evidence](), list[Evidence](), list[Evidence]()
    seen = set[tuple[str, str]]()
    for item in ordered:
        said = (item["ref"], item["quote"] or "")
        if not item["weight"]:
            light.append(item)
        elif item["quote"] and said in seen:
            again.append(item)
        else:
            once.append(item)
            seen.add(said)
    return [*once, *again, *light]


def _with_words(found: Sequence[Evidence], at_most: int) -> list[Evidence]:
    """The first that were found; of sentences that weigh something half at least, or all."""
    top = list(found[:at_most])
    told = [item for item in found if item["quote"] and item["weight"]][: at_most // 2]
    more = [item for item in told if item not in top]
    rows = [item for item in top[1:] if not item["quote"]]
    left_out = rows[len(rows) - len(more) :] if more else []
    return list(in_order([*(item for item in top if item not in left_out), *more]))[:at_most]


def _is_enough(heavy: Iterable[Evidence], at_most: int) -> bool:
    """Whether so many weigh something that nothing of the rest can be shown."""
    return sum(item["weight"] != 0 for item in heavy) >= at_most


def chance_of(odds: float) -> float:
    """The probability of natural log-odds: what `logit` undoes."""
    return 1 / (1 + math.exp(-odds))


def logit(chance: float) -> float:
    """Natural log-odds of a probability; finite at both ends."""
    inside = min(max(chance, CERTAIN), 1 - CERTAIN)
    return math.log(inside / (1 - inside))
