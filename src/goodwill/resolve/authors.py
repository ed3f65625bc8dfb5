"""Who wrote what others pass on: the people that the heading of a forwarded mail names.

Only people whom the book knows, or whose address an account or we claim, are anybody; whoever else
a heading names stays nobody. An address says who it is; a name alone does where exactly one person
of the accounts on the carrier, and among us, has it: a guess. Headings are text that anybody can
write, so nothing here tells who is who: that is settled before, in `people`. So can those through
whose hands a text came: words of an account come through its people and ours, words of ours through
ours alone, or they are nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodwill.facts.people import Side
from goodwill.resolve.account_of import claim_address
from goodwill.resolve.domains import is_shared_mailbox
from goodwill.resolve.names import fold_name, is_person_name, name_of_address, show_name
from goodwill.resolve.types import Directory, Person, PointUse, Resolution

__all__ = [
    "HEADING_CERTAINTY",
    "NAMED_CERTAINTY",
    "AuthorLink",
    "Known",
    "PassedOnMail",
    "link_mail",
]

HEADING_CERTAINTY = 0.9
"""How far a heading with an address is trusted: it is text, which who passed it on may edit."""

NAMED_CERTAINTY = 0.7
"""The same for a heading with a name alone that one person has."""

_Owner = tuple[Side, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOnMail:
    """A passed-on mail: its people as (role, address, name), and the accounts on its carrier.

    `is_attached`: it came whole, with the headers that its author's mail program wrote.
    """

    message_id: int
    people: tuple[tuple[str, str, str], ...]
    accounts: frozenset[str]
    is_attached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorLink:
    """Whose one name on a passed-on mail is; `certainty` is that of the mail being theirs."""

    message_id: int
    position: int
    role: str
    person_id: str
    account_id: str | None
    side: Side
    certainty: float


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody that resolving found, by address and, within each account and us, by name."""

    by_address: Mapping[str, tuple[_Owner, str]]
    by_name: Mapping[str, frozenset[tuple[_Owner, str]]]
    people: frozenset[str]
    directory: Directory
    domains: Mapping[str, str]

    @classmethod
    def of(cls, points: Iterable[PointUse], resolution: Resolution, directory: Directory) -> Known:
        """From what resolving answered."""
        uses = {point.point_id: point for point in points}
        by_address: dict[str, tuple[_Owner, str]] = {}
        by_name: defaultdict[str, set[tuple[_Owner, str]]] = defaultdict(set)
        shared = {person.person_id for person in resolution.people if person.is_shared}
        for link in resolution.links:
            who = ((link.side, link.account_id), link.person_id)
            point = uses[link.point_id]
            if point.address:
                by_address[point.address] = who
            if link.person_id not in shared:
                by_name[fold_name(point.name)].add(who)
                by_name[name_of_address(point.address)].add(who)
        for person in resolution.people:
            if not person.is_shared:
                owner: _Owner = (person.side, person.account_id)
                by_name[fold_name(person.name)].add((owner, person.person_id))
        found = {one.domain: one.account_id for one in resolution.discovered}
        return cls(
            by_address,
            {name: frozenset(people) for name, people in by_name.items() if is_person_name(name)},
            frozenset(person.person_id for person in resolution.people),
            directory,
            {**found, **directory.account_domains},
        )

    def claimed(self, address: str, name: str) -> tuple[_Owner, str] | None:
        """Whose an address is, whether or not it has ever written or got a mail.

        Where it has not, it is that of the one person of its owner who has the name beside it.
        """
        if address in self.by_address:
            return self.by_address[address]
        claim = claim_address(address, self.directory, self.domains)
        if claim is None:
            return None
        owner: _Owner = (claim.side, claim.account_id)
        same = [who for who in self.by_name.get(fold_name(name), ()) if who[0] == owner]
        return same[0] if len(same) == 1 else (owner, address)

    def named(self, name: str, accounts: frozenset[str]) -> tuple[_Owner, str] | None:
        """The one person of this name among us and at these accounts; at all where none is said."""
        found = [
            (owner, person_id)
            for owner, person_id in self.by_name.get(fold_name(name), ())
            if owner[1] is None or owner[1] in accounts or not accounts
        ]
        return found[0] if len(found) == 1 else None


def link_mail(mail: PassedOnMail, known: Known) -> tuple[Sequence[AuthorLink], Person | None]:
    """Everybody on a passed-on mail, and its author where nobody has met that person yet.

    No link at all where it is not known who wrote it, or somebody may have made it up on the way.
    """
    links = list(_links(mail, known))
    author = next((link for link in links if link.role == "from"), None)
    if author is None or not _came_safely(mail, links, author):
        return (), None
    if author.person_id in known.people:
        return links, None
    return links, _person(author, mail.people[author.position][2])


def _links(mail: PassedOnMail, known: Known) -> Iterator[AuthorLink]:
    """One link for each name that is somebody's."""
    for position, (role, address, name) in enumerate(mail.people):
        found = known.claimed(address, name) if address else known.named(name, mail.accounts)
        if found is None:
            continue
        certainty = HEADING_CERTAINTY if address else NAMED_CERTAINTY
        (side, account_id), person_id = found
        yield AuthorLink(
            message_id=mail.message_id,
            position=position,
            role=role,
            person_id=person_id,
            account_id=account_id,
            side=side,
            certainty=1.0 if mail.is_attached and address else certainty,
        )


def _came_safely(mail: PassedOnMail, links: Iterable[AuthorLink], author: AuthorLink) -> bool:
    """Whether all through whom the words came are ours, or of the account that they are of."""
    owners: dict[int, _Owner] = {link.position: (link.side, link.account_id) for link in links}
    trusted = {("ours", None), (author.side, author.account_id)}
    return all(
        owners.get(position) in trusted
        for position, (role, *_) in enumerate(mail.people)
        if role == "via"
    )


def _person(link: AuthorLink, name: str) -> Person:
    """Somebody of an account, or of ours, who is met as the author of passed-on words alone."""
    shown = show_name(name) or name_of_address(link.person_id).title() or link.person_id
    return Person(
        person_id=link.person_id,
        account_id=link.account_id,
        side=link.side,
        name=shown,
        email=link.person_id,
        title=None,
        committee_role=None,
        is_shared=is_shared_mailbox(link.person_id, shown),
        left_on=None,
    )
