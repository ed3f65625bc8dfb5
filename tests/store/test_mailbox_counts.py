"""In how many mails of each mailbox somebody takes part: each mail counts once in each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from goodwill.pipeline import import_paths
from goodwill.store.database import Store
from goodwill.store.who_is_who.resolution import mailbox_counts

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ANN, BEN, CAT = "ann@north.example", "ben@south.example", "cat@east.example"


def mail(number: int, sender: str, to: str) -> str:
    return (
        f"From: {sender}\nTo: {to}\nMessage-ID: <{number}@north.example>\n"
        f"Date: Mon, 2 Mar 2026 10:0{number}:00 +0000\nSubject: Order\n\nPlease send it.\n\n"
    )


def mailbox(path: Path, *mails: str) -> None:
    path.write_text("".join(f"From x Mon Mar  2 10:00:00 2026\n{each}" for each in mails), "ascii")


def counts(store: Store, folder: Path) -> dict[str, dict[tuple[str, str], int]]:
    import_paths(store, [folder], imported_at=NOW, workers=0)
    with store.read() as tx:
        return {Path(name).name: found for name, found in mailbox_counts(tx).items()}


def test_a_mail_counts_once_in_each_mailbox_that_holds_it(any_store: Store, tmp_path: Path) -> None:
    first, second, to_herself = mail(1, ANN, BEN), mail(2, BEN, ANN), mail(3, ANN, f"{ANN}, {CAT}")
    mailbox(tmp_path / "ann.mbox", first, second, first, to_herself)
    mailbox(tmp_path / "ben.mbox", second, first)

    assert counts(any_store, tmp_path) == {
        "ann.mbox": {(ANN, ""): 3, (BEN, ""): 2, (CAT, ""): 1},
        "ben.mbox": {(ANN, ""): 2, (BEN, ""): 2},
    }


def test_mails_in_files_of_their_own_count_for_the_folder(any_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "ann" / "cur"
    folder.mkdir(parents=True)
    for number in (1, 2):
        (folder / f"{number}.eml").write_text(mail(number, ANN, BEN), "ascii")

    assert counts(any_store, tmp_path) == {"ann": {(ANN, ""): 2, (BEN, ""): 2}}


def test_a_book_without_mail_has_no_mailbox(any_store: Store, tmp_path: Path) -> None:
    assert counts(any_store, tmp_path) == {}
