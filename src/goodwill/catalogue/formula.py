"""Cost formulas: arithmetic over named inputs, exact, and readable as it stands.

`+ - * /`, `min`, `max`, brackets, numbers and names; nothing else is a formula. What the
names sum is said in the concept's `[cost] inputs` and worked out in `goodwill.judge`.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Formula", "parse_formula"]

LONGEST = 500
"""Characters; a cost that needs more needs a named input, which can be tested alone."""

_OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: Mapping[str, Callable[..., Decimal]] = {"min": min, "max": max}


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula; `text` is how a reader sees it, `inputs` the names it needs in order."""

    text: str
    inputs: tuple[str, ...]
    _tree: ast.expr

    def value(self, inputs: Mapping[str, Decimal | None]) -> Decimal | None:
        """The result, not rounded; None where an input is missing or a divisor is nothing."""
        given = {name: inputs.get(name) for name in self.inputs}
        known = {name: value for name, value in given.items() if value is not None}
        if len(known) < len(given):
            return None
        try:
            return _value(self._tree, known)
        except ArithmeticError:
            return None


def parse_formula(text: str) -> Formula:
    """`text` as a formula; ValueError says which part is none."""
    if len(text) > LONGEST:
        raise ValueError(f"a formula of {len(text)} characters; at most {LONGEST} are read")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ValueError(f'"{text}" is no formula') from None
    for node in ast.walk(tree):
        _check(node)
    return Formula(" ".join(text.split()), _names(tree), tree)


def _check(node: ast.AST) -> None:
    if not _belongs(node):
        raise ValueError(f'"{_shown(node)}" has no place in a formula')


def _belongs(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return type(node.op) in _OPERATORS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub)
    if isinstance(node, ast.Call):
        return _function(node) in _FUNCTIONS and bool(node.args) and not node.keywords
    if isinstance(node, ast.Constant):
        return type(node.value) in {int, float}
    return isinstance(node, ast.Name | ast.Load | ast.operator | ast.unaryop)


def _shown(node: ast.AST) -> str:
    return ast.unparse(node) if isinstance(node, ast.expr) else type(node).__name__


def _function(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _names(tree: ast.expr) -> tuple[str, ...]:
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    in_order = sorted(named, key=lambda node: (node.lineno, node.col_offset))
    return tuple(dict.fromkeys(node.id for node in in_order if node.id not in _FUNCTIONS))


def _value(node: ast.expr, inputs: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    if isinstance(node, ast.Name):
        return inputs[node.id]
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, inputs)
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, inputs), _value(node.right, inputs)
        return _OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.Call):
        return _FUNCTIONS[_function(node)](_value(part, inputs) for part in node.args)
    raise TypeError(node)
