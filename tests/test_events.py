"""Lines for whoever runs the pages: where they go, what they hold, and how many at most."""

from __future__ import annotations

import json
import logging
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest

from goodwill.access import events
from goodwill.access.events import MOST_A_MINUTE, Flood, tell
from goodwill.errors import CallError
from goodwill.serve import log_places
from goodwill.serve.log_places import log_to


@pytest.fixture(autouse=True)
def quiet_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(events, "_FLOOD", Flood())
    yield
    log_to(())


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_line_is_json_with_its_fields_in_a_file_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "goodwill.log"
    log_to([str(path)])

    tell("refused", user="3", where="/accounts", status=404)
    logging.getLogger("goodwill").error("a page failed: %s", "here.py:3")

    refused, failed = lines(path)
    assert str(refused.pop("at")).endswith("+00:00")
    wanted = {"what": "refused", "user": "3", "where": "/accounts", "status": 404}
    assert refused == {"level": "warning", **wanted}
    assert (failed["level"], failed["what"]) == ("error", "a page failed: here.py:3")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_moved_away_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "goodwill.log"
    log_to([str(path)])
    tell("refused")
    path.rename(tmp_path / "old.log")
    tell("refused")

    assert (len(lines(path)), len(lines(tmp_path / "old.log"))) == (1, 1)


@pytest.mark.parametrize("kind", ["syslog", "syslog+tcp"])
def test_lines_are_sent_to_another_machine(kind: str) -> None:
    how = socket.SOCK_DGRAM if kind == "syslog" else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, how) as there:
        there.bind(("127.0.0.1", 0))
        there.settimeout(10)
        if how == socket.SOCK_STREAM:
            there.listen()
        log_to([f"{kind}:127.0.0.1:{there.getsockname()[1]}"])
        tell("refused", user="3")
        if how == socket.SOCK_DGRAM:
            said = there.recv(4000)
        else:
            with there.accept()[0] as line:
                said = line.recv(4000)

    assert b'"what":"refused","user":"3"' in said


def test_a_line_that_the_syslog_shut_is_opened_anew_and_each_record_ends() -> None:
    with socket.create_server(("127.0.0.1", 0)) as there:
        there.settimeout(10)
        port = there.getsockname()[1]
        log_to([f"syslog+tcp:127.0.0.1:{port}"])
        tell("refused", user="1")
        tell("refused", user="2")
        first, _ = there.accept()
        with first, first.makefile("rb") as said:
            before = [next(said), next(said)]
        tell("refused", user="3")
        second, _ = there.accept()
        with second, second.makefile("rb") as said:
            after = next(said)

    assert [json.loads(one[4:])["user"] for one in (*before, after)] == ["1", "2", "3"]


def test_nobody_waits_for_a_syslog_that_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, takes, who_waits = tmp_path / "log", Event(), set[Thread]()

    def stuck(_: object) -> bool:
        who_waits.add(current_thread())
        takes.wait(10)
        return False

    monkeypatch.setattr(log_places, "MOST_WAITING", 5)
    monkeypatch.setattr(log_places, "_is_shut", stuck)
    with socket.create_server(("127.0.0.1", 0)) as there:
        log_to([f"syslog+tcp:127.0.0.1:{there.getsockname()[1]}", str(path)])
        for number in range(50):
            tell("refused", user=str(number))
        takes.set()
        log_to(())

    assert len(lines(path)) == 50
    assert len(who_waits) == 1
    assert current_thread() not in who_waits


def test_several_places_get_each_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_to(["-", str(tmp_path / "one"), str(tmp_path / "two")])
    tell("refused")

    assert len(lines(tmp_path / "one")) == len(lines(tmp_path / "two")) == 1
    assert '"what":"refused"' in capsys.readouterr().err


@pytest.mark.parametrize(
    "place", ["/nowhere/at/all.log", "syslog:ours.example:door", "syslog+tcp:127.0.0.1:1", "/"]
)
def test_a_place_that_cannot_be_had_is_told(place: str) -> None:
    with pytest.raises(CallError, match="Nothing can be logged to"):
        log_to([place])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_place_that_takes_no_more_stops_nobody(tmp_path: Path) -> None:
    log_to(["/dev/full", str(tmp_path / "log")])

    tell("refused")

    assert len(lines(tmp_path / "log")) == 1


def test_of_a_flood_some_lines_a_minute_are_written_and_how_many_were_not() -> None:
    at = [0.0]
    flood = Flood(lambda: at[0])
    first = [flood.takes() for _ in range(MOST_A_MINUTE + 7)]
    at[0] = 60.0

    assert [taken for taken, _ in first].count(True) == MOST_A_MINUTE
    assert flood.takes() == (True, 7)
    assert flood.takes() == (True, 0)
