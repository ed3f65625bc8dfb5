"""Two programs at one book, and clocks that differ: everything comes in, and comes in once."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.live.made import NAME, NOTICE, NOW, facts, how, imap, mail, make_book, put, run
from tests.live.servers import PASSWORD, Dovecot

from goodwill.live.base import SourceConfig
from goodwill.live.secrets import seal_of_user
from goodwill.store.database import Store
from goodwill.store.live_sources.sources import keep_sealed, source_rows, take_lease
from goodwill.syncing.sources import sync

MAILS = 60
DAY = timedelta(days=1)


def of_user(store: Store, config: SourceConfig) -> None:
    """Connect a source whose password is sealed with the key that commands find."""
    put(store, config)
    with store.write() as tx:
        (key,) = (row.id for row in source_rows(tx) if row.name == config.name)
        keep_sealed(tx, key, seal_of_user().close(PASSWORD))


def test_five_commands_at_once_bring_each_mail_once(
    tmp_path: Path, server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODWILL_KEY_FILE", str(tmp_path / "key"))
    server.deliver(*(mail(number) for number in range(MAILS)))
    store = make_book(tmp_path)
    of_user(store, imap(server))
    of_user(store, imap(server, name="the same, as another source"))

    command = [sys.executable, "-m", "goodwill", "--book", str(tmp_path / "book"), "sync"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(5)]
    said = [process.communicate(timeout=300)[1] for process in running]

    assert [process.returncode for process in running] == [0] * 5, said
    assert not any("Traceback" in one for one in said)
    assert store.rows("select count(*) from message") == [(MAILS,)]
    assert store.rows("select count(*), count(distinct locator) from placement") == [
        (2 * MAILS, MAILS)
    ]
    assert store.rows("select count(*) from live_source where lease_by is not null") == [(0,)]


@pytest.mark.parametrize("moved", [-DAY, DAY], ids=["behind", "ahead"])
def test_the_book_is_the_same_whichever_clock_a_program_goes_by(
    tmp_path: Path, server: Dovecot, moved: timedelta
) -> None:
    server.deliver(*(mail(number) for number in range(10)))
    right = make_book(tmp_path / "right")
    put(right, imap(server))
    run(right)
    book = make_book(tmp_path)
    put(book, imap(server))

    for at in (NOW, NOW + moved, NOW):
        (ran,) = sync(book, now=lambda at=at: at, how=how())  # type: ignore[misc]
        assert ran.source.state == "up_to_date"

    assert facts(book) == facts(right)


DUE = {
    "its turn has not come": (timedelta(minutes=-1), False),
    "its turn has come": (timedelta(minutes=6), True),
    "clocks differ a little": (timedelta(minutes=-9), False),
    "it was last read in days to come": (-DAY, True),
}


@pytest.mark.parametrize(("later", "is_run"), DUE.values(), ids=DUE)
def test_a_source_is_run_in_its_turn_and_by_no_clock_that_ran_ahead(
    tmp_path: Path, server: Dovecot, later: timedelta, *, is_run: bool
) -> None:
    store = make_book(tmp_path, NOTICE)
    put(store, imap(server, name=NAME))
    run(store)

    def at() -> datetime:
        return NOW + later

    assert bool(sync(store, now=at, only_due=True, how=how())) is is_run


HELD = {
    "just now": (timedelta(), "running"),
    "by a clock that is a little ahead": (timedelta(minutes=10), "running"),
    "by a clock that ran ahead": (timedelta(minutes=10, seconds=1), "up_to_date"),
    "by one that has given no sign of life": (timedelta(minutes=-10, seconds=-1), "up_to_date"),
    "by a clock that is a little behind": (timedelta(minutes=-10), "running"),
}


@pytest.mark.parametrize(("ahead", "state"), HELD.values(), ids=HELD)
def test_who_holds_a_source_is_waited_for_and_no_clock_that_ran_ahead(
    tmp_path: Path, server: Dovecot, ahead: timedelta, state: str
) -> None:
    server.deliver(mail(1))
    store = make_book(tmp_path)
    put(store, imap(server))
    with store.write() as tx:
        (source,) = source_rows(tx)
        assert take_lease(tx, source.id, by="elsewhere:1:0", at=int((NOW + ahead).timestamp()))

    assert run(store).source.state == state
    assert len(facts(store)) == (state == "up_to_date")
