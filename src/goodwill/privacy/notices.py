"""What people have to be told, and a draft of an impact assessment, from the settings in force.

Nothing in them is a promise of the program's own: which mailboxes are read, how much is taken of
each, how long it is kept, who may see it, all stands as the book is set up on the day of the text.
What only a lawyer or the company can say is left as a question in brackets. English and German.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from datetime import date

    from goodwill.config import Settings
    from goodwill.store.database import Transaction

__all__ = ["FILE", "SetUp", "Text", "impact_assessment", "notice", "set_up"]

FILE = Path(__file__).with_name("notices.toml")
Text = Literal["en", "de"]
_MANY = 12
"""Sources that are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """How a book is set up on a day: what the texts speak of."""

    settings: Settings
    on: date
    live: tuple[str, ...]
    files: tuple[tuple[str, int], ...]
    users: tuple[tuple[str, str], ...]
    people: int
    erased: int
    second_reader: str | None


def set_up(tx: Transaction, settings: Settings, on: date) -> SetUp:
    """What a book reads, and who uses it."""
    live = [f"{name} ({kind})" for name, kind in tx.rows(_LIVE)]
    return SetUp(
        settings=settings,
        on=on,
        live=tuple(live),
        files=tuple((connector, count) for connector, count in tx.rows(_FILES)),
        users=tuple((name, role) for name, role in tx.rows(_USERS)),
        people=int(tx.rows("select count(*) from person")[0][0]),
        erased=int(tx.rows("select count(*) from erased where kind = 'address'")[0][0]),
        second_reader=settings.second_reader.url if settings.second_reader else None,
    )


_LIVE = "select name, kind from live_source order by name"
_FILES = (
    "select connector, count(*) from source_file where connector not in ('folder', '')"
    " group by connector order by connector"
)
_USERS = "select name, role from users where disabled_at is null order by name"


@cache
def _texts(language: Text) -> dict[str, str]:
    document = tomllib.loads(FILE.read_text("utf-8"))
    return cast("dict[str, str]", document[language])


def notice(found: SetUp, language: Text) -> str:
    """The notice to staff and to clients' people, as Markdown."""
    return _filled("notice", found, language)


def impact_assessment(found: SetUp, language: Text) -> str:
    """A draft of an impact assessment (GDPR, article 35), as Markdown."""
    return _filled("assessment", found, language)


def _filled(name: str, found: SetUp, language: Text) -> str:
    said = _texts(language)
    company = found.settings.company.name or said["company"]
    values = {
        "company": company,
        "day": found.on.isoformat(),
        "sources": _sources(found, said),
        "taking": _taking(found, said),
        "left_out": _left_out(found, said),
        "kept": _kept(found, said),
        "users": _users(found, said),
        "second_reader": _second_reader(found, said),
        "internal": said[f"internal_{found.settings.privacy.internal_mail}"],
        "notice": found.settings.privacy.notice or said["no_notice"],
        "people": f"{found.people:,}",
        "erased": f"{found.erased:,}",
    }
    text = said[name]
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text.strip() + "\n"


def _sources(found: SetUp, said: dict[str, str]) -> str:
    files = [f"{said.get(f'from_{name}', name)}: {count:,}" for name, count in found.files]
    lines = (*found.live, *files)
    if not lines:
        return f"- {said['no_sources']}"
    more = [f"- … +{len(lines) - _MANY}"] if len(lines) > _MANY else []
    return "\n".join([*(f"- {line}" for line in lines[:_MANY]), *more])


def _taking(found: SetUp, said: dict[str, str]) -> str:
    privacy = found.settings.privacy
    named = (*privacy.mailboxes, *privacy.at_most)
    own = [f"- {name}: {said[f'take_{taking}']}" for name, taking in named]
    return "\n".join([f"- {said['by_default']}: {said[f'take_{privacy.take}']}", *own])


def _left_out(found: SetUp, said: dict[str, str]) -> str:
    privacy = found.settings.privacy
    lines = [said[f"private_{privacy.private_mail}"], said[f"topics_{privacy.sensitive_topics}"]]
    if privacy.exclude_folders:
        lines.append(f"{said['folders']}: {', '.join(privacy.exclude_folders)}")
    if privacy.exclude_addresses:
        lines.append(f"{said['addresses']}: {len(privacy.exclude_addresses)}")
    return "\n".join(f"- {line}" for line in lines)


def _kept(found: SetUp, said: dict[str, str]) -> str:
    keep = found.settings.privacy.keep_bodies
    if isinstance(keep, bool):
        return said["kept_all"] if keep else said["kept_none"]
    return said["kept_days"].replace("{days}", f"{keep:,}")


def _users(found: SetUp, said: dict[str, str]) -> str:
    if not found.users:
        return f"- {said['no_users']}"
    roles: dict[str, int] = {}
    for _, role in found.users:
        roles[role] = roles.get(role, 0) + 1
    return "\n".join(
        f"- {said.get(f'role_{role}', role)}: {n}" for role, n in sorted(roles.items())
    )


def _second_reader(found: SetUp, said: dict[str, str]) -> str:
    if found.second_reader is None:
        return said["no_second_reader"]
    return said["a_second_reader"].replace("{url}", found.second_reader)
