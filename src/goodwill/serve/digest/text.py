"""A digest on a terminal; that of quiet days is one line, however wide the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from goodwill.facts.digest import Digest, Entry, OwnerNews
from goodwill.serve.digest import words as its
from goodwill.serve.languages import say
from goodwill.serve.text.layout import INDENT, Page, grid, title
from goodwill.serve.titles import Titles
from goodwill.serve.words import count, day, plain, quoted, told

__all__ = ["show_digest"]

_MARKS = {"alarm": ("●", "*"), "change": ("○", "o"), "good": ("+", "+")}


def show_digest(console: Console, digest: Digest, titles: Titles, *, whole: bool = False) -> None:
    """Print it by owner: alarms, what else changed, good news; `whole` with all that waits."""
    if digest.is_quiet:
        said = f"{its.quiet_words(digest)} {its.muted_words(digest.muted, titles)}"
        console.print(Text(plain(said).rstrip()), soft_wrap=True)
        return
    page = Page(console)
    page.print(title(say("What changed {period}", period=its.period(digest))))
    page.print(
        Text(say("{accounts} looked at", accounts=count(digest.accounts, "account")), style="dim")
    )
    for news in digest.owners:
        _show_owner(page, news, titles, whole=whole)
    notes = (
        its.blind_words(digest),
        its.source_words(digest.new_sources),
        its.muted_words(digest.muted, titles),
    )
    for note in filter(None, notes):
        page.print()
        page.print(Text(plain(note), style="dim"))


def _show_owner(page: Page, news: OwnerNews, titles: Titles, *, whole: bool) -> None:
    page.section(plain(its.nobody(news.owner)), its.owner_note(news))
    alarms = (*news.alarms, *news.waiting) if whole else news.alarms
    for entry in (*alarms, *news.changes, *news.good):
        page.print(_entry(page, entry, titles), indent=INDENT)
    if news.waiting and not whole:
        waiting = its.waiting_words(news.waiting)
        said = say("{waiting}: see them with --all", waiting=waiting)
        page.print(Text(said, style="dim"), indent=INDENT)


def _entry(page: Page, entry: Entry, titles: Titles) -> Table:
    mark = _MARKS[entry.tone][page.is_ascii]
    table = grid(None, 1, pad=1)
    style = "red" if entry.tone == "alarm" else ""
    table.add_row(Text(mark, style=style), Group(*_parts(entry, titles)))
    return table


def _parts(entry: Entry, titles: Titles) -> Iterator[Text]:
    head = Text(plain(entry.account_name), style="bold")
    head.append(f"  {plain(its.headline(entry, titles))}", style="not bold")
    if money := its.money_words(entry):
        head.append(f"  {money}", style="bold")
    yield head
    yield from _evidence(entry)
    for said in _notes(entry, titles):
        yield Text(plain(said), style="dim")
    if entry.next_step:
        yield Text(say("Next: {step}", step=told(entry.next_step)))


def _evidence(entry: Entry) -> Iterator[Text]:
    item = entry.evidence
    if item is None:
        return
    if item["quote"]:
        yield Text(quoted(item["quote"]), style="italic")
    parts = (told(item["says"]).rstrip("."), day(item["on"]))
    yield Text(" · ".join(filter(None, parts)), style="dim")


def _notes(entry: Entry, titles: Titles) -> Sequence[str]:
    found = (its.why_moved(entry), its.also_words(entry, titles))
    return [one[:1].upper() + one[1:] + "." for one in found if one]
