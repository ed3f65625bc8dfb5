"""What speaks for a risk and against it, added up once: other risks ask for it beside its line.

Signs in words stand in the catalogue's file (`goodwill.judge.signs` adds them up); what rows and
counts show is looked for by a module named like the risk, with a function `look`, and the days on
which rows bear out what words only hint at with `bears_out`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from goodwill.catalogue.schema import Risk
from goodwill.facts.statement import Evidence
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.judges import judge_of
from goodwill.judge.signs import Weighed, as_heard, overtaken, signs_of, weigh

__all__ = ["MOST_UNSEEN", "added_up"]

MOST_UNSEEN = 0.2
"""The contract's limit without evidence."""

Look = Callable[[Case, Risk], Iterable[Evidence]]
BearsOut = Callable[[Case, Risk], Sequence[Window]]


def added_up(case: Case, name: str) -> Weighed:
    """The chance of a risk from its evidence, before any calibration (ask it by `case.once`)."""
    risk = case.catalogue.risks[name]
    look: Look | None = judge_of("risks", name, "look")
    bears_out: BearsOut | None = judge_of("risks", name, "bears_out")
    days = bears_out(case, risk) if bears_out else ()
    items = [*signs_of(case, name, risk.sign, days), *(look(case, risk) if look else ())]
    base = min(case.number(name, "base_rate"), MOST_UNSEEN)
    return weigh(case, base, as_heard(case, overtaken(case, items)))
