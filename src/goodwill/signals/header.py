"""The header of each SQL file: a comment in TOML that says what the query measures.

A file may measure the same of both sides. It is written of ours, with `{us}`, `{them}`, `{ours}`
and `{theirs}` wherever the sides change places, and its header names two `ids`: that of our side,
then that of theirs. Without `ids`, a measurement is called as its file.

Read once per process from the package's own files. Running the queries is `runner`'s work,
folding their rows is `reduce`'s.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from operator import attrgetter
from typing import Literal, get_args

from goodwill.entry_points import entry_points
from goodwill.errors import CatalogueError

__all__ = [
    "ReduceKind",
    "SignalSpec",
    "TableSpec",
    "derived_tables",
    "parse_file",
    "read_signals",
    "signals",
]

ReduceKind = Literal[
    "share",
    "rate",
    "monthly_rate",
    "ratio",
    "weighted_mean",
    "contrast",
    "balance",
    "effective_count",
]
REDUCE_KINDS: frozenset[str] = frozenset(get_args(ReduceKind))
GROUP = "goodwill.signals"
"""The entry points by which packages bring measurements: each names a package folder."""

WITH_SPREAD = frozenset({"weighted_mean", "contrast", "effective_count"})
"""Kinds whose posterior is normal: they need `prior_sd` beside the mean."""

_SIDES = {"{us}": "{them}", "{them}": "{us}", "{ours}": "{theirs}", "{theirs}": "{ours}"}
_SIDE = re.compile("|".join(map(re.escape, _SIDES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalSpec:
    """One measurement: its query, and what its header says of it.

    `prior_mean` is what is believed without any row, `prior_strength` how many rows that belief
    is worth (concepts, A.0), `prior_sd` the usual spread of one row, in the signal's unit.
    `lets_go` is the share of all that went before which a row of value 1 lets go of (`memory`).
    """

    name: str
    code: str
    family: str
    unit: str
    grain: str
    reduce: ReduceKind
    reads: tuple[str, ...]
    definition: str
    exposure: str
    source: str
    limits: str
    prior_mean: float
    prior_strength: float
    prior_sd: float
    sql: str
    lets_go: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """One derived table: its query, what one row of it is, and what it reads."""

    name: str
    grain: str
    note: str
    reads: tuple[str, ...]
    sql: str


def parse_file(name: str, text: str) -> tuple[dict[str, object], str]:
    """The header and the query of one file."""
    opening, _, rest = text.partition("/*")
    header, closing, sql = rest.partition("*/")
    if opening.strip() or not closing:
        raise CatalogueError(
            f"{name}.sql does not open with a comment that says what it measures.",
            hint="Start the file with /* ... */ and write the header in it as TOML.",
        )
    try:
        return tomllib.loads(header), sql.strip()
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(
            f"{name}.sql: the header is not TOML: {error}",
            hint="Compare it with the header of another file in the same folder.",
        ) from error


def read_signals(file: str, text: str) -> tuple[SignalSpec, ...]:
    """What one file measures: one thing, or the same of our side and of theirs."""
    ids = _names(parse_file(file, text)[0].get("ids", [file]))
    mirrored = _SIDE.sub(lambda found: _SIDES[found[0]], text)
    texts = (text, mirrored) if mirrored != text else (text,)
    if len(ids) != len(texts):
        raise CatalogueError(
            f"{file}.sql names {len(ids)} ids and can be read from {len(texts)} sides.",
            hint="Name two ids where {us}, {them}, {ours} or {theirs} stand in it, else none.",
        )
    sides = zip(ids, texts, strict=True)
    return tuple(
        _read_signal(file, name, _SIDE.sub(lambda f: f[0][1:-1], side)) for name, side in sides
    )


def _read_signal(file: str, name: str, text: str) -> SignalSpec:
    """One measurement; refuses a header that leaves something out."""
    header, sql = parse_file(file, text)
    header.pop("ids", None)
    reduce = header.get("reduce")
    if reduce not in REDUCE_KINDS:
        raise CatalogueError(
            f'{file}.sql: reduce is "{reduce}".',
            hint=f"Known are {', '.join(sorted(REDUCE_KINDS))}.",
        )
    wanted = set(SignalSpec.__dataclass_fields__) - {"name", "sql"}
    if reduce not in WITH_SPREAD:
        header.setdefault("prior_sd", 0.0)
    header.setdefault("lets_go", 0.0)
    _check_keys(file, header, wanted)
    header["reads"] = _names(header["reads"])
    return SignalSpec(name=name, sql=sql, **header)  # type: ignore[arg-type]  # keys checked above


def read_table(name: str, text: str) -> TableSpec:
    """The derived table that one file describes."""
    header, sql = parse_file(name, text)
    _check_keys(name, header, {"grain", "note", "reads"})
    header["reads"] = _names(header["reads"])
    return TableSpec(name=name, sql=sql, **header)  # type: ignore[arg-type]  # keys checked above


def _names(value: object) -> tuple[str, ...]:
    """A TOML list of names."""
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _check_keys(name: str, header: Mapping[str, object], wanted: set[str]) -> None:
    """Refuse a header with a key too many or too few."""
    if wrong := sorted(wanted.symmetric_difference(header)):
        raise CatalogueError(
            f"{name}.sql: the header has these keys too many or too few: {', '.join(wrong)}.",
            hint=f"A header has exactly: {', '.join(sorted(wanted))}.",
        )


def _files(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Name and text of each SQL file, by name."""
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".sql"):
            yield file.name.removesuffix(".sql"), file.read_text("utf-8")


@cache
def signals() -> tuple[SignalSpec, ...]:
    """Every measurement, by name: the package's own, and those that other packages bring."""
    found = [*_measured(files("goodwill.signals"))]
    for point in sorted(entry_points(group=GROUP), key=attrgetter("name")):
        own = {spec.name for spec in found}
        for spec in _measured(files(point.value)):
            if spec.name in own:
                raise CatalogueError(
                    f'{point.value} brings a signal "{spec.name}", which is there already.',
                    hint="Two measurements need two names. What is installed:  goodwill extensions",
                )
            found.append(spec)
    return tuple(sorted(found, key=attrgetter("name")))


def _measured(folder: Traversable) -> Iterator[SignalSpec]:
    """The measurements of a folder of SQL files."""
    return chain.from_iterable(read_signals(file, text) for file, text in _files(folder))


@cache
def derived_tables() -> tuple[TableSpec, ...]:
    """Every derived table, each after those that it reads."""
    folder = files("goodwill.signals").joinpath("tables")
    specs = {name: read_table(name, text) for name, text in _files(folder)}
    order = TopologicalSorter({name: spec.reads for name, spec in specs.items()})
    return tuple(specs[name] for name in order.static_order() if name in specs)
