"""Coming in by a provider: through the pages, and a provider that is a process of its own."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.access.team import ADDRESS, Team

from goodwill.access import members
from goodwill.clock import now
from goodwill.store.users.users import users

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The name of a running provider."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.access.provider_process"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True) as process:  # fmt: skip
        assert process.stdout is not None
        yield f"http://localhost:{int(process.stdout.readline())}"
        process.terminate()


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the provider knows us by: this one takes any."""
    monkeypatch.setenv("PROVIDER_SECRET", "what & that")


def named(team: Team, folder: Path, issuer: str, more: str = "") -> None:
    """The book's settings name the provider."""
    (folder / "goodwill.toml").write_text(
        '[company]\ndomains = ["ours.example"]\ncurrency = "EUR"\nhourly_cost = 50\n'
        '[privacy]\nnotice = "told at the meeting of the first of May"\n'
        f'[sign_in]\nissuer = "{issuer}"\nclient_id = "goodwill"\n'
        f'secret_env = "PROVIDER_SECRET"\n{more}',
        "utf-8",
    )
    team.book.import_paths([folder / "goodwill.toml"])


@dataclass
class Visitor:
    """A browser: it keeps cookies, as far as their attributes allow."""

    team: Team
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> httpx.Response:
        async def got() -> httpx.Response:
            over = httpx.ASGITransport(self.team.app)
            async with httpx.AsyncClient(transport=over, base_url=ADDRESS) as client:
                shown = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
                return await client.get(path, headers={"cookie": shown, **headers})

        answer = asyncio.run(got())
        self.cookies |= dict(answer.cookies)
        return answer


def vouched(issuer: str, subject: str, address: str, *, is_sure: bool | None = True) -> None:
    """What the provider knows of somebody."""
    claims = {"email": address} | ({} if is_sure is None else {"email_verified": is_sure})
    httpx.put(f"{issuer}/users/{subject}", json=claims).raise_for_status()


def sent_back(visitor: Visitor, subject: str, *, action: str = "") -> str:
    """Begin at the sign-in page, sign in at the provider; where it sends the browser."""
    begun = visitor.get("/sign-in/provider?back=/plan")
    assert begun.status_code == 303, begun.text
    answer = httpx.post(begun.headers["location"], data={"sub": subject, "action": action})
    where = urlsplit(answer.headers["location"])
    return f"{where.path}?{where.query}"


def test_who_was_invited_comes_in_and_is_known_from_then_on(
    own_team: Team, tmp_path: Path, issuer: str
) -> None:
    named(own_team, tmp_path, issuer)
    members.invite(
        own_team.book.store, "pat@ours.example", "owner", at=int(now().timestamp()), notice="told"
    )
    vouched(issuer, "p-1", "Pat@Ours.example")
    visitor = Visitor(own_team)

    assert "/sign-in/provider?back=" in visitor.get("/sign-in").text
    let_in = visitor.get(sent_back(visitor, "p-1"))

    assert let_in.status_code == 200, let_in.text
    assert "SameSite=strict" in let_in.headers["set-cookie"]
    (on,) = re.findall(r'content="0;url=([^"]*)"', let_in.text)
    assert unescape(on) == "/plan"
    assert visitor.get("/plan").status_code == 200
    # Known by the provider's own name: another address changes nothing.
    vouched(issuer, "p-1", "married@elsewhere.example")
    again = Visitor(own_team)
    assert again.get(sent_back(again, "p-1")).status_code == 200
    assert "Pat" in again.get("/me").text or "pat@ours.example" in again.get("/me").text


@pytest.mark.parametrize(
    ("address", "is_sure", "says"),
    [
        ("stranger@ours.example", True, "not invited"),
        ("ann@ours.example", False, "made sure of your address"),
        ("ann@ours.example", None, "made sure of your address"),
    ],
)
def test_who_is_not_invited_or_not_made_sure_of_does_not_come_in(
    own_team: Team, tmp_path: Path, issuer: str, address: str, says: str, *, is_sure: bool | None
) -> None:
    named(own_team, tmp_path, issuer)
    subject = f"s-{address}-{is_sure}"
    vouched(issuer, subject, address, is_sure=is_sure)
    visitor = Visitor(own_team)

    answer = visitor.get(sent_back(visitor, subject))

    assert answer.status_code == 401
    assert says in answer.text
    assert visitor.get("/plan").status_code == 303


def test_of_a_domain_that_is_named_everybody_comes_in_as_an_owner(
    own_team: Team, tmp_path: Path, issuer: str
) -> None:
    named(own_team, tmp_path, issuer, 'domains = ["ours.example"]\n')
    for number, (address, status) in enumerate(
        {"new@ours.example": 200, "new@evil.example": 401, "new@x.ours.example": 401}.items()
    ):
        vouched(issuer, f"d-{number}", address)
        visitor = Visitor(own_team)
        assert visitor.get(sent_back(visitor, f"d-{number}")).status_code == status, address

    with own_team.book.store.read() as reader:
        (new,) = [one for one in users(reader) if "new@ours.example" in one.addresses]
    assert (new.role, new.name) == ("owner", "new@ours.example")


