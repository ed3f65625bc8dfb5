"""What came of a play: the change of each signal, and what may be said of it.

Three ways of comparing, the first that the months allow: with accounts like it that were left
alone, with the account's own course before, or before with after, of which nothing can be
attributed. None of them makes an effect: a change goes along with a play, or it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodwill.advise.outcome.controls import Spans, beside_others
from goodwill.advise.outcome.effect import Effect
from goodwill.advise.outcome.expect import Expected, ExpectedMove
from goodwill.advise.outcome.segmented import own_course
from goodwill.facts.series import Series, mean_of, month_number, months_ended

__all__ = ["Outcome", "OutcomeRules", "Verdict", "compare", "is_due"]

Verdict = Literal[
    "moved",
    "not_moved",
    "wrong_way",
    "cannot_attribute",
    "too_early",
    "nothing_to_move",
    "not_measured",
]
"""`not_measured`: too few months with anything in them; `nothing_to_move`: reached beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRules:
    """The numbers of `learning/did_it_move`, as in force on a day."""

    level_months: int
    counts: float
    windows_before: int
    windows_after: int
    months_back: int
    dip_months: int
    controls_at_least: int
    controls_at_most: int
    caliper: float

    @classmethod
    def of(cls, threshold: Callable[[str, date], float], as_of: date) -> OutcomeRules:
        """Those of a catalogue; `threshold` is `Catalogue.threshold`."""

        def number(name: str) -> float:
            return threshold(f"did_it_move.{name}", as_of)

        return cls(
            level_months=int(number("level_months")),
            counts=number("counts"),
            windows_before=int(number("windows_before")),
            windows_after=int(number("windows_after")),
            months_back=int(number("months_back")),
            dip_months=int(number("dip_months")),
            controls_at_least=int(number("controls_at_least")),
            controls_at_most=int(number("controls_at_most")),
            caliper=number("caliper"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one registered move; `effect` is None where nothing could be compared."""

    move: ExpectedMove
    verdict: Verdict
    effect: Effect | None


def compare(
    expects: Expected,
    series: Mapping[str, Series],
    others: Mapping[str, Sequence[Series]],
    rules: OutcomeRules,
    as_of: date,
) -> tuple[Outcome, ...]:
    """One outcome for each registered move, in their order.

    `series` are the account's as known on `as_of`, `others` by signal those of accounts whose same
    signal no play was to move in these months.
    """
    return tuple(
        _outcome(move, expects.on, series.get(move.signal), others.get(move.signal, ()), rules)
        if is_due(move, as_of)
        else Outcome(move=move, verdict="too_early", effect=None)
        for move in expects.moves
    )


def is_due(move: ExpectedMove, as_of: date) -> bool:
    """Whether the month of the day by which it should show is over."""
    return months_ended(as_of) >= month_number(move.by)


def _outcome(
    move: ExpectedMove,
    accepted: date,
    series: Series | None,
    others: Sequence[Series],
    rules: OutcomeRules,
) -> Outcome:
    if move.counts_from is None or series is None:
        return Outcome(move=move, verdict="not_measured", effect=None)
    if move.counts_from == 0:
        return Outcome(move=move, verdict="nothing_to_move", effect=None)
    effect = _effect(series, others, _spans(move, accepted, rules), rules)
    if effect is None:
        return Outcome(move=move, verdict="not_measured", effect=None)
    return Outcome(move=move, verdict=_verdict(effect, move.counts_from), effect=effect)


def _spans(move: ExpectedMove, accepted: date, rules: OutcomeRules) -> Spans:
    """The months before and after the one of the acceptance."""
    own = month_number(accepted)
    start = own - rules.level_months
    return Spans(
        earlier=(own - rules.months_back, start - 1),
        before=(start, own - 1),
        after=(own + 1, month_number(move.by)),
    )


def _effect(
    series: Series, others: Sequence[Series], spans: Spans, rules: OutcomeRules
) -> Effect | None:
    """By the first way of comparing that the months allow."""
    before, after = series.within(*spans.before), series.within(*spans.after)
    if not before or len(after) < rules.windows_after:
        return None
    beside = beside_others(
        series,
        others,
        spans,
        at_least=rules.controls_at_least,
        at_most=rules.controls_at_most,
        caliper=rules.caliper,
    )
    if beside is not None:
        return beside
    course = series.within(spans.earlier[0], spans.before[1] - rules.dip_months)
    alone = own_course(course, after) if len(course) >= rules.windows_before else None
    if alone is not None:
        return alone
    was, came = mean_of(before) or 0.0, mean_of(after) or 0.0
    windows = (len(before), len(after))
    return Effect("before_and_after", came - was, None, None, was, came, windows)


def _verdict(effect: Effect, counts_from: float) -> Verdict:
    """Moved: as far as was to count, the right way, and not by chance."""
    if effect.low is None or effect.high is None:
        return "cannot_attribute"
    sign = 1.0 if counts_from > 0 else -1.0
    least, most = sorted((sign * effect.low, sign * effect.high))
    if least > 0 and sign * effect.change >= abs(counts_from):
        return "moved"
    return "wrong_way" if most < 0 else "not_moved"
