"""What stands around rows: what a mapping must say of it, and what a file may lack."""

import pytest

from goodwill.errors import ConfigError
from goodwill.sources.mapped.header import header_among
from goodwill.sources.mapped.surroundings import surroundings_of
from goodwill.sources.mapped.toml_file import load_mapping
from goodwill.sources.sheets import SheetRow

START = """
vendor = "Made up"
export = "Sheet"
[recognise]
headers = ["Invoice"]
"""
ROWS = """
[[rows]]
table = "payments"
[rows.columns]
payment_id = "Invoice"
invoice_id = "Invoice"
paid_on = "Day"
amount = "Net"
"""
GROUP = '[group]\nname = "Customer"\ncolumn = "Region"\n'
ABOVE = '[[above]]\nname = "Money"\nrow = 1\ncell = 3\n'

WRONG = {
    # what is wrong: (the lines, words of the message)
    "a group without the column of its headings": ('[group]\nname = "x"\n', "column"),
    "a cell above without a name": ("[[above]]\nrow = 1\ncell = 1\n", "name"),
    "a cell that nobody counts from": ('[[above]]\nname = "x"\nrow = 0\ncell = 1\n', "row = 0"),
    "a row beyond those in which a header may stand": (
        '[[above]]\nname = "x"\nrow = 31\ncell = 1\n',
        "row = 31",
    ),
}


@pytest.mark.parametrize(("lines", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_key_is_told_by_name(lines: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        load_mapping(START + lines + ROWS, "sheet", "sheet.toml")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ('{ from = "Day", within = ["From"] }', "two headers"),
        ('{ from = "Day", within = ["From", "To", "On"] }', "two headers"),
    ],
)
def test_a_period_has_two_ends(wrong: str, words: str) -> None:
    text = START + ROWS.replace('paid_on = "Day"', f"paid_on = {wrong}")

    with pytest.raises(ConfigError, match=words):
        load_mapping(text, "sheet", "sheet.toml")


def test_a_condition_says_something() -> None:
    text = START + ROWS.replace("[rows.columns]", "when = { Day = {} }\n[rows.columns]")

    with pytest.raises(ConfigError, match="does not say what the cell has to be"):
        load_mapping(text, "sheet", "sheet.toml")


@pytest.mark.parametrize(
    ("above", "names", "added"),
    [
        ("a,b,EUR", "Region,Invoice,Day,Net", ("Money", "Customer")),
        ("a", "Region,Invoice,Day,Net", ("Money", "Customer")),
        ("a,b,EUR", "Invoice,Day,Net", ("Money",)),
        ("a,b,EUR", "Region,Invoice,Day,Net,Customer,Money", ()),
    ],
    ids=["all of it", "a short first row", "no column of headings", "columns of its own"],
)
def test_only_what_a_file_does_not_say_itself_is_added(
    above: str, names: str, added: tuple[str, ...]
) -> None:
    mapping = load_mapping(START + GROUP + ABOVE + ROWS, "sheet", "sheet.toml")
    top = [
        SheetRow(number, f"row {number}", text.split(","))
        for number, text in enumerate((above, names), start=1)
    ]
    header = header_among(top, mapping)
    assert header is not None

    around = surroundings_of(mapping, header, top)

    assert around.names == added
    assert around.header(header).names == (*names.split(","), *added)
