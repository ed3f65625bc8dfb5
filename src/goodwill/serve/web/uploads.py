"""Files that a browser sends, written straight into the book's folder as they arrive.

Nothing is held in memory. A name is only ever shown and kept as the last part of a path: it cannot
lead anywhere else. Each sending has a folder of its own, so that no file that was read before is
ever overwritten; what was cut off on its way is taken away again.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from goodwill.errors import CallError
from goodwill.serve.languages import say

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

__all__ = ["FOLDER", "Upload", "Uploading", "next_folder", "safe_name", "sending"]

FOLDER = "uploads"
"""In the book's folder."""

NAME = 200
"""Bytes of a name that are kept; file systems take 255, and rejects get a longer name."""
MOST_FILES = 1000

_UNSAFE = re.compile(r"[^\w.,()+=@ -]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that arrived whole, under the name that it was given; `size` in bytes."""

    path: Path
    name: str
    size: int


def safe_name(given: str) -> str:
    """A name that stays in its folder, whatever was given; its ending is kept."""
    last = re.split(r"[/\\]", given)[-1]
    name = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, ending = name.rpartition(".")
    kept = _cut(stem, NAME - len(f".{ending}".encode())) if dot else ""
    return (f"{kept}.{ending}" if kept else _cut(name, NAME)) or "file"


def _cut(text: str, room: int) -> str:
    """As much of a text as fits into so many bytes."""
    return text.encode()[: max(room, 0)].decode(errors="ignore")


def next_folder(book: Path) -> Path:
    """A new folder for one sending."""
    uploads = book / FOLDER
    try:
        uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
        numbers = (int(one.name) for one in uploads.iterdir() if one.name.isdecimal())
        folder = uploads / f"{1 + max(numbers, default=0):04}"
        folder.mkdir(mode=0o700)
    except OSError as fault:
        raise _not_written(fault) from fault
    return folder


@contextmanager
def sending(book: Path) -> Iterator[Path]:
    """A new folder for one sending; it is taken away again where that fails, however it does."""
    folder = next_folder(book)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


class Uploading:
    """One sending: `feed` it what arrives, `done` gives the files; `close` it at last."""

    def __init__(self, folder: Path, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or b"boundary" not in options:
            raise _not_understood()
        self._folder = folder
        self._headers: list[tuple[bytearray, bytearray]] = []
        self._file: BinaryIO | None = None
        self._given, self._path = "", folder
        self._is_whole = False
        self._uploads: list[Upload] = []
        try:
            self._parser = MultipartParser(options[b"boundary"], self._heard())
        except FormParserError as fault:
            raise _not_understood() from fault

    def feed(self, data: bytes) -> None:
        """Some bytes of the request, as they arrived."""
        try:
            self._parser.write(data)
        except FormParserError as fault:
            raise _not_understood() from fault
        except OSError as fault:
            raise _not_written(fault) from fault

    def done(self) -> tuple[Upload, ...]:
        """The files, once all has arrived."""
        if not self._is_whole:
            raise CallError(say("The files did not arrive whole."), hint=say("Send them again."))
        return tuple(self._uploads)

    def close(self) -> None:
        """Let go of a file that has not arrived whole."""
        if self._file is not None:
            self._file.close()

    def _heard(self) -> MultipartCallbacks:
        """What is done at each step of the form."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._head(data[start:end], 0),
            "on_header_value": lambda data, start, end: self._head(data[start:end], 1),
            "on_header_end": lambda: self._headers.append((bytearray(), bytearray())),
            "on_headers_finished": self._open,
            "on_part_data": self._write,
            "on_part_end": self._close,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._headers = [(bytearray(), bytearray())]

    def _head(self, data: bytes, part: int) -> None:
        self._headers[-1][part].extend(data)

    def _open(self) -> None:
        """A part that is a file is written; a field of the form, or no file chosen, is not."""
        said = {bytes(name).lower(): bytes(value) for name, value in self._headers}
        _, options = parse_options_header(said.get(b"content-disposition", b""))
        given = options.get(b"filename", b"").decode("utf-8", "replace")
        if not given:
            return
        if len(self._uploads) >= MOST_FILES:
            raise CallError(
                say(
                    "More than {MOST_FILES} files at a time cannot be taken.", MOST_FILES=MOST_FILES
                ),
                hint=say("Put them into a .zip, or use  goodwill import FOLDER"),
            )
        path = self._folder / f"{len(self._uploads) + 1}" / safe_name(given)
        path.parent.mkdir(mode=0o700)
        self._given, self._path = given, path
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def _write(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(memoryview(data)[start:end])

    def _close(self) -> None:
        if self._file is None:
            return
        size = self._file.tell()
        self._file.close()
        self._file = None
        self._uploads.append(Upload(path=self._path, name=self._given, size=size))

    def _end(self) -> None:
        self._is_whole = True


def _not_written(fault: OSError) -> CallError:
    return CallError(
        say("The files could not be written: {strerror}.", strerror=fault.strerror),
        hint=say(
            "Make room where the book lies, and see that it may be written; then send them again."
        ),
    )


def _not_understood() -> CallError:
    return CallError(
        say("What was sent is no form with files."),
        hint=say("Choose the files on the page, and send them."),
    )
