"""Meetings, from the plans of accounts: what stands in the calendar, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random

from icalendar import Calendar, Event, vCalAddress, vText

from goodwill.demo.days import Days
from goodwill.demo.plan import AccountPlan, FirmPlan, MeetingPlan, Person

__all__ = ["Held", "meetings_of", "write_calendar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One meeting; `plan` says what it cost."""

    uid: str
    account: AccountPlan
    plan: MeetingPlan
    title: str
    begins: datetime
    people: tuple[Person, ...]


def meetings_of(firm: FirmPlan, account: AccountPlan, days: Days, seed: int) -> list[Held]:
    """All meetings with one account, in order of time."""
    rng = Random(f"{seed}/{account.id}/meetings")  # noqa: S311  made-up days, no secrets
    found = [held for plan in account.meeting for held in _held(firm, account, plan, days, rng)]
    return sorted(found, key=lambda held: (held.begins, held.uid))


def _held(
    firm: FirmPlan, account: AccountPlan, plan: MeetingPlan, days: Days, rng: Random
) -> Iterator[Held]:
    known = {person.key: person for person in (*firm.people, *account.people)}
    titles: list[str] = []
    for number, back in enumerate(_days_back(plan)):
        day = days.working(max(2, back + rng.randint(-2, 2)))
        if not titles:
            titles = list(plan.title)
            rng.shuffle(titles)
        begins = datetime.combine(day, time(plan.hour), tzinfo=days.zone)
        yield Held(
            uid=f"{account.id}-{account.meeting.index(plan)}-{number}@{firm.domain}",
            account=account,
            plan=plan,
            title=titles.pop(),
            begins=begins,
            people=tuple(known[key] for key in plan.people),
        )


def _days_back(plan: MeetingPlan) -> Sequence[int]:
    if plan.until is None:
        return (plan.since,)
    return range(plan.since, plan.until, -plan.every)


def write_calendar(file: Path, firm: FirmPlan, meetings: Iterable[Held]) -> None:
    """The calendar of the firm, one event for each meeting."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{firm.name}//calendar//EN")
    calendar.add("version", "2.0")
    for held in meetings:
        calendar.add_component(_event(held))
    file.write_bytes(calendar.to_ical())


def _event(held: Held) -> Event:
    event = Event()
    event.add("uid", held.uid)
    begins = held.begins.astimezone(UTC)
    event.add("dtstamp", begins - timedelta(days=7))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(hours=held.plan.hours))
    event.add("summary", held.title)
    if held.plan.place:
        event.add("location", held.plan.place)
    if held.plan.notes:
        event.add("description", held.plan.notes.replace(" / ", "\n"))
    event["organizer"] = _attendee(held.people[0])
    for person in held.people[1:]:
        event.add("attendee", _attendee(person))
    return event


def _attendee(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = vText(person.name)
    address.params["PARTSTAT"] = vText("ACCEPTED")
    return address
