"""To which Postgres a line may be in clear."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import make_url

from goodwill.store.postgres_line import encrypted

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


def test_another_database_is_left_alone() -> None:
    url = make_url("sqlite:///book.db")
    assert encrypted(url) == url
