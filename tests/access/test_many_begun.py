"""A flood of sign-ins that are begun: memory is bounded, and nobody else's is pushed out."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from goodwill.serve.web.ceremonies import MOST_KEPT, MOST_OF_ONE, SECONDS, Ceremonies
from goodwill.serve.web.door import Door

SITE = Starlette()
SITE.state.door = Door()


class Visitor:
    """A browser at one address, with the cookie that it was given last."""

    def __init__(self, place: str) -> None:
        self.place, self.cookie = place, b""

    @property
    def request(self) -> Request:
        headers = [(b"cookie", self.cookie)] if self.cookie else []
        return Request({"type": "http", "headers": headers, "client": (self.place, 1), "app": SITE})

    def begin(self, found: Ceremonies[int], asked: int) -> None:
        answer = Response()
        found.begin(self.request, answer, asked)
        self.cookie = answer.headers["set-cookie"].partition(";")[0].encode()


def kept(found: Ceremonies[int]) -> int:
    return len(found._kept)  # noqa: SLF001  a bound on memory


def test_who_begins_without_end_pushes_out_none_but_their_own() -> None:
    found, ann, flood = Ceremonies[int]("device"), Visitor("10.0.0.1"), Visitor("10.6.6.6")
    ann.begin(found, 1)
    flood.begin(found, 2)
    first = flood.cookie
    for number in range(MOST_KEPT + 10):
        flood.begin(found, number)

    assert kept(found) == MOST_OF_ONE + 1
    assert found.end(ann.request) == 1
    flood.cookie = first
    assert found.end(flood.request) is None


def test_a_crowd_is_bounded_and_what_is_over_is_let_go_of() -> None:
    at = [0.0]
    found = Ceremonies[int]("device", lambda: at[0])
    for number in range(MOST_KEPT + 10):
        Visitor(f"10.1.{number // 250}.{number % 250}").begin(found, number)
    assert kept(found) == MOST_KEPT

    at[0] = SECONDS
    ann = Visitor("10.0.0.1")
    ann.begin(found, 1)
    assert kept(found) == 1
    assert len(found._from) == 1  # noqa: SLF001  as above
    at[0] = SECONDS * 2 - 1
    assert found.end(ann.request) == 1
    assert found.end(ann.request) is None
    assert found._from == {}  # noqa: SLF001  as above


def test_one_that_is_over_counts_no_more() -> None:
    at = [0.0]
    found, ann = Ceremonies[int]("device", lambda: at[0]), Visitor("10.0.0.1")
    ann.begin(found, 1)
    at[0] = SECONDS

    assert found.end(ann.request) is None
