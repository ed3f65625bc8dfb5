"""What is asked of Google and Microsoft, and what the servers of the tests say, as published.

So neither our questions nor the answers that we make up can be invented. Vendors of deals and money
are in `test_published_vendors`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.live.descriptions import TYPES, Described, read
from tests.live.fakes import Asked
from tests.live.made import mail
from tests.live.providers import Provider
from tests.live.test_google_calendar import made as made_calendar
from tests.live.test_google_calendar import review, weekly
from tests.live.test_microsoft import made as made_graph
from tests.live.test_microsoft import person
from tests.live.test_microsoft import review as graph_review
from tests.live.test_microsoft import series as graph_series
from tests.live.vendors.gmail import Gmail, units
from tests.live.vendors.google_calendar import GoogleCalendar
from tests.live.vendors.graph import Graph
from tests.live.weather import Weather, connected

from goodwill.live.base import SourceConfig
from goodwill.live.connected import kind_named
from goodwill.live.mail.microsoft import HEADERS

GMAIL, CALENDAR = read("gmail.v1.json"), read("calendar.v3.json")
GRAPH = Described.of("microsoft-graph.json")


def misfits(
    value: object, kind: Mapping[str, Any], schemas: Mapping[str, Any], at: str
) -> Iterator[str]:
    """Where a value is not what Google's description of it says."""
    if "$ref" in kind:
        yield from misfits_of(value, schemas[kind["$ref"]], schemas, at)
    elif kind["type"] == "array" and isinstance(value, list):
        for one in value:
            yield from misfits(one, kind["items"], schemas, f"{at}[]")
    elif kind["type"] == "object":
        yield from misfits_of(value, kind.get("properties", {}), schemas, at)
    elif kind["type"] != "any" and not isinstance(value, TYPES.get(kind["type"], ())):
        yield f"{at} is {type(value).__name__}, no {kind['type']}"


def misfits_of(
    value: object, properties: Mapping[str, Any], schemas: Mapping[str, Any], at: str
) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{at} is no object"
        return
    for name, one in value.items():
        if name not in properties:
            yield f"{at}.{name} is unknown"
        else:
            yield from misfits(one, properties[name], schemas, f"{at}.{name}")


def method_of(asked: Asked, published: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The method that a request is for, by its path."""
    for name, method in published["methods"].items():
        base = published["basePath"]
        pattern = f"{base}/{re.sub('{[^}]+}', '[^/]+', method['path'])}"
        if re.fullmatch(pattern, asked.path) and asked.method == method["httpMethod"]:
            return name, method
    return pytest.fail(f"nobody publishes {asked.method} {asked.path}")


def questions_are_published(
    asked: list[Asked], published: Mapping[str, Any], scopes: tuple[str, ...]
) -> set[str]:
    """Paths, parameters with their types and limits, and scopes; which methods were asked."""
    met = set()
    for one in asked:
        name, method = method_of(one, published)
        met.add(name)
        assert set(scopes) & set(method["scopes"]), f"{name} wants another scope"
        for key, value in parse_qsl(urlsplit(one.target).query):
            if key in published["common"]:
                continue
            parameter = method["parameters"][key]
            assert value in parameter.get("enum", [value]), f"{name}: {key}={value}"
            if parameter["type"] == "integer":
                assert int(value) <= int(parameter.get("maximum", value)), f"{key}={value}"
    return met


def answers_are_published(told: list[dict[str, Any]], published: Mapping[str, Any]) -> None:
    for one in told:
        fields = {name: value for name, value in one.items() if name != "schema"}
        schemas = published["schemas"]
        assert list(misfits_of(fields, schemas[one["schema"]], schemas, one["schema"])) == []


def scopes_of(kind: str, *more: tuple[str, str]) -> tuple[str, ...]:
    consent = kind_named(kind).consent
    assert consent is not None
    return consent.scopes(SourceConfig(kind=kind, name="ada", more=more))


@pytest.mark.parametrize("take", ["text", "subject"])
def test_what_is_asked_of_gmail_is_published(tmp_path: Path, take: str) -> None:
    vendor = Gmail(page=3)
    label = vendor.make_label("Clients")
    keys = [vendor.deliver(mail(number)) for number in range(8)]
    weather = Weather(vendor, Provider(), units, [])
    with connected(tmp_path, "gmail", weather, more=(("take", take),)) as book:
        book.sync()
        vendor.label(keys[0], label)
        vendor.deliver(mail(20))
        book.sync()

    met = questions_are_published(weather.asked, GMAIL, scopes_of("gmail", ("take", take)))
    answers_are_published(vendor.told, GMAIL)
    assert len(met) == len(GMAIL["methods"]) - 1  # labels.get is for a dry run alone


def test_what_is_asked_of_google_calendar_is_published(tmp_path: Path) -> None:
    vendor = GoogleCalendar(page=2)
    for number in range(5):
        vendor.put(f"e{number}", **review(number))
    weather = made_calendar(vendor)
    with connected(tmp_path, "google-calendar", weather) as book:
        book.sync()
        weekly(vendor)
        book.sync()

    met = questions_are_published(weather.asked, CALENDAR, scopes_of("google-calendar"))
    answers_are_published(vendor.told, CALENDAR)
    assert met == set(CALENDAR["methods"])


def test_what_the_made_up_graph_says_is_published(tmp_path: Path) -> None:
    vendor = Graph()
    told: dict[str, Any] = {
        "subject": "Order",
        "from": person("Kim", "kim@acre.example"),
        "toRecipients": [person("Ada", "ada@ours.example")],
        "sentDateTime": "2026-06-02T09:00:00Z",
        "internetMessageId": "<1@acre.example>",
        "internetMessageHeaders": [{"name": "In-Reply-To", "value": "<0@ours.example>"}],
    }
    vendor.deliver(mail(1), **told)
    vendor.put("e1", **graph_review(1))
    graph_series(vendor, master_is_told=False)
    for kind, more in (("microsoft", (("take", "subject"),)), ("microsoft-calendar", ())):
        place = tmp_path / kind
        place.mkdir()
        with connected(place, kind, made_graph(vendor), more=more) as book:
            book.sync()

    names = {"message": "Message", "mailFolder": "MailFolder", "event": "Event"}
    schemas = {one["schema"] for one in vendor.told}
    assert schemas == {"message", "mailFolder", "calendar", "event"}
    for one in vendor.told:
        fields = {name: value for name, value in one.items() if name != "schema"}
        kind = names.get(one["schema"], "Calendar")
        assert list(GRAPH.misfits(fields, kind)) == []


def test_what_is_chosen_of_a_message_is_published() -> None:
    assert set(HEADERS.split(",")) <= GRAPH.properties("Message").keys()


def test_a_description_finds_what_does_not_fit() -> None:
    schemas = GMAIL["schemas"]
    odd = {"id": 1, "raw": "x", "snipet": "?"}

    found = list(misfits_of(odd, schemas["Message"], schemas, "m"))

    assert found == ["m.id is int, no string", "m.snipet is unknown"]
    assert list(GRAPH.misfits({"subject": 1, "sub": ""}, "Message", "m")) == [
        "m.subject is int, no string",
        "m.sub is unknown",
    ]
