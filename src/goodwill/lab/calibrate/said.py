"""What people said of a book's lines, as answers about chances.

Only what was said of a whole line that states a chance; a sentence, a part or a promise is another
matter. The day is the one on which it was said: that is what they saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodwill.facts.calibration import GROUPS
from goodwill.facts.disputes import NOT, Dispute, group_of
from goodwill.facts.people import KINDS
from goodwill.lab.calibrate.labels import Label

__all__ = ["OWN", "labels_of"]

OWN = "the book's own answers"
_IS_SO = {
    "present": "yes",
    "likely": "yes",
    "wanted": "yes",
    "absent": "no",
    "unlikely": "no",
    "not_wanted": "no",
}


def labels_of(said: Iterable[Dispute]) -> Iterator[Label]:
    """Each answer that still holds and says what is so."""
    for one in said:
        if one.withdrawn_on is not None or one.about is not None or one.value is None:
            continue
        if group_of(one.line) in GROUPS and (answer := _answer(one.value)):
            yield Label(
                path=OWN,
                row=one.id,
                account=one.account_id,
                as_of=one.on,
                line=one.line,
                answer=answer,
                by=one.by,
                said="" if answer != "no" or one.value in _IS_SO else one.value.removeprefix(NOT),
            )


def _answer(value: str) -> str:
    """What it is, or whether it is so; `not_partner` says no to the kind it names."""
    if value in KINDS:
        return value
    if value.removeprefix(NOT) in KINDS:
        return "no"
    return _IS_SO.get(value, "")
