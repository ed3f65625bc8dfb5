"""Which account ids are surely one account, and under which of them it goes on.

Sure is what bears the same name but for its legal form, or the same number with a name alike, where
nothing speaks against it: no other domain, number, country or legal form, no parent between them,
and no list that has both under ids of its own. Such links are guesses that a person may undo; what
a person ruled holds always, and two that were put apart are never joined by way of a third. What
is only alike is next door, in `account_review`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from goodwill.resolve.account_entry import AccountEntry, merged

__all__ = [
    "AccountLink",
    "PairRuling",
    "are_related",
    "join_accounts",
    "ruled_pairs",
    "why_one",
    "why_two",
]

MOST_NAMESAKES = 12
"""More accounts of one name than this are not told apart by it, and so not joined by it."""

NAME_CERTAINTY = 0.9
"""How far one name without its legal form is trusted, until a person rules."""

NUMBER_CERTAINTY = 0.97
"""How far one VAT id or registration number is trusted, with a name alike."""

RULED = "ruled by a person"

Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRuling:
    """What a person said of two accounts; a later one on the same two takes its place."""

    first: str
    second: str
    answer: Literal["same", "apart"]

    @property
    def pair(self) -> Pair:
        """The two, in no order."""
        return frozenset((self.first, self.second))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLink:
    """Under which account an account id goes, why, and whether that is a guess."""

    account_id: str
    canonical_id: str
    reason: str
    certainty: float
    is_guess: bool


class Groups:
    """Accounts joined so far; refuses to join two of which some were put apart."""

    def __init__(self, apart: Iterable[Pair]) -> None:
        self._group: dict[str, tuple[str, ...]] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for pair in apart:
            for one in pair:
                self._apart[one] |= pair - {one}

    def of(self, account_id: str) -> tuple[str, ...]:
        """Those that are one with it, itself among them."""
        return self._group.get(account_id, (account_id,))

    def may_join(self, first: str, second: str) -> bool:
        """Whether nobody put apart any of the two groups."""
        others = set(self.of(second))
        return all(self._apart[one].isdisjoint(others) for one in self.of(first))

    def join(self, first: str, second: str) -> None:
        """Make them one, where nobody put them apart."""
        if second in self.of(first) or not self.may_join(first, second):
            return
        together = tuple(sorted((*self.of(first), *self.of(second))))
        self._group.update(dict.fromkeys(together, together))


def ruled_pairs(rulings: Sequence[PairRuling]) -> dict[Pair, PairRuling]:
    """The last word on each pair, the newest first."""
    found: dict[Pair, PairRuling] = {}
    for ruling in reversed(rulings):
        found.setdefault(ruling.pair, ruling)
    return found


def join_accounts(
    entries: Sequence[AccountEntry], rulings: Sequence[PairRuling] = ()
) -> tuple[AccountLink, ...]:
    """One link for each entry, by its id, to the account that it goes under."""
    by_id = {entry.account_id: entry for entry in sorted(entries, key=lambda e: e.account_id)}
    ruled = ruled_pairs(rulings)
    groups = Groups(pair for pair, ruling in ruled.items() if ruling.answer == "apart")
    for ruling in ruled.values():
        if ruling.answer == "same":
            groups.join(ruling.first, ruling.second)
    by_hand = {account_id: groups.of(account_id) for account_id in by_id}
    _join_sure(_merged_groups(by_id, groups), groups)
    return tuple(_link(account_id, by_id, groups, by_hand) for account_id in by_id)


def _merged_groups(by_id: Mapping[str, AccountEntry], groups: Groups) -> dict[str, AccountEntry]:
    """Each group that people made as one entry, by its first id."""
    found: dict[str, AccountEntry] = {}
    for account_id in by_id:
        known = [by_id[one] for one in groups.of(account_id) if one in by_id]
        if known[0].account_id == account_id:
            found[account_id] = merged(known)
    return found


def _join_sure(entries: Mapping[str, AccountEntry], groups: Groups) -> None:
    """Join what is surely one; of accounts between which it cannot tell, none."""
    pairs = sorted(_sure_pairs(entries))
    sure = [(a, b) for a, b in pairs if not _are_two(entries, groups, a, b)]
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in sure:
        beside[a].add(b)
        beside[b].add(a)
    torn = {one for one, others in beside.items() if _differ(entries, groups, others)}
    plain = [(a, b) for a, b in sure if not {a, b} & torn]
    for together in _components(plain):
        if not _differ(entries, groups, together):
            for other in together[1:]:
                groups.join(together[0], other)


def _sure_pairs(entries: Mapping[str, AccountEntry]) -> set[tuple[str, str]]:
    """Pairs of entries that have what makes two ids one account, in linear time."""
    buckets: defaultdict[object, list[str]] = defaultdict(list)
    for account_id, entry in entries.items():
        for shared in (*entry.keys, *entry.ids, ("id", account_id.casefold())):
            buckets[shared].append(account_id)
    found: set[tuple[str, str]] = set()
    for alike in buckets.values():
        if len(alike) <= MOST_NAMESAKES:
            found |= {pair for pair in combinations(alike, 2) if _why(entries, *pair)}
    return found


def _why(entries: Mapping[str, AccountEntry], first: str, second: str) -> str | None:
    return why_one(entries[first], entries[second])


def _are_two(entries: Mapping[str, AccountEntry], groups: Groups, first: str, second: str) -> bool:
    is_free = groups.may_join(first, second)
    return not is_free or why_two(entries[first], entries[second]) is not None


def _differ(entries: Mapping[str, AccountEntry], groups: Groups, some: Iterable[str]) -> bool:
    """Whether any two of these cannot be one."""
    ordered = sorted(some)
    if len(ordered) > MOST_NAMESAKES:
        return True
    return any(_are_two(entries, groups, a, b) for a, b in combinations(ordered, 2))


def _components(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Those that pairs connect."""
    groups = Groups(())
    names: set[str] = set()
    for a, b in pairs:
        groups.join(a, b)
        names |= {a, b}
    return sorted({groups.of(name) for name in names})


