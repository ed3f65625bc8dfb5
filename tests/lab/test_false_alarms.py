"""Accounts of shuffled mail: what they are made of, and that the gates of patterns hold on them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import numpy as np
import pytest

from goodwill.catalogue.loader import load_catalogue
from goodwill.errors import CallError
from goodwill.facts.acts import Act
from goodwill.lab.false_alarms import __main__ as command
from goodwill.lab.false_alarms.alarms import PATTERNS, count_alarms, statuses
from goodwill.lab.false_alarms.innocents import Words, innocent_account, words_of

AS_OF = date(2026, 11, 22)
IMPORTED = datetime(2026, 11, 22, tzinfo=UTC)
QUIET = Words(acts=())


def saying(remark: str, quote: str) -> Words:
    return Words(acts=(Act(act=remark, start=0, end=1, quote=quote, probability=1.0),))


def mailbox(folder: Path, texts: list[str]) -> Path:
    path = folder / "some.mbox"
    with path.open("w") as out:
        for number, text in enumerate(texts):
            mail = EmailMessage()
            mail["From"], mail["To"] = "ann@one.example", "ben@two.example"
            mail["Date"] = format_datetime(datetime(2026, 3, 1 + number, 9, tzinfo=UTC))
            mail["Message-ID"] = f"<{number}@one.example>"
            mail["Subject"] = "Plans"
            mail.set_content(text)
            out.write(f"From ann Sun Mar  1 09:00:00 2026\n{mail}\n")
    return path


def test_each_text_is_read_once_with_what_it_says(tmp_path: Path) -> None:
    path = mailbox(tmp_path, ["You people are hopeless.", "See you at nine.", "See you at nine."])

    pool = words_of([path], imported_at=IMPORTED)

    said = Counter(act.act for words in pool for act in words.acts)
    assert len(pool) == 2
    assert said["demeans"] == 1


def test_an_account_is_as_large_as_asked_and_says_nothing_else() -> None:
    pool = [QUIET] * 40 + [saying("demeans", "fool")] * 20
    tables = innocent_account(pool, messages=30, as_of=AS_OF, draw=np.random.default_rng(1))

    assert Counter(row.side for row in tables.message) == {"theirs": 30, "ours": 30}
    assert len(tables.remark) == 20  # the whole pool was drawn, nothing twice
    assert {row.sender for row in tables.message} == {
        f"{side}.{place}" for side in ("theirs", "ours") for place in range(3)
    }


def test_the_same_draw_makes_the_same_account() -> None:
    pool = [saying("ultimatum", f"or else {number}") for number in range(50)]

    one, other = (
        innocent_account(pool, messages=20, as_of=AS_OF, draw=np.random.default_rng(7))
        for _ in range(2)
    )

    assert one == other


def test_a_wrong_reading_in_a_thousand_mails_raises_no_alarm() -> None:
    wrong = [saying(name, "wrong") for name in ("demeans", "ultimatum", "begrudges", "obliged")]
    pool = [QUIET] * 3996 + wrong

    found = count_alarms(pool, load_catalogue(), messages=300, accounts=60, as_of=AS_OF)

    assert sum(found.values()) == 60 * len(PATTERNS)
    assert not any(found.get((name, "present")) for name in PATTERNS)


def test_alarms_would_be_seen_if_everybody_insulted_everybody_on_one_side() -> None:
    pool = [saying("demeans", "fool")] * 60
    tables = innocent_account(pool, messages=30, as_of=AS_OF, draw=np.random.default_rng(1))
    theirs = tuple(row for row in tables.remark if row.side == "theirs")

    found = statuses(
        type(tables)(account=tables.account, message=tables.message, remark=theirs),
        load_catalogue(),
        AS_OF,
    )

    assert found["abusive"] == "present"
    assert found["win_lose"] == "absent"


def test_too_few_mails_are_told_with_how_many_are_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mailbox(tmp_path, ["See you at nine."])
    monkeypatch.setattr("sys.argv", ["false_alarms", str(path)])

    with pytest.raises(CallError, match="hold 1 mails"):
        command.main()


def test_the_command_prints_a_table_of_every_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = mailbox(tmp_path, [f"See you at {number}." for number in range(1, 27)])
    monkeypatch.setattr("sys.argv", ["false_alarms", str(path)])
    monkeypatch.setattr(command, "ACCOUNTS", 2)

    command.main()

    printed = capsys.readouterr().out
    assert printed.startswith("26 mails\n")
    assert "| 10 | 2 | abusive | 0 | 0 |" in printed
    assert "| 30 |" not in printed  # too few mails for two sides of thirty
