"""Mail as it came, kept beside what was read of it: only where nothing of it is to be left out.

A file that was imported stays where it is; a mail on a server may be gone tomorrow. So it is kept,
packed, where a book keeps all words for good and takes nothing out of them. In every other book it
is not: it would hold what the settings keep out (`goodwill.privacy.modes.keeps_raw`).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pyarrow as pa

from goodwill.store.live_sources.items import RawMail
from goodwill.store.rows import Entry, MessageRow
from goodwill.syncing.gathering import LiveBatch

__all__ = ["raw_mails"]


def raw_mails(batch: LiveBatch, entries: Sequence[Entry]) -> dict[tuple[int, str], RawMail]:
    """The mails of a batch that became messages, by file and locator."""
    codec = pa.Codec("zstd")
    found: dict[tuple[int, str], RawMail] = {}
    for entry in entries:
        name = (entry.source_file_id, entry.locator)
        if isinstance(entry.outcome, MessageRow) and (mail := batch.payloads.get(name)):
            packed = codec.compress(mail, asbytes=True)
            found[name] = RawMail(sha256(mail).hexdigest(), len(mail), packed)
    return found
