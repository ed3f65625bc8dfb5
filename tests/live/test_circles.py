"""Vendors that lead in circles, forget for ever or send what is no page: that is a state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.live.fakes import Asked, Says
from tests.live.providers import Provider
from tests.live.vendors.gmail import Gmail
from tests.live.vendors.google_calendar import GoogleCalendar
from tests.live.vendors.graph import HOST, Graph, error
from tests.live.weather import Weather, connected

Answer = Callable[[Asked], Says | None]


def circle(name: str, value: object, **more: Any) -> Answer:
    return lambda _: Says.json({name: value, **more})


def graph_circle(asked: Asked) -> Says | None:
    if not asked.path.endswith("messages/delta"):
        return None
    return Says.json({"value": [], "@odata.nextLink": f"{HOST}{asked.path}?$skiptoken=1"})


def graph_elsewhere(asked: Asked) -> Says | None:
    del asked
    return Says.json({"value": [], "@odata.nextLink": "ftp://evil.example/v1.0/me"})


def graph_forgets(asked: Asked) -> Says | None:
    if not asked.path.endswith("messages/delta"):
        return None
    if "$skiptoken" in asked.query:
        return error(410, "syncStateNotFound")
    return Says.json({"value": [], "@odata.nextLink": f"{HOST}{asked.path}?$skiptoken=1"})


def gmail_circle(asked: Asked) -> Says | None:
    is_list = asked.path.endswith("/messages")
    return Says.json({"messages": [], "nextPageToken": "7"}) if is_list else None


def to_and_fro(path: str, page: Callable[[str], dict[str, Any]], token: str) -> Answer:
    """Pages that lead from A to B, and from B to A."""

    def answer(asked: Asked) -> Says | None:
        if not asked.path.endswith(path):
            return None
        return Says.json(page("b" if asked.query.get(token) == "a" else "a"))

    return answer


def graph_to_and_fro(asked: Asked) -> Says | None:
    if not asked.path.endswith("messages/delta"):
        return None
    other = "b" if asked.query.get("$skiptoken") == "a" else "a"
    return Says.json({"value": [], "@odata.nextLink": f"{HOST}{asked.path}?$skiptoken={other}"})


BAD: dict[str, tuple[str, Any, Answer]] = {
    "pages of Gmail in a circle": ("gmail", Gmail, gmail_circle),
    "a list of Gmail that is none": ("gmail", Gmail, lambda _: Says.json(["labels"])),
    "a history of Gmail without an end": (
        "gmail",
        Gmail,
        lambda asked: Says.json({}) if asked.path.endswith("/profile") else None,
    ),
    "mails of Gmail without ids": (
        "gmail",
        Gmail,
        lambda asked: Says.json({"messages": [{}]}) if asked.path.endswith("/messages") else None,
    ),
    "calendars in a circle": (
        "google-calendar",
        GoogleCalendar,
        circle("nextPageToken", "x", items=[]),
    ),
    "pages of Graph in a circle": ("microsoft", Graph, graph_circle),
    "pages of Gmail to and fro": (
        "gmail",
        Gmail,
        to_and_fro("/messages", lambda page: {"messages": [], "nextPageToken": page}, "pageToken"),
    ),
    "calendars to and fro": (
        "google-calendar",
        GoogleCalendar,
        to_and_fro("/calendarList", lambda page: {"items": [], "nextPageToken": page}, "pageToken"),
    ),
    "pages of Graph to and fro": ("microsoft", Graph, graph_to_and_fro),
    "pages of Graph elsewhere": ("microsoft", Graph, graph_elsewhere),
    "pages of Graph that are no list": ("microsoft", Graph, circle("value", {"id": 1})),
    "a calendar of Graph that is no list": ("microsoft-calendar", Graph, circle("value", None)),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_has_no_end_is_a_state(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bad: tuple[str, Any, Answer],
) -> None:
    kind, make, said = bad
    vendor = make()
    answer = vendor.answer
    monkeypatch.setattr(vendor, "answer", lambda asked: said(asked) or answer(asked))
    weather = Weather(vendor, Provider(), lambda _: 1, [])
    with connected(tmp_path, kind, weather) as book:
        ran = book.run()

        assert ran.source.state == "failed", ran.source.says
        assert ran.source.says
        assert len(weather.asked) < 20


def test_a_folder_whose_pages_are_forgotten_again_and_again_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = Graph()
    answer = vendor.answer
    monkeypatch.setattr(vendor, "answer", lambda asked: graph_forgets(asked) or answer(asked))
    weather = Weather(vendor, Provider(), lambda _: 1, [])
    with connected(tmp_path, "microsoft", weather) as book:
        came = book.sync()

        assert len(came.closed) == 2
        assert len(weather.asked) < 300
