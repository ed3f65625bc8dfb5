"""Keep what a release gave, so that later ones are held to it: its schema, statements and a book.

python tools/keep_release.py        into tests/released/<version>/; once, when a version is released

The statements are those of the made-up company on a fixed day and of a small book beside it; that
book is kept as its backup, not encrypted. Nothing in them comes from anybody.
"""

from __future__ import annotations

import lzma
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.late_payer import make_book  # noqa: E402  a small book that tests use

from goodwill import __version__, open_book  # noqa: E402
from goodwill.demo.company import make_company  # noqa: E402
from goodwill.serve.exports.schema import kept_schema  # noqa: E402
from goodwill.serve.json_bytes import json_bytes  # noqa: E402
from goodwill.upkeep.backing_up import back_up  # noqa: E402

DAY = date(2026, 6, 30)


def main() -> int:
    """Write the folder; 1 where that version is kept already."""
    target = ROOT / "tests" / "released" / __version__
    if target.exists():
        print(f"{target} is there: what was released stays as it was.", file=sys.stderr)  # noqa: T201
        return 1
    target.mkdir(parents=True)
    with TemporaryDirectory(prefix="goodwill-release-") as name:
        folder = Path(name)
        (folder / "small").mkdir()
        small, demo = make_book(folder / "small"), folder / "demo"
        make_company(folder / "company", seed=1, as_of=DAY)
        book = open_book(demo, create=True)
        book.import_paths([folder / "company"])
        book.close()
        lines = b"".join(statements(demo) + statements(small))
        kept = open_book(small)
        back_up(kept.store, target / "book.backup", None)
        kept.close()
    (target / "statements.jsonl.xz").write_bytes(lzma.compress(lines, preset=9))
    (target / "statement.schema.json").write_text(kept_schema(), "utf-8")
    return 0


def statements(place: Path) -> list[bytes]:
    """All statements of a book, as the command prints them."""
    book = open_book(place)
    found = [json_bytes(one) for one in book.statements(DAY)]
    book.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
