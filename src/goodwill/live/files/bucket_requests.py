"""What is said to a bucket (S3), and what it answers: its list of objects, and objects in pieces.

Requests are signed by `botocore` (the extra `s3`) and travel through `goodwill.live.wire.api`, so
that the same limits hold as for every server. A bucket is named in the path, as all that speak S3
know it. Sources: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html and
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import IO, NamedTuple
from urllib.parse import quote, unquote, urlencode, urlsplit
from xml.etree import ElementTree as ET

from goodwill.errors import CallError
from goodwill.live.base import SourceConfig
from goodwill.live.faults import ServerError
from goodwill.live.wire.api import Answer, AnswerError, Api
from goodwill.live.wire.trail import Trail
from goodwill.live.wire.vendors import web_of

__all__ = ["Bucket", "Object"]

PIECE = 8 << 20
"""Bytes that one request brings: a line that breaks costs no more than that."""
AT_ONCE = 1000

_NEEDS = "s3:ListBucket and s3:GetObject on the bucket"
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")
_CHANGED, _RANGE = 412, 416


class Object(NamedTuple):
    """An object as a list has it: its key, a word that changes with it, its size in bytes.

    `is_away`: it lies in an archive of tapes, from which it would have to be asked for first.
    """

    key: str
    tag: str
    size: int
    is_away: bool


class _Secret:
    """Lets nobody in by itself: each request is signed on its own."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def headers(self) -> Mapping[str, str]:
        """None."""
        return {}

    def renew(self) -> bool:
        """Only a person can."""
        return False

    @property
    def secrets(self) -> Sequence[str]:
        """The key."""
        return (self._secret,)


class Bucket:
    """One bucket of one server."""

    def __init__(self, config: SourceConfig, secret: str) -> None:
        self._config, self._secret = config, secret
        self._name = config.said("bucket")
        self._url = (config.said("gateway") or config.said("url")).rstrip("/")
        web = web_of(config, self._url)
        self._api = Api(web, _Secret(secret), vendor="The bucket's server", needs=_NEEDS)

    def close(self) -> None:
        """Let go of the connection."""
        self._api.close()

    def objects(self) -> Iterator[Object]:
        """Every object under the prefix, in the order of keys."""
        after, trail = "", Trail("The bucket")
        while True:
            asked = {
                "encoding-type": "url",
                "list-type": "2",
                "max-keys": str(AT_ONCE),
                "prefix": self._config.said("prefix"),
            }
            if after:
                asked["continuation-token"] = after
            query = urlencode(sorted(asked.items()), quote_via=quote)
            root: ET.Element = self._ask(f"/{quote(self._name)}?{query}", _parsed).data
            space = root.tag.partition("}")[0] + "}" if root.tag.startswith("{") else ""
            for one in root.iter(f"{space}Contents"):
                yield _object(one, space)
            after = trail.after(after, root.findtext(f"{space}NextContinuationToken"))
            if not after:
                return

    def save(self, one: Object, file: IO[bytes]) -> bool:
        """Write an object into a file, piece by piece; False where it changed meanwhile."""
        path = f"/{quote(self._name)}/{quote(one.key, safe='/~')}"
        got = 0
        while got < one.size:
            size = min(PIECE, one.size - got)
            asked = {"range": f"bytes={got}-{got + size - 1}", "if-match": one.tag}
            try:
                answer = self._ask(path, partial(_exactly, size), asked)
            except AnswerError as error:
                if error.status in {_CHANGED, _RANGE}:
                    return False
                raise
            file.write(answer.body)
            got += size
        return True

    def _ask(
        self,
        target: str,
        read: Callable[[bytes], object],
        more: Mapping[str, str] | None = None,
    ) -> Answer:
        headers = {**self._signed(target), **(more or {})}
        try:
            return self._api.ask("GET", target, headers=headers, read=read)
        except AnswerError as error:
            code = _CODE.search(error.text)
            if code is None or (error.status in {_CHANGED, _RANGE, 404} and "/" in target[1:]):
                raise
            raise ServerError(f"{error.message.rstrip('.')}: {code[1]}.", hint=error.hint) from None

    def _signed(self, target: str) -> Mapping[str, str]:
        """The headers that prove who asks (AWS Signature, version 4)."""
        try:
            from botocore.auth import S3SigV4Auth  # noqa: PLC0415  an extra, and slow to load
            from botocore.awsrequest import AWSRequest  # noqa: PLC0415
            from botocore.credentials import Credentials  # noqa: PLC0415
        except ImportError:
            raise CallError(
                "What signs requests to a bucket is not installed.",
                hint="Install it with:  pip install 'goodwill[s3]'",
            ) from None
        host = urlsplit(self._url).netloc
        request = AWSRequest("GET", self._url + target, headers={"host": host})
        region = self._config.said("region") or "us-east-1"
        S3SigV4Auth(Credentials(self._config.user, self._secret), "s3", region).add_auth(request)
        return {
            name.lower(): str(value)
            for name, value in request.headers.items()
            if name.lower() != "host"
        }


def _object(found: ET.Element, space: str) -> Object:
    def told(name: str) -> str:
        return found.findtext(f"{space}{name}") or ""

    return Object(
        key=unquote(told("Key").replace("+", " ")),
        tag=told("ETag"),
        size=int(told("Size") or 0),
        is_away=told("StorageClass") in {"GLACIER", "DEEP_ARCHIVE"},
    )


def _exactly(size: int, body: bytes) -> None:
    """Whether a piece has the size that was asked for; `ValueError` where it was cut off."""
    if len(body) > size:
        raise ServerError(
            f"The bucket's server sends {len(body)} bytes where {size} were asked for.",
            hint="It must answer ranges as S3 does; nothing of it was taken.",
        )
    if len(body) < size:
        raise ValueError(size)


def _parsed(document: bytes) -> ET.Element:
    """A list as XML, `ValueError` for half of one; its own types could make it grow without end."""
    if not document.lstrip()[:1] == b"<" or b"<!DOCTYPE" in document[:4096].upper():
        raise ServerError(
            "What is there does not answer as a bucket does.",
            hint="Check the address and the bucket.",
        )
    try:
        return ET.fromstring(document)  # noqa: S314  without a DTD nothing can grow
    except (ET.ParseError, LookupError):
        raise ValueError(len(document)) from None
