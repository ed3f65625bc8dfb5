"""Which module judges a line: the one named like it, in the package of its sort.

`judge/patterns/hostage.py` judges the pattern `hostage`, `judge/practices/apology.py` the practice
`apology`. To add a judge, add the file: nothing else names it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

__all__ = ["judge_of"]


@cache
def judge_of(sort: str, concept: str, function: str) -> Any | None:
    """The function of that name in `goodwill.judge.SORT.CONCEPT`; None where no such module is.

    Args:
        sort: `patterns`, `practices`, `expectations` or `risks`.
        concept: the id of a catalogue entry; a user's own may be no module's name.
        function: what the module has to offer, `find` or `look`.
    """
    name = f"goodwill.judge.{sort}.{concept}"
    if not concept.isidentifier() or find_spec(name) is None:
        return None
    return getattr(import_module(name), function, None)
