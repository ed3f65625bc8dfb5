"""Inputs made of other inputs, from a seed: cut, doubled, moved, mixed, and bytes changed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

__all__ = ["mutated"]

LONGEST = 20_000
TELLING = (
    b"\0", b"\xff", b"\r", b"\n", b"\r\n\r\n", b"=?utf-8?Q?", b"?=", b"--", b'"', b"<", b">",
    b"From ", b"RRULE:FREQ=SECONDLY", b"99999999999999999999", b"-1", b"NaN", b"1e999", b'="', b";",
    "\u202e".encode(), "\ud7ff".encode(), "İ".encode(), "ﷺ".encode(), b"%00", b"&#0;", b"<!--",
)  # fmt: skip
"""Pieces that parsers trip over."""


def mutated(rng: Random, seeds: Sequence[bytes]) -> bytes:
    """One input, of one seed or two."""
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randint(1, 8)):
        at, end = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
        match rng.randrange(7):
            case 0:
                del data[at : min(end, at + 200)]
            case 1:
                data[at:at] = data[at : min(end, at + 200)] * rng.randint(1, 4)
            case 2:
                data[at:at] = rng.choice(TELLING)
            case 3:
                data[at : at + 1] = rng.randbytes(1)
            case 4:
                other = rng.choice(seeds)
                data[at:end] = other[: rng.randint(0, len(other))]
            case 5:
                data[at:at] = data[end : end + 100]
            case _:
                data[at:end] = bytes(data[at:end]).swapcase()
        del data[LONGEST:]
    return bytes(data)
