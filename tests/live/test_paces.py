"""A vendor's limits hold for an account: whatever runs and programs ask in its name, and when."""

from __future__ import annotations

import multiprocessing
import signal
import time
from array import array
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.fakes import Asked, Says, serving
from tests.live.faulty import ApiClock
from tests.live.made import NOW, mail
from tests.live.providers import Provider
from tests.live.vendors.graph import Graph
from tests.live.weather import Weather, connected

from goodwill.errors import ConfigError
from goodwill.live.faults import WaitError
from goodwill.live.oauth.provider import behind
from goodwill.live.wire import clock as clocks
from goodwill.live.wire.api import Api, Key
from goodwill.live.wire.graph import LIMITS, LINES, URL
from goodwill.live.wire.paces import PATIENCE, Limit, Pace, paces_of, turns_of
from goodwill.live.wire.web import Web
from goodwill.syncing.sources import all_sources

A_MINUTE = Limit(5, 60.0)
A_DAY = Limit(100, 86_400.0)
PROGRAMS = multiprocessing.get_context("spawn")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> ApiClock:
    found = ApiClock()
    monkeypatch.setattr(clocks, "_CLOCK", found)
    return found


def spend(paces: list[Pace], calls: int) -> float:
    """The seconds that the last of so many calls waited in vain."""
    return max((pace.take() for _ in range(calls) for pace in paces), default=0.0)


def test_two_runs_of_one_account_keep_one_limit(clock: ApiClock) -> None:
    spend(paces_of([A_MINUTE], "crm", "key"), 5)
    spend(paces_of([A_MINUTE], "crm", "key"), 1)

    assert clock.at == 60.0


ACCOUNTS = {
    "another key": ("crm", "other key"),
    "another vendor": ("desk", "key"),
}


@pytest.mark.parametrize("whose", ACCOUNTS.values(), ids=ACCOUNTS)
def test_other_accounts_have_limits_of_their_own(clock: ApiClock, whose: tuple[str, str]) -> None:
    spend(paces_of([A_MINUTE], "crm", "key"), 5)
    spend(paces_of([A_MINUTE], *whose), 5)

    assert clock.at == 0.0


WAITS = {
    "as long as a run waits": (PATIENCE, PATIENCE, 0.0),
    "longer": (PATIENCE + 1, 0.0, PATIENCE + 1),
    "a day": (86_400.0, 0.0, 86_400.0),
}


@pytest.mark.parametrize(("seconds", "waited", "left"), WAITS.values(), ids=WAITS)
def test_nobody_sleeps_through_a_day(
    clock: ApiClock, seconds: float, waited: float, left: float
) -> None:
    found = spend(paces_of([Limit(1, seconds)], "books", "key"), 2)

    assert (clock.at, found) == (waited, left)


@pytest.mark.usefixtures("clock")
def test_a_days_limit_that_is_reached_is_a_state_and_no_call() -> None:
    asked: list[Asked] = []

    class Books:
        def answer(self, one: Asked) -> Says:
            asked.append(one)
            return Says.json({})

    with serving(Books()) as url:
        web = Web(url, is_own=True)
        books = Api(web, Key("key", "k"), vendor="Books", limits=[Limit(2, 86_400.0)])
        books.get("/a")
        books.get("/b")
        books.close()
        later = Api(
            Web(url, is_own=True), Key("key", "k"), vendor="Books", limits=[Limit(2, 86_400.0)]
        )
        with pytest.raises(WaitError) as told:
            later.get("/c")
        later.close()

    assert len(asked) == 2
    assert told.value.seconds == 86_400.0
    assert "Books takes no more calls" in told.value.message


STEPS = st.lists(
    st.tuples(st.floats(0, 8), st.integers(1, 4), st.integers(0, 2)), min_size=1, max_size=60
)


@given(steps=STEPS)
def test_in_no_stretch_of_its_seconds_is_a_limit_passed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[float, int, int]]
) -> None:
    limit, file = Limit(9, 10.0), tmp_path_factory.mktemp("paces") / "count"
    programs = [Pace(limit, file) for _ in range(3)]
    made: list[tuple[float, int]] = []
    with pytest.MonkeyPatch.context() as patched:
        clock = ApiClock(1_800_000_000.0)
        patched.setattr(clocks, "_CLOCK", clock)
        for passes, weight, which in steps:
            clock.at += passes
            assert programs[which].take(weight) == 0.0
            made.append((clock.at, weight))

    for last, _ in made:
        within = [weight for at, weight in made if last - limit.seconds < at <= last]
        assert sum(within) <= limit.calls
    longest = sum(passes for passes, *_ in steps) + sum(weight for _, weight in made) * 10.1 / 5
    assert made[-1][0] - 1_800_000_000.0 <= longest  # five are sure to go in each ten seconds


