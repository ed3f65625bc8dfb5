"""An IMAP line that breaks at 300 places, each in one of five ways: the book is always the same.

    python -m tests.soak.imap [PLACES]

Needs Dovecot (Debian: dovecot-imapd). Pauses between tries are not slept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from tests.live.chaos import Harm, proxy
from tests.live.made import facts, imap, mail, make_book, put, run
from tests.live.servers import Dovecot, dovecot

MAILS = 12
PLACES = 300
TRIES = 4


def broken(folder: Path, server: Dovecot, at: int, harm: Harm) -> list[tuple[str, str, str, str]]:
    """What a book says whose line broke once at a place."""
    store = make_book(folder)
    with proxy(server.port, at, harm) as between:
        put(store, imap(server, port=between.port))
        for _ in range(TRIES):
            if run(store).source.state == "up_to_date":
                break
    found = facts(store) if store.rows("select state from live_source") == [("up_to_date",)] else []
    counted = store.rows("select sum(seen), sum(imported) from source_file")
    store.close()
    return found if counted == [(MAILS, MAILS)] else []


def main(places: int) -> int:
    """Break the line at so many places; 1 if any book was another than it should be."""
    harms: tuple[Harm, ...] = get_args(Harm)
    failed = []
    with dovecot() as server, TemporaryDirectory() as place:
        words = (f"{number} " + "word " * 60 for number in range(MAILS))
        server.deliver(*(mail(number, words=text) for number, text in enumerate(words)))
        whole = broken(Path(place) / "whole", server, sys.maxsize, "cut")
        with proxy(server.port, sys.maxsize, "cut") as between:
            measured = make_book(Path(place) / "measured")
            put(measured, imap(server, port=between.port))
            run(measured)
            length = between.sent
        for number in range(places):
            at, harm = number * length // places, harms[number % len(harms)]
            if not whole or broken(Path(place) / str(number), server, at, harm) != whole:
                failed.append((at, harm))
                sys.stdout.write(f"byte {at}, {harm}: another book\n")
    sys.stdout.write(f"{places - len(failed)} passed, {len(failed)} failed\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PLACES))
