"""What a book says of one account id: its names, domains, numbers, address, people.

Made from the rows that name it (`entry_of`), from a domain that mail made known, or from several
entries that a person put together (`merged`). What follows from two entries is next door, in
`same_account` (surely one) and `account_review` (perhaps one).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files

from goodwill.resolve.domains import domain_of, is_public_domain, organisation_domain
from goodwill.resolve.firm_names import FirmName, fold_letters, read_firm_name

__all__ = ["AccountEntry", "AccountRow", "entry_of", "entry_of_domain", "merged"]

VALUE_LIMIT = 200
"""Characters of a cell that are looked at."""

_NOT_WORDS = re.compile(r"[\W_]+")
_SPELT = re.compile(r"[^\W\d_]{2}")
_COUNTRY_CODE = re.compile(r"([A-Z]{2})([A-Z0-9]{5,14})\Z")
_ENDINGS_OF_NO_COUNTRY = frozenset({"co", "me", "io", "ai", "tv", "in", "is", "to", "li"})
_VAT_PREFIXES = {"EL": "GR", "XI": "GB"}
_DOMAIN_ENDINGS = {"uk": "GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """A row of a table of accounts; `list_name`: the list that gives it an id of its own."""

    account_id: str
    name: str
    domains: tuple[str, ...] = ()
    parent_account_id: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    list_name: str | None = None
    is_listed: bool = True


@dataclass(frozen=True, kw_only=True)
class AccountEntry:
    """What is known of one account id; sets are empty where nothing is.

    `domains` are what organisations register, never public ones. `ids` are kinds of numbers and the
    number: of a VAT id without its country. `countries` are those that it may be in. `lists` are
    those that give it an id of its own. `parents` are accounts above it.
    """

    account_id: str
    name: str = ""
    is_listed: bool = False
    has_row: bool = False
    has_mail: bool = False
    is_domain: bool = False
    domains: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    ids: frozenset[tuple[str, str]] = frozenset()
    countries: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    also: tuple[AccountEntry, ...] = field(default=(), repr=False)

    @cached_property
    def firm(self) -> FirmName:
        """Its name, taken apart; of an id that is no name, nothing."""
        return read_firm_name(self.name)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its names without legal forms and blanks; none where they can tell no firm."""
        own = self.firm.keys if self.firm.names_a_firm else frozenset[str]()
        return own.union(*(one.keys for one in self.also))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The legal forms in its names."""
        return self.firm.kinds.union(*(one.kinds for one in self.also))

    @cached_property
    def labels(self) -> frozenset[str]:
        """Its domains without their endings."""
        return frozenset(domain.partition(".")[0] for domain in self.domains)


def entry_of(
    account_id: str,
    row: AccountRow | None = None,
    *,
    emails: Iterable[str] = (),
    currencies: Iterable[str] = (),
) -> AccountEntry:
    """An account id with its row, its contacts' addresses and its invoices' currencies."""
    said = _attributes(row.attributes if row else ())
    addresses = frozenset(one.lower() for one in (*emails, *said.get("email", ())) if "@" in one)
    names = [*(row.domains if row else ()), *map(_host, said.get("website", ()))]
    domains = _own_domains([*names, *map(domain_of, addresses)])
    ids = frozenset(_ids(said))
    name = row.name if row and row.name else _name_in(account_id)
    parent = row.parent_account_id if row else None
    return AccountEntry(
        account_id=account_id,
        name=name,
        is_listed=bool(row and row.is_listed),
        has_row=row is not None,
        domains=domains,
        emails=addresses,
        ids=ids,
        countries=_countries(said, read_firm_name(name), domains),
        streets=_folded(said.get("street", ())),
        postcodes=_folded(said.get("postcode", ())),
        cities=_folded(said.get("city", ())),
        currencies=frozenset((*currencies, *(c.upper() for c in said.get("currency", ())))),
        parents=frozenset([parent] if parent else ()),
        lists=frozenset([row.list_name] if row and row.list_name is not None else ()),
    )


def entry_of_domain(domain: str, *, account_id: str | None = None) -> AccountEntry:
    """An organisation of which only its domain is known: that spells its name."""
    own = _own_domains([domain])
    return AccountEntry(
        account_id=account_id or domain,
        name=organisation_domain(domain).partition(".")[0],
        has_mail=True,
        is_domain=True,
        domains=own,
        countries=_country_of_ending(own),
    )


def merged(entries: Sequence[AccountEntry]) -> AccountEntry:
    """Several entries that are one account, under the first; what one of them says, it says."""
    first, *others = entries
    if not others:
        return first
    return replace(
        first,
        is_listed=any(one.is_listed for one in entries),
        has_row=any(one.has_row for one in entries),
        has_mail=any(one.has_mail for one in entries),
        is_domain=all(one.is_domain for one in entries),
        domains=_union(one.domains for one in entries),
        emails=_union(one.emails for one in entries),
        ids=frozenset(pair for one in entries for pair in one.ids),
        countries=_union(one.countries for one in entries),
        streets=_union(one.streets for one in entries),
        postcodes=_union(one.postcodes for one in entries),
        cities=_union(one.cities for one in entries),
        currencies=_union(one.currencies for one in entries),
        parents=_union(one.parents for one in entries),
        lists=_union(one.lists for one in entries),
        also=tuple(others),
    )


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(value for found in sets for value in found)


def _name_in(account_id: str) -> str:
    """An id that reads like a name; "" for a number, a code or an address."""
    if not _SPELT.search(account_id) or "@" in account_id:
        return ""
    has_digit = any(c.isdigit() for c in account_id)
    return account_id if " " in account_id.strip() or not has_digit else ""


def _own_domains(names: Iterable[str]) -> frozenset[str]:
    """What organisations register of these domains; public ones say nothing of an owner."""
    found = (name.strip().lower().removeprefix("www.") for name in names)
    return frozenset(
        organisation_domain(one) for one in found if "." in one and not is_public_domain(one)
    )


def _host(website: str) -> str:
    """The host of a web address, written with or without its scheme."""
    return (
        website.strip().lower().partition("://")[2].partition("/")[0]
        or (website.strip().lower().partition("/")[0])
    )


def _attributes(given: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What the row's further columns say, by what they mean."""
    found: dict[str, list[str]] = {}
    for header, text in given:
        meaning = _meanings().get(_squashed(header))
        if meaning and text.strip():
            found.setdefault(meaning, []).append(text[:VALUE_LIMIT])
    return found