def why_one(first: AccountEntry, second: AccountEntry) -> str | None:
    """What makes two entries surely one account; None where nothing does."""
    if first.keys & second.keys:
        return _same_name(first, second)
    if first.account_id.casefold() == second.account_id.casefold() and not _are_named(
        first, second
    ):
        return f"the same id but for its letters' case: {first.account_id}, {second.account_id}"
    shared = sorted(first.ids & second.ids)
    if shared and _begin_alike(first, second):
        kind, number = shared[0]
        return f"the same {NUMBERS[kind]} {number}, and names that begin alike"
    return None


def _are_named(first: AccountEntry, second: AccountEntry) -> bool:
    """Whether rows give both a name: then ids alike but for case are two lists' own counting."""
    return first.has_row and second.has_row and bool(first.keys and second.keys)


def _same_name(first: AccountEntry, second: AccountEntry) -> str:
    """That two have one name, said as a reader would see it."""
    for one, other in ((first, second), (second, first)):
        if one.is_domain:
            return f"the domain {one.account_id} spells the name {other.name}"
    return f"the same name but for its legal form: {first.name}, {second.name}"


NUMBERS = {"vat": "VAT id", "register": "registration number", "duns": "company identifier"}


def _begin_alike(first: AccountEntry, second: AccountEntry) -> bool:
    """Whether the first words of two names are one."""
    return bool(first.firm.words and first.firm.words[:1] == second.firm.words[:1])


def why_two(first: AccountEntry, second: AccountEntry) -> str | None:
    """What speaks against two entries being one account; None where nothing does."""
    if are_related(first, second):
        return "one is the other's parent"
    if first.lists & second.lists:
        return "one list has both, each under an id of its own"
    if first.is_domain and second.is_domain:
        return "each is known by its domain alone"
    for what, ours, theirs in (
        ("legal forms", first.kinds, second.kinds),
        ("countries", first.countries, second.countries),
        ("domains", first.labels, second.labels),
    ):
        if ours and theirs and not ours & theirs:
            return f"other {what}: {_said(ours)}; {_said(theirs)}"
    return _other_number(first, second)


def are_related(first: AccountEntry, second: AccountEntry) -> bool:
    """Whether one names the other as the account above it."""
    ids = {first.account_id, *(one.account_id for one in first.also)}
    others = {second.account_id, *(one.account_id for one in second.also)}
    return bool(first.parents & others or second.parents & ids)


def _other_number(first: AccountEntry, second: AccountEntry) -> str | None:
    """A number of one kind that both have and that differs."""
    for kind, name in NUMBERS.items():
        ours, theirs = _of_kind(first, kind), _of_kind(second, kind)
        if ours and theirs and not _have_one(ours, theirs):
            return f"another {name}: {_said(ours)}; {_said(theirs)}"
    return None


def _said(values: Iterable[str]) -> str:
    some = sorted(values)
    return ", ".join(some[:3]) + (" ..." if len(some) > 3 else "")  # noqa: PLR2004  enough to see


def _of_kind(entry: AccountEntry, kind: str) -> frozenset[str]:
    return frozenset(number for of, number in entry.ids if of == kind)


def _have_one(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether numbers agree; a site's number (SIRET) begins with its firm's (SIREN)."""
    return any(a.startswith(b) or b.startswith(a) for a in first for b in second)


def _rank(entry: AccountEntry) -> tuple[bool, bool, bool, str, str]:
    """Which of several goes on: the listed, then the one with mail, then by name."""
    name = (entry.name or entry.account_id).casefold()
    is_unheard = entry.is_domain and not entry.has_mail
    listed = entry.is_listed and not is_unheard
    return (not listed, not entry.has_mail, not entry.has_row, name, entry.account_id)


def _link(
    account_id: str,
    by_id: Mapping[str, AccountEntry],
    groups: Groups,
    by_hand: Mapping[str, tuple[str, ...]],
) -> AccountLink:
    """Where an account id goes, with the reason."""
    members = [by_id[one] for one in groups.of(account_id) if one in by_id]
    canonical = min(members, key=_rank)
    reason, certainty, is_guess = "itself", 1.0, False
    if canonical.account_id in by_hand[account_id]:
        reason = RULED if canonical.account_id != account_id else reason
    else:
        entry = by_id[account_id]
        others = [canonical, *(one for one in members if one is not entry)]
        reason = next(filter(None, (why_one(entry, one) for one in others)), RULED)
        by_number = not any(entry.keys & one.keys for one in others)
        certainty, is_guess = NUMBER_CERTAINTY if by_number else NAME_CERTAINTY, True
    return AccountLink(
        account_id=account_id,
        canonical_id=canonical.account_id,
        reason=reason,
        certainty=certainty,
        is_guess=is_guess,
    )
