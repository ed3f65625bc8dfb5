"""`goodwill connect`: mailboxes, calendars and folders from which a book keeps itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.connect_business import add_business
from goodwill.serve.cli.connect_consent import add_consent
from goodwill.serve.cli.connecting import (
    CaOption,
    DomainOption,
    FolderOption,
    HostOption,
    NameOption,
    OwnOption,
    TakeOption,
    Told,
    UrlOption,
    UserOption,
    ca_said,
    connects,
    domains_of,
    password,
    source_name,
    take_said,
)
from goodwill.serve.cli.consenting import (
    ClientFileOption,
    ClientIdOption,
    NoBrowserOption,
    TenantOption,
    client_said,
    signed_in,
)
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
    from goodwill.live.oauth.provider import Client
    from goodwill.serve.ports import PagesPort

__all__ = ["add_to"]

ABOUT = """Connect mailboxes, calendars, vendors and folders, from which the book keeps itself.

It signs in, shows what would be read, and reads nothing before you agree. What is read then
comes with:  goodwill sync

\b
Examples:
  goodwill connect imap --host mail.ours.example --user ada@ours.example
  goodwill connect imap --host mail.ours.example --user ada@ours.example --dry-run
  goodwill connect gmail --user ada@ours.example --client-file client.json
  goodwill connect microsoft --user ada@ours.example --client-id ID
  goodwill connect caldav --url https://mail.ours.example/ada/ --user ada
  goodwill connect ics --name "Calendar of Ada"
  goodwill connect folder ~/Exports
  goodwill connect hubspot
  goodwill connect sql --queries sales.toml
  goodwill connect list
"""

SecurityOption = Annotated[
    str, typer.Option(help="tls, starttls, or none for a server on this machine.")
]
AllFoldersOption = Annotated[
    bool, typer.Option("--all-folders", help="All but drafts, trash, junk and copies of all mail.")
]
SignInOption = Annotated[
    str, typer.Option("--sign-in", help="By consent, at: google or microsoft.")
]

app = typer.Typer(
    help=ABOUT,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("imap", short_help="A mailbox, over IMAP.")
@connects
def imap(
    host: HostOption,
    user: UserOption,
    *,
    port: Annotated[int, typer.Option(help="993 for TLS, else 143.", min=0, max=65535)] = 0,
    security: SecurityOption = "tls",
    folder: FolderOption = None,
    all_folders: AllFoldersOption = False,
    only_with: DomainOption = None,
    take: TakeOption = "",
    name: NameOption = "",
    own_network: OwnOption = False,
    ca_file: CaOption = None,
    sign_in: SignInOption = "",
    client_id: ClientIdOption = "",
    client_file: ClientFileOption = None,
    tenant: TenantOption = "",
    no_browser: NoBrowserOption = False,
    told: Told,
) -> None:
    """Connect a mailbox over IMAP. The password is asked for, or read from standard input.

    Without --folder, the inbox and sent mail are read. Many providers want an app password here,
    which their security settings make, or --sign-in.

    \b
    Examples:
      goodwill connect imap --host mail.ours.example --user ada --only-with acme.example
    """
    from goodwill.live.base import SourceConfig
    from goodwill.live.wire.reach import is_named_as_own

    client, more = _way_in(security, sign_in, (client_id, client_file), tenant)
    config = SourceConfig(
        kind="imap",
        name=source_name(name or (user if "@" in user else f"{user}@{host}")),
        host=host,
        port=port or (993 if security == "tls" else 143),
        user=user,
        is_own_network=own_network or is_named_as_own(host),
        folders=tuple(folder or ()),
        all_folders=all_folders,
        domains=domains_of(only_with),
        more=(*more, *take_said(take), *ca_said(ca_file)),
    )

    def secret() -> str:
        return signed_in(config, client, no_browser=no_browser) if client else password()

    told.connect(config, secret)


def _way_in(
    security: str, sign_in: str, client: tuple[str, Path | None], tenant: str
) -> tuple[Client | None, tuple[tuple[str, str], ...]]:
    """The client that signs in by consent, None for a password; and what a source notes of it."""
    if security not in {"tls", "starttls", "none"}:
        raise CallError(f'There is no security "{security}".', hint="Say tls, starttls or none.")
    if sign_in not in {"", "google", "microsoft"}:
        raise CallError(f'There is no sign-in "{sign_in}".', hint="Say google or microsoft.")
    if not sign_in:
        return None, (("security", security),)
    found = client_said(*client, has_secret=sign_in == "google")
    said = {"security": security, "auth": "oauth", "provider": sign_in, "client_id": found.id}
    return found, tuple({**said, **({"tenant": tenant} if tenant else {})}.items())


@app.command("caldav", short_help="The calendars of an account, over CalDAV.")
@connects
def caldav(
    url: UrlOption,
    user: UserOption,
    *,
    folder: FolderOption = None,
    take: TakeOption = "",
    name: NameOption = "",
    own_network: OwnOption = False,
    ca_file: CaOption = None,
    told: Told,
) -> None:
    """Connect the calendars of an account over CalDAV. The password is asked for.

    All calendars are read, or those that --folder names.

    \b
    Examples:
      goodwill connect caldav --url https://mail.ours.example/ada/ --user ada
    """
    from goodwill.live.base import SourceConfig
    from goodwill.live.wire.web import place_of

    place = place_of(url, is_own=own_network)
    config = SourceConfig(
        kind="caldav",
        name=source_name(name or f"calendar of {user}@{place.host}"),
        host=place.host,
        port=place.port,
        user=user,
        is_own_network=place.is_own,
        folders=tuple(folder or ()),
        more=(("url", url), *take_said(take), *ca_said(ca_file)),
    )
    told.connect(config, password)


@app.command("ics", short_help="A calendar at an address.")
@connects
def ics(
    *,
    name: Annotated[str, typer.Option("--name", help="What it is called in the book.")],
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect a calendar at an address. The address is asked for: who has it can read it.

    \b
    Examples:
      goodwill connect ics --name "Calendar of Ada"
    """
    from goodwill.live.base import SourceConfig

    config = SourceConfig(kind="ics", name=source_name(name), is_own_network=own_network)

    def address() -> str:
        return password("Address of the calendar")

    told.connect(config, address)


