"""To which Postgres a line may be in clear."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from goodwill.store.postgres_line import encrypted


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGSSLMODE", "PGHOST"):
        monkeypatch.delenv(name, raising=False)


HERE = ("", "localhost", "127.0.0.1", "127.8.8.8", "[::1]")
ELSEWHERE = ("database", "db.ours.example", "10.0.0.7", "[2001:db8::7]")


@pytest.mark.parametrize("host", ELSEWHERE)
@pytest.mark.parametrize("driver", ["postgresql", "postgresql+psycopg"])
def test_a_line_to_another_machine_is_encrypted_unless_its_address_says_otherwise(
    driver: str, host: str
) -> None:
    plain = make_url(f"{driver}://goodwill:secret@{host}/book?connect_timeout=5")

    assert encrypted(plain).query == {"connect_timeout": "5", "sslmode": "require"}
    assert encrypted(plain).password == "secret"  # noqa: S105
    for mode in ("disable", "verify-full"):
        said = plain.update_query_dict({"sslmode": mode})
        assert encrypted(said) == said


@pytest.mark.parametrize("host", HERE)
def test_a_line_that_stays_on_this_machine_is_as_it_was(host: str) -> None:
    for query in ("", "?host=/var/run/postgresql"):
        url = make_url(f"postgresql+psycopg://goodwill@{host}/book{query}")
        assert encrypted(url) == url


@pytest.mark.parametrize("mode", ["verify-full", "disable"])
def test_what_the_environment_says_of_lines_holds(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_url("postgresql://db.ours.example/book")
    monkeypatch.setenv("PGSSLMODE", mode)
    assert encrypted(url) == url


@pytest.mark.parametrize(("host", "is_safe"), [("db.ours.example", True), ("/run", False)])
def test_another_machine_may_be_named_by_the_environment(
    host: str, monkeypatch: pytest.MonkeyPatch, *, is_safe: bool
) -> None:
    monkeypatch.setenv("PGHOST", host)
    assert ("sslmode" in encrypted(make_url("postgresql:///book")).query) is is_safe


def test_a_service_names_its_machine_and_its_line() -> None:
    url = make_url("postgresql:///book?service=ours")
    assert encrypted(url) == url


def test_another_database_is_left_alone() -> None:
    url = make_url("sqlite:///book.db")
    assert encrypted(url) == url
