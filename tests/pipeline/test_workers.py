"""Parsing processes: their answers in order, and what a record that kills one costs."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from goodwill.errors import SourceError
from goodwill.importing import parsing_template, workers
from goodwill.importing.parsing_process import CAN_BE_COPIED
from goodwill.importing.work import Rules, Work
from goodwill.importing.workers import Workers
from goodwill.machine.processes import new_line, start_process
from goodwill.sources.base import RawRecord, ReadError
from goodwill.store.rows import MessageRow, Reject

RULES = Rules(
    imported_at=datetime(2026, 11, 22, tzinfo=UTC),
    timezone="UTC",
    keeps_text_since=None,
    excluded=frozenset(),
)


class Killer(bytes):
    """Ends the process that unpacks it, as running out of memory would."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (9,)


Started = tuple[Connection, subprocess.Popen[bytes]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    """Every process that copies are made of, in the order in which they are started."""
    found: list[Started] = []

    def start(module: str) -> Started:
        found.append(start_process(module))
        return found[-1]

    monkeypatch.setattr(parsing_template, "start_process", start)
    return found


def work(payload: bytes, number: int = 0) -> Work:
    record = RawRecord(
        connector="mbox",
        payload_type="rfc822",
        path="a.mbox",
        locator=f"{number}+9",
        position=number,
        payload=payload,
    )
    return Work(1, 1, record)


def test_answers_come_in_the_order_of_the_batches(mail: Callable[..., bytes]) -> None:
    batches = [(n, [work(mail(n * 10 + i), i) for i in range(1 + 40 * (n % 2))]) for n in range(7)]

    with Workers[int](RULES, 2) as parsing:
        found = [(n, len(entries)) for n, entries in parsing.parsed(batches)]

    assert found == [(n, len(some)) for n, some in batches]


def test_a_record_that_kills_a_process_is_rejected_and_the_others_are_read(
    mail: Callable[..., bytes],
) -> None:
    batch = [work(mail(1), 1), work(Killer(), 2), work(mail(3), 3)]

    with Workers[str](RULES, 1) as parsing:
        ((_, first), (_, second)) = parsing.parsed([("a", batch), ("b", [work(mail(4))])])

    assert [type(entry.outcome) for entry in first] == [MessageRow, Reject, MessageRow]
    assert first[1].locator == "2+9"
    assert "parser fail" in first[1].outcome.error.reason
    assert [type(entry.outcome) for entry in second] == [MessageRow]


def test_a_process_can_hand_back_rows_and_nothing_that_runs_code() -> None:
    answer = pickle.dumps([Killer()])

    with pytest.raises(pickle.UnpicklingError, match="is no row"):
        workers.unpack(answer)


@pytest.mark.parametrize("count", [0, 2])
def test_what_a_connector_could_not_read_passes_through(count: int) -> None:
    error = ReadError(path="a.mbox", locator="7+1", reason="too large")

    with Workers[str](RULES, count) as parsing:
        ((_, (entry,)),) = parsing.parsed([("a", [Work(1, 1, error)])])

    assert entry.outcome == Reject(error, "other", None)


def test_a_parser_that_fails_rejects_its_record_alone(
    monkeypatch: pytest.MonkeyPatch, mail: Callable[..., bytes]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("secret words of the mail")

    monkeypatch.setattr("goodwill.importing.parsing.normalise_mail", fail)

    with Workers[str](RULES, 0) as parsing:
        ((_, (entry,)),) = parsing.parsed([("a", [work(mail(1))])])

    assert "RecursionError" in entry.outcome.error.reason
    assert "secret" not in entry.outcome.error.reason
    assert entry.outcome.payload == mail(1)


def test_a_process_that_only_waits_is_ended_too() -> None:
    waits = (
        "import signal, time; from goodwill.importing import parsing_process\n"
        "signal.signal(signal.SIGALRM, signal.SIG_DFL); parsing_process.WALL_SECONDS = 0.05\n"
        "parsing_process._allow_time(); time.sleep(60)"
    )

    assert subprocess.run([sys.executable, "-c", waits], check=False).returncode == -signal.SIGALRM


def test_no_record_is_rejected_because_no_process_could_be_started(
    monkeypatch: pytest.MonkeyPatch, mail: Callable[..., bytes]
) -> None:
    def ends_at_once(_: str) -> Started:
        ours, theirs = new_line()
        theirs.close()
        return ours, subprocess.Popen([sys.executable, "-c", ""])

    monkeypatch.setattr(parsing_template, "start_process", ends_at_once)

    with Workers[str](RULES, 1) as parsing, pytest.raises(SourceError, match="No process could be"):
        [*parsing.parsed([("a", [work(mail(1))])])]


def test_where_what_is_copied_was_ended_another_gets_ready(
    started: list[Started], mail: Callable[..., bytes]
) -> None:
    with Workers[str](RULES, 1) as parsing:
        first = [*parsing.parsed([("a", [work(mail(1))])])]
        for _, process in started:
            process.kill()
            process.wait()
        second = [*parsing.parsed([("b", [work(mail(1)), work(Killer(), 2), work(mail(3), 3)])])]

    kinds = [[type(entry.outcome) for entry in found] for _, found in (*first, *second)]
    assert kinds == [[MessageRow], [MessageRow, Reject, MessageRow]]


@pytest.mark.parametrize("fault", [EOFError, BrokenPipeError, RuntimeError])  # the last: a Mac
def test_a_line_that_nobody_takes_is_told_and_no_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, mail: Callable[..., bytes], fault: type[Exception]
) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(parsing_template, "send_handle", fails)

    with Workers[str](RULES, 1) as parsing, pytest.raises(SourceError, match="No process could be"):
        [*parsing.parsed([("a", [work(mail(1))])])]


@pytest.mark.skipif(not CAN_BE_COPIED, reason="processes are copied on Linux alone")
def test_what_is_copied_to_parse_runs_one_thread_and_all_copies_end_with_it(
    started: list[Started], mail: Callable[..., bytes]
) -> None:
    batches = [(name, [work(mail(1))]) for name in "abcd"]
    kill = [("k", [work(Killer(), number) for number in range(6)])]

    with Workers[str](RULES, 2) as parsing:
        assert len([*parsing.parsed([*kill, *batches])]) == 1 + len(batches)
        ((_, template),) = started
        (thread,) = Path(f"/proc/{template.pid}/task").iterdir()
        copies = (thread / "children").read_text().split()

        assert 2 <= len(copies) <= 4, "what the last records ended may not be let go of yet"

    assert not [copy for copy in copies if Path("/proc", copy).exists()]
