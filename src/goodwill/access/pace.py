"""How often one person asks for words of mail: a program that copies them all is held up.

Counted by the hour, of everybody alike, whichever door they use; who reads, even all day, does not
come near. That somebody was held up is noted, and they and compliance are told, once an hour.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from goodwill.access.events import tell
from goodwill.errors import TooOftenError
from goodwill.privacy.audit import Entry, note
from goodwill.store.users.users import add_notice, users

if TYPE_CHECKING:
    from goodwill.store.database import Store

__all__ = ["HOUR", "Pace", "check_pace"]

HOUR = 3600
MOST_KEPT = 1_000
"""People who are remembered; the one who asked longest ago is forgotten first."""


class Pace:
    """Who asked when, within the hour."""

    def __init__(self) -> None:
        self._asked: OrderedDict[tuple[str, str], deque[int]] = OrderedDict()
        self._told: dict[tuple[str, str], int] = {}
        self._lock = Lock()

    def takes(self, who: tuple[str, str], most: int, *, at: int) -> bool:
        """Whether another look is within `most` of the hour before `at` (seconds); it counts."""
        with self._lock:
            asked = self._asked.setdefault(who, deque())
            self._asked.move_to_end(who)
            while asked and asked[0] <= at - HOUR:
                asked.popleft()
            if len(asked) >= most:
                return False
            asked.append(at)
            while len(self._asked) > MOST_KEPT:
                self._asked.popitem(last=False)
            return True

    def is_to_be_told(self, who: tuple[str, str], *, at: int) -> bool:
        """Whether that somebody was held up was not told within the hour."""
        with self._lock:
            if at - self._told.get(who, at - HOUR) < HOUR:
                return False
            if len(self._told) >= MOST_KEPT:
                self._told.clear()
            self._told[who] = at
            return True


_PACE = Pace()
"""Of this process, whatever shelf or room somebody's requests come to."""


def check_pace(store: Store, place: str, user_id: str, most: int, *, at: int) -> None:
    """Count a look of a user of a book; raises `TooOftenError` beyond `most` an hour."""
    who = (place, user_id)
    if _PACE.takes(who, most, at=at):
        return
    if _PACE.is_to_be_told(who, at=at):
        tell("held up", user=user_id, reason="asked for words too often")
        _note(store, user_id, most, at=at)
    raise TooOftenError(
        f"You have asked for words of mail {most} times within an hour.",
        hint="Go on in a while. Who needs more sets [users] looks_an_hour in goodwill.toml.",
    )


def _note(store: Store, user_id: str, most: int, *, at: int) -> None:
    said = f"asked for words of mail more than {most} times within an hour"
    with store.write() as tx:
        when = datetime.fromtimestamp(at, UTC)
        note(tx, [Entry(who=user_id, what="held_up", at=when, note=said)])
        for user in users(tx):
            is_own = str(user.id) == user_id
            if user.disabled_at is None and (is_own or user.role == "compliance"):
                who = "You" if is_own else "Somebody"
                add_notice(tx, user.id, by=user_id, reason=f"{who} {said}.", ends_at=None, at=at)
