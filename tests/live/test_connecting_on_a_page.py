"""Connecting a source on the page: fields, a look, boxes to tick, the word; no secret is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.live.made import NAME, NOTICE, mail, make_book, put
from tests.live.servers import PASSWORD, Dovecot

from goodwill.book import Book, open_book
from goodwill.live.base import SourceConfig
from goodwill.live.connected import BUILT_IN, kind_named
from goodwill.serve.web.app import create_app
from goodwill.serve.web.pages.connect import LABELS
from goodwill.serve.web.shelf import Shelf
from goodwill.store.writing.beside_facts import StoredSettings, keep_settings

DAY = date(2026, 6, 30)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    monkeypatch.setenv("GOODWILL_KEY_FILE", str(tmp_path / "key"))
    make_book(tmp_path, NOTICE).close()
    found = open_book(tmp_path / "book")
    found.assess(DAY)
    yield found
    found.close()


@pytest.fixture
def client(book: Book) -> TestClient:
    return TestClient(
        create_app(Shelf(book, DAY)),
        base_url="http://127.0.0.1",
        headers={"origin": "http://127.0.0.1"},
        follow_redirects=False,
    )


def test_translators_are_told_of_every_field_that_a_kind_of_ours_asks_for() -> None:
    asked = {ask.label for name in BUILT_IN for ask in kind_named(name).asks}

    assert set(LABELS) == asked


def fields(server: Dovecot, **more: str) -> dict[str, str]:
    return {
        "kind": "imap",
        "host": "127.0.0.1",
        "port": str(server.port),
        "user": server.user,
        "secret": PASSWORD,
        "security": "none",
        "name": NAME,
        **more,
    }


def test_a_mailbox_is_looked_at_chosen_from_and_connected(
    client: TestClient, book: Book, server: Dovecot
) -> None:
    server.deliver(mail(1))
    server.deliver(mail(2), folder="Clients")

    form = client.get("/connections/new?kind=imap").text
    looked = client.post("/connections/look", data=fields(server))
    none_yet = book.live.sources()
    connected = client.post("/connections/connect", data={"part": ["INBOX", "Clients", "No such"]})
    (source,) = book.live.sources()
    tested = client.post("/connections/test", data={"name": NAME})
    asked = client.get("/connections/remove", params={"name": NAME})
    removed = client.post("/connections/remove", data={"name": NAME})

    assert 'name="host"' in form
    assert 'type="password"' in form
    assert looked.status_code == 200
    assert 'value="Clients"' in looked.text
    assert "everything, the text too" in looked.text
    assert none_yet == []
    assert (connected.status_code, connected.headers["location"]) == (303, "/connections")
    assert source.config.folders == ("INBOX", "Clients")
    assert "It lets us in." in tested.text
    assert f"Remove {NAME}?" in asked.text
    assert removed.status_code == 303
    assert book.live.sources() == []
    for answer in (looked, connected, tested, asked, removed):
        assert PASSWORD not in answer.text
        assert PASSWORD not in str(answer.headers)


def test_what_was_looked_at_is_connected_once_and_in_that_browser_alone(
    client: TestClient, book: Book, server: Dovecot
) -> None:
    server.deliver(mail(1))
    client.post("/connections/look", data=fields(server))
    cookies = dict(client.cookies)
    client.cookies.clear()

    elsewhere = client.post("/connections/connect", data={"part": ["INBOX"]})
    client.cookies.update(cookies)
    here = client.post("/connections/connect", data={"part": ["INBOX"]})
    again = client.post("/connections/connect", data={"part": ["INBOX"]})

    assert (elsewhere.status_code, here.status_code, again.status_code) == (400, 303, 400)
    assert len(book.live.sources()) == 1


def test_nothing_ticked_is_nothing_connected(
    client: TestClient, book: Book, server: Dovecot
) -> None:
    server.deliver(mail(1))
    client.post("/connections/look", data=fields(server))

    answer = client.post("/connections/connect", data={})

    assert answer.status_code == 400
    assert "No folder was ticked" in answer.text
    assert book.live.sources() == []


def kept(book: Book) -> list[tuple[str, bool]]:
    """The subject of each mail, and whether its words are there."""
    asked = (
        "select m.subject, t.text <> '' from message m join message_text t on t.message_id = m.id"
    )
    with book.store.read() as reader:
        return sorted((str(subject), bool(has)) for subject, has in reader.rows(asked))


@pytest.mark.parametrize(
    ("take", "there"),
    [("metadata", ("", False)), ("subject", ("Order 1", False)), ("text", ("Order 1", True))],
)
def test_no_more_of_a_mailbox_is_kept_than_was_chosen(
    client: TestClient, book: Book, server: Dovecot, take: str, there: tuple[str, bool]
) -> None:
    server.deliver(mail(1))
    looked = client.post("/connections/look", data=fields(server)).text
    client.post("/connections/connect", data={"part": ["INBOX"], "take": take})
    book.live.sync()

    assert looked.count('name="take"') == 3
    assert kept(book) == [there]


def test_how_much_is_kept_is_changed_later_and_what_is_beyond_goes(
    client: TestClient, book: Book, server: Dovecot
) -> None:
    server.deliver(mail(1))
    client.post("/connections/look", data=fields(server))
    client.post("/connections/connect", data={"part": ["INBOX"], "take": "text"})
    book.live.sync()
    book.live.pause(NAME, is_paused=True)

    less = client.post("/connections/take", data={"name": NAME, "take": "metadata"})
    gone, page = kept(book), client.get("/connections").text
    (source,) = book.live.sources()
    more = client.post("/connections/take", data={"name": NAME, "take": "text"})
    book.live.sync([NAME])

    assert (less.status_code, more.status_code) == (303, 303)
    assert gone == [("", False)]
    assert "who wrote to whom and when" in page
    assert source.state == "paused"
    assert kept(book) == [("Order 1", True)]


def test_more_than_the_settings_take_is_not_to_be_had(
    client: TestClient, book: Book, server: Dovecot
) -> None:
    settings = StoredSettings("goodwill.toml", NOTICE + 'take = "subject"\n')
    keep_settings(book.store, settings, 2)
    server.deliver(mail(1))
    looked = client.post("/connections/look", data=fields(server)).text
    client.post("/connections/connect", data={"part": ["INBOX"], "take": "text"})
    answer = client.post("/connections/take", data={"name": NAME, "take": "text"})
    book.live.sync()

    assert looked.count('name="take"') == 2
    assert answer.status_code == 400
    assert kept(book) == [("Order 1", False)]


def test_what_was_agreed_with_a_provider_may_be_had_again(client: TestClient, book: Book) -> None:
    def chosen(take: str) -> int:
        return client.post("/connections/take", data={"name": NAME, "take": take}).status_code

    signed = (("auth", "oauth"), ("client_id", "ours"), ("take", "subject"))
    put(book.store, SourceConfig(kind="microsoft", name=NAME, user=NAME, more=signed))

    assert [chosen(one) for one in ("metadata", "subject", "text")] == [303, 303, 400]


def test_a_source_whose_package_is_gone_stands_on_the_page_and_can_be_removed(
    client: TestClient, book: Book
) -> None:
    put(book.store, SourceConfig(kind="of a package that is gone", name="visits"))

    page = client.get("/connections")
    client.post("/connections/remove", data={"name": "visits"})

    assert page.status_code == 200
    assert "visits" in page.text
    assert book.live.sources() == []


WRONG = {
    "a wrong password": ({"secret": "not that one"}, "Sign in|password|refused"),
    "no server": ({"host": ""}, "was not said"),
    "a server on another port": ({"port": "1"}, "127.0.0.1"),
    "a port that is none": ({"port": "99999"}, "There is no port"),
    "a name that is a path": ({"name": "a/b"}, "cannot be called"),
    "a security that is none": ({"security": "rot13"}, "cannot be that"),
    "two lines in one field": ({"user": "ada\r\nb"}, "cannot be that"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_told_and_the_form_keeps_all_but_the_secret(
    client: TestClient, book: Book, server: Dovecot, what: str
) -> None:
    changed, says = WRONG[what]
    answer = client.post("/connections/look", data=fields(server, **changed))

    assert answer.status_code == 422
    assert any(one in answer.text for one in says.split("|"))
    assert 'role="alert"' in answer.text
    assert PASSWORD not in answer.text
    assert "not that one" not in answer.text
    assert book.live.sources() == []


def test_a_source_that_lost_its_password_is_signed_in_to_again(
    client: TestClient, server: Dovecot
) -> None:
    server.deliver(mail(1))
    client.post("/connections/look", data=fields(server))
    client.post("/connections/connect", data={"part": ["INBOX"]})

    wrong = client.post("/connections/sign-in", data={"name": NAME, "secret": "not that one"})
    right = client.post("/connections/sign-in", data={"name": NAME, "secret": PASSWORD})

    assert wrong.status_code >= 400
    assert "not that one" not in wrong.text
    assert right.status_code == 303


@pytest.mark.parametrize("kind", ["gmail", "nothing of the kind", ""])
def test_a_kind_that_asks_for_no_fields_is_for_the_terminal(client: TestClient, kind: str) -> None:
    answer = client.get("/connections/new", params={"kind": kind})

    assert answer.status_code == 400
    assert "goodwill connect --help" in answer.text


def test_a_folder_is_connected_by_its_path(client: TestClient, book: Book, tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()

    looked = client.post(
        "/connections/look",
        data={"kind": "folder", "path": str(tmp_path / "exports"), "name": "exports"},
    )
    connected = client.post("/connections/connect", data={"part": [str(tmp_path / "exports")]})

    assert looked.status_code == 200
    assert connected.status_code == 303
    assert [one.kind for one in book.live.sources()] == ["folder"]


def test_a_form_of_another_site_is_refused(client: TestClient, server: Dovecot) -> None:
    answer = client.post(
        "/connections/look", data=fields(server), headers={"origin": "http://elsewhere.example"}
    )

    assert answer.status_code == 403


def test_the_page_speaks_german(client: TestClient) -> None:
    client.cookies.set("goodwill-language", "de")

    text = client.get("/connections/new?kind=imap", headers={"accept-language": "de"}).text

    assert "Zeigen, was da ist" in text
