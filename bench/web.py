"""How fast the served pages answer while many ask: 200 requests a second for some seconds.

    python -m bench.web BOOK [--as-of DAY] [--rate N] [--seconds N] [--import MAILS]
                           [--beside PROGRAM] [BESIDE...]

Serves the book in a process of its own, asks for all accounts, statements, the reasons of a line
and what a search finds, in turn, and prints the middle and the 95th of 100 answers of each sort in
milliseconds: pages that nobody has drawn yet, the same again, both sorts while so many made-up
mails are imported into the same book, and others while its statements are drawn up after that. A
request is timed from the moment at which it was due, so that a slow answer also counts for those
that had to wait behind it.

`--beside` names Datasette: it serves the same book, and pages of its table of accounts are asked
for a tenth as often right after; further addresses may follow. Then: what a first and a second
visit weigh, the processor's time for a page of each sort, and, where Chromium is there, when the
largest part of the first page is painted. The book is written to: give it a copy.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

import httpx
from bench.figures import Figure
from bench.given import Given
from bench.parts.made_book import made_book
from bench.runs import PEERS, fresh

from goodwill.lab.served import served

RATE, SECONDS, CONNECTIONS = 200.0, 10.0, 32
PART, SHORT, BAR, PAINTED_BAR = "pages, 200 a second", 6.0, 50.0, 1_000.0
MANY, DRAWN_UP, SLOWER = 30_000, 15.0, 10.0
AS_OF = date(2026, 6, 30)
LINES = ("kind", "stage", "risks[defection]", "patterns[terms_dictated]", "economics.contribution")
WORDS = ("price", "invoice", "delivery", "meeting", "thank", "late", "offer", "ma", "account")
PAINTED = """() => new Promise(told => new PerformanceObserver(list =>
  told(list.getEntries().at(-1).startTime))
  .observe({type: 'largest-contentful-paint', buffered: true}))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: of which sort, which path, and when it is due, in seconds from the start."""

    sort: str
    path: str
    due: float


def plan(accounts: Sequence[str], rate: float, seconds: float, seed: int) -> list[Asked]:
    """Requests of four sorts in turn, evenly spread; the accounts are drawn by lot."""
    lot = random.Random(seed)  # noqa: S311 - a bench wants the same lot each time
    asked = []
    for number in range(int(rate * seconds)):
        account = f"/accounts/{lot.choice(accounts)}"
        sort, path = (
            ("all accounts", "/"),
            ("statement", account),
            ("why", f"{account}/why/{lot.choice(LINES)}"),
            ("search", f"/search?q={lot.choice(WORDS)}"),
        )[number % 4]
        asked.append(Asked(sort=sort, path=path, due=number / rate))
    return asked


async def measured(address: str, asked: Sequence[Asked]) -> dict[str, list[float]]:
    """Milliseconds from the moment due until the whole answer was there, by sort."""
    waiting: asyncio.Queue[Asked] = asyncio.Queue()
    found: dict[str, list[float]] = {}
    start = time.perf_counter()

    async def worker() -> None:
        reader, writer = await connected(address)
        while (one := await waiting.get()).path:
            status = await answer(reader, writer, address, one.path)
            if status != b"200":
                found.setdefault(f"{one.sort}: {status.decode()}", []).append(0.0)
            found.setdefault(one.sort, []).append((time.perf_counter() - start - one.due) * 1e3)
        writer.close()

    workers = [asyncio.create_task(worker()) for _ in range(CONNECTIONS)]
    for one in asked:
        await asyncio.sleep(max(0.0, start + one.due - time.perf_counter()))
        waiting.put_nowait(one)
    for _ in workers:
        waiting.put_nowait(Asked(sort="", path="", due=0))
    await asyncio.gather(*workers)
    return found


async def connected(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to a server."""
    parts = urlsplit(address)
    return await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 24)


