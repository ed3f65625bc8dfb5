"""`goodwill connect hubspot`, `xero`, `sql`, `s3` ...: deals, money and files of a company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from goodwill.errors import CallError
from goodwill.serve.cli.connecting import (
    FolderOption,
    NameOption,
    OwnOption,
    Told,
    connects,
    password,
    source_name,
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

__all__ = ["add_business"]

CompanyUrlOption = Annotated[
    str, typer.Option("--url", help="Your company's own address there, with https://.")
]
CompanyOption = Annotated[
    str, typer.Option("--company", help="Which company: its id, or at Xero its name.")
]
ProgramOption = Annotated[
    bool,
    typer.Option("--as-program", help="The client signs in for itself; nobody has to agree."),
]
SortOption = Annotated[
    list[str] | None,
    typer.Option("--folder", metavar="NAME", help="Deals, invoices ...; may be said many times."),
]

KEYED: dict[str, tuple[str, str, str]] = {
    "hubspot": (
        "Token of the private app",
        "Companies, contacts and deals of HubSpot.",
        """Connect HubSpot: companies, contacts and deals. A private app's token is asked for.

The app needs the scopes crm.objects.companies.read, crm.objects.contacts.read,
crm.objects.deals.read and crm.objects.owners.read, and no other.

\b
Examples:
  goodwill connect hubspot --dry-run
  goodwill connect hubspot --folder deals --folder companies
""",
    ),
    "pipedrive": (
        "API token",
        "Organizations, people and deals of Pipedrive.",
        """Connect Pipedrive: organizations, people and deals. Your API token is asked for.

It stands under Personal preferences > API; of a person who sees all deals.

\b
Examples:
  goodwill connect pipedrive --url https://ours.pipedrive.com --dry-run
""",
    ),
    "stripe": (
        "Restricted key",
        "Customers, invoices and payments of Stripe.",
        """Connect Stripe: customers, invoices and payments. A restricted key is asked for.

The key needs to read Customers, Invoices, Charges and Refunds, Disputes, and Events.

\b
Examples:
  goodwill connect stripe --dry-run
""",
    ),
}
CONSENTED: dict[str, tuple[str, str]] = {
    "salesforce": (
        "Accounts, contacts and opportunities of Salesforce.",
        """Connect Salesforce: accounts, contacts and opportunities, signed in to by consent.

With --as-program the client signs in for itself, as its owner set it up (client
credentials). docs/connect-a-vendor.md says how to make a client.

\b
Examples:
  goodwill connect salesforce --url https://ours.my.salesforce.com --client-id ID --dry-run
  goodwill connect salesforce --url https://ours.my.salesforce.com --client-file F --as-program
""",
    ),
    "dynamics": (
        "Accounts, contacts and opportunities of Dynamics 365.",
        """Connect Dynamics 365 Sales: accounts, contacts and opportunities, by consent.

With --as-program the client signs in for itself, as an application user with a role that
reads. docs/connect-a-vendor.md says how to make a client.

\b
Examples:
  goodwill connect dynamics --url https://ours.crm4.dynamics.com --client-id ID --dry-run
""",
    ),
    "xero": (
        "Customers, invoices and payments of Xero.",
        """Connect Xero: customers, sales invoices, credit notes and payments, by consent.

With --as-program it is a custom connection of Xero, whose client signs in for itself.

\b
Examples:
  goodwill connect xero --client-id ID --dry-run
  goodwill connect xero --client-file client.txt --as-program
""",
    ),
    "quickbooks": (
        "Customers, sales and payments of QuickBooks Online.",
        """Connect QuickBooks Online: customers, sales of every sort, and payments, by consent.

\b
Examples:
  goodwill connect quickbooks --client-file client.txt --company 9130347957983546 --dry-run
""",
    ),
}
SQL = """Connect a database: what queries of your own give. Its URL is asked for, and kept sealed.

A file says what is asked, one [[queries]] for each table; docs/connect-a-database.md says how.
The database is only read. Let it give you a user who may do no more.

\b
Examples:
  goodwill connect sql --queries sales.toml --name "our sales" --dry-run
"""
S3 = """Connect a bucket that speaks S3: what is put there comes in as files do.

The secret of the access key is asked for. It needs s3:ListBucket and s3:GetObject, no more.

\b
Examples:
  goodwill connect s3 --url https://s3.eu-central-1.amazonaws.com --bucket ours-exports \\
    --prefix crm/ --region eu-central-1 --key-id AKIA... --dry-run
"""


@connects
def keyed(
    *,
    url: CompanyUrlOption = "",
    folder: SortOption = None,
    name: NameOption = "",
    gateway: GatewayOption = "",
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect a vendor whose key is asked for."""
    from goodwill.live.base import SourceConfig

    kind = told.kind
    config = SourceConfig(
        kind=kind,
        name=source_name(name or kind),
        is_own_network=own_network,
        folders=tuple(folder or ()),
        more=_said(url=url, gateway=gateway),
    )
    told.connect(config, lambda: password(KEYED[kind][0]))


