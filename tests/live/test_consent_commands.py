"""`goodwill connect` by consent, as people run it: a browser here or elsewhere, again, in place."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import httpx
import pytest
from tests.live.fakes import Asked, Says, serving
from tests.live.made import NOTICE, mail, make_book
from tests.live.providers import CLIENT, Provider, agree
from tests.live.test_commands import RUN, goodwill
from tests.live.vendors.gmail import Gmail
from tests.live.vendors.graph import Graph

ADA = "ada@ours.example"


class World:
    """Vendors and their provider at one address."""

    def __init__(self) -> None:
        self.gmail, self.graph, self.provider = Gmail(), Graph(), Provider()
        self.lock = Lock()

    def answer(self, asked: Asked) -> Says:
        with self.lock:
            if (told := self.provider.said(asked)) is not None:
                return told
            if asked.token not in self.provider.good:
                return Says.json({"error": {"code": 401}}, 401)
            is_gmail = asked.path.startswith("/gmail/")
            return (self.gmail if is_gmail else self.graph).answer(asked)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def gateway(world: World) -> Iterator[str]:
    with serving(world) as url:
        yield url


@contextmanager
def running(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on while somebody does what it says."""
    env = {
        **os.environ,
        "GOODWILL_KEY_FILE": str(folder / "key"),
        "GOODWILL_NO_BROWSER": "1",
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [*RUN, "--book", str(folder / "book"), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    ) as process:
        yield process


def address_shown(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("http"):
            return line.strip()
    return pytest.fail("no address was shown")


def client_file(folder: Path) -> str:
    """What Google's console gives to be downloaded."""
    told = {"installed": {"client_id": CLIENT[0], "client_secret": CLIENT[1]}}
    (folder / "client.json").write_text(json.dumps(told))
    return str(folder / "client.json")


def connect(folder: Path, gateway: str, kind: str, *words: str) -> tuple[str, ...]:
    named = ("connect", kind, "--user", ADA, "--client-file", client_file(folder))
    return (*named, "--gateway", gateway, "--own-network", *words)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (folder / "book").glob("**/*") if path.is_file())


def test_a_mailbox_is_connected_with_a_browser_and_read_and_no_token_is_told(
    tmp_path: Path, world: World, gateway: str
) -> None:
    world.gmail.deliver(mail(1))
    make_book(tmp_path, NOTICE).close()

    with running(tmp_path, *connect(tmp_path, gateway, "gmail", "--format", "json")) as process:
        address = address_shown(process)
        assert agree(address, state="another").status_code == 400
        assert agree(address).status_code == 200
        out, err = process.communicate(timeout=60)
    synced = goodwill(tmp_path, "sync", "--format", "json")

    assert process.returncode == 0, err
    assert json.loads(out)["connected"]
    assert json.loads(out)["items"] == 1
    (source,) = json.loads(synced.stdout)
    assert (source["state"], source["came"]["total"]["imported"]) == ("up_to_date", 1)
    assert "gmail.readonly" in address
    for shown in (out, err, synced.stdout, synced.stderr):
        assert "secret" not in shown
    assert b"-secret-" not in everything(tmp_path)
    assert CLIENT[1].encode() not in everything(tmp_path)


def test_a_dry_run_notes_nothing_and_headers_alone_need_less(
    tmp_path: Path, world: World, gateway: str
) -> None:
    world.gmail.deliver(mail(1))
    make_book(tmp_path, NOTICE + 'take = "subject"\n').close()

    with running(tmp_path, *connect(tmp_path, gateway, "gmail", "--dry-run")) as process:
        address = address_shown(process)
        agree(address)
        out, _ = process.communicate(timeout=60)

    assert "gmail.metadata" in address
    assert "never asked for" in " ".join(out.split())
    assert json.loads(goodwill(tmp_path, "connect", "list", "--format", "json").stdout) == []


def test_with_a_browser_elsewhere_the_address_is_pasted(tmp_path: Path, gateway: str) -> None:
    make_book(tmp_path, NOTICE).close()

    with running(tmp_path, *connect(tmp_path, gateway, "gmail", "--no-browser")) as process:
        ends_at = httpx.get(address_shown(process)).headers["location"]
        _, err = process.communicate(f"{ends_at}\n", timeout=60)

    assert process.returncode == 0, err
    assert "Connected" in err


def test_at_microsoft_a_code_is_typed_elsewhere(tmp_path: Path, world: World, gateway: str) -> None:
    world.graph.deliver(mail(1))
    world.provider.waits, world.provider.interval = 0, 1
    make_book(tmp_path, NOTICE).close()

    done = goodwill(tmp_path, *connect(tmp_path, gateway, "microsoft", "--no-browser"))
    synced = goodwill(tmp_path, "sync", "--format", "json")

    assert done.returncode == 0, done.stderr
    assert "ABCD-EFGH" in done.stderr
    assert json.loads(synced.stdout)[0]["came"]["total"]["imported"] == 1


def test_consent_that_was_taken_back_is_given_again(
    tmp_path: Path, world: World, gateway: str
) -> None:
    make_book(tmp_path, NOTICE).close()
    with running(tmp_path, *connect(tmp_path, gateway, "gmail")) as process:
        agree(address_shown(process))
        process.communicate(timeout=60)
    world.provider.good.clear()
    world.provider.is_revoked = True

    refused = goodwill(tmp_path, "sync")
    world.provider.is_revoked = False
    with running(tmp_path, "connect", "sign-in", ADA) as process:
        agree(address_shown(process))
        _, err = process.communicate(timeout=60)
    after = goodwill(tmp_path, "sync", "--format", "json")

    assert f"goodwill connect sign-in {ADA}" in refused.stdout
    assert process.returncode == 0, err
    assert json.loads(after.stdout)[0]["state"] == "up_to_date"


def test_a_name_that_is_taken_is_said_before_anybody_signs_in(
    tmp_path: Path, world: World, gateway: str
) -> None:
    make_book(tmp_path, NOTICE).close()
    folder = tmp_path / "in"
    folder.mkdir()
    words = ("connect", "folder", str(folder), "--name", ADA)
    goodwill(tmp_path, *words)

    again = goodwill(tmp_path, *words)
    other = goodwill(tmp_path, *connect(tmp_path, gateway, "gmail"))
    replaced = goodwill(tmp_path, *words, "--replace")

    assert again.returncode == other.returncode != 0
    assert "already (folder)" in again.stderr
    assert "--replace" in other.stderr
    assert world.provider.given == 0
    assert replaced.returncode == 0


NOT_A_CLIENT = {"nothing": "", "no such names": "{}", "a list": "[]", "no text": '{"installed": 1}'}


@pytest.mark.parametrize("text", NOT_A_CLIENT.values(), ids=NOT_A_CLIENT)
def test_a_file_that_holds_no_client_is_said(tmp_path: Path, text: str) -> None:
    make_book(tmp_path, NOTICE).close()
    (tmp_path / "odd.json").write_text(text)
    words = ("connect", "gmail", "--user", ADA, "--client-file", str(tmp_path / "odd.json"))

    done = goodwill(tmp_path, *words)

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
