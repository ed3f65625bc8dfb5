"""Reading the record of looks: who did what, and of whose words; by day, the newest first.

A person finds the entries about herself by her own addresses, which the book marks anew; nobody can
read from an entry whom else it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import orjson

from goodwill.privacy.audit import each_entry
from goodwill.privacy.keyed import known_key, mark_of
from goodwill.privacy.whom import find_whom

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import tzinfo

    from goodwill.config import Settings
    from goodwill.store.database import Store
    from goodwill.store.reader import Reader

__all__ = ["DEED_WORDS", "Look", "looks", "looks_at", "looks_of"]

DEED_WORDS: dict[str, str] = {
    "read_words": "read words",
    "searched": "searched mail",
    "exported": "exported what is held",
    "erased": "erased a person",
    "granted": "granted a right",
    "revoked": "took back a right",
    "broke_glass": "looked in an emergency",
    "signed_in": "signed in",
    "sign_in_refused": "was refused",
    "held_up": "was held up",
    "signed_out": "signed out",
    "token_made": "made a token",
    "token_ended": "ended a token",
    "user_changed": "changed a user",
    "ruled": "ruled who is who",
    "disputed": "said what a line is",
    "imported": "imported",
    "synced": "took in what is new",
    "backed_up": "made a backup",
    "restored": "restored a backup",
    "settings_changed": "changed settings",
}
"""What was done, in plain words; another deed is shown by its own."""

ALONE = "whoever sits at the machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One entry as it is shown; `people` is of how many people's words."""

    id: int
    at: datetime
    who: str
    what: str
    people: int
    account_id: str | None
    line: str | None
    note: str | None

    @property
    def deed(self) -> str:
        """What was done, in words."""
        return DEED_WORDS.get(self.what, self.what.replace("_", " "))


def looks(reader: Reader, zone: tzinfo = UTC, *, count: int = 200) -> tuple[Look, ...]:
    """The newest entries, the newest first."""
    last = int(reader.rows("select coalesce(max(id), 0) from audit")[0][0])
    return _shown(reader, zone, None, after=max(0, last - count))[:count]


def looks_of(
    reader: Reader, addresses: Collection[str], zone: tzinfo = UTC, *, count: int = 200
) -> tuple[Look, ...]:
    """The newest entries about the words of whoever has these addresses, the newest first."""
    key = known_key(reader)
    if key is None:
        return ()
    marks = frozenset(mark_of(key, "address", one) for one in addresses)
    return _shown(reader, zone, marks, after=0)[:count]


def looks_at(
    store: Store, of: str | None, settings: Settings, *, count: int = 200
) -> tuple[Look, ...]:
    """The newest entries of an open book; `of` is the person whose words they are about."""
    zone = ZoneInfo(settings.company.timezone)
    with store.read() as tx:
        if of is None:
            return looks(tx, zone, count=count)
        return looks_of(tx, find_whom(tx, of).addresses, zone, count=count)


def _shown(
    reader: Reader, zone: tzinfo, marks: Collection[str] | None, *, after: int
) -> tuple[Look, ...]:
    names = _names(reader)
    found = []
    for row in each_entry(reader, after):
        whose: Sequence[str] = orjson.loads(row.whose)
        if marks is not None and not any(one in marks for one in whose):
            continue
        found.append(
            Look(
                id=row.id,
                at=datetime.fromtimestamp(row.at, zone),
                who=names.get(row.who, "somebody who is no user any more") if row.who else ALONE,
                what=row.what,
                people=len(whose),
                account_id=row.account_id,
                line=row.line,
                note=row.note,
            )
        )
    return tuple(reversed(found))


def _names(reader: Reader) -> dict[str, str]:
    """The users of the book, by id."""
    return {str(key): name for key, name in reader.rows("select id, name from users")}
