"""The plan over all accounts, from their stored statements: who does what in the next weeks.

It gathers what the integer program needs (`goodwill.advise.attention`): each account's plays, whose
account it is, which are the largest, who at the client would be asked, and what is being done. What
one person decides of one account is next door in `deciding`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodwill.answers.said import plans_said
from goodwill.errors import CallError
from goodwill.facts.attention import Budget, Candidate, Underway, WholePlan
from goodwill.facts.plans import NO_PLANS, AccountPlans, active
from goodwill.store.statements.stored import accounts_drawn_up

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.catalogue.schema import Play
    from goodwill.facts.overview import Overview
    from goodwill.facts.statement import Committee, PlayLine

__all__ = ["plan_all"]

URGENCY = {"patterns": 8.0, "risks": 7.0, "kind": 4.0, "practices": 3.0, "gates": 2.0}
"""Which lines go first where no money is known, as in one account's plan; others count 1."""
MOST_WEEKS = 52
HOURS_OF_A_WEEK = 168

Plans = Mapping[str, AccountPlans]


def plan_all(
    book: Book, as_of: date, *, hours_a_week: float | None = None, weeks: int | None = None
) -> WholePlan:
    """Who takes up which play in which week; hours and weeks as the book's settings have them.

    Raises `CallError` for hours or weeks that no plan can have.
    """
    from goodwill.advise.attention import plan_attention  # noqa: PLC0415  HiGHS: 0.1 s

    _draw_up(book, as_of)
    overviews = book.overviews(as_of)
    plans = plans_said(book)
    large = _largest(overviews, book.catalogue.threshold("plan.top_part", as_of))
    notes = []
    if not any(one["economics"]["revenue"] for one in overviews):
        notes.append("No revenue is known, so no account counts as one of the largest.")
    return plan_attention(
        list(_candidates(book, overviews, plans, large)),
        list(_underway(book, overviews, plans, large)),
        _budget(book, overviews, plans, as_of, hours_a_week=hours_a_week, weeks=weeks),
        as_of=as_of,
        currency=next((one["currency"] for one in overviews), ""),
        notes=notes,
    )


def _draw_up(book: Book, as_of: date) -> None:
    """Draw up what is missing of a day; where nothing is, the engine is not even loaded."""
    accounts = {known.account_id for known in book.accounts()}
    drawn = book.look(lambda tx: accounts_drawn_up(tx, as_of.isoformat(), book.rules))
    if accounts - drawn:
        book.assess(as_of)


def _budget(
    book: Book,
    overviews: Sequence[Overview],
    plans: Plans,
    as_of: date,
    *,
    hours_a_week: float | None,
    weeks: int | None,
) -> Budget:
    """What was asked for, else the book's settings, else the catalogue's numbers."""
    own = book.settings.plan
    hours = hours_a_week if hours_a_week is not None else own.hours_a_week
    span = weeks if weeks is not None else own.weeks
    if hours is not None and not 0 <= hours <= HOURS_OF_A_WEEK:
        raise CallError(
            f"{hours:g} hours a week is none that anybody has.",
            hint=f"Name a number from 0 to {HOURS_OF_A_WEEK}, for example --hours 4.",
        )
    if span is not None and not 1 <= span <= MOST_WEEKS:
        raise CallError(
            f"No plan covers {span} weeks.", hint=f"Name 1 to {MOST_WEEKS}, for example --weeks 4."
        )

    def number(name: str) -> float:
        return book.catalogue.threshold(f"plan.{name}", as_of)

    return Budget(
        weeks=int(number("weeks")) if span is None else span,
        hours_a_week=number("hours_a_week") if hours is None else float(hours),
        own_hours={} if hours_a_week is not None else dict(own.hours),
        begun_a_week=int(number("begun_a_week")),
        top_share=number("top_share"),
        escalations=int(number("escalations")),
        asked=_asked(book, overviews, plans, as_of, number("quarter_days")),
    )


