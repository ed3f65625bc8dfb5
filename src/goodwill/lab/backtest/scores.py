"""How one line did: alarms, warnings before events, ranking, chances, and what acting is worth.

A row is one account at one month end. Intervals come from draws of whole accounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from goodwill.lab.backtest.areas import Areas, areas, difference
from goodwill.lab.backtest.baselines import BASELINES, Asked, score
from goodwill.lab.backtest.benefit import as_chances, decision_curve
from goodwill.lab.backtest.claims import Claim
from goodwill.lab.backtest.definitions import Rules
from goodwill.lab.backtest.joined import joined
from goodwill.lab.backtest.keeping import calibrated
from goodwill.lab.backtest.results import Foreseer, Verdict
from goodwill.lab.backtest.watching import Followed, Watch
from goodwill.lab.evaluate.draws import FEWEST, Draws, group_codes, interval
from goodwill.lab.evaluate.measures import ratio
from goodwill.lab.evaluate.results import Estimate

__all__ = ["Rows", "adding", "foreseer"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
NOTHING = Estimate(value=None)


@dataclass(frozen=True)
class Rows:
    """All account-months of one outcome."""

    followed: Followed
    rules: Rules

    @cached_property
    def holds(self) -> Bools:
        """Whether it came within the horizon."""
        days = self.followed.horizon_days
        return np.array([watch.came_within(days) for watch in self.followed.watches], np.bool_)

    @cached_property
    def draws(self) -> Draws:
        """Accounts, to be drawn."""
        return Draws(group_codes([watch.history.account_id for watch in self.followed.watches]))

    @cached_property
    def events(self) -> Mapping[tuple[str, date], tuple[int, ...]]:
        """Each event, and the rows that lie before it within the horizon."""
        found: dict[tuple[str, date], list[int]] = {}
        for place, watch in enumerate(self.followed.watches):
            if self.holds[place] and watch.next_on is not None:
                found.setdefault((watch.history.account_id, watch.next_on), []).append(place)
        return {event: tuple(places) for event, places in found.items()}

    @property
    def accounts_with_event(self) -> int:
        """How many accounts it came to."""
        return len({account for account, _ in self.events})

    @property
    def are_enough(self) -> bool:
        """Whether there are events and accounts enough to tell anything, and any without one."""
        return (
            len(self.events) >= self.rules.least_events
            and self.accounts_with_event >= self.rules.least_accounts
            and self.draws.groups >= FEWEST
            and not bool(self.holds.all())
        )

    @cached_property
    def baselines(self) -> Mapping[str, Floats]:
        """Each baseline's numbers."""
        return {
            name: np.array([score(name, self._asked(watch)) for watch in self.followed.watches])
            for name in BASELINES
        }

    def _asked(self, watch: Watch) -> Asked:
        return Asked(watch.history, watch.course, watch.day, self.rules.trend_days)

    @cached_property
    def baseline_areas(self) -> Mapping[str, Areas]:
        """How well each ranks."""
        return {name: self.areas_of(scores) for name, scores in self.baselines.items()}

    @cached_property
    def best_baseline(self) -> str | None:
        """The one that ranks best; None where nothing came."""
        if not self.holds.any():
            return None
        found = self.baseline_areas
        return max(found, key=lambda name: float(found[name].average_precision[0]))

    @cached_property
    def best_as_chances(self) -> Floats:
        """The best baseline's numbers as chances that other accounts bear out."""
        if self.best_baseline is None:
            return np.zeros(len(self.holds))
        return as_chances(self.baselines[self.best_baseline], self.holds, self.draws.codes)

    @cached_property
    def best_fitted(self) -> Areas:
        """How well the best baseline ranks where it is put through what a line beside it is."""
        return self.areas_of(self._joined(None))

    def beside_best(self, chances: Floats) -> Areas:
        """How well the best baseline ranks with a line beside it."""
        return self.areas_of(self._joined(chances))

    def _joined(self, chances: Floats | None) -> Floats:
        scores = self.baselines[self.best_baseline or "recency"]
        return joined(scores, chances, self.holds, self.draws.codes)

    def areas_of(self, scores: Floats) -> Areas:
        """How well some numbers rank; drawn only where they differ and there is enough to tell."""
        return areas(
            scores,
            self.holds,
            self.draws,
            is_drawn=self.are_enough and len(np.unique(scores)) > 1,
        )

    def share(self, part: Bools, whole: Bools) -> Estimate:
        """Part of whole, with its interval where there is enough to tell."""
        columns = np.stack([part & whole, whole], axis=1).astype(np.float64)
        if not self.are_enough:
            return interval(float(ratio(*columns.sum(axis=0))), None)
        return self.draws.estimate(columns, lambda sums: ratio(sums[..., 0], sums[..., 1]))


