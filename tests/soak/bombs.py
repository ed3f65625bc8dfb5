"""Hostile files of many kinds, made from a seed: each costs little, and the next mail comes in.

    python -m tests.soak.bombs

Each file is imported by a process of its own together with an ordinary mail. That mail must come
in, the import must end with 0 or 1, every record must be counted as imported or rejected, and what
the file adds to an import of the mail alone must stay under the limits.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.soak.crash import IMPORT
from tests.soak.made import tell

from goodwill.store.database import open_store

SECONDS = 2.0
SLIPPED = "/tmp/escaped-from-a-tar.eml"  # noqa: S108  nothing may write it
MEGABYTES = 256

HEAD = (
    "From: Mal <mal@client.example>\nTo: tom@us.example\nSubject: {}\n"
    "Date: Mon, 02 Mar 2026 09:00:00 +0000\nMessage-ID: <{}@client.example>\n"
)
GOOD = (HEAD.format("After it", "after") + "\nCould you send the offer by Friday?\n").encode()
MULTIPART = 'Content-Type: multipart/mixed; boundary="{}"\n\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What an import took: processor seconds of all its processes, the largest one's megabytes."""

    code: int
    seconds: float
    megabytes: float


def mail(name: str, headers: str, body: str | bytes) -> bytes:
    """A mail with more headers and this body."""
    text = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return (HEAD.format(name, name) + headers).encode() + b"\n" + text


def nested(depth: int) -> bytes:
    """Parts within parts."""
    head = "".join(f"--b{n}\n{MULTIPART.format(f'b{n + 1}')}" for n in range(depth))
    return mail("nested", MULTIPART.format("b0").rstrip("\n") + "\n", head + "deep\n")


def carried(depth: int) -> bytes:
    """Mails within mails."""
    return (
        mail("carried", "", "").replace(b"\n\n", b"\n", 1)
        + (b"Content-Type: message/rfc822\n\n" + HEAD.format("in", "in").encode()) * depth
        + b"\nHello.\n"
    )


