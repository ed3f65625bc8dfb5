"""Slow clients at the door, and more requests than pages can be drawn.

    python -m bench.crowd BOOK [--as-of DAY] [--slow N] [--seconds N]

Serves the book, and asks for kept pages 200 times a second: alone, then with so many clients that
send one byte a second of a request that never ends; the bar is twice the time within which 95 of
100 were answered. Then pages that nobody has drawn, faster and faster: how many a second were given
within a second, how many were told to come again, and whether at twice the rate of the best it is
still four fifths of that. The book is written to: give it a copy.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from bench.web import AS_OF, Asked, accounts_of, answer, connected, measured, plan, show

from goodwill.lab.served import served

SLOW, SECONDS, RATE, CONNECTIONS = 500, 6.0, 200.0, 256
RATES = (50, 100, 200, 400, 800)
IN_TIME, OPENED = 1.0, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What became of requests at one rate, each a second: given in time, late, and refused."""

    rate: float
    in_time: float
    late: float
    refused: float


@contextmanager
def slow_clients(address: str, number: int) -> Iterator[None]:
    """Clients of a process of their own that send one byte a second and never come to an end."""
    if not number:
        yield
        return
    process = multiprocessing.get_context("spawn").Process(
        target=dribble, args=(address, number), daemon=True
    )
    process.start()
    time.sleep(OPENED)
    try:
        yield
    finally:
        process.kill()
        process.join()


def dribble(address: str, number: int) -> None:
    """Open so many doors and send a byte through each in turn, one a second."""
    parts = urlsplit(address)
    doors = [socket.create_connection((parts.hostname, parts.port)) for _ in range(number)]
    for door in doors:
        door.sendall(b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ")
    for door in cycle(doors):
        door.sendall(b"o")
        time.sleep(1 / number)


def beside_slow_ones(address: str, asked: Sequence[Asked], number: int) -> None:
    """The same load without and with slow clients, and how many times longer it took."""
    asyncio.run(measured(address, asked))
    late = []
    for name, count in (("alone", 0), ("beside", number)):
        with slow_clients(address, count):
            found = asyncio.run(measured(address, asked))
        show(name, found)
        late.append(quantiles([one for times in found.values() for one in times], n=100)[94])
    print(f"  {number} slow clients: {late[1] / late[0]:.1f} times as long (95 of 100)")


async def crowded(address: str, accounts: Sequence[str], rate: int, seconds: float) -> Given:
    """Pages that nobody has drawn, at a rate; every address is new."""
    waiting: asyncio.Queue[Asked] = asyncio.Queue()
    found: list[tuple[bytes, float]] = []
    start = time.perf_counter()

    async def worker() -> None:
        while (one := await waiting.get()).path:
            reader, writer = await connected(address)  # one that is idle for long is let go of
            status = await answer(reader, writer, address, one.path)
            found.append((status, time.perf_counter() - start - one.due))
            writer.close()

    workers = [asyncio.create_task(worker()) for _ in range(CONNECTIONS)]
    for number in range(int(rate * seconds)):
        due = number / rate
        await asyncio.sleep(max(0.0, start + due - time.perf_counter()))
        path = f"/accounts/{accounts[number % len(accounts)]}?crowd={rate}-{number}"
        waiting.put_nowait(Asked(sort="", path=path, due=due))
    for _ in workers:
        waiting.put_nowait(Asked(sort="", path="", due=0))
    await asyncio.gather(*workers)
    given = [took for status, took in found if status == b"200"]
    in_time = sum(took <= IN_TIME for took in given)
    return Given(
        rate=rate,
        in_time=in_time / seconds,
        late=(len(given) - in_time) / seconds,
        refused=sum(status == b"503" for status, _ in found) / seconds,
    )


def run(given: argparse.Namespace) -> None:
    """Both, in turn."""
    with served(Path(given.book), given.as_of) as address:
        accounts = accounts_of(address)
        asked = plan(accounts, RATE, given.seconds, 7)
        beside_slow_ones(address, asked, given.slow)
        steps = []
        for rate in RATES:
            steps.append(asyncio.run(crowded(address, accounts, rate, given.seconds)))
            print(f"  {steps[-1]}")
        best = max(steps, key=lambda one: one.in_time)
        beyond = [one.in_time for one in steps if one.rate >= 2 * best.rate]
        if beyond:
            share = beyond[0] / best.in_time
            print(f"  best at {best.rate:g} a second; at twice that {share:.0%} of it is given")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book")
    parser.add_argument("--as-of", type=date.fromisoformat, default=AS_OF)
    parser.add_argument("--slow", type=int, default=SLOW)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    run(parser.parse_args())
