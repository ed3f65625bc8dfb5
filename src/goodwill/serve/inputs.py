"""What goes into a cost, laid out: the figures of its formula, then those of each month or row.

A formula's inputs are named `hours_beyond`, and `hours 2026-01` where they are of one month (or
`amount I-17` of one invoice). A few months make a long sentence; here they are a small table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from goodwill.serve.languages import say
from goodwill.serve.words import figure, input_words, inputs_words, month, plain, upper_first

__all__ = ["Inputs", "inputs"]

_MONTH = re.compile(r"\d{4}-\d{2}")
NOTHING = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """`whole` in words; then a table that `title` names, "" where there is none.

    `heads` say what each column holds, and whether that is a number.
    """

    whole: str
    title: str
    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]


def inputs(given: Mapping[str, float], amount: float | None = None) -> Inputs:
    """The inputs of one formula, in the order in which it gives them.

    One that is itself the `amount` that comes of it is not said twice.
    """
    whole = {name: value for name, value in given.items() if " " not in name}
    if amount is not None and [round(value, 2) for value in whole.values()] == [round(amount, 2)]:
        whole = {}
    parts = dict[str, dict[str, float]]()
    for name, value in given.items():
        what, _, of = name.partition(" ")
        if of:
            parts.setdefault(of, {})[what] = value
    names = list(dict.fromkeys(what for row in parts.values() for what in row))
    is_months = all(map(_MONTH.fullmatch, parts))
    first = say("Month") if is_months else say("Row")
    return Inputs(
        whole=plain(inputs_words(whole)),
        title=_title(is_months=is_months) if parts else "",
        heads=((first, False), *((upper_first(input_words(name)), True) for name in names)),
        rows=tuple(
            (
                month(of) if is_months else plain(of),
                *(figure(row[name]) if name in row else NOTHING for name in names),
            )
            for of, row in parts.items()
        ),
    )


def _title(*, is_months: bool) -> str:
    return say("Month by month") if is_months else say("Row by row")
