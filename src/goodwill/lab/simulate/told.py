"""What is true of an account that has lived: drawn up from its notes and its rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

from goodwill.facts.people import Kind
from goodwill.lab.simulate.days import month_after
from goodwill.lab.simulate.fate import Fate, Given
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.people import table_of
from goodwill.lab.simulate.stages import plain_stage
from goodwill.lab.simulate.sums import is_in_the_rows, pattern_costs, yearly
from goodwill.lab.simulate.truth import AccountTruth, Span

__all__ = ["account_truth"]

YEAR = 12
SURE = 10  # months of the last 12 from which on a pattern is there for everybody
RECENT = 1  # months for which it may have been over by then


def account_truth(life: Life, fate: Fate) -> AccountTruth:
    """The truth of the last day."""
    kinds = life.notes.kinds
    now = kinds[max(kinds)]
    spans = tuple(_span(life, given) for given in fate.ways if _was_there(life, given))
    patterns, debatable = _patterns(life, spans)
    begins = month_after(life.months.until.replace(day=1), 1 - YEAR)
    in_year = Counter(what for day, what in life.notes.done if day >= begins)
    return AccountTruth(
        account_id=life.client.account_id,
        kind=now,
        kinds=dict(kinds),
        shift_on=_shift_on(life, now),
        stage=None if life.gone or fate.shift else plain_stage(life, now, in_year),
        patterns=patterns,
        twins=tuple(sorted({span.pattern for span in spans if span.twin} - {*patterns})),
        debatable=tuple(sorted({*debatable} - {*patterns})),
        spans=spans,
        practices=_practices(life, in_year),
        promises=tuple(life.notes.promises),
        happenings=tuple(life.notes.happenings),
        costs=pattern_costs(life, patterns),
        economics=yearly(life),
        did=dict(sorted(in_year.items())),
    )


def _was_there(life: Life, given: Given) -> bool:
    """Whether the account was still ours when it began."""
    return life.gone is None or life.months.first(given.first) < life.gone


def _span(life: Life, given: Given) -> Span:
    last = life.months.last(given.last)
    return Span(
        pattern=given.way.pattern,
        since=life.months.first(given.first),
        until=min(last, life.gone) if life.gone else last,
        direction=given.way.direction,
        twin=given.twin,
    )


def _patterns(life: Life, spans: tuple[Span, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those that are there for everybody, and those of which one may say either."""
    months = life.months
    sure, debatable = set[str](), set[str]()
    for span in spans:
        if span.twin:
            continue
        last, first = months.of(span.until), months.of(span.since)
        overlap = last - max(first, months.count - YEAR) + 1
        is_long = overlap >= SURE and last >= months.count - 1 - RECENT
        if is_long and is_in_the_rows(life, span.pattern):
            sure.add(span.pattern)
        elif overlap > 0:
            debatable.add(span.pattern)
    akin = table_of("akin")
    for pattern in sure | debatable:
        debatable |= set(akin["pattern"].get(pattern, ()))
    kinds = {
        kind
        for month, kind in life.notes.kinds.items()
        if month >= f"{months.first(max(0, months.count - YEAR)):%Y-%m}"
    }
    for kind in kinds:
        debatable |= set(akin["kind"].get(kind or "", ()))
    return tuple(sorted(sure)), tuple(sorted(debatable - sure))


def _shift_on(life: Life, now: Kind | None) -> date | None:
    """The first day of the month from which on the kind has been what it is, if it was another."""
    months, kinds = list(life.notes.kinds), life.notes.kinds
    first = len(months)
    while first and kinds[months[first - 1]] in {now, None}:
        first -= 1
    if not first or now is None:
        return None
    while kinds[months[first]] is None:
        first += 1
    return date.fromisoformat(f"{months[first]}-01")


def _practices(life: Life, in_year: Counter[str]) -> dict[str, str]:
    """Practices that had their occasions in the year, and whether they were done."""
    begins = month_after(life.months.until.replace(day=1), 1 - YEAR)
    failures = sum(1 for one in life.notes.happenings if one.what == "failure" and one.on >= begins)
    found = {}
    if failures:
        found["apology"] = "kept" if in_year["repair"] >= failures else "slipping"
    if in_year["refer_out"]:
        found["refers_to_allies"] = "kept"
    if in_year["say_no"]:
        found["says_no"] = "kept"
    if in_year["review"]:
        found["expectations_reviewed"] = "kept"
    return found
