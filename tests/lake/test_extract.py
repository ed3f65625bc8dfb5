"""What a worker makes of a piece is what an import makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from goodwill.config import Settings
from goodwill.importing.parsing import parse_all
from goodwill.importing.work import Work
from goodwill.lake.extract import EXTRACTED, extracted, message_of, pieces_table
from goodwill.lake.importing import entries_of
from goodwill.lake.pieces import Piece, pieces_of
from goodwill.pipeline import rules_for
from goodwill.sources.base import SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.walk import walk
from goodwill.store.rows import Entry, Excluded, MessageRow

RULES = rules_for(Settings(), datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


def files_of(raw: Path) -> list[SourceFile]:
    found = [one for one in walk([raw]) if isinstance(one, SourceFile)]
    return [one for one in found if one.connector != "settings"]


def test_a_cluster_reads_what_an_import_reads(raw: Path) -> None:
    numbers = count()
    for file in files_of(raw):
        pieces = list(pieces_of(file, numbers, piece_bytes=100_000))
        found = read(pieces, is_excluded=False)
        records = connector_named(file.connector).read(file, 0)
        wanted = parse_all([Work(0, 0, item) for item in records], RULES)

        assert [e.locator for e in found] == [e.locator for e in wanted]
        assert [thin(e.outcome) for e in found] == [thin(e.outcome) for e in wanted]


def test_words_people_and_acts_of_mails_stand_in_columns(raw: Path) -> None:
    file = max(files_of(raw), key=lambda one: one.size if one.connector == "mbox" else 0)
    (table, *_) = tables(list(pieces_of(file, count())), is_excluded=False)
    wanted = {
        e.outcome.fact_id: e.outcome
        for e in parse_all([*work_of(file)], RULES)
        if isinstance(e.outcome, MessageRow)
    }

    assert table.num_rows > 100
    assert any(row["acts"] for row in table.to_pylist())
    for row in table.to_pylist():
        mail = wanted[row["fact_id"]]
        assert row["text"] == mail.text
        assert [tuple(act.values()) for act in row["acts"]] == list(mail.acts)
        assert [(p["role"], (p["address"], p["name"])) for p in row["people"]] == list(mail.people)


def test_what_privacy_keeps_out_is_counted_and_not_read(raw: Path) -> None:
    file = next(one for one in files_of(raw) if one.connector == "mbox")

    found = read(list(pieces_of(file, count())), is_excluded=True)

    assert {entry.outcome for entry in found} == {Excluded("exclude_folders")}
    assert len(found) == len(list(work_of(file)))


def test_a_mail_that_another_passes_on_comes_through_json_as_it_was() -> None:
    inner = MessageRow("f2", "r", ("ref", None, 1, True), "words", "[]", (), ((1, 0.25),))
    people = (("from", ("a@b.example", "Ann")),)
    mail = MessageRow("f1", "r", ("ref",), None, "[]", people, (("act", 0.5),), (inner,))
    told = orjson.loads(orjson.dumps([*mail[:-2], [[*inner[:-2], []]]]))

    assert message_of(told) == mail


def tables(pieces: list[Piece], *, is_excluded: bool) -> Iterator[pa.Table]:
    asked = pieces_table((piece, is_excluded) for piece in pieces)
    for batch in extracted(asked.to_batches(), RULES):
        assert batch.schema == EXTRACTED
        yield pa.Table.from_batches([batch])


def read(pieces: list[Piece], *, is_excluded: bool) -> list[Entry]:
    found = tables(pieces, is_excluded=is_excluded)
    return [entry for table in found for _, entry in entries_of(table)]


def work_of(file: SourceFile) -> Iterator[Work]:
    for item in connector_named(file.connector).read(file, 0):
        yield Work(0, 0, item)


def thin(outcome: Any) -> Any:
    """What the ledger keeps of a record: of a mail all but its words and acts."""
    if isinstance(outcome, MessageRow):
        return outcome._replace(text=None, zones="[]", acts=())
    return outcome
