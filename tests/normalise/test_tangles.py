"""Markup made to explode is read in full, and what is made of it grows no faster than it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resiliparse.parse.html import DOMContext, HTMLTree, traverse_dom

from goodwill.normalise.html import SIGN_OPEN, html_text
from goodwill.normalise.tangles import flat_text, is_tangled, levelled

SIZES = (1_000, 2_000, 4_000)
GROWTH = 2.2

Make = Callable[[int], str]


def fonts(count: int) -> str:
    return "".join(f"<font size={number}><p>word " for number in range(count))


TANGLES: dict[str, Make] = {
    "formatting left open before every paragraph": fonts,
    "formatting in capitals": lambda count: fonts(count).upper().replace("WORD", "word"),
    "formatting closed in the wrong order": lambda count: "<a><b><i>word </a>" * count,
    "end tags in a comment": lambda count: fonts(count).replace("<p>", "<!-- </font> --><p>"),
    "lists within lists": lambda count: "<ul><li>word " * count,
    "lists within lists, all closed": lambda count: "<ol><li>word " * count + "</li></ol>" * count,
    "end tags of nothing": lambda count: "<span>word " * count + "</b>" * count,
    "paragraphs in sections": lambda count: "<div><p>word " * count,
}


def nodes(source: str) -> int:
    """The nodes of the tree that is made of a source; 0 where none is made."""
    if is_tangled(source):
        return 0
    count = 0

    def enter(context: DOMContext) -> None:
        nonlocal count
        count += context.node is not None

    body = HTMLTree.parse(levelled(source)).body
    assert body is not None
    traverse_dom(body, enter)
    return count


@pytest.mark.parametrize("make", TANGLES.values(), ids=TANGLES)
def test_the_tree_and_its_text_grow_no_faster_than_the_source(make: Make) -> None:
    smaller, _ = html_text(make(SIZES[1]))
    larger, _ = html_text(make(SIZES[2]))

    assert nodes(make(SIZES[2])) <= max(GROWTH * nodes(make(SIZES[1])), 4 * SIZES[2])
    assert len(larger) <= GROWTH * len(smaller)


@pytest.mark.parametrize("make", TANGLES.values(), ids=TANGLES)
@pytest.mark.parametrize("count", SIZES)
def test_no_word_is_lost(make: Make, count: int) -> None:
    text, is_cut = html_text(make(count))

    assert text.split().count("word") == count
    assert not is_cut


@pytest.mark.parametrize("count", [1_000, 2_000])
def test_a_tag_of_thousands_of_attributes_makes_no_tree(count: int) -> None:
    crowd = " ".join(f"a{number}='>'" for number in range(count))

    assert is_tangled(f"<p>Yes <i {crowd} >indeed</i></p>") is (count == 2_000)


def test_a_large_picture_in_a_tag_is_no_crowd() -> None:
    source = f'<p>Look: <img src="data:image/png;base64,{"A" * 200_000}" alt="plan"> nice</p>'

    assert not is_tangled(source)
    assert html_text(source)[0] == "Look: nice"


@pytest.mark.parametrize("rows", [40, 600])
def test_a_long_mail_reads_as_a_short_one_of_its_kind(rows: int) -> None:
    row = (
        '<div style="display:none">Open me</div><p><b>Dear <font color=red>Ann</font></b>, see '
        '<a href="https://x.example">here</a>.</p><font color="#ffffff">seen by none</font>'
    )

    text, _ = html_text(row * rows)

    assert text.split("\n\n") == ["Dear Ann, see here."] * rows


SIGHTS = {
    # what it is: (markup, text)
    "lines and cells": ("<p>One<br>two</p><tr><td>3</td><td>4</td></tr>", "One\ntwo\n3 4"),
    "what is no text": ("<style>p{}</style><script>if(a<b)x()</script>Yes", "Yes"),
    "comments": ("Yes<!-- <p>no</p> -->, we <!-- > --> can", "Yes, we can"),
    "a comment that never ends": ("Yes<!-- we can", "Yes we can"),
    "entities": ("<p>3 &amp; 4 &lt; 8</p>", "3 & 4 < 8"),
    "words are not split at inline tags": ("<p>un<b>believ</b>able</p>", "unbelievable"),
    "a tag that never ends": ("<p>Yes <b we can", "Yes"),
    "a sign that is no tag": ("<p>1 < 2 <3", "1 < 2 <3"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("markup", "text"), SIGHTS.values(), ids=SIGHTS)
def test_text_without_a_tree(markup: str, text: str) -> None:
    assert flat_text(markup) == text


PIECES = st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<ul><li>", "</ul>", "<td>", "<!--", "-->"])


@given(st.lists(PIECES | st.text(), max_size=40).map("".join))
def test_any_markup_is_read(source: str) -> None:
    assert isinstance(flat_text(source), str)
    assert isinstance(html_text(source)[0], str)


@pytest.mark.parametrize(("depth", "words"), [(100, 99), (4_000, 4_000)])
def test_small_print_is_looked_into_a_few_times(depth: int, words: int) -> None:
    text, _ = html_text('<div style="font-size:1px">word ' * depth)

    assert text.split().count("word") == words


@pytest.mark.parametrize(("depth", "is_signed"), [(100, True), (4_000, False)])
def test_signatures_are_looked_into_a_few_times(depth: int, is_signed: bool) -> None:
    text, _ = html_text('<div class="gmail_signature">word ' * depth)

    assert text.split().count("word") == depth
    assert (SIGN_OPEN in text) is is_signed
