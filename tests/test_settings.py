"""`goodwill.toml`: every key, and what is said of those that nobody can mean."""

from datetime import date
from decimal import Decimal

import pytest

from goodwill.config import Company, DigestMail, Privacy, Rate, SecondReader, Settings
from goodwill.errors import ConfigError
from goodwill.settings import load_settings

WHOLE = """
[company]
name = "Harbour Lifts"
domains = ["Harbourlifts.example", "@harbour.example"]
currency = "GBP"
hourly_cost = 62
cost_of_capital = 0.09
desired_kind = "partner"
timezone = "Europe/London"

[privacy]
keep_bodies = 365
internal_mail = "read"
exclude_addresses = ["Doctor@Clinic.example"]
exclude_folders = ["Private"]
notice = "Told to everybody on 1 March"

[thresholds]
"terms_dictated.days_beyond_terms" = 30
over_servicing.share = 0.25

[rates]
USD = 0.79
[[rates.EUR]]
from = 2026-01-01
rate = 0.85
[[rates.EUR]]
from = 2025-01-01
rate = 0.83

[second_reader]
url = "http://localhost:11434/v1/"
model = "small-model"
acts = ["request", "threat", "request"]
budget_calls = 10
budget_tokens = 20000
key_env = "MODEL_KEY"
timeout_seconds = 2.5
max_chars = 4000

[digest]
smtp_host = "mail.harbourlifts.example"
smtp_port = 465
starttls = false
user = "anna"
sender = "goodwill@harbourlifts.example"
"""


def test_every_key_is_read() -> None:
    assert load_settings(WHOLE, "goodwill.toml") == Settings(
        company=Company(
            name="Harbour Lifts",
            domains=("harbourlifts.example", "harbour.example"),
            currency="GBP",
            hourly_cost=Decimal(62),
            cost_of_capital=Decimal("0.09"),
            desired_kind="partner",
            timezone="Europe/London",
        ),
        privacy=Privacy(
            keep_bodies=365,
            internal_mail="read",
            exclude_addresses=("doctor@clinic.example",),
            exclude_folders=("Private",),
            notice="Told to everybody on 1 March",
        ),
        thresholds=(
            ("over_servicing.share", Decimal("0.25")),
            ("terms_dictated.days_beyond_terms", Decimal(30)),
        ),
        rates=(
            Rate(currency="EUR", since=date(2025, 1, 1), rate=Decimal("0.83")),
            Rate(currency="EUR", since=date(2026, 1, 1), rate=Decimal("0.85")),
            Rate(currency="USD", since=None, rate=Decimal("0.79")),
        ),
        second_reader=SecondReader(
            url="http://localhost:11434/v1",
            model="small-model",
            acts=("request", "threat"),
            budget_calls=10,
            budget_tokens=20_000,
            key_env="MODEL_KEY",
            timeout_seconds=2.5,
            max_chars=4_000,
        ),
        digest=DigestMail(
            smtp_host="mail.harbourlifts.example",
            smtp_port=465,
            starttls=False,
            user="anna",
            sender="goodwill@harbourlifts.example",
        ),
    )


def test_what_is_left_out_has_the_defaults() -> None:
    assert load_settings("", "goodwill.toml") == Settings()
    assert load_settings("\ufeff[company]\n", "goodwill.toml") == Settings()


@pytest.mark.parametrize("value", [True, False, 1, 36_525])
def test_bodies_are_kept_as_said(value: bool | int) -> None:
    text = f"[privacy]\nkeep_bodies = {str(value).lower()}"

    kept = load_settings(text, "x").privacy.keep_bodies
    assert (kept, type(kept)) == (value, type(value))


