"""What lies ahead of an account: what it begins as, what befalls it, which ways it has."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import cast

from goodwill.facts.people import Kind
from goodwill.lab.simulate.people import table_of
from goodwill.lab.simulate.states import Drives, drawn_drives
from goodwill.lab.simulate.ways import TWINS, WAYS, Way

__all__ = ["Fate", "Given", "drawn_fate"]

HISTORY = 30  # months for which the shares of events in `rates.toml` are given


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A way that an account has from a month to a month, both included; `twin` where harmless."""

    way: Way
    first: int
    last: int
    twin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """All that was drawn beforehand. `shift` is the month of a change of kind."""

    begins: str
    drives: Drives
    becomes: Drives | None
    cause: str | None
    shift: int | None
    events: tuple[tuple[int, str], ...]
    ways: tuple[Given, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether hardly anything happens."""
        return self.begins == "quiet"

    def has(self, *patterns: str) -> bool:
        """Whether a way of one of these patterns is among them, harmful or not."""
        return any(given.way.pattern in patterns for given in self.ways)


def drawn_fate(rng: Random, months: int) -> Fate:
    """A fate, by the shares of `rates.toml`."""
    rates = table_of("rates")
    begins = _chosen(rng, rates["begins"])
    kind = cast("Kind", "technical" if begins == "quiet" else begins)
    shift = _shift(rng, begins, months)
    becomes = drawn_drives(rng, shift[1]) if shift else None
    return Fate(
        begins=begins,
        drives=drawn_drives(rng, kind),
        becomes=becomes,
        cause=shift[2] if shift else None,
        shift=shift[0] if shift else None,
        events=() if begins == "quiet" else tuple(_events(rng, months)),
        ways=() if begins == "quiet" else tuple(_ways(rng, begins, months)),
    )


def _chosen(rng: Random, shares: dict[str, float]) -> str:
    return rng.choices(list(shares), list(shares.values()))[0]


def _shift(rng: Random, begins: str, months: int) -> tuple[int, Kind, str] | None:
    """Month, kind and cause of a change, if there is one and time for it."""
    rates = table_of("rates")
    change, ways = rates["change"], [row for row in rates["shift"] if row["from"] == begins]
    first, last = change["earliest"], months - change["latest"]
    if not ways or first >= last or rng.random() >= change["share"]:
        return None
    row = rng.choices(ways, [each["weight"] for each in ways])[0]
    return rng.randrange(first, last), row["to"], row["cause"]


def _events(rng: Random, months: int) -> list[tuple[int, str]]:
    found = []
    for name, share in table_of("rates")["event"].items():
        if rng.random() < share * months / HISTORY and months > 2:  # noqa: PLR2004
            found.append((rng.randrange(2, months), name))
    return sorted(found)


def _ways(rng: Random, begins: str, months: int) -> list[Given]:
    """Ways and twins, at most one of each pattern."""
    rates = table_of("rates")
    found: list[Given] = []
    for name, row in rates["ways"].items():
        share = row.get(begins, 0.0)
        if not share or any(given.way.pattern == WAYS[name].pattern for given in found):
            continue
        if rng.random() < share:
            found.append(_given(rng, WAYS[name], None, months))
        elif rng.random() < rates["way"]["twin"]:
            twin = rng.choice(row["twins"])
            found.append(_given(rng, TWINS[twin], twin, months))
    return found


def _given(rng: Random, way: Way, twin: str | None, months: int) -> Given:
    """From when to when: two in three go on to the end."""
    length = min(months, rng.randint(*table_of("rates")["way"]["months"]))
    last = months - 1 if rng.random() < 0.66 else rng.randrange(length - 1, months)  # noqa: PLR2004
    return Given(way=way, first=max(0, last - length + 1), last=last, twin=twin)
