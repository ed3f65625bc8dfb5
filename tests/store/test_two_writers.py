"""Several people write at once: each row has an id of its own, and nobody's word is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from goodwill.facts.disputes import Dispute
from goodwill.store.answers.disputes import add_dispute, all_disputes
from goodwill.store.database import Store

WRITERS, EACH = 6, 8


def test_writers_at_once_never_get_the_same_id(any_store: Store) -> None:
    said = Dispute(
        id=0,
        account_id="acme",
        on=date(2026, 6, 30),
        line="kind",
        answer="right",
        value="partner",
        by="ann",
    )

    def write(_: int) -> list[int]:
        found = []
        for _ in range(EACH):
            with any_store.write() as tx:
                found.append(add_dispute(tx, said, made_at=1_782_000_000))
        return found

    with ThreadPoolExecutor(WRITERS) as pool:
        given = [one for some in pool.map(write, range(WRITERS)) for one in some]

    assert sorted(given) == list(range(1, WRITERS * EACH + 1))
    with any_store.read() as tx:
        assert len(all_disputes(tx)) == WRITERS * EACH
