"""What every `goodwill connect KIND` has in common: options, and to look, show, ask and note."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from inspect import Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodwill.config import TAKINGS, Taking
from goodwill.errors import CallError
from goodwill.serve.cli.faults import say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
)
from goodwill.serve.cli.output import console, echo_json

if TYPE_CHECKING:
    from goodwill.live.base import Look, SourceConfig

__all__ = [
    "CaOption",
    "DomainOption",
    "FolderOption",
    "HostOption",
    "NameOption",
    "OwnOption",
    "TakeOption",
    "Told",
    "UrlOption",
    "UserOption",
    "ca_said",
    "connects",
    "domains_of",
    "password",
    "source_name",
    "take_said",
]

HostOption = Annotated[
    str, typer.Option("--host", help="The mail server, such as mail.ours.example.")
]
UserOption = Annotated[str, typer.Option("--user", help="Who signs in: an address or a name.")]
NameOption = Annotated[
    str, typer.Option("--name", help="What it is called in the book; else the address.")
]
UrlOption = Annotated[str, typer.Option("--url", help="Where it is, with https://.")]
FolderOption = Annotated[
    list[str] | None,
    typer.Option("--folder", metavar="NAME", help="A folder to read; may be said many times."),
]
DomainOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only-with",
        metavar="DOMAIN",
        help="Take only mail with somebody of a client's domain; may be said many times.",
    ),
]
OwnOption = Annotated[
    bool, typer.Option("--own-network", help="The server stands in a network of our own.")
]
CaOption = Annotated[
    Path | None,
    typer.Option("--ca-file", help="The certificate of a server that signs its own, as PEM."),
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be read, and stop.")]
TakeOption = Annotated[
    str,
    typer.Option(
        "--take", help="Keep no more than: metadata, subject or text; else as the settings say."
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask; read what is shown.")]
ReplaceOption = Annotated[
    bool,
    typer.Option("--replace", help="Replace the source of that name, with all that it was told."),
]
NAME_LIMIT = 200


def source_name(name: str) -> str:
    """What a source may be called: it stands in paths of the book."""
    if not name.strip() or len(name) > NAME_LIMIT or not name.isprintable() or "/" in name:
        raise CallError(
            f'A source cannot be called "{name[:NAME_LIMIT]}".', hint="Give another with --name."
        )
    return name.strip()


def domains_of(said: list[str] | None) -> tuple[str, ...]:
    """Domains as they were said, with or without an @."""
    return tuple(one.lower().lstrip("@") for one in said or ())


def ca_said(ca_file: Path | None) -> tuple[tuple[str, str], ...]:
    """A certificate file, as a source keeps it."""
    return () if ca_file is None else (("ca_file", str(ca_file.absolute())),)


def take_said(take: str) -> tuple[tuple[str, Taking], ...]:
    """How much is kept of each mail, as a source keeps it."""
    found = tuple(("take", one) for one in TAKINGS if one == take)
    if take and not found:
        raise CallError(f'Nothing is called "{take}".', hint=f"Say {' or '.join(TAKINGS)}.")
    return found


def password(what: str = "Password") -> str:
    """Asked for without showing it; where nobody sits there, the first line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=True, err=True))
    found = sys.stdin.readline().rstrip("\r\n")
    if not found:
        raise CallError(
            f"{what}: none was given.",
            hint="Write it to standard input, or run this in a terminal.",
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What every `goodwill connect KIND` is told, besides what it asks for itself.

    `kind` is what the command is called, `place` where the book is.
    """

    kind: str
    place: str
    replace: bool
    dry_run: bool
    yes: bool
    form: TextFormat

    def connect(self, config: SourceConfig, secret: Callable[[], str]) -> None:
        """Look, show, ask, note."""
        from goodwill.serve.text.live import show_look

        with opened(self.place, create=True) as found:
            if not self.dry_run:
                found.live.may_connect(config, replaces=self.replace)
            word = secret()
            look = found.live.look(config, word)
            if self.form is TextFormat.TEXT:
                show_look(console(), look)
            if not self.dry_run:
                chosen = _agreed(look, config, yes=self.yes or not sys.stdin.isatty())
                found.live.connect(chosen, word, replaces=self.replace)
                say(f"Connected: {config.name}. Read it now with:  goodwill sync")
            if self.form is TextFormat.JSON:
                echo_json({**_as_document(look), "connected": not self.dry_run}, indent=True)


def _told(
    context: typer.Context,
    *,
    replace: ReplaceOption = False,
    dry_run: DryOption = False,
    yes: YesOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> Told:
    """The options of all of them, which stand behind their own."""
    place = book_place(context, book)
    kind = str(context.info_name)
    return Told(kind=kind, place=place, replace=replace, dry_run=dry_run, yes=yes, form=format)


def connects(run: Callable[..., None]) -> Callable[..., None]:
    """A command of `run`, with the options of all of them: it gets what they say as `told`."""
    own, shared = (signature(one, eval_str=True).parameters for one in (run, _told))
    context, *others = shared.values()

    def command(**said: Any) -> None:
        told = _told(**{name: said.pop(name) for name in shared})
        run(**said, told=told)

    mine = [one for name, one in own.items() if name != "told"]
    whole = Signature([context, *mine, *others])
    command.__doc__, command.__name__ = run.__doc__, run.__name__
    command.__annotations__ = {one.name: one.annotation for one in whole.parameters.values()}
    command.__signature__ = whole  # type: ignore[attr-defined]
    return command


def _as_document(look: Look) -> dict[str, object]:
    return {
        "source": look.source,
        "reads": look.reads,
        "items": look.items,
        "parts": list(look.parts),
    }


def _agreed(look: Look, config: SourceConfig, *, yes: bool) -> SourceConfig:
    """What the person wants of what was shown; folders that nobody has are said."""
    known = {part.name for part in look.parts}
    if missing := [name for name in config.folders if name not in known]:
        raise CallError(
            f'There is no folder "{missing[0]}".',
            hint="The list above has all of them; write the name as it stands there.",
        )
    if not yes and not typer.confirm("Read these, and what comes?", err=True):
        raise CallError("Nothing was connected.", hint="Choose folders with  --folder NAME.")
    chosen = tuple(part.name for part in look.parts if part.is_chosen)
    return config if config.all_folders else replace(config, folders=chosen)