def test_an_address_that_is_another_persons_now_opens_nothing(
    own_team: Team, tmp_path: Path, issuer: str
) -> None:
    named(own_team, tmp_path, issuer)
    vouched(issuer, "first", "bob@ours.example")
    visitor = Visitor(own_team)
    assert visitor.get(sent_back(visitor, "first")).status_code == 200

    vouched(issuer, "second", "bob@ours.example")
    other = Visitor(own_team)
    answer = other.get(sent_back(other, "second"))

    assert answer.status_code == 401
    assert "somebody else" in answer.text


def test_who_is_shut_out_stays_out(own_team: Team, tmp_path: Path, issuer: str) -> None:
    named(own_team, tmp_path, issuer)
    vouched(issuer, "c-1", "cid@ours.example")
    visitor = Visitor(own_team)
    assert visitor.get(sent_back(visitor, "c-1")).status_code == 200

    members.disable(own_team.book.store, "cid@ours.example", at=int(now().timestamp()))

    assert visitor.get("/plan").status_code == 303
    again = Visitor(own_team)
    assert again.get(sent_back(again, "c-1")).status_code == 401


def test_a_new_way_in_keeps_the_provider_unless_it_is_said_why_not(
    own_team: Team, tmp_path: Path, issuer: str
) -> None:
    named(own_team, tmp_path, issuer)
    vouched(issuer, "n-1", "ned@ours.example")
    visitor = Visitor(own_team)
    assert visitor.get(sent_back(visitor, "n-1")).status_code == 200
    store = own_team.book.store

    at, address = int(now().timestamp()), "ned@ours.example"
    members.invite(store, address, "analyst", at=at, notice="told")

    assert visitor.get("/plan").status_code == 303
    with store.read() as reader:
        assert reader.rows("select 1 from user_identity")
    why = "left the provider, known to me"
    members.invite(store, address, "analyst", forget=why, at=at, notice="told")
    with store.read() as reader:
        assert not reader.rows("select 1 from user_identity")


def test_an_answer_counts_once_and_in_the_browser_that_asked(
    own_team: Team, tmp_path: Path, issuer: str
) -> None:
    named(own_team, tmp_path, issuer)
    vouched(issuer, "o-1", "ann@ours.example")
    mine, attacker = Visitor(own_team), Visitor(own_team)
    path = sent_back(mine, "o-1")
    own = sent_back(attacker, "o-1")

    assert Visitor(own_team).get(path).status_code == 400  # a browser that asked for nothing
    assert attacker.get(path).status_code == 401  # one that asked for something else
    assert attacker.get(own).status_code == 400  # and what it asked for is used up by that
    assert mine.get(path).status_code == 200
    assert mine.get(path).status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.replace("state=", "state=x"),
        lambda path: re.sub(r"code=[^&]*", "code=guessed", path),
        lambda path: re.sub(r"code=[^&]*&?", "", path),
        lambda path: f"{path}&iss=https%3A%2F%2Fevil.example",
        lambda path: f"{path}&error=access_denied",
    ],
    ids=["state", "another code", "no code", "another provider", "an error"],
)
def test_an_answer_that_was_changed_lets_nobody_in(
    own_team: Team, tmp_path: Path, issuer: str, change: object
) -> None:
    assert callable(change)
    named(own_team, tmp_path, issuer)
    vouched(issuer, "a-1", "ann@ours.example")
    visitor = Visitor(own_team)

    answer = visitor.get(str(change(sent_back(visitor, "a-1"))))

    assert answer.status_code == 401
    assert "goodwill=" not in answer.headers.get("set-cookie", "")


def test_a_no_at_the_provider_lets_nobody_in(own_team: Team, tmp_path: Path, issuer: str) -> None:
    named(own_team, tmp_path, issuer)
    visitor = Visitor(own_team)

    path = sent_back(visitor, "x", action="deny")
    answer = visitor.get(path)

    assert "error=access_denied" in path
    assert answer.status_code == 401
    assert visitor.get("/plan").status_code == 303


def test_another_sites_link_does_not_begin_a_sign_in(
    own_team: Team, tmp_path: Path, issuer: str
) -> None:
    named(own_team, tmp_path, issuer)
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    answer = Visitor(own_team).get("/sign-in/provider", **headers)

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_what_is_asked_for_is_as_little_as_can_be(
    own_team: Team, tmp_path: Path, issuer: str
) -> None:
    named(own_team, tmp_path, issuer)

    answer = Visitor(own_team).get("/sign-in/provider?back=https://evil.example")

    asked = {name: some[0] for name, some in
             parse_qs(urlsplit(answer.headers["location"]).query).items()}  # fmt: skip
    assert asked["scope"] == "openid email"
    assert asked["redirect_uri"] == f"{ADDRESS}/sign-in/provider/back"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert min(len(asked["state"]), len(asked["nonce"])) >= 43


def test_without_a_provider_there_is_none(team: Team) -> None:
    assert "/sign-in/provider" not in team.ask("nobody", "/sign-in")[0].text
    assert team.ask("nobody", "/sign-in/provider")[0].status_code == 400


def test_a_provider_that_is_not_there_is_told_in_a_sentence(own_team: Team, tmp_path: Path) -> None:
    named(own_team, tmp_path, "http://localhost:9")

    answer = Visitor(own_team).get("/sign-in/provider")

    assert answer.status_code == 502
    assert "does not answer" in answer.text
