"""What an import, an assessment, a doctor's look and the settings say, on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from rich.console import Console
from rich.table import Table
from rich.text import Text

from goodwill.reports import AssessReport, DoctorReport, RebuildReport
from goodwill.serve.ports import ImportReport, Ledger, Marks
from goodwill.serve.settings_view import SettingLine
from goodwill.serve.summary import source_count
from goodwill.serve.text.calibration import show_reliability
from goodwill.serve.text.layout import INDENT, Page, grid
from goodwill.serve.words import count, day, plain
from goodwill.sources.base import ReadError

__all__ = [
    "assess_report",
    "doctor_report",
    "import_report",
    "marks_report",
    "rebuild_report",
    "settings_report",
]

FILES = 20
REJECTS = 20
PLACES = 5
RESULTS = ("asked", "right", "wrong", "not said", "not read yet")
WAITING = "Rows that wait name an invoice that is not in the book yet; they count once it is."
COUNTS = ("seen", "imported", "excluded", "duplicate", "unreadable", "waiting")


def import_report(console: Console, report: ImportReport) -> None:
    """The ledger, file by file and in sum, then what was not read and why."""
    page = Page(console)
    page.section("What went in", f"{report.seconds:.1f} s")
    folder = common_folder([ledger.path for ledger in report.files])
    if folder:
        page.print(Text(f"from {plain(folder)}", style="dim"))
    page.print(_ledger(page, report, len(folder)))
    if len(report.files) > FILES:
        page.print(Text(f"Not shown: {len(report.files) - FILES:,} more files.", style="dim"))
    if report.total.waiting:
        page.print(Text(WAITING, style="dim"))
    _show_rejects(page, report)
    for path, reason in report.skipped[:REJECTS]:
        page.print(Text(f"Skipped {plain(path)}: {plain(reason)}", style="dim"))
    if len(report.skipped) > REJECTS:
        rest = (
            f"And {len(report.skipped) - REJECTS:,} more skipped; all of them with --format json."
        )
        page.print(Text(rest, style="dim"))
    for hint in report.hints:
        page.print(Text(plain(hint)))


def _ledger(page: Page, report: ImportReport, cut: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", ratio=1)
    for _ in COUNTS:
        table.add_column(justify="right")
    table.add_row("", *(Text(name, style="dim") for name in COUNTS))
    for ledger in report.files[:FILES]:
        table.add_row(Text(plain(ledger.path[cut:])), *_counts(ledger))
    table.add_row("", *(Text(("=" if page.is_ascii else "═") * 8) for _ in COUNTS))
    table.add_row(Text("all files", style="bold"), *_counts(report.total))
    return table


def common_folder(paths: Sequence[str]) -> str:
    """The folder all paths share, with its slash; "" where there is none to save."""
    if len(paths) < 2:  # noqa: PLR2004 - one path is shown whole
        return ""
    first, last = min(paths), max(paths)
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    )
    return first[: first.rfind("/", 0, same) + 1]


def _counts(ledger: Ledger) -> list[Text]:
    return [_number(int(getattr(ledger, name))) for name in COUNTS]


def _number(number: int) -> Text:
    return Text(f"{number:,}" if number else "·")


def _show_rejects(page: Page, report: ImportReport) -> None:
    if not report.rejects:
        return
    page.section("Not in the book", count(len(report.rejects), "reject"))
    groups = _alike(report.rejects)
    hint = ""
    for group in groups[:REJECTS]:
        page.print(Text(_said_of(group)))
        if group[0].hint and group[0].hint != hint:
            page.print(Text(plain(group[0].hint), style="dim"), indent=INDENT)
        hint = group[0].hint
    rest = sum(map(len, groups[REJECTS:]))
    if rest:
        page.print(Text(f"And {rest:,} more.", style="dim"))
    if report.reject_files:
        page.print(Text("They are kept here; mend them and import the file again:"))
    for path in report.reject_files:
        page.print(Text(plain(path)), indent=INDENT)


def _said_of(group: Sequence[ReadError]) -> str:
    """The first of its kind, and where the others are."""
    first = group[0]
    where = ", ".join(plain(one) for one in (first.path, first.locator, first.column) if one)
    value = f' "{plain(first.value)}"' if first.value else ""
    said = f"{where}{value}: {plain(first.reason)}"
    if len(group) == 1:
        return said
    places = [plain(one.locator) for one in group[1 : 1 + PLACES] if one.locator]
    more = ", ..." if len(group) > 1 + PLACES else ""
    named = f" ({', '.join(places)}{more})" if places else ""
    others = len(group) - 1
    times = "once" if others == 1 else f"{others:,} times"
    return f"{said.rstrip('.')}. The same {times} more{named}."


def _alike(rejects: Sequence[ReadError]) -> list[list[ReadError]]:
    """Rejects of one file, column and reason together, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[ReadError]] = {}
    for reject in rejects:
        groups.setdefault((reject.path, reject.column, reject.reason), []).append(reject)
    return list(groups.values())


