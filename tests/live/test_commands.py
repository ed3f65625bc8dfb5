"""`goodwill connect` and `goodwill sync`, as people run them, and the page Connections."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient
from tests.live.made import NAME, NOTICE, facts, imap, mail, make_book, put
from tests.live.servers import PASSWORD, Dovecot

from goodwill.book import open_book
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

RUN = (sys.executable, "-c", "from goodwill.serve.cli import main; main()")


def goodwill(
    folder: Path, *words: str, said: str = f"{PASSWORD}\n"
) -> subprocess.CompletedProcess[str]:
    """A command on the book of a folder, with a key of the test's own."""
    return subprocess.run(
        [*RUN, "--book", str(folder / "book"), *words],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "GOODWILL_KEY_FILE": str(folder / "key")},
    )


def test_a_mailbox_is_connected_and_read_and_no_secret_is_told(
    tmp_path: Path, server: Dovecot
) -> None:
    server.deliver(mail(1))
    make_book(tmp_path, NOTICE).close()
    named = ("--host", "127.0.0.1", "--port", str(server.port), "--user", server.user)
    connect = ("connect", "imap", *named, "--security", "none", "--name", NAME)

    dry = goodwill(tmp_path, *connect, "--dry-run", "--format", "json")
    none_yet = goodwill(tmp_path, "connect", "list", "--format", "json")
    connected = goodwill(tmp_path, *connect)
    synced = goodwill(tmp_path, "sync", "--format", "json")

    assert json.loads(dry.stdout)["items"] == 1
    assert json.loads(none_yet.stdout) == []
    assert connected.returncode == 0, connected.stderr
    (source,) = json.loads(synced.stdout)
    assert (source["state"], source["came"]["total"]["imported"]) == ("up_to_date", 1)
    for done in (dry, none_yet, connected, synced):
        assert PASSWORD not in done.stdout + done.stderr
    everything = b"".join(path.read_bytes() for path in (tmp_path / "book").glob("book.db*"))
    assert PASSWORD.encode() not in everything


def test_the_page_says_how_each_source_stands_and_pauses_it(
    tmp_path: Path, server: Dovecot
) -> None:
    store = make_book(tmp_path, NOTICE)
    put(store, imap(server))
    assert facts(store) == []
    store.close()
    book = open_book(tmp_path / "book")
    book.assess(date(2026, 6, 30))
    client = TestClient(create_app(Shelf(book, date(2026, 6, 30))), base_url="http://127.0.0.1")

    before = client.get("/connections").text
    paused = client.post(
        "/connections",
        data={"what": "pause", "name": NAME},
        headers={"origin": "http://127.0.0.1"},
    )

    assert NAME in before
    assert "never run" in before
    assert "Take up again" in paused.text
    assert [one.state for one in book.live.sources()] == ["paused"]
    book.close()
