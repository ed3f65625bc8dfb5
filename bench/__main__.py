"""All benches with one command, as ratios to peers in the same run; medians of five rounds.

    python -m bench [MBOX] [--quick] [--large] [--only PART]... [--keep]

MBOX is an archive of real mails; without one a made archive is read, which is easier. `--quick`
runs each once or twice, `--large` imports a million mails too, `--only` takes some parts. `--keep`
writes `bench/results/COMMIT.json`, the pictures, and the table in `docs/performance.md`; without it
everything is printed. What got worse since the last kept run on the same data is told in any case.

Peers are installed by `bench/peers/install.sh`; one that is not there is left out. Nothing else
should run meanwhile: the load before the run is kept beside the figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure
from bench.given import Given, archive_of
from bench.parts import live, mail, news, size, start, statements, steps, sync
from bench.pictures import draw
from bench.report import keep, kept_before, table, worse, write_page

from bench import web

PARTS: dict[str, Callable[[Given], list[Figure]]] = {
    "start": start.measure,
    "import": mail.measure,
    "steps": steps.measure,
    "size": size.measure,
    "statements": statements.measure,
    "sync": sync.measure,
    "live": live.measure,
    "news": news.measure,
    "web": web.measure,
}
ROUNDS, QUICK = 5, 2
SIZES, QUICK_SIZES, LARGE = (10_000, 50_000), (2_000, 10_000), 1_000_000
ACCOUNTS, QUICK_ACCOUNTS = 500, 100


def main() -> int:
    """Run the parts, show what they found; 1 where something got worse."""
    asked, load = _asked(), os.getloadavg()
    with tempfile.TemporaryDirectory(prefix="goodwill-bench-") as folder:
        given = _given(asked, Path(folder))
        figures = []
        for name in asked.only or PARTS:
            began = time.monotonic()
            found = PARTS[name](given)
            figures += found
            took = time.monotonic() - began
            print(f"{name}: {took:.0f} s\n{table(found)}", file=sys.stderr, flush=True)
    data = "a made archive" if given.is_made else given.archive.name
    before = kept_before(data, is_quick=asked.quick)
    lost = list(worse(figures, before)) if before else []
    print(table(figures))
    for line in lost:
        print(f"WORSE than {before and before['commit']}: {line}")
    if asked.keep:
        kept = keep(figures, load=load, data=data, mails=given.mails, is_quick=asked.quick)
        write_page(kept, lost, draw(figures))
    return int(bool(lost))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("archive", type=Path, nargs="?", metavar="MBOX")
    parser.add_argument("--quick", action="store_true", help="each once or twice, smaller sizes")
    parser.add_argument("--large", action="store_true", help="a million mails too")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART",
                        help=f"one of {', '.join(PARTS)}; may be given again")  # fmt: skip
    parser.add_argument("--keep", action="store_true", help="keep the figures with the commit")
    return parser.parse_args()


def _given(asked: argparse.Namespace, folder: Path) -> Given:
    archive, mails = archive_of(asked.archive and asked.archive.resolve(), folder)
    sizes = QUICK_SIZES if asked.quick else SIZES
    return Given(
        archive=archive,
        mails=mails,
        rounds=QUICK if asked.quick else ROUNDS,
        sizes=(*sizes, LARGE) if asked.large else sizes,
        accounts=QUICK_ACCOUNTS if asked.quick else ACCOUNTS,
        folder=folder,
        is_made=asked.archive is None,
    )


if __name__ == "__main__":
    raise SystemExit(main())
