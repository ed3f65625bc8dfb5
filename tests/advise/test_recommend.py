"""Plays: proposed where something calls for them, ranked by what they are worth."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

import pytest

from goodwill.advise.recommend import AT_MOST, advise
from goodwill.catalogue.loader import load_catalogue
from goodwill.facts.statement import Cost, PatternLine, PatternStatus, RiskLine, Statement

CATALOGUE = load_catalogue()
RATE = Decimal(50)


def pattern(name: str, status: PatternStatus, amount: float | None = None) -> PatternLine:
    cost = None
    if amount is not None:
        cost = Cost(amount=amount, currency="EUR", months=12, formula="x", inputs={"x": amount})
    return PatternLine(
        id=name,
        title=CATALOGUE.patterns[name].title,
        status=status,
        probability=0.9 if status == "present" else 0.6,
        since=None,
        direction=None,
        cost=cost,
        evidence=[],
        needs=[],
    )


def risk(name: str, probability: float, amount: float | None = None) -> RiskLine:
    return RiskLine(
        id=name,
        probability=probability,
        horizon_days=365,
        since=None,
        amount_at_risk=amount,
        evidence=[],
    )


def statement(
    *patterns: PatternLine,
    risks: tuple[RiskLine, ...] = (),
    now: str | None = None,
    desired: str | None = None,
) -> Statement:
    """As much of a statement as advice is given on."""
    parts = {
        "account": {"id": "acme", "name": "Acme", "domains": [], "owner": "tom@us.example"},
        "as_of": "2026-06-30",
        "kind": {"now": now, "desired": desired},
        "stage": {"now": "me_too", "gates": []},
        "patterns": list(patterns),
        "practices": [],
        "expectations": [],
        "risks": list(risks),
        "economics": {"gross_margin": 1000.0, "revenue": None, "contribution": None},
    }
    return cast("Statement", parts)


def test_a_healthy_account_gets_no_plays() -> None:
    quiet = statement(pattern("abusive", "absent"), risks=(risk("defection", 0.1),))

    assert advise(quiet, CATALOGUE, hourly_cost=RATE)["plays"] == []


@pytest.mark.parametrize("name", sorted(CATALOGUE.patterns))
def test_every_pattern_that_is_there_is_answered(name: str) -> None:
    plays = advise(statement(pattern(name, "present")), CATALOGUE)["plays"]

    assert {play["id"] for play in plays} <= set(CATALOGUE.patterns[name].plays)
    assert plays
    assert all(play["because"] == [f"patterns[{name}]"] for play in plays)
    assert all(play["steps"] and play["measure"] and play["title"] for play in plays)


@pytest.mark.parametrize(("probability", "answered"), [(0.49, False), (0.5, True)])
def test_a_risk_is_answered_from_even_odds_on(probability: float, answered: bool) -> None:
    plays = advise(statement(risks=(risk("single_thread", probability),)), CATALOGUE)["plays"]

    assert bool(plays) == answered


def test_a_play_is_worth_the_cost_times_its_chance_less_its_hours() -> None:
    plays = advise(
        statement(pattern("terms_dictated", "present", 10_000.0)), CATALOGUE, hourly_cost=RATE
    )["plays"]

    for line in plays:
        play = CATALOGUE.plays[line["id"]]
        share = 1 if play.id == CATALOGUE.patterns["terms_dictated"].plays[0] else 0.5
        worth = 10_000 * share * play.chance.mean - play.hours * 50
        worth -= 1000 * play.harm.mean if play.harm else 0
        assert line["expected_value"] == pytest.approx(worth, abs=0.005)
    worths = [line["expected_value"] for line in plays]
    assert worths == sorted(worths, key=lambda worth: -(worth or 0))


def test_costs_overlap_so_the_largest_counts_and_no_sum() -> None:
    one = advise(
        statement(pattern("over_servicing", "present", 10_000.0)), CATALOGUE, hourly_cost=RATE
    )
    two = advise(
        statement(
            pattern("over_servicing", "present", 10_000.0),
            pattern("master_servant", "present", 10_000.0),
        ),
        CATALOGUE,
        hourly_cost=RATE,
    )

    alone = {play["id"]: play["expected_value"] for play in one["plays"]}
    shared = [play for play in two["plays"] if len(play["because"]) > 1]
    assert shared
    assert all(play["expected_value"] == alone[play["id"]] for play in shared)


def test_without_an_hourly_cost_no_play_has_a_worth() -> None:
    plays = advise(statement(pattern("terms_dictated", "present", 10_000.0)), CATALOGUE)["plays"]

    assert plays
    assert all(play["expected_value"] is None for play in plays)


def test_without_a_cost_no_play_has_a_worth() -> None:
    plays = advise(statement(pattern("abusive", "present")), CATALOGUE, hourly_cost=RATE)["plays"]

    assert plays
    assert all(play["expected_value"] is None for play in plays)


def test_at_most_five_are_proposed_each_once_with_all_its_reasons() -> None:
    everything = statement(*(pattern(name, "present") for name in CATALOGUE.patterns))

    plays = advise(everything, CATALOGUE)["plays"]

    assert len(plays) == AT_MOST
    assert len({play["id"] for play in plays}) == AT_MOST
    for play in plays:
        for because in play["because"]:
            name = because.removeprefix("patterns[").removesuffix("]")
            assert play["id"] in CATALOGUE.patterns[name].plays


def test_what_costs_more_than_it_saves_is_left_out_but_for_the_best() -> None:
    plays = advise(
        statement(pattern("terms_dictated", "present", 1.0)), CATALOGUE, hourly_cost=RATE
    )["plays"]

    assert len(plays) == 1
    assert (plays[0]["expected_value"] or 0) < 0


def test_what_is_there_goes_before_what_is_watched() -> None:
    plays = advise(
        statement(pattern("abusive", "watch"), pattern("hostage", "present")), CATALOGUE
    )["plays"]

    assert plays[0]["because"] == ["patterns[hostage]"]


def test_a_wanted_shift_is_planned_for() -> None:
    shift = next(one for one in CATALOGUE.kinds["technical"].shift if one.to == "partner")

    plan = advise(statement(now="technical", desired="partner"), CATALOGUE)

    assert (plan["from"], plan["to"]) == ("technical", "partner")
    assert {play["id"] for play in plan["plays"]} <= set(shift.plays)
    assert all(play["because"] == ["kind"] for play in plan["plays"])


def test_nobody_plans_a_shift_from_a_kind_that_nobody_can_name() -> None:
    assert advise(statement(desired="partner"), CATALOGUE)["plays"] == []


def test_an_account_that_loses_money_has_nothing_to_lose() -> None:
    plays = advise(
        statement(risks=(risk("single_thread", 0.6, -500.0),)), CATALOGUE, hourly_cost=RATE
    )["plays"]

    assert all((play["expected_value"] or 0) <= 0 for play in plays)
