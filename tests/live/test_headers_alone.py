"""A mail that one mailbox gives the headers of, and a colleague's whole: one, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest
from tests.live.made import NAME, NOW, mail
from tests.live.providers import Provider
from tests.live.vendors.gmail import Gmail, units
from tests.live.weather import Connected, Weather, connected

from goodwill.pipeline import book_settings, import_paths
from goodwill.privacy.letting_go import let_go
from goodwill.store.writing import beside_facts

TAKEN = '[privacy]\nnotice = "told"\n[privacy.mailboxes]\n"{name}" = "{take}"\n"{file}" = "{of}"\n'
WHOLE = mail(1)
TEXT = "Could you send us the figures for order 1? Thank you."


@dataclass
class Two:
    """A book that reads one mailbox by its headers, and a colleague's file."""

    book: Connected
    vendor: Gmail
    folder: Path

    def read(self, *, of: str = "text", take: str = "subject") -> None:
        """Take the file, of which so much is taken."""
        settings = TAKEN.format(name=NAME, take=take, file="colleague.mbox", of=of)
        stored = beside_facts.StoredSettings("goodwill.toml", settings)
        beside_facts.keep_settings(self.book.store, stored, 2)
        path = self.folder / "colleague.mbox"
        import_paths(self.book.store, [path], imported_at=NOW, workers=0)

    def put(self, *mails: bytes) -> None:
        lines = (
            b"From kim Mon Jun 01 09:00:00 2026\n" + one.replace(b"\r\n", b"\n") for one in mails
        )
        (self.folder / "colleague.mbox").write_bytes(b"\n".join(lines))

    @property
    def mails(self) -> list[tuple[object, ...]]:
        """Subject, text, and the number of places and acts of each mail."""
        return self.book.store.rows(
            "select m.subject, t.text, (select count(*) from placement where message_id = m.id),"
            " (select count(*) > 0 from act where message_id = m.id)"
            " from message m join message_text t on t.message_id = m.id order by 1, 2, 3"
        )


@contextmanager
def two(folder: Path, take: str = "subject") -> Iterator[Two]:
    vendor = Gmail()
    settings = TAKEN.format(name=NAME, take=take, file="colleague.mbox", of="text")
    weather = Weather(vendor, Provider(), units, [])
    with connected(folder, "gmail", weather, settings=settings, more=(("take", take),)) as book:
        yield Two(book, vendor, folder)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    with two(tmp_path) as found:
        found.vendor.deliver(WHOLE)
        found.put(WHOLE)
        yield found


@pytest.mark.parametrize("take", ["subject", "metadata"])
@pytest.mark.parametrize("is_whole_first", [True, False], ids=["whole first", "headers first"])
def test_it_counts_once_and_its_text_is_there(
    tmp_path: Path, take: str, *, is_whole_first: bool
) -> None:
    with two(tmp_path, take) as both:
        both.vendor.deliver(WHOLE)
        both.put(WHOLE)
        if is_whole_first:
            both.read(take=take)
        both.book.sync()
        if not is_whole_first:
            both.read(take=take)

        assert both.mails == [("Order 1", TEXT, 2, 1)]
        assert both.book.calls() < 4
        both.read(take=take)
        assert both.mails == [("Order 1", TEXT, 2, 1)]


OTHERS = {
    "another mail": mail(2),
    "another sender": mail(1, who="lee@acre.example"),
    "another id": WHOLE.replace(b"<1@acre.example>", b"<7@acre.example>"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("is_whole_first", [True, False], ids=["whole first", "headers first"])
def test_other_mails_stay_others(tmp_path: Path, other: bytes, *, is_whole_first: bool) -> None:
    with two(tmp_path) as both:
        both.vendor.deliver(WHOLE)
        both.put(other)
        if is_whole_first:
            both.read()
        both.book.sync()
        if not is_whole_first:
            both.read()

        assert [places for _, _, places, _ in both.mails] == [1, 1]


def test_two_texts_under_one_id_stay_two_in_any_order(tmp_path: Path) -> None:
    found = set()
    changed = WHOLE.replace(b"figures", b"plans")
    for number, (first, second) in enumerate(permutations([WHOLE, changed])):
        for at in range(3):
            folder = tmp_path / f"{number}{at}"
            folder.mkdir()
            with two(folder) as both:
                both.vendor.deliver(WHOLE)
                steps = [[first], [first, second]]
                for step in range(3):
                    if step == at:
                        both.book.sync()
                    else:
                        both.put(*steps.pop(0))
                        both.read()
                found.add(tuple((text, acts) for _, text, _, acts in both.mails))
                assert sum(places for _, _, places, _ in both.mails) == 3  # type: ignore[misc]

    assert found == {((TEXT, 1), (TEXT.replace("figures", "plans"), 1))}


def test_where_the_colleague_gives_less_from_then_on_the_text_goes(both: Two) -> None:
    both.book.sync()
    both.read()
    both.read(of="subject")
    let_go(both.book.store, book_settings(both.book.store).privacy, NOW)

    assert both.mails == [("Order 1", "", 2, 0)]


def test_where_only_the_headers_give_less_the_text_stays(both: Two) -> None:
    both.read()
    both.book.sync()
    both.read(take="metadata")
    let_go(both.book.store, book_settings(both.book.store).privacy, NOW)

    assert both.mails == [("Order 1", TEXT, 2, 1)]
