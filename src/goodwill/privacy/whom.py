"""Who is meant: a person of a book, with all addresses and names that are surely hers.

By an address, or by a whole name that only one has. Addresses that the book only guesses to be
hers are told and left alone: they may be somebody else's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodwill.errors import CallError
from goodwill.resolve.names import fold_name, is_person_name, show_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodwill.store.reader import Reader

__all__ = ["Whom", "find_whom", "whom_of_points"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """A person: her addresses in small letters, her whole names, her contact points by id.

    `guessed` are addresses that may be hers too.
    """

    addresses: tuple[str, ...]
    names: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    guessed: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the book has ever met her."""
        return bool(self.points)


def find_whom(reader: Reader, asked: str) -> Whom:
    """The person of an address or a whole name; of a new address, nobody that is known.

    Raises:
        CallError: the name is nobody's, or of more than one.
    """
    wanted = asked.strip()
    if "@" in wanted:
        return _by_address(reader, wanted.lower())
    folded = fold_name(wanted)
    people = [
        (person_id, email)
        for person_id, name, email in reader.rows("select person_id, name, email from person")
        if folded and fold_name(name) == folded
    ]
    if len(people) != 1:
        told = ", ".join(sorted(email for _, email in people)[:5])
        raise CallError(
            f'"{wanted}" is the name of {len(people)} people: {told}.' if people
            else f'Nobody in this book is called "{wanted}".',
            hint="Name the person by an address.",
        )  # fmt: skip
    return _of_person(reader, people[0][0], ())


def _by_address(reader: Reader, address: str) -> Whom:
    rows = reader.rows(
        "select distinct l.person_id from contact_point c join point_link l on l.point_id = c.id"
        " where lower(c.address) = ? and l.is_guess = ?",
        (address, False),
    )
    if len(rows) == 1:
        return _of_person(reader, rows[0][0], (address,))
    points = [key for (key,) in reader.rows(_POINTS_OF, (address,))]
    return whom_of_points(reader, points, (address,))


_POINTS_OF = "select id from contact_point where lower(address) = ?"


def _of_person(reader: Reader, person_id: str, also: tuple[str, ...]) -> Whom:
    """Everything that is linked to a person for sure, and every point of these addresses."""
    rows = reader.rows(
        "select c.id, c.address, l.is_guess from point_link l join contact_point c"
        " on c.id = l.point_id where l.person_id = ?",
        (person_id,),
    )
    sure = [key for key, _, is_guess in rows if not is_guess]
    addresses = {address.lower() for _, address, is_guess in rows if address and not is_guess}
    for address in sorted(addresses | set(also)):
        sure += [key for (key,) in reader.rows(_POINTS_OF, (address,))]
    guessed = {address.lower() for _, address, is_guess in rows if address and is_guess}
    return whom_of_points(reader, sure, also, sorted(guessed - addresses))


def whom_of_points(
    reader: Reader, points: Iterable[int], also: Iterable[str] = (), guessed: Iterable[str] = ()
) -> Whom:
    """Whoever these contact points are."""
    addresses, names, found = dict.fromkeys(also), dict[str, None](), sorted(set(points))
    for key in found:
        rows = reader.rows("select address, name from contact_point where id = ?", (key,))
        for address, name in rows:
            if address:
                addresses[address.lower()] = None
            shown = show_name(name)
            if is_person_name(fold_name(shown)):
                names[shown] = None
    return Whom(
        addresses=tuple(addresses),
        names=tuple(names),
        points=tuple(found),
        guessed=tuple(guessed),
    )
