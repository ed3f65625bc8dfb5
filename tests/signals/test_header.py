"""The header of a SQL file: what it must say, and what is refused."""

from __future__ import annotations

import pytest

from goodwill.errors import CatalogueError
from goodwill.signals.header import derived_tables, read_signals, signals

GOOD = """/*
code           = "M00"
family         = "content"
unit           = "share"
grain          = "message"
reduce         = "share"
reads          = ["message"]
definition     = "What it measures."
exposure       = "messages"
source         = "mail"
limits         = "What it cannot see."
prior_mean     = 0.1
prior_strength = 8
*/
select 1 as value
"""

TWINS = GOOD.replace("/*", '/*\nids = ["kept_by_us", "kept_by_them"]').replace(
    "What it measures.", "What {ours} wrote to {them}."
)

WRONG = {
    "no header": "select 1 as value",
    "a header that never ends": GOOD.replace("*/", ""),
    "a query before the header": f"select 1;\n{GOOD}",
    "no TOML": GOOD.replace('"M00"', "M00"),
    "a key too few": GOOD.replace('unit           = "share"\n', ""),
    "a key too many": GOOD.replace("prior_mean", "colour = 1\nprior_mean"),
    "a reduction nobody knows": GOOD.replace('reduce         = "share"', 'reduce = "magic"'),
    "sides, and no ids": GOOD.replace("messages", "messages of {ours}"),
    "sides, and one id": TWINS.replace('"kept_by_us", ', ""),
    "two ids, and no sides": TWINS.replace("{ours} wrote to {them}", "was written"),
    "two ids, and a key too few": TWINS.replace('unit           = "share"\n', ""),
    "two ids, and a reduction nobody knows": TWINS.replace('= "share"\nreads', '= "magic"\nreads'),
    "a mean without a spread": GOOD.replace('reduce         = "share"', 'reduce = "weighted_mean"'),
}


def test_a_good_header_is_read() -> None:
    (spec,) = read_signals("good", GOOD)

    assert (spec.name, spec.reduce, spec.prior_strength) == ("good", "share", 8)
    assert spec.sql == "select 1 as value"
    assert spec.lets_go == 0


def test_a_header_may_say_how_much_of_what_went_before_a_row_lets_go_of() -> None:
    (spec,) = read_signals("good", GOOD.replace("prior_mean", "lets_go = 0.5\nprior_mean"))

    assert spec.lets_go == 0.5


def test_a_file_that_names_two_ids_is_read_from_both_sides() -> None:
    by_us, by_them = read_signals("kept", TWINS)

    assert (by_us.name, by_us.definition) == ("kept_by_us", "What ours wrote to them.")
    assert (by_them.name, by_them.definition) == ("kept_by_them", "What theirs wrote to us.")


def test_no_two_signals_share_a_name() -> None:
    names = [spec.name for spec in signals()]

    assert names == sorted(set(names))


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_a_wrong_header_is_refused_with_its_file_and_the_next_step(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"^wrong\.sql") as refused:
        read_signals("wrong", text)

    assert refused.value.hint


def test_tables_come_after_those_they_read() -> None:
    order = [spec.name for spec in derived_tables()]

    assert all(
        order.index(read) < order.index(spec.name)
        for spec in derived_tables()
        for read in spec.reads
        if read in order
    )


@pytest.mark.parametrize("spec", signals(), ids=lambda spec: spec.name)
def test_every_signal_says_what_it_measures_and_what_it_cannot_see(spec: object) -> None:
    for said in ("code", "family", "unit", "grain", "definition", "exposure", "source", "limits"):
        assert getattr(spec, said), said


@pytest.mark.parametrize("spec", derived_tables(), ids=lambda spec: spec.name)
def test_every_table_opens_with_its_grain(spec: object) -> None:
    assert getattr(spec, "grain").startswith("One row per ")  # noqa: B009
