"""What a backtest found, in words: which lines saw it coming, and plainly which did not.

For the terminal and for pages alike; the figures themselves are `goodwill.lab.backtest.results`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwill.lab.backtest.results import Backtest, Calibrated, Foreseer, OutcomeReport, Ranking
from goodwill.lab.evaluate.results import Estimate
from goodwill.serve.languages import mark, say, spoken
from goodwill.serve.titles import Titles
from goodwill.serve.words import count, day, listed, lower_first, month, numeral, share, told

__all__ = [
    "BASELINES",
    "HEADS",
    "alarms_words",
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

BASELINES = spoken(
    {
        "recency": "days since anything was heard or bought",
        "revenue_trend": "revenue of late against before",
        "order_gap": "days since the last purchase, in gaps of its own",
        "same_before": "how often it came before",
    }
)
"""What each baseline ranks by."""

HEADS: Sequence[tuple[str, bool]] = (
    (mark("Line"), False), (mark("Alarms"), True), (mark("Right"), True), (mark("Found"), True),
    (mark("Days ahead"), True),
    ("PR-AUC", True), ("ROC-AUC", True), (mark("Beside the best baseline"), True),
)  # fmt: skip
"""Columns of the table of an outcome, and which of them are numbers."""

NOTHING = "·"


def head_words(found: Backtest) -> str:
    """Over which months, and how many statements were drawn up for it."""
    if found.first is None or found.last is None:
        return say("There is no month after which anything could be followed for long enough.")
    often = (
        say("each month") if found.every == 1 else say("every {every} months", every=found.every)
    )
    span = say(
        "{month} to {month2}, {often}",
        month=month(found.first.isoformat()),
        month2=month(found.last.isoformat()),
        often=often,
    )
    return say(
        "{span}: {count} as they were known then.",
        span=span,
        count=count(found.statements, "statement"),
    )


def summary(found: Backtest, titles: Titles) -> Iterator[str]:
    """One sentence for each outcome: what saw it coming, or that nothing did."""
    for outcome in found.outcomes:
        yield f"{told(outcome.title)}: {_summed_up(outcome, titles)}."


def _summed_up(outcome: OutcomeReport, titles: Titles) -> str:
    if outcome.not_told:
        return say("not enough to tell ({not_told})", not_told=told(outcome.not_told))
    adding = [one.line for one in outcome.foreseers if one.verdict == "adds"]
    if adding:
        adds = "adds" if len(adding) == 1 else "add"
        return say(
            "{adding} {adds} to {outcome}",
            adding=_names(adding, titles),
            adds=adds,
            outcome=_best(outcome),
        )
    maybe = [one.line for one in outcome.foreseers if one.verdict == "not_shown"]
    if maybe:
        return say(
            "nothing surely adds over {outcome}; {maybe} may",
            outcome=_best(outcome),
            maybe=_names(maybe, titles),
        )
    return say("statements add nothing over {outcome}", outcome=_best(outcome))


def _names(lines: Sequence[str], titles: Titles) -> str:
    return listed([f"“{line_name(line, titles)}”" for line in lines])


def line_name(line: str, titles: Titles) -> str:
    """What a line is called; a kind says that it is one."""
    table, _, rest = line.partition("[")
    if table == "kind":
        return say(
            "Kind: {rstrip}",
            rstrip=lower_first(titles.kinds.get(rest.rstrip("]"), rest.rstrip("]"))),
        )
    return titles.line(line)


def _best(outcome: OutcomeReport) -> str:
    return f"“{BASELINES[outcome.best_baseline or 'recency']}”"


def watched_words(outcome: OutcomeReport) -> str:
    """Who was watched for how long, and how often it came."""
    if not outcome.months or outcome.first is None or outcome.last is None:
        return ""
    where = say(
        "{count} in {count2}",
        count=count(outcome.accounts, "account"),
        count2=count(outcome.months, "account-month"),
    )
    span = say(
        "{month} to {month2}",
        month=month(outcome.first.isoformat()),
        month2=month(outcome.last.isoformat()),
    )
    came = say(
        "{count} at {count2}",
        count=count(outcome.events, "event"),
        count2=count(outcome.accounts_with_event, "account"),
    )
    until = day(outcome.followed_until.isoformat() if outcome.followed_until else None)
    return say(
        "{where}, {span}: {came}. It came within {horizon_days} days after "
        "{base_rate} of months. Its rows end on {until}.",
        where=where,
        span=span,
        came=came,
        horizon_days=outcome.horizon_days,
        base_rate=shared(outcome.base_rate),
        until=until,
    )


def baseline_words(outcome: OutcomeReport) -> str:
    """How well each baseline ranks, the best first."""
    ranked = sorted(outcome.baselines, key=lambda one: -(one.average_precision.value or 0))
    return "; ".join(f"{BASELINES[one.by]} {_areas(one)}" for one in ranked)


def _areas(one: Ranking) -> str:
    return say(
        "{average_precision} and {auc}",
        average_precision=estimated(one.average_precision),
        auc=estimated(one.auc),
    )


def said_something(outcome: OutcomeReport) -> tuple[Foreseer, ...]:
    """Lines that said more than one thing, or raised an alarm."""
    return tuple(one for one in outcome.foreseers if one.verdict != "silent" or one.alarms)


def silent_words(outcome: OutcomeReport, titles: Titles) -> str:
    """Lines that said one thing throughout; "" where there are none."""
    lines = [one.line for one in outcome.foreseers if one not in said_something(outcome)]
    if not lines:
        return ""
    return say(
        "Said the same of every account in every month: {lines}.", lines=_names(lines, titles)
    )


def verdict_words(one: Foreseer) -> str:
    """Whether a line does better than the best baseline."""
    match one.verdict:
        case "adds":
            return say("adds to the best baseline")
        case "not_shown":
            return say("not shown to add: it may be chance")
        case "adds_nothing" | "silent":
            return say("adds nothing")
    return say("not enough to tell")


def warning_words(one: Foreseer) -> str:
    """Alarms, how many were right, how many events they came before, and how long before."""
    if not one.alarms:
        return say("No alarm in any month.")
    told = [
        say(
            "{count}, {precision} right",
            count=count(one.alarms, "alarm"),
            precision=shared(one.precision),
        )
    ]
    if one.warned.value is not None:
        told.append(say("before {warned} of events", warned=shared(one.warned)))
    if one.lead_days.value is not None:
        told.append(say("{places} days ahead (median)", places=estimated(one.lead_days, places=0)))
    return ", ".join(told) + "."


def calibrated_words(found: Calibrated) -> str:
    """How far stated chances were from what came."""
    return say(
        "Chances within {horizon_days} days: off by {calibration_error} "
        "(mean), Brier {brier}; it came after {share} of {count}.",
        horizon_days=found.horizon_days,
        calibration_error=numeral(found.calibration_error, ".2f"),
        brier=estimated(found.brier),
        share=share(found.base_rate),
        count=count(found.months, "month"),
    )


def alarms_words(outcome: OutcomeReport, titles: Titles) -> str:
    """How often each line raised an alarm, most often first: all that too few events let tell."""
    loud = sorted((one for one in outcome.foreseers if one.alarms), key=lambda one: -one.alarms)
    if not loud:
        return say("No alarm in any month.")
    named = [f"{line_name(one.line, titles)} {numeral(one.alarms, ',')}" for one in loud]
    return say("Months with an alarm all the same: {named}.", named="; ".join(named))


def line_rows(outcome: OutcomeReport, titles: Titles) -> list[list[str]]:
    """The table of an outcome that can be told of: its lines, then its baselines."""
    rows = [_row(one, titles) for one in said_something(outcome)]
    for one in sorted(outcome.baselines, key=lambda one: -(one.average_precision.value or 0)):
        areas = [estimated(one.average_precision), estimated(one.auc)]
        rows.append([say("Baseline: {by}", by=BASELINES[one.by]), *[NOTHING] * 4, *areas, NOTHING])
    return rows


def _row(one: Foreseer, titles: Titles) -> list[str]:
    return [
        line_name(one.line, titles),
        numeral(one.alarms, ","),
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
    return say(
        "{text} ({form} to {form2})",
        text=text,
        form=format(found.low, form),
        form2=format(found.high, form),
    )


def shared(found: Estimate) -> str:
    """`41 % (30 to 52)`."""
    if found.value is None:
        return NOTHING
    if found.low is None or found.high is None:
        return share(found.value)
    return say(
        "{share} ({low} to {high})",
        share=share(found.value),
        low=numeral(found.low * 100, ".0f"),
        high=numeral(found.high * 100, ".0f"),
    )
