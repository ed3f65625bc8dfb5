"""`goodwill connect`: mailboxes, calendars and folders from which a book keeps itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    from goodwill.serve.ports import PagesPort

__all__ = ["add_to"]

ABOUT = """Connect a mailbox, a calendar or a folder, from which the book keeps itself.

It signs in, shows what would be read, and reads nothing before you agree. What is read then
comes with:  goodwill sync

\b
Examples:
  goodwill connect imap --host mail.ours.example --user ada@ours.example
  goodwill connect imap --host mail.ours.example --user ada@ours.example --dry-run
  goodwill connect caldav --url https://mail.ours.example/ada/ --user ada
  goodwill connect ics --name "Calendar of Ada"
  goodwill connect folder ~/Exports
  goodwill connect list
"""

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
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask; read what is shown.")]
NAME_LIMIT = 200

app = typer.Typer(
    help=ABOUT,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("imap", short_help="A mailbox, over IMAP.")
def imap(
    context: typer.Context,
    host: HostOption,
    user: UserOption,
    *,
    port: Annotated[int, typer.Option(help="993 for TLS, else 143.", min=0, max=65535)] = 0,
    security: Annotated[
        str, typer.Option(help="tls, starttls, or none for a server on this machine.")
    ] = "tls",
    folder: FolderOption = None,
    all_folders: Annotated[
        bool,
        typer.Option("--all-folders", help="All but drafts, trash, junk and copies of all mail."),
    ] = False,
    only_with: DomainOption = None,
    name: NameOption = "",
    own_network: OwnOption = False,
    ca_file: CaOption = None,
    dry_run: DryOption = False,
    yes: YesOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Connect a mailbox over IMAP. The password is asked for, or read from standard input.

    Without --folder, the inbox and sent mail are read; the list that is shown says so. Many
    providers want an app password here, which their security settings make.

    \b
    Examples:
      goodwill connect imap --host mail.ours.example --user ada@ours.example
      goodwill connect imap --host mail.ours.example --user ada --folder INBOX --folder Clients
      goodwill connect imap --host mail.ours.example --user ada --only-with acme.example
    """
    if security not in {"tls", "starttls", "none"}:
        raise CallError(f'There is no security "{security}".', hint="Say tls, starttls or none.")
    from goodwill.live.base import SourceConfig
    from goodwill.live.reach import is_named_as_own

    config = SourceConfig(
        kind="imap",
        name=_name(name or (user if "@" in user else f"{user}@{host}")),
        host=host,
        port=port or (993 if security == "tls" else 143),
        user=user,
        is_own_network=own_network or is_named_as_own(host),
        folders=tuple(folder or ()),
        all_folders=all_folders,
        domains=tuple(one.lower().lstrip("@") for one in only_with or ()),
        more=(("security", security), *_ca(ca_file)),
    )
    _connect(context, book, config, _password, dry_run=dry_run, yes=yes, form=format)


