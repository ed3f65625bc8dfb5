"""Which accounts are perhaps one: pairs to be shown to a person, each with what speaks for it.

Splink weighs what two accounts have in common by fixed weights (`account_weights.toml`); rapidfuzz
has said how alike their names are (`near_accounts`). Nothing is joined here: what is sure is in
`same_account`, the rest waits for a person's word. Heavy (a second to load), so only when asked.
"""

from __future__ import annotations

import logging
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from goodwill.resolve.account_entry import AccountEntry
from goodwill.resolve.near_accounts import Likeness, near_pairs
from goodwill.resolve.same_account import are_related

if TYPE_CHECKING:
    import pyarrow as pa
    from splink.internals.comparison_creator import ComparisonCreator

__all__ = ["NearPair", "PairReason", "review_accounts"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReason:
    """One step to a pair's chance, whose log-odds are the sum of the natural `weight`s."""

    what: str
    says: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPair:
    """Two accounts that may be one, with the chance of it and how that comes about."""

    first: str
    second: str
    probability: float
    reasons: tuple[PairReason, ...]


def review_accounts(
    entries: Sequence[AccountEntry], apart: Iterable[frozenset[str]] = ()
) -> tuple[NearPair, ...]:
    """The pairs worth a person's look, the likeliest first.

    `apart` are pairs that a person has put apart; parents and their subsidiaries are left out too.
    """
    ruled = frozenset(apart)
    by_id = {entry.account_id: entry for entry in entries}
    pairs = {
        pair: like
        for pair, like in near_pairs(entries).items()
        if frozenset(pair) not in ruled and not are_related(by_id[pair[0]], by_id[pair[1]])
    }
    found = [_near_pair(row, by_id) for row in _weighed(by_id, pairs)] if pairs else []
    return tuple(sorted(found, key=lambda one: (-one.probability, one.first, one.second)))


def _weighed(
    by_id: Mapping[str, AccountEntry], pairs: Mapping[Pair, Likeness]
) -> list[dict[str, Any]]:
    """Splink's answer: a row for each pair that reaches the chance from which it is shown."""
    import duckdb  # noqa: PLC0415  with Splink some 1.5 s: only a review pays for it
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    weights = _weights()
    settings = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=weights["prior"],
        comparisons=[_comparison(said) for said in weights["comparison"]],
        blocking_rules_to_generate_predictions=[
            block_on("pair_numbers", arrays_to_explode=["pair_numbers"])
        ],
        retain_intermediate_calculation_columns=True,
    )
    with duckdb.connect() as connection, _silence():
        api = DuckDBAPI(connection=connection)
        linker = Linker(api.register(_records(by_id, pairs)), settings)
        found = linker.inference.predict(threshold_match_probability=weights["propose_from"])
        rows: list[dict[str, Any]] = found.as_record_list()
    return rows


def _comparison(said: Mapping[str, Any]) -> ComparisonCreator:
    """One comparison of the weights' file, as Splink takes it."""
    from splink.comparison_level_library import CustomLevel, ElseLevel  # noqa: PLC0415
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    levels: list[Any] = []
    if "missing" in said:
        levels.append(CustomLevel(said["missing"], "missing").configure(is_null_level=True))
    for level in said["levels"]:
        kind = CustomLevel(level["when"], level["id"]) if "when" in level else ElseLevel()
        levels.append(kind.configure(m_probability=level["m"], u_probability=level["u"]))
    return CustomComparison(output_column_name=said["id"], comparison_levels=levels)


def _records(by_id: Mapping[str, AccountEntry], pairs: Mapping[Pair, Likeness]) -> pa.Table:
    """One row for each account that is in a pair; `pair_numbers` bring its two together."""
    import pyarrow as pa  # noqa: PLC0415

    numbers: defaultdict[str, list[str]] = defaultdict(list)
    likeness: defaultdict[str, list[str]] = defaultdict(list)
    for number, ((first, second), like) in enumerate(pairs.items()):
        for one, other in ((first, second), (second, first)):
            numbers[one].append(str(number))
            likeness[one].append(f"{like} {other}")
    some = [by_id[account_id] for account_id in sorted(numbers)]
    columns: dict[str, list[list[str]]] = {
        "pair_numbers": [numbers[one.account_id] for one in some],
        "likeness": [likeness[one.account_id] for one in some],
        "ids": [sorted(f"{kind} {number}" for kind, number in one.ids) for one in some],
        "kinds_of_id": [sorted({kind for kind, _ in one.ids}) for one in some],
        "named": [["yes"] if not one.is_domain else [] for one in some],
    }
    for name in _SETS:
        columns[name] = [sorted(getattr(one, name)) for one in some]
    texts = pa.list_(pa.string())
    arrays = {name: pa.array(values, texts) for name, values in columns.items()}
    return pa.table({"unique_id": [one.account_id for one in some], **arrays})


_SETS = (
    "keys",
    "domains",
    "labels",
    "emails",
    "streets",
    "postcodes",
    "cities",
    "countries",
    "kinds",
    "currencies",
    "lists",
)
"""What of an entry is compared as it stands."""


def _near_pair(row: Mapping[str, Any], by_id: Mapping[str, AccountEntry]) -> NearPair:
    """One pair as Splink weighed it, in the words of the weights' file."""
    first, second = sorted((row["unique_id_l"], row["unique_id_r"]))
    weights = _weights()
    odds = weights["prior"] / (1 - weights["prior"])
    prior = PairReason(
        what="prior", says="two accounts of a book, before anything is known", weight=math.log(odds)
    )
    names = {"first": by_id[first].name or first, "second": by_id[second].name or second}
    reasons = (_reason(said, row, names) for said in weights["comparison"])
    return NearPair(
        first=first,
        second=second,
        probability=row["match_probability"],
        reasons=(prior, *(reason for reason in reasons if reason is not None)),
    )


def _reason(
    said: Mapping[str, Any], row: Mapping[str, Any], names: Mapping[str, str]
) -> PairReason | None:
    """What one comparison found, None where it had nothing to compare."""
    number = row[f"gamma_{said['id']}"]
    if number < 0:
        return None
    level = said["levels"][len(said["levels"]) - 1 - number]
    says = level["says"].replace("{first}", names["first"]).replace("{second}", names["second"])
    return PairReason(what=said["id"], says=says, weight=row[f"mw_{said['id']}"] * math.log(2))


@cache
def _weights() -> dict[str, Any]:
    return tomllib.loads(
        files("goodwill.resolve").joinpath("account_weights.toml").read_text("utf-8")
    )


@contextmanager
def _silence() -> Iterator[None]:
    """Splink tells how long each step took; nobody here asked."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
