"""All connected sources, one after the other: what each brought, and how each stands since.

A source that fails is noted with the reason and when it is tried again; the others go on.
"""

from __future__ import annotations

import os
import platform
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from goodwill.errors import CallError, GoodwillError
from goodwill.live.base import LiveSource
from goodwill.live.connected import Connected, State, as_config, connected, kind_named, named
from goodwill.live.faults import CutOffError, SignInError, WaitError
from goodwill.live.secrets import Seal, seal_of_user
from goodwill.live.wire.backoff import Pauses, after_failures
from goodwill.pipeline import book_settings
from goodwill.reports import OnProgress, say_nothing
from goodwill.store.database import Store, Transaction
from goodwill.store.live_sources.sources import (
    LEASE_SECONDS,
    let_go,
    note_state,
    said_of,
    source_rows,
    take_lease,
)
from goodwill.syncing.one_source import Bringing, Came
from goodwill.syncing.vault import Kept, open_source

__all__ = ["How", "Ran", "all_sources", "due", "sync"]

FAILED = 3
"""The exit code where a source could not be read, or not to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One source after a run.

    `came` is None where nothing could be read of it, or somebody else reads it; where something
    came before it failed, both are told.
    """

    source: Connected
    came: Came | None = None
    exit_code: int = 0

    @property
    def has_failed(self) -> bool:
        """Whether it was not read to its end."""
        return self.exit_code == FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How sources are run: who is told, how many processes parse, with which key and pauses."""

    progress: OnProgress = say_nothing
    workers: int = 1
    seal: Callable[[], Seal] = seal_of_user
    pauses: Callable[[], Pauses] = Pauses


def all_sources(store: Store, now: datetime) -> list[Connected]:
    """Every connected source as it stands."""
    with store.read() as reader:
        return [connected(row, int(now.timestamp())) for row in source_rows(reader)]


def due(found: Sequence[Connected], now: datetime) -> list[Connected]:
    """The sources whose turn it is."""
    at = now.timestamp()
    return [
        one
        for one in found
        if one.state not in {"paused", "running", "needs_sign_in"} and _is_turn(one, at)
    ]


def _is_turn(one: Connected, at: float) -> bool:
    """Whether a source may be run again; what a clock that ran ahead has noted does not count."""
    if one.next_run_at is None or one.next_run_at <= at:
        return True
    return one.last_run_at is not None and one.last_run_at > at + LEASE_SECONDS


def sync(
    store: Store,
    *,
    now: Callable[[], datetime],
    names: Sequence[str] = (),
    only_due: bool = False,
    how: How | None = None,
) -> list[Ran]:
    """Run the sources that are named, or all that are not paused; `only_due`: whose turn it is."""
    _let_go_of_the_dead(store)
    found = all_sources(store, now())
    if names:
        chosen = [named(name, found) for name in names]
    elif only_due:
        chosen = due(found, now())
    else:
        chosen = [one for one in found if one.state != "paused"]
    run = _Runner(store, now, how or How())
    return [run.run(one) for one in chosen]


def _let_go_of_the_dead(store: Store) -> None:
    """A source whose reader on this machine was killed need not wait until its lease runs out."""
    with store.read() as reader:
        held = [(row.id, row.lease_by) for row in source_rows(reader) if row.lease_by]
    if dead := [(key, by) for key, by in held if _is_dead(by)]:
        with store.write() as tx:
            for key, by in dead:
                let_go(tx, key, by=by)


def _is_dead(holder: str) -> bool:
    """Whether who holds a lease was a process of this machine and is no more."""
    node, _, rest = holder.rpartition(":")[0].rpartition(":")
    if node != platform.node() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


class _Runner:
    """Runs one source at a time, and writes down how it went."""

    def __init__(self, store: Store, now: Callable[[], datetime], how: How) -> None:
        self._store, self._now, self._how = store, now, how
        self._me = f"{platform.node()}:{os.getpid()}:{random.getrandbits(32):08x}"

    def run(self, source: Connected) -> Ran:
        """One source, if nobody else is at it."""
        with self._store.write() as tx:
            is_mine = self._lease(tx, source)
        if not is_mine:
            return Ran(source=self._as_is(source))
        bringing, fault = self._bringing(source), None
        try:
            self._check_notice(source)
            bringing.bring()
        except GoodwillError as error:
            fault = error
        finally:
            with self._store.write() as tx:
                let_go(tx, source.id, by=self._me)
        came = bringing.came if fault is None or bringing.came.is_something else None
        self._note(source, came, fault)
        code = FAILED if fault else int(bool(came and came.rejects))
        return Ran(source=self._as_is(source), came=came, exit_code=code)

    def _lease(self, tx: Transaction, source: Connected) -> bool:
        return take_lease(tx, source.id, by=self._me, at=int(self._now().timestamp()))

    def _renew(self, tx: Transaction, source: Connected) -> bool:
        """Hold it on, as it was connected: what is fetched by what was said before is not kept."""
        said = said_of(tx, source.id)
        if said is not None and as_config(said) != source.config:
            raise WaitError(
                "What is to be read of it was changed meanwhile.",
                hint="It goes on by itself.",
                seconds=0,
            )
        return self._lease(tx, source)

    def _check_notice(self, source: Connected) -> None:
        """`CallError` where people have to be told first."""
        kind = kind_named(source.kind)
        if kind.wants_notice and book_settings(self._store).privacy.notice is None:
            raise CallError(
                "Nobody whose mail this is has been told that it is read.",
                hint='Say how they were, under [privacy] in goodwill.toml:  notice = "..."',
            )

    def _bringing(self, source: Connected) -> Bringing:
        vault = Kept(self._store, source.id, self._how.seal)

        def opened() -> LiveSource:
            return open_source(source.config, vault)

        return Bringing(
            store=self._store,
            config=source.config,
            open_source=opened,
            now=self._now,
            renew=lambda tx: self._renew(tx, source),
            progress=self._how.progress,
            workers=self._how.workers,
            pauses=self._how.pauses(),
        )

    def _note(self, source: Connected, came: Came | None, fault: GoodwillError | None) -> None:
        """Write down how a run ended, and when the next one is due."""
        at = int(self._now().timestamp())
        failures = 0 if fault is None else source.failures + 1
        with self._store.write() as tx:
            note_state(
                tx,
                source.id,
                state=_state_after(fault),
                says="" if fault is None else fault.message,
                next_step="" if fault is None else fault.hint,
                failures=failures,
                brought=came.total.imported if came else 0,
                at=at,
                next_run_at=at + int(_pause(source, fault, failures)),
            )

    def _as_is(self, source: Connected) -> Connected:
        found = [one for one in all_sources(self._store, self._now()) if one.id == source.id]
        return found[0] if found else replace(source, state="failed")


def _state_after(fault: GoodwillError | None) -> State:
    match fault:
        case None:
            return "up_to_date"
        case SignInError():
            return "needs_sign_in"
        case WaitError() | CutOffError():
            return "waiting"
    return "failed"


def _pause(source: Connected, fault: GoodwillError | None, failures: int) -> float:
    """Seconds until a source is run again by itself."""
    if fault is None:
        return kind_named(source.kind).polled_every
    if isinstance(fault, WaitError) and fault.seconds is not None:
        return fault.seconds
    return after_failures(failures, random.random())  # noqa: S311  spreads load, guards nothing