def _asked(
    book: Book, overviews: Sequence[Overview], plans: Plans, as_of: date, days: float
) -> Counter[str]:
    """How often each executive of a client was asked for in the days before."""
    executives = {one["account"]["id"]: _executive(one["committee"]) for one in overviews}
    since = as_of - timedelta(days=days)
    asks = {
        (account_id, decision.play)
        for account_id, said in plans.items()
        for decision in said.made
        if decision.is_active
        and since < decision.made_on <= as_of
        and (play := book.catalogue.plays.get(decision.play)) is not None
        and play.is_escalation
    }
    return Counter(name for account_id, _ in asks if (name := executives.get(account_id, "")))


def _executive(committee: Committee) -> str:
    """Who decides at a client, else their highest; "" where nobody knows."""
    found = [
        (person["role"] != "economic_buyer", person["email"] or person["name"])
        for person in committee["people"]
        if not person["left"]
        and (person["role"] == "economic_buyer" or person["seniority"] == "executive")
    ]
    return min(found, default=(False, ""))[1]


def _largest(overviews: Sequence[Overview], part: float) -> frozenset[str]:
    """The accounts with most revenue: `part` of those that have any."""
    earning = [
        (-revenue, one["account"]["id"])
        for one in overviews
        if (revenue := one["economics"]["revenue"]) and revenue > 0
    ]
    return frozenset(account_id for _, account_id in sorted(earning)[: int(len(earning) * part)])


def _candidates(
    book: Book, overviews: Sequence[Overview], plans: Plans, large: frozenset[str]
) -> Iterator[Candidate]:
    """Every play that a plan proposes at an account where nothing is being done."""
    for one in overviews:
        account = one["account"]
        if active(plans.get(account["id"], NO_PLANS).decisions) is not None:
            continue
        counts_as = _as_drawn(one["plays"])
        for place, line in enumerate(one["plays"]):
            play = book.catalogue.plays.get(line["id"])
            if play is None:
                continue
            yield Candidate(
                account_id=account["id"],
                account=account["name"],
                owner=account["owner"] or "",
                play=line["id"],
                title=line["title"],
                because=tuple(line["because"]),
                steps=tuple(line["steps"]),
                hours=play.hours,
                worth=line["expected_value"],
                urgency=_urgency(line, place),
                counts_as=counts_as.get(line["id"]),
                is_owed=_is_owed(play, line),
                is_large=account["id"] in large,
                executive=_executive(one["committee"]) if play.is_escalation else "",
            )


def _as_drawn(plays: Sequence[PlayLine]) -> dict[str, float]:
    """The worths of plays that drew lots, dealt out anew: the first drawn counts most."""
    drawn = [line for line in plays if line.get("drawn_from")]
    worths = [value for line in drawn if (value := line["expected_value"]) is not None]
    names = [line["id"] for line in drawn]
    return dict(zip(names, sorted(worths, reverse=True), strict=False))


def _is_owed(play: Play, line: PlayLine) -> bool:
    """As in one account's plan: for what is there, or was not done."""
    lines = ("patterns[", "risks[", "practices[")
    return play.is_owed and any(name.startswith(lines) for name in line["because"])


def _urgency(line: PlayLine, place: int) -> float:
    """By the most urgent line that calls for it, then by its place in the account's own plan."""
    loudest = max((URGENCY.get(name.partition("[")[0], 1.0) for name in line["because"]), default=1)
    return loudest - place / 10


def _underway(
    book: Book, overviews: Sequence[Overview], plans: Plans, large: frozenset[str]
) -> Iterator[Underway]:
    """What is being done at each account."""
    for one in overviews:
        account = one["account"]
        decision = active(plans.get(account["id"], NO_PLANS).decisions)
        play = book.catalogue.plays.get(decision.play) if decision else None
        if decision is None or play is None:
            continue
        line = next((found for found in one["plays"] if found["id"] == play.id), None)
        yield Underway(
            account_id=account["id"],
            account=account["name"],
            owner=decision.owner or account["owner"] or "",
            play=play.id,
            title=play.title,
            because=tuple(line["because"]) if line else decision.because,
            steps=decision.steps or play.steps,
            hours=play.hours,
            worth=line["expected_value"] if line else None,
            due_on=decision.due_on,
            is_large=account["id"] in large,
        )