WRONG = {
    # what it is: (text, what the message says, what the hint says)
    "a misspelt key": (
        "[company]\ncurency = 'EUR'",
        '[company]: there is no key "curency"',
        "Known keys are: name",
    ),
    "the nearest key is named": (
        "[company]\ncurency = 'EUR'", 'The nearest name is "currency"', "currency",
    ),
    "a misspelt table": ("[compny]", 'The nearest name is "company"', "Known tables"),
    "a key outside its table": ("hourly_cost = 5", 'key "hourly_cost" stands outside', "[company]"),
    "a table that is a text": ("company = 'Acme'", 'company = "Acme"', "a line [company]"),
    "no TOML": ("[company\nname = 1", "it is no TOML", "quotation marks"),
    "a number as text": ("[company]\nhourly_cost = '62'", '"62"', "without quotation marks"),
    "a text as number": ("[company]\nname = 62", "name = 62", "quotation marks"),
    "a truth as number": ("[company]\nhourly_cost = true", "true", "a number"),
    "a cost below nothing": ("[company]\nhourly_cost = -1", "-1", "not below 0"),
    "brackets in brackets without end": (
        f"a = {'[' * 5000}{']' * 5000}", "nested too deep", "one list of texts",
    ),
    "a cost of as many digits as one likes": (
        f"[company]\nhourly_cost = {'9' * 400}", "999", "below 1000000000000",
    ),
    "a rate without end": ("[rates]\nUSD = 1e999", "USD = 1e+999", "such as 0.92"),
    "no number": ("[company]\nhourly_cost = nan", "nan", "a number"),
    "capital in hundredths": ("[company]\ncost_of_capital = 9", "cost_of_capital = 9", "0 to 1"),
    "one domain and no list": ("[company]\ndomains = 'a.example'", "domains", "a list"),
    "an address as domain": (
        "[company]\ndomains = ['ann@a.example']", "ann@a.example", "behind the @",
    ),
    "a currency by its sign": ("[company]\ncurrency = '€'", "€", "three capital letters"),
    "an unknown kind": ("[company]\ndesired_kind = 'partners'", 'is "partner"', "ad_hoc, partner"),
    "an unknown zone": (
        "[company]\ntimezone = 'Europe/Lodnon'", "Europe/Lodnon", '"Europe/London"',
    ),
    "a zone that is a path": ("[company]\ntimezone = '../../etc/passwd'", "passwd", "time zone"),
    "no days": ("[privacy]\nkeep_bodies = 0", "keep_bodies = 0", "above 0"),
    "days beyond the calendar": (
        "[privacy]\nkeep_bodies = 99999999999999", "99999999999999", "36525 at most",
    ),
    "an unknown word": ("[privacy]\ninternal_mail = 'yes'", "yes", "ignore, read"),
    "a threshold in words": ("[thresholds]\n'a.b' = 'many'", '"a.b" = "many"', "a number"),
    "a rate of nothing": ("[rates]\nUSD = 0", "USD = 0", "such as 0.92"),
    "a currency that there is not": ("[company]\ncurrency = 'EUX'", '"EUX"', "ISO 4217"),
    "a rate for a currency that there is not": ("[rates]\nDOL = 0.9", "DOL", "ISO 4217"),
    "a rate for no currency": ("[rates]\nDollar = 0.9", "Dollar", "three capital letters"),
    "a dated rate without its day": ("[[rates.USD]]\nrate = 0.9", "USD", "from (a day) and rate"),
    "a day as text": (
        "[[rates.USD]]\nfrom = '2026-01-01'\nrate = 0.9", "2026-01-01", "without quotation marks",
    ),
    "a second reader nowhere": ("[second_reader]\nmodel = 'm'", "where the model is", "localhost"),
    "a second reader of no model": (
        "[second_reader]\nurl = 'http://localhost'", "which model", "model =",
    ),
    "a reader that is no URL": (
        "[second_reader]\nmodel='m'\nurl = 'localhost:11434'", "no address of http", "/v1",
    ),
    "a reader by another protocol": (
        "[second_reader]\nmodel='m'\nurl = 'file:///etc/passwd'", "no address of http", "/v1",
    ),
    "a reader behind a port that is none": (
        "[second_reader]\nmodel='m'\nurl = 'http://x:99999'", "no address of http", "/v1",
    ),
    "a reader with blanks": (
        "[second_reader]\nmodel='m'\nurl = 'http://x/a b'", "no address of http", "/v1",
    ),
    "an act that is none": (
        "[second_reader]\nurl='http://x'\nmodel='m'\nacts=['requests']", "requests", '"request"',
    ),
    "a budget of nothing": (
        "[second_reader]\nurl='http://x'\nmodel='m'\nbudget_calls=0", "budget_calls = 0", "from 1",
    ),
    "a budget of a truth": (
        "[second_reader]\nurl='http://x'\nmodel='m'\nbudget_calls=true", "true", "whole number",
    ),
    "no time": (
        "[second_reader]\nurl='http://x'\nmodel='m'\ntimeout_seconds=0", "timeout_seco", "above 0",
    ),
    "a whole day of time": (
        "[second_reader]\nurl='http://x'\nmodel='m'\ntimeout_seconds=86400", "86400", "0 to 600",
    ),
    "more of a text than is read": (
        "[second_reader]\nurl='http://x'\nmodel='m'\nmax_chars=20001", "20001", "1 to 20000",
    ),
    "a digest by no server": ("[digest]\nuser = 'anna'", "smtp_host", "smtp_host = "),
    "a server with a port in it": ("[digest]\nsmtp_host='m/x'", "m/x", "name of a server"),
    "no port at all": ("[digest]\nsmtp_host='m'\nsmtp_port=0", "smtp_port = 0", "from 1 to 65535"),
    "a port beyond the last": (
        "[digest]\nsmtp_host='m'\nsmtp_port=65536", "65536", "from 1 to 65535",
    ),
    "a sender that is two": (
        "[digest]\nsmtp_host='m'\nsender='a@b.de, c@d.de'", "a@b.de, c", "one address",
    ),
    "a sender that begins another header": (
        "[digest]\nsmtp_host='m'\nsender=\"a@b.de\\nBcc: c@d.de\"", "sender", "one address",
    ),
    "one day twice": (
        "[[rates.USD]]\nfrom=2026-01-01\nrate=1\n[[rates.USD]]\nfrom=2026-01-01\nrate=2",
        "2026-01-01", "each day once",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_told_with_the_fix(text: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(text, "book/goodwill.toml")

    assert caught.value.message.startswith("book/goodwill.toml")
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "line",
    [
        "url = 'http://user:k-secret@host/v1'",
        "url = 'https://host/v1?key=k-secret'",
        "url = 'https://host/v1#k-secret'",
        "url = 'k-secret'",
        "url = 'https://host'\nkey_env = 'k-secret'",
        "url = 'https://host'\nkey_env = 'k_secret'",
    ],
)
def test_a_key_in_the_wrong_place_is_refused_and_not_repeated(line: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(f"[second_reader]\nmodel = 'm'\n{line}", "goodwill.toml")

    assert "secret" not in caught.value.message + caught.value.hint


def test_a_second_reader_changes_no_statement() -> None:
    text = "[second_reader]\nurl = 'http://localhost/v1'\nmodel = 'm'"

    given = load_settings(text, "goodwill.toml")
    assert given != Settings()
    assert repr(given) == repr(Settings())


def test_where_digests_go_changes_no_statement() -> None:
    given = load_settings("[digest]\nsmtp_host = 'mail.ours.example'", "goodwill.toml")

    assert given.digest == DigestMail(smtp_host="mail.ours.example")
    assert repr(given) == repr(Settings())


def test_a_password_has_no_place_in_the_file_and_is_not_repeated() -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings("[digest]\nsmtp_host = 'm'\npassword = 'k-secret'", "goodwill.toml")

    assert "password" in caught.value.message
    assert "secret" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize(
    ("text", "engine"),
    [("", "duckdb"), ('[engine]\nname = "other"', "other")],
    ids=["none is named", "one is named"],
)
def test_the_engine_is_duckdb_unless_another_is_named(text: str, engine: str) -> None:
    assert load_settings(text, "goodwill.toml").engine == engine


def test_an_engine_without_a_name_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"\[engine\]"):
        load_settings("[engine]", "goodwill.toml")
