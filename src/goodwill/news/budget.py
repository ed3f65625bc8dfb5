"""As much news as a week can hold: three new alarms an owner, the rest waits by expected money.

What is shown stands with what foretells first, then our own failings before theirs, then money.
Where no money is known an alarm waits behind those that have some.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from goodwill.facts.digest import Entry, OwnerNews

__all__ = ["by_owner"]


def by_owner(
    found: Iterable[Entry], *, alarms: int, good: int, queued: Iterable[Entry] = ()
) -> tuple[OwnerNews, ...]:
    """News by owner, accounts that nobody is named for last.

    Args:
        found: entries of these days.
        alarms: how many of them one owner is shown.
        good: how many pieces of good news; the others are left out.
        queued: alarms of earlier weeks that waited and still hold; they take free places only.
    """
    new, old = _by_name(found), _by_name(queued)
    owners = sorted({*new, *old}, key=lambda owner: (owner is None, owner or ""))
    return tuple(
        _news(owner, new.get(owner, []), old.get(owner, []), alarms, good) for owner in owners
    )


def _by_name(found: Iterable[Entry]) -> dict[str | None, list[Entry]]:
    by_name: defaultdict[str | None, list[Entry]] = defaultdict(list)
    for entry in found:
        by_name[entry.owner].append(entry)
    return dict(by_name)


def _news(
    owner: str | None, found: Sequence[Entry], queued: Sequence[Entry], alarms: int, good: int
) -> OwnerNews:
    ranked = sorted((one for one in found if one.tone == "alarm"), key=_worth)
    later = sorted(queued, key=_worth)
    line = [*ranked, *later]
    return OwnerNews(
        owner=owner,
        alarms=tuple(sorted(line[:alarms], key=_place)),
        waiting=tuple(line[alarms:]),
        changes=tuple(sorted((one for one in found if one.tone == "change"), key=_place)),
        good=tuple(sorted((one for one in found if one.tone == "good"), key=_worth)[:good]),
    )


def _worth(entry: Entry) -> tuple[bool, float, str, str]:
    money = entry.expected
    return (money is None, -(money or 0.0), entry.account, entry.moved.line)


def _place(entry: Entry) -> tuple[bool, bool, bool, float, str, str]:
    return (not entry.is_leading, not entry.is_ours, *_worth(entry))
