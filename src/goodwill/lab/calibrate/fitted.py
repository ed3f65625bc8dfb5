"""From answers to what a book keeps: curves and factors, their name, how reliable chances were.

Weights come first: lines are drawn up again by what is learnt of them, and the curves are fitted to
the chances that these state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson

from goodwill.facts.base import content_id
from goodwill.facts.calibration import GROUPS, NOT_CALIBRATED, Calibration, Curve, Group
from goodwill.facts.reliability import LearntWeights, Reliability
from goodwill.lab.calibrate.answers import AnsweredLine, by_account
from goodwill.lab.calibrate.curves import Answered, fit
from goodwill.lab.calibrate.reliability import report_group
from goodwill.lab.calibrate.weights import Borne, WeightRules, learn, others_of

__all__ = ["Fitted", "Learnt", "fit_lines", "learn_weights"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Curves for the groups with answers enough, and a report of every group."""

    calibration: Calibration
    reliability: Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What was learnt of weights, by group, and the answers that it was learnt from."""

    groups: Mapping[Group, LearntWeights]
    lines: Mapping[Group, tuple[Borne, ...]]

    @property
    def factors(self) -> dict[str, float]:
        """All factors that foretell better than none."""
        found = {name: one for each in self.groups.values() for name, one in each.factors.items()}
        return dict(sorted(found.items()))


def learn_weights(
    lines: Sequence[AnsweredLine], parts: Sequence[Mapping[str, float]], rules: WeightRules
) -> Learnt:
    """What answers make of the weights of each group; `parts` says what bears on each line."""
    borne: dict[Group, list[Borne]] = {group: [] for group in GROUPS}
    for one, of in zip(lines, parts, strict=True):
        borne[one.group].append(Borne(one.account, one.answered, of))
    return Learnt(
        groups={group: learn(some, rules) for group, some in borne.items()},
        lines={group: tuple(some) for group, some in borne.items()},
    )


def fit_lines(
    first: Sequence[AnsweredLine],
    after: Sequence[AnsweredLine],
    learnt: Learnt,
    rules: WeightRules,
    *,
    made_on: date,
) -> Fitted:
    """Curves over answered lines.

    Args:
        first: as drawn up by the catalogue's weights.
        after: as drawn up by those that were learnt; the same where none were.
        learnt: what was learnt of weights.
        rules: by which numbers it was.
        made_on: the day of it.
    """
    stated, weighed = by_account(first), by_account(after)
    calibration = _calibration(weighed, learnt.factors)
    groups = {
        str(group): report_group(
            weighed[group],
            stated=stated[group],
            others=others_of(learnt.lines[group], rules) if weights.factors else None,
            weights=weights if weights.answers else None,
        )
        for group, weights in learnt.groups.items()
    }
    return Fitted(
        calibration=calibration,
        reliability=Reliability(name=calibration.name, made_on=made_on.isoformat(), groups=groups),
    )


def _calibration(
    by_group: Mapping[Group, Mapping[str, Sequence[Answered]]], factors: Mapping[str, float]
) -> Calibration:
    """Curves of the groups with answers enough, beside the factors.

    The name is a digest of both alone: the same answers give the same name on any day.
    """
    curves: dict[str, Curve] = {}
    for group, answers in by_group.items():
        curve = fit([one for account in sorted(answers) for one in answers[account]])
        if curve is not None:
            curves[group] = curve
    if not curves and not factors:
        return NOT_CALIBRATED
    return Calibration(name=f"own:{_digest(curves, factors)}", curves=curves, factors=factors)


def _digest(curves: Mapping[str, Curve], factors: Mapping[str, float]) -> str:
    parts = [dict(sorted(curves.items())), *([dict(sorted(factors.items()))] if factors else [])]
    return content_id(*(orjson.dumps(part).decode() for part in parts), digits=16)
