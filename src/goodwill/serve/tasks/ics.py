"""Tasks for a calendar: VTODO of RFC 5545, one for each play, nobody invited.

The same play at the same account has the same UID in every file, so that a calendar that imports a
later plan moves the task and makes no second one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from icalendar import Calendar
from icalendar import Todo as CalendarTodo

from goodwill.facts.base import content_id
from goodwill.serve.tasks.todos import Todo
from goodwill.serve.words import plain

__all__ = ["as_ics"]


def as_ics(todos: Iterable[Todo], as_of: date) -> bytes:
    """The tasks as an `.ics` file; `as_of` is the day of the plan, its stamp."""
    calendar = Calendar()
    calendar.add("prodid", "-//Goodwill//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for todo in todos:
        calendar.add_component(_task(todo, as_of))
    found: bytes = calendar.to_ical()
    return found


def _task(todo: Todo, as_of: date) -> CalendarTodo:
    task = CalendarTodo()
    task.add("uid", f"{content_id('play', todo.account_id, todo.play, digits=32)}@goodwill")
    task.add("dtstamp", datetime.combine(as_of, time(), UTC))
    task.add("summary", f"{plain(todo.title)}: {plain(todo.account)}")
    task.add("description", _description(todo))
    task.add("status", "IN-PROCESS" if todo.is_begun else "NEEDS-ACTION")
    task.add("categories", ["Goodwill"])
    if todo.begin is not None and (todo.due is None or todo.begin <= todo.due):
        task.add("dtstart", todo.begin)
    if todo.due is not None:
        task.add("due", todo.due)
    return task


def _description(todo: Todo) -> str:
    """Whose it is, why, the steps, and how one would see that it worked."""
    parts = [f"Whose: {plain(todo.owner) or 'nobody’s yet'}"]
    if todo.reasons:
        parts.append(f"Why: {plain('; '.join(todo.reasons))}")
    parts += [f"- {plain(step)}" for step in todo.steps]
    if todo.measure:
        parts.append(f"Moved if: {plain(todo.measure)}")
    return "\n".join(parts)
