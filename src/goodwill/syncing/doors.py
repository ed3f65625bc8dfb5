"""What a book's doors ask of its live sources: connect, look, run, pause, remove.

Connecting signs in and looks before anything is noted: a source that cannot be read is not
connected. Its secret goes from whoever was asked for it to the seal, and is in no command line, no
message and no log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from goodwill.clock import now
from goodwill.config import TAKINGS
from goodwill.errors import CallError
from goodwill.live.base import Look, SourceConfig
from goodwill.live.connected import Connected, as_text, kind_named, named
from goodwill.live.faults import SignInError
from goodwill.live.oauth.bearer import Held, Vault
from goodwill.live.oauth.provider import Client
from goodwill.live.oauth.tokens import as_tokens
from goodwill.live.secrets import seal_of_user
from goodwill.machine.processes import processors
from goodwill.machine.progress import say_nothing
from goodwill.pipeline import book_settings
from goodwill.privacy.letting_go import let_go
from goodwill.privacy.modes import least, what_to_take
from goodwill.store.live_sources.sources import (
    add_source,
    begin_again,
    forget_fault,
    keep_sealed,
    remove_source,
    set_paused,
)
from goodwill.syncing.sources import How, Ran, all_sources, sync
from goodwill.syncing.vault import Kept, open_source

if TYPE_CHECKING:
    from goodwill.config import Taking
    from goodwill.reports import OnProgress
    from goodwill.store.database import Store

__all__ = ["Live"]


class Live:
    """The live sources of one book."""

    def __init__(self, store: Callable[[], Store], forget: Callable[[], None]) -> None:
        self._open_store = store
        self._forget = forget

    @property
    def _store(self) -> Store:
        return self._open_store()

    def sources(self) -> list[Connected]:
        """Every connected source as it stands, by name."""
        return all_sources(self._store, now())

    def may_connect(self, config: SourceConfig, *, replaces: bool = False) -> None:
        """`CallError` where people have to be told first, or the name stands for another source."""
        known = [one for one in self.sources() if one.name == config.name]
        if known and not replaces:
            raise CallError(
                f'A source is called "{config.name}" already ({known[0].kind}).',
                hint="Give this one another name with --name, or replace that one with --replace.",
            )
        if (
            kind_named(config.kind).wants_notice
            and book_settings(self._store).privacy.notice is None
        ):
            raise CallError(
                "Before a mailbox is connected, its people have to know that it is read.",
                hint='Say how they were told, under [privacy] in goodwill.toml:  notice = "..."'
                "  and import that file.",
            )

    def look(self, config: SourceConfig, secret: str) -> Look:
        """Sign in, and tell what would be taken; nothing is noted or read."""
        return self._look(config, Held(secret))

    def _look(self, config: SourceConfig, vault: Vault) -> Look:
        source = open_source(config, vault)
        try:
            return source.look()
        finally:
            source.close()

    def test(self, name: str) -> Look:
        """Sign in to a source with the secret that it has, and tell what is there."""
        source = named(name, self.sources())
        return self._look(source.config, Kept(self._store, source.id, seal_of_user))

    def connect(self, config: SourceConfig, secret: str, *, replaces: bool = False) -> Connected:
        """Note a source that could be looked at; `replaces`: in place of the one of that name."""
        self.may_connect(config, replaces=replaces)
        self._note(config, seal_of_user().close(secret) if secret else None)
        return named(config.name, self.sources())

    def _note(self, config: SourceConfig, sealed: bytes | None) -> None:
        """Keep what was said; read from the beginning where more may come, let go of what may not.

        So it is under a name that was used before.
        """
        store, at = self._store, int(now().timestamp())
        before = [one.config for one in self.sources() if one.name == config.name]
        is_as_before = all(_comes_of(one) == _comes_of(config) for one in before)
        with store.write() as tx:
            key = add_source(tx, name=config.name, kind=config.kind, config=as_text(config), at=at)
            keep_sealed(tx, key, sealed)
            knows_itself = kind_named(config.kind).knows_itself
            if not (knows_itself and is_as_before):
                begin_again(tx, kind=config.kind, name=config.name, forgets=knows_itself)
        self._forget()
        if not is_as_before:
            let_go(store, book_settings(store).privacy, now())

    def take(self, name: str, taking: Taking) -> Connected:
        """Take so much of a source's mails and entries from now on; what is there beyond goes."""
        source = named(name, self.sources())
        most = self.may_take(name)
        if most is None or least([most, taking]) != taking:
            raise CallError(
                f'So much is not taken of "{name}".',
                hint="The settings say how much, or what was agreed with its provider:"
                "  see goodwill.toml, [privacy].",
            )
        said = {**dict(source.config.more), "agreed": _agreed(source.config), "take": taking}
        more = tuple((name, one) for name, one in said.items() if one)
        self._note(replace(source.config, more=more), source.sealed)
        return self.pause(name, is_paused=source.state == "paused")

    def remove(self, name: str) -> Connected:
        """Forget a source and its secret; what came from it stays."""
        source = named(name, self.sources())
        with self._store.write() as tx:
            remove_source(tx, source.id)
        return source

    def pause(self, name: str, *, is_paused: bool) -> Connected:
        """Leave a source alone, or take it up again."""
        source = named(name, self.sources())
        with self._store.write() as tx:
            set_paused(tx, source.id, is_paused=is_paused)
        return named(name, self.sources())

    def client_of(self, name: str) -> Client:
        """The client that a source was signed in to with; without its secret where that is lost."""
        source = named(name, self.sources())
        try:
            return as_tokens(Kept(self._store, source.id, seal_of_user).read()).client
        except SignInError:
            return Client(id=source.config.said("client_id"))

    def takes(self, name: str) -> Taking | None:
        """How much is taken of a mailbox that is called so; None: nothing."""
        return what_to_take(book_settings(self._store), name)

    def allows(self, name: str) -> Taking | None:
        """How much the settings let be taken of a mailbox that is called so; None: nothing."""
        settings = book_settings(self._store)
        file = replace(settings, privacy=replace(settings.privacy, at_most=()))
        return what_to_take(file, name)

    def may_take(self, name: str) -> Taking | None:
        """How much may be chosen to be taken: as the settings and whoever agreed allow."""
        most = self.allows(name)
        agreed = [_agreed(one.config) for one in self.sources() if one.name == name]
        return most and least([most, *(one for one in TAKINGS if one in agreed)])

    def sign_in(self, name: str, secret: str) -> Connected:
        """Keep a new password, once it has let us in."""
        source = named(name, self.sources())
        self.look(source.config, secret)
        with self._store.write() as tx:
            keep_sealed(tx, source.id, seal_of_user().close(secret))
            set_paused(tx, source.id, is_paused=False)
            forget_fault(tx, source.id)
        return named(name, self.sources())

    def wait(
        self, name: str, seconds: float, ended: Event, listening: Callable[[], None]
    ) -> bool | None:
        """Whether a source tells of news within some seconds; None where it cannot tell."""
        source = named(name, self.sources())
        kind = kind_named(source.kind)
        if not kind.can_tell:
            return None
        opened = open_source(source.config, Kept(self._store, source.id, seal_of_user))
        try:
            return False if ended.is_set() else opened.wait(seconds, listening)
        finally:
            opened.close()

    def sync(
        self,
        names: Sequence[str] = (),
        *,
        only_due: bool = False,
        progress: OnProgress | None = None,
        workers: int | None = None,
    ) -> list[Ran]:
        """Bring what is new of the named sources, or of all that are not paused.

        By at most so many parsing processes, one for each processor if None; each is started once
        there is work for it.
        """
        count = processors() if workers is None else workers
        how = How(progress=progress or say_nothing, workers=count)
        ran = sync(self._store, now=now, names=names, only_due=only_due, how=how)
        self._forget()
        return ran


def _agreed(config: SourceConfig) -> str:
    """How much its provider was asked for, of a source signed in to by consent; else ""."""
    is_signed = kind_named(config.kind).is_signed(config)
    return (config.said("agreed") or config.said("take")) if is_signed else ""


def _comes_of(config: SourceConfig) -> tuple[tuple[str, ...], str]:
    """What decides how much comes of a mailbox, besides its folders."""
    return config.domains, config.said("take")
