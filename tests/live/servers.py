"""Real servers for the tests: Dovecot and Radicale, each with a folder of its own and no service.

Started on a free port of this machine, with one user, ended with the test. A test whose program is
not installed is skipped by name.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

__all__ = [
    "PASSWORD",
    "USER",
    "USERS",
    "Dovecot",
    "Radicale",
    "certificate",
    "dovecot",
    "event",
    "free_port",
    "radicale",
]

USER, PASSWORD = "ada", "correct horse, battery {5}"
USERS = tuple(f"{USER}{number}" for number in range(100))
"""Others, so that each test has a mailbox of its own."""

PATIENCE = 10.0
NOBODY = 65534
"""Whose mail it is where root runs the tests: the server reads no mail as root."""

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
instance_name = goodwill-test-{port}
log_path = {folder}/dovecot.log
info_log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
{users}
first_valid_uid = 0
mail_uid = {uid}
mail_gid = {gid}
mail_home = {folder}/mail/%u
mail_location = maildir:~/Maildir
ssl = {ssl}
{certificate}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
mail_max_userip_connections = 100
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  args = scheme=plain {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \\Trash
  }}
}}
"""


OAUTH = """
tokeninfo_url = http://127.0.0.1:{port}/tokeninfo?access_token=
introspection_mode = get
username_attribute = email
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running mail server; `maildir` is where the mail of `user` lies.

    At `tokens_port` it asks a provider, if one is there, whose token it was given.
    """

    folder: Path
    port: int
    tls_port: int
    ca_file: Path
    user: str = USER
    tokens_port: int = 0

    @property
    def maildir(self) -> Path:
        return self.folder / "mail" / self.user / "Maildir"

    def deliver(self, *mails: bytes, folder: str = "") -> None:
        """Put mails into a folder as a delivery agent does."""
        place = self.maildir / (f".{folder.replace('/', '.')}" if folder else "")
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)
        for made in (self.folder / "mail", self.folder / "mail" / self.user, self.maildir, place):
            for one in (made, *(made / name for name in ("cur", "new", "tmp"))):
                if one.exists():
                    one.chmod(0o777)
        taken = len(list((place / "new").iterdir())) + len(list((place / "cur").iterdir()))
        for number, mail in enumerate(mails, taken):
            name = f"{1_700_000_000 + number}.M{number}P1.test"
            (place / "tmp" / name).write_bytes(mail)
            (place / "tmp" / name).chmod(0o666)
            (place / "tmp" / name).rename(place / "new" / name)

    def doveadm(self, *words: str) -> str:
        """Run the server's own tool."""
        done = subprocess.run(
            ["doveadm", "-c", str(self.folder / "dovecot.conf"), *words],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for `localhost` that signs itself, and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    return cert, key


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """A mail server with one user and an empty mailbox."""
    if shutil.which("dovecot") is None or shutil.which("openssl") is None:
        pytest.skip("dovecot-imapd is not installed")
    with TemporaryDirectory(prefix="dovecot-") as place:
        Path(place).chmod(0o755)  # started by root, it takes other users to greet with
        with _running(Path(place)) as server:
            yield server


def _users() -> str:
    if os.geteuid() == 0:
        return ""
    user, group = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
    return (
        f"default_internal_user = {user}\ndefault_internal_group = {group}\n"
        f"default_login_user = {user}"
    )


@contextmanager
def _running(folder: Path) -> Iterator[Dovecot]:
    cert, key = certificate(folder)
    port, tls_port, tokens_port = free_port(), free_port(), free_port()
    text = CONFIG.format(
        folder=folder,
        port=port,
        tls_port=tls_port,
        users=_users(),
        uid=NOBODY if os.geteuid() == 0 else os.geteuid(),
        gid=NOBODY if os.geteuid() == 0 else os.getegid(),
        ssl="yes",
        certificate=f"ssl_cert = <{cert}\nssl_key = <{key}",
    )
    users = "".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in (USER, *USERS))
    (folder / "users").write_text(users)
    (folder / "oauth2.conf").write_text(OAUTH.format(port=tokens_port))
    (folder / "dovecot.conf").write_text(text)
    (folder / "mail").mkdir(mode=0o777)
    (folder / "mail").chmod(0o777)
    process = subprocess.Popen(["dovecot", "-F", "-c", str(folder / "dovecot.conf")])
    try:
        _await(port, process, folder / "dovecot.log")
        yield Dovecot(folder, port, tls_port, cert, tokens_port=tokens_port)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as line:
            line.settimeout(1)
            if line.connect_ex(("127.0.0.1", port)) == 0 and line.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.05)
    told = log.read_text() if log.exists() else ""
    pytest.fail(f"dovecot did not start: {told[-2000:]}")


@dataclass(frozen=True, slots=True)
class Radicale:
    """A running calendar server with one user."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, method: str, path: str, body: str = "") -> None:
        """A request of the user's own."""
        answer = httpx.request(
            method, self.url + path, content=body.encode(), auth=(USER, PASSWORD), timeout=PATIENCE
        )
        assert answer.is_success, answer.text

    def put(self, number: int, *, day: str = "20260602", title: str = "Review") -> None:
        """An event in the calendar `office`."""
        self.ask("PUT", f"{USER}/office/{number}.ics", event(number, day=day, title=title))


def event(number: int, *, day: str = "20260602", title: str = "Review") -> str:
    """A calendar with one meeting of two people."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{number}@ours.example\r\nDTSTAMP:20260501T090000Z\r\nSUMMARY:{title} {number}\r\n"
        f"DTSTART:{day}T{8 + number % 10:02d}0000Z\r\nDTEND:{day}T{9 + number % 10:02d}0000Z\r\n"
        "ORGANIZER:mailto:ada@ours.example\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@acre.example\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@ours.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """A calendar server with one user and the calendar `office`."""
    if shutil.which("radicale") is None:
        pytest.skip("radicale is not installed")
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    port = free_port()
    process = subprocess.Popen(
        [
            *("radicale", "-H", f"127.0.0.1:{port}", "--auth-type", "htpasswd"),
            *("--auth-htpasswd-filename", str(folder / "users")),
            *("--auth-htpasswd-encryption", "plain"),
            *("--storage-filesystem-folder", str(folder / "calendars")),
        ],
        stderr=subprocess.DEVNULL,
    )
    found = Radicale(port)
    try:
        _answers(port, process)
        found.ask("MKCALENDAR", f"{USER}/office/")
        yield found
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("radicale did not start")
