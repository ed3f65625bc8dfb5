"""How fast the served pages answer while many ask: 200 requests a second for some seconds.

    python bench/web.py BOOK [AS_OF] [RATE] [SECONDS] [BESIDE...]

Serves the book in a process of its own, asks for all accounts, statements, the reasons of a line
and what a search finds, in turn, and prints the middle and the 95th of 100 answers of each sort in
milliseconds. A request is timed from the moment at which it was due, so that a slow answer also
counts for those that had to wait behind it. `BESIDE` are addresses of other programs that serve
tables (Datasette, say), asked in the same way right after. Then: what a first and a second visit
weigh, and, where Chromium is there, when the largest part of the first page is painted.
"""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import httpx

from goodwill.lab.served import served

RATE, SECONDS, CONNECTIONS = 200.0, 10.0, 32
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


def plan(accounts: Sequence[str], rate: float, seconds: float) -> list[Asked]:
    """Requests of four sorts in turn, evenly spread; the accounts are drawn by lot."""
    lot = random.Random(7)  # noqa: S311 - a bench wants the same lot each time
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
        reader, writer = await _connected(address)
        while (one := await waiting.get()).path:
            status = await _answer(reader, writer, address, one.path)
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


async def _connected(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(address)
    return await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 24)


async def _answer(
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


def painted(address: str) -> None:
    """When the largest part of the first page is painted, in Chromium, five times."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where Chromium is

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)
            print(f"  largest part painted after {page.evaluate(PAINTED):.0f} ms")
            page.close()
        browser.close()


def run(book: str, as_of: str, rate: float, seconds: float, beside: Sequence[str]) -> None:
    """All of it, in the order of the text above."""
    with served(Path(book), date.fromisoformat(as_of)) as address:
        first = httpx.get(f"{address}/accounts.csv", timeout=600).text
        accounts = [line.partition(",")[0] for line in first.splitlines()[1:]]
        print(f"{len(accounts)} accounts, {rate:g} requests a second for {seconds:g} s")
        for name in ("first", "again"):
            show(name, asyncio.run(measured(address, plan(accounts, rate, seconds))))
        for other in beside:
            path = other.removeprefix("{0.scheme}://{0.netloc}".format(urlsplit(other)))
            number = range(int(rate * seconds))
            asked = [Asked(sort=path, path=path, due=each / rate) for each in number]
            show("beside", asyncio.run(measured(other, asked)))
        weights(address)
        painted(address)


if __name__ == "__main__":
    book_place, *rest = sys.argv[1:]
    given = dict(enumerate(rest))
    run(
        book_place,
        given.get(0, "2026-06-30"),
        float(given.get(1, RATE)),
        float(given.get(2, SECONDS)),
        rest[3:],
    )