def foreseer(rows: Rows, line: str, claims: Sequence[Claim]) -> Foreseer:
    """What one line claimed at each row, held against what came."""
    chances = np.array([claim.chance for claim in claims])
    alarms = np.array([claim.is_alarm for claim in claims], np.bool_)
    ours, enough = rows.areas_of(chances), rows.are_enough
    says_more = enough and len(np.unique(chances)) > 1
    over_best, by_chance = NOTHING, 1.0
    if says_more:
        over_best, by_chance = difference(rows.beside_best(chances), rows.best_fitted)
    warned, lead_days = _warnings(rows, alarms)
    return Foreseer(
        line=line,
        months=len(claims),
        alarms=int(alarms.sum()),
        precision=rows.share(rows.holds, alarms),
        recall=rows.share(alarms, rows.holds),
        warned=warned,
        lead_days=lead_days,
        ranking=ours.ranking(line),
        over_best=over_best,
        by_chance=round(by_chance, 4),
        verdict=_verdict(over_best, is_enough=enough, says_more=says_more),
        calibrated=calibrated(rows.followed, claims) if says_more else None,
        decision=decision_curve(chances, rows.best_as_chances, rows.holds) if says_more else (),
    )


def _verdict(over_best: Estimate, *, is_enough: bool, says_more: bool) -> Verdict:
    """Whether the best baseline ranks better with it; `says_more` than one number."""
    if not says_more:
        return "silent" if is_enough else "too_few"
    return "not_shown" if over_best.value is not None and over_best.value > 0 else "adds_nothing"


def adding(found: Sequence[Foreseer], false_share: float) -> frozenset[Foreseer]:
    """Those that surely add: of all that are named, at most such a share is named by chance.

    Benjamini and Hochberg (1995) over all lines that say more than one thing: of fifty lines that
    are worth nothing, two look better than the best baseline in 95 of 100 draws.
    """
    asked = sorted(
        (one for one in found if one.verdict in {"not_shown", "adds_nothing"}),
        key=lambda one: one.by_chance,
    )
    limits = [false_share * (place + 1) / len(asked) for place in range(len(asked))]
    last = max(
        (place for place, one in enumerate(asked) if one.by_chance <= limits[place]), default=-1
    )
    return frozenset(one for one in asked[: last + 1] if (one.over_best.low or 0) > 0)


def _warnings(rows: Rows, alarms: Bools) -> tuple[Estimate, Estimate]:
    """The share of events that an alarm came before, and the median days from the first to it."""
    events = sorted(rows.events.items())
    if not events:
        return NOTHING, NOTHING
    first = [min((p for p in places if alarms[p]), default=None) for _, places in events]
    draws = Draws(group_codes([account for (account, _), _ in events]))
    seen = np.array([place is not None for place in first])
    columns = np.stack([seen, np.ones(len(seen))], axis=1).astype(np.float64)
    drawn = draws.sums(columns) if rows.are_enough and draws.groups >= FEWEST else None
    share = interval(float(seen.mean()), None if drawn is None else ratio(*drawn.T))
    leads = [
        (account, (on - rows.followed.watches[place].day).days)
        for ((account, on), _), place in zip(events, first, strict=True)
        if place is not None
    ]
    return share, _median(leads) if leads else NOTHING


def _median(leads: Sequence[tuple[str, int]]) -> Estimate:
    """The median, with its interval where there are accounts enough."""
    days = np.array([lead for _, lead in leads])
    draws = Draws(group_codes([account for account, _ in leads]))
    if draws.groups < FEWEST:
        return interval(float(np.median(days)), None)
    drawn = [np.median(np.repeat(days, weights.astype(np.int64))) for weights in draws.weights()]
    return interval(float(np.median(days)), np.array(drawn))
