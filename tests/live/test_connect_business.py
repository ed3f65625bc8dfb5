"""`goodwill connect` for vendors, databases and buckets, as people run it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.live.fakes import serving
from tests.live.made import make_book
from tests.live.scripts import SCRIPTS, a_salesforce
from tests.live.selling import KEY
from tests.live.test_commands import goodwill
from tests.live.test_hubspot import made as a_hubspot
from tests.live.vendors.signing import CLIENT

URL = "https://ours.my.salesforce.example"


@contextmanager
def book(folder: Path) -> Iterator[Path]:
    make_book(folder, "").close()
    yield folder


def test_a_vendor_with_a_key_is_looked_at_connected_and_read(tmp_path: Path) -> None:
    with book(tmp_path), serving(a_hubspot()) as url:
        connect = ("connect", "hubspot", "--gateway", url, "--own-network")
        dry = goodwill(tmp_path, *connect, "--dry-run", "--format", "json", said=f"{KEY}\n")
        done = goodwill(tmp_path, *connect, said=f"{KEY}\n")
        synced = goodwill(tmp_path, "sync", "--format", "json")

    assert json.loads(dry.stdout)["items"] == 3, dry.stderr
    assert done.returncode == 0, done.stderr
    (source,) = json.loads(synced.stdout)
    assert (source["state"], source["came"]["total"]["imported"]) == ("up_to_date", 3)
    for ran in (dry, done, synced):
        assert KEY not in ran.stdout + ran.stderr
    content = b"".join(path.read_bytes() for path in (tmp_path / "book").glob("book.db*"))
    assert KEY.encode() not in content


def test_a_client_that_signs_in_for_itself_is_connected(tmp_path: Path) -> None:
    client = tmp_path / "client.txt"
    client.write_text(f"{CLIENT.id}\n{CLIENT.secret}\n")
    with book(tmp_path), serving(a_salesforce()) as url:
        where = ("--url", URL, "--gateway", url, "--own-network")
        how = ("--client-file", str(client), "--as-program")
        done = goodwill(tmp_path, "connect", "salesforce", *where, *how)
        synced = goodwill(tmp_path, "sync", "--format", "json")

    assert done.returncode == 0, done.stderr
    (source,) = json.loads(synced.stdout)
    assert (source["state"], source["came"]["total"]["imported"]) == ("up_to_date", 4)
    for ran in (done, synced):
        assert CLIENT.secret not in ran.stdout + ran.stderr


def test_a_database_is_connected_and_its_url_is_told_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "ask.toml").write_text(
        '[[queries]]\nname = "firms"\ntable = "accounts"\n'
        'sql = "select no as account_id, label as name from firm"\n'
    )
    with sqlite3.connect(tmp_path / "erp-77.db") as line:
        line.execute("create table firm (no text, label text)")
        line.execute("insert into firm values ('f1', 'Acre Ltd')")
    with book(tmp_path):
        said = f"sqlite:///{tmp_path / 'erp-77.db'}\n"
        asked = ("connect", "sql", "--queries", str(tmp_path / "ask.toml"))
        done = goodwill(tmp_path, *asked, said=said)
        synced = goodwill(tmp_path, "sync", "--format", "json")

    assert done.returncode == 0, done.stderr
    assert json.loads(synced.stdout)[0]["came"]["total"]["imported"] == 1
    assert "erp-77" not in done.stdout + done.stderr + synced.stdout


def test_what_is_missing_is_said_before_a_key_is_asked_for(tmp_path: Path) -> None:
    with book(tmp_path):
        no_url = goodwill(tmp_path, "connect", "pipedrive", said=f"{KEY}\n")
        no_client = goodwill(tmp_path, "connect", "xero")

    assert "--url https://COMPANY.pipedrive.com" in no_url.stderr
    assert "--client-id" in no_client.stderr


def test_every_vendor_has_a_command_and_help_that_names_its_rights(tmp_path: Path) -> None:
    said = goodwill(tmp_path, "connect", "--help").stdout

    for kind in ("hubspot", "sql", "s3", "other", *(one.kind for one in SCRIPTS)):
        assert kind in said
