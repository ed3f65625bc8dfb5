"""Reading `goodwill.toml`: each key of the contract, checked, with the fix in every message.

What the settings are is said next door, in `config`; how a key is read, in `toml_keys`.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from goodwill.config import (
    ROLES,
    TAKINGS,
    Company,
    DigestMail,
    PlanHours,
    Privacy,
    Rate,
    Role,
    SecondReader,
    Settings,
    SignIn,
    Taking,
    Users,
    Webhooks,
)
from goodwill.errors import ConfigError, nearest
from goodwill.facts.acts import ACT_IDS
from goodwill.facts.currencies import CURRENCIES
from goodwill.facts.people import KINDS
from goodwill.toml_keys import Keys, Table, parsed, wrong

__all__ = ["load_settings"]

_CURRENCY = re.compile(r"[A-Z]{3}")
_DOMAIN = re.compile(r"[^\s@/:]+")
_COMPANY = tuple(one.name for one in fields(Company))
_PRIVACY = tuple(one.name for one in fields(Privacy))
_PLAN = tuple(one.name for one in fields(PlanHours))
_SECOND_READER = tuple(one.name for one in fields(SecondReader))
_WEBHOOKS = tuple(one.name for one in fields(Webhooks))
_DIGEST = tuple(one.name for one in fields(DigestMail))
_SIGN_IN = tuple(one.name for one in fields(SignIn))
_USERS = tuple(one.name for one in fields(Users))
_KEYS = {
    "company": _COMPANY,
    "privacy": _PRIVACY,
    "second_reader": _SECOND_READER,
    "plan": _PLAN,
    "digest": _DIGEST,
    "webhooks": _WEBHOOKS,
    "sign_in": _SIGN_IN,
    "engine": ("name",),
    "users": _USERS,
}
_INTERNAL: tuple[Literal["ignore", "read"], ...] = ("ignore", "read")
_PRIVATE: tuple[Literal["drop", "read"], ...] = ("drop", "read")
_TOPICS: tuple[Literal["redact", "keep"], ...] = ("redact", "keep")
_TABLES = tuple(one.name for one in fields(Settings))
_LARGEST = Decimal(10) ** 12
_MOST_DAYS = 36_525
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,253}")
_ISSUER = re.compile(
    r"(?:https://[A-Za-z0-9.-]{1,253}|http://(?:localhost|127\.0\.0\.1))(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~/-]{0,500})?"
)
"""An address without user, question or part; in clear on this machine alone."""
_MOST_SECONDS = 600
_MOST_WEEKS = 52
_WEEK = Decimal(168)
"""Hours of a week."""
_MOST_CHARS = 20_000
"""As much of a text as the first reader reads."""


def load_settings(text: str, where: str) -> Settings:
    """Read a settings file; `where` is its name for messages. A `ConfigError` says what to mend."""
    document = parsed(text, where)
    tables = {name: _table(where, name, value) for name, value in document.items()}
    return Settings(
        company=_company(_Keys(f"{where}: [company]", tables.get("company", {}), _COMPANY)),
        privacy=_privacy(_Keys(f"{where}: [privacy]", tables.get("privacy", {}), _PRIVACY)),
        thresholds=_thresholds(f"{where}: [thresholds]", tables.get("thresholds", {})),
        rates=_rates(f"{where}: [rates]", tables.get("rates", {})),
        plan=_plan(_Keys(f"{where}: [plan]", tables.get("plan", {}), _PLAN)),
        webhooks=_webhooks(_Keys(f"{where}: [webhooks]", tables.get("webhooks", {}), _WEBHOOKS)),
        users=_users(_Keys(f"{where}: [users]", tables.get("users", {}), _USERS)),
        second_reader=(
            _second_reader(
                _Keys(f"{where}: [second_reader]", tables["second_reader"], _SECOND_READER)
            )
            if "second_reader" in tables
            else None
        ),
        digest=(
            _digest(_Keys(f"{where}: [digest]", tables["digest"], _DIGEST))
            if "digest" in tables
            else None
        ),
        sign_in=(
            _sign_in(_Keys(f"{where}: [sign_in]", tables["sign_in"], _SIGN_IN))
            if "sign_in" in tables
            else None
        ),
        engine=(
            _Keys(f"{where}: [engine]", tables["engine"], _KEYS["engine"]).needed_text("name")
            if "engine" in tables
            else Settings().engine
        ),
    )


class _Keys(Keys):
    """One table of the settings."""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, also where there is but one."""
        value = self.value(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise wrong(self.where, key, value, 'a list of texts, such as ["one", "two"]')
        return tuple(one.strip() for one in value if one.strip())

    def number(self, key: str, *, highest: Decimal | None = None) -> Decimal | None:
        """A number from 0 to `highest`."""
        value = self.value(key)
        number = _number(value)
        if value is None:
            return None
        if number is None or number < 0 or (highest is not None and number > highest):
            limit = (
                f"from 0 to {highest}"
                if highest is not None
                else f"not below 0 and below {_LARGEST}"
            )
            raise wrong(self.where, key, value, f"a number {limit}, without quotation marks")
        return number

    def days(self, key: str) -> bool | int | None:
        """True, False, or a number of days."""
        value = self.value(key)
        if (
            value is None
            or isinstance(value, bool)
            or (isinstance(value, int) and 0 < value <= _MOST_DAYS)
        ):
            return value
        wanted = f"true, false, or a number of days above 0, {_MOST_DAYS} at most"
        raise wrong(self.where, key, value, wanted)


def _company(keys: _Keys) -> Company:
    default = Company()
    cost_of_capital = keys.number("cost_of_capital", highest=Decimal(1))
    return Company(
        name=keys.text("name"),
        domains=tuple(_domain(keys, one) for one in keys.texts("domains")),
        currency=_currency(keys.where, "currency", keys.text("currency")),
        hourly_cost=keys.number("hourly_cost"),
        cost_of_capital=default.cost_of_capital if cost_of_capital is None else cost_of_capital,
        desired_kind=keys.word("desired_kind", KINDS),
        timezone=_timezone(keys, keys.text("timezone") or default.timezone),
    )


def _privacy(keys: _Keys) -> Privacy:
    default = Privacy()
    keep_bodies = keys.days("keep_bodies")
    return Privacy(
        keep_bodies=default.keep_bodies if keep_bodies is None else keep_bodies,
        internal_mail=keys.word("internal_mail", _INTERNAL) or default.internal_mail,
        exclude_addresses=tuple(one.lower() for one in keys.texts("exclude_addresses")),
        exclude_folders=keys.texts("exclude_folders"),
        take=keys.word("take", TAKINGS) or default.take,
        private_mail=keys.word("private_mail", _PRIVATE) or default.private_mail,
        sensitive_topics=keys.word("sensitive_topics", _TOPICS) or default.sensitive_topics,
        mailboxes=_mailboxes(keys),
        notice=keys.text("notice"),
    )


def _mailboxes(keys: _Keys) -> tuple[tuple[str, Taking], ...]:
    """How much is taken of each mailbox or folder that is named, by name."""
    table = keys.value("mailboxes", {})
    wanted = 'a line [privacy.mailboxes] with "NAME" = "metadata", "subject" or "text" below it'
    if not isinstance(table, dict):
        raise wrong(keys.where, "mailboxes", table, wanted)
    own = _Keys(f"{keys.where.removesuffix(']')}.mailboxes]", table, tuple(table))
    found = {name.strip(): own.word(name, TAKINGS) for name in table}
    return tuple(sorted((name, taking) for name, taking in found.items() if name and taking))


def _plan(keys: _Keys) -> PlanHours:
    hours, weeks = keys.number("hours_a_week", highest=_WEEK), keys.value("weeks")
    table = keys.value("hours", {})
    if not isinstance(table, dict):
        raise wrong(keys.where, "hours", table, 'a line [plan.hours] with "NAME" = HOURS below it')
    own = _Keys(f"{keys.where.removesuffix(']')}.hours]", table, tuple(table))
    found = {
        name.strip().casefold(): float(some)
        for name in table
        if (some := own.number(name, highest=_WEEK)) is not None
    }
    return PlanHours(
        hours_a_week=None if hours is None else float(hours),
        weeks=None if weeks is None else keys.whole("weeks", 0, highest=_MOST_WEEKS),
        hours=tuple(
            sorted((name, float(some)) for name, some in found.items() if some is not None)
        ),
    )


def _second_reader(keys: _Keys) -> SecondReader:
    default = SecondReader(url="", model="")
    model = keys.text("model")
    if model is None:
        raise ConfigError(
            f"{keys.where} does not say which model.",
            hint='Write model = "...", by the name that its server gives it.',
        )
    return SecondReader(
        url=_base_url(keys, keys.text("url")),
        model=model,
        acts=tuple(dict.fromkeys(_act(keys, one) for one in keys.texts("acts"))),
        budget_calls=keys.whole("budget_calls", default.budget_calls, highest=10**6),
        budget_tokens=keys.whole("budget_tokens", default.budget_tokens, highest=10**10),
        key_env=_variable(keys, keys.text("key_env")),
        timeout_seconds=_seconds(keys, default.timeout_seconds),
        max_chars=keys.whole("max_chars", default.max_chars, highest=_MOST_CHARS),
    )


def _webhooks(keys: _Keys) -> Webhooks:
    hosts = keys.texts("own_network")
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise wrong(
                keys.where, "own_network", host, "names of machines, such as hooks.internal"
            )
    return Webhooks(own_network=tuple(host.casefold() for host in hosts))


def _digest(keys: _Keys) -> DigestMail:
    default = DigestMail(smtp_host="")
    host = keys.needed_text("smtp_host")
    if not _HOST.fullmatch(host):
        raise wrong(
            keys.where, "smtp_host", host, "the name of a server, such as mail.ours.example"
        )
    sender = keys.text("sender")
    if sender is not None and not _ADDRESS.fullmatch(sender):
        raise wrong(keys.where, "sender", sender, "one address, such as goodwill@ours.example")
    return DigestMail(
        smtp_host=host,
        smtp_port=keys.whole("smtp_port", default.smtp_port, highest=65_535),
        starttls=keys.flag("starttls", default=default.starttls),
        user=keys.text("user"),
        sender=sender,
    )


def _sign_in(keys: _Keys) -> SignIn:
    issuer = keys.needed_text("issuer")
    if not _ISSUER.fullmatch(issuer):
        wanted = 'the provider\'s own name, such as "https://login.ours.example"'
        raise wrong(keys.where, "issuer", issuer, wanted)
    return SignIn(
        issuer=issuer,
        client_id=keys.needed_text("client_id"),
        secret_env=_variable(keys, keys.text("secret_env"), "secret_env"),
        name=keys.text("name"),
        domains=tuple(_domain(keys, one).lower() for one in keys.texts("domains")),
        own_network=keys.flag("own_network", default=False),
    )


def _users(keys: _Keys) -> Users:
    default = Users()
    asked = ROLES if keys.value("second_factor") == "all" else keys.texts("second_factor")
    for one in asked:
        if one not in ROLES:
            wanted = f'"all", or some of: {", ".join(ROLES)}'
            raise wrong(keys.where, "second_factor", one, wanted)
    return Users(
        second_factor=cast("tuple[Role, ...]", tuple(dict.fromkeys(asked))),
        breached_passwords=keys.text("breached_passwords"),
        looks_an_hour=keys.whole("looks_an_hour", default.looks_an_hour, highest=1_000_000),
    )


def _base_url(keys: _Keys, url: str | None) -> str:
    """Where the model's server is. What is refused is not shown: it may hold a key."""
    hint = 'Write the base of its API, such as url = "http://localhost:11434/v1".'
    if url is None:
        raise ConfigError(f"{keys.where} does not say where the model is.", hint=hint)
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = None
    if not is_whole or not url.isascii() or not url.isprintable() or " " in url:
        raise ConfigError(f"{keys.where} url is no address of http:// or https://.", hint=hint)
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigError(
            f"{keys.where} url holds more than an address: a user, a ? or a #.",
            hint="Put a key into an environment variable and name that in key_env.",
        )
    return url.rstrip("/")


def _variable(keys: _Keys, name: str | None, key: str = "key_env") -> str | None:
    """The name of an environment variable. What is refused is not shown: it may be the key."""
    if name is not None and not _VARIABLE.fullmatch(name):
        raise ConfigError(
            f"{keys.where} {key} is no name of an environment variable.",
            hint=f'Put it into a variable and name that: {key} = "MODEL_KEY".',
        )
    return name


def _act(keys: _Keys, name: str) -> str:
    if name not in ACT_IDS:
        raise wrong(keys.where, "acts", name, f"acts by their ids.{nearest(name, ACT_IDS)}")
    return name


def _seconds(keys: _Keys, default: float) -> float:
    seconds = keys.number("timeout_seconds", highest=Decimal(_MOST_SECONDS))
    if seconds is not None and not seconds:
        raise wrong(keys.where, "timeout_seconds", 0, "a number above 0")
    return default if seconds is None else float(seconds)


def _thresholds(where: str, table: Table, above: str = "") -> tuple[tuple[str, Decimal], ...]:
    """Each threshold by its id; `a.b = 1` and `"a.b" = 1` are the same."""
    found: dict[str, Decimal] = {}
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            found.update(_thresholds(where, value, f"{name}."))
        elif (number := _number(value)) is not None:
            found[name] = number
        else:
            raise wrong(where, f'"{name}"', value, "a number, without quotation marks")
    return tuple(sorted(found.items()))


def _rates(where: str, table: Table) -> tuple[Rate, ...]:
    """One rate for all days, or a list of rates each from its day on."""
    rates: dict[tuple[str, date | None], Rate] = {}
    for key, value in table.items():
        currency = _currency(where, "the key", key) or key
        for since, rate in _dated_rates(where, currency, value):
            if (currency, since) in rates:
                raise wrong(where, f"{currency} from", since, "each day once")
            rates[currency, since] = Rate(currency=currency, since=since, rate=rate)
    return tuple(rates.values())


def _dated_rates(where: str, currency: str, value: object) -> list[tuple[date | None, Decimal]]:
    if not isinstance(value, list):
        return [(None, _rate(where, currency, value))]
    found: list[tuple[date | None, Decimal]] = []
    for entry in value:
        if not isinstance(entry, dict) or set(entry) != {"from", "rate"}:
            raise wrong(where, currency, entry, "from (a day) and rate in each [[rates.XXX]]")
        since = entry["from"]
        if not isinstance(since, date) or isinstance(since, datetime):
            raise wrong(
                where, f"{currency} from", since, "a day without quotation marks: 2026-01-31"
            )
        found.append((since, _rate(where, currency, entry["rate"])))
    return found


def _rate(where: str, currency: str, value: object) -> Decimal:
    number = _number(value)
    if number is None or number <= 0:
        raise wrong(where, currency, value, f"what one {currency} is worth, such as 0.92")
    return number


def _table(where: str, name: str, value: object) -> Table:
    """One of the tables that the file may have."""
    owner = next((table for table, keys in _KEYS.items() if name in keys), None)
    if name not in _TABLES and owner is not None:
        raise ConfigError(
            f'{where}: the key "{name}" stands outside its table.',
            hint=f"Put it below the line [{owner}].",
        )
    if name not in _TABLES:
        raise ConfigError(
            f"{where}: there is no table [{name}].{nearest(name, _TABLES)}",
            hint=f"Known tables are: {', '.join(_TABLES)}.",
        )
    if not isinstance(value, dict):
        raise wrong(where, name, value, f"a line [{name}] with its keys below it")
    return value


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() and abs(number) < _LARGEST else None


def _domain(keys: _Keys, text: str) -> str:
    domain = text.lower().removeprefix("@")
    if not _DOMAIN.fullmatch(domain):
        raise wrong(keys.where, "domains", text, "what stands behind the @, such as example.org")
    return domain


def _currency(where: str, key: str, text: str | None) -> str | None:
    if text is None:
        return None
    if not _CURRENCY.fullmatch(text):
        raise wrong(where, key, text, "a currency by its three capital letters, such as EUR")
    if text not in CURRENCIES:
        raise wrong(where, key, text, "a code of ISO 4217, such as EUR")
    return text


def _timezone(keys: _Keys, name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = nearest(name, available_timezones())
        wanted = f"a time zone of the IANA list, such as Europe/London.{near}"
        raise wrong(keys.where, "timezone", name, wanted) from None
