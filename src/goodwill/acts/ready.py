"""The telltales of the shipped cues and forms, worked out beforehand: `telltales.json`.

`goodwill.lab.telltales` makes the file (`make telltales`): working them out takes a tenth of a
second, and which of a pattern's strings is rarest is counted in texts that are not shipped. A
pattern that the file does not know, of another package or just written, is worked out when it is
met (`goodwill.acts.telltales`).
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from goodwill.acts.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FILE", "key_of", "ready_telltales", "save_telltales"]

FILE = Path(__file__).with_name("telltales.json")
_DIGITS = 16


def key_of(pattern: str) -> str:
    """What stands for a pattern as it is written, and for the word lists that it may name."""
    return sha256(f"{_lists()}{pattern}".encode()).hexdigest()[:_DIGITS]


@cache
def _lists() -> str:
    return sha256(repr(WORDS).encode()).hexdigest()


@cache
def ready_telltales() -> Mapping[str, Sequence[str]]:
    """The telltales of shipped patterns, by key."""
    found: dict[str, list[str]] = orjson.loads(FILE.read_bytes())
    return found


def save_telltales(found: Mapping[str, Sequence[str]], file: Path = FILE) -> None:
    """Write telltales by key, a pattern a line; the same telltales make the same bytes."""
    lines = [
        f"{orjson.dumps(key).decode()}:{orjson.dumps(each).decode()}"
        for key, each in sorted(found.items())
    ]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
