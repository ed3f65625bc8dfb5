"""`goodwill read`: mails and JSON lines in, one JSON document a line out."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from goodwill.reading import SeenText, read_stream
from goodwill.serve.cli.app import app
from goodwill.sources.base import ReadError

NOW = datetime(2026, 7, 1, tzinfo=UTC)
MAIL = b"""From: Sam Okafor <sam@larkfield.example>
To: nora@polarworks.example
Subject: oven three
Date: Tue, 02 Jun 2026 09:14:00 +0100
Message-ID: <m1@larkfield.example>

Could you send me the load figures by Friday?

On Mon, 1 Jun 2026 at 17:02, Nora Whitfield wrote:
> We will come on Tuesday.
"""


def read(feed: bytes | str) -> Result:
    text = feed.decode() if isinstance(feed, bytes) else feed
    return CliRunner().invoke(app, ["read", "-", "--format", "json"], input=text)


def documents(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def seen(feed: bytes) -> list[SeenText | ReadError]:
    return list(read_stream(io.BytesIO(feed), "-", imported_at=NOW))


def test_a_mail_is_read_without_what_it_quotes() -> None:
    (found,) = documents(read(MAIL))

    assert found["id"] == "<m1@larkfield.example>"
    assert found["text"] == "Could you send me the load figures by Friday?"
    assert found["automatic"] is False
    assert "request" in {act["act"] for act in found["acts"]}


def test_the_answer_has_the_contracts_names() -> None:
    (found,) = documents(read(line(id="a", text="Could you send me the figures by Friday?")))

    assert list(found) == ["id", "language", "automatic", "text", "scores", "acts"]
    for act in found["acts"]:
        assert found["text"][act["start"] : act["end"]] == act["quote"]
        assert act["probability"] == found["scores"][act["act"]]
        assert act["probability"] >= 0.5
    assert all(
        score < 0.5
        for act, score in found["scores"].items()
        if act not in {each["act"] for each in found["acts"]}
    )


def test_an_mbox_gives_one_answer_for_each_mail() -> None:
    second = MAIL.replace(b"m1@", b"m2@").replace(b"Friday", b"Monday")
    mbox = b"".join(
        b"From sam@larkfield.example Tue Jun  2 09:14:00 2026\n" + mail + b"\n"
        for mail in (MAIL, second)
    )

    assert [each["id"] for each in documents(read(mbox))] == [
        "<m1@larkfield.example>",
        "<m2@larkfield.example>",
    ]


@pytest.mark.parametrize(
    ("given_id", "shown"), [("a", "a"), (7, 7), (None, "line 1")], ids=["text", "number", "none"]
)
def test_an_id_comes_back_as_it_was_given(given_id: object, shown: object) -> None:
    feed = line(text="Thanks.") if given_id is None else line(id=given_id, text="Thanks.")

    assert documents(read(feed))[0]["id"] == shown


def test_quotes_and_automatic_mail_are_told_in_json_lines_too() -> None:
    quoting = (
        "We agree.\n\nOn Mon, 1 Jun 2026 at 17:02, Nora Whitfield wrote:\n> Could you send it?"
    )
    feed = line(id=1, text=quoting) + line(
        id=2, text="I am away until Monday.", subject="Automatic reply: figures"
    )

    first, second = documents(read(feed))

    assert first["text"] == "We agree."
    assert (first["automatic"], second["automatic"]) == (False, True)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("nonsense\n", "no JSON"),
        ("[1]\n", 'no object with a "text"'),
        ('{"id": 1}\n', 'no object with a "text"'),
        ('{"id": 1, "text": 5}\n', 'no object with a "text"'),
        ('{"id": [1], "text": "x"}\n', 'an "id" is a text or a whole number'),
        ('{"id": true, "text": "x"}\n', 'an "id" is a text or a whole number'),
    ],
    ids=lambda value: value.strip(),
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_is_read(bad: str, reason: str) -> None:
    done = read(line(id=1, text="Thanks.") + bad + "\n" + line(id=3, text="Thanks."))

    assert done.exit_code == 1
    assert [each["id"] for each in documents(done)] == [1, 3]
    assert f"-, line 2: {reason}" in done.stderr


def test_what_is_no_mail_at_all_is_a_wrong_call() -> None:
    done = read("date,amount\n2026-01-01,5\n")

    assert done.exit_code == 2
    assert "neither an .eml, an mbox nor JSON lines" in done.stderr


def test_nothing_in_is_nothing_out() -> None:
    done = read("")

    assert (done.exit_code, done.stdout) == (0, "")
    assert "There is no text in it." in done.stderr


def test_a_header_given_in_json_cannot_smuggle_another() -> None:
    feed = line(id=1, text="Thanks.", subject="x\nAuto-Submitted: auto-replied\n\nbody")

    (found,) = documents(read(feed))

    assert (found["automatic"], found["text"]) == (False, "Thanks.")


@given(st.text())
@settings(deadline=None, max_examples=60)
def test_any_text_is_answered(text: str) -> None:
    (found,) = seen(json.dumps({"id": 1, "text": text}).encode())

    assert not isinstance(found, ReadError)
    for act in found["acts"]:
        assert found["text"][act["start"] : act["end"]] == act["quote"]


@given(st.binary())
@settings(deadline=None, max_examples=60)
def test_any_bytes_behind_a_brace_are_answered_or_refused(feed: bytes) -> None:
    for found in seen(b"{" + feed):
        assert isinstance(found, ReadError) or found["id"]