def assess_report(console: Console, report: AssessReport) -> None:
    """How many statements there are now."""
    page = Page(console)
    drawn = f"{report.drawn:,} of them new or changed"
    when = f"as of {day(report.as_of.isoformat())}, in {report.seconds:.1f} s"
    page.print(Text(f"{count(report.accounts, 'statement')}, {drawn}, {when}."))
    page.print(Text("All at a glance:  goodwill accounts", style="dim"))


def rebuild_report(console: Console, report: RebuildReport) -> None:
    """What was worked out again, and whether anything came out otherwise than it stood."""
    page = Page(console)
    said = [f"Worked out again from {report.since}, in {report.seconds:.1f} s:"]
    if report.since == "facts":
        said.append(f"{count(report.mails, 'mail')} read,")
    said.append(f"{count(report.accounts, 'account')}, {count(report.statements, 'statement')}.")
    page.print(Text(" ".join(said)))
    if report.mails_without_words:
        kept = f"{count(report.mails_without_words, 'mail')} without words keep what was read then."
        page.print(Text(kept, style="dim"))
    if not report.different:
        page.print(Text("Every statement is the one that was stored.", style="dim"))
        return
    page.print(Text(f"{count(len(report.different), 'statement')} not as stored before:"))
    for name in report.different[:REJECTS]:
        page.print(Text(plain(name)), indent=INDENT)
    if len(report.different) > REJECTS:
        page.print(Text(f"Not shown: {len(report.different) - REJECTS:,} more.", style="dim"))


def marks_report(console: Console, marks: Marks) -> None:
    """How the statements of the made-up company compare with what was planted in it."""
    page = Page(console)
    page.section("Marked against what was planted")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(ratio=1)
    for _ in RESULTS:
        table.add_column(justify="right")
    table.add_row("", *(Text(name, style="dim") for name in RESULTS))
    for mark in marks.marks:
        counts = (mark.total, mark.right, mark.wrong, mark.abstained, mark.unread)
        table.add_row(Text(plain(mark.what)), *(_number(number) for number in counts))
    page.print(table, indent=INDENT)
    for miss in marks.misses:
        page.print(Text(f"Not as planted: {plain(miss)}", style="dim"), indent=INDENT)


def doctor_report(console: Console, place: str, report: DoctorReport) -> None:
    """What the book holds, what feeds it, what is missing and what that would add."""
    page = Page(console)
    page.section(f"Book {plain(place)}")
    rows = grid(None, None)
    for table, number in report.facts.items():
        if number:
            rows.add_row(Text(table.replace("_", " ")), Text(f"{number:,}", justify="right"))
    page.print(rows if rows.row_count else Text("Empty."), indent=INDENT)
    page.section("Sources")
    for source in report.sources:
        page.print(Text(_source(source)), indent=INDENT)
    page.section("Columns and engine")
    kept = "Columns are kept" if report.columns["kept"] else "Columns are not kept"
    page.print(Text(plain(f"{kept}: {report.columns['why']}.")), indent=INDENT)
    signals = count(int(str(report.engine["signals"])), "signal")
    page.print(Text(plain(f"Engine {report.engine['name']}, {signals}.")), indent=INDENT)
    show_reliability(page, report.calibration)
    page.section("To mend or to add", count(len(report.problems), "line"))
    for problem in report.problems:
        page.print(Text(f"{plain(problem.what)} ({plain(problem.where)})"), indent=INDENT)
        page.print(Text(plain(problem.next), style="dim"), indent=INDENT * 2)


def _source(source: Mapping[str, object]) -> str:
    name, items, last = source["source"], source["items"], source.get("last_on")
    said = source_count(plain(str(name)), int(str(items)))
    return f"{said}, last {day(str(last))}" if last else said


def settings_report(console: Console, place: str, lines: Sequence[SettingLine]) -> None:
    """Each setting with its value and where it comes from."""
    page = Page(console)
    page.section(f"Settings of {plain(place)}")
    table = grid(None, 1, None)
    for line in lines:
        table.add_row(
            Text(line.name), Text(plain(line.value), style="bold"), Text(line.origin, style="dim")
        )
    page.print(table, indent=INDENT)
    page.print(Text("Change them in goodwill.toml and import that file again.", style="dim"))
