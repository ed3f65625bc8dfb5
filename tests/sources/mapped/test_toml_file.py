"""What a mapping file may not say: each fault is told with the file, the key and the next step."""

import pytest

from goodwill.errors import ConfigError
from goodwill.sources.mapped.shelf import shipped_mappings
from goodwill.sources.mapped.toml_file import load_mapping

MAPPING = """
vendor = "Made up"
export = "Bills"
symbols = {{ "$" = "{sign}" }}
[recognise]
headers = ["Bill"]
[[rows]]
table = "invoices"
[rows.columns]
invoice_id = "Bill"
account_id = "Customer"
issued_on = "Day"
amount = "Net"
currency = {currency}
"""
CURRENCIES = {
    # what it is: (how the column is said, is it refused)
    "a header": ('"Currency"', False),
    "a code": ('{ constant = "EUR" }', False),
    "three letters that no currency has": ('{ constant = "EUX" }', True),
    "a code in small letters": ('{ constant = "eur" }', True),
    "words that mean codes": ('{ from = "C", values = { "Euro" = "EUR" } }', False),
    "a word that means no code": ('{ from = "C", values = { "Euro" = "EURO" } }', True),
    "all others mean a code": ('{ from = "C", values = { "Euro" = "EUR" }, else = "USD" }', False),
    "all others are empty": ('{ from = "C", values = { "Euro" = "EUR" }, else = "" }', False),
    "all others mean no code": ('{ from = "C", values = {}, else = "dollar" }', True),
}


@pytest.mark.parametrize(("said", "is_refused"), CURRENCIES.values(), ids=CURRENCIES)
def test_a_currency_that_a_mapping_names_is_one(said: str, is_refused: bool) -> None:
    text = MAPPING.format(sign="CAD", currency=said)

    if not is_refused:
        assert load_mapping(text, "bills", "bills.toml").rules[0].value("currency") is not None
        return
    with pytest.raises(ConfigError, match=r"bills\.toml.*cannot be used") as caught:
        load_mapping(text, "bills", "bills.toml")
    assert "ISO 4217" in caught.value.hint


def test_a_sign_stands_for_a_currency() -> None:
    with pytest.raises(ConfigError, match=r'symbols "\$" = "CDA" cannot be used'):
        load_mapping(MAPPING.format(sign="CDA", currency='"C"'), "bills", "bills.toml")


def test_a_sign_stands_for_a_currency_in_a_file_that_extends_another_too() -> None:
    shipped = {one.name: one for one in shipped_mappings()}
    text = (
        f'vendor = "V"\nexport = "E"\nextends = "{min(shipped)}"\nsymbols = {{ "$" = "DOLLAR" }}\n'
    )

    with pytest.raises(ConfigError, match='"DOLLAR" cannot be used'):
        load_mapping(text, "bills", "bills.toml", shipped)
