"""Rows and settings for judges, from sparse tables as cases write them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import pytest

from goodwill.acts import read_text
from goodwill.acts.remarks import Told, remarks_of
from goodwill.catalogue.loader import load_catalogue
from goodwill.config import Company, Rate, Settings
from goodwill.facts.beliefs import Beliefs
from goodwill.facts.tables import RELATIONS, AccountRow, Tables
from goodwill.facts.values import (
    Measured,
    MonthValues,
    Posterior,
    SignalRow,
    SignalValue,
    Values,
    Window,
)
from goodwill.judge.case import Case
from goodwill.judge.kind_rules import kind_rules, limits_of
from goodwill.judge.ledger import Ledger, open_ledger
from goodwill.judge.promises import Rules, keep_ledger

Sparse = Mapping[str, Any]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives every test that asks for a `case` all of its module's folder `CASES`."""
    folder = getattr(metafunc.module, "CASES", None)
    is_given = any(
        "case" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")
    )
    if isinstance(folder, Path) and "case" in metafunc.fixturenames and not is_given:
        metafunc.parametrize("case", list(cases_in(folder)))


def cases_in(folder: Path) -> Iterator[Any]:
    """Each case with what its file says of all, under the name of both."""
    for path in sorted(folder.glob("*.toml")):
        shared = tomllib.loads(path.read_text("utf-8"))
        for case in shared.pop("case"):
            yield pytest.param(shared | case, id=f"{path.stem}: {case['name']}")


OTHER = {"ours": "theirs", "theirs": "ours"}
WRITERS = {"ours": "sam", "theirs": "tom"}

EMPTY: dict[type, object] = {
    str: "",
    bool: False,
    int: 0,
    float: 0.0,
    Decimal: Decimal(0),
    date: date(2026, 1, 1),
    datetime: datetime(2026, 1, 1, 9),  # noqa: DTZ001  relations hold UTC without a zone
}


def typed(hint: object, value: object) -> object:
    """A value from TOML as the column wants it."""
    plain = next(
        (part for part in get_args(hint) if part is not type(None))
        if get_origin(hint) in {Union, UnionType}
        else iter((hint,))
    )
    if plain is Decimal:
        return Decimal(str(value))
    if plain is float and isinstance(value, int | float | str):
        return float(value)
    return value


def row_of(relation: str, sparse: Sparse, place: int) -> NamedTuple:
    """One row: what the case says, and something harmless for the rest."""
    kind = RELATIONS[relation]
    hints = get_type_hints(kind)
    unknown = set(sparse) - set(hints)
    assert not unknown, f"{relation} has no column {unknown}"
    values: dict[str, object] = {}
    for name, hint in hints.items():
        if name in sparse:
            values[name] = typed(hint, sparse[name])
        elif name == "account_id":
            is_colleague = relation == "person" and sparse.get("side") == "ours"
            values[name] = None if is_colleague else "acme"
        elif name == "is_authentic":
            values[name] = True
        elif get_origin(hint) in {Union, UnionType}:
            values[name] = None
        elif name in {"entry_id", "expense_id", "payment_id", "delivery_id", "ticket_id"}:
            values[name] = f"{relation}{place}"
        else:
            values[name] = EMPTY[hint]
    make: Callable[..., NamedTuple] = kind
    return make(**values)


def build_tables(case: Sparse) -> Tables:
    """Tables of one account from a case's rows by relation."""
    relations = {
        name: tuple(row_of(name, sparse, place) for place, sparse in enumerate(case.get(name, ())))
        for name in RELATIONS
        if name != "account"
    }
    account = row_of("account", {"name": "Acme"} | dict(case.get("account", {})), 0)
    assert isinstance(account, AccountRow)
    return Tables(account=account, **relations)  # type: ignore[arg-type]


