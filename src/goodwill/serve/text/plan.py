"""Plans on a terminal: one account's with what was decided of it, and the one over all accounts.

Owners stand in the order of their names. Nothing is counted, summed or compared by person: hours
are what somebody gave to plays, and no measure of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from goodwill.facts.attention import LeftOut, Task, WholePlan
from goodwill.facts.plans import AccountPlans, Decision
from goodwill.facts.statement import PlayLine, Statement
from goodwill.serve.decided import FOLLOWS, decision_words, drawn_words
from goodwill.serve.summary import person_words
from goodwill.serve.text.layout import INDENT, Page, title, words
from goodwill.serve.titles import Titles
from goodwill.serve.words import amount, count, day, lower_first, plain, share, worth_words

__all__ = ["gap_of", "show_account_plan", "show_decision", "show_whole_plan"]

LEFT_OUT = 20
"""Accounts without a place that are listed; the others are counted."""


def gap_of(statement: Statement) -> float | None:
    """How far the kind there is lies from the one that is wanted: 0 the same, 1 nothing of it."""
    desired = statement["kind"]["desired"]
    if desired is None or statement["kind"]["now"] is None:
        return None
    shares: dict[str, float] = {**statement["kind"]["mixture"]}  # type: ignore[dict-item]
    return round(1 - shares[desired], 4)


def show_account_plan(
    console: Console,
    statement: Statement,
    plans: AccountPlans,
    titles: Titles,
    worth: str | None = None,
) -> None:
    """What to do at one account, who wants what of it, and what was decided.

    `worth` says what moving to the kind that is wanted is worth.
    """
    page = Page(console)
    page.print(title(f"{statement['account']['name']}: what to do next"))
    page.print(Text(f"as of {day(statement['as_of'])}"))
    page.print(Text(_aim(statement, plans, titles)))
    if worth:
        page.print(Text(worth, style="dim"))
    lines = statement["plan"]["plays"]
    if not lines:
        page.print()
        page.print(Text("Nothing to do that the evidence would carry."))
    for number, play in enumerate(lines, start=1):
        page.print()
        page.print(_play(number, play, statement["economics"]["currency"], titles))
    if plans.made:
        page.section("What was decided", "the newest last")
        for decision in plans.made:
            page.print(Text(f"{decision_words(decision, titles)}."), indent=INDENT)


def _aim(statement: Statement, plans: AccountPlans, titles: Titles) -> str:
    kind = statement["kind"]
    now = titles.kinds[kind["now"]] if kind["now"] else "not enough to tell"
    if kind["desired"] is None:
        return (
            f"Kind now: {lower_first(now)}. Nobody has said which is wanted; say so with:"
            f"  goodwill plan {statement['account']['id']} want KIND --reason WHY"
        )
    wanted, gap = lower_first(titles.kinds[kind["desired"]]), gap_of(statement)
    far = "" if gap is None else f" Of that, {share(1 - gap)} is there."
    said = plans.wanted
    why = ""
    if said is not None and said.kind is not None:
        why = f" Wanted since {day(said.since.isoformat())}: {plain(said.reason)}"
    return f"Kind now: {lower_first(now)}. Wanted: {wanted}.{far}{why}"


def _play(number: int, play: PlayLine, currency: str, titles: Titles) -> Text:
    text = words((f"{number}. {plain(play['title'])}", "bold"), (f"  {play['id']}", "dim"))
    notes = list(_notes(play, currency, titles))
    text.append(f"\n   {' · '.join(notes)}", style="dim")
    for step in play["steps"]:
        text.append(f"\n   - {plain(step)}")
    text.append(f"\n   It worked if: {lower_first(plain(play['measure']))}", style="dim")
    return text


def _notes(play: PlayLine, currency: str, titles: Titles) -> Iterator[str]:
    answer, due_on = play.get("answer"), play.get("due_on")
    if answer:
        yield f"being done{f', due {day(due_on)}' if due_on else ''}"
    if play["owner"]:
        yield person_words(play["owner"], [])
    if play["because"]:
        yield plain(titles.called_for_by(play["because"]))
    if play.get("drawn_from"):
        yield drawn_words(play)
    value = play["expected_value"]
    yield "no figure" if value is None else worth_words(value, currency)


def show_decision(console: Console, decision: Decision, titles: Titles) -> None:
    """What was written down, and what follows from it."""
    page = Page(console)
    page.print(Text(f"{decision_words(decision, titles)}."))
    page.print(Text(FOLLOWS[decision.answer], style="dim"))


def show_whole_plan(console: Console, plan: WholePlan, titles: Titles) -> None:
    """Who takes up what in which week, and which accounts found no place."""
    page = Page(console)
    first, last = day(plan.first.isoformat()), day(plan.last.isoformat())
    page.print(title(f"What to do from {first} to {last}"))
    page.print(Text(f"as of {day(plan.as_of.isoformat())}"))
    for note in plan.notes:
        page.print(Text(note, style="dim"))
    if not plan.tasks:
        page.print()
        page.print(Text("Nothing to do that the evidence would carry."))
    for owner, tasks in groupby(plan.tasks, key=lambda task: task.owner):
        hours = f"{plan.hours_a_week.get(owner, 0):g} h a week"
        page.section(person_words(owner, []) if owner else "Nobody’s yet", hours)
        for task in tasks:
            page.print(_task(task, plan.currency, titles), indent=INDENT)
    _show_left_out(page, plan)


def _task(task: Task, currency: str, titles: Titles) -> Text:
    text = words((f"{plain(task.account)}: {lower_first(plain(task.title))}", "bold"))
    when = f"week of {day(task.week.isoformat())}"
    if task.state == "being done":
        when = "being done"
    notes = [when, f"by {day(task.due_on.isoformat())}", f"{task.hours:g} h"]
    if task.expected_value is not None:
        notes.append(f"expected {amount(task.expected_value, currency)} a year")
    if task.because:
        notes.append(plain(titles.called_for_by(task.because)))
    text.append(f"\n{' · '.join(notes)}", style="dim")
    return text


def _show_left_out(page: Page, plan: WholePlan) -> None:
    if not plan.left_out:
        return
    page.section("Not in it", count(len(plan.left_out), "account"))
    for one in plan.left_out[:LEFT_OUT]:
        page.print(_left_out(one), indent=INDENT)
    if len(plan.left_out) > LEFT_OUT:
        page.print(Text(f"And {len(plan.left_out) - LEFT_OUT:,} more."), indent=INDENT)


def _left_out(one: LeftOut) -> Text:
    text = Text(f"{plain(one.account)}: {lower_first(plain(one.title))}")
    text.append(f"\n{plain(one.why)}", style="dim")
    return text
