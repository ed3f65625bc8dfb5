"""What is estimated over many accounts: dated, frozen, and replaced only when somebody asks for it.

The last one under a name is in force; those before stay. Light: a stored statement is found without
SQLAlchemy, and which calibration it was made with has to be known for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from goodwill.store.database import Transaction
    from goodwill.store.reader import Reader

from goodwill.facts.calibration import CALIBRATION, NOT_CALIBRATED

__all__ = ["PLAYS", "Prior", "calibration_name", "keep_prior", "play_chances", "read_prior"]

PLAYS = "plays"
"""Under this name a book keeps what it has learnt of how often plays work."""


class Prior(NamedTuple):
    """An estimate as stored: the name that tells it from others, and its document as JSON."""

    digest: str
    document: str


def calibration_name(reader: Reader) -> str:
    """Which calibration is in force, without reading it."""
    rows = reader.rows(
        "select digest from prior where name = ? order by id desc limit 1", (CALIBRATION,)
    )
    return str(rows[0][0]) if rows else NOT_CALIBRATED.name


def read_prior(reader: Reader, name: str) -> Prior | None:
    """The estimate in force."""
    rows = reader.rows(
        "select digest, document from prior where name = ? order by id desc limit 1", (name,)
    )
    return Prior(*rows[0]) if rows else None


def play_chances(reader: Reader) -> tuple[str, dict[str, tuple[float, float]]]:
    """The two counts of each play's chance as learnt, and the day it was; both empty without."""
    prior = read_prior(reader, PLAYS)
    if prior is None:
        return "", {}
    found = orjson.loads(prior.document)
    return found["made_on"], {play: (a, b) for play, (a, b) in found["plays"].items()}


def keep_prior(tx: Transaction, name: str, prior: Prior, *, made_at: int) -> None:
    """Put an estimate in force from now on."""
    new = tx.next_id("prior")
    tx.run("insert into prior values (?, ?, ?, ?, ?)", (new, made_at, name, *prior))
