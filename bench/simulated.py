"""How right statements are on companies made up by `goodwill simulate`, by seed and pooled.

    python bench/simulated.py FOLDER [--seeds 101,102,103,104,105] [--accounts 200] [--months 30]

Each seed is simulated, imported and assessed on its last day; accounts whose kind has shifted are
looked at on the last day of each month since as well. Prints the figures with 95 % intervals over
accounts, precision and recall of each pattern, and which kind was taken for which. Seeds 1 to 99
are for development: a figure that is reported comes from seeds that nobody has looked at.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import orjson

from goodwill.book import Book, open_book
from goodwill.lab.simulate import Asked, simulate
from goodwill.lab.simulate.days import Months
from goodwill.lab.simulate.folder import COMPANY
from goodwill.lab.simulate.scoring import (
    Marked,
    figures,
    kind_faults,
    last_look,
    marked,
    of_patterns,
)
from goodwill.lab.simulate.truth import Truth

LOOKS = 6  # months after a shift in which it may be noticed


def main() -> None:
    """Run all seeds and print the table of each, then of all."""
    asked = _arguments()
    pooled: list[Marked] = []
    for seed in map(int, asked.seeds.split(",")):
        wanted = Asked(
            accounts=asked.accounts, months=asked.months, seed=seed, language=asked.language
        )
        found = list(_score(Path(asked.folder) / f"seed{seed}", wanted))
        print(f"\n== seed {seed}")
        _print(found)
        pooled += found
    print("\n== all seeds")
    _print(pooled)
    _print_patterns(pooled)
    for (kind, said), count in kind_faults(pooled).items():
        print(f"  {kind} taken for {said}: {count}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--seeds", default="101,102,103,104,105")
    parser.add_argument("--accounts", type=int, default=200)
    parser.add_argument("--months", type=int, default=30)
    parser.add_argument("--language", default="mixed")
    return parser.parse_args()


def _score(folder: Path, asked: Asked) -> Iterator[Marked]:
    """Make, import and assess one company, and mark each of its accounts."""
    started = time.monotonic()
    made = simulate(folder, asked)
    simulated = time.monotonic()
    with_book = open_book(folder / "book", create=True)
    try:
        with_book.import_paths([folder / COMPANY])
        imported = time.monotonic()
        yield from _marks(with_book, made.truth)
        print(
            f"{made.mails:,} mails: simulated {simulated - started:.0f} s, imported "
            f"{imported - simulated:.0f} s, assessed {time.monotonic() - imported:.0f} s"
        )
    finally:
        with_book.close()


def _marks(book: Book, truth: Truth) -> Iterator[Marked]:
    statements = {each["account"]["id"]: each for each in book.statements(truth.as_of)}
    noticed = _noticed(book, truth, Months(truth.as_of, truth.months))
    for account in truth.accounts:
        days = noticed.get(account.account_id)
        yield marked(account, statements[account.account_id], days)


def _noticed(book: Book, truth: Truth, months: Months) -> dict[str, int]:
    """Days until each shift was named, of those that had time enough after it."""
    looked: defaultdict[date, list[str]] = defaultdict(list)
    shifted = {one.account_id: one for one in truth.accounts if one.shift_on and one.kind}
    for one in shifted.values():
        first = months.of(one.shift_on or truth.as_of)
        if first + LOOKS <= months.count:
            for number in range(first, first + LOOKS):
                looked[months.last(number)].append(one.account_id)
    said: defaultdict[str, list[tuple[date, str | None]]] = defaultdict(list)
    for day in sorted(looked):
        for some in book.drawn(looked[day], day):
            for each in some:
                kind = orjson.loads(each.document)["statement"]["kind"]["now"]
                said[each.account_id].append((day, kind))
    return {
        name: last_look(shifted[name].shift_on or truth.as_of, looks, str(shifted[name].kind))
        for name, looks in said.items()
    }


def _print(accounts: Sequence[Marked]) -> None:
    for each in figures(accounts):
        print(f"  {each.name:40} {each.value:7.3f}  [{each.low:.3f}, {each.high:.3f}]  n={each.n}")


def _print_patterns(accounts: Sequence[Marked]) -> None:
    for name, (right, said, there) in of_patterns(accounts).items():
        precision = f"{right / said:.2f}" if said else "  - "
        recall = f"{right / there:.2f}" if there else "  - "
        print(f"  {name:28} precision {precision} ({said:3})  recall {recall} ({there:3})")


if __name__ == "__main__":
    main()
