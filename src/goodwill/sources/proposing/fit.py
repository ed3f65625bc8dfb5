"""Which table of the contract a sheet could be, and which of its columns stands for which.

A column fits by its header and by what its cells hold; a table fits as well as its columns do.
`columns.toml` also names parts of a table that lead to rows of others: the day an invoice was
paid, the discount on a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodwill.facts.csv_tables import CSV_TABLES, KEYS, columns, required_columns
from goodwill.sources.mapped.kinds import MONEY, Kind, kinds_of
from goodwill.sources.mapped.rewriting import hours_in
from goodwill.sources.proposing.names import TableNames, likeness, table_names, tokens
from goodwill.sources.proposing.profile import FEW_WORDS, Profile

__all__ = ["PARTS", "Fit", "derived_columns", "fits_of", "kind_in", "unreadable"]

PARTS: dict[str, Kind] = {
    "paid_on": "day",
    "amount_paid": "number",
    "promised_on": "day",
    "delivered_on": "day",
    "discount": "number",
    "first_name": "text",
    "last_name": "text",
}
"""Columns of `columns.toml` that no table has, and what they hold."""

_LEAST_LIKE = 0.75
_BARELY_LIKE = 0.65
"""Enough for a column that is required, where one header alone comes so near."""
_BARELY_COUNTS = 0.5
_MOSTLY = 0.9
_PARTLY = 0.25
_DERIVED: dict[str, frozenset[str]] = {
    "accounts": frozenset({"account_id", "name"}),
    "deals": frozenset({"deal_id"}),
    "payments": frozenset({"payment_id"}),
    "effort": frozenset({"entry_id"}),
    "expenses": frozenset({"expense_id"}),
    "deliveries": frozenset({"delivery_id"}),
    "invoice_lines": frozenset({"line"}),
}
_REQUIRED_WEIGHT = 2.0
_LACKING = -2.5
_NAMED = 2.0
_RELATED = 0.8
_NEVER = -6.0
_NOT_UNIQUE = -4.0
_OF_LINES = -4.0
_UNNAMED = -1.5
"""Neither a number of its own nor a word of what it is: any table with a day and an amount."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A table, the columns found for it, what is lacking, and how well it fits."""

    table: str
    columns: Mapping[str, Profile]
    lacking: tuple[str, ...]
    score: float


def fits_of(profiles: Sequence[Profile], name: str, given: Mapping[str, str]) -> list[Fit]:
    """Every table, the one that fits best first; `given` are columns that a person named."""
    found = [_fit(table, profiles, name, given) for table in CSV_TABLES]
    return sorted(found, key=lambda fit: (-fit.score, fit.table))


def unreadable(fit: Fit, left: Sequence[Profile]) -> list[str]:
    """Sentences on headers that name a column which stays empty: their cells are something else."""
    named = {*fit.columns, *fit.lacking}
    empty = [column for column in columns(fit.table) if column not in named]
    return [
        f'"{one.name}" is called as {column} is, but cells such as "{min(one.values)[:40]}" are '
        f"no {_KIND_NAMES[kind_in(fit.table, column)]}; it is kept as it stands."
        for column in empty
        for one in left
        if one.filled
        and kind_in(fit.table, column) in _KIND_NAMES
        and likeness(fit.table, column, one.name) >= _MOSTLY
        and not _suits(fit.table, column, one)
    ]


_KIND_NAMES = {"number": "numbers", "day": "days"}


def derived_columns(table: str) -> frozenset[str]:
    """Required columns that can be made of others, one of them at least being there."""
    return _DERIVED.get(table, frozenset())


def kind_in(table: str, column: str) -> Kind:
    """What a column, or a part, of a table holds."""
    return kinds_of(table).get(column) or PARTS[column]


def _fit(table: str, profiles: Sequence[Profile], name: str, given: Mapping[str, str]) -> Fit:
    names = table_names()[table]
    found, likes = _assigned(table, names, profiles, given)
    if table == "accounts":
        for one, other in (("account_id", "name"), ("name", "account_id")):
            if one not in found and other in found:
                found[one] = found[other]
    required = required_columns(table)
    derived = derived_columns(table)
    lacking = tuple(sorted(required - found.keys() - derived))
    is_key_alone = set(found) <= derived and len({profile.at for profile in found.values()}) < 2  # noqa: PLR2004
    score = sum(likes[c] * (_REQUIRED_WEIGHT if c in required else 1.0) for c in likes)
    score += _LACKING * (len(lacking) + 2 * is_key_alone) + _by_words(names, name, profiles)
    score += _by_key(table, found) + _by_money(table, profiles)
    score += _by_lines(table, profiles)
    lacks_key = KEYS[table][0] in derived - found.keys()
    if lacks_key and not _is_named(names, name, profiles):
        score += _UNNAMED
    return Fit(table, found, lacking, score)


def _assigned(
    table: str, names: TableNames, profiles: Sequence[Profile], given: Mapping[str, str]
) -> tuple[dict[str, Profile], dict[str, float]]:
    """The best header for each column, each header used once; a person's word goes first."""
    by_name = {profile.name: profile for profile in profiles}
    found = {column: by_name[header] for column, header in given.items() if column in names.columns}
    likes = dict.fromkeys(found, 1.0)
    offers = sorted(
        (
            (like * _suits(table, column, one), column, one)
            for column in names.columns
            if column not in found
            for one in profiles
            if (like := likeness(table, column, one.name)) >= _BARELY_LIKE
        ),
        key=lambda offer: (-offer[0], offer[1], offer[2].at),
    )
    taken = {profile.at for profile in found.values()}
    for like, column, profile in offers:
        if like >= _LEAST_LIKE and column not in found and profile.at not in taken:
            found[column] = profile
            likes[column] = like
            taken.add(profile.at)
    for column in sorted(_hoped_for(table) - found.keys()):
        near = [
            one
            for like, named, one in offers
            if named == column and like >= _BARELY_LIKE and one.at not in taken
        ]
        if len(near) == 1:
            found[column] = near[0]
            taken.add(near[0].at)
        likes[column] = _BARELY_COUNTS if near else 0.0
    return found, likes


