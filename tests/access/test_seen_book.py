"""A book as somebody sees it: every method is cut, refused, or says nothing of anybody."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pyarrow as pa
import pytest
from tests.access.company import DAY, WORD, readable
from tests.access.team import Team

from goodwill.access.members import viewer_of
from goodwill.access.seen_book import SeenBook
from goodwill.access.viewer import Viewer
from goodwill.book import Book
from goodwill.errors import AccountNotFoundError, GoodwillError, NotPermittedError
from goodwill.facts.search_words import words_of
from goodwill.judge.statement import Judgement
from goodwill.store.tables.schema import METADATA
from goodwill.store.tables.users import PEOPLE_TABLES

ASKED: dict[str, tuple[Any, ...]] = {
    "stored": ("delta", DAY),
    "stored_why": ("delta", "kind", DAY),
    "stored_digest": ("delta", DAY),
    "why": ("delta", "kind"),
    "statement": ("delta",),
    "statement_of": ("delta", DAY),
    "draw_up": ("delta", DAY),
    "draw_up_whole": ("delta", DAY),
    "money": ("delta",),
    "history": ("delta", DAY),
    "thread": ("<3@m.example>", DAY),
    "search": (words_of("quill"),),
    "plans": ("delta",),
    "account_id": ("delta",),
    "edition": (DAY,),
    "missing": (DAY,),
    "table": ("statements",),
    "changes": (0, 100),
    "dossier": ("kim@delta.example",),
}
"""What methods are given that cannot be asked with nothing, or with a day alone."""

SLOW = frozenset({"accounts_to_review", "digest", "outcomes", "plan", "questions", "returns"})

NOT_READ = frozenset(
    {
        "calibrate",
        "close",
        "decide",
        "desire",
        "dispute",
        "erase",
        "forget_calibration",
        "forget_settings",
    }
    | {"import_paths", "keep", "learn_plays", "learn_shifts", "make_searchable", "rebuild"}
    | {"rule_accounts", "seen_by", "take_back", "take_back_desire", "take_in", "withdraw_dispute"}
    | {"backtest", "drawn", "drawn_first", "look", "bring_up_to_date", "assess", "today", "stamp"}
)
"""What changes a book or works over all of it (asked below), and what says nothing of anybody."""


def reading_methods() -> list[str]:
    return [
        name
        for name, _ in inspect.getmembers(Book, inspect.isfunction)
        if not name.startswith("_") and name not in NOT_READ
    ]


def seen(team: Team, who: str) -> SeenBook:
    found = team.book.seen_by(viewer_of(team.users[who]))
    assert isinstance(found, SeenBook)
    return found


def asked(book: Book, name: str) -> str:
    """All words that a method gives, or of the error that it raises."""
    method = getattr(book, name)
    wanted = inspect.signature(method).parameters
    given = ASKED.get(name, ())
    is_named = "as_of" in wanted and DAY not in given
    more: dict[str, Any] = {"as_of": DAY} if is_named else {}
    if name == "search":
        more = {"before": 1 << 33}
    try:
        found = method(*given, **more)
        if isinstance(found, Judgement):  # its rows are for who draws up, and are shown to nobody
            found = (found.statement, found.evidence)
        if isinstance(found, pa.Table):
            found = found.to_pylist()
        return repr(list(found) if inspect.isgenerator(found) else found)
    except GoodwillError as fault:
        return f"{fault} {fault.hint}"


def rows(book: Book, sql: str) -> list[tuple[Any, ...]]:
    return book.look(lambda reader: reader.rows(sql))


@pytest.mark.parametrize("name", reading_methods())
def test_no_method_gives_words_that_may_not_be_read(team: Team, name: str) -> None:
    everybody: dict[str, tuple[str, ...]] = {
        "ann": ("ann",),
        "mia": (),
        "ned": (),
        "eve": (),
        "lou": (),
    }
    for who in ("ann", "ned") if name in SLOW else everybody:
        foreign = set(WORD.findall(asked(seen(team, who), name))) - readable(
            team.mails, *everybody[who]
        )

        assert not foreign, f"{who}: {sorted(foreign)[:3]}"


def test_the_words_are_there_for_whoever_sees_all(team: Team) -> None:
    for name in ("statement", "why", "history", "search", "glances", "overviews", "thread"):
        found = WORD.search(asked(team.book, name))
        assert found, f"{name} gives no words at all, so it proves nothing"


def test_every_table_that_nobody_thought_of_is_empty(team: Team) -> None:
    with_rows = {"users", "user_address", "user_session", "user_token", "user_grant", "audit"}

    for table in (*PEOPLE_TABLES, METADATA.tables["audit"], METADATA.tables["quota"]):
        sql = f"select count(*) from {table.name}"  # noqa: S608  a name of the schema
        ((there,),) = rows(team.book, sql)
        ((shown,),) = rows(seen(team, "ned"), sql)
        assert shown == 0
        assert there > 0 or table.name not in with_rows


def test_the_tables_themselves_cannot_be_asked_past_the_views(team: Team) -> None:
    for sql in ("select subject from main.message", "select text from main.message_text"):
        with pytest.raises(GoodwillError, match=r"prohibited|not authorized"):
            rows(seen(team, "ann"), sql)


def test_only_rows_of_accounts_that_are_seen_are_there(team: Team) -> None:
    assert rows(seen(team, "bob"), "select distinct account_id from invoice") == [("brook",)]


@pytest.mark.parametrize("name", ["drawn", "keep"])
def test_what_needs_the_whole_book_is_refused(team: Team, name: str) -> None:
    given: tuple[Any, ...] = (["delta"], DAY) if name == "drawn" else ([], DAY)

    with pytest.raises(NotPermittedError):
        list(getattr(seen(team, "ann"), name)(*given) or ())


@pytest.mark.parametrize("who", ["ann", "mia", "ned", "eve", "lou"])
def test_nobody_learns_or_calibrates_over_what_they_do_not_see(team: Team, who: str) -> None:
    if who != "lou":
        with pytest.raises(NotPermittedError):
            seen(team, who).erase("kim@acre.example")
    for name in ("learn_plays", "learn_shifts", "forget_calibration"):
        with pytest.raises(NotPermittedError):
            getattr(seen(team, who), name)()


def test_nobody_speaks_of_an_account_that_they_do_not_see(team: Team) -> None:
    book = seen(team, "bob")

    with pytest.raises(AccountNotFoundError):
        book.dispute("delta", "kind", "wrong", value="social", as_of=DAY)
    with pytest.raises(AccountNotFoundError):
        book.desire("acre", "partner", reason="because")
    with pytest.raises(AccountNotFoundError):
        book.decide("acre", "apologise", "accepted")


@pytest.mark.parametrize("who", ["ned", "eve", "lou"])
def test_who_only_reads_says_nothing(team: Team, who: str) -> None:
    book = seen(team, who)

    with pytest.raises(GoodwillError):
        book.dispute("brook", "kind", "wrong", value="social", as_of=DAY)
    assert team.book.disputes("brook") == ()


def test_what_somebody_says_is_said_under_their_own_name(own_team: Team) -> None:
    book = seen(own_team, "ann")

    book.dispute("acre", "kind", "wrong", value="social", reason="no", by="bob", as_of=DAY)

    assert [one.by for one in own_team.book.disputes("acre")] == ["ann"]
    assert seen(own_team, "bob").disputes() == ()


def test_an_item_that_is_not_shown_cannot_be_spoken_of(own_team: Team) -> None:
    shown = {item["ref"] for item in seen(own_team, "ann").why("delta", "kind", as_of=DAY).evidence}
    every = own_team.book.why("delta", "kind", as_of=DAY).evidence
    hidden = [item["ref"] for item in every if item["ref"] not in shown and item["quote"]]
    assert hidden

    for ref in (hidden[0], "<nothing@there>"):
        with pytest.raises(GoodwillError, match="Nothing there is named"):
            seen(own_team, "ann").dispute("delta", "kind", "wrong", ref=ref, as_of=DAY)


def test_a_line_says_whom_to_ask(team: Team) -> None:
    statement = seen(team, "ann").statement("delta", as_of=DAY)

    told = json.dumps(statement)
    assert "ask bob@ours.example" in told
    assert "quillbobdelta0" not in told


def test_a_book_without_users_is_the_book_itself(team: Team) -> None:
    assert team.book.seen_by(Viewer.everyone) is team.book
