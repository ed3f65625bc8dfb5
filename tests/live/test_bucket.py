"""A bucket on a real server that speaks S3 (moto): objects come in as files do."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import httpx
import pytest
from tests.live.fakes import Asked, Says, serving
from tests.live.faulty import ApiClock, Faulty
from tests.live.made import mail, make_book, put, run
from tests.live.selling import rows

from goodwill.live.base import SourceConfig
from goodwill.live.files import bucket_requests
from goodwill.live.wire import clock as clocks
from goodwill.store.database import Store

SECRET = "secret/of+a-bucket4711"  # noqa: S105  made up
DEALS = "deal_id,account_id,name,opened_on,status\n{}"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    moto_server = pytest.importorskip("moto.server")
    running = moto_server.ThreadedMotoServer(port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host.replace('0.0.0.0', '127.0.0.1')}:{port}"  # noqa: S104  its own word
    running.stop()


@pytest.fixture
def bucket(server: str, request: pytest.FixtureRequest) -> Any:
    """A bucket with a name of the test's own, as its owner sees it."""
    made = boto3.resource(
        "s3",
        endpoint_url=server,
        aws_access_key_id="AKIAOURS",
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
    )
    name = f"exports-{abs(hash(request.node.name))}"
    return made.create_bucket(Bucket=name)


def connected(folder: Path, url: str, bucket: Any, prefix: str = "") -> Store:
    store = make_book(folder, "")
    more = {"url": url, "bucket": bucket.name, "prefix": prefix, "region": "us-east-1"}
    config = SourceConfig(
        kind="s3", name="exports", user="AKIAOURS", is_own_network=True, more=tuple(more.items())
    )
    put(store, config, SECRET)
    return store


def put_object(bucket: Any, key: str, body: bytes) -> None:
    bucket.put_object(Key=key, Body=body)


def deals(*lines: str) -> bytes:
    return DEALS.format("\n".join(lines)).encode()


def test_new_and_changed_objects_come_in_and_others_are_not_asked_for(
    tmp_path: Path, server: str, bucket: Any
) -> None:
    put_object(bucket, "crm/deals 2026+.csv", deals("1,a,First,2026-01-02,open"))
    put_object(bucket, "other/deals.csv", deals("9,a,Elsewhere,2026-01-02,open"))
    mbox = b"From a@b Mon Jan 1 00:00:00 2026\n" + mail(1)
    put_object(bucket, "crm/mail.mbox.gz", gzip.compress(mbox))
    put_object(bucket, "crm/", b"")
    put_object(bucket, "crm/picture.png", b"\x89PNG\r\n")
    store = connected(tmp_path, server, bucket, "crm/")
    first, idle = run(store).came, run(store).came
    put_object(bucket, "crm/deals 2026+.csv", deals("1,a,First,2026-01-02,won"))
    changed = run(store).came

    assert first is not None
    assert idle is not None
    assert changed is not None
    assert (first.total.imported, idle.total.seen, changed.total.imported) == (2, 0, 1)
    assert rows(store, "opportunity", "deal_id", "status") == [("1", "won")]
    assert store.rows("select subject from message") == [("Order 1",)]
    assert "picture.png" in " ".join(first.closed)
    paths = {path for (path,) in store.rows("select path from source_file")}
    assert {"s3://exports/crm/deals 2026+.csv", "s3://exports/crm/mail.mbox.gz"} <= paths
    store.close()


def test_files_in_an_archive_are_files_of_their_own(
    tmp_path: Path, server: str, bucket: Any
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2025.csv", deals("1,a,First,2026-01-02,open").decode())
        archive.writestr("2026.csv", deals("1,a,First,2026-01-02,won").decode())
    put_object(bucket, "all.zip", packed.getvalue())
    store = connected(tmp_path, server, bucket)
    came = run(store).came

    assert came is not None
    assert (came.total.imported, came.total.unreadable) == (2, 0)
    assert rows(store, "opportunity", "deal_id", "status") == [("1", "won")]
    assert store.rows("select count(*) from source_file where path like '%all.zip!20%'") == [(2,)]
    store.close()


def test_settings_in_a_bucket_are_nobodys(tmp_path: Path, server: str, bucket: Any) -> None:
    put_object(bucket, "goodwill.toml", b'[privacy]\ntake = "text"\n')
    store = connected(tmp_path, server, bucket)
    came = run(store).came

    assert came is not None
    assert "settings are taken from a folder alone" in came.closed[0]
    store.close()


def test_large_objects_come_in_pieces_where_three_calls_in_ten_fail(
    tmp_path: Path, server: str, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"{key},a,Deal {key},2026-01-02,open" for key in range(3000)]
    put_object(bucket, "deals.csv", deals(*lines))
    for number in range(5):
        put_object(bucket, f"{number}.eml", mail(number))
    monkeypatch.setattr(bucket_requests, "PIECE", 5000)
    monkeypatch.setattr(bucket_requests, "AT_ONCE", 2)
    clock = ApiClock()
    monkeypatch.setattr(clocks, "_CLOCK", clock)

    class Through:
        """The same server, asked by a proxy."""

        def answer(self, asked: Asked) -> Says:
            headers = {**asked.headers, "host": urlsplit(server).netloc}
            told = httpx.get(server + asked.target, headers=headers, timeout=10)
            kept = {k: v for k, v in told.headers.items() if k.lower() in {"etag", "content-type"}}
            return Says(told.status_code, told.content, kept)

    faulty = Faulty(Through(), clock, share=0.3, seed=5)
    with serving(faulty) as url:
        store = connected(tmp_path, url, bucket)
        came = run(store).came

        assert came is not None
        assert came.total.imported == 3005
        assert len(rows(store, "opportunity", "deal_id")) == 3000
        assert faulty.broken == []
        assert sum(faulty.met.values()) > 5
        store.close()


def test_a_wrong_secret_is_a_state_and_in_no_message(tmp_path: Path, bucket: Any) -> None:
    class No:
        def answer(self, asked: Asked) -> Says:
            assert "AWS4-HMAC-SHA256" in asked.headers["authorization"]
            told = b"<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>"
            return Says(403, told, {"content-type": "application/xml"})

    with serving(No()) as url:
        store = connected(tmp_path, url, bucket)
        ran = run(store)

        assert ran.source.state == "needs_sign_in"
        assert SECRET not in repr(ran)
        store.close()


def test_a_bucket_that_is_not_there_is_told(tmp_path: Path, server: str, bucket: Any) -> None:
    bucket.delete()
    store = connected(tmp_path, server, bucket)
    ran = run(store)

    assert ran.source.state == "failed"
    assert "NoSuchBucket" in ran.source.says
    store.close()


def test_keys_of_any_letters_are_names_of_files(tmp_path: Path, server: str, bucket: Any) -> None:
    keys = ("é ü+.csv", "x" * 400 + ".csv", "100%25.csv", "a&b=c?#.csv", ".csv", "a//b.csv")
    for number, key in enumerate((*keys, "../../etc/x.csv", "a/./b.csv")):
        put_object(bucket, key, deals(f"{number},a,First,2026-01-02,open"))
    store = connected(tmp_path, server, bucket)
    came = run(store).came

    assert came is not None
    assert [key for (key,) in rows(store, "opportunity", "deal_id")] == list("012345")
    assert len([why for why in came.closed if "cannot be asked for" in why]) == 2
    store.close()
