"""What a bench finds: medians, ratios within a round, what got worse; and the analyst's lines."""

from __future__ import annotations

from dataclasses import asdict
from tomllib import loads

import pytest
from bench.figures import Better, Figure, rate, ratio
from bench.parts.mail import ANSWERED, lines_of_the_contract
from bench.report import WORSE, table, worse


def figure(
    *samples: float,
    better: Better = "less",
    of: str = "goodwill",
    bar: float | None = None,
    at: int | None = None,
) -> Figure:
    return Figure(
        part="import", name="time", unit="s", samples=samples, better=better, of=of, bar=bar, at=at
    )


def test_a_figure_is_the_median_of_its_rounds() -> None:
    assert figure(9.0, 1.0, 2.0).value == 2.0
    assert rate(10, (2.0, 5.0)) == (5.0, 2.0)


BARS: dict[str, tuple[Better, float | None, bool | None]] = {
    "less, at the bar": ("less", 2.0, True),
    "less, above it": ("less", 1.9, False),
    "more, at the bar": ("more", 2.0, True),
    "more, below it": ("more", 2.1, False),
    "no bar": ("less", None, None),
}


@pytest.mark.parametrize(("better", "bar", "met"), BARS.values(), ids=BARS)
def test_a_bar_is_reached_or_not(better: Better, bar: float | None, met: bool | None) -> None:
    found = Figure(part="p", name="n", unit="s", samples=(2.0,), better=better, bar=bar)

    assert found.is_met is met


def test_a_ratio_is_taken_round_by_round_and_above_one_is_for_us() -> None:
    slow_hour = ratio(figure(1.0, 10.0), figure(3.0, 30.0, of="peer"))
    rates = ratio(figure(6.0, better="more"), figure(2.0, better="more", of="peer"))

    assert slow_hour.samples == (3.0, 3.0)
    assert rates.samples == (3.0,)


def test_a_peer_that_ran_once_is_held_against_the_round_that_it_ran_in() -> None:
    assert ratio(figure(1.0, 9.0), figure(4.0, of="analyst")).samples == (4.0,)


CHANGES = {
    "slower by more than that": (figure(1.0 + WORSE + 0.01), True),
    "slower by a little": (figure(1.0 + WORSE - 0.01), False),
    "quicker": (figure(0.5), False),
    "a peer that is slower": (figure(3.0, of="peer"), False),
    "measured at another size": (figure(3.0, at=10), False),
}


@pytest.mark.parametrize(("now", "is_told"), CHANGES.values(), ids=CHANGES)
def test_what_got_worse_is_told(now: Figure, is_told: bool) -> None:
    before = {"figures": [asdict(figure(1.0)), asdict(figure(1.0, of="peer"))]}

    assert bool(list(worse([now], before))) is is_told


def test_fewer_a_second_is_worse_too() -> None:
    before = {"figures": [asdict(figure(100.0, better="more"))]}

    assert list(worse([figure(80.0, better="more")], before)) == [
        "import, time: 100 -> 80 s (-20%)"
    ]


def test_the_table_says_what_is_not_reached() -> None:
    rows = table([figure(3.0, 1.0, 2.0, bar=1.5), figure(0.5, bar=1.5)]).splitlines()

    assert rows[2] == "| import | time | goodwill |  | 2 s | 1 to 3 | ≤ 1.5 | **no** |"
    assert rows[3].endswith("| ≤ 1.5 | yes |")


def test_every_line_that_the_analyst_answers_is_one_of_a_statement() -> None:
    answered = loads(ANSWERED.read_text("utf-8"))["lines"]
    known = lines_of_the_contract()

    assert len(known) == len(set(known))
    assert set(answered) < set(known)
