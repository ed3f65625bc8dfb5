"""The secret of a connected source where it is kept, sealed: and how a source is opened with it.

What a provider gives when a sign-in is renewed is kept here before it is used, by one who renews
at a time (`goodwill.live.oauth.bearer` says why).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from goodwill.errors import GoodwillError
from goodwill.live.base import (
    Brought,
    HasFiles,
    Known,
    KnownItems,
    LiveSource,
    Look,
    Part,
    SourceConfig,
)
from goodwill.live.connected import kind_named
from goodwill.live.faults import ServerError, SignInError
from goodwill.live.kinds import LiveKind
from goodwill.live.oauth.bearer import Bearer, Vault
from goodwill.live.secrets import Seal
from goodwill.store.database import Store
from goodwill.store.live_sources.sources import keep_sealed, sealed_of
from goodwill.store.lock import sign_in_lock

__all__ = ["Kept", "open_source"]


class Kept:
    """The secret of one source of a book."""

    def __init__(self, store: Store, key: int, seal: Callable[[], Seal]) -> None:
        self._store, self._key, self._seal = store, key, seal

    def read(self) -> str:
        """The secret as it stands in the book now; "" where the source needs none."""
        with self._store.read() as reader:
            sealed = sealed_of(reader, self._key)
        return "" if sealed is None else self._seal().open(sealed)

    def write(self, secret: str) -> None:
        """Seal another one and keep it."""
        with self._store.write() as tx:
            keep_sealed(tx, self._key, self._seal().close(secret))

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else renews a sign-in of this book meanwhile."""
        return sign_in_lock(self._store)


def open_source(config: SourceConfig, vault: Vault) -> LiveSource:
    """Sign in to a source: with its password, or with tokens that renew themselves."""
    kind = kind_named(config.kind)
    with _in_words(config.name):
        source = _opened(kind, config, vault)
    return source if isinstance(source, HasFiles) else _Sound(source, config.name)


def _opened(kind: LiveKind, config: SourceConfig, vault: Vault) -> LiveSource:
    if not kind.is_signed(config):
        return kind.open(config, vault.read())
    if kind.consent is None or kind.open_signed is None:
        raise SignInError(f"{config.name} cannot be signed in to by consent.", hint="Connect anew.")
    return kind.open_signed(config, Bearer(vault, kind.consent.provider(config)))


class _Sound:
    """A source whose server may answer with anything: what makes no sense is told in words."""

    def __init__(self, source: LiveSource, name: str) -> None:
        self._source, self._name = source, name

    def look(self) -> Look:
        with _in_words(self._name):
            return self._source.look()

    def parts(self, known: Callable[[str], Known | None]) -> Iterator[Part]:
        with _in_words(self._name):
            yield from self._source.parts(known)

    def fetch(self, part: Part, items: KnownItems) -> Iterator[Brought]:
        with _in_words(self._name):
            yield from self._source.fetch(part, items)

    def wait(self, seconds: float, listening: Callable[[], None]) -> bool:
        return self._source.wait(seconds, listening)

    def close(self) -> None:
        self._source.close()


_SENSELESS = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)
"""What code raises that is given something else than its server's documents say."""


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    try:
        yield
    except GoodwillError:
        raise
    except _SENSELESS as error:
        raise ServerError(
            f"What the server of {name} answers makes no sense ({type(error).__name__}).",
            hint="It is tried again later; if it stays so, please report it.",
        ) from error
