"""What a mapping says, as types: which headers make which column of which table, and how.

Read from TOML in `toml_file`, told apart by their headers in `shelf`, carried out in `reading`
and `rewriting`. A header is named as the vendor documents it; `synonyms` are its other names.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Literal, get_args

__all__ = [
    "DATE_ORDERS",
    "DECIMAL_MARKS",
    "NUMBER_SIGNS",
    "SIGNS",
    "TAKES",
    "UNITS",
    "Above",
    "Condition",
    "DateOrder",
    "DecimalMark",
    "Group",
    "Lookup",
    "Mapping",
    "NumberSign",
    "Proof",
    "Reading",
    "Rule",
    "Sign",
    "Take",
    "Unit",
    "Value",
]

DateOrder = Literal["dmy", "mdy", "ymd"]
DecimalMark = Literal[".", ","]
Sign = Literal["negative", "positive", "reversed"]
NumberSign = Literal["negative", "positive", "zero"]
Unit = Literal["percent", "cents", "hours", "minutes", "seconds"]
Take = Literal["domain", "currency", "number", "first", "address"]

DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
DECIMAL_MARKS: tuple[DecimalMark, ...] = get_args(DecimalMark)
SIGNS: tuple[Sign, ...] = get_args(Sign)
NUMBER_SIGNS: tuple[NumberSign, ...] = get_args(NumberSign)
UNITS: tuple[Unit, ...] = get_args(Unit)
TAKES: tuple[Take, ...] = get_args(Take)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Where one column of a table comes from.

    `headers`: the first of them that is not empty; or `join` several, or one `constant`; with a
    `suffix` where a text is found. What is found is translated by `words` (`otherwise` for words
    that are not among them), brought from its `unit` into the contract's, added to (`plus`,
    `minus`), multiplied (`times`), lessened by a discount (`less`: a share, `percent_off`: in per
    cent), and given its `sign`. `lookup` takes it from another file, from the rows whose key is
    the cell of `by`; `is_total` adds up the rows of one key, `is_counted` numbers the rows of which
    it would otherwise be the same. `turned` changes the sign once for each header whose cell is
    one of the words. `within` are the headers of the first and the last day between which a day
    without a year lies. Where a condition of `when` does not hold, the column is empty.
    """

    headers: tuple[str, ...] = ()
    constant: str | None = None
    join: tuple[str, ...] = ()
    between: str = " "
    suffix: str = ""
    words: tuple[tuple[str, str], ...] = ()
    otherwise: str | None = None
    take: Take | None = None
    unit: Unit | None = None
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    less: str | None = None
    percent_off: str | None = None
    sign: Sign | None = None
    turned: tuple[tuple[str, tuple[str, ...]], ...] = ()
    within: tuple[str, ...] = ()
    lookup: str | None = None
    by: str | None = None
    when: tuple[Condition, ...] = ()
    is_total: bool = False
    is_counted: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """Every header that it reads, the leading one first; of a lookup, those of its file."""
        return (*self.headers, *self.join, *self.reckoned_with)

    @property
    def reckoned_with(self) -> tuple[str, ...]:
        """The headers of the numbers that the first one is reckoned with."""
        off = tuple(one for one in (self.less, self.percent_off) if one is not None)
        return (*self.plus, *self.minus, *self.times, *off)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a row is made: what the cell under `header` is; all that is said has to hold.

    `words`: it is one of them, or is not; compared without regard to case, "" is an empty cell.
    `sign` compares a number with zero (an empty cell is zero). `begins`: how it begins.
    `digits_over`: it has more characters than the number under that other header.
    """

    header: str
    words: tuple[str, ...] = ()
    is_not: bool = False
    sign: NumberSign | None = None
    begins: tuple[str, ...] = ()
    digits_over: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one row of an export becomes one row of `table`.

    `once`: the row is a head that the export repeats; it is made from the first row of its key.
    `mismatch` says what becomes of a repeat that says something else: `reject` tells it,
    `ignore` lets the first stand. `attributes`: the headers kept as attributes; None: all that
    no rule reads.
    """

    table: str
    columns: tuple[tuple[str, Value], ...]
    when: tuple[Condition, ...] = ()
    once: bool = False
    mismatch: Literal["reject", "ignore"] = "reject"
    attributes: tuple[str, ...] | None = None

    def value(self, column: str) -> Value | None:
        """Where a column comes from, if the rule has it."""
        return next((value for name, value in self.columns if name == column), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Another file of the same folder: `file` is its name without the ending, `key` its header.

    `is_needed`: without the file, the whole table is told as unreadable.
    """

    name: str
    file: str
    key: str
    is_needed: bool = True
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """A cell above the header that holds for all rows: its row and its place in it, from 1."""

    name: str
    row: int
    cell: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that only head others: `column` is where headings stand, `name` what they say."""

    name: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One kind of export: how it is known, how it writes, and what its rows become.

    `where` is the mapping's own file, `source` the page on which the vendor documents the
    headers. All of `headers` must be there and none of `without`. `dates` and `decimal` are None
    where each file has to prove how it writes. `header_rows` above 1: names stand one above the
    other. `symbols`: what a symbol that several currencies share means here.
    """

    name: str
    where: str
    vendor: str
    export: str
    source: str = ""
    headers: tuple[str, ...]
    without: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    header_rows: int = 1
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None
    symbols: tuple[tuple[str, str], ...] = ()
    skip: tuple[Condition, ...] = ()
    above: tuple[Above, ...] = ()
    group: Group | None = None
    lookups: tuple[Lookup, ...] = ()
    rules: tuple[Rule, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How a column writes, and the cell that says so; "" where the mapping itself does."""

    says: str
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the rows of one file become rows of one table: a rule in the file's own names.

    `dates` and `decimals` say of each header how it writes, where that was settled. `attributes`
    are the headers that are kept as they stand. `rule` is None for rows that no rule asks for.
    """

    mapping: str
    rule: Rule | None
    dates: Dict[str, Proof]
    decimals: Dict[str, Proof]
    symbols: Dict[str, str]
    attributes: tuple[str, ...] = ()
