"""The settings in force as lines: name, value, and whether the book's own file says so."""

from __future__ import annotations

from dataclasses import dataclass, fields

from goodwill.config import Company, DigestMail, PlanHours, Privacy, SecondReader, Settings
from goodwill.serve.languages import mark, say

__all__ = ["SettingLine", "setting_lines"]

OWN = "goodwill.toml"
DEFAULT = "default"
WORKED_OUT = mark("not given, worked out from the data")

_Table = Company | Privacy | SecondReader | DigestMail | PlanHours


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One setting: its name as in the file, its value as text, and where it comes from."""

    name: str
    value: str
    origin: str


def setting_lines(settings: Settings) -> tuple[SettingLine, ...]:
    """Every setting, in the order of the file's tables."""
    company = _table("company", settings.company, Company())
    privacy = _table("privacy", settings.privacy, Privacy())
    thresholds = [_own(f"thresholds.{name}", value) for name, value in settings.thresholds]
    rates = [
        _own(
            f"rates.{rate.currency}",
            say("{rate} from {since}", rate=rate.rate, since=rate.since or "always"),
        )
        for rate in settings.rates
    ]
    second = _second_reader(settings.second_reader)
    digest, plan = _digest(settings.digest), _table("plan", settings.plan, PlanHours())
    engine = _line("engine.name", settings.engine, Settings().engine)
    return (*company, *privacy, *thresholds, *rates, *second, *digest, *plan, engine)


def _second_reader(given: SecondReader | None) -> list[SettingLine]:
    """One line that says there is none, or all that is said of it."""
    if given is None:
        return [SettingLine(name="second_reader", value="none", origin=DEFAULT)]
    return _table("second_reader", given, SecondReader(url="", model=""))


def _digest(given: DigestMail | None) -> list[SettingLine]:
    """One line that says that digests are not sent, or all that is said of it."""
    if given is None:
        return [SettingLine(name="digest", value="none", origin=DEFAULT)]
    return _table("digest", given, DigestMail(smtp_host=""))


def _table(table: str, given: _Table, default: _Table) -> list[SettingLine]:
    return [
        _line(f"{table}.{field.name}", getattr(given, field.name), getattr(default, field.name))
        for field in fields(given)
        if field.name != "at_most"  # of the sources, which stand on a page of their own
    ]


def _line(name: str, value: object, default: object) -> SettingLine:
    if value is None or (value == () and value == default):
        origin = say(WORKED_OUT) if name.startswith("company.") else DEFAULT
        return SettingLine(name=name, value="none", origin=origin)
    return SettingLine(name=name, value=_text(value), origin=DEFAULT if value == default else OWN)


def _own(name: str, value: object) -> SettingLine:
    return SettingLine(name=name, value=_text(value), origin=OWN)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(_part, value)) if isinstance(value, tuple) else str(value)


def _part(value: object) -> str:
    """One of several: a text, or a name and its number or word."""
    if not isinstance(value, tuple):
        return str(value)
    name, said = value
    return f"{name}: {said}" if isinstance(said, str) else f"{name}: {said:g}"
