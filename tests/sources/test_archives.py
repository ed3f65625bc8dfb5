"""Archives: read where they lie, and refused where nobody could mean them."""

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from goodwill.sources import archives
from goodwill.sources.base import Item, RawRecord, ReadError, Skipped, SourceFile
from goodwill.sources.connectors import connector_named
from goodwill.sources.walk import walk

MAIL = b"From: ann@example.org\nTo: bob@example.org\nSubject: lifts\n\nHello.\n"
BOX = (b"From ann@example.org Thu Jan  1 10:00:00 2026\n" + MAIL + b"\n") * 3


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def read(path: Path) -> tuple[list[RawRecord], list[ReadError], list[Skipped]]:
    """Everything under `path`, each file read before the next is asked for."""
    records: list[Item] = []
    rest: list[ReadError | Skipped] = []
    for item in walk([path]):
        if isinstance(item, SourceFile):
            records += connector_named(item.connector).read(item, 0)
        else:
            rest.append(item)
    return (
        [one for one in records if isinstance(one, RawRecord)],
        [one for one in [*records, *rest] if isinstance(one, ReadError)],
        [one for one in rest if isinstance(one, Skipped)],
    )


FILES = {"a/box.mbox": BOX, "a/one.eml": MAIL, "a/cur/1.M2.host:2,S": MAIL, "notes.txt": b"x"}
ARCHIVES = {
    "zip": zipped(FILES),
    "tar": tarred(FILES),
    "tar.gz": gzip.compress(tarred(FILES)),
    "tar.gz in a zip": zipped({"inner.tar.gz": gzip.compress(tarred(FILES))}),
    "zip in a tar": tarred({"inner.zip": zipped(FILES)}),
}


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_mail_in_an_archive_is_read_in_place(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "archive").write_bytes(content)

    records, errors, skipped = read(tmp_path)

    assert [one.payload for one in records] == [MAIL] * 5
    assert [one.connector for one in records] == ["mbox"] * 3 + ["eml", "maildir"]
    assert errors == []
    assert records[-1].path.endswith("a/1.M2.host")
    assert [one.path.rsplit("!")[-1] for one in skipped] == ["notes.txt"]


@pytest.mark.parametrize("content", ARCHIVES.values(), ids=ARCHIVES)
def test_a_member_may_be_opened_long_after_and_more_than_once(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "archive").write_bytes(content)

    files = [one for one in walk([tmp_path]) if isinstance(one, SourceFile)]

    for _ in range(2):
        for file, expected in zip(files, (BOX, MAIL, MAIL), strict=True):
            with file.open() as stream:
                assert stream.read() == expected


def test_a_gzipped_mailbox_is_told_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "box.mbox.gz").write_bytes(gzip.compress(BOX))

    records, _, _ = read(tmp_path)

    assert {one.path for one in records} == {f"{tmp_path}/box.mbox.gz"}
    assert len(records) == 3


BOMBS = {
    "gz": ("b.mbox.gz", gzip.compress(BOX + b"\0" * (30 << 20))),
    "zip": ("b.zip", zipped({"b.mbox": BOX + b"\0" * (30 << 20)})),
    "gz in a zip": ("b.zip", zipped({"b.mbox.gz": gzip.compress(BOX + b"\0" * (30 << 20))})),
    "tar.gz": ("b.tar.gz", gzip.compress(tarred({"b.mbox": BOX + b"\0" * (30 << 20)}))),
}


