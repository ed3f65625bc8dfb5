"""Parts of statements made by hand, for what is shown over all accounts."""

from __future__ import annotations

from typing import Literal, cast

from goodwill.facts.money import MoneyFigure
from goodwill.facts.overview import Overview, Promise
from goodwill.facts.people import Side
from goodwill.facts.statement import (
    CommitmentTally,
    Committee,
    CommitteePerson,
    DyadKind,
    Economics,
    Mixture,
    PlayLine,
)

Role = str | None
Status = Literal["open", "kept", "broken"]


def promise(
    what: str,
    *,
    due: str | None = None,
    made: str = "2026-06-01",
    settled: str | None = None,
    status: Status = "open",
    side: Side = "ours",
) -> Promise:
    ours, theirs = "ann@ours.example", "kim@acre.example"
    return Promise(
        side=side,
        by=ours if side == "ours" else theirs,
        to=theirs if side == "ours" else ours,
        what=what,
        made_on=made,
        due_on=due,
        status=status,
        settled_on=settled,
        sign=None,
    )


def person(email: str, role: Role = None, **more: object) -> CommitteePerson:
    plain = {
        "email": email,
        "name": email.partition("@")[0].title(),
        "role": role,
        "role_is": "given",
        "seniority": "unknown",
        "last_seen_on": "2026-06-01",
        "stance": "unknown",
        "left": False,
    }
    return cast("CommitteePerson", {**plain, **more})


def pair(ours: str, theirs: str, messages: int = 5, kind: str = "technical") -> DyadKind:
    shares = {"social": 0.1, "technical": 0.1, "ad_hoc": 0.1, "partner": 0.1, kind: 0.7}
    mixture = cast("Mixture", shares)
    return DyadKind(ours=ours, theirs=theirs, mixture=mixture, messages=messages)


def play(name: str, value: float | None, *because: str) -> PlayLine:
    return PlayLine(
        id=name,
        title=name.replace("_", " "),
        because=list(because),
        steps=["Do it."],
        source="a book",
        owner=None,
        expected_value=value,
        measure="It was done.",
    )


def overview(
    account: str,
    *,
    owner: str | None = None,
    promises: tuple[Promise, ...] = (),
    people: tuple[CommitteePerson, ...] = (),
    pairs: tuple[DyadKind, ...] = (),
    plays: tuple[PlayLine, ...] = (),
    missing: tuple[str, ...] = (),
    active: int = 2,
    costs: dict[str, float] | None = None,
    currency: str = "EUR",
    **money: float | None,
) -> Overview:
    """One account; of its money what is given, the rest is not known."""
    names = ("revenue", "gross_margin", "cost_to_serve", "proposal_cost", "entertainment_cost")
    more = ("discount_given", "late_payment_cost", "contribution", "return_per_hour")
    amounts = {**dict.fromkeys((*names, *more)), **money}
    return Overview(
        account={"id": account, "name": account.title(), "domains": [], "owner": owner},
        as_of="2026-06-30",
        ours=CommitmentTally(open=len(promises), kept=0, broken=0),
        theirs=CommitmentTally(open=0, kept=1, broken=2),
        promises=list(promises),
        committee=Committee(
            people=list(people),
            active=active,
            single_threaded=active <= 1,
            missing_roles=list(missing),
        ),
        people=list(pairs),
        plays=list(plays),
        economics=cast("Economics", {"currency": currency, "months": 12, **amounts}),
        currency=currency,
        figures=[_patterns_cost(costs)],
    )


def _patterns_cost(costs: dict[str, float] | None) -> MoneyFigure:
    return MoneyFigure(
        id="patterns_cost",
        amount=None if costs is None else round(sum(costs.values()), 2),
        unit="money",
        formula="",
        inputs=costs or {},
        needs=[],
        rows=[],
        rest_rows=0,
        rest=0.0,
    )
