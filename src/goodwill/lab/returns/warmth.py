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


def multiplied(personal: Floats, business: Floats, value: Floats) -> Student:
    """The part of `value` that only both together tell, for a deviation of each."""
    p, b = ((one - one.mean()) / one.std() for one in (personal, business))
    x = np.stack([np.ones_like(p), p, b, p * b], axis=1)
    inverse = np.linalg.inv(x.T @ x)
    found = inverse @ x.T @ value
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    rest = (value - x @ found) / np.maximum(1 - leverage, 1e-9)
    middle = (x * (rest**2)[:, None]).T @ x
    spread = sqrt(max(0.0, float((inverse @ middle @ inverse)[3, 3])))
    return Student(float(found[3]), spread, float(len(value) - x.shape[1]))


def warmth_beside_business(
    years: Sequence[AccountYear], talk: Mapping[str, Talk], *, at_least: int
) -> Step:
    """Whether personal talk goes along with more where there is business talk beside it."""
    places = contribution_places(years)
    names = sorted(name for name in places if name in talk)
    personal, business = (np.array([talk[name][at] for name in names]) for at in (0, 1))
    if len(names) < at_least or not personal.std() or not business.std():
        return Step(
            id="warmth_beside_business",
            estimand=ESTIMAND,
            unit=POINTS,
            accounts=(len(names) if len(names) >= at_least else 0, 0),
            value=None,
            low=None,
            high=None,
            verdict="cannot_tell",
            note=f"It needs {at_least} accounts with figures and mail.",
        )
    value = np.array([places[name] for name in names])
    found = multiplied(personal, business, value)
    note = "Above 0: warmth pays in addition to business; below: the more business, the less."
    return step_of("warmth_beside_business", ESTIMAND, (len(names), 0), found, note=note, most=True)
