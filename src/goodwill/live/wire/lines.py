"""Several questions at a time to one vendor, their answers in order.

A vendor says how many requests of one mailbox it takes at once, and how much they may weigh
together: so each line has a connection of its own, and all keep one pace.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue
from typing import Any

from goodwill.live.base import SourceConfig
from goodwill.live.faults import TooLargeError
from goodwill.live.oauth.bearer import Bearer, Permit
from goodwill.live.oauth.provider import behind
from goodwill.live.wire.api import AnswerError, Api
from goodwill.live.wire.paces import Limit, paces_of, turns_of
from goodwill.live.wire.web import Web

__all__ = ["Lines", "signed_lines"]

AHEAD = 2
"""Questions for each line that are asked before the first answer is wanted."""

LARGEST = 256 << 20
"""Bytes of an answer: a mail of 150 MiB, the largest that a provider takes, in base64."""

Found = Any
"""What a question found, or the `AnswerError` or `TooLargeError` that concerns it alone."""


class Lines:
    """Some lines to one vendor; `first` is for whoever asks one thing after the other."""

    def __init__(self, apis: Sequence[Api]) -> None:
        self._apis = apis
        self.first = apis[0]
        self._pool = ThreadPoolExecutor(len(apis), thread_name_prefix="line")

    def close(self) -> None:
        """Let go of every connection; what is being asked is not waited for any longer."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        for api in self._apis:
            api.close()

    def each(
        self, wanted: Iterable[str], ask: Callable[[Api, str], Any]
    ) -> Iterator[tuple[str, Found]]:
        """Each question with what it found, in order; whatever concerns all of them is raised."""
        free: SimpleQueue[Api] = SimpleQueue()
        for api in self._apis:
            free.put(api)

        def one(what: str) -> Found:
            api = free.get()
            try:
                return ask(api, what)
            except (AnswerError, TooLargeError) as error:
                return error
            finally:
                free.put(api)

        waiting: deque[tuple[str, Future[Found]]] = deque()
        coming = iter(wanted)
        try:
            for what in islice(coming, AHEAD * len(self._apis)):
                waiting.append((what, self._pool.submit(one, what)))
            while waiting:
                what, found = waiting.popleft()
                yield what, found.result()
                for following in islice(coming, 1):
                    waiting.append((following, self._pool.submit(one, following)))
        finally:
            for _, found in waiting:
                found.cancel()


def signed_lines(
    config: SourceConfig,
    bearer: Bearer,
    url: str,
    *,
    vendor: str,
    needs: str,
    count: int,
    limits: Sequence[Limit],
    at_once: int = 0,
    headers: Mapping[str, str] | None = None,
) -> Lines:
    """Lines to a vendor's address, or to the gateway that the source names, with its tokens.

    `at_once`: how many calls of one user its vendor takes at a time, where it says so; no more are
    made, by whatever source or program.
    """
    address = behind(config, url)
    whose = (address, config.user.casefold())
    paces, turns = paces_of(limits, *whose), turns_of(at_once, *whose) if at_once else None
    return Lines(
        [
            Api(
                Web(
                    address,
                    is_own=bool(config.said("gateway")) and config.is_own_network,
                    ca_file=config.said("ca_file") or None,
                    largest=LARGEST,
                ),
                Permit(bearer),
                vendor=vendor,
                limits=paces,
                turns=turns,
                needs=needs,
                headers=headers,
            )
            for _ in range(count)
        ]
    )
