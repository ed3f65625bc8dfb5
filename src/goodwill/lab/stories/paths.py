"""Whether a statement holds what a story says of it: a path into it, and one comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["holds", "value_at"]

Compare = Callable[[Any, Any, float], bool]
RULES: Mapping[str, Compare] = {
    "is": lambda value, wanted, _: value == wanted,
    "in": lambda value, wanted, _: value in wanted,
    "at_least": lambda value, wanted, _: value >= wanted,
    "at_most": lambda value, wanted, _: value <= wanted,
    "near": lambda value, wanted, within: abs(value - wanted) <= abs(wanted) * within,
    "quotes": lambda items, wanted, _: any(wanted in (item["quote"] or "") for item in items),
}
FIGURES = ("at_least", "at_most", "near")
STEP = re.compile(r"\[([^\]]+)\]|([^.\[\]]+)")


def value_at(document: Any, path: str) -> Any:
    """What stands at `patterns[abusive].status`, `kind.mixture.partner` and the like."""
    here = document
    for item, name in STEP.findall(path):
        if here is None:  # a cost that is not there has no amount
            return None
        here = here[name] if name else next(one for one in here if one["id"] == item)
    return here


def holds(statement: Any, rule: Mapping[str, Any]) -> bool:
    """Whether the value at the rule's path is what the rule says; nothing is near a figure."""
    value, name = value_at(statement, rule["at"]), next(name for name in RULES if name in rule)
    if value is None and name in FIGURES:
        return False
    return bool(RULES[name](value, rule[name], rule.get("within", 0.0)))
