"""A bucket that speaks S3 as a live source: what is put there comes in as by an import of it.

Objects that are new or another than before (by their ETag) are brought into a file of this
machine that nobody else sees, read as every import reads files, archives too, and let go of. How a
bucket is asked is next door, in `bucket_requests`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from goodwill.live.base import (
    Brought,
    Closed,
    Gone,
    Inside,
    Item,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    PartSeen,
    Reached,
    SourceConfig,
)
from goodwill.live.faults import RefusedError
from goodwill.live.files.bucket_requests import Bucket, Object
from goodwill.live.kinds import LiveKind
from goodwill.sources.base import RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.settings_file import CONNECTOR as SETTINGS
from goodwill.sources.walk import Found, walk

__all__ = ["S3"]

READS = "every file that an import would read in the bucket, below the prefix; nothing is changed"
LARGEST = 8 << 30
"""Bytes of an object that is brought; a mailbox of ten years has half of it."""

NAME_LIMIT = 100


class Objects(LiveSource):
    """The objects of one bucket. `listed` are those of this run, by path."""

    def __init__(self, config: SourceConfig, bucket: Bucket) -> None:
        self._config, self._bucket = config, bucket
        self._listed: dict[str, Object] = {}

    def look(self) -> Look:
        """How many objects there are."""
        count = sum(1 for _ in self._bucket.objects())
        name = f"{self._config.said('bucket')}/{self._config.said('prefix')}"
        seen = PartSeen(name=name, items=count, is_chosen=True)
        return Look(source=self._config.name, reads=READS, parts=(seen,))

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        """Objects that are new or another than before, then the list itself."""
        whole, digest = f"s3://{self._config.name}", sha256()
        for one in self._bucket.objects():
            digest.update(f"{one.key}\n{one.tag}\n".encode())
            if not one.key.endswith("/"):  # what programs put there for a folder
                self._listed[f"{whole}/{one.key}"] = one
        before = known(whole) or Known()
        if before.mark == digest.hexdigest():
            return
        for path, one in self._listed.items():
            was = known(path)
            if was is None or was.mark != one.tag:
                yield _part(path, is_anew=was is not None)
        yield Part(path=whole, connector="s3", id=digest.hexdigest(), known=before)

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        """The records of an object; for the list, that all before it were brought."""
        del items
        one = self._listed.get(part.path)
        if one is None:
            yield Reached(Known(position=1, mark=str(part.id)))
        elif why := _why_not(one):
            yield Closed(f"{part.path} {why}; it is not read.")
            yield Reached(Known(position=1, mark=one.tag))
        else:
            yield from self._object(part, one)

    def _object(self, part: Part, one: Object) -> Iterator[Brought]:
        with tempfile.TemporaryDirectory(prefix="goodwill-") as folder:
            path = Path(folder) / _file_name(one.key)
            try:
                with path.open("wb") as file:
                    is_whole = self._bucket.save(one, file)
            except RefusedError:
                yield Gone(1)
                return
            if not is_whole:  # it is another by now: the next look sees which
                return
            for found in walk([path]):
                yield from _file(found, str(path), part, one)
        yield Inside(part)
        yield Reached(Known(position=1, mark=one.tag))

    def close(self) -> None:
        """Let go of the connection."""
        self._bucket.close()


def _why_not(one: Object) -> str:
    """Why an object is not brought; "" if it is."""
    if one.is_away:
        return "lies in an archive of the bucket"
    if one.size > LARGEST:
        return f"has {one.size} bytes"
    is_step = not {".", ".."}.isdisjoint(one.key.split("/"))
    return "has a name that cannot be asked for on the web" if is_step else ""


def _part(path: str, *, is_anew: bool) -> Part:
    return Part(path=path, connector="s3", id=path, known=Known(), is_anew=is_anew)


def _file(found: Found, place: str, part: Part, one: Object) -> Iterator[Brought]:
    """The records of one file: the object itself, or what lies in it where it is an archive."""
    path = part.path + found.path.removeprefix(place)
    if isinstance(found, Skipped):
        yield Closed(f"{path}: {found.why}")
        return
    if path != part.path:
        yield Inside(_part(path, is_anew=True))
    if isinstance(found, ReadError):
        yield replace(found, path=path)
    elif found.connector == SETTINGS.name:
        yield Closed(f"{path}: settings are taken from a folder alone")
    else:
        yield from _records(replace(found, path=path))
    if path != part.path:
        yield Reached(Known(position=1, mark=one.tag))


def _records(file: SourceFile) -> Iterator[Brought]:
    for record in connector_named(file.connector).read(file, 0):
        yield Item(record) if isinstance(record, RawRecord) else record


def _file_name(key: str) -> str:
    """The last part of a key as a name of a file, whatever a bucket allows; its ending tells."""
    name = "".join(letter if letter.isprintable() else "_" for letter in key.rpartition("/")[2])
    stem, dot, ending = name.lstrip(".").rpartition(".")
    return f"{stem[:NAME_LIMIT]}{dot}{ending[:20]}" or "object"


def open_bucket(config: SourceConfig, secret: str) -> Objects:
    """A bucket, with the secret of the key that `user` names."""
    return Objects(config, Bucket(config, secret))


S3 = LiveKind(name="s3", reads=READS, open=open_bucket, wants_notice=False, polled_every=900.0)
