"""A flame graph of any `goodwill` command and all that it starts, by py-spy.

    python -m bench.flame import MBOX              into a book of its own
    python -m bench.flame --book BOOK assess ...   any command, as a shell would call it

Writes `flame-COMMAND.svg` here. py-spy comes with `bench/peers/install.sh`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.runs import GOODWILL, PEERS

__all__ = ["flame"]

RATE = "200"


def flame(words: Sequence[str]) -> Path:
    """Run the command under the sampler; where its picture is."""
    own = PEERS / "py-spy"
    program = str(own) if own.exists() else shutil.which("py-spy")
    if program is None:
        raise SystemExit("There is no py-spy. Install it with:  bench/peers/install.sh")
    name = next((word for word in words if word in {"import", "assess", "rebuild"}), "command")
    picture = Path(f"flame-{name}.svg")
    with tempfile.TemporaryDirectory(prefix="goodwill-flame-") as folder:
        book = [] if "--book" in words else ["--book", folder]
        sampled = [program, "record", "--subprocesses", "--rate", RATE, "--output", str(picture)]
        subprocess.run([*sampled, "--", *map(str, GOODWILL), *book, *words], check=False)
    return picture


if __name__ == "__main__":
    if not sys.argv[1:]:
        raise SystemExit(__doc__)
    print(flame(sys.argv[1:]))