def _hoped_for(table: str) -> frozenset[str]:
    """Columns that a less likely header will do for: required ones, and the money of a deal.

    Not the id of an entry of hours: beside it stand those of issues and tasks, which come again.
    """
    money = frozenset({"amount"}) & frozenset(columns(table))
    return (required_columns(table) | money) - {"entry_id"}


def _suits(table: str, column: str, profile: Profile) -> float:
    """Whether the cells are what the column holds: 1 if so, 0 if they cannot be."""
    if not profile.filled:
        return 0.8
    if column in {"email", "contact_email"}:
        return float(profile.mails >= _MOSTLY)
    if column == "currency":
        return _suits_currency(profile)
    if column == "domains":
        return float(profile.hosts >= _MOSTLY / 2)
    if column == KEYS[table][0]:
        return _suits_key(profile)
    return _SUITS[kind_in(table, column)](profile)


def _suits_currency(profile: Profile) -> float:
    """Codes; what is none of them has to be told, so a header that says currency is enough."""
    return 1.0 if profile.codes >= _MOSTLY else 0.8 * (profile.numbers < _MOSTLY)


def _suits_key(profile: Profile) -> float:
    """No days; and seldom words with blanks between them, which are rather names.

    Figures alone are also the numbers that begin with their year: `20250001`.
    """
    if profile.days >= _MOSTLY and not all(text.isdecimal() for text in profile.values):
        return 0.0
    worded = sum(" " in text for text in profile.values)
    return 0.8 if 2 * worded > len(profile.values) else 1.0


def _suits_mostly(share: float) -> float:
    """All but a few cells; of a header that is called so, a part: the others are then told."""
    return 1.0 if share >= _MOSTLY else 0.8 * (share >= _PARTLY)


def _suits_text(profile: Profile) -> float:
    return 0.5 if profile.days >= _MOSTLY else 1.0


_SUITS: dict[Kind, Callable[[Profile], float]] = {
    "number": lambda one: 1.0 if _is_duration(one) else _suits_mostly(one.numbers),
    "day": lambda one: _suits_mostly(one.days),
    "flag": lambda one: float(one.flags >= _MOSTLY),
    "word": lambda one: float(bool(one.words) and one.numbers < _MOSTLY and one.days < _MOSTLY),
    "text": _suits_text,
    "list": lambda one: float(one.numbers < _MOSTLY and one.days < _MOSTLY),
}


def _is_duration(profile: Profile) -> bool:
    """`1:30`, `1h 30m`, `45m`."""
    looked_at = sorted(profile.values)[:FEW_WORDS]
    lasting = sum(hours_in(text) is not None for text in looked_at)
    return bool(looked_at) and lasting >= _MOSTLY * len(looked_at)


def _by_words(names: TableNames, name: str, profiles: Sequence[Profile]) -> float:
    """What the file's name and the headers say of the thing that the table is about."""
    said = tokens(name)
    headers = {token for profile in profiles for token in tokens(profile.name)}
    score = _NAMED * _holds(said, names.words) + _RELATED * _holds(said, names.related)
    score += _NEVER * (_holds(said, names.never) and not _holds(said, names.words))
    score += _RELATED * any(set(word) <= headers for word in names.words)
    first = tokens(profiles[0].name) if profiles else ()
    return score + _NEVER / 2 * _holds(first, names.never)


def _is_named(names: TableNames, name: str, profiles: Sequence[Profile]) -> bool:
    """Whether the file's name or a header holds a word of what the table is about."""
    said = (name, *(profile.name for profile in profiles))
    return any(_holds(tokens(one), names.words) for one in said)


def _holds(said: Sequence[str], words: Iterable[Sequence[str]]) -> bool:
    """Whether one of the words stands in a name, in the singular or in a plural."""
    forms = {form for one in said for form in _singulars(one)}
    return any(set(word) <= forms for word in words)


def _singulars(word: str) -> tuple[str, ...]:
    bare = word[:-3] + "y" if word.endswith("ies") else word
    return word, bare, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("en")


def _by_lines(table: str, profiles: Sequence[Profile]) -> float:
    """Quantities beside prices are those of lines, not of whole invoices or payments."""
    if table not in {"invoices", "payments"}:
        return 0.0
    named = [
        max((likeness("invoice_lines", column, one.name) for one in profiles), default=0.0)
        for column in ("quantity", "unit_price")
    ]
    return _OF_LINES if min(named) >= _LEAST_LIKE else 0.0


def _by_money(table: str, profiles: Sequence[Profile]) -> float:
    """A sheet with amounts is seldom of a table that has none."""
    if kinds_of(table).keys() & MONEY:
        return 0.0
    amounts = [
        one
        for one in profiles
        if one.numbers >= _MOSTLY and likeness("invoices", "amount", one.name) >= _BARELY_LIKE
    ]
    return -float(min(len(amounts), 2))


def _by_key(table: str, found: Mapping[str, Profile]) -> float:
    """A key that stands in several rows names a head, not the row."""
    key = [column for column in KEYS[table] if column in required_columns(table)]
    if len(key) != 1 or key[0] not in found or key[0] not in columns(table):
        return 0.0
    profile = found[key[0]]
    if profile.filled and len(profile.values) < _MOSTLY * profile.filled:
        return _NOT_UNIQUE
    return 0.5 if profile.is_unique else 0.0
