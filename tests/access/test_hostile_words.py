"""Whatever colleagues type into the pages of users stays text, for whoever reads it."""

from __future__ import annotations

import tomllib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from tests.access.team import Team

FOLDER = Path(__file__).parents[1] / "serve"
TEXTS: list[str] = [
    *tomllib.loads((FOLDER / "hostile.toml").read_text("utf-8"))["texts"],
    *tomllib.loads((FOLDER / "web/browser/payloads.toml").read_text("utf-8"))["texts"],
]
NEVER = frozenset({"iframe", "img", "object", "embed", "base", "style", "animate"})
ADDRESSES = frozenset({"href", "src", "action", "formaction", "srcdoc"})
FORMS: tuple[tuple[str, str, tuple[str, ...], dict[str, str]], ...] = (
    # who sends it, where, and what stands beside the hostile texts
    ("ann", "/me/tokens", ("name",), {"scopes": "read"}),
    ("ann", "/me/lend", ("reason",), {"to": "bob@ours.example"}),
    ("ann", "/me/lend", ("to", "account", "reason"), {}),
    ("ann", "/users/invite", ("address", "name"), {"role": "manager"}),
    ("ann", "/users/invite", ("name",), {"address": "new@ours.example", "role": "manager"}),
    ("ann", "/users/role", ("user", "role"), {}),
    ("ann", "/users/grant", ("to", "scope", "subject", "reason"), {}),
    ("lou", "/me/glass", ("reason",), {"whose": "ann@ours.example"}),
    ("lou", "/me/glass", ("whose", "reason"), {}),
    ("nobody", "/sign-in", ("address", "password"), {}),
    ("nobody", "/invited", ("token", "password", "again"), {}),
)
PAGES = ("/me", "/users", "/connections", "/settings", "/")


class Alien(HTMLParser):
    """Elements and attributes that none of our pages has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        is_ours = tag != "script" or (named.get("src") or "").startswith("/static/")
        if tag in NEVER or not is_ours:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            said = (value or "").strip().lower()
            leads_out = said.startswith(("javascript:", "data:", "//")) and said != "data:,"
            if name.startswith("on") or (name in ADDRESSES and leads_out):
                self.found.append(f"{tag} {name}={value}")


def aliens(text: str) -> list[str]:
    reader = Alien()
    reader.feed(text)
    return reader.found


def test_the_reader_of_pages_sees_what_would_run() -> None:
    seen = [text for text in TEXTS if aliens(f"<p title='{text}'>{text}</p>")]

    assert len(seen) > len(TEXTS) / 3
    assert not aliens(
        "<p>&lt;script&gt;</p><a href='/me'>me</a><script src='/static/a.js'></script>"
    )


def test_what_is_typed_stays_text_where_it_is_answered_and_where_it_is_kept(
    own_team: Team,
) -> None:
    kept = 0
    for text in TEXTS:
        for who, path, fields, beside in FORMS:
            answer = own_team.send(who, path, **dict.fromkeys(fields, text), **beside)
            assert answer.status_code < 500, (path, text)
            assert aliens(answer.text) == [], (path, text)
            kept += answer.status_code in {200, 303} and who != "nobody"
    assert kept > len(TEXTS)

    for who in ("ann", "bob", "eve", "lou"):
        for path, page in zip(PAGES, own_team.ask(who, *PAGES), strict=True):
            assert aliens(page.text) == [], (who, path)


def test_what_stands_in_an_address_stays_text(own_team: Team) -> None:
    paths = [
        path.format(quote(text, safe=""))
        for text in TEXTS
        for path in ("/sign-in?back={}", "/users?said={}", "/me?said={}", "/{}", "/users/{}")
    ]

    for who in ("nobody", "ann"):
        for path, page in zip(paths, own_team.ask(who, *paths), strict=True):
            assert page.status_code < 500, path
            assert aliens(page.text) == [], path
            assert "\n" not in page.headers.get("location", "")
            assert not page.headers.get("location", "/").startswith(("//", "http", "javascript"))
