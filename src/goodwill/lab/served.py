"""A book's pages as a process of their own: for benches, pictures and tests in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

from goodwill.errors import StoreError

__all__ = ["served"]

_COMMAND = (
    "import os; os.environ['GOODWILL_NO_BROWSER'] = '1'; "
    "from goodwill.serve.cli import main; main()"
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def served(book: Path, as_of: date) -> Iterator[str]:
    """`goodwill serve` at a free port; gives its address. `StoreError` says why it gave none."""
    arguments = ["--book", str(book), "serve", "--port", "0", "--as-of", as_of.isoformat()]
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            address = _address(process)
            # A server whose messages nobody takes stands still once the pipe is full.
            Thread(target=deque, args=(process.stdout, 0), daemon=True).start()
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _address(process: subprocess.Popen[str]) -> str:
    told = ""
    for line in process.stdout or ():
        told += line
        if found := _ADDRESS.search(line):
            return found[0]
    raise StoreError(f"goodwill serve ended without an address: {told}")