def mails(choose: random.Random) -> Iterator[tuple[str, bytes]]:
    """Hostile mails by their name."""
    big = 10_000_000
    letters = "".join(choose.choices("abcdefghij \n>", k=200_000))
    yield "nested-1000", nested(1_000)
    yield "nested-20000", nested(20_000)
    yield "carried-1000", carried(1_000)
    yield (
        "parts-100000",
        mail(
            "parts", MULTIPART.format("b").rstrip("\n") + "\n", "--b\n\nx\n" * 100_000 + "--b--\n"
        ),
    )
    yield "header-10mb", mail("long", "X-Long: " + "a" * big + "\n", "Hello.")
    yield "header-folded-10mb", mail("folded", "X-Long: a\n" + " b\n" * (big // 3), "Hello.")
    yield "headers-200000", mail("many", "X-A: b\n" * 200_000, "Hello.")
    yield "subject-10mb", mail("s", "Subject: " + "word " * (big // 5) + "\n", "Hello.")
    yield "recipients-50000", mail(
        "all", "Cc: " + ", ".join(f"P{n} <p{n}@x{n % 99}.example>" for n in range(50_000)) + "\n",
        "Hello.",
    )  # fmt: skip
    yield "recipients-broken", mail("bad", "Cc: " + '"<(,' * 500_000 + "\n", "Hello.")
    yield "comments-deep", mail("com", "Cc: " + "(" * 200_000 + "x" + ")" * 200_000 + "\n", "Hi.")
    yield "groups", mail("grp", "Cc: " + "g:" * 200_000 + ";" * 200_000 + "\n", "Hello.")
    yield "rfc2231", mail(
        "2231",
        "Content-Disposition: attachment"
        + "".join(f";\n filename*{n}*=%41%42" for n in range(50_000)) + "\n",
        "Hello.",
    )  # fmt: skip
    yield "encoded-words", mail("enc", "Subject: " + "=?utf-8?B?QUJD?= " * 300_000 + "\n", "Hello.")
    yield "encoded-open", mail("op", "Subject: " + "=?utf-8?Q?" * 300_000 + "\n", "Hello.")
    yield (
        "references",
        mail(
            "ref",
            "References: " + " ".join(f"<{n}@x.example>" for n in range(200_000)) + "\n",
            "Hi.",
        ),
    )
    yield (
        "received-20000",
        mail("rec", "Received: from a by b; Mon, 2 Mar 2026 09:00:00 +0000\n" * 20_000, "Hello."),
    )
    yield "date-long", mail("date", "Date: " + "Mon, " * 500_000 + "\n", "Hello.")
    yield "quote-depth-10000", mail("q", "", "".join(">" * n + " x\n" for n in range(0, 10_000, 5)))
    yield "quote-lines", mail("ql", "", "> > > > x\n" * 1_000_000)
    yield "on-wrote", mail("ow", "", "On Mon, " * 200_000 + "wrote")
    yield "on-wrote-lines", mail("owl", "", "On Mon, Ann wrote\n" * 200_000)
    yield "from-sent-lines", mail("fsl", "", "From: a\nSent: b\nTo: c\n" * 100_000)
    yield "dashes", mail("da", "", "-" * 5_000_000)
    yield "underscores-lines", mail("un", "", "_____\n-- \n" * 300_000)
    yield "one-line-20mb", mail("line", "", "word " * 4_000_000)
    yield "no-space-20mb", mail("ns", "", "a" * 20_000_000)
    yield "sentences", mail("se", "", "Please send it. " * 600_000)
    yield "dots", mail("do", "", "." * 3_000_000 + "?" * 3_000_000)
    yield "letters", mail("le", "", letters * 20)
    yield "nul", mail("nul\0", "Subject: a\0b\n", b"Hello\0there.\0" * 1_000)
    yield "surrogates", mail("sur", "Content-Type: text/plain; charset=utf-8\n", "\ud800x" * 10_000)
    yield "utf7", mail("u7", "Content-Type: text/plain; charset=utf-7\n", "+2AA-" * 100_000)
    yield (
        "charset-unknown",
        mail("cs", "Content-Type: text/plain; charset=" + "x" * 99_999 + "\n", "Hi"),
    )
    yield "boundary-long", mail("bl", MULTIPART.format("b" * 100_000).rstrip("\n") + "\n", "--b\n")
    yield "base64-broken", mail("b64", "Content-Transfer-Encoding: base64\n", "=A=" * 3_000_000)
    yield "qp", mail("qp", "Content-Transfer-Encoding: quoted-printable\n", "=\n=3" * 2_000_000)
    yield from html_mails()
    yield "uuencode", mail("uu", "", "begin 644 a\n" * 200_000)
    yield "noise", bytes(choose.randrange(256) for _ in range(300_000))
    yield "noise-headers", HEAD.format("n", "n").encode() + b"\n" + choose.randbytes(3_000_000)


def html_mails() -> Iterator[tuple[str, bytes]]:
    """Hostile mails whose text is HTML."""
    html = "Content-Type: text/html\n"
    yield "html-deep", mail("hd", html, "<div>" * 200_000 + "x")
    yield "html-tables", mail("ht", html, "<table><tr><td>" * 50_000 + "x")
    yield "html-attributes", mail("ha", html, "<p " + "a=b " * 1_000_000 + ">x")
    yield "html-entities", mail("he", html, "&amp;" * 2_000_000)
    yield "html-comment", mail("hc", html, "<!--" * 1_000_000 + "x")
    yield "html-style", mail("hs", html, "<style>" + "a{b:c}" * 1_000_000 + "</style>x")
    yield "html-open", mail("ho", html, "<" * 3_000_000)


EVENT = (
    "BEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20260302T090000Z\r\n"
    "DTEND:20260302T093000Z\r\n{}SUMMARY:x\r\nEND:VEVENT\r\n"
)
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"


def calendars() -> Iterator[tuple[str, bytes]]:
    """Hostile calendars by their name."""

    def one(name: str, more: str) -> tuple[str, bytes]:
        return f"ics-{name}", CALENDAR.format(EVENT.format(name, more)).encode()

    yield one("secondly", "RRULE:FREQ=SECONDLY\r\n")
    yield one("count", "RRULE:FREQ=SECONDLY;COUNT=2000000000\r\n")
    every = ",".join(map(str, range(60)))
    yield one("by", f"RRULE:FREQ=YEARLY;BYSECOND={every};BYMINUTE={every};BYHOUR=1,2,3,4\r\n")
    yield one("never", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n")
    yield one("interval", "RRULE:FREQ=SECONDLY;INTERVAL=1;BYMONTH=2;BYMONTHDAY=30\r\n")
    yield one("rdate", "RDATE:" + ",".join(["20260302T090000Z"] * 200_000) + "\r\n")
    yield one("exdate", "RRULE:FREQ=DAILY\r\n" + "EXDATE:20260303T090000Z\r\n" * 50_000)
    yield one("people", "".join(f"ATTENDEE:mailto:p{n}@x.example\r\n" for n in range(50_000)))
    yield one("folded", "DESCRIPTION:a\r\n" + " b\r\n" * 1_000_000)
    yield "ics-nested", CALENDAR.format("BEGIN:VEVENT\r\n" * 20_000).encode()
    yield (
        "ics-events",
        CALENDAR.format("".join(EVENT.format(n, "") for n in range(5_000))).encode(),
    )
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19000101T000000\r\n"
        "RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    in_zone = (
        "BEGIN:VEVENT\r\nUID:z\r\nDTSTART;TZID=X:20260302T090000\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
    )
    yield "ics-zone", CALENDAR.format(zone + in_zone).encode()


def tables() -> Iterator[tuple[str, bytes]]:
    """Hostile tables by their name."""
    head = b"invoice_id,account_id,issued_on,amount\n"
    yield "csv-cell-100mb", head + b'i1,a,2026-01-01,"' + b"x" * 100_000_000 + b'"\n'
    yield "csv-open-quote", head + b'i1,a,2026-01-01,"' + b"i2,a,2026-01-01,1\n" * 20_000
    yield "csv-columns", b"invoice_id," + b"c," * 500_000 + b"amount\n" + b"1," * 500_000 + b"1\n"
    yield "csv-digits", head + b"i1,a,2026-01-01," + b"9" * 5_000_000 + b"\n"
    yield "csv-exponent", head + b"i1,a,2026-01-01,1e999999999\n"
    yield "csv-nul", head + b"i1\0,a\0,2026-01-01,1\n" * 10_000
    yield "csv-quotes", head + b'"' * 3_000_000 + b"\n"


def _put(name: str, content: bytes, folder: Path) -> None:
    """Put a bomb into a folder as the kind of file that it is."""
    ending = {"ics": ".ics", "csv": ".csv"}.get(name[:3], ".eml")
    (folder / f"{name}{ending}").write_bytes(content)


def zip_bomb(folder: Path) -> None:
    """A gigabyte of nothing in a zip, and one within another."""
    with (
        zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as file,
        file.open("a.mbox", "w", force_zip64=True) as inner,
    ):
        for _ in range(100):
            inner.write(b"\0" * 10_000_000)


def gzip_bomb(folder: Path) -> None:
    """A gigabyte of nothing, packed twice."""
    with gzip.open(folder / "bomb.mbox.gz", "wb", 9) as file:
        for _ in range(100):
            file.write(b"\0" * 10_000_000)


def nested_zip(folder: Path) -> None:
    """A zip in a zip in a zip, and so on."""
    content = GOOD.replace(b"after@", b"inside@")
    for depth in range(30):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("mail.eml" if depth == 0 else "more.zip", content)
        content = out.getvalue()
    (folder / "nested.zip").write_bytes(content)


def zip_entries(folder: Path) -> None:
    """Three hundred thousand empty files."""
    with zipfile.ZipFile(folder / "entries.zip", "w") as file:
        for number in range(300_000):
            file.writestr(zipfile.ZipInfo(f"{number}.eml"), b"")


def tar_slip(folder: Path) -> None:
    """Names that lead out of the folder, links and devices; one honest mail among them."""
    with tarfile.open(folder / "slip.tar.gz", "w:gz") as file:

        def add(name: str, kind: bytes = tarfile.REGTYPE, to: str = "", data: bytes = b"") -> None:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, to, len(data)
            file.addfile(info, io.BytesIO(data))

        evil = GOOD.replace(b"after@", b"evil@")
        add("../../escaped.eml", data=evil)
        add(SLIPPED, data=evil)
        add("link.eml", tarfile.SYMTYPE, "/etc/passwd")
        add("hard.eml", tarfile.LNKTYPE, "/etc/passwd")
        add("dir", tarfile.SYMTYPE, "/tmp")  # noqa: S108
        add("dir/through-a-link.eml", data=evil)
        add("fifo.eml", tarfile.FIFOTYPE)
        add("device.eml", tarfile.CHRTYPE)
        add("honest.eml", data=GOOD.replace(b"after@", b"honest@"))


def odd_files(folder: Path) -> None:
    """What lies in folders and is no file: a pipe, links to devices, to itself, to the way up."""
    os.mkfifo(folder / "pipe.eml")
    (folder / "zero.eml").symlink_to("/dev/zero")
    (folder / "loop.eml").symlink_to("loop.eml")
    (folder / "up").symlink_to("..")
    (folder / "nothing.eml").symlink_to("not-there")
    (folder / "empty.mbox").touch()


FOLDERS: dict[str, Callable[[Path], None]] = {
    "zip-bomb": zip_bomb,
    "gzip-bomb": gzip_bomb,
    "zip-nested": nested_zip,
    "zip-entries": zip_entries,
    "tar-slip": tar_slip,
    "odd-files": odd_files,
}


def import_of(folder: Path, book: Path) -> Spent:
    """Import a folder in a process of its own; what it took. It is ended after a minute."""
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(book), "1", "500", str(folder)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    began = time.monotonic()
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if time.monotonic() - began > 60:
            process.kill()
        time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr is not None:
        process.stderr.close()
    seconds = used.ru_utime + used.ru_stime
    return Spent(code=process.returncode, seconds=seconds, megabytes=used.ru_maxrss / 1024)


def is_honest(book: Path) -> list[str]:
    """What is wrong with the book: the ordinary mail, the counts, what must not be in it."""
    store = open_store(book)
    with store.read() as tx:
        after = tx.rows("select count(*) from message where message_id like '%after@%'")
        evil = tx.rows("select count(*) from message where subject like '%root:%'")
        odd = tx.rows(
            "select path from source_file where"
            " seen <> imported + excluded + duplicate + unreadable + waiting"
        )
    store.close()
    found = [] if after == [(1,)] else ["the mail after it is not there"]
    found += [] if evil == [(0,)] else ["a file of the system was read"]
    if Path(SLIPPED).exists():
        found.append("an archive wrote outside of the book")
    return found + [f"{path} does not add up" for (path,) in odd]


def bombs(seed: int) -> Iterator[tuple[str, Callable[[Path], None]]]:
    """Each bomb: its name, and what puts it into a folder."""
    for source in (mails(random.Random(seed)), calendars(), tables()):  # noqa: S311
        for name, content in source:
            yield name, partial(_put, name, content)
    yield from FOLDERS.items()


def run(folder: Path, seed: int, only: Sequence[str] = ()) -> tuple[int, list[str], list[str]]:
    """Import each bomb; how many there were, what each took, and what went wrong."""
    plain = folder / "plain"
    plain.mkdir(parents=True)
    (plain / "zz-after.eml").write_bytes(GOOD)
    usual = min((import_of(plain, folder / f"usual{n}") for n in (1, 2)), key=lambda s: s.seconds)
    took, wrong, count = [], [], 0
    for name, put in bombs(seed):
        if only and not any(part in name for part in only):
            continue
        count += 1
        there, book = folder / "in", folder / "book"
        there.mkdir()
        put(there)
        (there / "zz-after.eml").write_bytes(GOOD)
        spent = import_of(there, book)
        seconds, megabytes = spent.seconds - usual.seconds, spent.megabytes - usual.megabytes
        took.append(f"{name}: {seconds:.2f} s, {megabytes:.0f} MB, {spent.code}")
        found = [] if spent.code == 0 else [f"the import ended with {spent.code}"]
        found += is_honest(book) if (book / "book.db").exists() else ["there is no book"]
        if seconds > SECONDS or megabytes > MEGABYTES:
            found.append(f"it took {seconds:.1f} s and {megabytes:.0f} MB")
        wrong += [f"{name}: {what}" for what in found]
        shutil.rmtree(there)
        shutil.rmtree(book, ignore_errors=True)
    return count, took, wrong


def main() -> None:
    """Run it and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", action="append", default=[], help="those with this in their name")
    asked.add_argument("--tell", action="store_true", help="what each took")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        count, took, wrong = run(Path(folder), options.seed, options.only)
    if options.tell:
        tell("\n".join(took))
    bad = len({line.partition(":")[0] for line in wrong})
    tell(f"R4: {count - bad} of {count} bombs at most {SECONDS:g} s and {MEGABYTES} MB each, "
         "and the next mail came in")  # fmt: skip
    for line in wrong:
        tell(line)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
