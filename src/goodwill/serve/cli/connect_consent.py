"""`goodwill connect gmail`, `google-calendar`, `microsoft`, `microsoft-calendar`: by consent."""

from __future__ import annotations

from typing import Annotated

import typer

from goodwill.config import TAKINGS
from goodwill.serve.cli.connecting import (
    DomainOption,
    FolderOption,
    NameOption,
    OwnOption,
    TakeOption,
    Told,
    UserOption,
    connects,
    domains_of,
    source_name,
    take_said,
)
from goodwill.serve.cli.consenting import (
    ClientFileOption,
    ClientIdOption,
    GatewayOption,
    NoBrowserOption,
    TenantOption,
    client_said,
    signed_in,
)
from goodwill.serve.cli.options import opened

__all__ = ["add_consent"]

GMAIL = """Connect a mailbox of Gmail over Google's own interface, signed in to by consent.

Goodwill asks to read mail, or headers alone where the settings take no more of this mailbox.
Without --folder, the inbox and sent mail are read; a folder here is a label. The client is
your own: docs/sign-in.md says how to make one.

\b
Examples:
  goodwill connect gmail --user ada@ours.example --client-file client.json --dry-run
  goodwill connect gmail --user ada@ours.example --client-file client.json --folder Clients
  goodwill connect gmail --user ada@ours.example --client-id ID --only-with acre.example
"""
MICROSOFT = """Connect a mailbox of Microsoft 365 or Outlook.com, signed in to by consent.

Goodwill asks to read mail (Mail.Read), or headers alone (Mail.ReadBasic) where the settings
take no more of this mailbox. Without --folder, the inbox and sent mail are read. The client is
your own: docs/sign-in.md says how to make one.

\b
Examples:
  goodwill connect microsoft --user ada@ours.example --client-id ID --dry-run
  goodwill connect microsoft --user ada@ours.example --client-id ID --tenant ours.example
  goodwill connect microsoft --user ada@ours.example --client-id ID --no-browser
"""
GOOGLE_CALENDAR = """Connect calendars of Google over its own interface, signed in to by consent.

The person's own calendar is read, or those that --folder names.

\b
Examples:
  goodwill connect google-calendar --user ada@ours.example --client-file client.json
"""
MICROSOFT_CALENDAR = """Connect calendars of Microsoft 365 or Outlook.com, signed in to by consent.

The person's own calendar is read, or those that --folder names.

\b
Examples:
  goodwill connect microsoft-calendar --user ada@ours.example --client-id ID
"""


@connects
def mailbox(
    user: UserOption,
    *,
    client_id: ClientIdOption = "",
    client_file: ClientFileOption = None,
    tenant: TenantOption = "",
    folder: FolderOption = None,
    all_folders: Annotated[
        bool, typer.Option("--all-folders", help="All mail but drafts, junk and what was deleted.")
    ] = False,
    only_with: DomainOption = None,
    take: TakeOption = "",
    name: NameOption = "",
    no_browser: NoBrowserOption = False,
    gateway: GatewayOption = "",
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect a mailbox by consent."""
    from goodwill.live.base import SourceConfig

    client = client_said(client_id, client_file, has_secret=_is_of_google(told))
    named = source_name(name or user)
    with opened(told.place, create=True) as found:
        most = found.live.allows(named) or "metadata"
    wanted = dict(take_said(take)).get("take", most)
    config = SourceConfig(
        kind=told.kind,
        name=named,
        user=user,
        is_own_network=own_network,
        folders=tuple(folder or ()),
        all_folders=all_folders,
        domains=domains_of(only_with),
        more=(*_more(gateway, tenant, client.id), ("take", min(wanted, most, key=TAKINGS.index))),
    )
    told.connect(config, lambda: signed_in(config, client, no_browser=no_browser))


@connects
def calendar(
    user: UserOption,
    *,
    client_id: ClientIdOption = "",
    client_file: ClientFileOption = None,
    tenant: TenantOption = "",
    folder: FolderOption = None,
    name: NameOption = "",
    no_browser: NoBrowserOption = False,
    gateway: GatewayOption = "",
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect calendars by consent."""
    from goodwill.live.base import SourceConfig

    client = client_said(client_id, client_file, has_secret=_is_of_google(told))
    config = SourceConfig(
        kind=told.kind,
        name=source_name(name or f"calendar of {user}"),
        user=user,
        is_own_network=own_network,
        folders=tuple(folder or ()),
        more=_more(gateway, tenant, client.id),
    )
    told.connect(config, lambda: signed_in(config, client, no_browser=no_browser))


def _is_of_google(told: Told) -> bool:
    """Whether clients have a secret: at Microsoft those on people's machines have none."""
    return told.kind in {"gmail", "google-calendar"}


def _more(gateway: str, tenant: str, client_id: str) -> tuple[tuple[str, str], ...]:
    said = {"auth": "oauth", "client_id": client_id, "gateway": gateway, "tenant": tenant}
    return tuple((key, value) for key, value in said.items() if value)


def add_consent(app: typer.Typer) -> None:
    """Put the commands among those of `goodwill connect`."""
    for name, short, text, run in (
        ("gmail", "A mailbox of Gmail, by consent.", GMAIL, mailbox),
        ("google-calendar", "Calendars of Google, by consent.", GOOGLE_CALENDAR, calendar),
        ("microsoft", "A mailbox of Microsoft 365, by consent.", MICROSOFT, mailbox),
        ("microsoft-calendar", "Calendars of Microsoft 365.", MICROSOFT_CALENDAR, calendar),
    ):
        app.command(name, short_help=short, help=text)(run)
