"""Lists that give owners by name: whoever writes under a colleague's name gets no account by it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.access.company import DAY, Mail, mails, write_files
from tests.access.team import with_users

from goodwill.access.members import viewer_of
from goodwill.access.opening import seen_by
from goodwill.book import open_book
from goodwill.clock import now


def _under(name: str, own: str, theirs: str) -> list[Mail]:
    """Mails that one of ours wrote under a name."""
    return [
        Mail(
            word="",
            account=theirs,
            ours=(own,),
            text=(
                f"From x Thu Jan  1 00:00:00 2026\nFrom: {name} <{own}@ours.example>\n"
                f"To: kim@{theirs}.example\nSubject: s\nMessage-ID: <{own}{day}@name.example>\n"
                f"Date: {day} Jun 2026 10:00:00 +0000\n\nhello\n\n"
            ),
        )
        for day in range(1, 5)
    ]


def _seen(folder: Path, more: list[Mail]) -> dict[str, set[str]]:
    """Which accounts each sees, where the list says that `Bob Archer` owns `brook`."""
    files = write_files(folder / "files", [*mails(), *more])
    listed = files / "accounts.csv"
    text = listed.read_text("utf-8").replace("bob@ours.example", "Bob Archer")
    listed.write_text(text, "utf-8")
    with closing(open_book(folder / "book", create=True)) as book:
        book.import_paths([files])
        book.assess(DAY)
        people, at = with_users(book), int(now().timestamp())
        return {
            who: seen_by(book, viewer_of(people[who]), at=at).accounts_seen()  # type: ignore[attr-defined]
            for who in ("ann", "bob")
        }


def test_a_name_that_one_address_goes_by_is_theirs(tmp_path: Path) -> None:
    seen = _seen(tmp_path, _under("Bob Archer", "bob", "brook"))

    assert seen == {"ann": {"acre", "delta"}, "bob": {"brook"}}


def test_a_name_that_two_addresses_go_by_is_neithers(tmp_path: Path) -> None:
    both = _under("Bob Archer", "bob", "brook") + _under("Bob Archer", "ann", "acre")

    assert _seen(tmp_path, both) == {"ann": {"acre", "delta"}, "bob": set()}