@app.command("caldav", short_help="The calendars of an account, over CalDAV.")
def caldav(
    context: typer.Context,
    url: UrlOption,
    user: UserOption,
    *,
    folder: FolderOption = None,
    name: NameOption = "",
    own_network: OwnOption = False,
    ca_file: CaOption = None,
    dry_run: DryOption = False,
    yes: YesOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Connect the calendars of an account over CalDAV. The password is asked for.

    All calendars are read, or those that --folder names.

    \b
    Examples:
      goodwill connect caldav --url https://mail.ours.example/ada/ --user ada
    """
    from goodwill.live.base import SourceConfig
    from goodwill.live.web import place_of

    place = place_of(url, is_own=own_network)
    config = SourceConfig(
        kind="caldav",
        name=_name(name or f"calendar of {user}@{place.host}"),
        host=place.host,
        port=place.port,
        user=user,
        is_own_network=place.is_own,
        folders=tuple(folder or ()),
        more=(("url", url), *_ca(ca_file)),
    )
    _connect(context, book, config, _password, dry_run=dry_run, yes=yes, form=format)


@app.command("ics", short_help="A calendar at an address.")
def ics(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Option("--name", help="What it is called in the book.")],
    own_network: OwnOption = False,
    dry_run: DryOption = False,
    yes: YesOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Connect a calendar at an address. The address is asked for: who has it can read it.

    \b
    Examples:
      goodwill connect ics --name "Calendar of Ada"
    """
    from goodwill.live.base import SourceConfig

    config = SourceConfig(kind="ics", name=_name(name), is_own_network=own_network)

    def address() -> str:
        return _password("Address of the calendar")

    _connect(context, book, config, address, dry_run=dry_run, yes=yes, form=format)


@app.command("folder", short_help="A folder on this machine.")
def folder_of(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to watch.")],
    *,
    name: NameOption = "",
    dry_run: DryOption = False,
    yes: YesOption = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """Watch a folder: what is put there is imported by itself.

    \b
    Examples:
      goodwill connect folder ~/Exports
    """
    from goodwill.live.base import SourceConfig

    whole = path.absolute()
    if not whole.is_dir():
        raise CallError(f'There is no folder "{path}".', hint="Make it first, or name another.")
    config = SourceConfig(
        kind="folder", name=_name(name or whole.name), more=(("path", str(whole)),)
    )
    _connect(context, book, config, lambda: "", dry_run=dry_run, yes=yes, form=format)


def _name(name: str) -> str:
    """What a source may be called: it stands in paths of the book."""
    if not name.strip() or len(name) > NAME_LIMIT or not name.isprintable() or "/" in name:
        raise CallError(
            f'A source cannot be called "{name[:NAME_LIMIT]}".', hint="Give another with --name."
        )
    return name.strip()


def _ca(ca_file: Path | None) -> tuple[tuple[str, str], ...]:
    return () if ca_file is None else (("ca_file", str(ca_file.absolute())),)


def _password(what: str = "Password") -> str:
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


def _connect(
    context: typer.Context,
    book: str | None,
    config: SourceConfig,
    secret: Callable[[], str],
    *,
    dry_run: bool,
    yes: bool,
    form: TextFormat,
) -> None:
    """Look, show, ask, note."""
    from goodwill.serve.text.live import show_look

    with opened(book_place(context, book), create=True) as found:
        if not dry_run:
            found.live.may_connect(config.kind)
        word = secret()
        look = found.live.look(config, word)
        if form is TextFormat.TEXT:
            show_look(console(), look)
        if not dry_run:
            chosen = _agreed(look, config, yes=yes or not sys.stdin.isatty())
            found.live.connect(chosen, word)
            say(f"Connected: {config.name}. Read it now with:  goodwill sync")
        if form is TextFormat.JSON:
            echo_json({**_as_document(look), "connected": not dry_run}, indent=True)


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
    if not yes and not typer.confirm(f"Read these {look.items:,} items, and what comes?", err=True):
        raise CallError("Nothing was connected.", hint="Choose folders with  --folder NAME.")
    chosen = tuple(part.name for part in look.parts if part.is_chosen)
    return config if config.all_folders else replace(config, folders=chosen)


@app.command("list", short_help="Every connected source, and how it stands.")
def list_sources(
    context: typer.Context,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002 - the option is called --format
) -> None:
    """List every connected source: how it stands, when it was last read, when it is next.

    \b
    Examples:
      goodwill connect list
    """
    with opened(book_place(context, book)) as found:
        _show(found, format)


@app.command("pause", short_help="Leave a source alone for now.")
def pause(context: typer.Context, name: str, book: BookOption = None) -> None:
    """Leave a source alone until it is resumed.

    \b
    Examples:
      goodwill connect pause ada@ours.example
    """
    with opened(book_place(context, book)) as found:
        found.live.pause(name, is_paused=True)
    say(f"Paused: {name}. Go on with:  goodwill connect resume {name}")


@app.command("resume", short_help="Take a paused source up again.")
def resume(context: typer.Context, name: str, book: BookOption = None) -> None:
    """Take a paused source up again.

    \b
    Examples:
      goodwill connect resume ada@ours.example
    """
    with opened(book_place(context, book)) as found:
        found.live.pause(name, is_paused=False)
    say(f"Taken up again: {name}.")


@app.command("remove", short_help="Forget a source and its password.")
def remove(context: typer.Context, name: str, book: BookOption = None) -> None:
    """Forget a source and its password. What came from it stays in the book.

    \b
    Examples:
      goodwill connect remove ada@ours.example
    """
    with opened(book_place(context, book)) as found:
        found.live.remove(name)
    say(f"Forgotten: {name}. What came from it stays in the book.")


@app.command("sign-in", short_help="Give a source a new password.")
def sign_in(context: typer.Context, name: str, book: BookOption = None) -> None:
    """Sign in again, with a new password; it is tried before it is kept.

    \b
    Examples:
      goodwill connect sign-in ada@ours.example
    """
    with opened(book_place(context, book)) as found:
        found.live.sign_in(name, _password())
    say(f"Signed in again: {name}.")


def _show(book: PagesPort, form: TextFormat) -> None:
    from goodwill.serve.text.live import show_sources

    sources = book.live.sources()
    if form is TextFormat.JSON:
        echo_json([one.shown() for one in sources], indent=True)
    else:
        show_sources(console(), sources)


def add_to(main: typer.Typer) -> None:
    """Put the command into the app."""
    main.add_typer(app, name="connect", short_help="A mailbox, calendar or folder to keep up with.")
