"""What is asked of vendors of deals and money, and what the servers of the tests say, as published.

Paths, parameters, what is sent, and every field of every answer with its type are held to the
descriptions of `published/` (see `descriptions`), while a vendor's script runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.live.descriptions import Described
from tests.live.fakes import Asked, Says
from tests.live.scripts import SCRIPTS
from tests.live.selling import shop
from tests.live.test_hubspot import deal
from tests.live.test_hubspot import made as made_hubspot
from tests.live.test_vendors import connected

Talk = list[tuple[Asked, Any]]
"""Every question with the document that answered it."""

OF_MANY_CURRENCIES = {"CurrencyIsoCode"}
"""Fields of Salesforce that only organisations with several currencies have."""

_SELECT = re.compile(r"select (?P<fields>.+?) from (?P<table>\w+)", re.IGNORECASE)


def listening(vendor: Any, talk: Talk) -> None:
    """Keep what a vendor is asked and says; ways in are not its description's."""
    answer: Callable[[Asked], Says] = vendor.answer

    def kept(asked: Asked) -> Says:
        told = answer(asked)
        is_way_in = asked.path.rpartition("/")[2] in {"connections", "token"}
        if told.status == 200 and not is_way_in:
            talk.append((asked, json.loads(told.body)))
        return told

    vendor.answer = kept


def talk_of(kind: str, folder: Path) -> Talk:
    """All that is said while a vendor's script runs."""
    (script,) = [one for one in SCRIPTS if one.kind == kind]
    vendor, talk = script.make(), Talk()
    listening(vendor, talk)
    with connected(folder, script, vendor) as book:
        book.sync()
        vendor.now += 7200
        script.change(vendor)
        book.sync()
    assert len(talk) > 3
    return talk


def talk_of_hubspot(folder: Path) -> Talk:
    vendor, talk = made_hubspot(), Talk()
    vendor.put("contacts", 22, email="lee@acre.example")
    listening(vendor, talk)
    with shop(folder, vendor, "hubspot") as book:
        book.sync()
        vendor.now += 3600
        deal(vendor, 31, hs_is_closed="true")
        vendor.archive("companies", 11)
        vendor.merge("contacts", 22, 21)
        book.sync()
    return talk


def pattern_of(asked: Asked, patterns: Mapping[str, Any]) -> str:
    wanted = f"{asked.method} {asked.path}"
    found = [one for one in patterns if re.fullmatch(one, wanted)]
    return found[0] if found else pytest.fail(f"nobody publishes {wanted}")


def fits(talk: Talk, published: Described) -> set[str]:
    """Hold a talk to a description; which of its methods were asked."""
    document, met = published.document, set()
    for asked, told in talk:
        pattern = pattern_of(asked, document["answers"])
        met.add(pattern)
        named = {name.partition("[")[0] for name, _ in parse_qsl(urlsplit(asked.target).query)}
        assert named <= set(document["queries"].get(pattern, ())), f"{pattern}: {named}"
        if asked.body:
            sent = json.loads(asked.body)
            assert list(published.misfits(sent, document["bodies"][pattern])) == []
        assert list(published.misfits(told, document["answers"][pattern])) == []
    return met


@pytest.mark.parametrize("kind", ["pipedrive", "xero", "stripe"])
def test_what_is_said_with_a_vendor_is_published(tmp_path: Path, kind: str) -> None:
    published = Described.of(f"{kind}.json")

    met = fits(talk_of(kind, tmp_path), published)

    assert len(met) >= 4


def test_what_is_said_with_hubspot_is_published(tmp_path: Path) -> None:
    published = Described.of("hubspot.json")

    assert fits(talk_of_hubspot(tmp_path), published) == set(published.document["answers"])


def test_stripe_is_asked_in_the_version_that_is_described(tmp_path: Path) -> None:
    asked = {one.headers["stripe-version"] for one, _ in talk_of("stripe", tmp_path)}

    assert asked == {Described.of("stripe.json").document["version"]}


