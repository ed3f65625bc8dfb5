"""Calendars of a real Radicale, a calendar at an address, and a watched folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.live.made import mail, make_book, put, run
from tests.live.servers import PASSWORD, USER, Radicale, event, radicale

from goodwill.live.base import SourceConfig
from goodwill.store.database import Store


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Radicale]:
    place = tmp_path / "radicale"
    place.mkdir()
    with radicale(place) as running:
        yield running


def caldav(server: Radicale, path: str = "") -> SourceConfig:
    return SourceConfig(
        kind="caldav",
        name="calendars of ada",
        host="127.0.0.1",
        port=server.port,
        user=USER,
        is_own_network=True,
        more=(("url", server.url + path),),
    )


def meetings(store: Store) -> list[str]:
    found = store.rows("select title from meeting where superseded_by is null order by title")
    return [title for (title,) in found]


@pytest.mark.parametrize("path", ["", f"{USER}/", f"{USER}/office/"])
def test_calendars_are_found_from_any_address_of_the_account(
    tmp_path: Path, server: Radicale, path: str
) -> None:
    server.put(1)
    store = make_book(tmp_path)
    put(store, caldav(server, path))

    ran = run(store)

    assert ran.source.says == ""
    assert meetings(store) == ["Review 1"]


def test_what_changes_in_a_calendar_comes_in_and_nothing_else_is_fetched(
    tmp_path: Path, server: Radicale
) -> None:
    for number in range(3):
        server.put(number)
    store = make_book(tmp_path)
    put(store, caldav(server))
    run(store)
    idle = run(store).came
    server.put(7)
    server.put(1, title="Moved review")

    came = run(store).came

    assert idle
    assert idle.total.seen == 0
    assert came
    assert came.total.imported == 2
    assert meetings(store) == ["Moved review 1", "Review 0", "Review 2", "Review 7"]


def test_on_a_new_day_a_calendar_is_read_again_for_what_was_ahead(
    tmp_path: Path, server: Radicale, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(1)
    store = make_book(tmp_path)
    put(store, caldav(server))
    run(store)
    monkeypatch.setattr("goodwill.live.calendar.caldav.today", lambda: "2026-11-01")

    came = run(store).came

    assert came
    assert came.total.duplicate == 1
    assert store.rows("select sum(seen) from source_file") == [(1,)]


def test_a_wrong_password_of_a_calendar_is_a_state(tmp_path: Path, server: Radicale) -> None:
    store = make_book(tmp_path)
    put(store, caldav(server, f"{USER}/"), secret=PASSWORD[::-1])

    assert run(store).source.state == "needs_sign_in"


@dataclass(slots=True)
class Page:
    """What a small web server answers, and what it was asked."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0


@pytest.fixture
def web() -> Iterator[Page]:
    answer = Page()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer.asked.append(self.headers.get("if-none-match", ""))
            is_known = answer.asked[-1] == answer.headers.get("etag", "-")
            self.send_response(304 if is_known else answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0" if is_known else str(len(answer.body)))
            self.end_headers()
            if not is_known:
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        answer.port = running.server_port
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield answer
        running.shutdown()


def at_address(store: Store, web: Page) -> None:
    config = SourceConfig(kind="ics", name="ada", is_own_network=True)
    put(store, config, secret=f"http://127.0.0.1:{web.port}/private-77/ada.ics")


def test_a_calendar_at_an_address_is_read_when_it_has_changed(tmp_path: Path, web: Page) -> None:
    web.body, web.headers = event(1).encode(), {"etag": '"a"'}
    store = make_book(tmp_path, "")
    at_address(store, web)
    run(store)
    again = run(store).came
    web.body, web.headers = event(1).encode() + event(2).encode(), {"etag": '"b"'}

    run(store)

    assert again
    assert again.total.seen == 0
    assert web.asked == ["", '"a"', '"a"']
    assert meetings(store) == ["Review 1", "Review 2"]
    assert "private-77" not in repr(store.rows("select * from source_file"))


ANSWERS: dict[str, tuple[int, dict[str, str], bytes, str]] = {
    "asks to wait": (429, {"retry-after": "120"}, b"", "waiting"),
    "is not ready": (503, {}, b"", "waiting"),
    "has failed": (500, {}, b"", "waiting"),
    "has forgotten us": (401, {}, b"", "needs_sign_in"),
    "has nothing there": (404, {}, b"", "failed"),
    "shows a page": (200, {}, b"<html>Sign in</html>", "failed"),
    "sends us elsewhere": (302, {"location": "http://169.254.169.254/latest"}, b"", "failed"),
    "sends us round": (302, {"location": "/again"}, b"", "failed"),
}


@pytest.mark.parametrize("said", ANSWERS.values(), ids=ANSWERS)
def test_what_a_web_server_may_say_is_a_state(
    tmp_path: Path, web: Page, said: tuple[int, dict[str, str], bytes, str]
) -> None:
    web.status, web.headers, web.body, state = said
    store = make_book(tmp_path, "")
    at_address(store, web)

    ran = run(store)

    assert ran.source.state == state
    assert ran.source.says
    assert "private-77" not in repr(ran)
    if "retry-after" in web.headers:
        assert ran.source.next_run_at == ran.source.last_run_at + 120  # type: ignore[operator]


def test_a_watched_folder_takes_in_what_is_put_there(tmp_path: Path) -> None:
    watched = tmp_path / "in"
    watched.mkdir()
    store = make_book(tmp_path, "")
    put(store, SourceConfig(kind="folder", name="in", more=(("path", str(watched)),)), secret="")
    run(store)
    for number, age in ((1, 60), (2, 60)):
        (watched / f"{number}.eml").write_bytes(mail(number))
        os.utime(watched / f"{number}.eml", (1_790_000_000 - age,) * 2)

    came, again = run(store).came, run(store).came

    assert came
    assert came.total.imported == 2
    assert again
    assert again.total.seen == 0
    assert store.rows("select count(*) from message") == [(2,)]
