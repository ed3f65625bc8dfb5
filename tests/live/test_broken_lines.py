"""A line that breaks anywhere costs nothing: the book is the same as if it had held."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from tests.live.chaos import Harm, proxy
from tests.live.made import NOW, facts, how, imap, mail, make_book, put, run
from tests.live.servers import Dovecot

from goodwill.serve.text.live import show_runs
from goodwill.syncing.sources import Ran, sync

MAILS = 12
LENGTH = 9_000
"""Bytes that the server sends for these, at least."""

CUTS: list[tuple[int, Harm]] = [
    (1, "cut"),
    (400, "reset"),
    (900, "bye"),
    (1_500, "garbage"),
    (2_200, "cut"),
    (3_100, "doubled"),
    (4_000, "reset"),
    (5_050, "garbage"),
    (6_300, "bye"),
    (7_400, "doubled"),
]


@pytest.mark.parametrize(("at", "harm"), CUTS)
def test_the_book_is_the_same_wherever_a_line_broke(
    tmp_path: Path, server: Dovecot, at: int, harm: Harm
) -> None:
    server.deliver(*(mail(number, words=f"{number} " + "word " * 60) for number in range(MAILS)))
    (tmp_path / "whole").mkdir()
    whole = make_book(tmp_path / "whole")
    put(whole, imap(server))
    run(whole)
    broken = make_book(tmp_path)

    with proxy(server.port, at, harm) as between:
        put(broken, imap(server, port=between.port))
        ran = run(broken)
        told = _imported(ran)
        for _ in range(2):
            if ran.source.state != "up_to_date":
                ran = run(broken)
                told += _imported(ran)
        assert between.is_done, f"only {between.sent} bytes were sent"

    assert ran.source.state == "up_to_date", ran.source.says
    assert facts(broken) == facts(whole)
    assert broken.rows("select sum(seen), sum(imported) from source_file") == [(MAILS, MAILS)]
    assert told == MAILS, "each run says what it brought, also before its line broke"


def test_what_came_before_a_line_broke_is_not_fetched_again(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(*(mail(number, words="word " * 600) for number in range(40)))
    sent = {}
    for at in (60_000, 10**9):
        store = make_book(tmp_path / str(at))
        with proxy(server.port, at, "cut") as between:
            put(store, imap(server, port=between.port))
            run(store)
            assert between.is_done == (at == 60_000)
        assert len(facts(store)) == 40
        sent[at] = between.sent

    assert sent[60_000] - sent[10**9] < 10_000, "one mail of 3 kB, and a sign-in"


@pytest.mark.parametrize("workers", [0, 2])
def test_what_came_before_a_run_was_given_up_is_in_the_book_and_told(
    tmp_path: Path, server: Dovecot, workers: int
) -> None:
    server.deliver(*(mail(number, words="word " * 600) for number in range(40)))
    store = make_book(tmp_path)
    with proxy(server.port, 60_000, "cut") as between:
        put(store, imap(server, port=between.port))
        once = replace(how(tries=1), workers=workers)
        (broken,), (whole,) = (sync(store, now=lambda: NOW, how=once) for _ in range(2))

    assert broken.came is not None
    assert broken.came.is_news
    assert (broken.source.state, broken.exit_code) == ("waiting", 3)
    assert 0 < _imported(broken) == broken.source.brought < 40
    assert _imported(broken) + _imported(whole) == len(facts(store)) == 40
    assert f"{_imported(broken)} new records, then waiting" in _shown(broken)
    assert broken.source.says in _shown(broken)
    assert "then" not in _shown(whole)


def _shown(ran: Ran) -> str:
    show_runs(Console(file=(text := StringIO()), width=200), [ran])
    return text.getvalue()


def _imported(ran: Ran) -> int:
    return 0 if ran.came is None else ran.came.total.imported


def test_a_line_that_never_holds_is_given_up_and_tried_later(
    tmp_path: Path, server: Dovecot
) -> None:
    store = make_book(tmp_path)
    slept: list[float] = []
    put(store, imap(server, port=1))

    (ran,) = sync(store, now=lambda: NOW, how=how(slept))

    assert ran.source.state == "waiting"
    assert ran.source.next_run_at is not None
    assert ran.source.next_run_at > NOW.timestamp()
    assert slept == [0.75, 1.5, 3.0, 6.0, 12.0], "pauses grow"