def take_all(told: Connection) -> None:
    """Call until nothing is left of the day."""
    taken = 0
    (pace,) = paces_of([A_DAY], "books", "key")
    while pace.take() == 0.0:
        taken += 1
    told.send(taken)


def test_programs_at_one_account_share_what_it_grants() -> None:
    ours, theirs = PROGRAMS.Pipe(duplex=False)
    running = [PROGRAMS.Process(target=take_all, args=(theirs,)) for _ in range(3)]
    for one in running:
        one.start()
    taken = [ours.recv() for _ in running]
    for one in running:
        one.join(60)

    assert sum(taken) == A_DAY.calls
    assert spend(paces_of([A_DAY], "books", "key"), 1) > 86_000


def hold_a_turn(told: Connection) -> None:
    with turns_of(1, "mail", "ada").one():
        told.send("held")
        time.sleep(600)


def test_a_turn_is_free_when_its_holder_is_killed() -> None:
    ours, theirs = PROGRAMS.Pipe(duplex=False)
    holder = PROGRAMS.Process(target=hold_a_turn, args=(theirs,))
    holder.start()
    assert ours.recv() == "held"
    with turns_of(1, "mail", "kim").one():
        pass
    assert holder.pid is not None

    holder.kill()
    with turns_of(1, "mail", "ada").one():
        pass
    holder.join(60)

    assert holder.exitcode == -signal.SIGKILL


@dataclass
class Counting(Weather):
    """Answers after a moment, and knows how many it was asked at a time."""

    counting: Lock = field(default_factory=Lock)
    now: int = 0
    most: int = 0

    def answer(self, asked: Asked) -> Says:
        with self.counting:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.03)
        try:
            return super().answer(asked)
        finally:
            with self.counting:
                self.now -= 1


HELD = {"nobody else asks": (0, LINES), "others ask with all turns but one": (LINES - 1, 1)}


@pytest.mark.parametrize(("held", "most"), HELD.values(), ids=HELD)
def test_a_mailbox_is_asked_so_many_times_at_once_by_all_together(
    tmp_path: Path, held: int, most: int
) -> None:
    vendor = Graph(page=20)
    for number in range(12):
        vendor.deliver(mail(number))
    weather = Counting(vendor, Provider(), lambda _: 1, LIMITS)
    with connected(tmp_path, "microsoft", weather) as book, ExitStack() as others:
        (source,) = all_sources(book.store, NOW)
        for _ in range(held):
            turns = turns_of(LINES, behind(source.config, URL), "ada@ours.example")
            others.enter_context(turns.one())
        came = book.sync()

    assert came.total.imported == 12
    assert weather.most == most


def full(file: Path) -> None:
    file.write_bytes(array("d", [0.0, 0.0, 1_000.0, 5.0]).tobytes())


COUNTS: dict[str, tuple[Callable[[Path], object], float]] = {
    "used up": (full, 60.0),
    "nothing yet": (lambda file: file.write_bytes(b""), 0.0),
    "cut short": (lambda file: file.write_bytes(b"\x01" * 15), 0.0),
    "no numbers": (lambda file: file.write_bytes(b"\xff" * 64), 0.0),
    "made by a clock that ran ahead": (
        lambda file: file.write_bytes(array("d", [9e9, 0.0, 9e9, 5.0]).tobytes()),
        90.0,
    ),
    "a minute old": (
        lambda file: file.write_bytes(array("d", [0.0, 0.0, 940.0, 5.0]).tobytes()),
        0.0,
    ),
}


@pytest.mark.parametrize(("leave", "waited"), COUNTS.values(), ids=COUNTS)
def test_whatever_count_is_found_nobody_waits_for_ever(
    tmp_path: Path, clock: ApiClock, leave: Callable[[Path], object], waited: float
) -> None:
    clock.at = 1_000.0
    leave(tmp_path / "count")

    assert Pace(A_MINUTE, tmp_path / "count").take() == 0.0
    assert clock.at - 1_000.0 == pytest.approx(waited, abs=0.7)


def test_where_the_key_is_may_not_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: ApiClock
) -> None:
    monkeypatch.setenv("GOODWILL_KEY_FILE", str(tmp_path / "a file" / "key"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "a file").touch()

    spend(paces_of([A_MINUTE], "crm", "key"), 5)
    spend(paces_of([A_MINUTE], "crm", "key"), 1)

    assert clock.at == 60.0

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "a file"))
    with pytest.raises(ConfigError, match="can be kept neither in"):
        paces_of([A_MINUTE], "crm", "key")


def test_a_count_that_cannot_be_kept_stops_a_run_in_words(tmp_path: Path, clock: ApiClock) -> None:
    pace = Pace(A_MINUTE, tmp_path / "gone" / "count")

    with pytest.raises(ConfigError, match=r"cannot be counted in .*: No such file"):
        pace.take()

    assert clock.at == 0.0
