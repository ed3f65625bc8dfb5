"""How far what was stated is from what was so: Brier score, distance over bins, and the bins.

Each account's lines are counted by the curve that the other accounts' answers make, so what is
told of the fitted chances is told of answers that the fit has not seen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from goodwill.facts.reliability import Bin, Distance, GroupReport, LearntWeights
from goodwill.lab.calibrate.curves import Answered, fit, method_for
from goodwill.lab.calibrate.venn_abers import intervals

__all__ = ["ByAccount", "Others", "bins", "distance", "held_out", "report_group", "wilson"]

ByAccount = Mapping[str, Sequence[Answered]]
Others = Callable[[frozenset[str]], ByAccount]
"""All answers with the chances that weights learnt without some accounts state."""

MOST_BINS = 10
LEAST_IN_BIN = 10
"""Answers in a bin: fewer bins where there are few answers, so that each can be believed."""
MOST_TURNS = 200
"""Curves that are fitted at most to count how far off they are."""
Z_95 = 1.959963984540054


def report_group(
    by_account: ByAccount,
    *,
    stated: ByAccount | None = None,
    others: Others | None = None,
    weights: LearntWeights | None = None,
) -> GroupReport:
    """All that is known of one group of lines, from the answers to each account's.

    Where weights are learnt beside the curve, `by_account` has chances by them, `stated` those of
    the catalogue, and `others` those by weights that some accounts were left out of.
    """
    answered = [one for account in sorted(by_account) for one in by_account[account]]
    method = method_for(len(answered))
    unseen = held_out(by_account, others) if method != "none" else ()
    first = answered if stated is None else [one for own in sorted(stated) for one in stated[own]]
    return GroupReport(
        method=method,
        answers=len(answered),
        accounts=len(by_account),
        stated=distance(first),
        fitted=distance(unseen),
        bins=bins(first),
        fitted_bins=bins(unseen),
        intervals=intervals(answered) if method == "isotonic" else (),
        weights=weights,
    )


def held_out(by_account: ByAccount, others: Others | None = None) -> tuple[Answered, ...]:
    """Every answer beside the chance that other accounts' answers would have shown for it.

    One account is held out at a time; of more than `MOST_TURNS`, as many as there have to be.
    """
    accounts = sorted(by_account)
    found: list[Answered] = []
    for turn in range(min(len(accounts), MOST_TURNS)):
        own = accounts[turn::MOST_TURNS]
        left = frozenset(own)
        said = by_account if others is None else others(left)
        curve = fit([one for name in accounts if name not in left for one in said[name]])
        for stated, is_so in (one for name in own for one in said[name]):
            found.append(Answered(stated if curve is None else curve(stated), is_so))
    return tuple(found)


def distance(answered: Sequence[Answered]) -> Distance | None:
    """How far off chances are on average; None where there are no answers."""
    if not answered:
        return None
    brier = fmean((one.stated - one.is_so) ** 2 for one in answered)
    off = math.fsum(each.count * abs(each.stated - each.so) for each in bins(answered))
    return Distance(brier=round(brier, 4), calibration_error=round(off / len(answered), 4))


def bins(answered: Sequence[Answered]) -> tuple[Bin, ...]:
    """Bins of as many answers each as can be; chances stated alike stay together."""
    by_chance: defaultdict[float, list[bool]] = defaultdict(list)
    for stated, is_so in answered:
        by_chance[stated].append(is_so)
    wanted = max(LEAST_IN_BIN, math.ceil(len(answered) / MOST_BINS))
    found: list[list[Answered]] = [[]]
    for stated in sorted(by_chance):
        if len(found[-1]) >= wanted:
            found.append([])
        found[-1] += [Answered(stated, is_so) for is_so in by_chance[stated]]
    if len(found) > 1 and len(found[-1]) < LEAST_IN_BIN:
        found[-2:] = [found[-2] + found[-1]]
    return tuple(_bin(some) for some in found if some)


def _bin(answered: Sequence[Answered]) -> Bin:
    held = sum(one.is_so for one in answered)
    low, high = wilson(held, len(answered))
    return Bin(
        stated=round(fmean(one.stated for one in answered), 4),
        so=round(held / len(answered), 4),
        count=len(answered),
        low=low,
        high=high,
    )


def wilson(held: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, square = held / of, Z_95**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z_95 / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
