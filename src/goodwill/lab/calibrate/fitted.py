"""From answers to what a book keeps: the curves, their name, and how reliable chances were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

from goodwill.facts.base import content_id
from goodwill.facts.calibration import NOT_CALIBRATED, Calibration, Curve, Group
from goodwill.facts.reliability import Reliability
from goodwill.lab.calibrate.curves import Answered, fit
from goodwill.lab.calibrate.reliability import report_group

__all__ = ["Fitted", "fit_groups"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Curves for the groups with answers enough, and a report of every group."""

    calibration: Calibration
    reliability: Reliability


def fit_groups(
    by_group: Mapping[Group, Mapping[str, Sequence[Answered]]], *, made_on: date
) -> Fitted:
    """Fit each group by itself; `by_group` holds answers by group and account.

    The name is a digest of the curves alone: the same answers give the same name on any day.
    """
    curves: dict[str, Curve] = {}
    for group, by_account in by_group.items():
        curve = fit([one for account in sorted(by_account) for one in by_account[account]])
        if curve is not None:
            curves[group] = curve
    own = Calibration(name=f"own:{_digest(curves)}", curves=curves)
    calibration = own if curves else NOT_CALIBRATED
    groups = {str(group): report_group(by_account) for group, by_account in by_group.items()}
    return Fitted(
        calibration=calibration,
        reliability=Reliability(name=calibration.name, made_on=made_on.isoformat(), groups=groups),
    )


def _digest(curves: Mapping[str, Curve]) -> str:
    return content_id(orjson.dumps(dict(sorted(curves.items()))).decode(), digits=16)
