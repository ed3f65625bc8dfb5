"""`goodwill users`: who uses a book together, with which role, and what was granted to them.

For whoever has the book's own files; what somebody may change of their own is at the page `/me`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from goodwill.clock import now
from goodwill.errors import CallError
from goodwill.serve.cli.faults import GoodwillGroup, say
from goodwill.serve.cli.options import (
    BookOption,
    TextFormat,
    TextFormatOption,
    book_place,
    opened,
    parse_day,
)
from goodwill.serve.cli.output import echo_json

if TYPE_CHECKING:
    from goodwill.store.database import Store
    from goodwill.store.users.users import UserRow

__all__ = ["add_to", "group"]

group = typer.Typer(
    cls=GoodwillGroup,
    help="""Let several people use a book, each with their own accounts and mail.

A book has no users at first, and whoever opens it on this machine sees all of it. With the first
user that ends: everybody signs in, and sees their own accounts and the mail that they are on.
docs/team.md says who sees what.""",
    no_args_is_help=True,
    rich_markup_mode=None,
)

UserArgument = Annotated[
    str, typer.Argument(metavar="USER", help="An address of theirs, or their number.")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; it stands in the audit.")]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="YYYY-MM-DD", help="The last day on which it holds."),
]


@group.command("setup", short_help="The link for the first user.")
def setup(
    context: typer.Context,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002
) -> None:
    """Print the link by which the first user is made: an administrator, who sees no mail.

    It can be used once, within a day, and is printed this once. From now on the pages ask everybody
    to sign in.

    \b
    Examples:
      goodwill users setup
      goodwill --book acme users setup
    """
    from goodwill.access.members import set_up

    with _store(context, book) as store:
        new = set_up(store, at=_at())
    _tell_link("set-up", new.secret, new.ends_at, format)


@group.command("invite", short_help="A link by which somebody gets a way in.")
def invite(  # noqa: PLR0917  options, which are given by name
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Whose mail they are on.")],
    role: Annotated[
        str,
        typer.Option(help="owner, manager, analyst, administrator or compliance."),
    ] = "owner",
    name: Annotated[str, typer.Option(help="What they are called.")] = "",
    also: Annotated[
        list[str] | None,
        typer.Option("--also", help="A further address of theirs; may be repeated."),
    ] = None,
    forget: Annotated[
        str,
        typer.Option(help="Codes, passkeys and the provider end too: why, and how you made sure."),
    ] = "",
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002
) -> None:
    """Make a user, and print the link by which they choose a password: once, within three days.

    For somebody who is a user already it is a new way in; the old password and sessions end. Codes,
    passkeys and the provider stay, unless --forget says why not; the person is told.
    A second user needs [privacy] notice in goodwill.toml: where your colleagues were told.

    \b
    Examples:
      goodwill users invite ann@ours.example --role owner --name "Ann Ode"
      goodwill users invite lee@ours.example --role manager --also lee.brook@ours.example
      goodwill users invite lee@ours.example --forget "telephone stolen, came to my desk"
    """
    from goodwill.access.members import invite as make

    with opened(book_place(context, book)) as found:
        told = found.settings.privacy.notice
    with _store(context, book) as store:
        new = make(
            store,
            address,
            role,
            name=name,
            also=tuple(also or ()),
            forget=forget,
            at=_at(),
            notice=told,
        )
    _tell_link("invited", new.secret, new.ends_at, format)


@group.command("list", short_help="Everybody, with their roles.")
def show(
    context: typer.Context,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002
) -> None:
    """List the users of the book.

    \b
    Example:
      goodwill users list --format json
    """
    from goodwill.store.users.users import users

    with _store(context, book) as store, store.read() as reader:
        found = [_told(one) for one in users(reader)]
    line = "{id:>3}  {role:<13}  {state:<8}  {name}  {address}"
    _show(found, format, line, none="This book has no users. Begin with:  goodwill users setup")


@group.command("role", short_help="Give a user another role.")
def role(
    context: typer.Context,
    user: UserArgument,
    role: Annotated[
        str, typer.Argument(help="owner, manager, analyst, administrator or compliance.")
    ],
    book: BookOption = None,
) -> None:
    """Give a user another role; their sessions and tokens end.

    \b
    Example:
      goodwill users role lee@ours.example analyst
    """
    from goodwill.access.members import give_role

    with _store(context, book) as store:
        found = give_role(store, user, role, at=_at())
    typer.echo(f"{found.name} is {found.role} now.")


@group.command("disable", short_help="Shut a user out, at once.")
def disable(
    context: typer.Context,
    user: UserArgument,
    back: Annotated[bool, typer.Option("--back", help="Let them in again.")] = False,
    book: BookOption = None,
) -> None:
    """Shut a user out: every session and token of theirs ends at once.

    \b
    Examples:
      goodwill users disable lee@ours.example
      goodwill users disable lee@ours.example --back
    """
    from goodwill.access.members import disable as shut_out

    with _store(context, book) as store:
        found = shut_out(store, user, at=_at(), back=back)
    typer.echo(f"{found.name} {'may sign in again' if back else 'is shut out'}.")


@group.command("grant", short_help="Let a user see accounts: figures, never words.")
def grant(  # noqa: PLR0917  options, which are given by name
    context: typer.Context,
    user: UserArgument,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="account, person or everything.")],
    subject: Annotated[
        str, typer.Argument(metavar="[WHICH]", help="An account's id, or a colleague's address.")
    ] = "",
    reason: ReasonOption = "",
    until: UntilOption = None,
    book: BookOption = None,
) -> None:
    """Let a user see an account, the accounts of a colleague, or all: their figures.

    Words of mail cannot be granted here. Whoever is on a mail lends it, at the page /me.

    \b
    Examples:
      goodwill users grant lee@ours.example person ann@ours.example --reason "her team"
      goodwill users grant ann@ours.example account acre --reason "stands in" --until 2026-12-31
    """
    from goodwill.access.granting import grant as give

    with _store(context, book) as store:
        number = give(store, user, kind, subject, reason=reason, ends_at=_end_of(until), at=_at())
    typer.echo(f"Granted, as number {number}. End it with:  goodwill users revoke {number}")


@group.command("revoke", short_help="End a grant.")
def revoke(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `grants` lists it.")],
    book: BookOption = None,
) -> None:
    """End something that was granted or lent, at once.

    \b
    Example:
      goodwill users revoke 4
    """
    from goodwill.access.granting import revoke as end

    with _store(context, book) as store:
        end(store, number, by=None, at=_at())
    typer.echo(f"Number {number} holds no more.")


@group.command("grants", short_help="Who may see what besides their own.")
def grants(
    context: typer.Context,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002
) -> None:
    """List what was granted and lent, and still holds.

    \b
    Example:
      goodwill users grants --format json
    """
    from goodwill.store.users.users import grants_to, users

    with _store(context, book) as store, store.read() as reader:
        names = {one.id: one.name for one in users(reader)}
        held = [one for one in grants_to(reader) if one.ends_at is None or one.ends_at > _at()]
    found = [
        {
            "id": one.id,
            "user": names[one.user_id],
            "kind": one.kind,
            "subject": one.subject,
            "words": one.words,
            "until": _moment(one.ends_at),
            "reason": one.reason,
        }
        for one in held
    ]
    _show(
        found, format, "{id:>3}  {user}: {kind} {subject} (words: {words}), until {until}: {reason}"
    )


@group.command("sessions", short_help="Where users are signed in; end it.")
def sessions(
    context: typer.Context,
    user: Annotated[str | None, typer.Argument(metavar="[USER]", help="Of one user only.")] = None,
    end: Annotated[bool, typer.Option("--end", help="End all sessions of that user.")] = False,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002
) -> None:
    """List the browsers in which users are signed in, or end those of one user.

    \b
    Examples:
      goodwill users sessions
      goodwill users sessions lee@ours.example --end
    """
    from goodwill.access.members import user_named
    from goodwill.access.sessions import end as end_them
    from goodwill.access.sessions import open_sessions

    with _store(context, book) as store:
        with store.read() as reader:
            own = None if user is None else user_named(reader, user)
            found = open_sessions(reader, None if own is None else own.id, at=_at())
        if end:
            if own is None:
                raise CallError(
                    "Whose sessions?", hint="Name a user: goodwill users sessions USER --end"
                )
            typer.echo(f"{end_them(store, own.id, at=_at())} sessions of {own.name} ended.")
            return
    rows = [
        {
            "user": one.user_id,
            "device": one.device,
            "since": _moment(one.made_at),
            "last_used": _moment(one.seen_at),
        }
        for one in found
    ]
    _show(rows, format, "user {user}  since {since}, last used {last_used}  {device}")


@group.command("token", short_help="A token for a program, with less than its user may do.")
def token(  # noqa: PLR0917  options, which are given by name
    context: typer.Context,
    user: UserArgument,
    name: Annotated[str, typer.Option(help="What it is for.")] = "",
    scope: Annotated[
        list[str] | None,
        typer.Option(
            "--scope", help="read:statements, read:words, write:disputes ...; else all they have."
        ),
    ] = None,
    audience: Annotated[str, typer.Option("--for", help="The door it opens: api or mcp.")] = "api",
    days: Annotated[int, typer.Option(help="For how many days.")] = 90,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002
) -> None:
    """Make a token for a program of a user: printed this once, and kept nowhere.

    At the API it goes into the header  Authorization: Bearer TOKEN; an assistant's command takes it
    from GOODWILL_TOKEN.

    \b
    Examples:
      goodwill users token ann@ours.example --name reports --scope read:statements
      goodwill users token ann@ours.example --for mcp --days 30
    """
    from goodwill.access.members import user_named
    from goodwill.access.tokens import made

    with _store(context, book) as store:
        with store.read() as reader:
            own = user_named(reader, user)
        secret = made(store, own, name, scope or (), audience=audience, days=days, at=_at())
    if format is TextFormat.JSON:
        echo_json({"token": secret, "user": own.id, "for": audience}, indent=True)
    else:
        typer.echo(secret)
        say("It is shown this once.")


@group.command("tokens", short_help="Tokens that hold; end one.")
def tokens(
    context: typer.Context,
    end: Annotated[
        int | None, typer.Option("--end", metavar="NUMBER", help="End this one.")
    ] = None,
    book: BookOption = None,
    format: TextFormatOption = TextFormat.TEXT,  # noqa: A002
) -> None:
    """List the tokens that hold, or end one.

    \b
    Examples:
      goodwill users tokens
      goodwill users tokens --end 3
    """
    from goodwill.access.tokens import end as end_it
    from goodwill.access.tokens import held

    with _store(context, book) as store:
        with store.read() as reader:
            found = held(reader, at=_at())
        if end is not None:
            own = next((one for one in found if one.id == end), None)
            if own is None or not end_it(store, own.user_id, own.id, at=_at()):
                raise CallError(
                    f"No token {end} holds.", hint="List them with:  goodwill users tokens"
                )
            typer.echo(f"Token {end} holds no more.")
            return
    rows = [
        {
            "id": one.id,
            "user": one.user_id,
            "name": one.name,
            "for": one.audience,
            "scopes": one.scopes.split(),
            "until": _moment(one.ends_at),
            "last_used": _moment(one.used_at),
        }
        for one in found
    ]
    _show(rows, format, "{id:>3}  user {user}  {for}  {name}: {scopes}, until {until}")


def _show(
    rows: Sequence[Mapping[str, object]],
    format: TextFormat,  # noqa: A002
    line: str,
    *,
    none: str = "There is none.",
) -> None:
    """Rows as JSON, or one a line."""
    if format is TextFormat.JSON:
        echo_json(rows, indent=True)
        return
    for row in rows:
        typer.echo(line.format(**{name: _said(value) for name, value in row.items()}))
    if not rows:
        say(none)


def _said(value: object) -> object:
    """A value as a line has it."""
    if value is None:
        return "ended by somebody"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else value


def _told(user: UserRow) -> dict[str, object]:
    """A user as they are shown: nothing of a password but that there is one."""
    state = "shut out" if user.disabled_at else "in" if user.password else "invited"
    return {
        "id": user.id,
        "name": user.name,
        "role": user.role,
        "state": state,
        "address": user.addresses[0] if user.addresses else "",
        "addresses": user.addresses,
        "codes": user.totp is not None,
    }


def _tell_link(way: str, secret: str, ends_at: int, format: TextFormat) -> None:  # noqa: A002
    path = f"/{way}#{secret}"
    if format is TextFormat.JSON:
        echo_json({"path": path, "until": _moment(ends_at)}, indent=True)
        return
    typer.echo(path)
    say(
        f"Put this behind the address of the pages (goodwill serve). It can be used once, until"
        f" {_moment(ends_at)} UTC, and is shown this once."
    )


def _moment(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")


def _end_of(day: str | None) -> int | None:
    """The second at which a day ends, in UTC."""
    if (found := parse_day(day)) is None:
        return None
    return int((datetime.combine(found, time(), UTC) + timedelta(days=1)).timestamp())


def _at() -> int:
    return int(now().timestamp())


@contextmanager
def _store(context: typer.Context, book: str | None) -> Iterator[Store]:
    """The database of the book, let go of at the end."""
    from goodwill.book import open_book

    found = open_book(book_place(context, book))
    try:
        yield found.store
    finally:
        found.close()


def add_to(app: typer.Typer) -> None:
    """Put the group into the app."""
    app.add_typer(group, name="users")
