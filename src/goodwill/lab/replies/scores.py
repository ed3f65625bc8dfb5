"""How well the chance of an answer tells, as tables in Markdown.

Beside it stand two plain rules: everybody the share of all mails that is answered, and a chance
told by a question mark alone. Intervals are of whole threads drawn (`goodwill.lab.evaluate.draws`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.evaluate.draws import Draws, group_codes
from goodwill.lab.evaluate.measures import Answered, measure
from goodwill.lab.evaluate.results import Estimate
from goodwill.lab.replies.evidence import Evidence
from goodwill.lab.replies.odds import chances, fit, held_out, marked_only

__all__ = ["score_lines", "tenth_lines"]

TENTHS = 10

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_COLUMNS = (
    "fitted on", "tried on", "mails", "answered", "AUC", "Brier", "base rate", '"?" alone',
    "calibration error",
)  # fmt: skip
_TENTHS = ("tenth", "mails", "chance said", "answered")


def score_lines(evidence: Evidence) -> Iterator[str]:
    """A line for each way of holding out, for all mails and for those that ask something."""
    yield from _head(_COLUMNS)
    said, marked = held_out(evidence), marked_only(evidence)
    boxes, lists = ~evidence.in_list, evidence.in_list
    for name, rows in (("all", boxes | lists), ("mailboxes", boxes), ("lists", lists)):
        yield from _both(evidence, ("all others", name), rows, said, marked)
    for learnt, tried, which in (("mailboxes", "lists", boxes), ("lists", "mailboxes", lists)):
        if min(np.bincount(evidence.answered[which], minlength=2)) and (~which).any():
            said = chances(evidence.signs, fit(evidence, which))
            yield from _both(evidence, (learnt, tried), ~which, said, marked)


def _head(columns: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"


def _both(
    evidence: Evidence, names: tuple[str, str], rows: Flags, said: Floats, marked: Floats
) -> Iterator[str]:
    yield from _line(evidence, names, rows, said, marked)
    asking = (names[0], f"{names[1]}, asking")
    yield from _line(evidence, asking, rows & evidence.asks, said, marked)


def _line(
    evidence: Evidence, names: tuple[str, str], rows: Flags, said: Floats, marked: Floats
) -> Iterator[str]:
    """One line; none where no mail, or every mail, was answered."""
    holds = evidence.answered[rows]
    share = float(holds.mean()) if len(holds) else 0.0
    if share in {0.0, 1.0}:
        return
    threads = [evidence.threads[place] for place in np.flatnonzero(rows)]
    found = measure(Answered(holds=holds, chances=said[rows]), Draws(group_codes(threads)))
    plain = float(((marked[rows] - holds) ** 2).mean())
    cells = (
        *names,
        f"{len(holds):,}",
        f"{share:.1%}",
        _shown(found["auc"], 2),
        _shown(found["brier"], 3),
        f"{share * (1 - share):.3f}",
        f"{plain:.3f}",
        _shown(found["calibration_error"], 2),
    )
    yield f"| {' | '.join(cells)} |"


def _shown(estimate: Estimate, digits: int) -> str:
    value = f"{estimate.value:.{digits}f}"
    if estimate.low is None or estimate.high is None:
        return value
    return f"{value} ({estimate.low:.{digits}f} to {estimate.high:.{digits}f})"


def tenth_lines(evidence: Evidence) -> Iterator[str]:
    """What was said and what came, of mails that ask something, by tenths of what was said."""
    yield from _head(_TENTHS)
    said, holds = held_out(evidence)[evidence.asks], evidence.answered[evidence.asks]
    for number, part in enumerate(np.array_split(np.argsort(said, kind="stable"), TENTHS), 1):
        if len(part):
            cells = f"{number} | {len(part)} | {said[part].mean():.3f} | {holds[part].mean():.3f}"
            yield f"| {cells} |"
