"""What somebody says on the form of a source becomes a `SourceConfig`; its secret goes its own way.

The fields of a form are named by each kind (`goodwill.live.kinds`). A terminal asks the same by its
options.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goodwill.errors import CallError
from goodwill.live.base import SourceConfig
from goodwill.live.kinds import SECRET, Ask, LiveKind
from goodwill.live.wire.reach import is_named_as_own
from goodwill.live.wire.web import place_of

__all__ = ["NAME_LIMIT", "Said", "said_of"]

NAME_LIMIT = 200
MOST = 2_000
"""Characters of what one field may hold."""
LARGEST_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said: the source, and its secret, which is in no message and no `repr`."""

    config: SourceConfig
    secret: str

    def __repr__(self) -> str:
        return f"Said(config={self.config!r})"


def said_of(kind: LiveKind, said: Mapping[str, str], *, is_own: bool) -> Said:
    """The source that somebody means; `is_own`: its server stands in a network of their own.

    Raises:
        CallError: something that is needed was not said, or cannot be.
    """
    values = {ask.key: _value(ask, said.get(ask.key, "")) for ask in kind.asks}
    name = _name(said.get("name", "") or values.get("user", ""))
    host, port = values.get("host", ""), _port(values.get("port", ""))
    if "url" in values:
        place = place_of(values["url"], is_own=is_own)
        host, port, is_own = place.host, place.port, place.is_own
    domains = values.get("domains", "").replace(",", " ").lower().split()
    own = {"host", "port", "user", "domains", SECRET}
    config = SourceConfig(
        kind=kind.name,
        name=name,
        host=host,
        port=port or kind.usual_port(values),
        user=values.get("user", ""),
        is_own_network=is_own or is_named_as_own(host),
        domains=tuple(one.lstrip("@") for one in domains),
        more=tuple((key, value) for key, value in values.items() if key not in own and value),
    )
    return Said(config=config, secret=values.get(SECRET, ""))


def _value(ask: Ask, said: str) -> str:
    value = said if ask.sort == "secret" else said.strip()
    if not value and ask.is_needed:
        raise CallError(f'"{ask.label}" was not said.', hint="Fill in that field.")
    if len(value) > MOST or (ask.sort != "secret" and not value.isprintable()):
        raise CallError(f'"{ask.label}" cannot be that.', hint="Write it on one line.")
    if ask.sort == "choice" and value not in ask.choices:
        raise CallError(f'"{ask.label}" cannot be that.', hint=f"Say {' or '.join(ask.choices)}.")
    return value


def _port(said: str) -> int:
    if not said:
        return 0
    if not said.isdecimal() or not 0 < int(said) <= LARGEST_PORT:
        raise CallError(f'There is no port "{said[:20]}".', hint=f"Say 1 to {LARGEST_PORT}.")
    return int(said)


def _name(said: str) -> str:
    """What a source may be called: it stands in paths of the book."""
    name = said.strip()
    if not name or len(name) > NAME_LIMIT or not name.isprintable() or "/" in name:
        raise CallError(
            f'A source cannot be called "{name[:NAME_LIMIT]}".', hint="Give it another name."
        )
    return name
