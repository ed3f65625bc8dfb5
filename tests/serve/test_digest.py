"""A digest in words, as a page and as a mail to ourselves."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from io import StringIO

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from rich.console import Console

from goodwill.config import DigestMail
from goodwill.errors import CallError
from goodwill.facts.digest import Because, Digest, Entry, Moved, MutedDetector, OwnerNews, Tone
from goodwill.facts.statement import Evidence
from goodwill.serve.digest.letter import OurSide, letter, sender_of
from goodwill.serve.digest.page import digest_page
from goodwill.serve.digest.post import NotSentError, send
from goodwill.serve.digest.text import show_digest
from goodwill.serve.digest.words import also_words, headline, money_words, why_moved
from goodwill.serve.titles import Titles

SINCE, UNTIL = date(2026, 6, 1), date(2026, 6, 8)
QUOTE = "Ask again and I'll stop the lot."


def entry(
    line: str = "risks[defection]",
    was: str | float | bool | None = 0.2,
    now: str | float | bool | None = 0.8,
    *,
    tone: Tone = "alarm",
    also: tuple[Moved, ...] = (),
    because: Because = "client",
    name: str = "Acme",
    quote: str | None = QUOTE,
) -> Entry:
    return Entry(
        account="acme",
        account_name=name,
        owner="ann@ours.example",
        tone=tone,
        moved=Moved(line=line, was=was, now=now),
        also=also,
        because=because,
        is_leading=True,
        is_ours=False,
        evidence=Evidence(
            id="e1",
            source="message",
            ref="<m1@acme.example>",
            on="2026-06-05",
            quote=quote,
            says="They threaten.",
            weight=1.5,
        ),
        amount=5000.0,
        amount_of="revenue",
        currency="EUR",
        expected=4000.0,
        next_step="Ask openly where we stand",
    )


def digest(
    *alarms: Entry,
    waiting: tuple[Entry, ...] = (),
    muted: tuple[MutedDetector, ...] = (),
    sources: tuple[str, ...] = (),
    newest: date | None = UNTIL,
) -> Digest:
    news = OwnerNews(owner="ann@ours.example", alarms=alarms, waiting=waiting, changes=(), good=())
    return Digest(
        since=SINCE,
        as_of=UNTIL,
        accounts=12,
        newest=newest,
        owners=(news,) if alarms or waiting else (),
        muted=muted,
        new_sources=sources,
    )


def shown(of: Digest, titles: Titles, *, width: int = 90, whole: bool = False) -> str:
    out = StringIO()
    show_digest(Console(file=out, width=width), of, titles, whole=whole)
    return out.getvalue()


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_the_digest_of_quiet_days_is_one_line(titles: Titles, width: int) -> None:
    text = shown(digest(), titles, width=width)

    assert text == ("Quiet: nothing changed from 1 Jun 2026 to 8 Jun 2026 that needs anybody.\n")


@pytest.mark.parametrize(
    ("newest", "words"),
    [
        (None, "needs anybody. The book knows of nothing by then.\n"),
        (date(2026, 3, 31), "needs anybody. Nothing in the book is newer than 31 Mar 2026.\n"),
        (SINCE, "needs anybody. Nothing in the book is newer than 1 Jun 2026.\n"),
        (SINCE + timedelta(days=1), "needs anybody.\n"),
    ],
)
def test_days_that_the_book_does_not_know_are_not_just_called_quiet(
    newest: date | None, words: str, titles: Titles
) -> None:
    text = shown(digest(newest=newest), titles)

    assert text.endswith(words)
    assert text.count("\n") == 1


def test_news_of_days_that_the_book_does_not_know_say_so(titles: Titles) -> None:
    text = shown(digest(entry(), newest=SINCE), titles, width=200)

    assert "Nothing in the book is newer than 1 Jun 2026." in text
    assert "is newer than" in digest_page(digest(entry(), newest=SINCE), titles)
    assert "is newer than" not in shown(digest(entry()), titles, width=200)


def test_an_entry_has_its_words_their_day_the_money_and_the_next_step(titles: Titles) -> None:
    text = shown(digest(entry()), titles)

    assert "ann@ours.example" in text
    assert f"“{QUOTE}”" in text
    assert "They threaten · 5 Jun 2026" in text
    assert "€5,000 revenue at risk" in text
    assert "Next: Ask openly where we stand" in text


def test_what_waits_is_counted_or_shown(titles: Titles) -> None:
    of = digest(entry(), waiting=(entry(name="Bolt"), entry(name="Cog")))

    counted, whole = shown(of, titles), shown(of, titles, whole=True)

    assert "2 more wait, by expected money: see them with --all" in counted
    assert "Bolt" not in counted
    assert "Bolt" in whole
    assert "1 more waits" in shown(digest(entry(), waiting=(entry(),)), titles)


def test_a_muted_detector_is_named_in_the_one_line_of_quiet_days(titles: Titles) -> None:
    of = digest(muted=(MutedDetector(line="patterns[abusive]", right=9, answers=20),))

    text = shown(of, titles)

    assert text.count("\n") == 1
    assert "right 9 times of the last 20" in text
    assert "right 9 times of the last 20" in digest_page(of, titles)


def test_new_sources_and_muted_detectors_are_named(titles: Titles) -> None:
    muted = (MutedDetector(line="patterns[abusive]", right=9, answers=20),)

    text = shown(digest(entry(), muted=muted, sources=("effort", "invoice")), titles, width=300)
    text = " ".join(text.split())

    assert "New to the book: hours and invoices." in text
    assert "right 9 times of the last 20" in text


SAID = {
    "a pattern": (("patterns[abusive]", "watch", "present"), ": present"),
    "first signs": (("patterns[abusive]", "absent", "watch"), ": first signs"),
    "no pattern any more": (("patterns[abusive]", "present", "absent"), ": no longer there"),
    "a risk": (("risks[defection]", 0.2, 0.8), ": very likely, was unlikely"),
    "a risk in the same word": (("risks[defection]", 0.49, 0.5), ": as likely as not"),
    "a gate": (("gates[called_first]", False, True), ": earned"),
    "a gate lost": (("gates[called_first]", True, False), ": no longer met"),
    "a stage": (("stage", "me_too", "me_first"), "Now me first, was me too"),
    "a kind": (("kind", "technical", "partner"), "Now partner, was technical"),
    "a broken promise": (("commitments[ours]", "open", "broken"), "We broke a promise"),
    "their promise": (("commitments[theirs]", "open", "broken"), "They broke a promise"),
    "a late promise": (("commitments[ours]", "open", "kept late"), "We kept a promise, after"),
    "a promise due": (("commitments[theirs]", "open", "due"), "A promise of theirs came due"),
    "somebody left": (("committee", "Eva Lund", "left"), "Eva Lund has left"),
    "praise": (("practices[appreciation]", None, "praised"), "They praised what we did"),
}


@pytest.mark.parametrize(("moved", "words"), SAID.values(), ids=SAID)
def test_what_moved_is_said_in_words(
    moved: tuple[str, str | float | bool | None, str | float | bool | None],
    words: str,
    titles: Titles,
) -> None:
    assert words in headline(entry(*moved), titles)


def test_several_promises_of_one_cause_are_counted(titles: Titles) -> None:
    one = Moved(line="commitments[ours]", was="open", now="due")

    found = entry("commitments[ours]", "open", "due", also=(one, one))

    assert headline(found, titles).startswith("3 promises of ours came due")
    assert also_words(found, titles) == ""


def test_other_lines_of_the_cause_stand_with_it(titles: Titles) -> None:
    found = entry(also=(Moved(line="gates[uncontested]", was=True, now=False),))

    assert also_words(found, titles).startswith("With it: ")


@pytest.mark.parametrize("because", ["time", "data", "rules"])
def test_what_the_client_did_not_do_is_said(because: Because) -> None:
    assert why_moved(entry(because=because))
    assert why_moved(entry()) == ""


@pytest.mark.parametrize("amount", [None, 0.0])
def test_an_amount_that_is_not_known_or_nothing_is_not_shown(amount: float | None) -> None:
    assert money_words(replace(entry(), amount=amount)) == ""


# As a page.


def test_the_page_fetches_nothing_and_runs_nothing(titles: Titles) -> None:
    page = digest_page(digest(entry()), titles)

    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page
    assert "default-src &#39;none&#39;" in page
    assert QUOTE.replace("'", "&#39;") in page


def test_what_clients_wrote_is_no_markup(titles: Titles) -> None:
    nasty = '<img src=x onerror="alert(1)">\u202e'

    page = digest_page(digest(entry(name=nasty, quote=nasty)), titles)

    assert "<img" not in page
    assert "\u202e" not in page


def test_the_page_of_quiet_days_says_so(titles: Titles) -> None:
    assert "Quiet: nothing changed" in digest_page(digest(), titles)


# As a mail.

OURS = OurSide(domains=("ours.example",), addresses=frozenset({"ann@gmail.example"}))
SENT_AT = datetime(2026, 6, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("to", "is_ours"),
    [
        ("ann@ours.example", True),
        ("ann@OURS.example", True),
        ("ann@mail.ours.example", True),
        ("ann@gmail.example", True),
        ("bo@gmail.example", False),
        ("eva@acme.example", False),
        ("eva@notours.example", False),
        ("eva@ours.example.acme.example", False),
    ],
)
def test_only_our_own_side_is_written_to(to: str, is_ours: bool) -> None:
    def write() -> None:
        letter(
            to=to,
            sender="goodwill@ours.example",
            subject="Quiet",
            text="Quiet.",
            page="<p>Quiet.</p>",
            sent_at=SENT_AT,
            ours=OURS,
        )

    if is_ours:
        write()
    else:
        with pytest.raises(CallError, match="is no address of ours"):
            write()


@pytest.mark.parametrize(
    "to",
    [
        "ann@ours.example\r\nBcc: eva@acme.example",
        "ann@ours.example, eva@acme.example",
        "Ann <ann@ours.example>",
        "ann",
        "@ours.example",
        "",
        "ann@ours.example\x00",
    ],
)
def test_an_address_that_is_not_one_plain_address_is_refused(to: str) -> None:
    with pytest.raises(CallError, match="is no address"):
        letter(
            to=to,
            sender="goodwill@ours.example",
            subject="Quiet",
            text="Quiet.",
            page="<p>Quiet.</p>",
            sent_at=SENT_AT,
            ours=OURS,
        )


@pytest.mark.parametrize(
    ("server", "sender"),
    [
        (DigestMail(smtp_host="m", sender="gw@ours.example", user="u@ours.example"), "gw@"),
        (DigestMail(smtp_host="m", user="u@ours.example"), "u@"),
        (DigestMail(smtp_host="m", user="u"), "ann@"),
        (DigestMail(smtp_host="m"), "ann@"),
    ],
)
def test_the_sender_is_the_one_set_else_the_user_else_the_reader(
    server: DigestMail, sender: str
) -> None:
    assert sender_of(server, "ann@ours.example").startswith(sender)


@dataclass
class Inbox:
    """Keeps what a server is given; says no where it `refuses`."""

    refuses: bool = False
    knows_nobody: bool = False
    kept: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  its name there
        self, _server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        if self.knows_nobody:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802  its name there
        if self.refuses:
            return "550 No thank you"
        self.kept.append(envelope)
        return "250 OK"


def login(_server: SMTP, _: Session, __: Envelope, ___: str, data: object) -> AuthResult:
    is_known = isinstance(data, LoginPassword) and data == LoginPassword(b"ann", b"secret")
    return AuthResult(success=is_known, handled=is_known)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[DigestMail]:
    """A mail server on this machine."""
    port = free_port()
    controller = Controller(
        inbox, hostname="127.0.0.1", port=port, authenticator=login, auth_require_tls=False
    )
    controller.start()
    yield DigestMail(smtp_host="127.0.0.1", smtp_port=port, starttls=False, user="ann")
    controller.stop()


def test_a_digest_reaches_a_mail_server_whole(
    inbox: Inbox, server: DigestMail, titles: Titles
) -> None:
    of = digest(entry(name="Brandt & Söhne", quote="Ich höre auf."))
    mail = letter(
        to="ann@ours.example",
        sender="goodwill@ours.example",
        subject="What changed: 1 alarm, 8 Jun 2026",
        text=shown(of, titles),
        page=digest_page(of, titles),
        sent_at=SENT_AT,
        ours=OURS,
    )

    send(mail, server, "secret")

    (envelope,) = inbox.kept
    assert envelope.rcpt_tos == ["ann@ours.example"]
    assert isinstance(envelope.content, bytes)
    got = message_from_bytes(envelope.content, policy=policy.default)
    assert got["Subject"] == "What changed: 1 alarm, 8 Jun 2026"
    assert got["Auto-Submitted"] == "auto-generated"
    text, page = (got.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert "“Ich höre auf.”" in text.get_content()
    assert "Brandt &amp; Söhne" in page.get_content()


def send_plain(server: DigestMail, password: str | None) -> None:
    mail = letter(
        to="ann@ours.example",
        sender="goodwill@ours.example",
        subject="Quiet",
        text="Quiet.",
        page="<p>Quiet.</p>",
        sent_at=SENT_AT,
        ours=OURS,
    )
    send(mail, server, password)


def test_a_wrong_password_is_told_without_telling_it(inbox: Inbox, server: DigestMail) -> None:
    with pytest.raises(NotSentError, match="user and password do not fit") as told:
        send_plain(server, "hunter2")

    assert "hunter2" not in f"{told.value.message} {told.value.hint}"
    assert inbox.kept == []


def test_what_a_server_says_no_to_is_told(inbox: Inbox, server: DigestMail) -> None:
    inbox.refuses = True

    with pytest.raises(NotSentError, match="550 No thank you"):
        send_plain(server, None)


def test_a_reader_whom_the_server_does_not_know_is_told_in_its_words(
    inbox: Inbox, server: DigestMail
) -> None:
    inbox.knows_nobody = True

    with pytest.raises(NotSentError, match=r"said 550 5\.1\.1 No such user\.$"):
        send_plain(server, None)


@pytest.mark.parametrize("host", ["mail..example", f"{'a' * 70}.example"])
def test_a_name_that_no_server_can_have_is_told(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def encoded_only(asked: str, *_: object, **__: object) -> None:
        asked.encode("idna")  # as the library does before it asks anybody
        raise OSError("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", encoded_only)

    with pytest.raises(NotSentError, match="no server can have that name"):
        send_plain(DigestMail(smtp_host=host), None)


def test_a_password_that_cannot_be_sent_is_told_without_a_letter_of_it(server: DigestMail) -> None:
    with pytest.raises(NotSentError, match="may hold ASCII letters only") as told:
        send_plain(server, "sécret")

    assert "é" not in f"{told.value.message} {told.value.hint}"


def say_once(server: socket.socket, words: bytes) -> None:
    line, _ = server.accept()
    with line:
        line.sendall(words)


def test_an_answer_of_something_else_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, ThreadPoolExecutor(1) as aside:
        aside.submit(say_once, other, b"<html>\r\n")
        web = DigestMail(smtp_host="127.0.0.1", smtp_port=other.getsockname()[1], starttls=False)
        with pytest.raises(NotSentError, match="nothing that a mail server says"):
            send_plain(web, None)


def test_a_server_that_cannot_speak_tls_gets_no_password(server: DigestMail, inbox: Inbox) -> None:
    with pytest.raises(NotSentError, match="STARTTLS"):
        send_plain(replace(server, starttls=True), "secret")

    assert inbox.kept == []


def test_a_password_is_never_sent_in_clear_to_another_machine() -> None:
    far = DigestMail(smtp_host="mail.example", smtp_port=25, starttls=False, user="ann")

    with pytest.raises(CallError, match="would be sent in clear"):
        send_plain(far, "secret")


def test_nobody_at_the_port_is_told(server: DigestMail) -> None:
    with pytest.raises(NotSentError, match=r"was not sent: 127\.0\.0\.1:1 said"):
        send_plain(replace(server, smtp_port=1), None)
