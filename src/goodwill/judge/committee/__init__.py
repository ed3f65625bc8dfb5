"""Who of theirs decides, who of them we really talk to, and which roles are missing.

Contract, "Two-way" and "Committee words". Seniority and shared mailboxes were settled when
people were resolved; where nobody wrote a title down, the one somebody signs with stands for it.
Roles that nobody gave are guessed in `roles`, from titles and from what people do; where they
stand is read in `deeds`, and who has gone in `departed`. That an account hangs on one thread is
told as a risk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodwill.facts.statement import Committee, CommitteePerson, Mailbox
from goodwill.facts.tables import PersonNoteRow, PersonRow, Tables
from goodwill.facts.values import Window
from goodwill.judge.case import Case
from goodwill.judge.committee.deeds import Stance, friends, stances
from goodwill.judge.committee.departed import goodbyes, last_seen, told_gone
from goodwill.judge.committee.roles import role_of

__all__ = ["TWO_WAY_DAYS", "Presence", "active_people", "judge_committee", "presence_in"]

TWO_WAY_DAYS = 180  # the contract's definition of an exchange
COACH = "coach"
ROLES_WANTED = ("economic_buyer", "user_buyer", "technical_buyer", COACH)
Seniority = Literal["executive", "head", "manager", "staff", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """When each person was last there, and of theirs who has left and who is in touch with us."""

    seen: Mapping[str, date]
    left: frozenset[str]
    active: frozenset[str]

    @classmethod
    def of(cls, tables: Tables, *, as_of: date) -> Presence:
        """From the rows of one account, as of a day."""
        seen = last_seen(tables)
        left = _left(tables, seen, as_of=as_of)
        return cls(seen=seen, left=left, active=_active(tables, left, as_of=as_of))


def presence_in(case: Case) -> Presence:
    """The same of a case, worked out once."""
    return case.once(_presence)


def _presence(case: Case) -> Presence:
    return Presence.of(case.tables, as_of=case.as_of)


def judge_committee(tables: Tables, *, as_of: date, presence: Presence | None = None) -> Committee:
    """The people of the account, those with a two-way exchange, and the roles nobody holds.

    `presence` is that of the same rows and day, where it is worked out already.
    """
    theirs, there = _theirs(tables), presence or Presence.of(tables, as_of=as_of)
    seen, left, active = there.seen, there.left, there.active
    stance = stances(tables, as_of=as_of)
    coaches, signed = friends(tables), _signed(tables)
    people = {
        one.person_id: _person(
            one,
            seen.get(one.person_id),
            signed=signed.get(one.person_id),
            stance=stance.get(one.person_id, "unknown"),
            has_left=one.person_id in left,
            is_friend=one.person_id in coaches,
        )
        for one in theirs
    }
    held = {role for one in active for role in _roles_of(people[one])}
    newest_first = sorted(
        people.values(), key=lambda one: (one["last_seen_on"] or "",), reverse=True
    )
    committee = Committee(
        people=newest_first,
        active=len(active),
        single_threaded=len(active) <= 1,
        missing_roles=[role for role in ROLES_WANTED if role not in held],
    )
    if mailboxes := _mailboxes(tables):
        committee["mailboxes"] = mailboxes
    return committee


def _roles_of(person: CommitteePerson) -> tuple[str | None, ...]:
    """Every role that somebody plays, the given one first."""
    return (person["role"], *person.get("also", ()))


def _theirs(tables: Tables, *, shared: bool = False) -> list[PersonRow]:
    """People of the account; addresses named for a function are nobody, and are asked for apart."""
    own = [
        person
        for person in tables.person
        if person.side == "theirs"
        and person.account_id == tables.account.account_id
        and person.is_shared == shared
    ]
    return sorted(own, key=lambda person: (person.email, person.person_id))


def _mailboxes(tables: Tables) -> list[Mailbox]:
    """Addresses named for a function, by the name that somebody gave them."""
    shared = _theirs(tables, shared=True)
    return [Mailbox(email=one.email, name=one.name) for one in shared if one.name and one.email]


def active_people(tables: Tables, *, as_of: date) -> frozenset[str]:
    """Ids of those with a two-way exchange in 180 days who have not left."""
    return Presence.of(tables, as_of=as_of).active


def _active(tables: Tables, left: frozenset[str], *, as_of: date) -> frozenset[str]:
    window = Window.days(as_of, TWO_WAY_DAYS)
    theirs = {person.person_id for person in _theirs(tables)} - left
    wrote, written_to = _mailed(tables, window)
    return frozenset(theirs & ((wrote & written_to) | _met(tables, window)))


def _left(tables: Tables, seen: Mapping[str, date], *, as_of: date) -> frozenset[str]:
    """Who has left: somebody wrote it down, mail tells it, or they said goodbye and are silent."""
    written = {person.person_id for person in tables.person if person.left_on is not None}
    return goodbyes(tables, seen, as_of=as_of) | written | told_gone(tables, seen).keys()


def _signed(tables: Tables) -> dict[str, PersonNoteRow]:
    """The last title that each person signed with."""
    told = sorted(tables.person_note, key=lambda row: (row.told_on, row.message_id))
    return {row.person_id: row for row in told if row.what == "signs_as"}


def _mailed(tables: Tables, window: Window) -> tuple[set[str], set[str]]:
    """Who of theirs wrote to one of ours, and to whom of theirs one of ours wrote (To)."""
    sent = {
        row.message_id: row for row in tables.message if row.is_human and window.holds(row.sent_on)
    }
    wrote: set[str] = set()
    written_to: set[str] = set()
    for one in tables.message_person:
        message = sent.get(one.message_id)
        if message is None or one.role == "from":
            continue
        if message.side == "theirs" and one.side == "ours":
            wrote.add(message.sender)
        elif message.side == "ours" and one.side == "theirs" and one.role == "to":
            written_to.add(one.person_id)
    return wrote, written_to


def _met(tables: Tables, window: Window) -> set[str]:
    """Who of theirs was at a meeting with one of ours; those who declined are no rows."""
    held = {row.meeting_id for row in tables.meeting if window.holds(row.held_on)}
    attended = [one for one in tables.meeting_person if one.meeting_id in held]
    with_us = {one.meeting_id for one in attended if one.side == "ours"}
    return {one.person_id for one in attended if one.side == "theirs" and one.meeting_id in with_us}


def _person(
    person: PersonRow,
    last_seen: date | None,
    *,
    signed: PersonNoteRow | None,
    stance: Stance,
    has_left: bool,
    is_friend: bool,
) -> CommitteePerson:
    own = signed if signed is not None and person.title is None else None
    title = person.title if own is None else own.words
    role = person.committee_role or role_of(title, is_friend=is_friend)
    found = CommitteePerson(
        email=person.email,
        name=person.name,
        role=role,
        role_is="given" if role == person.committee_role else "inferred",
        seniority=_seniority(person.seniority if own is None else own.seniority),
        last_seen_on=None if last_seen is None else last_seen.isoformat(),
        stance=stance,
        left=has_left,
    )
    if is_friend and role is not None and role != COACH:
        found["also"] = [COACH]
    return found


def _seniority(word: str) -> Seniority:
    """The contract's word; anything else is unknown."""
    match word:
        case "executive" | "head" | "manager" | "staff":
            return word
        case _:
            return "unknown"
