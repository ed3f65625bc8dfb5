"""Everything of an account by day: what happened, what was promised, how the verdict changed.

Mails of one thread on one day are one entry. The verdict's changes are those that the statement
itself dates: its months, the days of its gates, the first signs of its patterns and risks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from goodwill.facts.statement import Statement
from goodwill.facts.strongest import found_patterns, notable_risks
from goodwill.reports import Happened
from goodwill.serve.languages import say, spoken
from goodwill.serve.summary import due_words, shares
from goodwill.serve.titles import Titles
from goodwill.serve.web.in_address import part_of
from goodwill.serve.words import amount, day, figure, listed, lower_first

__all__ = ["Day", "Entry", "Timeline", "entries", "timeline"]

DAYS = 60
"""Days of a page."""

NAMES = spoken(
    {
        "verdict": "Verdict",
        "promise": "Promises",
        "message": "Mail",
        "meeting": "Meetings",
        "deal": "Deals",
        "agreement": "Agreements",
        "invoice": "Invoices",
        "payment": "Payments",
        "delivery": "Deliveries",
        "ticket": "Tickets",
        "feedback": "Feedback",
        "effort": "Hours",
        "expense": "Expenses",
    }
)
"""What each sort is called, in the order of the filter and of a day."""
_ORDER = tuple(NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing of a day; `ref` is a message to read, `line` a line that can be asked why."""

    day: str
    time: str
    source: str
    title: str
    note: str = ""
    figure: str = ""
    ref: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on which something happened."""

    day: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One page of days, the newest first; `counts` are entries by sort, of all pages."""

    days: tuple[Day, ...]
    counts: tuple[tuple[str, str, int], ...]
    source: str
    page: int
    pages: int
    total: int


def timeline(all_entries: Sequence[Entry], source: str, page: int) -> Timeline:
    """The page that was asked for; one that is not there gives the nearest."""
    counted = Counter(entry.source for entry in all_entries)
    source = source if source in counted else ""
    shown = [entry for entry in all_entries if not source or entry.source == source]
    days = [
        Day(day=name, entries=tuple(some)) for name, some in groupby(shown, key=lambda one: one.day)
    ]
    part = part_of(days, page, DAYS)
    return Timeline(
        days=part.rows,
        counts=tuple((name, NAMES[name], counted[name]) for name in _ORDER if counted[name]),
        source=source,
        page=part.page,
        pages=part.pages,
        total=len(shown),
    )


def entries(statement: Statement, history: Sequence[Happened], titles: Titles) -> list[Entry]:
    """All of an account, the newest day first; within a day the verdict first, then by time."""
    last = statement["as_of"]
    found = [
        *_mails(history),
        *(_row(row) for row in history if row.source != "message"),
        *_promises(statement),
        *_verdicts(statement, titles),
    ]
    found.sort(key=lambda one: (_ORDER.index(one.source), one.time))
    found.sort(key=lambda one: one.day, reverse=True)
    return [entry for entry in found if entry.day <= last]


def _mails(history: Sequence[Happened]) -> Iterator[Entry]:
    """Each thread once a day."""
    groups: dict[tuple[str, str], list[Happened]] = {}
    for row in history:
        if row.source == "message":
            groups.setdefault((row.at[:10], row.thread), []).append(row)
    for (on, _), rows in groups.items():
        first = rows[-1]
        senders = list(dict.fromkeys(row.sender for row in reversed(rows) if row.sender))
        said = listed(senders[:3])
        yield Entry(
            day=on,
            time=first.at[11:16],
            source="message",
            title=first.title or say("No subject"),
            note=said if len(rows) == 1 else say("{rows} mails, {said}", rows=len(rows), said=said),
            ref=first.ref,
        )


def _row(row: Happened) -> Entry:
    entry = Entry(
        day=row.at[:10],
        time=row.at[11:16],
        source=row.source,
        title=row.title or row.ref,
        note=row.note,
        figure=_figure(row),
    )
    match row.source:
        case "invoice" if row.note:
            return replace(entry, note=say("due {day}", day=day(row.note)))
        case "payment":
            return replace(entry, note=say("of invoice {title}", title=row.title), title=row.ref)
        case "agreement" if row.note:
            return replace(entry, note=say("until {day}", day=day(row.note)))
        case "delivery" if row.note:
            return replace(entry, note=say("promised for {day}", day=day(row.note)))
        case "feedback":
            return replace(entry, title=row.title or say("A score"), note=row.ref)
    return entry


def _figure(row: Happened) -> str:
    if row.figure is None:
        return ""
    if row.unit in {"h", "of 10"}:
        return f"{figure(row.figure)} {row.unit}"
    return amount(row.figure, row.unit, pence=True)


def _promises(statement: Statement) -> Iterator[Entry]:
    for item in statement["commitments"]["items"]:
        yield Entry(
            day=item["made_on"],
            time="",
            source="promise",
            title=item["what"],
            note=say("given, {due}", due=due_words(item)),
        )
        if item["settled_on"]:
            yield Entry(
                day=item["settled_on"],
                time="",
                source="promise",
                title=item["what"],
                note=say(item["status"]),
            )


def _verdicts(statement: Statement, titles: Titles) -> Iterator[Entry]:
    """What the statement says changed, on the days that it gives."""
    yield from _kinds(statement, titles)
    for gate in statement["stage"]["gates"]:
        if gate["met"] and gate["on"]:
            title = titles.gates.get(gate["id"], gate["id"])
            yield _verdict(
                gate["on"], say("Earned: {title}", title=lower_first(title)), f"gates[{gate['id']}]"
            )
    for pattern in found_patterns(statement["patterns"]):
        if pattern["since"]:
            title = titles.patterns.get(pattern["id"], pattern["title"])
            yield _verdict(
                pattern["since"],
                say(
                    "First sign: {title}, {pattern} now",
                    title=lower_first(title),
                    pattern=say(pattern["status"]),
                ),
                f"patterns[{pattern['id']}]",
            )
    for risk in notable_risks(statement["risks"]):
        if risk["since"]:
            title = lower_first(titles.risks[risk["id"]])
            yield _verdict(
                risk["since"], say("First sign: {title}", title=title), f"risks[{risk['id']}]"
            )


def _kinds(statement: Statement, titles: Titles) -> Iterator[Entry]:
    """Months at whose end another kind held the largest share."""
    largest = [
        (one["month"], max(shares(one["mixture"]), key=lambda pair: pair[1])[0])
        for one in statement["kind"]["trend"]
    ]
    for (_, before), (month, after) in pairwise(largest):
        if before != after:
            was = lower_first(titles.kinds[before])
            yield _verdict(
                month,
                say(
                    "{after} is the largest share, {was} before", after=titles.kinds[after], was=was
                ),
                "kind",
            )


def _verdict(on: str, says: str, line: str) -> Entry:
    """A change; of a month that is told without a day, on its first."""
    return Entry(
        day=on if len(on) > len("2026-01") else f"{on}-01",
        time="",
        source="verdict",
        title=says,
        line=line,
    )
