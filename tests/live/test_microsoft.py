"""Microsoft's mail and calendars, against a server that speaks Graph's documented pages."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier, Semaphore
from typing import Any

import pytest
from tests.live.fakes import Asked, Says
from tests.live.made import NOTICE, facts, mail
from tests.live.providers import Provider
from tests.live.test_google_calendar import meetings
from tests.live.vendors.graph import Graph, error
from tests.live.weather import GENERAL, Connected, Way, Weather, connected

from goodwill.live.faults import NotAllowedError
from goodwill.live.wire.graph import URL
from goodwill.live.wire.paces import Limit
from goodwill.live.wire.web import Web

NAME = "ada@ours.example"
QUOTA = [Limit(10_000, 600.0)]
WAYS: dict[str, Way] = {
    **GENERAL,
    "429 of a mailbox": lambda _: error(429, "ApplicationThrottled", **{"retry-after": "2"}),
    "503 of Graph": lambda _: error(503, "serviceNotAvailable"),
}


def made(vendor: Graph, share: float = 0.0) -> Weather:
    ways = list(WAYS.items())
    return Weather(vendor, Provider(), lambda _: 1, QUOTA, ways=ways, share=share)


def subjects(book: Connected) -> list[str]:
    return sorted(subject for _, _, subject, _ in facts(book.store))


def test_new_mail_of_inbox_and_sent_comes_in_once(tmp_path: Path) -> None:
    vendor = Graph(page=7)
    for number in range(20):
        vendor.deliver(mail(number))
    vendor.deliver(mail(30), "id-sentitems")
    vendor.deliver(mail(31), "id-deleteditems")
    with connected(tmp_path, "microsoft", made(vendor)) as book:
        first, again = book.sync(), book.sync()
        vendor.deliver(mail(40))
        third = book.sync()

        assert (first.total.imported, again.total.seen, third.total.imported) == (21, 0, 1)
        assert {path for path, *_ in facts(book.store)} == {
            f"microsoft://{NAME}/Posteingang",
            f"microsoft://{NAME}/Gesendet",
        }
        assert vendor.mutable == []


def test_chosen_folders_lie_at_any_depth_and_cost_one_call_each(tmp_path: Path) -> None:
    vendor = Graph()
    clients = vendor.make_folder("Clients")
    acre = vendor.make_folder("Acre", clients)
    vendor.deliver(mail(1), acre)
    vendor.deliver(mail(2))
    folders = ("Clients/Acre", "Clients")
    with connected(tmp_path, "microsoft", made(vendor), folders=folders) as book:
        book.sync()

        assert [path for path, *_ in facts(book.store)] == [f"microsoft://{NAME}/Clients/Acre"]
        assert book.calls() == 3


def test_privacy_leaves_folders_unopened(tmp_path: Path) -> None:
    vendor = Graph()
    vendor.deliver(mail(1), vendor.make_folder("Private"))
    vendor.deliver(mail(2), "id-drafts", is_draft=True)
    vendor.deliver(mail(3))
    settings = NOTICE + 'exclude_folders = ["Private"]\n'
    with connected(
        tmp_path, "microsoft", made(vendor), settings=settings, all_folders=True
    ) as book:
        came = book.sync()

        assert came.left_out == ("Private",)
        assert subjects(book) == ["Order 3"]


def test_a_mail_that_is_moved_is_known_again_and_not_fetched(tmp_path: Path) -> None:
    vendor = Graph()
    folder = vendor.make_folder("Clients")
    key = vendor.deliver(mail(1))
    with connected(tmp_path, "microsoft", made(vendor), folders=("Posteingang", "Clients")) as book:
        book.sync()
        vendor.move(key, folder)
        vendor.deliver(mail(2), is_draft=True)
        book.sync()

        assert subjects(book) == ["Order 1"]
        assert sum("$value" in one.path for one in book.weather.asked) == 1


def test_a_delta_that_is_forgotten_is_begun_anew_and_nothing_known_is_fetched(
    tmp_path: Path,
) -> None:
    vendor = Graph(page=10)
    for number in range(25):
        vendor.deliver(mail(number))
    with connected(tmp_path, "microsoft", made(vendor)) as book:
        book.sync()
        vendor.deliver(mail(50))
        vendor.forget()
        before = len(book.weather.asked)
        came = book.sync()

        assert came.total.imported == 1
        assert sum("$value" in one.path for one in book.weather.asked[before:]) == 1


def test_mail_that_is_gone_before_it_was_fetched_is_told(tmp_path: Path) -> None:
    vendor = Graph()
    vendor.vanishing.add(vendor.deliver(mail(1)))
    vendor.deliver(mail(2))
    with connected(tmp_path, "microsoft", made(vendor)) as book:
        assert book.sync().gone == 1
        assert subjects(book) == ["Order 2"]


def person(name: str, address: str) -> dict[str, Any]:
    return {"emailAddress": {"name": name, "address": address}}


OTHERS = {
    "a page of somebody on the way": (b"<html><body>Sign in</body></html>", "text/html", "waiting"),
    "an answer that is no mail": (b'{"value": []}', "application/json", "waiting"),
    "a picture": (b"\x89PNG\r\n", "image/png", "up_to_date"),
}


@pytest.mark.parametrize(("body", "sort", "state"), OTHERS.values(), ids=OTHERS)
def test_what_comes_instead_of_a_mail_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes, sort: str, state: str
) -> None:
    vendor = Graph()
    vendor.deliver(mail(1))
    odd = Says(200, body, {"content-type": sort})
    monkeypatch.setattr(vendor, "_whole", lambda _: odd)
    with connected(tmp_path, "microsoft", made(vendor)) as book:
        ran = book.run()
        monkeypatch.undo()
        again = book.sync()

        assert ran.source.state == state
        assert again.total.imported == (state == "waiting")
        assert bool(ran.came and ran.came.rejects) == (state == "up_to_date")


def test_where_headers_are_taken_no_mail_is_fetched(tmp_path: Path) -> None:
    vendor = Graph()
    told: dict[str, Any] = dict(
        subject="Größe\r\nBcc: eve@evil.example",
        **{"from": person("Kim, Müller", "kim@acre.example")},
        toRecipients=[person("Ada", "ada@ours.example"), person("", "bo@ours.example")],
        sentDateTime="2026-06-02T09:00:00Z",
        internetMessageId="<1@acre.example>",
        internetMessageHeaders=[{"name": "In-Reply-To", "value": "<0@ours.example>"}],
        body={"content": "what it says"},
    )
    vendor.deliver(b"", **told)
    settings = NOTICE + 'take = "subject"\n'
    with connected(
        tmp_path, "microsoft", made(vendor), settings=settings, more=(("take", "subject"),)
    ) as book:
        book.sync()

        found = book.store.rows("select subject, sent_at from message")
        assert [subject for subject, _ in found] == ["Größe Bcc: eve@evil.example"]
        people = {one for (one,) in book.store.rows("select address from contact_point")}
        assert people == {"kim@acre.example", "ada@ours.example", "bo@ours.example"}
        assert not any("$value" in one.path for one in book.weather.asked)
        assert not any("body" in one for one in vendor.told)


def test_four_at_a_time_are_asked_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = Graph(page=60)
    for number in range(60):
        vendor.deliver(mail(number))
    weather = made(vendor)
    answer, together, waiting = weather.answer, Barrier(4), Semaphore(4)

    def all_four(asked: Asked) -> Says:
        assert waiting.acquire(blocking=False), "a fifth question"
        try:
            if "$value" in asked.path:
                together.wait(20)
            return answer(asked)
        finally:
            waiting.release()

    monkeypatch.setattr(weather, "answer", all_four)
    with connected(tmp_path, "microsoft", weather) as book:
        book.sync()

        assert len(facts(book.store)) == 60


def test_three_calls_in_ten_fail_and_nothing_is_lost_doubled_or_wasted(tmp_path: Path) -> None:
    found, calls = [], []
    for share in (0.0, 0.3):
        vendor = Graph(page=40, is_untidy=share > 0)
        for number in range(300):
            vendor.deliver(mail(number), "id-inbox" if number % 3 else "id-sentitems")
        place = tmp_path / str(share)
        place.mkdir()
        weather = made(vendor, share)
        with connected(place, "microsoft", weather) as book:
            book.sync()
            vendor.deliver(mail(400))
            book.sync()
            found.append(facts(book.store))
            calls.append(len(weather.asked))
            assert weather.broken == []
            if share:
                assert set(weather.met) == set(WAYS)

    assert found[0] == found[1]
    assert len(found[1]) == 301
    assert calls[1] <= 1.3 * calls[0]


def test_links_to_another_host_are_not_followed() -> None:
    with pytest.raises(NotAllowedError):
        Web(URL, is_own=False).answer("GET", "https://evil.example/v1.0/me/messages/delta")


# Calendars.


def time(day: str, hour: int) -> dict[str, str]:
    return {"dateTime": f"{day}T{hour:02d}:00:00.0000000", "timeZone": "UTC"}


def review(number: int, **more: Any) -> dict[str, Any]:
    day = f"2026-10-{1 + number % 28:02d}"
    usual = {
        "subject": f"Review {number}",
        "start": time(day, 9),
        "end": time(day, 10),
        "organizer": person("Ada", "ada@ours.example"),
        "attendees": [
            {
                **person("Kim", "kim@acre.example"),
                "type": "required",
                "status": {"response": "accepted", "time": "2026-05-01T00:00:00Z"},
            }
        ],
        "location": {"displayName": "Room 2"},
        "bodyPreview": "About figures",
    }
    return {**usual, **more}


def series(vendor: Graph, *, master_is_told: bool = True) -> None:
    """Three dates of a series, of which one was moved."""
    master = {
        **review(0, subject="Weekly"),
        "id": "m",
        "type": "seriesMaster",
        "iCalUId": "uid-m",
        "isAllDay": False,
    }
    vendor.masters["m"] = master
    if master_is_told:
        vendor.put("m", **{k: v for k, v in master.items() if k != "id"})
    for number, day in enumerate(("2026-10-06", "2026-10-13")):
        vendor.events[f"o{number}"] = {
            "id": f"o{number}",
            "type": "occurrence",
            "seriesMasterId": "m",
            "start": time(day, 9),
            "end": time(day, 10),
        }
        vendor.touched.append((vendor.at, f"o{number}"))
    vendor.put(
        "x",
        **review(0, subject="Moved", start=time("2026-10-20", 14), end=time("2026-10-20", 15)),
        type="exception",
        seriesMasterId="m",
        originalStart="2026-10-20T09:00:00Z",
    )


def titles(book: Connected) -> list[str]:
    return sorted(title for _, title, *_ in meetings(book.store))


def test_events_come_in_once_and_changes_follow(tmp_path: Path) -> None:
    vendor = Graph(page=3)
    for number in range(8):
        vendor.put(f"e{number}", **review(number))
    with connected(tmp_path, "microsoft-calendar", made(vendor)) as book:
        first, again = book.sync(), book.sync()
        quiet = book.calls()
        vendor.put("e9", **review(9))
        vendor.events["e1"] = {"id": "e1", "@removed": {"reason": "deleted"}, "type": ""}
        third = book.sync()

        assert (first.total.imported, again.total.seen, third.total.imported) == (8, 0, 1)
        assert quiet == 2
        assert len(titles(book)) == 9


@pytest.mark.parametrize("master_is_told", [True, False])
def test_dates_of_a_series_are_one_meeting_each(tmp_path: Path, master_is_told: bool) -> None:
    vendor = Graph()
    series(vendor, master_is_told=master_is_told)
    with connected(tmp_path, "microsoft-calendar", made(vendor)) as book:
        book.sync()

        assert titles(book) == ["Moved", "Weekly", "Weekly"]
        refs = book.store.rows("select ref from meeting order by starts_at")
        assert [ref for (ref,) in refs] == [
            "uid-m/20261006T090000Z",
            "uid-m/20261013T090000Z",
            "uid-m/20261020T090000Z",
        ]
        assert all(people == 2 for *_, people in meetings(book.store))


def test_a_day_stays_a_day_and_a_room_is_nobody(tmp_path: Path) -> None:
    vendor = Graph()
    room = {**person("Room 2", "room2@ours.example"), "type": "resource", "status": {}}
    vendor.put(
        "e1",
        **review(
            1,
            isAllDay=True,
            start=time("2026-10-02", 0),
            end=time("2026-10-03", 0),
            attendees=[room, *review(1)["attendees"]],
        ),
    )
    with connected(tmp_path, "microsoft-calendar", made(vendor)) as book:
        book.sync()

        assert book.store.rows("select all_day from meeting") in ([(1,)], [(True,)])
        assert meetings(book.store)[0][3] == 2


def test_on_a_new_day_the_window_moves_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = Graph()
    vendor.put("e1", **review(1))
    monkeypatch.setattr("goodwill.live.calendar.microsoft.today", lambda: "2026-10-30")
    with connected(tmp_path, "microsoft-calendar", made(vendor)) as book:
        book.sync()
        monkeypatch.setattr("goodwill.live.calendar.microsoft.today", lambda: "2026-10-31")
        book.sync()
        vendor.forget()
        book.sync()

        assert vendor.windows == [
            ("2021-11-02", "2026-11-01"),
            ("2026-09-29", "2026-11-02"),
            ("2026-09-30", "2026-11-02"),
        ]


ODD: dict[str, dict[str, Any]] = {
    "a time that is none": {"start": {"dateTime": "2026-10-02 soon"}},
    "no end": {"end": {}},
    "guests that are none": {"attendees": ["kim"]},
}


@pytest.mark.parametrize("event", ODD.values(), ids=ODD)
def test_an_event_that_cannot_be_read_costs_the_others_nothing(
    tmp_path: Path, event: dict[str, Any]
) -> None:
    vendor = Graph()
    vendor.put("e1", **review(1))
    vendor.put("e2", **{**review(2), **event})
    with connected(tmp_path, "microsoft-calendar", made(vendor)) as book:
        came = book.sync()

        assert came.total.unreadable == 1
        assert titles(book) == ["Review 1"]


def test_of_a_calendar_three_calls_in_ten_fail_and_nothing_is_lost(tmp_path: Path) -> None:
    found, calls = [], []
    for share in (0.0, 0.3):
        vendor = Graph(page=2, is_untidy=share > 0)
        for number in range(150):
            vendor.put(f"e{number}", **review(number))
        place = tmp_path / str(share)
        place.mkdir()
        weather = made(vendor, share)
        with connected(place, "microsoft-calendar", weather) as book:
            book.sync()
            series(vendor)
            book.sync()
            found.append(meetings(book.store))
            calls.append(len(weather.asked))
            assert weather.broken == []

    assert found[0] == found[1]
    assert calls[1] <= 1.3 * calls[0]
