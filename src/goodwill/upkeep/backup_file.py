"""The file that a backup is: packed, sealed piece by piece, and readable without a book.

    GOODWILL BACKUP 1      a line that says what this is
    length, header         JSON: how the key is made of a passphrase, and a check of it
    digest of the header
    length, piece          a mebibyte each, packed with zstd; AES-256-GCM, or a digest behind it

A piece is sealed under its number, under whether it is the last, and under the header: none can be
changed, left out, doubled or put elsewhere. The key is never in the file. Each file has a salt of
its own, so no two are sealed with one key.
"""

from __future__ import annotations

import hmac
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

import orjson

from goodwill.errors import CallError, SourceError

__all__ = ["BackupDamagedError", "Secret", "read_pieces", "write_pieces"]

_MAGIC = b"GOODWILL BACKUP 1\n"
_PIECE = 1 << 20
_LARGEST = 2 * _PIECE
_HEADER_AT_MOST = 1 << 16
_LEVEL = 3
_SALT_BYTES = 16
_DIGEST_BYTES = 32
_SCRYPT = {"n": 1 << 17, "r": 8, "p": 1}
"""What OWASP's cheat sheet on storing passwords asks of scrypt: 128 MiB, 0.4 s a guess."""
_COSTLIEST = 1 << 20
_CHECK_NONCE = b"\xff" * 12

Piece = Callable[[int, bool, bytes], bytes]


class BackupDamagedError(SourceError):
    """A backup is not as it was written."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The backup is damaged: {what}.",
            hint="Nothing was restored. Take an older backup, or this one from another place.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What a backup is sealed with: a passphrase of a person, or the content of a key file."""

    words: bytes
    is_passphrase: bool

    def key(self, salt: bytes, cost: dict[str, int]) -> bytes:
        """The key of one backup."""
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  0.1 s
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415

        if self.is_passphrase:
            return Scrypt(salt=salt, length=32, **cost).derive(self.words)
        return HKDF(SHA256(), 32, salt, b"goodwill backup").derive(self.words)


def write_pieces(file: BinaryIO, content: Iterable[bytes], secret: Secret | None) -> None:
    """Write a backup of this content, sealed with the secret; None: with digests alone."""
    import pyarrow as pa  # noqa: PLC0415

    codec = pa.Codec("zstd", compression_level=_LEVEL)
    header = _header(secret)
    file.write(_MAGIC + struct.pack(">I", len(header)) + header + sha256(header).digest())
    seal = _sealer(header, secret)
    for number, (piece, is_last) in enumerate(_marked_last(_even(content))):
        packed = struct.pack(">I", len(piece)) + codec.compress(piece, asbytes=True)
        sealed = seal(number, is_last, packed)
        file.write(struct.pack(">I", len(sealed)) + sealed)


def read_pieces(file: BinaryIO, secret: Secret | None) -> Iterator[bytes]:
    """The content of a backup, each piece proved before it is given.

    Raises:
        BackupDamagedError: it is not as it was written.
        CallError: it is no backup, or the secret is not the one it was sealed with.
    """
    import pyarrow as pa  # noqa: PLC0415

    header = _read_header(file)
    unseal = _unsealer(header, secret)
    codec = pa.Codec("zstd")
    for number, (sealed, is_last) in enumerate(_marked_last(_sealed_pieces(file))):
        packed = unseal(number, is_last, sealed)
        size = int.from_bytes(packed[:4], "big")
        if size > _PIECE:
            raise BackupDamagedError(f"piece {number + 1} says that it is larger than any")
        yield codec.decompress(packed[4:], size, asbytes=True) if size else b""


def _header(secret: Secret | None) -> bytes:
    salt = os.urandom(_SALT_BYTES)
    said: dict[str, Any] = {"version": 1, "cipher": "none"}
    if secret is not None:
        made_of = "passphrase" if secret.is_passphrase else "key file"
        cost = _SCRYPT if secret.is_passphrase else {}
        said |= {"cipher": "aes-256-gcm", "of": made_of, "salt": salt.hex(), "scrypt": cost}
        said["check"] = _check(secret.key(salt, cost)).hex()
    return orjson.dumps(said)


