"""Warmth in addition to business, or instead of it?

One text says that social relationships return least; studies of sales have found that personal talk
pays. Both can be so, if it pays where there is business talk beside it and does not where it stands
in its place. That is a question of whether the two multiply: least squares on the places of what
accounts brought, with errors that allow for unequal scatter (HC3).

Source: Palmatier, Gopalakrishna and Houston 2006; Vieira et al. 2024; MacKinnon and White 1985.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from goodwill.facts.quantiles import Student
from goodwill.lab.returns.steps import POINTS, Step, contribution_places, step_of
from goodwill.lab.returns.years import AccountYear

__all__ = ["Talk", "multiplied", "warmth_beside_business"]

Floats = NDArray[np.float64]
Talk = tuple[float, float]
"""The share of personal talk, and acts of business in ten messages."""

ESTIMAND = (
    "How much further an account's contribution of the year stands among all for one standard"
    " deviation more of personal talk beforehand, where there was one standard deviation more of"
    " business talk, than where there was a usual amount."
)


ALONE = 1 - 1e-6
"""An account whose leverage is beyond this decides by itself: no error can be told of it."""


def multiplied(personal: Floats, business: Floats, value: Floats) -> Student | None:
    """The part of `value` that only both together tell, for a deviation of each.

    None where nothing tells the two apart, or where a single account decides.
    """
    if not (personal.std() and business.std() and value.std()):
        return None
    p, b = ((one - one.mean()) / one.std() for one in (personal, business))
    x = np.stack([np.ones_like(p), p, b, p * b], axis=1)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        return None
    inverse = np.linalg.inv(x.T @ x)
    found = inverse @ x.T @ value
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    if leverage.max() > ALONE:
        return None
    rest = (value - x @ found) / (1 - leverage)
    middle = (x * (rest**2)[:, None]).T @ x
    spread = sqrt(max(0.0, float((inverse @ middle @ inverse)[3, 3])))
    return Student(float(found[3]), spread, float(len(value) - x.shape[1]))


def warmth_beside_business(
    years: Sequence[AccountYear], talk: Mapping[str, Talk], *, at_least: int, group: int
) -> Step:
    """Whether personal talk goes along with more where there is business talk beside it.

    It rests on `at_least` accounts, of which `group` have more than the mean of each sort of talk.
    """
    places = contribution_places(years)
    names = sorted(name for name in places if name in talk)
    personal, business = (np.array([talk[name][at] for name in names]) for at in (0, 1))
    if len(names) < at_least:
        return _cannot_tell(0, f"It needs {at_least} accounts with figures and mail.")
    if min(np.count_nonzero(one > one.mean()) for one in (personal, business)) < group:
        note = f"It needs {group} accounts with more than the mean of each sort of talk."
        return _cannot_tell(len(names), note)
    found = multiplied(personal, business, np.array([places[name] for name in names]))
    if found is None:
        return _cannot_tell(len(names), "Nothing tells personal talk apart from business here.")
    note = "Above 0: warmth pays in addition to business; below: the more business, the less."
    return step_of("warmth_beside_business", ESTIMAND, (len(names), 0), found, note=note, most=True)


def _cannot_tell(accounts: int, note: str) -> Step:
    return Step(
        id="warmth_beside_business",
        estimand=ESTIMAND,
        unit=POINTS,
        accounts=(accounts, 0),
        value=None,
        low=None,
        high=None,
        verdict="cannot_tell",
        note=note,
    )
