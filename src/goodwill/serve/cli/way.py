"""How browsers reach the pages: from this machine, or from others, over TLS and to users only."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, cast

from goodwill.errors import CallError

if TYPE_CHECKING:
    from goodwill.book import Book
    from goodwill.serve.ports import PagesPort

__all__ = ["HERE", "Way"]

HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where is listened, by which names, and who speaks TLS (`behind_tls`: somebody before us).

    `names_below`: names below ours are ours, too, so that browsers may be told of them.
    """

    host: str = HERE
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    behind_tls: bool = False
    names_below: bool = False

    @property
    def logs_to(self) -> tuple[str, ...]:
        """Where refusals are told when nobody says where: to whoever runs it for others."""
        return () if self.is_here and not self.is_secure else ("-",)

    @property
    def is_here(self) -> bool:
        """Whether nobody but this machine can ask."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def is_secure(self) -> bool:
        """Whether browsers speak TLS."""
        return self.certificate is not None or self.behind_tls

    @property
    def answered(self) -> frozenset[str]:
        """The names that are answered; others may be a foreign name pointed here."""
        own = {"127.0.0.1", "localhost", "[::1]"} if self.is_here else {self.host}
        return frozenset({*own, *(name.casefold() for name in self.names)})

    def address(self, port: int) -> str:
        """What to open."""
        name = self.names[0] if self.names else self.host
        return f"{'https' if self.is_secure else 'http'}://{name}:{port}/"

    def check(self, book: PagesPort) -> None:
        """Raises `CallError` where the pages would be open to those who should not see them."""
        if (self.certificate is None) != (self.key is None):
            raise CallError("A certificate needs its key.", hint="Give --certificate and --key.")
        for file in (self.certificate, self.key):
            if file is not None and not file.is_file():
                raise CallError(f"There is no file {file}.", hint="Give a file in PEM form.")
        if self.is_here:
            return
        if not self.is_secure:
            raise CallError(
                f"At {self.host} passwords and mail would cross the network as they are.",
                hint="Give --certificate and --key; or --behind-tls where a proxy has them.",
            )
        from goodwill.store.users.users import has_users

        if not cast("Book", book).look(has_users):
            raise CallError(
                f"At {self.host} anybody could read this book: it has no users.",
                hint="Make the first one with:  goodwill users setup",
            )
