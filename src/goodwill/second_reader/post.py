"""One question over HTTP: bounded in time and size, to one host, telling nothing on the way.

The whole of it (looking the name up, connecting, sending, every byte of the answer) has one
deadline, so a server that drips is as late as one that hangs. An answer is read in pieces and
given up when it is longer than `ANSWER_BYTES`. Redirects, proxies, cookies and compressed
answers are not taken.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from goodwill.second_reader.addresses import Endpoint, addresses_of
from goodwill.second_reader.errors import SecondReaderError

if TYPE_CHECKING:
    import httpx

__all__ = ["ANSWER_BYTES", "Response", "post"]

ANSWER_BYTES = 1 << 20
"""A hundred passages are thirty thousand; a model that thinks aloud writes more."""

_GRACE_SECONDS = 0.2
"""What a request that was given up has for closing its connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back. `body` is empty where the status is no success: errors echo what was sent."""

    status: int
    retry_after: str | None
    body: bytes


def post(endpoint: Endpoint, body: bytes, *, key: str | None, seconds: float) -> Response:
    """Send one request and read its answer, all within `seconds`.

    It runs in a thread that is left behind where even looking up a name hangs.
    """
    deadline = time.monotonic() + seconds
    outcome: list[Response | Exception] = []

    def work() -> None:
        try:
            outcome.append(_try_each(endpoint, body, key, deadline))
        except Exception as error:  # noqa: BLE001  told in the caller's thread
            outcome.append(error)

    thread = threading.Thread(target=work, daemon=True, name="second reader")
    thread.start()
    thread.join(seconds + _GRACE_SECONDS)
    match outcome:
        case [Response() as response]:
            return response
        case [SecondReaderError() as error]:
            raise error
        case [Exception() as error] if not isinstance(error, TimeoutError):
            raise _explained(endpoint, error) from None
    raise SecondReaderError(
        f"The second reader at {endpoint.name} did not answer within {seconds:g} seconds.",
        hint="Check that it runs, or raise [second_reader] timeout_seconds.",
    )


def _try_each(endpoint: Endpoint, body: bytes, key: str | None, deadline: float) -> Response:
    """Ask at each address until one lets us in."""
    import httpx  # noqa: PLC0415  slow to load

    for name in ("httpx", "httpcore"):  # they write down headers, and with them an echoed key
        logging.getLogger(name).setLevel(logging.CRITICAL)
    *others, last = addresses_of(endpoint)
    for address in others:
        try:
            return asyncio.run(_ask(endpoint, address, body, key, deadline))
        except httpx.ConnectError as error:
            if _is_untrusted(error):
                raise
    return asyncio.run(_ask(endpoint, last, body, key, deadline))


async def _ask(
    endpoint: Endpoint, address: str, body: bytes, key: str | None, deadline: float
) -> Response:
    import httpx  # noqa: PLC0415  slow to load

    transport = httpx.AsyncHTTPTransport(verify=ssl.create_default_context(), retries=0)
    request = httpx.Request(
        "POST",
        endpoint.url_at(address),
        headers=_headers(endpoint, key),
        content=body,
        extensions={"sni_hostname": endpoint.host},
    )
    async with asyncio.timeout(deadline - time.monotonic()), transport:
        response = await transport.handle_async_request(request)
        try:
            found = await _read(endpoint, response)
        finally:
            await response.aclose()
    return found


def _headers(endpoint: Endpoint, key: str | None) -> dict[str, str]:
    headers = {
        "Host": endpoint.name,
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": "goodwill",
    }
    return headers if key is None else {**headers, "Authorization": f"Bearer {key}"}


async def _read(endpoint: Endpoint, response: httpx.Response) -> Response:
    """The answer, if it is one and not too long."""
    retry_after = response.headers.get("retry-after")
    if response.status_code != HTTPStatus.OK:
        return Response(status=response.status_code, retry_after=retry_after, body=b"")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise SecondReaderError(
            f"The second reader at {endpoint.name} sent a compressed answer, unasked.",
            hint="Turn compression off on that server.",
        )
    body = bytearray()
    async for part in response.aiter_raw():
        body += part
        if len(body) > ANSWER_BYTES:
            raise SecondReaderError(
                f"The second reader at {endpoint.name} sent more than {ANSWER_BYTES:,} bytes.",
                hint="Check that [second_reader] url is a model's; its answers are short.",
            )
    return Response(status=response.status_code, retry_after=retry_after, body=bytes(body))


def _explained(endpoint: Endpoint, error: Exception) -> SecondReaderError:
    """What went wrong on the way, without its own words: they may hold what was sent."""
    if _is_untrusted(error):
        return SecondReaderError(
            f"The certificate of the second reader at {endpoint.name} is not trusted.",
            hint="Check [second_reader] url; a company's own authority has to be one that "
            "this machine trusts.",
        )
    if type(error).__name__ == "ConnectError":
        return SecondReaderError(
            f"Nothing answers at {endpoint.name}, where the second reader should be.",
            hint="Start it, or mend [second_reader] url.",
        )
    return SecondReaderError(
        f"The second reader at {endpoint.name} broke off ({type(error).__name__}).",
        hint="Run the same command again: what was answered is kept.",
    )


def _is_untrusted(error: BaseException | None) -> bool:
    """Whether a certificate is behind it."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
