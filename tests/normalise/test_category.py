"""Who or what wrote a mail: a person, a robot, a list, a server, a calendar."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goodwill.facts.interactions import Message
from goodwill.normalise.category import is_forward_subject

Mail = Callable[..., bytes]
Read = Callable[..., Message]

CASES: dict[str, tuple[str, dict[str, str]]] = {
    "a plain mail": ("human", {}),
    "an automatic answer": ("automatic", {"headers": "Auto-Submitted: auto-replied\n"}),
    "Auto-Submitted that says no": ("human", {"headers": "Auto-Submitted: no\n"}),
    "a vacation program": ("automatic", {"headers": "X-Autoreply: yes\n"}),
    "answers unwanted": ("automatic", {"headers": "X-Auto-Response-Suppress: OOF, AutoReply\n"}),
    "only receipts unwanted": ("human", {"headers": "X-Auto-Response-Suppress: DR, RN, NRN\n"}),
    "nobody to return to": ("automatic", {"headers": "Return-Path: <>\n"}),
    "a return path": ("human", {"headers": "Return-Path: <ann@us.example>\n"}),
    "a newsletter": ("bulk", {"headers": "List-Unsubscribe: <https://x.example/u>\n"}),
    "a mailing list": ("bulk", {"headers": "List-Id: <users.x.example>\n"}),
    "Precedence bulk": ("bulk", {"headers": "Precedence: bulk\n"}),
    "Precedence first-class": ("human", {"headers": "Precedence: first-class\n"}),
    "a mail daemon": ("bounce", {"sender": "MAILER-DAEMON@mx.example"}),
    "the postmaster": ("bounce", {"sender": "postmaster@mx.example"}),
    "an undeliverable mail": (
        "bounce",
        {"headers": "Return-Path: <>\n", "subject": "Undeliverable: Offer"},
    ),
    "a delivery report": (
        "bounce",
        {"headers": "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n"},
    ),
    "a read receipt": (
        "automatic",
        {
            "headers": "Content-Type: multipart/report; boundary=x;"
            " report-type=disposition-notification\n"
        },
    ),
    "an invitation": ("calendar", {"headers": "Content-Type: text/calendar; method=REQUEST\n"}),
    "an accepted invitation": ("calendar", {"subject": "Accepted: Review"}),
    "a person accepts": ("human", {"subject": "We accepted your offer"}),
    "a sender nobody answers": ("automatic", {"sender": "no-reply@shop.example"}),
    "a sender named noreply with more": ("automatic", {"sender": "invoices.noreply@shop.example"}),
    "a machine's account": ("automatic", {"sender": "build-bot@shop.example"}),
    "a person of that name": ("human", {"sender": "jan.bot@shop.example"}),
    "a person with a like name": ("human", {"sender": "norepp.lyman@shop.example"}),
    "a newsletter's sender": ("bulk", {"sender": "newsletter@shop.example"}),
    "a shared mailbox": ("human", {"sender": "info@client.example"}),
    "English out of office": ("automatic", {"subject": "Out of Office: Re: Offer"}),
    "German out of office": ("automatic", {"subject": "Abwesenheitsnotiz: AW: Angebot"}),
    "German automatic answer": ("automatic", {"subject": "Automatische Antwort: Angebot"}),
    "French automatic answer": (
        "automatic",
        {"subject": "=?utf-8?Q?R=C3=A9ponse_automatique?= : Offre"},
    ),
    "Spanish automatic answer": ("automatic", {"subject": "Respuesta automática: Oferta"}),
    "Dutch automatic answer": ("automatic", {"subject": "Automatisch antwoord: Offerte"}),
    "Italian automatic answer": ("automatic", {"subject": "Risposta automatica: Offerta"}),
    "Portuguese automatic answer": ("automatic", {"subject": "Resposta automática: Proposta"}),
    "a person's holiday plans": ("human", {"subject": "Out of office next week"}),
    "a person's answer to a robot": ("human", {"subject": "Re: Out of Office: Offer"}),
    "a person's absence": ("human", {"subject": "Abwesenheit nächste Woche, Vertretung"}),
}


@pytest.mark.parametrize(("category", "parts"), CASES.values(), ids=CASES)
def test_mail_is_told_by_who_writes_it(
    mail: Mail, read: Read, category: str, parts: dict[str, str]
) -> None:
    assert read(mail("Some words.", **parts)).category == category


def test_talk_of_holidays_is_a_persons(mail: Mail, read: Read) -> None:
    assert read(mail("I am out of the office until Monday, ask Tom.")).category == "human"


def test_a_newsletter_without_headers_tells_itself_by_its_end(mail: Mail, read: Read) -> None:
    ending = "To unsubscribe from this newsletter go to http://news.example/u"

    assert read(mail(f"Spring is here!\n\n{ending}")).category == "bulk"
    assert read(mail(f"See below.\n\n{ending}", subject="Re: Spring")).category == "human"
    assert read(mail("How do we unsubscribe from this? Ask b@c.example")).category == "human"


VERDICTS: dict[str, tuple[str, bool | None]] = {
    "no verdict": ("", None),
    "all is well": ("mx.us.example; dmarc=pass; spf=pass; dkim=pass", True),
    "dmarc fails": ("mx.us.example; spf=pass; dkim=pass; dmarc=fail (p=reject)", False),
    "both others fail": ("mx.us.example; spf=fail; dkim=fail", False),
    "one of the others fails": ("mx.us.example; spf=fail; dkim=pass", True),
    "one fails and the other is silent": ("mx.us.example; spf=fail; dkim=none", None),
    "nothing was tried": ("mx.us.example; none", None),
}


@pytest.mark.parametrize(("value", "expected"), VERDICTS.values(), ids=VERDICTS)
def test_the_receiving_server_says_whether_the_sender_is_real(
    mail: Mail, read: Read, value: str, expected: bool | None
) -> None:
    headers = f"Authentication-Results: {value}\n" if value else ""

    assert read(mail(headers=headers)).authenticated is expected


def test_only_the_topmost_verdict_counts(mail: Mail, read: Read) -> None:
    ours, forged = (f"Authentication-Results: x; dmarc={said}\n" for said in ("fail", "pass"))

    assert read(mail(headers=ours + forged)).authenticated is False


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Fwd: Offer", True),
        ("WG: Angebot", True),
        ("Re: FW: Offer", True),
        ("TR : Offre", True),
        ("Re: Offer", False),
        ("Forward planning", False),
        ("I: think", True),
        ("", False),
    ],
)
def test_a_forward_is_told_by_its_tag(subject: str, expected: bool) -> None:
    assert is_forward_subject(subject) is expected