def build_settings(case: Sparse) -> Settings:
    """Settings from a case's `company` and `rates`."""
    company = dict(case.get("company", {}))
    for name in ("hourly_cost", "cost_of_capital"):
        if name in company:
            company[name] = Decimal(str(company[name]))
    rates = tuple(
        Rate(currency=one["currency"], since=one.get("since"), rate=Decimal(str(one["rate"])))
        for one in case.get("rates", ())
    )
    return Settings(company=Company(**{"currency": "EUR"} | company), rates=rates)


def build_ledger(case: Sparse) -> Ledger:
    """A ledger on `as_of`; the book keeps what the case has rows of, and what `kept` adds."""
    kept = {name for name in RELATIONS if case.get(name)} | set(case.get("kept", ()))
    return open_ledger(
        build_tables(case), build_settings(case), as_of=case["as_of"], kept=frozenset(kept)
    )


@pytest.fixture
def tables_of() -> Callable[[Sparse], Tables]:
    return build_tables


@pytest.fixture
def settings_of() -> Callable[[Sparse], Settings]:
    return build_settings


@pytest.fixture
def ledger_of() -> Callable[[Sparse], Ledger]:
    return build_ledger


def value_of(signal: str, over: float, level: str, rows: tuple[SignalRow, ...] = ()) -> SignalValue:
    """A signal believed without doubt to be high or low, or seen only once (`faint`)."""
    step = max(1.0, abs(over))
    if level == "faint":
        posterior, exposure = Posterior(family="beta", a=1.0, b=8.0), 1.0
    else:
        sign = 1 if level == "high" else -1
        posterior, exposure = Posterior(family="normal", a=over + sign * step, b=0.0), 1000.0
    return SignalValue(
        signal=signal,
        unit="share",
        raw=posterior.a,
        estimate=posterior.a,
        posterior=posterior,
        exposure=exposure,
        sources=frozenset({"message"}),
        rows=rows,
    )


def row_at(signal: str, ref: str, on: date, value: float, quote: str | None = None) -> SignalRow:
    """One row of a signal from a message."""
    return SignalRow(
        signal=signal,
        account_id="acme",
        source="message",
        ref=ref,
        on=on,
        value=value,
        weight=1.0,
        ours="us",
        theirs="them",
        quote=quote,
    )


def build_measured(
    as_of: date,
    *,
    now: Values | None = None,
    year: Values | None = None,
    months: tuple[MonthValues, ...] = (),
    dyads: Mapping[tuple[str, str], Values] | None = None,
) -> Measured:
    """Signals of one account; what is not given was not measured."""
    limits = limits_of(kind_rules(load_catalogue().weights, as_of))
    return Measured(
        account_id="acme",
        as_of=as_of,
        year=year or {},
        quarter={},
        now=now or {},
        months=months,
        dyads=dyads or {},
        rows={name: value.rows for name, value in (year or {}).items()},
        believed=Beliefs.of([now or {}], limits),
        trend=Beliefs.of([month.values for month in months], limits),
        between=Beliefs.of([*(dyads or {}).values()], limits),
    )


@pytest.fixture
def signal_value() -> Callable[..., SignalValue]:
    return value_of


@pytest.fixture
def signal_row() -> Callable[..., SignalRow]:
    return row_at


@pytest.fixture
def measured_of() -> Callable[..., Measured]:
    return build_measured


def build_year(case: Sparse) -> dict[str, SignalValue]:
    """`signals` of a case: shares as lists of 1 and 0, meetings by day, means as `{ mean, sd }`."""
    return {name: _year_value(name, given) for name, given in case.get("signals", {}).items()}


