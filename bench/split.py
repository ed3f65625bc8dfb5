"""How fast mbox files are split, beside the standard library's `mailbox` in the same run.

    python bench/split.py PATH...

Prints messages a second for both, whether they found the same messages, and how much memory
ours took at its peak beyond the start. Nothing is parsed: that is `bench/normalise.py`.
"""

from __future__ import annotations

import mailbox
import resource
import sys
import time
from pathlib import Path

from goodwill.sources.mbox import split_messages


def peak_kib() -> int:
    """The largest resident size so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def split_ours(path: Path) -> tuple[int, int]:
    """Messages and bytes, each message looked at once and dropped."""
    messages = size = 0
    with path.open("rb") as stream:
        for piece in split_messages(stream):
            messages += 1
            size += len(piece.payload or b"")
    return messages, size


def split_theirs(path: Path) -> tuple[int, int]:
    """The same with `mailbox.mbox`."""
    box = mailbox.mbox(path, create=False)
    messages = size = 0
    for key in box.iterkeys():
        messages += 1
        size += len(box.get_bytes(key))
    return messages, size


def main(paths: list[Path]) -> None:
    """Measure both over all paths and print the figures."""
    before = peak_kib()
    start = time.perf_counter()
    ours = [split_ours(path) for path in paths]
    middle = time.perf_counter()
    peak = peak_kib()
    theirs = [split_theirs(path) for path in paths]
    end = time.perf_counter()
    count = sum(messages for messages, _ in ours)
    megabytes = sum(size for _, size in ours) / 1e6
    print(f"{count} messages, {megabytes:.1f} MB in {len(paths)} files")
    print(
        f"ours     {count / (middle - start):>9,.0f} messages/s, {peak - before} KiB more at peak"
    )
    print(f"mailbox  {sum(n for n, _ in theirs) / (end - middle):>9,.0f} messages/s")
    print(f"the same number of messages: {[n for n, _ in ours] == [n for n, _ in theirs]}")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