@pytest.mark.parametrize(("name", "content"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_and_what_lies_beside_it_is_read(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.eml").write_bytes(MAIL)

    records, errors, _ = read(tmp_path)

    assert any("more than 100 times its size" in one.reason for one in errors)
    assert records[-1].payload == MAIL


def test_text_that_repeats_itself_is_no_bomb_while_it_is_short(tmp_path: Path) -> None:
    (tmp_path / "b.mbox.gz").write_bytes(gzip.compress(BOX + b"\n" * (9 << 20)))

    records, errors, _ = read(tmp_path)

    assert (len(records), errors) == (3, [])


def test_all_members_together_have_a_limit_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodwill.sources.streams.TOTAL_FREE_BYTES", 3 << 20)
    monkeypatch.setattr("goodwill.sources.streams.TOTAL_RATIO_LIMIT", 1)
    large = MAIL + b"x" * (1 << 20)
    (tmp_path / "b.zip").write_bytes(zipped({f"{n}.eml": large for n in range(5)}))

    records, errors, _ = read(tmp_path)

    assert len(records) == 2
    assert "the archive unpacks to more than" in errors[0].reason


def test_archives_in_archives_are_followed_two_deep_and_no_deeper(tmp_path: Path) -> None:
    two = zipped({"two.zip": zipped({"one.eml": MAIL})})
    (tmp_path / "two.zip").write_bytes(two)
    (tmp_path / "three.zip").write_bytes(zipped({"three.zip": two}))

    records, errors, _ = read(tmp_path)

    assert len(records) == 1
    assert [one.reason for one in errors] == ["archives are nested deeper than 2"]


def test_a_tar_that_reaches_outside_gives_only_its_plain_files(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, target in (
            ("../../escape.eml", tarfile.REGTYPE, ""),
            ("link.eml", tarfile.SYMTYPE, "/etc/passwd"),
            ("hard.eml", tarfile.LNKTYPE, "/etc/passwd"),
            ("pipe.eml", tarfile.FIFOTYPE, ""),
            ("device.eml", tarfile.CHRTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            info.size = len(MAIL) if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(MAIL) if info.size else None)
    book = tmp_path / "book"
    book.mkdir()
    (book / "slip.tar").write_bytes(out.getvalue())

    records, errors, skipped = read(book)

    assert [one.payload for one in records] == [MAIL]
    assert (len(errors), len(skipped)) == (0, 4)
    assert os.listdir(tmp_path) == ["book"]  # noqa: PTH208
    assert os.listdir(book) == ["slip.tar"]  # noqa: PTH208


def test_a_link_in_a_zip_is_skipped(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link.eml")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")

    records, _, skipped = read(tmp_path)

    assert (records, len(skipped)) == ([], 1)


CUT = {
    "zip": ("a.zip", zipped({"box.mbox": BOX * 50})[:-200]),
    "tar.gz": ("a.tar.gz", gzip.compress(tarred({"box.mbox": BOX * 50}))[:-60]),
    "gz": ("a.mbox.gz", gzip.compress(os.urandom(2000) + b"\n\n" + BOX * 50)[:-30]),
}


@pytest.mark.parametrize(("name", "content"), CUT.values(), ids=CUT)
def test_an_archive_that_is_cut_off_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)

    _, errors, _ = read(tmp_path)

    assert any("damaged or cut off" in one.reason for one in errors)


def test_what_could_be_unpacked_before_the_damage_is_kept(tmp_path: Path) -> None:
    noise = b"X-Noise: " + os.urandom(40_000).hex().encode() + b"\n"
    box = b"".join(BOX[: len(BOX) // 3].replace(b"\n\n", b"\n" + noise + b"\n", 1) for _ in "abc")
    (tmp_path / "a.mbox.gz").write_bytes(gzip.compress(box)[:-3_000])

    records, errors, _ = read(tmp_path)

    assert len(records) == 3
    assert len(errors) == 1


def test_an_encrypted_member_says_so(tmp_path: Path) -> None:
    content = bytearray(zipped({"one.eml": MAIL}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + at] |= 1
    (tmp_path / "a.zip").write_bytes(content)

    _, (error,), _ = read(tmp_path)

    assert error.reason == "it is encrypted"


def test_a_zip_that_names_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "ENTRY_LIMIT", 3)
    (tmp_path / "fits.zip").write_bytes(zipped({f"{n}.eml": MAIL for n in range(3)}))
    (tmp_path / "more.zip").write_bytes(zipped({f"{n}.eml": MAIL for n in range(4)}))
    (tmp_path / "more.tar").write_bytes(tarred({f"{n}.eml": MAIL for n in range(4)}))

    records, errors, _ = read(tmp_path)

    assert len(records) == 3 + 3
    assert [Path(one.path).name for one in errors] == ["more.tar", "more.zip"]


def test_an_office_document_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(zipped({"[Content_Types].xml": b"", "one.eml": MAIL}))

    records, errors, skipped = read(tmp_path)

    assert (records, errors) == ([], [])
    assert "office document" in skipped[0].why
