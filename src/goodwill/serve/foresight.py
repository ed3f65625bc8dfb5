"""What a backtest found, in words: which lines saw it coming, and plainly which did not.

For the terminal and for pages alike; the figures themselves are `goodwill.lab.backtest.results`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwill.lab.backtest.results import Backtest, Calibrated, Foreseer, OutcomeReport, Ranking
from goodwill.lab.evaluate.results import Estimate
from goodwill.serve.titles import Titles
from goodwill.serve.words import count, day, listed, lower_first, month, share

__all__ = [
    "BASELINES",
    "HEADS",
    "baseline_words",
    "calibrated_words",
    "estimated",
    "head_words",
    "line_name",
    "line_rows",
    "said_something",
    "shared",
    "silent_words",
    "summary",
    "verdict_words",
    "warning_words",
    "watched_words",
]

BASELINES = {
    "recency": "days since anything was heard or bought",
    "revenue_trend": "revenue of late against before",
    "order_gap": "days since the last purchase, in gaps of its own",
    "same_before": "how often it came before",
}
"""What each baseline ranks by."""

HEADS: Sequence[tuple[str, bool]] = (
    ("Line", False), ("Alarms", True), ("Right", True), ("Found", True), ("Days ahead", True),
    ("PR-AUC", True), ("ROC-AUC", True), ("Beside the best baseline", True),
)  # fmt: skip
"""Columns of the table of an outcome, and which of them are numbers."""

NOTHING = "·"


def head_words(found: Backtest) -> str:
    """Over which months, and how many statements were drawn up for it."""
    if found.first is None or found.last is None:
        return "There is no month after which anything could be followed for long enough."
    often = "each month" if found.every == 1 else f"every {found.every} months"
    span = f"{month(found.first.isoformat())} to {month(found.last.isoformat())}, {often}"
    return f"{span}: {count(found.statements, 'statement')} as they were known then."


def summary(found: Backtest, titles: Titles) -> Iterator[str]:
    """One sentence for each outcome: what saw it coming, or that nothing did."""
    for outcome in found.outcomes:
        yield f"{outcome.title}: {_summed_up(outcome, titles)}."


def _summed_up(outcome: OutcomeReport, titles: Titles) -> str:
    if outcome.not_told:
        return f"not enough to tell ({outcome.not_told})"
    adding = [one.line for one in outcome.foreseers if one.verdict == "adds"]
    if adding:
        adds = "adds" if len(adding) == 1 else "add"
        return f"{_names(adding, titles)} {adds} to {_best(outcome)}"
    maybe = [one.line for one in outcome.foreseers if one.verdict == "not_shown"]
    if maybe:
        return f"nothing surely adds over {_best(outcome)}; {_names(maybe, titles)} may"
    return f"statements add nothing over {_best(outcome)}"


def _names(lines: Sequence[str], titles: Titles) -> str:
    return listed([f"“{line_name(line, titles)}”" for line in lines])


def line_name(line: str, titles: Titles) -> str:
    """What a line is called; a kind says that it is one."""
    table, _, rest = line.partition("[")
    if table == "kind":
        return f"Kind: {lower_first(titles.kinds.get(rest.rstrip(']'), rest.rstrip(']')))}"
    return titles.line(line)


def _best(outcome: OutcomeReport) -> str:
    return f"“{BASELINES[outcome.best_baseline or 'recency']}”"


def watched_words(outcome: OutcomeReport) -> str:
    """Who was watched for how long, and how often it came."""
    if not outcome.months or outcome.first is None or outcome.last is None:
        return ""
    where = f"{count(outcome.accounts, 'account')} in {count(outcome.months, 'account-month')}"
    span = f"{month(outcome.first.isoformat())} to {month(outcome.last.isoformat())}"
    came = f"{count(outcome.events, 'event')} at {count(outcome.accounts_with_event, 'account')}"
    until = day(outcome.followed_until.isoformat() if outcome.followed_until else None)
    return (
        f"{where}, {span}: {came}. It came within {outcome.horizon_days} days after "
        f"{shared(outcome.base_rate)} of months. Its rows end on {until}."
    )


def baseline_words(outcome: OutcomeReport) -> str:
    """How well each baseline ranks, the best first."""
    ranked = sorted(outcome.baselines, key=lambda one: -(one.average_precision.value or 0))
    return "; ".join(f"{BASELINES[one.by]} {_areas(one)}" for one in ranked)


def _areas(one: Ranking) -> str:
    return f"{estimated(one.average_precision)} and {estimated(one.auc)}"


def said_something(outcome: OutcomeReport) -> tuple[Foreseer, ...]:
    """Lines that said more than one thing, or raised an alarm."""
    return tuple(one for one in outcome.foreseers if one.verdict != "silent" or one.alarms)


def silent_words(outcome: OutcomeReport, titles: Titles) -> str:
    """Lines that said one thing throughout; "" where there are none."""
    lines = [one.line for one in outcome.foreseers if one not in said_something(outcome)]
    if not lines:
        return ""
    return f"Said the same of every account in every month: {_names(lines, titles)}."


def verdict_words(one: Foreseer) -> str:
    """Whether a line does better than the best baseline."""
    match one.verdict:
        case "adds":
            return "adds to the best baseline"
        case "not_shown":
            return "not shown to add: it may be chance"
        case "adds_nothing" | "silent":
            return "adds nothing"
    return "not enough to tell"


def warning_words(one: Foreseer) -> str:
    """Alarms, how many were right, how many events they came before, and how long before."""
    if not one.alarms:
        return "No alarm in any month."
    told = [f"{count(one.alarms, 'alarm')}, {shared(one.precision)} right"]
    if one.warned.value is not None:
        told.append(f"before {shared(one.warned)} of events")
    if one.lead_days.value is not None:
        told.append(f"{estimated(one.lead_days, places=0)} days ahead (median)")
    return ", ".join(told) + "."


def calibrated_words(found: Calibrated) -> str:
    """How far stated chances were from what came."""
    return (
        f"Chances within {found.horizon_days} days: off by {found.calibration_error:.2f} (mean), "
        f"Brier {estimated(found.brier)}; it came after {share(found.base_rate)} of "
        f"{count(found.months, 'month')}."
    )


def line_rows(outcome: OutcomeReport, titles: Titles) -> list[list[str]]:
    """The table of an outcome: its lines, then its baselines."""
    rows = [_row(one, titles) for one in said_something(outcome)]
    for one in sorted(outcome.baselines, key=lambda one: -(one.average_precision.value or 0)):
        areas = [estimated(one.average_precision), estimated(one.auc)]
        rows.append([f"Baseline: {BASELINES[one.by]}", *[NOTHING] * 4, *areas, NOTHING])
    return rows


def _row(one: Foreseer, titles: Titles) -> list[str]:
    return [
        line_name(one.line, titles),
        f"{one.alarms:,}",
        shared(one.precision),
        shared(one.warned),
        estimated(one.lead_days, places=0),
        estimated(one.ranking.average_precision),
        estimated(one.ranking.auc),
        estimated(one.over_best, is_signed=True),
    ]


def estimated(found: Estimate, *, places: int = 2, is_signed: bool = False) -> str:
    """`0.41 (0.30 to 0.52)`; a point where nothing can be told."""
    if found.value is None:
        return NOTHING
    form = f"{'+' if is_signed else ''}.{places}f"
    text = format(found.value, form)
    if found.low is None or found.high is None:
        return text
    return f"{text} ({format(found.low, form)} to {format(found.high, form)})"


def shared(found: Estimate) -> str:
    """`41 % (30 to 52)`."""
    if found.value is None:
        return NOTHING
    if found.low is None or found.high is None:
        return share(found.value)
    return f"{share(found.value)} ({found.low * 100:.0f} to {found.high * 100:.0f})"
