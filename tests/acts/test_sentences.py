"""What only greets or closes is no sentence, however it begins."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from goodwill.acts.sentences import split_sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences"

GREETINGS = """
Hi Tom, | HELLO all! | Hey there | Dear Mr Smith: | Good morning team, | Morning, | Afternoon Ann
Evening all | Good day | Greetings | Hallo zusammen, | Moin | Guten Tag Herr Adler, | Servus
Liebe Frau Adler, | Lieber Jan, | Liebes Team, | Sehr geehrte Damen und Herren, | Bonjour | Salut
Buenas tardes | Bonsoir Monsieur | Cher Paul, | Chère Anne, | Chers tous, | Hola todos,
Buenos días, | Estimado señor Gil: | Estimadas | Querida Ana, | Queridos todos
"""
CLOSINGS = """
With kind regards, | Many thanks | Best wishes, | Warm regards | Kindest regards | Warmest regards
My best regards | Regards, | Thanks, | Thank you. | thx | All the best | Cheers, | Yours sincerely
Sincerely, | Faithfully yours | Truly yours | Yours | Love, | Take care | Respectfully, | Best,
Mit freundlichen Grüßen | Besten Gruß | Herzlichen Gruß | Vielen Gruß | Lieben Gruß | Liebe Grüße
Viele Grüße | Beste Grüsse | Schöne Grüße | Sonnige Grüße | Gruß | Grüße | Gruss | MfG | VG | LG
Danke, | Bien cordialement, | Très cordialement | Cordialement | À vous | Salutations distinguées
Merci | Un cordial saludo, | Saludos | Cordial saludo | Atentamente, | Un abrazo | Gracias
"""


def each(lines: str) -> list[str]:
    return [one.strip() for line in lines.split("\n") for one in line.split("|") if one.strip()]


@pytest.mark.parametrize("line", each(GREETINGS))
def test_a_greeting_is_no_sentence(line: str) -> None:
    text = f"{line}\n\nThe pump is in."

    assert [text[start:end] for start, end in split_sentences(text)] == ["The pump is in."]


@pytest.mark.parametrize("line", each(CLOSINGS))
def test_a_closing_is_no_sentence(line: str) -> None:
    text = f"The pump is in.\n\n{line}"

    assert [text[start:end] for start, end in split_sentences(text)] == ["The pump is in."]


@pytest.mark.parametrize("line", ["Thanks", "Many thanks,", "Merci", "Vielen Dank", "Gracias"])
def test_where_nothing_was_said_a_closing_is_all_that_is_said(line: str) -> None:
    assert split_sentences(line) == ((0, len(line)),)


@pytest.mark.parametrize("line", ["Hello is not what I said", "Best to wait", "Bonjour à"])
def test_what_says_more_than_a_greeting_is_a_sentence(line: str) -> None:
    text = f"The pump is in.\n\n{line}"

    assert len(split_sentences(text)) == len(["The pump is in.", line])


SIGNED = [
    "Kind regards\nHarlow Weighbridge Office",
    "Thanks,\nAcme Freight Claims",
    "Best regards,\n\nSusan O'Dell\nHead of Facilities",
    "Thanks\nDept. of Housing & Care",
    "Viele Grüße\nPetra Lindner\nEinkauf | Molkerei Sund",
    "Mit freundlichen Grüßen\nKreditorenbuchhaltung",
    "Cordialement,\nService Achats de la Clinique",
    "Un saludo,\nAdministración y Compras",
    "Cheers\nJ. Brandt",
    "Regards\nTHE DAIRY DESK",
    "Regards\nAcme Ltd.",
    "Saludos\nAguas del Sur S.A.",
]


@pytest.mark.parametrize("end", SIGNED)
def test_who_closes_is_no_sentence(end: str) -> None:
    text = f"The pump is in.\n\n{end}"

    assert [text[start:end] for start, end in split_sentences(text)] == ["The pump is in."]


@pytest.mark.parametrize(
    ("end", "is_read"),
    [
        ("Lund Harbour Billing\nBilling", False),
        ("Petra Lindner\nEinkauf | Molkerei Sund", False),
        ("Petra Lindner\nEinkauf\nMolkerei Sund\nSund", False),
        ("Petra Lindner\nEinkauf\nMolkerei Sund\nSund\nDenmark", True),
        ("Next Monday", True),
        ("Approved.\nPetra", True),
        ("Petra Lindner\nis away", True),
        ("Two things:\nHose", True),
    ],
)
def test_two_lines_of_names_at_the_end_are_who_wrote(end: str, *, is_read: bool) -> None:
    text = f"The pump is in.\n\n{end}\n"

    assert ("\n".join(text[a:b] for a, b in split_sentences(text)[1:]) == end) == is_read


@pytest.mark.parametrize("text", ["Petra Lindner\nEinkauf", "The pump is in.\nPetra\nLund"])
def test_a_text_of_one_paragraph_is_read(text: str) -> None:
    assert split_sentences(text)


def test_what_is_written_below_a_name_is_read() -> None:
    text = "The pump is in.\n\nThanks\nPeter Lund\n\nPS: the hose leaks."

    said = [text[start:end] for start, end in split_sentences(text)]

    assert said == ["The pump is in.", "PS: the hose leaks."]


@pytest.mark.parametrize(
    "end",
    [
        "Thanks\nCall me on Monday.",
        "Danke\nDie Rechnung fehlt noch.",
        "Thanks\nThe hose leaks again",
        "Gracias\nFalta la factura 12",
        "Thanks\nPeter Lund\nis away until Monday.",
        "Merci\nLa pompe fuit !",
        "Thanks\nCan You Confirm?",
        "Thanks,\nApproved.",
        "Merci\nCommande Annulée.",
    ],
)
def test_what_says_something_below_a_closing_is_a_sentence(end: str) -> None:
    text = f"The pump is in.\n\n{end}"
    said = end.split("\n", 1)[1]

    assert "\n".join(text[a:b] for a, b in split_sentences(text)[1:]) == said


STOPS = tomllib.loads((CASES / "stops.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    "marked",
    [text for by_language in STOPS.values() for texts in by_language.values() for text in texts],
)
def test_a_full_stop_ends_a_sentence_or_only_a_short_word(marked: str) -> None:
    text = marked.replace("| ", "")

    said = [text[start:end] for start, end in split_sentences(text)]

    assert said == marked.split(" | ")
