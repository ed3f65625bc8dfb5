"""What is typed is data: no part of a request becomes a part of a query, whoever sends it."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

import pytest
from tests.access.asking import filled, page_routes
from tests.access.company import WORD, readable
from tests.access.team import Team

TYPED = (
    "' or '1'='1",
    "'; drop table message; --",
    '" union select subject from main.message --',
    "acre' union select text from message_text --",
    "1) or (1=1",
    "%' escape '!",
    "\\'; select 1; --",
    "acre\x00' or 1=1",
    "' and (select count(*) from sqlite_master) > 0 --",
    '") or message_search match ("quill',
    "quill* OR quill",
    "NEAR(quill valves)",
    "{subject text}: quill",
    "-1 union all select 1,2,3,4,5",
    "admin'/**/or/**/1=1#",
    "；drop table users",
)
PARAMETERS = ("q", "as_of", "ref", "item", "source", "owner", "page", "sort", "order", "kind")


def contents(team: Team) -> str:
    rows = team.book.store.rows("select id, subject from message order by id")
    return sha256(repr(rows).encode()).hexdigest()


@pytest.mark.parametrize("typed", TYPED)
def test_no_typed_text_is_read_as_sql(team: Team, typed: str) -> None:
    before, mine = contents(team), readable(team.mails, "ann")
    said = quote(typed, safe="")
    paths = [f"/search?q={said}", f"/accounts/{said}", f"/accounts/acre/why/{said}"]
    paths += [f"/api/v1/accounts/{said}/statement", f"/api/v1/accounts?q={said}"]
    paths += [f"/accounts/acre/timeline?{name}={said}" for name in PARAMETERS]
    paths += [f"/accounts.csv?{name}={said}" for name in PARAMETERS]
    paths += [f"/accounts/acre/thread?ref={said}"]

    for path, answer in zip(paths, team.ask("ann", *paths), strict=True):
        assert answer.status_code < 500, f"{path}: {answer.text[:200]}"
        assert "sqlite_master" not in answer.text.replace(typed, "").replace("sqlite_master)", "")
        assert set(WORD.findall(answer.text)) <= mine
    assert contents(team) == before


def test_no_route_fails_over_odd_text_in_every_part_of_its_address(team: Team) -> None:
    odd = quote("'\"; --\x00é", safe="")
    paths = sorted(
        {
            path.replace("acre", odd).replace("nobody", odd)
            for route in page_routes("GET")
            for path in list(filled(route))[:1]
        }
    )

    for path, answer in zip(paths, team.ask("ann", *paths), strict=True):
        assert answer.status_code < 500, f"{path}: {answer.text[:200]}"