@app.command("folder", short_help="A folder on this machine.")
@connects
def folder_of(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to watch.")],
    *,
    name: NameOption = "",
    told: Told,
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
        kind="folder", name=source_name(name or whole.name), more=(("path", str(whole)),)
    )
    told.connect(config, lambda: "")


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


@app.command("sign-in", short_help="Sign in to a source again.")
def sign_in_again(
    context: typer.Context,
    name: str,
    *,
    no_browser: NoBrowserOption = False,
    client_file: ClientFileOption = None,
    book: BookOption = None,
) -> None:
    """Sign in again, with a new password or by consent; it is tried before it is kept.

    \b
    Examples:
      goodwill connect sign-in ada@ours.example
    """
    with opened(book_place(context, book)) as found:
        found.live.sign_in(name, _secret_again(found, name, client_file, no_browser=no_browser))
    say(f"Signed in again: {name}.")


def _secret_again(book: PagesPort, name: str, client_file: Path | None, *, no_browser: bool) -> str:
    """A password, or what a provider gives once somebody has agreed again."""
    from goodwill.live.connected import kind_named, named

    config = named(name, book.live.sources()).config
    if not kind_named(config.kind).is_signed(config):
        return password()
    client = book.live.client_of(name)
    if client_file is not None:
        client = client_said("", client_file, has_secret=False)
    return signed_in(config, client, no_browser=no_browser)


def _show(book: PagesPort, form: TextFormat) -> None:
    from goodwill.serve.text.live import show_sources

    sources = book.live.sources()
    if form is TextFormat.JSON:
        echo_json([one.shown() for one in sources], indent=True)
    else:
        show_sources(console(), sources)


def add_to(main: typer.Typer) -> None:
    """Put the command into the app."""
    add_consent(app)
    add_business(app)
    main.add_typer(app, name="connect")