def test_what_is_said_with_salesforce_is_published(tmp_path: Path) -> None:
    published = Described.of("salesforce.json")
    tables = set()
    for asked, told in talk_of("salesforce", tmp_path):
        found = _SELECT.match(asked.query.get("q", ""))
        assert found is not None
        if found["fields"] == "COUNT()":
            continue
        tables.add(found["table"])
        known = published.properties(found["table"])
        fields = {one.strip().partition(".")[0] for one in found["fields"].split(",")}
        own = {one for one in fields if one.endswith("__c")} | OF_MANY_CURRENCIES
        assert fields - own <= known.keys()
        for record in told["records"]:
            said = {name: one for name, one in record.items() if name != "attributes"}
            assert list(published.misfits(said, found["table"])) == []
    assert tables == {"Account", "Contact", "Opportunity"}


def test_what_is_said_with_dynamics_is_published(tmp_path: Path) -> None:
    published = Described.of("dynamics.json")
    tables: dict[str, str] = published.document["tables"]
    met = set()
    for asked, told in talk_of("dynamics", tmp_path):
        entity = tables.get(asked.path.rpartition("/")[2])
        if entity is None:  # a count, the currencies
            continue
        met.add(entity)
        wanted = asked.query.get("$select", "").split(",")
        assert set(filter(None, wanted)) <= published.properties(entity).keys()
        for row in told["value"]:
            if "$deletedEntity" not in row.get("@odata.context", ""):
                assert list(published.misfits(row, entity)) == []
    assert met == set(tables.values())


def test_what_is_said_with_quickbooks_is_published(tmp_path: Path) -> None:
    published = Described.of("quickbooks.json")
    met = set()
    for asked, told in talk_of("quickbooks", tmp_path):
        if found := _SELECT.match(asked.query.get("query", "")):
            named = {one.strip() for one in found["fields"].split(",")} - {"*", "count(*)"}
            assert named <= published.properties(found["table"]).keys()
        captured = told.get("CDCResponse", [{"QueryResponse": [told.get("QueryResponse", {})]}])
        for response in captured[0]["QueryResponse"]:
            for sort, records in response.items():
                if sort == "totalCount":
                    continue
                met.add(sort)
                for one in records:
                    if one.get("status") != "Deleted":
                        assert list(published.misfits(one, sort)) == []
    assert {"Customer", "Invoice", "CreditMemo", "Payment"} <= met


def test_every_kind_of_a_description_is_held_to() -> None:
    published = Described(
        {
            "interfaces": {
                "One": {
                    "extends": "Base",
                    "properties": {
                        "count": "number",
                        "flag": "boolean",
                        "maybe": "string | null",
                        "sort": "Sort",
                        "word": "'a' | 'b'",
                        "many": "(One | string)[]",
                        "map": "{string}",
                        "what": "any",
                    },
                },
                "Base": {"extends": "", "properties": {"id": "string"}},
            },
            "values": {"Sort": ["x", "y"]},
        }
    )
    good = {
        "id": "1",
        "count": 1.5,
        "flag": True,
        "maybe": None,
        "sort": "x",
        "word": "b",
        "many": ["a", {"id": "2"}],
        "map": {"k": "v"},
        "what": object(),
        "@odata.id": 3,
    }
    bad = {
        "id": 1,
        "count": True,
        "flag": 0,
        "maybe": 2,
        "sort": "z",
        "word": "c",
        "many": [3, {"odd": 1}],
        "map": {"k": 1},
        "other": 1,
    }

    assert list(published.misfits(good, "One", "o")) == []
    assert [one.partition(" ")[0] for one in published.misfits(bad, "One", "o")] == [
        *("o.id", "o.count", "o.flag", "o.maybe", "o.sort", "o.word"),
        *("o.many[]", "o.many[].odd", "o.map[]", "o.other"),
    ]
    assert list(published.misfits([], "One", "o")) == ["o is no object"]