def _year_value(name: str, given: Any) -> SignalValue:
    if isinstance(given, dict):
        posterior = Posterior(family="normal", a=given["mean"], b=given["sd"])
        rows: tuple[SignalRow, ...] = ()
    else:
        values = [1.0 if isinstance(one, date) else float(one) for one in given]
        hits, strength = sum(values), 2.0
        prior = 0.3
        posterior = Posterior(
            family="beta",
            a=hits + strength * prior,
            b=len(given) - hits + strength * (1 - prior),
        )
        rows = tuple(
            row_at(name, f"meeting{place}", day, value)._replace(source="meeting")
            if isinstance(day := given[place], date)
            else row_at(name, f"<{name}{place}>", date(2026, 1, 1 + place), value)
            for place, value in enumerate(values)
        )
    return SignalValue(
        signal=name,
        unit="",
        raw=posterior.a,
        estimate=posterior.a,
        posterior=posterior,
        exposure=float(len(rows)),
        sources=frozenset({"message"}),
        rows=rows,
    )


def with_talk(case: Sparse) -> dict[str, Any]:
    """The case with rows for its `talk` and `routine`, after those it gives itself.

    `talk` is correspondence as a person writes it, read as mail is read: a list of `{ on, by,
    text }`, with `about` (its conversation and subject), `who` (its writer) and `language` where
    they matter. `routine` says how many everyday messages each side wrote besides, evenly over
    the 12 months: they say nothing, and are what a rate is a rate of.
    """
    found = {name: list(case.get(name, ())) for name in ("message", "act", "remark")}
    for place, mail in enumerate(case.get("talk", ())):
        row = _message(mail, place)
        found["message"].append(row)
        for name, said in _read(mail, row):
            found[name].append(said)
    found["message"] += _routine(case)
    return dict(case) | found


def _message(mail: Sparse, place: int) -> dict[str, Any]:
    sent_at = datetime.combine(mail["on"], time(9)) + timedelta(minutes=place)
    return {
        "message_id": mail.get("id", f"<m{place}>"),
        "thread_id": mail.get("about", f"t{place}"),
        "sent_at": sent_at,
        "sent_on": mail["on"],
        "side": mail["by"],
        "sender": mail.get("who", WRITERS[mail["by"]]),
        "is_human": True,
        "subject": mail.get("about", ""),
    }


def _read(mail: Sparse, message: Sparse) -> Iterator[tuple[str, dict[str, Any]]]:
    language = mail.get("language", "en")
    reading = read_text(mail["text"], language=language)
    told = Told(mail["text"], reading.read, reading.sentences, mail["on"], language)
    same = {name: message[name] for name in ("message_id", "thread_id", "sent_at", "sent_on")}
    same |= {"side": message["side"], "sender": message["sender"]}
    same |= {"counterpart": WRITERS[OTHER[message["side"]]]}
    for act in reading.acts:
        yield (
            "act",
            same
            | {
                "act": act.act,
                "quote": act.quote,
                "probability": act.probability,
                "due_on": act.due_on,
            },
        )
    for one in remarks_of((told,))[0]:
        yield "remark", same | {"remark": one.act, "quote": one.quote, "due_on": one.due_on}


def _routine(case: Sparse) -> Iterator[dict[str, Any]]:
    start = Window.twelve_months(case["as_of"]).start
    for side, count in case.get("routine", {}).items():
        for place in range(count):
            day = start + timedelta(days=place * 360 // count)
            yield {
                "message_id": f"<{side}{place}>",
                "thread_id": f"routine {side} {place}",
                "sent_at": datetime.combine(day, time(8)),
                "sent_on": day,
                "side": side,
                "sender": WRITERS[side],
                "is_human": True,
            }


def build_case(case: Sparse) -> Case:
    """A whole case on `as_of`, with the shipped catalogue."""
    case = with_talk(case)
    tables, catalogue = build_tables(case), load_catalogue()
    rules = Rules.of(catalogue, case["as_of"])
    return Case(
        tables=tables,
        measured=build_measured(case["as_of"], year=build_year(case)),
        ledger=build_ledger(case),
        catalogue=catalogue,
        as_of=case["as_of"],
        promises=keep_ledger(tables, rules, as_of=case["as_of"]),
    )


@pytest.fixture
def case_of() -> Callable[[Sparse], Case]:
    return build_case
