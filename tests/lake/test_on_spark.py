"""A lake on a real cluster of several processes: the statements are those of one machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from goodwill.assess import Drawn
from goodwill.lake import drawing, importing
from goodwill.lake.extract import extracted
from goodwill.lake.place import Lake, make_lake
from goodwill.lake.publish import publish_statements
from goodwill.lake.session import spark_session
from goodwill.opened import Opened
from goodwill.pipeline import ImportReport
from goodwill.store.database import Store, open_store
from goodwill.store.upkeep.dump import dump_facts

pytestmark = pytest.mark.usefixtures("needs_spark")

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CLUSTER = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def spark(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Two worker processes of one core each; a task that is slow runs twice at once."""
    request.getfixturevalue("needs_spark")
    conf = {"spark.sql.shuffle.partitions": "3", "spark.speculation.multiplier": "1.1"}
    with spark_session(CLUSTER, conf) as session:
        yield session


def killer(mark: Path) -> Callable[[], None]:
    """What takes the executor of whoever is the first to call it; the others may go on.

    It travels to the workers as it stands, so all that it needs is in it.
    """
    place = str(mark)

    def kill() -> None:
        import os  # noqa: PLC0415
        import signal  # noqa: PLC0415

        if os.path.exists(place):  # noqa: PTH110
            return
        with open(place, "w") as told:  # noqa: PTH123
            told.write("killed")
        with open(f"/proc/{os.getppid()}/stat") as stat:  # noqa: PTH123
            executor = int(stat.read().rpartition(")")[2].split()[1])
        os.kill(executor, signal.SIGKILL)

    return kill


def killed_over_a_piece(mark: Path) -> Callable[..., Iterator[Any]]:
    """Extraction that loses an executor once some of its rows are on their way."""
    kill, work = killer(mark), extracted

    def killed(batches: Any, rules: Any) -> Iterator[Any]:
        for batch in work(batches, rules):
            yield batch
            kill()

    return killed


def killed_over_a_slice(mark: Path) -> Callable[..., Any]:
    """Drawing up that loses an executor over statements that nobody has got yet."""
    kill, work = killer(mark), drawing.drawn_slice

    def killed(yardstick: Any, slices: Any, acts: Any) -> Any:
        found = work(yardstick, slices, acts)
        kill()
        return found

    return killed


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return make_lake(tmp_path_factory.mktemp("lake"), None)


@pytest.fixture(scope="module")
def ledger(lake: Lake) -> Iterator[Store]:
    with closing(open_store(lake.ledger, create=True)) as store:
        yield store


@pytest.fixture(scope="module")
def imported(
    spark: Any, lake: Lake, ledger: Store, raw: Path, tmp_path_factory: pytest.TempPathFactory
) -> ImportReport:
    """The company's files, read by the cluster in small pieces while an executor dies."""
    mark = tmp_path_factory.mktemp("mark") / "extract"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "extracted", killed_over_a_piece(mark))
        found = importing.import_into_lake(
            spark, lake, ledger, [raw], imported_at=NOW, piece_bytes=200_000
        )
    assert mark.exists()
    return found


@pytest.fixture(scope="module")
def drawn(
    spark: Any, lake: Lake, imported: ImportReport, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """The ledger once all statements are drawn up, while an executor dies."""
    assert imported.total.imported
    mark = tmp_path_factory.mktemp("mark") / "draw"
    with closing(Opened(str(lake.ledger), create=False)) as opened:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(drawing, "drawn_slice", killed_over_a_slice(mark))
            drawing.draw_up_lake(spark, lake, opened, DAY, accounts=3)
        assert mark.exists()
        yield opened


def test_the_ledger_holds_what_a_book_does_but_words_and_acts(
    imported: ImportReport, ledger: Store, book: Opened
) -> None:
    def facts(store: Store) -> list[str]:
        return [line for line in dump_facts(store) if not line.startswith(('["text', '["act"'))]

    assert imported.total.seen > 1_000
    assert facts(ledger) == facts(book.store)


def test_what_did_not_change_is_not_read_again(
    spark: Any, lake: Lake, ledger: Store, raw: Path, imported: ImportReport
) -> None:
    again = importing.import_into_lake(spark, lake, ledger, [raw], imported_at=NOW)

    assert again.total.imported == 0
    assert again.total.seen == imported.total.seen


def test_statements_are_those_of_one_machine_byte_for_byte(
    spark: Any, lake: Lake, drawn: Opened, book: Opened, tmp_path: Path
) -> None:
    accounts = [one.account_id for one in book.accounts()]
    wanted = {d.account_id: d for d in map(Drawn.of, book.assessor.draw_up(accounts, DAY))}
    with closing(Opened(str(tmp_path / "served"), create=True)) as served:
        count = publish_statements(spark, lake, drawn, served, DAY)
        rows = served.store.rows(
            "select s.account_id, s.document, g.document, e.document from statement s"
            " join glance g on g.account_id = s.account_id"
            " join evidence e on e.account_id = s.account_id"
        )

        assert count == len(rows) == len(wanted) > 5
        assert [row[0] for row in rows if row != wanted[row[0]].stored] == []
        assert served.statement_of(accounts[0], DAY)["account"]["id"] == accounts[0]


def test_a_day_without_statements_is_told_with_the_next_step(
    spark: Any, lake: Lake, drawn: Opened
) -> None:
    with pytest.raises(Exception, match="no statements of 2020-01-01"):
        publish_statements(spark, lake, drawn, drawn, date(2020, 1, 1))
