"""How a table is encoded that is not UTF-8: the cases of `tests/cases/encodings`."""

import io
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.sources.encodings import SAMPLE, encoding_of
from goodwill.sources.rows import text_lines

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "encodings").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def read(content: bytes) -> str:
    return "".join(line.text for line in text_lines(io.BytesIO(content)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_read_as_it_was_written(case: dict[str, str]) -> None:
    assert read(case["text"].encode(case["encoding"])) == case["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_same_text_in_utf_8_is_not_guessed_at(case: dict[str, str]) -> None:
    assert encoding_of(case["text"].encode()) == ""
    assert read(case["text"].encode()) == case["text"]


def test_a_line_of_another_program_among_utf_8_is_read_by_itself() -> None:
    assert read("Łódź\n".encode() + "Müller\n".encode("cp1252")) == "Łódź\nMüller\n"


def test_a_letter_that_the_end_of_the_sample_cuts_is_no_other_encoding() -> None:
    assert encoding_of(b"a" * 10 + b"\n" + ("ł" * SAMPLE).encode()[: SAMPLE - 11]) == ""


@given(st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]), st.binary(max_size=200))
def test_any_bytes_are_lines_of_text(mark: bytes, content: bytes) -> None:
    assert isinstance(read(mark + content), str)


def test_utf_16_that_ends_in_the_middle_of_a_sign_loses_that_sign_alone() -> None:
    assert read("Łódź\n".encode("utf-16")[:-1]) == "Łódź\ufffd"
