"""The template for packages: one is made of answers, installed beside Goodwill, and used."""

from __future__ import annotations

from pathlib import Path

import copier
import orjson
import pytest
from tests.test_extensions import HOURS, goodwill, laid

TEMPLATE = Path(__file__).parent.parent / "examples" / "template"
ANSWERS = {"package": "acme-lifts", "pattern": "lift_mended_twice", "signal": "mended_again"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, as the answers make it."""
    folder = tmp_path_factory.mktemp("template") / "acme"
    copier.run_copy(str(TEMPLATE), folder, data=ANSWERS, defaults=True, quiet=True)
    return folder


def test_names_are_those_of_the_answers(made: Path) -> None:
    found = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}

    assert {
        "pyproject.toml",
        "README.md",
        "src/acme_lifts/signals/mended_again.sql",
        "src/acme_lifts/catalogue/patterns/lift_mended_twice.toml",
    } <= found
    assert not [path for path in found if "{{" in path or "{{" in (made / path).read_text("utf-8")]


def test_its_pattern_is_judged_by_its_measurement(made: Path, tmp_path: Path) -> None:
    path = laid(made, tmp_path / "installed")
    listed = orjson.loads(goodwill(path, "extensions", "--format", "json"))
    assert [(one["package"], one["is_usable"]) for one in listed] == [("acme-lifts", True)] * 2

    company = tmp_path / "in"
    company.mkdir()
    (company / "goodwill.toml").write_text('[company]\ndomains = ["ours.example"]\n')
    (company / "accounts.csv").write_text("account_id,name,domains\nacre,Acre,acre.example\n")
    (company / "effort.csv").write_text(
        f"entry_id,account_id,person,worked_on,hours,activity\n{HOURS}"
    )
    book = ("--book", str(tmp_path / "book"))
    goodwill(path, *book, "import", str(company))
    asked = ("statement", "acre", "--as-of", "2026-06-30", "--format", "json")
    statement = orjson.loads(goodwill(path, *book, *asked))
    (line,) = [one for one in statement["patterns"] if one["id"] == "lift_mended_twice"]

    assert (line["title"], line["status"]) == ("Lift mended twice", "present")


def test_it_brings_an_engine_where_one_is_named(tmp_path: Path) -> None:
    answers = {**ANSWERS, "engine": "acme-small"}
    copier.run_copy(str(TEMPLATE), tmp_path / "acme", data=answers, defaults=True, quiet=True)
    path = laid(tmp_path / "acme", tmp_path / "installed")
    listed = orjson.loads(goodwill(path, "extensions", "--format", "json"))

    assert [
        (one["name"], one["is_usable"]) for one in listed if one["group"] == "goodwill.engines"
    ] == [("acme-small", True)]


@pytest.mark.parametrize("name", ["Acme Lifts", "9lifts", "acme_lifts"])
def test_a_name_that_no_package_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="Small letters"):
        copier.run_copy(
            str(TEMPLATE), tmp_path / "made", data={"package": name}, defaults=True, quiet=True
        )
