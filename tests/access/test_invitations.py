"""Links of invitations: used once, however they are put in, and told to no server."""

from __future__ import annotations

import re

import pytest
from tests.access.team import ADDRESS, Team

from goodwill.access import members
from goodwill.clock import now

NEW = "quite another set of words"


def at() -> int:
    return int(now().timestamp())


def test_a_link_of_an_invitation_is_used_once(own_team: Team) -> None:
    store = own_team.book.store
    new = members.invite(store, "pat@ours.example", "owner", at=at(), notice="told")

    def used(again: str) -> int:
        form = {"token": new.secret, "password": NEW, "again": again}
        return own_team.send("nobody", "/invited", **form).status_code

    assert own_team.ask("nobody", "/invited")[0].status_code == 200
    assert [used("else"), used(NEW), used(NEW)] == [400, 303, 404]


@pytest.mark.parametrize("form", ["{}", "#{}", f"{ADDRESS}/invited#{{}}", " {} "])
def test_a_link_is_put_in_by_hand_in_whole_or_in_part(own_team: Team, form: str) -> None:
    new = members.invite(own_team.book.store, "pat@ours.example", "owner", at=at(), notice="told")
    said = {"token": form.format(new.secret), "password": NEW, "again": NEW}

    assert own_team.send("nobody", "/invited", **said).status_code == 303


def test_no_address_holds_the_secret_of_an_invitation(own_team: Team) -> None:
    page = own_team.send("eve", "/users/invite", address="pat@ours.example", role="owner")
    (link,) = re.findall(r'class="secret">([^<]+)<', page.text)
    asked, _, secret = link.partition("#")

    assert asked == f"{ADDRESS}/invited"
    assert len(secret) > 40
    assert own_team.ask("nobody", f"/invited/{secret}")[0].status_code == 303  # no such page
