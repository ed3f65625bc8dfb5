"""The numbers of the ledger as in force on a day, taken from the catalogue once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from goodwill.catalogue.loader import PROMISES, Catalogue

__all__ = ["Rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Each is the threshold of that name in `catalogue/promises`, which tells unit and reason."""

    floor: float
    floor_with_day: float
    surely: float
    sign_floor: float
    object_words: float
    answer_days: float
    mails_in_a_row: float
    repeat_days: float
    settling_days: float
    patience_days: float
    grace_days: float
    thanks_days: float
    near_days: float
    dropped_days: float
    reach: float
    thread: float
    other_words: float
    near: float
    people: float
    named_day: float
    crowd: float
    rare_threads: float
    in_answer: float
    done: float
    arrived: float
    thanked: float
    late: float
    missing: float
    complained: float
    admitted: float
    again: float
    record: float
    settles_at: float

    @classmethod
    def of(cls, catalogue: Catalogue, as_of: date) -> Rules:
        """The numbers in force on `as_of`."""
        return cls(
            **{
                one.name: catalogue.threshold(f"{PROMISES}.{one.name}", as_of)
                for one in fields(cls)
            }
        )