@connects
def consented(
    *,
    url: CompanyUrlOption = "",
    company: CompanyOption = "",
    client_id: ClientIdOption = "",
    client_file: ClientFileOption = None,
    tenant: TenantOption = "",
    as_program: ProgramOption = False,
    folder: SortOption = None,
    name: NameOption = "",
    no_browser: NoBrowserOption = False,
    gateway: GatewayOption = "",
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect a vendor by consent, or by a client that signs in for itself."""
    from goodwill.live.base import SourceConfig
    from goodwill.live.connected import kind_named
    from goodwill.live.oauth.tokens import Tokens

    kind = told.kind
    client = client_said(client_id, client_file, has_secret=as_program or kind == "quickbooks")
    program = "yes" if as_program else ""
    config = SourceConfig(
        kind=kind,
        name=source_name(name or kind),
        is_own_network=own_network,
        folders=tuple(folder or ()),
        more=_said(
            auth="oauth",
            client_id=client.id,
            url=url,
            company=company,
            tenant=tenant,
            program=program,
            gateway=gateway,
        ),
    )

    def secret() -> str:
        consent = kind_named(kind).consent
        if consent is None or not as_program:
            return signed_in(config, client, no_browser=no_browser)
        scopes = consent.scopes(config)
        return Tokens(client=client, access="", scopes=scopes, is_for_program=True).as_text()

    told.connect(config, secret)


@connects
def database(
    *,
    queries: Annotated[Path, typer.Option(help="A file that says what to ask (TOML).")],
    name: NameOption = "database",
    folder: FolderOption = None,
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect a database by queries of one's own."""
    from goodwill.live.base import SourceConfig
    from goodwill.live.database.queries import as_kept, load_live_queries

    config = SourceConfig(
        kind="sql",
        name=source_name(name),
        is_own_network=own_network,
        folders=tuple(folder or ()),
        more=_said(queries=as_kept(load_live_queries(queries))),
    )
    told.connect(config, lambda: password("URL of the database"))


@connects
def bucket_of(
    *,
    url: Annotated[str, typer.Option(help="The server of the bucket, with https://.")],
    bucket: Annotated[str, typer.Option(help="The bucket's name.")],
    key_id: Annotated[str, typer.Option(help="The id of the access key.")],
    prefix: Annotated[str, typer.Option(help="Only what is below this, such as crm/.")] = "",
    region: Annotated[str, typer.Option(help="The bucket's region.")] = "us-east-1",
    name: NameOption = "",
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect a bucket."""
    from goodwill.live.base import SourceConfig
    from goodwill.live.wire.web import place_of

    place = place_of(url, is_own=own_network)
    config = SourceConfig(
        kind="s3",
        name=source_name(name or bucket),
        host=place.host,
        port=place.port,
        user=key_id,
        is_own_network=place.is_own,
        more=_said(url=url, bucket=bucket, prefix=prefix, region=region),
    )
    told.connect(config, lambda: password("Secret of the access key"))


@connects
def other(
    kind: Annotated[str, typer.Argument(help="What its package calls it.")],
    *,
    url: CompanyUrlOption = "",
    user: Annotated[str, typer.Option("--user", help="Who signs in, where it asks.")] = "",
    said: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="What else it needs to be told."),
    ] = None,
    folder: FolderOption = None,
    name: NameOption = "",
    own_network: OwnOption = False,
    told: Told,
) -> None:
    """Connect a source that another package brought; goodwill extensions lists them.

    \b
    Examples:
      goodwill connect other service-desk --url https://desk.ours.example --dry-run
    """
    from goodwill.live.base import SourceConfig
    from goodwill.live.connected import kind_named
    from goodwill.live.wire.web import place_of

    is_own = place_of(url, is_own=own_network).is_own if url else own_network
    config = SourceConfig(
        kind=kind,
        name=source_name(name or kind),
        user=user,
        is_own_network=is_own,
        folders=tuple(folder or ()),
        more=(*_said(url=url), *map(_pair, said or ())),
    )
    wants_secret = kind_named(kind).wants_secret
    told.connect(config, lambda: password("Its key or password") if wants_secret else "")


def _pair(said: str) -> tuple[str, str]:
    key, equals, value = said.partition("=")
    if not equals or not key:
        raise CallError(f'"{said}" says nothing.', hint="Write  --set KEY=VALUE")
    return key, value


def _said(**values: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in values.items() if value)


def add_business(app: typer.Typer) -> None:
    """Put the commands among those of `goodwill connect`."""
    runs: list[tuple[str, str, str, Callable[..., None]]] = [
        *((name, short, text, keyed) for name, (_, short, text) in KEYED.items()),
        *((name, short, text, consented) for name, (short, text) in CONSENTED.items()),
        ("sql", "A database, by queries of your own.", SQL, database),
        ("s3", "A bucket that speaks S3.", S3, bucket_of),
    ]
    for name, short, text, run in runs:
        app.command(name, short_help=short, help=text)(run)
    app.command("other", short_help="A source that another package brought.")(other)
