"""Servers that hang, drip, flood, break off, point elsewhere and repeat what they were told.

Each ends in one plain message within the time and the bytes that it may take; a test of a server
that never ends passes only because we do.
"""

from __future__ import annotations

import logging
import os
import shutil
import ssl
import subprocess
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from goodwill.second_reader import SecondReaderError
from goodwill.second_reader.addresses import addresses_of, endpoint_of
from goodwill.second_reader.labeller import ToLabel
from goodwill.second_reader.post import ANSWER_BYTES

if TYPE_CHECKING:
    from tests.second_reader.conftest import Behave, Handler, LabellerFor, Serve

QUIET_TEXT = "Could you keep the plan for Zanzibar quiet?"
KEY = "k-very-secret"
MAIL = ToLabel(QUIET_TEXT)
SMALL_WAIT = 0.3
BUFFERED = 16 << 20
"""What may lie in the system's own buffers between a server and us."""


def say_nothing(handler: Handler) -> None:
    handler.server.ending.wait()


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.ending.wait(0.02):
        handler.wfile.write(b"a")


def drip_body(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not handler.server.ending.wait(0.02):
        handler.wfile.write(b" ")


def go_on_forever(handler: Handler) -> None:
    while not handler.server.ending.wait(0.01):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize(
    "behave", [say_nothing, drip_headers, drip_body, go_on_forever], ids=lambda each: each.__name__
)
def test_a_server_that_does_not_end_is_left(
    serve: Serve, labeller_for: LabellerFor, behave: Behave
) -> None:
    server = serve(behave)

    with pytest.raises(SecondReaderError) as caught:
        labeller_for(server, timeout_seconds=SMALL_WAIT).label(MAIL)

    assert caught.value.message == (
        f"The second reader at {server.name} did not answer within 0.3 seconds."
    )
    assert "timeout_seconds" in caught.value.hint


def test_no_connection_is_left_open_to_a_server_that_was_left(
    serve: Serve, labeller_for: LabellerFor
) -> None:
    closed = threading.Event()

    def listen(handler: Handler) -> None:
        handler.rfile.read(1)
        closed.set()

    with pytest.raises(SecondReaderError, match="did not answer"):
        labeller_for(serve(listen), timeout_seconds=SMALL_WAIT).label(MAIL)

    assert closed.wait(10)


def send_much(handler: Handler, head: bytes, part: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
    for _ in range(200):
        handler.wfile.write(part)
        handler.server.sent += len(part)


def flood(handler: Handler) -> None:
    send_much(handler, b"Content-Length: 209715200", b"x" * (1 << 20))


def flood_in_chunks(handler: Handler) -> None:
    send_much(handler, b"Transfer-Encoding: chunked", b"100000\r\n" + b"x" * (1 << 20) + b"\r\n")


def flood_to_the_end(handler: Handler) -> None:
    send_much(handler, b"Connection: close", b"x" * (1 << 20))


@pytest.mark.parametrize(
    "behave", [flood, flood_in_chunks, flood_to_the_end], ids=lambda each: each.__name__
)
def test_a_flood_is_cut_off(serve: Serve, labeller_for: LabellerFor, behave: Behave) -> None:
    server = serve(behave)

    with pytest.raises(SecondReaderError, match="sent more than 1,048,576 bytes"):
        labeller_for(server).label(MAIL)

    assert server.sent < ANSWER_BYTES + BUFFERED


def test_headers_without_end_are_cut_off(serve: Serve, labeller_for: LabellerFor) -> None:
    server = serve(lambda handler: send_much(handler, b"X-Long: " + b"x" * (1 << 22), b""))

    with pytest.raises(SecondReaderError, match="broke off"):
        labeller_for(server).label(MAIL)


def close_midway(handler: Handler) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"choices": [')


def close_at_once(handler: Handler) -> None:
    handler.wfile.close()


def talk_gibberish(handler: Handler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


def compress(handler: Handler) -> None:
    handler.answer(b"\x1f\x8b" * 100, Content_Encoding="gzip")


def page(handler: Handler) -> None:
    handler.answer(b"<html><body>Log in</body></html>")


def nothing(handler: Handler) -> None:
    handler.answer(b"")


BROKEN = {
    "it closes midway": (close_midway, "broke off"),
    "it closes at once": (close_at_once, "broke off"),
    "it talks something else": (talk_gibberish, "broke off"),
    "it compresses": (compress, "compressed answer"),
    "it shows a page": (page, "does not answer as a model's server does"),
    "it says nothing": (nothing, "does not answer as a model's server does"),
}


@pytest.mark.parametrize(("behave", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_is_told_plainly(
    serve: Serve, labeller_for: LabellerFor, behave: Behave, message: str
) -> None:
    server = serve(behave)

    with pytest.raises(SecondReaderError, match=message) as caught:
        labeller_for(server).label(MAIL)

    assert server.name in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_server_that_points_elsewhere_is_not_followed(
    serve: Serve, labeller_for: LabellerFor, reached: list[Any], status: int
) -> None:
    other = serve(page)
    server = serve(lambda handler: handler.answer(b"", status=status, Location=other.url))

    with pytest.raises(SecondReaderError, match=f"status {status}: it points elsewhere") as caught:
        labeller_for(server).label(MAIL)

    assert other.asked == []
    assert {address[1] for address in reached} == {server.server_address[1]}
    assert other.name not in caught.value.message


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "key_env"), (403, "key_env"), (404, "/v1"), (413, "max_chars"), (429, "later"),
     (500, "later"), (502, "later"), (418, "own log"), (204, "own log")],
)  # fmt: skip
def test_a_refusal_says_what_to_do(
    serve: Serve, labeller_for: LabellerFor, status: int, hint: str
) -> None:
    server = serve(lambda handler: handler.answer(b"", status=status))

    with pytest.raises(SecondReaderError, match=f"status {status}") as caught:
        labeller_for(server).label(MAIL)

    assert hint in caught.value.hint


def echo_in_an_error(handler: Handler) -> None:
    echoed = f"bad key {handler.headers['Authorization']} for {handler.body['messages']}"
    handler.send_response(401, echoed)
    handler.send_header("X-Echo", echoed.replace("\n", " "))
    handler.send_header("Content-Length", str(len(echoed.encode())))
    handler.end_headers()
    handler.wfile.write(echoed.encode())


def echo_and_break_off(handler: Handler) -> None:
    handler.wfile.write(f"HTTP/1.1 {handler.headers['Authorization']}\r\n\r\n".encode())


def echo_as_an_answer(handler: Handler) -> None:
    handler.mark(("request", str(handler.headers["Authorization"]), 1.0))


@pytest.mark.parametrize(
    "behave", [echo_in_an_error, echo_and_break_off, echo_as_an_answer], ids=lambda b: b.__name__
)
def test_neither_key_nor_text_is_in_an_error_a_log_or_an_answer(
    serve: Serve,
    labeller_for: LabellerFor,
    behave: Behave,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("MODEL_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    server = serve(behave)
    labeller = labeller_for(server, key_env="MODEL_KEY")

    try:
        told = str(labeller.label(MAIL))
    except SecondReaderError as error:
        told = "".join(traceback.format_exception(error)) + error.hint

    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    for secret in (KEY, "Zanzibar"):
        assert secret not in told
        assert secret not in caplog.text


def test_nobody_there_is_told_with_where(serve: Serve, labeller_for: LabellerFor) -> None:
    server = serve(nothing)
    server.shutdown()
    server.server_close()

    with pytest.raises(SecondReaderError, match=f"Nothing answers at {server.name}"):
        labeller_for(server).label(MAIL)


def test_proxies_of_the_environment_are_not_used(
    serve: Serve,
    labeller_for: LabellerFor,
    monkeypatch: pytest.MonkeyPatch,
    reached: list[Any],
) -> None:
    proxy = serve(nothing)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    server = serve(lambda handler: handler.mark())

    assert labeller_for(server).label(MAIL).came == "asked"
    assert proxy.asked == []
    assert {address[1] for address in reached} == {server.server_address[1]}


@pytest.mark.parametrize(
    "host",
    ["8.8.8.8", "[2001:4860:4860::8888]", "169.254.169.254", "[::ffff:8.8.8.8]", "134744072",
     "0x08080808", "0.0.0.1", "[fe80::1]", "100.64.0.1", "172.32.0.1", "192.169.0.1"],
)  # fmt: skip
def test_mail_is_not_sent_in_the_clear_beyond_private_networks(
    host: str, reached: list[Any]
) -> None:
    with pytest.raises(SecondReaderError, match="in the clear") as caught:
        addresses_of(endpoint_of(f"http://{host}/v1"))

    assert "https://" in caught.value.hint
    assert reached == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.8.0.1", "10.0.0.7", "172.16.0.1", "172.31.255.1", "192.168.1.2", "[::1]",
     "[fd00::1]", "localhost", "2130706433"],
)  # fmt: skip
def test_private_networks_may_be_asked_in_the_clear(host: str) -> None:
    assert addresses_of(endpoint_of(f"http://{host}:8000/v1"))


def test_https_may_go_anywhere() -> None:
    assert addresses_of(endpoint_of("https://8.8.8.8/v1")) == ("8.8.8.8",)


@pytest.mark.parametrize(
    ("url", "path", "name"),
    [
        ("http://localhost:11434/v1", "/v1/chat/completions", "localhost:11434"),
        ("http://localhost/v1/", "/v1/chat/completions", "localhost"),
        ("https://llm.example", "/chat/completions", "llm.example"),
        ("https://llm.example:443/a/chat/completions", "/a/chat/completions", "llm.example"),
        ("http://[::1]:8000/v1", "/v1/chat/completions", "[::1]:8000"),
    ],
)
def test_a_base_url_leads_to_the_endpoint(url: str, path: str, name: str) -> None:
    endpoint = endpoint_of(url)

    assert (endpoint.path, endpoint.name) == (path, name)


def test_a_name_that_nobody_knows_is_told(labeller_for: LabellerFor, serve: Serve) -> None:
    labeller = labeller_for(serve(nothing), url="https://no-such-host.invalid/v1")

    with pytest.raises(SecondReaderError, match=r'host "no-such-host.invalid"'):
        labeller.label(MAIL)


@pytest.fixture
def own_certificate(tmp_path: Path) -> ssl.SSLContext:
    """A server's context with a certificate for localhost that nobody has signed."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    subprocess.run([program, *made, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    return context


def test_a_certificate_has_to_be_trusted(
    serve: Serve,
    labeller_for: LabellerFor,
    own_certificate: ssl.SSLContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = serve(lambda handler: handler.mark())
    server.socket = own_certificate.wrap_socket(server.socket, server_side=True)
    url = f"https://localhost:{server.server_address[1]}/v1"

    with pytest.raises(SecondReaderError, match="is not trusted"):
        labeller_for(server, url=url).label(MAIL)
    assert server.asked == []

    monkeypatch.setenv("SSL_CERT_FILE", os.fspath(tmp_path / "cert.pem"))
    assert labeller_for(server, url=url).label(MAIL).came == "asked"