def _squashed(text: str) -> str:
    return _NOT_WORDS.sub("", fold_letters(text))


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_squashed, texts)))


def _ids(said: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """Kinds of numbers and the number, letters and digits only; a country is no part of it."""
    for kind in ("vat", "register", "duns"):
        for text in said.get(kind, ()):
            number = _squashed(text).upper()
            coded = _COUNTRY_CODE.match(number) if kind == "vat" else None
            if any(c.isdigit() for c in number) and len(number) > 4:  # noqa: PLR2004  no real one
                yield kind, coded.group(2) if coded else number


def _countries(
    said: Mapping[str, Sequence[str]], firm: FirmName, domains: frozenset[str]
) -> frozenset[str]:
    """Where it may be, by what it says, its VAT id, its legal form, its domains, in this order."""
    codes = (_COUNTRY_CODE.match(_squashed(text).upper()) for text in said.get("vat", ()))
    prefixes = (_VAT_PREFIXES.get(code[1], code[1]) for code in codes if code)
    found = frozenset[str]()
    for some in (
        frozenset(filter(None, map(_country, said.get("country", ())))),
        frozenset(prefix for prefix in prefixes if prefix in _known_countries()),
        firm.countries,
        _country_of_ending(domains),
    ):
        found = (found & some or found) if found and some else found or some
    return found


def _country(text: str) -> str | None:
    """The code of a country as somebody wrote it."""
    return _country_names().get(_squashed(text))


def _country_of_ending(domains: Iterable[str]) -> frozenset[str]:
    """The countries whose endings these domains have, where an ending means a country."""
    endings = {domain.rpartition(".")[2] for domain in domains} - _ENDINGS_OF_NO_COUNTRY
    codes = {_DOMAIN_ENDINGS.get(ending, ending.upper()) for ending in endings}
    return frozenset(codes & _known_countries())


@cache
def _known_countries() -> frozenset[str]:
    return frozenset(_toml("countries.toml"))


@cache
def _country_names() -> Mapping[str, str]:
    """Names and codes of countries, folded, to their two letters."""
    return {
        name: code
        for code, names in _toml("countries.toml").items()
        for name in (*names.split(), code.lower())
    }


@cache
def _meanings() -> Mapping[str, str]:
    """Headers, folded, to what their column means."""
    table = _toml("account_columns.toml")
    return {header: meaning for meaning, headers in table.items() for header in headers.split()}


def _toml(name: str) -> Mapping[str, str]:
    return tomllib.loads(files("goodwill.resolve").joinpath(name).read_text("utf-8"))
