"""What the pages tell a reader to run, run: the tutorial to the letter, then the notebooks."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from tools.ran_pages import (
    Block,
    NotAsToldError,
    as_markdown,
    blocks,
    environment,
    run_block,
    run_notebook,
)

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))
pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tutorial was followed to the letter; the notebooks read its book."""
    made = tmp_path_factory.mktemp("reader")
    variables = environment(made)
    found = list(blocks((DOCS / "tutorial.md").read_text("utf-8")))
    assert len(found) >= 10
    assert sum(len(block.shows) for block in found) >= 10
    for block in found:
        run_block(block, made, variables)
    return made


def test_the_tutorial_followed_to_the_letter_works(folder: Path) -> None:
    assert (folder / "review.xlsx").stat().st_size > 10_000
    assert (folder / "tables" / "dictionary.md").exists()
    assert "Pellow" in (folder / "pellow.html").read_text("utf-8")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_notebook_runs_and_shows_something_below_each_cell_that_asks(
    path: Path, folder: Path
) -> None:
    page = as_markdown(run_notebook(path, folder))

    assert page.startswith("# ")
    assert page.count("```text") + page.count("<table") >= 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_what_they_gave(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]

    assert not any(cell.get("outputs") for cell in cells)


def test_a_command_that_fails_is_told_with_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(NotAsToldError, match="ended with 2"):
        run_block(Block(commands=("goodwill nothing",), shows=()), tmp_path, environment(tmp_path))


def test_a_command_that_shows_something_else_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAsToldError, match="is not printed by"):
        run_block(Block(commands=("echo a",), shows=("b",)), tmp_path, environment(tmp_path))