async def answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str, path: str
) -> bytes:
    """Ask for a path and read the answer to its end; gives its status."""
    host = urlsplit(address).netloc
    writer.write(f"GET {path} HTTP/1.1\r\nhost: {host}\r\naccept-encoding: gzip\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if length := re.search(rb"content-length: (\d+)", head, re.IGNORECASE):
        await reader.readexactly(int(length[1]))
    elif b"chunked" in head.lower():
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return head.split(b" ", 2)[1]


def show(name: str, found: Mapping[str, Sequence[float]]) -> None:
    """A line for each sort."""
    for sort, times in sorted(found.items()):
        if ":" in sort:
            print(f"  {name:10} {sort}, {len(times)} times")
            continue
        parts = quantiles(times, n=100)
        print(
            f"  {name:10} {sort:14} {len(times):6} answers"
            f"   p50 {parts[49]:7.1f} ms   p95 {parts[94]:7.1f} ms   p99 {parts[98]:7.1f} ms"
        )


def weights(address: str) -> None:
    """Bytes on the wire of the first page with all that it asks for, and of the page alone."""
    packed = {"accept-encoding": "gzip"}
    with httpx.Client(base_url=address, headers=packed) as client:
        text = client.get("/").text
        files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
        for path in ("/", *sorted(files)):
            with client.stream("GET", path) as answer:
                size = sum(len(part) for part in answer.iter_raw())
            print(f"  {size / 1e3:8.1f} kB  {path}")


def painted(address: str) -> list[float]:
    """Milliseconds until the largest part of the first page is painted, in Chromium, five times."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return []
    found = list[float]()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where Chromium is

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)
            found.append(page.evaluate(PAINTED))
            page.close()
        browser.close()
    print(f"  largest part painted after {median(found):.0f} ms, at most {max(found):.0f} ms")
    return found


def costs(address: str, pid: int, accounts: Sequence[str]) -> None:
    """Milliseconds of processor that a page of each sort takes which nobody has drawn yet."""
    with httpx.Client(base_url=address, headers={"accept-encoding": "gzip"}, timeout=60) as client:
        for sort, paths in (
            ("statement", [f"/accounts/{one}?drawn" for one in accounts]),
            ("why", [f"/accounts/{one}/why/risks[defection]?drawn" for one in accounts]),
            ("all accounts", [f"/?page={page}&drawn" for page in range(1, 11)]),
            ("search", [f"/search?q={word}" for word in WORDS]),
            ("again", [f"/accounts/{one}?drawn" for one in accounts]),
        ):
            before = processor(pid)
            for path in paths:
                client.get(path).raise_for_status()
            print(f"  {sort:14} {(processor(pid) - before) / len(paths):6.1f} ms of processor")


def processor(pid: int) -> float:
    """Milliseconds that a process and its threads have run."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1e3 / os.sysconf("SC_CLK_TCK")


def child() -> int:
    """The process that serves: the only one that this one has started."""
    return int(Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()[0])


@contextmanager
def importing(book: str, mails: int, accounts: Sequence[str]) -> Iterator[None]:
    """While made-up mails of some accounts are imported, by a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.mbox"
        file.write_text("".join(made_mails(mails, accounts[:50])), "utf-8")
        command = "from goodwill.serve.cli import main; main()"
        call = [sys.executable, "-c", command, "--book", book, "import", str(file)]
        with subprocess.Popen(
            call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _wait_for_first(book, process)
                yield
                ran = "to the end of the load" if process.poll() is None else "for a part of it"
                print(f"  the import of {mails} mails ran {ran}")
                process.wait(timeout=300)
            finally:
                process.kill()


def _wait_for_first(book: str, process: subprocess.Popen[bytes]) -> None:
    """Until the first new mail is in: a program takes a while to start."""
    count = "select coalesce(max(id), 0) from message"
    with closing(
        sqlite3.connect(f"{Path(book, 'book.db').resolve().as_uri()}?mode=ro", uri=True)
    ) as db:
        before = db.execute(count).fetchone()
        while process.poll() is None and db.execute(count).fetchone() == before:
            time.sleep(0.05)


def made_mails(number: int, accounts: Sequence[str]) -> Iterator[str]:
    """Mails that nobody wrote, in the form of an mbox."""
    for at in range(number):
        account = accounts[at % len(accounts)]
        yield (
            "From x Thu Jan  1 00:00:00 2026\n"
            f"From: new{at % 9}@{account}.example\nTo: s1@ours.example\nSubject: Made {at}\n"
            f"Message-ID: <made-{at}@bench.example>\nDate: {1 + at % 28} Jun 2026 10:00:00 +0000\n"
            "Content-Type: text/plain; charset=utf-8\n\n"
            f"Could you send the offer number {at} again? Thank you for the quick delivery.\n\n"
        )


@contextmanager
def datasette(program: str, book: str) -> Iterator[str]:
    """Another program that serves tables, over the same book; gives the address of accounts."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    call = [program, "serve", str(Path(book) / "book.db"), "--port", str(port)]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}/book/account?_size=100"
        try:
            for _ in range(100):
                time.sleep(0.2)
                try:
                    httpx.get(address, timeout=30)
                    break
                except httpx.ConnectError:
                    continue
            yield address
        finally:
            process.terminate()


def ask_beside(other: str, rate: float, seconds: float) -> list[float]:
    """The same load on one page of another program."""
    path = other.removeprefix("{0.scheme}://{0.netloc}".format(urlsplit(other)))
    asked = [Asked(sort=path, path=path, due=each / rate) for each in range(int(rate * seconds))]
    found = asyncio.run(measured(other, asked))
    show("beside", found)
    return found[path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Pages that are asked for: of which server, at which rate, for how many seconds."""

    address: str
    accounts: Sequence[str]
    rate: float
    seconds: float

    def ask(self, name: str, seed: int, seconds: float = 0.0) -> dict[str, list[float]]:
        """Milliseconds by sort, which are shown under a name; the same seed, the same pages."""
        asked = plan(self.accounts, self.rate, seconds or self.seconds, seed)
        before, began = processor(child()), time.perf_counter()
        found = asyncio.run(measured(self.address, asked))
        ran, took = (processor(child()) - before) / 1e3, time.perf_counter() - began
        show(name, found)
        print(f"  {name:10} {ran:.1f} s of processor in {took:.1f} s", flush=True)
        return found


def phases(load: Load, book: str, mails: int) -> Iterator[tuple[str, dict[str, list[float]]]]:
    """The load in turn on pages that nobody has drawn, on the same again, and beside an import.

    During the import both sorts are asked for; after it, pages while its statements are drawn up.
    """
    yield "first", load.ask("first", 7)
    yield "again", load.ask("again", 7)
    if not mails:
        return
    with importing(book, mails, load.accounts):
        yield "again, while importing", load.ask("import", 7)
        yield "first, while importing", load.ask("import", 8)
    yield "while drawn up again", load.ask("drawn up", 9, DRAWN_UP)


def accounts_of(address: str) -> list[str]:
    """The ids of all accounts, as their table gives them."""
    table = httpx.get(f"{address}/accounts.csv", timeout=600).text
    return [line.partition(",")[0] for line in table.splitlines()[1:]]


def run(given: argparse.Namespace) -> None:
    """All of it, in the order of the text above."""
    rate, seconds = given.rate, given.seconds
    with served(Path(given.book), given.as_of) as address:
        accounts = accounts_of(address)
        print(f"{len(accounts)} accounts, {rate:g} requests a second for {seconds:g} s")
        load = Load(address=address, accounts=accounts, rate=rate, seconds=seconds)
        for _ in phases(load, given.book, given.mails):
            continue
        if given.program:
            with datasette(given.program, given.book) as other:
                ask_beside(other, rate / SLOWER, seconds)
        for other in given.beside:
            ask_beside(other, rate, seconds)
        costs(address, child(), accounts[-100:])
        weights(address)
        painted(address)


def measure(given: Given) -> list[Figure]:
    """The 95th of 100 answers of each sort in each phase, and when the first page is painted.

    Where Datasette is installed its table of accounts is asked for, too, beside an import as well.
    """
    book = given.folder / "served"
    if not book.exists():
        shutil.copytree(made_book(given), book)
        fresh("--book", book, "assess", "--as-of", AS_OF.isoformat())
    with served(book, AS_OF) as address:
        load = Load(address=address, accounts=accounts_of(address), rate=RATE, seconds=SHORT)
        print(f"{len(load.accounts)} accounts, {RATE:g} requests a second", flush=True)
        figures = [
            Figure(part=PART, name=f"{sort}, {when}: 95 of 100 within", unit="ms",
                   samples=(_late(times),), bar=BAR if ":" not in sort else 0.0)
            for when, found in phases(load, str(book), MANY)
            for sort, times in found.items()
        ]  # fmt: skip
        costs(address, child(), load.accounts[-100:])
        if lasted := painted(address):
            figures.append(Figure(part=PART, name="largest part of the first page painted",
                                  unit="ms", samples=tuple(lasted), bar=PAINTED_BAR))  # fmt: skip
    return [*figures, *_beside(book)]


def _beside(book: Path) -> Iterator[Figure]:
    """Datasette's table of accounts, a tenth as often: it is slower, and must not pile up."""
    program = PEERS / "datasette"
    if not program.exists():
        return
    accounts = [f"a{number:04d}" for number in range(50)]
    with datasette(str(program), str(book)) as other:
        yield _of_datasette(other, "")
        with importing(str(book), MANY // 2, accounts):
            yield _of_datasette(other, ", while importing")


def _of_datasette(other: str, when: str) -> Figure:
    rate = RATE / SLOWER
    times = ask_beside(other, rate, SHORT)
    return Figure(part=PART, name=f"table of accounts, {rate:g} a second{when}: 95 of 100 within",
                  unit="ms", samples=(_late(times),), of="datasette")  # fmt: skip


def _late(times: Sequence[float]) -> float:
    """The time within which 95 of 100 were answered."""
    return quantiles(times, n=100)[94] if len(times) > 1 else times[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book")
    parser.add_argument("--as-of", type=date.fromisoformat, default=AS_OF)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--import", dest="mails", type=int, default=0)
    parser.add_argument("--beside", dest="program", default="")
    parser.add_argument("beside", nargs="*", default=())
    run(parser.parse_args())
