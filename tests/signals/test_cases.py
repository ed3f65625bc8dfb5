"""Every case file of `tests/cases/signals`: facts in, value and exposure out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from goodwill.facts.values import Measured, SignalValue, Values
from goodwill.signals.header import signals
from goodwill.signals.runner import measure

FOLDER = Path(__file__).parent.parent / "cases" / "signals"
NAMES = [spec.name for spec in signals()]
Loaded = dict[str, Any]


def load(name: str) -> Loaded:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def all_cases() -> list[Any]:
    return [
        pytest.param(path.stem, number, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for number, case in enumerate(load(path.stem)["case"])
    ]


@pytest.fixture(scope="module")
def measured(facts: Callable[..., dict[str, pa.Table]]) -> Callable[[str, int], Measured]:
    """A case's account; all cases of a file are one book, so each must mind its own facts."""

    @cache
    def book(name: str) -> dict[str, Measured]:
        loaded = load(name)
        parts = [facts(case, f"acme-{number}") for number, case in enumerate(loaded["case"])]
        whole = {table: pa.concat_tables([part[table] for part in parts]) for table in parts[0]}
        return {found.account_id: found for _, found in measure(whole, as_of=loaded["as_of"])}

    return lambda name, number: book(name)[f"acme-{number}"]


@pytest.mark.parametrize(("signal", "number"), all_cases())
def test_a_signal_measures_what_its_case_says(
    signal: str, number: int, measured: Callable[[str, int], Measured]
) -> None:
    expected = load(signal)["case"][number]["expect"]
    value = value_of(measured(signal, number).year, signal)

    assert ({} if value is None else {"acme": shown(value)}) == {
        account: pytest.approx(figures) for account, figures in expected.items()
    }


def value_of(values: Values, signal: str) -> SignalValue | None:
    return values.get(signal)


def shown(value: SignalValue) -> dict[str, float]:
    return {"value": value.raw, "exposure": value.exposure}


@pytest.mark.parametrize("name", NAMES)
def test_every_signal_has_cases_among_them_one_without_an_answer(name: str) -> None:
    loaded = load(name)

    assert loaded["signal"] == name
    assert len(loaded["case"]) >= 4
    assert any(case["expect"] == {} for case in loaded["case"])
    assert any(case["expect"] for case in loaded["case"])


def test_no_case_file_speaks_of_a_signal_that_is_gone() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == NAMES
