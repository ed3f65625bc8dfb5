"""Which machines are spoken to: none that only this machine or network can reach, however named."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from goodwill.live.faults import LiveError, NotAllowedError
from goodwill.live.wire.reach import Place, connect, is_named_as_own
from goodwill.live.wire.web import Web, place_of

CASES = Path(__file__).parents[1] / "cases" / "live"
LOCAL = (CASES / "private_addresses.txt").read_text("utf-8").split()
"""Spellings of this machine, of private networks, and of addresses that nobody may have."""


NEVER = frozenset({"169.254.169.254", "fe80::1", "::", "224.0.0.1"})


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """A door of this machine at which nobody may knock."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0)
        yield door


def knocks(door: socket.socket) -> int:
    with suppress(BlockingIOError):
        door.accept()[0].close()
        return 1
    return 0


@pytest.mark.parametrize("host", LOCAL)
def test_no_spelling_of_a_private_address_is_spoken_to(canary: socket.socket, host: str) -> None:
    with pytest.raises(LiveError):
        connect(Place(host=host, port=canary.getsockname()[1]))

    assert knocks(canary) == 0


def test_there_are_sixty_spellings() -> None:
    assert len(set(LOCAL)) >= 60


def test_a_name_that_moves_to_a_private_address_is_not_followed(canary: socket.socket) -> None:
    answers = iter([["93.184.216.34", "127.0.0.1"], ["127.0.0.1"]])

    for _ in range(2):
        with pytest.raises(NotAllowedError):
            connect(
                Place(host="moves.example", port=canary.getsockname()[1]),
                resolve=lambda *_: next(answers),
            )

    assert knocks(canary) == 0


@pytest.mark.parametrize("host", [one for one in LOCAL if one in NEVER])
def test_some_addresses_are_never_spoken_to_not_even_as_our_own(host: str) -> None:
    with pytest.raises(LiveError):
        connect(Place(host=host, port=80, is_own=True), resolve=lambda *_: [host])


def test_a_machine_that_was_named_as_our_own_is_spoken_to(canary: socket.socket) -> None:
    port = canary.getsockname()[1]

    connect(Place(host="127.0.0.1", port=port, is_own=True)).close()

    assert knocks(canary) == 1


NAMED = {
    "localhost": True,
    "127.0.0.1": True,
    "192.168.1.5": True,
    "::1": True,
    "mail.ours.example": False,
    "93.184.216.34": False,
    "2130706433": False,
}


@pytest.mark.parametrize(("host", "is_own"), NAMED.items())
def test_who_writes_an_address_of_their_network_has_named_it(host: str, *, is_own: bool) -> None:
    assert is_named_as_own(host) == is_own


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.example/",
        "file:///etc/passwd",
        "http://x.example/",
        "https://user:word@x.example/",
        "https://",
        "https://[bad/",
        "",
    ],
)
def test_only_safe_addresses_are_asked(url: str) -> None:
    with pytest.raises(NotAllowedError):
        place_of(url)


def test_a_web_address_of_a_private_network_is_not_asked(canary: socket.socket) -> None:
    port = canary.getsockname()[1]
    web = Web(f"https://2130706433:{port}/", is_own=False)

    with pytest.raises(LiveError):
        web.ask("GET")

    assert knocks(canary) == 0
