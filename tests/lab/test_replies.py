"""The odds of an answer: which mails tell of them, what they are fitted on, how they are scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.engines.duckdb import ENGINE
from goodwill.errors import CallError
from goodwill.lab.replies import __main__ as command
from goodwill.lab.replies import odds as odds_module
from goodwill.lab.replies.archives import Archive, read_archive
from goodwill.lab.replies.evidence import SIGNS, Evidence, evidence_of, together
from goodwill.lab.replies.odds import chances, fit, held_out, odds_query, write_odds
from goodwill.lab.replies.scores import score_lines, tenth_lines
from goodwill.signals.header import derived_tables

ADA, BEN, CAT = (
    "Ada Lind <ada@lind.example>",
    "Ben Roth <ben@roth.example>",
    "Cat <cat@cat.example>",
)
LIST = "talk@list.example"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
IMPORTED_AT = datetime(2026, 11, 1, tzinfo=UTC)

Mail = tuple[str, str, float, str, str, str]
"""Sender, recipient, days after the start, subject, id and what it answers."""


def archive(folder: Path, mails: Iterable[Mail], name: str = "box") -> Archive:
    """An mbox of mails that all ask the same question."""
    path = folder / f"{name}.mbox"
    path.write_text("".join(map(written, mails)), "utf-8")
    return read_archive(path, imported_at=IMPORTED_AT)


def written(mail: Mail) -> str:
    sender, to, days, subject, own, parent = mail
    at = (START + timedelta(days=days)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    lines = ["From x Mon Mar  2 09:00:00 2026", f"From: {sender}", f"To: {to}", f"Date: {at}"]
    lines += [f"Subject: {subject}"]
    lines += [f"Message-ID: <{own}@x.example>"] if own else []
    lines += [f"In-Reply-To: <{parent}@x.example>"] if parent else []
    return "\n".join([*lines, "", f"Could you send me the drawing of {subject}?", "", ""])


def answered(evidence: Evidence) -> list[bool]:
    return [bool(each) for each in evidence.answered]


def test_an_answer_in_the_thread_counts_in_a_mailbox_without_ids(tmp_path: Path) -> None:
    box = archive(
        tmp_path,
        [
            (ADA, BEN, 0, "the pump", "", ""),
            (BEN, ADA, 1, "Re: the pump", "", ""),
            (ADA, CAT, 2, "the valve", "", ""),
            (CAT, ADA, 3, "the frame", "", ""),
        ],
    )

    evidence = evidence_of(box)

    assert not box.has_ids
    assert answered(evidence) == [True, False, False, False]


def test_mail_whose_answer_would_not_be_here_says_nothing(tmp_path: Path) -> None:
    received = [(BEN, ADA, day, f"part {day}", "", "") for day in range(3)]
    far = (ADA, CAT, 40, "the valve", "", "")
    near = (ADA, CAT, 15, "the valve", "", "")

    assert len(evidence_of(archive(tmp_path, received)).answered) == 0
    assert len(evidence_of(archive(tmp_path, [*received, far])).answered) == 0
    # 14 days after the second mail of theirs: that one and the third may count, and the mail itself
    assert len(evidence_of(archive(tmp_path, [*received, near])).answered) == 3


def test_an_answer_after_ten_working_days_is_none(tmp_path: Path) -> None:
    def asked(days: float) -> list[bool]:
        mails = [
            (ADA, BEN, 0, "the pump", "", ""),
            (BEN, ADA, days, "Re: the pump", "", ""),
            (BEN, ADA, 2, "the valve", "", ""),
        ]
        return answered(evidence_of(archive(tmp_path, mails)))

    assert asked(14)[0]
    assert not asked(14.1)[0]


def test_in_a_list_what_a_mail_says_it_answers_is_the_truth(tmp_path: Path) -> None:
    talk = archive(
        tmp_path,
        [
            (ADA, LIST, 0, "the pump", "1", ""),
            (BEN, LIST, 1, "Re: the pump", "2", "1"),
            (CAT, LIST, 2, "Re: the pump", "3", "2"),
            (ADA, LIST, 3, "the valve", "4", ""),
            (ADA, LIST, 4, "Re: the valve", "5", "4"),
            (BEN, LIST, 5, "the frame", "6", ""),
            (CAT, LIST, 21, "Re: the frame", "7", "6"),
        ],
    )

    evidence = evidence_of(talk)

    assert talk.has_ids
    assert evidence.in_list.all()
    # Ada's pump and Ben's answer to it were answered; the valve by its own writer, the frame too
    # late; and nobody wrote of anything else near the last mail, so it tells nothing.
    assert sum(answered(evidence)) == 2
    assert len(answered(evidence)) == 6


def test_the_parts_of_a_list_hold_whole_threads(tmp_path: Path) -> None:
    mails = [
        (who, LIST, day + place / 9, f"{mark}part {day}", f"{day}-{place}", parent)
        for day in range(12)
        for place, (who, mark, parent) in enumerate(
            [(ADA, "", ""), (BEN, "Re: ", f"{day}-0"), (CAT, "Re: ", f"{day}-1")]
        )
    ]

    evidence = evidence_of(archive(tmp_path, mails))
    parts = dict(zip(evidence.threads, evidence.folds, strict=True))

    assert len(set(parts.values())) == 5
    assert all(
        parts[thread] == fold for thread, fold in zip(evidence.threads, evidence.folds, strict=True)
    )


@pytest.mark.parametrize("text", ["", "no mail at all\n", "From x\n\n"])
def test_an_archive_without_mail_is_no_evidence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.mbox"
    path.write_text(text, "utf-8")

    assert len(evidence_of(read_archive(path, imported_at=IMPORTED_AT)).answered) == 0


def made_up(mails: int = 600, fold: str = "a", *, in_list: bool = False) -> Evidence:
    """Mails of which one in five is answered, of questions every second one."""
    random = np.random.default_rng(7)
    signs = np.zeros((mails, len(SIGNS)))
    signs[:, 0] = random.random(mails) < 0.5
    return Evidence(
        signs=signs,
        answered=random.random(mails) < np.where(signs[:, 0] > 0, 0.5, 0.2),
        marked=signs[:, 0] > 0,
        in_list=np.full(mails, in_list),
        folds=np.full(mails, fold),
        threads=tuple(f"{fold}{number}" for number in range(mails)),
    )


def test_what_is_fitted_says_what_was_so() -> None:
    evidence = made_up()
    odds = fit(evidence, np.ones(600, np.bool_))
    question = evidence.signs[:, 0] > 0

    said = chances(evidence.signs, odds)

    assert said[question].mean() == pytest.approx(evidence.answered[question].mean(), abs=0.01)
    assert said[~question].mean() == pytest.approx(evidence.answered[~question].mean(), abs=0.01)


def test_what_is_held_out_was_not_learnt_from() -> None:
    usual, odd = made_up(fold="a"), made_up(fold="b")
    upside_down = Evidence(
        signs=odd.signs,
        answered=~odd.answered,
        marked=odd.marked,
        in_list=odd.in_list,
        folds=odd.folds,
        threads=odd.threads,
    )

    said = held_out(together([usual, upside_down]))[600:]

    assert said == pytest.approx(chances(odd.signs, fit(usual, np.ones(600, np.bool_))), abs=0.01)


def test_scores_name_what_was_learnt_from_and_what_it_was_tried_on() -> None:
    boxes, talk = made_up(fold="a"), made_up(fold="b", in_list=True)

    _, _, *lines = score_lines(together([boxes, talk]))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

    assert [tuple(row[:2]) for row in cells] == [
        (learnt, f"{tried}{which}")
        for learnt, tried in (
            ("all others", "all"),
            ("all others", "mailboxes"),
            ("all others", "lists"),
            ("mailboxes", "lists"),
            ("lists", "mailboxes"),
        )
        for which in ("", ", asking")
    ]
    assert cells[0][2:4] == ["1,200", f"{boxes.answered.mean():.1%}"]
    share = float(boxes.answered.mean())
    assert cells[0][6] == f"{share * (1 - share):.3f}"
    # the one sign is the question mark, so both must score the same
    assert cells[0][5].startswith(cells[0][7])


def test_tenths_hold_all_mails_that_ask_something() -> None:
    evidence = together([made_up(fold="a"), made_up(fold="b")])

    _, _, *lines = tenth_lines(evidence)
    cells = [[float(cell) for cell in line.strip("|").split("|")] for line in lines]

    assert len(cells) == 10
    assert sum(row[1] for row in cells) == evidence.asks.sum()
    assert [row[2] for row in cells] == sorted(row[2] for row in cells)


def test_what_is_written_is_what_the_signals_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "reply_odds.sql"
    copy.write_text(odds_module.FILE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(odds_module, "FILE", copy)
    shipped = copy.read_text("utf-8")

    write_odds(shipped_odds())

    assert copy.read_text("utf-8") == shipped


def shipped_odds() -> tuple[float, ...]:
    engine = ENGINE.connect()
    query = next(spec.sql for spec in derived_tables() if spec.name == "reply_odds")
    (row,) = engine.run(query, {}).to_pylist()
    engine.close()
    return tuple(float(row[name]) for name in ("base", *SIGNS))


SIGN = st.floats(0.0, 1.0)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(SIGN, SIGN, SIGN, st.floats(-6.0, 2.0), SIGN), min_size=1, max_size=9))
def test_the_query_gives_the_chance_that_was_scored(signs: list[tuple[float, ...]]) -> None:
    rows = [
        {"message_key": key, "account_id": "a", "thread_id": str(key), "asked_by": "ours"}
        | dict(zip(SIGNS, row, strict=True))
        | {"message_id": str(key), "answer_key": None, "sent_on": START.date(), "hours": 1.0}
        | dict.fromkeys(("ours", "theirs", "quote", "answer_id", "answered_on"))
        for key, row in enumerate(signs)
        if row[0] + row[1] > 0.0
    ]
    if rows:
        engine = ENGINE.connect()
        engine.load("reply_signs", pa.Table.from_pylist(rows))
        specs = {spec.name: spec for spec in derived_tables()}
        for name in ("reply_odds", "expected_replies"):
            engine.define(name, specs[name].sql, {})
        query = "select message_id, chance from expected_replies"
        said = {row["message_id"]: row["chance"] for row in engine.run(query, {}).to_pylist()}
        engine.close()
        matrix = np.array([[row[sign] for sign in SIGNS] for row in rows], np.float64)
        expected = chances(matrix, shipped_odds())
        assert [said[str(row["message_id"])] for row in rows] == pytest.approx(list(expected))


def test_every_sign_that_ships_is_one_that_is_fitted() -> None:
    assert odds_query(shipped_odds()).count(" as ") == 1 + len(SIGNS)


@pytest.mark.parametrize("count", [0, 1])
def test_too_little_mail_is_refused_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    archive(tmp_path, [(ADA, BEN, 0, "the pump", "", "")])
    monkeypatch.setattr("sys.argv", ["replies", *[str(tmp_path / "box.mbox")] * count])
    written_odds: list[Callable[[], None]] = []
    monkeypatch.setattr(command, "write_odds", written_odds.append)

    with pytest.raises(CallError, match="too few mails"):
        command.main()

    assert written_odds == []
