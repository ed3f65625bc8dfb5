"""A digest of a small book: what is told of which week, of whose accounts, and when it is quiet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from mailbox import mbox
from pathlib import Path

import pytest

from goodwill.book import Book, open_book
from goodwill.catalogue.loader import Catalogue, CatalogueFile, load_catalogue
from goodwill.errors import CallError
from goodwill.facts.digest import Digest
from goodwill.hindsight.digesting import is_owner, numbers_changed

FRIDAY = date(2026, 6, 5)
"""On this day their coach writes that she leaves, and one thing is billed a second time."""
WEEK = timedelta(days=7)
SETTINGS = """
[company]
name = "Ours"
domains = ["ours.example"]
currency = "EUR"
hourly_cost = 60
"""
ACCOUNTS = """account_id,name,domains,owner
acme,Acme,acme.example,ann@ours.example
bolt,Bolt,bolt.example,bo@ours.example
"""
INVOICES = """invoice_id,account_id,issued_on,due_on,amount,currency,cost
i1,bolt,2026-04-01,2026-05-01,300,EUR,200
i2,bolt,2026-06-05,2026-07-05,300,EUR,200
i3,acme,2026-03-02,2026-04-01,9000,EUR,4000
"""
LINES = """invoice_id,line,sku,description,period_start,period_end,quantity,unit_price,amount
i1,1,s1,Cover,2026-04-01,2026-06-30,1,300,300
i2,1,s1,Cover,2026-04-01,2026-06-30,1,300,300
"""
MAILS = (
    (date(2026, 2, 3), "eva@acme.example", "ann@ours.example", "Could you send us the plan?"),
    (date(2026, 2, 4), "ann@ours.example", "eva@acme.example", "Here is the plan you asked for."),
    (date(2026, 5, 12), "eva@acme.example", "ann@ours.example", "The plan works well for us."),
    (
        FRIDAY,
        "eva@acme.example",
        "ann@ours.example",
        "I have handed in my notice. My last day here is 31 July.",
    ),
)


def write_mails(place: Path) -> None:
    box = mbox(place)
    for number, (day, sender, to, text) in enumerate(MAILS):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, to, f"Plan {number}"
        mail["Date"] = format_datetime(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        mail["Message-ID"] = f"<m{number}@mail.example>"
        mail.set_content(text)
        box.add(mail)
    box.close()


def write_book(folder: Path) -> None:
    folder.mkdir()
    for name, text in (
        ("goodwill.toml", SETTINGS),
        ("accounts.csv", ACCOUNTS),
        ("invoices.csv", INVOICES),
        ("invoice_lines.csv", LINES),
    ):
        (folder / name).write_text(text, "utf-8")
    write_mails(folder / "mail.mbox")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    place = tmp_path_factory.mktemp("digest")
    write_book(place / "files")
    book = open_book(place / "book", create=True)
    book.import_paths([place / "files"])
    yield book
    book.close()


def lines(digest: Digest) -> dict[str | None, set[str]]:
    """By owner, every line that any entry tells of."""
    return {
        news.owner: {
            moved.line
            for entry in (*news.alarms, *news.waiting, *news.changes, *news.good)
            for moved in (entry.moved, *entry.also)
        }
        for news in digest.owners
    }


def test_a_week_in_which_something_happened_is_told_by_owner(book: Book) -> None:
    found = lines(book.digest(as_of=FRIDAY + timedelta(days=2)))

    assert "risks[champion_leaving]" in found["ann@ours.example"]
    assert "patterns[exploitative]" in found["bo@ours.example"]


def test_each_entry_has_words_or_a_row_and_the_day(book: Book) -> None:
    digest = book.digest(as_of=FRIDAY)

    entries = {one.moved.line: one for news in digest.owners for one in news.alarms}
    leaves = entries["risks[champion_leaving]"].evidence
    twice = entries["patterns[exploitative]"]
    assert leaves is not None
    assert leaves["quote"] == "I have handed in my notice."
    assert leaves["on"] == FRIDAY.isoformat()
    assert twice.amount == 300.0
    assert twice.is_ours
    assert twice.evidence is not None
    assert twice.evidence["ref"] == "i2/1"


def test_the_same_alarm_is_told_in_its_own_week_alone(book: Book) -> None:
    before, after = book.digest(as_of=FRIDAY - WEEK), book.digest(as_of=FRIDAY + 2 * WEEK)

    for digest in (before, after):
        told = set().union(*lines(digest).values())
        assert not told & {"risks[champion_leaving]", "patterns[exploitative]"}


def test_weeks_without_anything_are_quiet(book: Book) -> None:
    digest = book.digest(as_of=date(2026, 4, 20))

    assert digest.is_quiet
    assert digest.owners == ()
    assert digest.accounts == 2


@pytest.mark.parametrize("owner", ["bo@ours.example", "BO@ours.example", "bo"])
def test_an_owner_is_told_of_their_own_accounts(book: Book, owner: str) -> None:
    assert list(lines(book.digest(as_of=FRIDAY, owner=owner))) == ["bo@ours.example"]


def test_an_owner_without_news_has_a_quiet_week(book: Book) -> None:
    assert book.digest(as_of=date(2026, 4, 20), owner="bo").is_quiet


def test_a_name_that_owns_nothing_has_no_quiet_week(book: Book) -> None:
    with pytest.raises(CallError, match='owned by "nobody"') as told:
        book.digest(as_of=FRIDAY, owner="nobody")

    assert told.value.hint == "Its owners are ann@ours.example, bo@ours.example."


@pytest.mark.parametrize(
    ("as_of", "newest"),
    [
        (date(2026, 1, 5), None),
        (date(2026, 5, 20), date(2026, 5, 12)),
        (FRIDAY, FRIDAY),
        (FRIDAY + 20 * WEEK, FRIDAY),
    ],
)
def test_a_digest_knows_the_last_day_that_the_book_tells_of(
    book: Book, as_of: date, newest: date | None
) -> None:
    assert book.digest(as_of=as_of).newest == newest


@pytest.mark.parametrize(
    ("owner", "asked", "is_it"),
    [
        ("Ann Lee", "ann", True),
        ("Ann Lee", "Ann Lee", True),
        ("Anna Lee", "ann", False),
        ("ann@ours.example", "ann", True),
        ("annette@ours.example", "ann", False),
        (None, "ann", False),
        (None, None, True),
    ],
)
def test_an_owner_is_named_whole_or_by_the_first_name(
    owner: str | None, asked: str | None, is_it: bool
) -> None:
    assert is_owner(owner, asked) is is_it


def test_an_earlier_day_further_back_finds_what_happened_since(book: Book) -> None:
    digest = book.digest(as_of=FRIDAY + 3 * WEEK, since=FRIDAY - WEEK)

    assert "patterns[exploitative]" in lines(digest)["bo@ours.example"]


def test_the_earlier_day_has_to_be_earlier(book: Book) -> None:
    with pytest.raises(CallError, match="2026-06-05 is not before 2026-06-05"):
        book.digest(as_of=FRIDAY, since=FRIDAY)


def test_the_same_digest_is_the_same_however_often_it_is_asked_for(book: Book) -> None:
    assert book.digest(as_of=FRIDAY) == book.digest(as_of=FRIDAY)


# What a book has come to see, and by which numbers.


def test_a_source_that_is_new_to_the_book_is_named_with_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_book(tmp_path / "files")
    for name in ("invoices.csv", "invoice_lines.csv"):
        (tmp_path / "files" / name).rename(tmp_path / name)
    book = open_book(tmp_path / "book", create=True)
    monkeypatch.setattr("goodwill.book.now", lambda: datetime(2026, 6, 8, 9, tzinfo=UTC))
    book.import_paths([tmp_path / "files"])
    monkeypatch.setattr("goodwill.book.now", lambda: datetime(2026, 6, 24, 9, tzinfo=UTC))
    book.import_paths([tmp_path / "invoices.csv", tmp_path / "invoice_lines.csv"])

    digest = book.digest(as_of=date(2026, 6, 26))

    assert digest.new_sources == ("invoice", "invoice_line")
    (bo,) = [news for news in digest.owners if news.owner == "bo@ours.example"]
    assert [(one.moved.line, one.because) for one in bo.alarms] == [
        ("patterns[exploitative]", "data")
    ]
    assert book.digest(as_of=date(2026, 7, 3)).new_sources == ()
    book.close()


def test_a_book_that_is_as_new_as_its_sources_has_no_new_source(book: Book) -> None:
    digest = book.digest(as_of=book.today() + timedelta(days=1), since=book.today() - WEEK)

    assert digest.new_sources == ()


def with_numbers(text: str) -> Catalogue:
    """A catalogue of one file."""
    return Catalogue([CatalogueFile("patterns", "mine.toml", text.encode())])


def threshold(*days: str) -> str:
    """A number by its first days."""
    entries = ", ".join(f"{{ value = {n}, since = {day} }}" for n, day in enumerate(days))
    return f"[thresholds]\nlimit = [{entries}]\n"


def conditions(*entries: tuple[str, str]) -> str:
    """Limits of signals, each with its first day."""
    found = ", ".join(f'{{ signal = "{name}", since = {day} }}' for name, day in entries)
    return f"[fires_when]\nall = [{found}]\n"


CHANGES = {
    "the first number holds for all days before it": (threshold("2026-06-03"), False),
    "a later number": (threshold("2020-01-01", "2026-06-03"), True),
    "on the last day": (threshold("2020-01-01", "2026-06-08"), True),
    "in force on the earlier day": (threshold("2020-01-01", "2026-06-01"), False),
    "not yet in force": (threshold("2020-01-01", "2026-06-09"), False),
    "a new number beside an older one": (
        conditions(("days_late", "2020-01-01"), ("late_share", "2026-06-03")),
        False,
    ),
    "a later limit of the same signal": (
        conditions(("days_late", "2020-01-01"), ("days_late", "2026-06-03")),
        True,
    ),
    "no number at all": ('id = "x"\n', False),
}


@pytest.mark.parametrize(("text", "changed"), CHANGES.values(), ids=CHANGES)
def test_a_later_number_that_came_into_force_is_another_yardstick(text: str, changed: bool) -> None:
    found = numbers_changed(with_numbers(text), date(2026, 6, 1), date(2026, 6, 8))

    assert found is changed


def test_numbers_of_plays_move_no_statement() -> None:
    plays = [file for file in load_catalogue().files if file.folder in {"plays", "learning"}]

    assert plays
    assert not numbers_changed(Catalogue(plays), date(2000, 1, 1), date(2100, 1, 1))


def test_what_only_our_yardstick_moved_is_not_told_as_the_client(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the later numbers the earlier day says the same as the later one."""
    for day in (FRIDAY - 2 * WEEK, FRIDAY - WEEK, FRIDAY):
        book.assess(day)
    drawn = list(book.assessor.draw_up([one.account_id for one in book.accounts()], FRIDAY))
    monkeypatch.setattr("goodwill.hindsight.digesting.numbers_changed", lambda *_: True)
    monkeypatch.setattr(
        "goodwill.assess.Assessor.draw_up", lambda _, ids, *__, **___: iter(drawn if ids else [])
    )

    digest = book.digest(as_of=FRIDAY)

    moved = [one for news in digest.owners for one in news.alarms]
    assert {one.moved.line for one in moved} >= {"patterns[exploitative]"}
    assert {one.because for one in moved} == {"rules"}
