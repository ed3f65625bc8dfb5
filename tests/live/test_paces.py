"""A vendor's limits hold for an account: whatever runs ask in its name, and however often."""

from __future__ import annotations

import pytest
from tests.live.fakes import Asked, Says, serving
from tests.live.faulty import ApiClock

from goodwill.live.faults import WaitError
from goodwill.live.wire import api
from goodwill.live.wire.api import PATIENCE, Api, Key, Limit, Pace, paces_of
from goodwill.live.wire.web import Web

A_MINUTE = Limit(5, 60.0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> ApiClock:
    found = ApiClock()
    monkeypatch.setattr(api, "_CLOCK", found)
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
        paces = paces_of([Limit(2, 86_400.0)], "books", url)
        books = Api(web, Key("key", "k"), vendor="Books", limits=paces)
        books.get("/a")
        books.get("/b")
        with pytest.raises(WaitError) as told:
            books.get("/c")
        books.close()

    assert len(asked) == 2
    assert told.value.seconds == 86_400.0
    assert "Books takes no more calls" in told.value.message