def _check(key: bytes) -> bytes:
    """By this a wrong passphrase is told from a damaged file."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    return AESGCM(key).encrypt(_CHECK_NONCE, b"", b"goodwill backup check")


def _read_header(file: BinaryIO) -> bytes:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise CallError(
            f"{file.name} is no backup of Goodwill.",
            hint="Name the file that  goodwill backup FILE  has written.",
        )
    length = int.from_bytes(file.read(4), "big")
    header = file.read(min(length, _HEADER_AT_MOST))
    if sha256(header).digest() != file.read(_DIGEST_BYTES):
        raise BackupDamagedError("its header has changed")
    return header


def _key_of(said: dict[str, Any], secret: Secret | None) -> bytes | None:
    """The key of a backup that is read; None for one that is not encrypted."""
    if said["cipher"] == "none":
        return None
    if secret is None or secret.is_passphrase != (said["of"] == "passphrase"):
        how = "--passphrase-file FILE" if said["of"] == "passphrase" else "--key-file FILE"
        raise CallError(f"This backup is sealed with a {said['of']}.", hint=f"Give it with  {how}")
    cost = said["scrypt"]
    if cost and cost["n"] * cost["r"] * cost["p"] > _COSTLIEST * 8:
        raise BackupDamagedError("opening it would take more memory than any backup does")
    key = secret.key(bytes.fromhex(said["salt"]), cost)
    if not hmac.compare_digest(_check(key), bytes.fromhex(said["check"])):
        raise CallError(
            f"This is not the {said['of']} that the backup was sealed with.",
            hint="Give the one that was in use when it was made; without it nobody can read it.",
        )
    return key


def _nonce(number: int, is_last: bool) -> bytes:
    return struct.pack(">QI", number, is_last)


def _sealer(header: bytes, secret: Secret | None) -> Piece:
    said = orjson.loads(header)
    about = sha256(header).digest()
    key = _key_of(said, secret)
    if key is None:
        return lambda number, is_last, packed: packed + _digest(about, number, is_last, packed)
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    cipher = AESGCM(key)
    return lambda number, is_last, packed: cipher.encrypt(_nonce(number, is_last), packed, about)


def _unsealer(header: bytes, secret: Secret | None) -> Piece:
    said = orjson.loads(header)
    about = sha256(header).digest()
    key = _key_of(said, secret)

    def undigested(number: int, is_last: bool, sealed: bytes) -> bytes:
        packed, told = sealed[:-_DIGEST_BYTES], sealed[-_DIGEST_BYTES:]
        if told != _digest(about, number, is_last, packed):
            raise BackupDamagedError(f"piece {number + 1} has changed, or the end is missing")
        return packed

    if key is None:
        return undigested
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    cipher = AESGCM(key)

    def decrypted(number: int, is_last: bool, sealed: bytes) -> bytes:
        try:
            return cipher.decrypt(_nonce(number, is_last), sealed, about)
        except InvalidTag:
            what = f"piece {number + 1} has changed, or the end is missing"
            raise BackupDamagedError(what) from None

    return decrypted


def _digest(about: bytes, number: int, is_last: bool, packed: bytes) -> bytes:
    return sha256(about + _nonce(number, is_last) + packed).digest()


def _sealed_pieces(file: BinaryIO) -> Iterator[bytes]:
    number = 0
    while told := file.read(4):
        number += 1
        length = int.from_bytes(told, "big")
        sealed = file.read(length) if length <= _LARGEST else b""
        if len(told) < 4 or len(sealed) < max(length, 1):  # noqa: PLR2004  bytes of a length
            raise BackupDamagedError(f"piece {number} is not whole")
        yield sealed
    if not number:
        raise BackupDamagedError("nothing stands behind its header")


def _even(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same content in pieces of a mebibyte, the last one smaller; at least one."""
    kept = bytearray()
    for some in content:
        kept += some
        while len(kept) > _PIECE:
            yield bytes(kept[:_PIECE])
            del kept[:_PIECE]
    yield bytes(kept)


def _marked_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each with whether it is the last."""
    before: bytes | None = None
    for piece in pieces:
        if before is not None:
            yield before, False
        before = piece
    if before is not None:
        yield before, True
