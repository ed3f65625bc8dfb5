"""Plays that are worth about the same draw lots, anybody can redo them, and nobody is favoured."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from goodwill.advise.lots import Lot, as_drawn, close_to_the_first, ticket
from goodwill.advise.reasons import Reason
from goodwill.advise.worth import Price, Proposal
from goodwill.catalogue.loader import load_catalogue

PLAYS = load_catalogue().plays
FILE = Path(__file__).parent.parent / "cases" / "lots" / "drawn.toml"
CASES = tomllib.loads(FILE.read_text("utf-8"))
NEAR = Decimal(repr(CASES["near"]))
PRICE = Price(hourly=Decimal(0), at_stake=Decimal(0), behind=Decimal("0.5"))
DAY = date(2026, 6, 30)


def proposal(given: dict[str, Any]) -> Proposal:
    """A play with one line; its saves are such that it is worth what the case says."""
    play, worth = PLAYS[given["id"]], given.get("worth")
    saves = None if worth is None else Decimal(str(worth)) / Decimal(repr(play.chance.mean))
    reason = Reason(
        line=given["line"],
        rank=given["rank"],
        probability=given["chance"],
        saves=saves,
        plays=(play.id,),
    )
    leads = frozenset({reason.line}) if given.get("leads", True) else frozenset[str]()
    return Proposal(play=play, reasons=[reason], leads=leads)


def missing(*names: str) -> list[Proposal]:
    return [
        proposal({"id": name, "line": f"practices[{name}]", "rank": 4, "chance": 1.0})
        for name in names
    ]


def drawn(account: str, day: date = DAY) -> list[Proposal]:
    names = ("define_service_and_price", "name_a_second_person", "thank_for_the_deed")
    return as_drawn(missing(*names), PRICE, Lot(account_id=account, as_of=day, near=NEAR))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_who_draws_lots(case: dict[str, Any]) -> None:
    ranked = [proposal(one) for one in case["plays"]]

    assert [one.play.id for one in close_to_the_first(ranked, PRICE, NEAR)] == case["close"]


def test_the_lowest_ticket_stands_first_and_all_in_the_lot_are_named() -> None:
    found = [one.play.id for one in drawn("acme")]

    assert found == sorted(found, key=lambda play: ticket("acme", DAY, play))
    assert all(one.drawn_from == tuple(sorted(found)) for one in drawn("acme"))


def test_a_ticket_is_the_sum_that_sha256sum_gives() -> None:
    # printf 'acme/2026-06/thank_for_the_deed' | sha256sum
    assert ticket("acme", DAY, "thank_for_the_deed").startswith("2c7e33bb32f86d5d")


def test_a_lot_holds_for_its_month_and_not_for_ever() -> None:
    accounts = [f"account{number}" for number in range(40)]

    def firsts(day: date) -> list[str]:
        return [drawn(account, day)[0].play.id for account in accounts]

    assert firsts(DAY) == firsts(DAY.replace(day=1))
    assert firsts(DAY) != firsts(date(2026, 7, 1))


def test_each_play_of_a_lot_stands_first_about_as_often() -> None:
    firsts = Counter(drawn(f"account{number}")[0].play.id for number in range(3000))

    assert len(firsts) == 3
    assert all(abs(count - 1000) < 130 for count in firsts.values())  # 5 standard errors


def test_one_alone_draws_no_lot() -> None:
    lot = Lot(account_id="acme", as_of=DAY, near=NEAR)

    (alone,) = as_drawn(missing("thank_for_the_deed"), PRICE, lot)

    assert alone.drawn_from == ()
    assert as_drawn([], PRICE, lot) == []
