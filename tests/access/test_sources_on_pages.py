"""Pages on which sources are connected, read and removed: for administrators alone."""

from __future__ import annotations

import pytest
from tests.access.team import ROLES, Team

from goodwill.serve.web.pages import connect, connections

FORM = {
    "kind": "ics",
    "url": "https://calendar.example/feed",
    "name": "feed",
    "what": "run",
    "secret": "word",
}
ROUTES = sorted(
    (method, route.path)
    for one in (connect, connections)
    for route in one.router.routes
    for method in route.methods
)


def answers(team: Team, who: str) -> dict[tuple[str, str], int]:
    return {
        (method, path): (
            team.send(who, path, **FORM)
            if method == "POST"
            else team.ask(who, f"{path}?name=feed")[0]
        ).status_code
        for method, path in ROUTES
    }


@pytest.mark.parametrize("who", [*(name for name in ROLES if name != "eve"), "nobody"])
def test_who_does_not_look_after_sources_connects_none(team: Team, who: str) -> None:
    refused = {303, 401} if who == "nobody" else {403}

    assert set(answers(team, who).values()) <= refused


def test_an_administrator_is_let_in_and_folders_of_the_machine_stay_shut(team: Team) -> None:
    found = answers(team, "eve")
    (folder,) = team.ask("eve", "/connections/new?kind=folder")
    looked = team.send("eve", "/connections/look", kind="folder", name="etc")

    assert len(found) == len(ROUTES) > 8
    assert 403 not in found.values()
    assert (folder.status_code, looked.status_code) == (400, 400)
    assert "cannot be connected here" in looked.text
