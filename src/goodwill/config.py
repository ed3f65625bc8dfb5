"""A book's own settings: who we are, what may be read, which thresholds and rates hold.

Read from `goodwill.toml` (contract, section 1) by `goodwill.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, get_args

from goodwill.facts.people import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = [
    "ROLES",
    "TAKINGS",
    "Company",
    "PlanHours",
    "Privacy",
    "Rate",
    "Role",
    "SecondReader",
    "Settings",
    "SignIn",
    "Taking",
    "Users",
    "Webhooks",
    "rate_order",
    "rule_against",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """`[company]`: our own side. None: not given, worked out from the data where that can be."""

    name: str | None = None
    domains: tuple[str, ...] = ()
    currency: str | None = None
    hourly_cost: Decimal | None = None
    cost_of_capital: Decimal = Decimal("0.10")
    desired_kind: Kind | None = None
    timezone: str = "UTC"


Taking = Literal["metadata", "subject", "text"]
"""How much of a mail is taken: who, to whom and when; its subject too; its text too."""

TAKINGS: tuple[Taking, ...] = ("metadata", "subject", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """`[privacy]`: what is kept and read. `keep_bodies` is a number of days, or all, or nothing.

    `take` is how much is taken of a mail, `mailboxes` how much of those in one mailbox or folder
    (`goodwill.privacy.modes`). Mail that says it is private is counted and dropped, and what is
    said of somebody's health, faith and the like is taken out of the rest, unless these two say
    otherwise. `at_most` is no line of the file: what was chosen of a source when it was connected,
    of which no more is taken, whatever the file says.
    """

    keep_bodies: bool | int = True
    internal_mail: Literal["ignore", "read"] = "ignore"
    take: Taking = "text"
    private_mail: Literal["drop", "read"] = "drop"
    sensitive_topics: Literal["redact", "keep"] = "redact"
    exclude_addresses: tuple[str, ...] = ()
    exclude_folders: tuple[str, ...] = ()
    mailboxes: tuple[tuple[str, Taking], ...] = ()
    notice: str | None = None
    at_most: tuple[tuple[str, Taking], ...] = field(default=(), repr=False)

    @property
    def excluded(self) -> frozenset[str]:
        """`exclude_addresses`, as addresses are compared: for `rule_against`."""
        return frozenset(who.strip().lower() for who in self.exclude_addresses)


def rule_against(addresses: Iterable[str], excluded: Collection[str]) -> str | None:
    """The address, or `@domain`, of those `excluded` that keeps mail with these addresses out."""
    if not excluded:
        return None
    for address in addresses:
        for name in (address, "@" + address.rpartition("@")[2]):
            if name in excluded:
                return name
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One unit of `currency` in the company's own, from a day on (None: always)."""

    currency: str
    since: date | None
    rate: Decimal


def rate_order(rate: Rate) -> tuple[str, date]:
    """By currency, then by day; the rate of always is before all others."""
    return (rate.currency, rate.since or date.min)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReader:
    """`[second_reader]`: a model server that may mark passages too; without the table, none is.

    `url` is the base of an OpenAI-compatible API, such as `http://localhost:11434/v1`. `key_env`
    names the environment variable that holds its key. `acts` are those it is asked for, all of
    them where none is named. The two budgets hold for one run of a command; `max_chars` is how
    much of one text is sent, `timeout_seconds` how long one answer may take, all in all.
    """

    url: str
    model: str
    acts: tuple[str, ...] = ()
    budget_calls: int = 500
    budget_tokens: int = 1_000_000
    key_env: str | None = None
    timeout_seconds: float = 30.0
    max_chars: int = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMail:
    """`[digest]`: the user's own mail server, for digests to ourselves; without it, none is sent.

    `sender` stands in From, by default `user` where that is an address. Port 465 speaks TLS from
    the first byte; on others `starttls` asks for it. The password is no setting: it is read from
    the environment when a digest is sent.
    """

    smtp_host: str
    smtp_port: int = 587
    starttls: bool = True
    user: str | None = None
    sender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHours:
    """`[plan]`: how much of a week plays may take; None: as the catalogue has it.

    `hours` are those of one owner, by address or name in lower case. A budget that a person sets:
    nothing is ever made of how it was used.
    """

    hours_a_week: float | None = None
    weeks: int | None = None
    hours: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhooks:
    """`[webhooks]`: hosts of this machine's own network that changes may be sent to."""

    own_network: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """`[sign_in]`: a provider (OpenID Connect) that vouches for users; without it, none does.

    `issuer` is the provider's name for itself, an address of https://. `secret_env` names the
    environment variable that holds our secret there; None for a client that has none. Whoever was
    invited may come in; of `domains`, whoever has an address there, as an owner.
    """

    issuer: str
    client_id: str
    secret_env: str | None = None
    name: str | None = None
    domains: tuple[str, ...] = ()
    own_network: bool = False


Role = Literal["owner", "manager", "analyst", "administrator", "compliance"]
"""An owner has accounts; a manager those of her team; an analyst the figures of all and no words;
an administrator users and sources, no account; compliance the audit and what has to be erased."""

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """`[users]`: what is asked of those who sign in; without it, a password is enough.

    `second_factor` are the roles that need a code, a passkey or a provider besides.
    `breached_passwords` is a file of digests of passwords that were found somewhere
    (`goodwill.access.common_passwords`). `looks_an_hour` is how often somebody may
    ask for words of mail within an hour (`goodwill.access.pace`).
    """

    second_factor: tuple[Role, ...] = ()
    breached_passwords: str | None = None
    looks_an_hour: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that `goodwill.toml` may say; what it leaves out has the contract's defaults.

    `rates` are in the order of `rate_order`, however they came.
    """

    company: Company = field(default_factory=Company)
    privacy: Privacy = field(default_factory=Privacy)
    thresholds: tuple[tuple[str, Decimal], ...] = ()
    rates: tuple[Rate, ...] = ()
    second_reader: SecondReader | None = field(default=None, repr=False)
    """Not shown by `repr`, from which a statement's rules are named: no statement rests on it."""
    digest: DigestMail | None = field(default=None, repr=False)
    """As above."""
    plan: PlanHours = field(default_factory=PlanHours, repr=False)
    """As above."""
    webhooks: Webhooks = field(default_factory=Webhooks, repr=False)
    """As above."""
    sign_in: SignIn | None = field(default=None, repr=False)
    """As above."""
    users: Users = field(default_factory=Users, repr=False)
    """As above."""
    engine: str = field(default="duckdb", repr=False)
    """`[engine]` `name`: what measures; `statements.rules` names it where it is another."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rates", tuple(sorted(self.rates, key=rate_order)))
