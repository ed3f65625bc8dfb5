"""What kind follows from which drives, and when nobody could say."""

from __future__ import annotations

from random import Random

import pytest

from goodwill.facts.people import KINDS, Kind
from goodwill.lab.simulate.states import Drives, drawn_drives, kind_of

CASES: dict[str, tuple[tuple[float, float, float, float], Kind | None]] = {
    # what it is: (bond, routine, rivalry, reliance), the kind
    "friends who hardly trade": ((0.9, 0.2, 0.0, 0.0), "social"),
    "friends who trade steadily are no social kind": ((0.6, 0.9, 0.0, 0.0), "technical"),
    "friends who plan together are partners": ((0.9, 0.4, 0.0, 0.8), "partner"),
    "steady orders and nothing else": ((0.0, 0.8, 0.0, 0.0), "technical"),
    "steady orders, each put out to bids": ((0.0, 0.5, 0.9, 0.0), "ad_hoc"),
    "plans that have to be put out to bids": ((0.0, 0.2, 0.9, 0.5), "ad_hoc"),
    "half orders, half plans": ((0.0, 0.9, 0.0, 0.43), None),
    "nothing at all": ((0.0, 0.0, 0.0, 0.0), None),
}


@pytest.mark.parametrize(("drives", "kind"), CASES.values(), ids=CASES)
def test_kind_of(drives: tuple[float, float, float, float], kind: Kind | None) -> None:
    names = ("bond", "routine", "rivalry", "reliance")

    assert kind_of(Drives(**dict(zip(names, drives, strict=True)))) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_accounts_drawn_as_a_kind_are_of_that_kind(kind: Kind) -> None:
    rng = Random(kind)  # noqa: S311  no secret

    assert {kind_of(drawn_drives(rng, kind)) for _ in range(300)} == {kind}


def test_halfway_lies_between_both() -> None:
    start = Drives(bond=0.0, routine=1.0, rivalry=0.2, reliance=0.0)
    end = Drives(bond=0.4, routine=0.0, rivalry=0.2, reliance=0.8)

    half = start.towards(end, 0.5)

    assert half == Drives(bond=0.2, routine=0.5, rivalry=0.2, reliance=0.4)
    assert start.towards(end, 1.0) == end
