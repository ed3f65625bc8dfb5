"""What `pyproject.toml` asks for stands in the exports of the lock, which `make` installs from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = PROJECT["project"]["dependencies"]
OPTIONAL = PROJECT["project"]["optional-dependencies"]
SPARK = OPTIONAL["spark"]
"""In an environment of its own: where pandas is installed, Arrow loads it in every process."""
EXTRAS = [name for extra, names in OPTIONAL.items() if extra != "spark" for name in names]
GROUPS = PROJECT["dependency-groups"]
DEV = GROUPS["dev"]


@pytest.mark.parametrize(
    ("export", "asked"),
    [
        ("run.txt", RUN),
        ("dev.txt", [*RUN, *EXTRAS, *DEV]),
        ("serve.txt", [*RUN, *OPTIONAL["postgres"], *OPTIONAL["mcp"]]),
        ("docs.txt", GROUPS["docs"]),
        ("release.txt", GROUPS["release"]),
        ("spark.txt", [*RUN, *SPARK, *OPTIONAL["postgres"], *DEV]),
    ],
)
def test_the_exports_name_every_dependency(export: str, asked: list[str]) -> None:
    lines = (ROOT / "requirements" / export).read_text("utf-8").splitlines()
    named = {line.partition("==")[0].partition("[")[0] for line in lines if "==" in line}
    wanted = {re.split(r"[\[<>=~! ]", each)[0].lower().replace("_", "-") for each in asked}

    assert wanted - named == set(), "run `make lock`"
