"""What mail programs, lawyers and servers put around somebody's words, by program and language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.interactions import Message
from goodwill.normalise.zones import find_zones, new_text

CASES = Path(__file__).parents[1] / "cases" / "zones" / "layouts"
HEAD = "From: Ann Lee <ann@us.example>\nContent-Type: text/html; charset=utf-8\n\n"
MINE = "Could you send the certificate before Thursday?"
THEIRS = ["Our fitter was on site twice.", "", "Nobody opened the gate for him.", "Shall we come?"]
HUGE = 1_000_000


def load(name: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text("utf-8"))[table]
    return found


LAYOUTS = {
    f"{number} {layout['program']}, {layout['language']}": layout
    for number, layout in enumerate(load("programs.toml", "layout"))
}
MARKUP = {case["name"]: case for case in load("markup.toml", "case")}
UNUSUAL = {case["name"]: case for case in load("unusual.toml", "case")}
GROUPS = load("footers.toml", "group")
GOES = [(group["language"], text) for group in GROUPS for text in group["goes"]]
STAYS = [(group["language"], text) for group in GROUPS for text in group["stays"]]
BANNERS = [(group["language"], text) for group in GROUPS for text in group["banners"]]
STAYS_ON_TOP = [(group["language"], text) for group in GROUPS for text in group["stays_on_top"]]

OWN_WORDS = st.lists(
    st.sampled_from(
        [
            MINE,
            "",
            "We were quoted 14,200 > 13,800 last year.",
            "On Monday, Kim wrote that the crane is booked until the 14th.",
            "From: the customer's point of view, this looks careless.",
            "The original message got lost in my spam folder.",
            "We can do it -- but not at this price.",
            "- the pump is louder than we expected",
            "1. Payment in 30 days",
            "Flange    12    44.00",
            "if (x > y) { return x - y; }",
            "Your colleague said: we never deliver late.",
            "To: do list for the visit: passes and boots.",
            "Passt, wir bestellen.",
            "Voilà les points : prix, délai, transport.",
        ]
    ),
    min_size=1,
    max_size=6,
).filter(any)


def only_new(body: str) -> str:
    return new_text(body, find_zones(body))


def quoted(layout: dict[str, Any], lines: list[str]) -> str:
    marked = [f"> {line}" if layout.get("by_line") else line for line in lines]
    return "\n".join([layout["opening"], *([] if layout.get("by_line") else [""]), *marked])


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_an_answer_on_top_of_any_programs_quotation_is_all_that_is_new(
    layout: dict[str, Any],
) -> None:
    assert only_new(f"{MINE}\n\n{quoted(layout, THEIRS)}") == MINE


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_quotation_in_any_programs_quotation_is_not_new(layout: dict[str, Any]) -> None:
    outer = LAYOUTS[next(iter(LAYOUTS))]

    assert only_new(f"{MINE}\n\n{quoted(outer, quoted(layout, THEIRS).split(chr(10)))}") == MINE


@given(st.sampled_from(list(LAYOUTS.values())), OWN_WORDS)
def test_own_words_in_any_programs_layout_come_back(
    layout: dict[str, Any], words: list[str]
) -> None:
    own = "\n".join(words)

    assert only_new(f"{own}\n\n{quoted(layout, THEIRS)}") == only_new(own)
    if layout.get("by_line"):
        assert only_new(f"{quoted(layout, THEIRS)}\n\n{own}") == only_new(own)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_own_words_that_look_like_a_heading_end_above_a_real_one(layout: dict[str, Any]) -> None:
    own = "From: my point of view this is careless.\nTo: do list: passes and boots."

    assert only_new(f"{own}\n\n{quoted(layout, THEIRS)}") == own


@given(OWN_WORDS)
def test_own_words_alone_are_all_new(words: list[str]) -> None:
    own = "\n".join(words)

    assert only_new(own) == own.strip()


@pytest.mark.parametrize("case", MARKUP.values(), ids=MARKUP)
def test_of_a_programs_markup_only_new_words_are_read(
    case: dict[str, Any], read: Callable[..., Message]
) -> None:
    assert read((HEAD + case["html"]).encode()).text == case["text"]


@pytest.mark.parametrize(("language", "footer"), GOES)
def test_what_is_added_below_goes(language: str, footer: str) -> None:
    assert only_new(f"{MINE}\n\n{footer}") == MINE, language


@pytest.mark.parametrize(("language", "words"), STAYS)
def test_words_that_begin_like_a_footer_stay(language: str, words: str) -> None:
    assert only_new(f"{MINE}\n\n{words}") == f"{MINE}\n\n{words}", language


@pytest.mark.parametrize(("language", "banner"), BANNERS)
def test_what_a_server_adds_above_goes(language: str, banner: str) -> None:
    assert only_new(f"{banner}\n\n{MINE}") == MINE, language
    assert only_new(f"{banner}\n{MINE}").endswith(MINE), language


@pytest.mark.parametrize(("language", "words"), STAYS_ON_TOP)
def test_words_that_begin_like_a_banner_stay(language: str, words: str) -> None:
    assert only_new(f"{words}\n\n{MINE}") == f"{words}\n\n{MINE}", language


def test_a_ticket_systems_own_mail_is_new_below_its_marker_and_an_answer_above_it() -> None:
    marker = "##- Please type your reply above this line -##"

    assert only_new(f"{marker}\n\nYour request is done.") == "Your request is done."
    assert only_new(f"{MINE}\n\n{marker}\n\nYour request is done.") == MINE


@pytest.mark.parametrize("case", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_signs_of_quotation_are_known(case: dict[str, Any]) -> None:
    zones = find_zones(case["body"], is_forward=case.get("forward", False))

    assert new_text(case["body"], zones) == case["text"]


def test_a_header_block_with_hundreds_of_recipients_is_one() -> None:
    recipients = ", \n".join(f"Person {number}/HOU/ECT@ECT" for number in range(300))
    block = f"Bob Reed@ENRON\n03/28/2026 04:07 PM\nTo: {recipients}\ncc:\nSubject: Parking"

    assert only_new(f"{MINE}\n\n{block}\n\nWho wants a place?") == MINE


HOSTILE = {
    "quoted lines": "> a\n",
    "attributions": "On 3 May 2020 at 10:10 Bob <b@c.example> wrote:\n",
    "attributions that lead nowhere": "On 3 May 2020 he wrote\n",
    "delimiters": "-- \n",
    "labels": "From: a@b.example\nSent: 10:10\nTo: c\n",
    "initials": "JD> a\n",
    "bars": "| a\n",
    "signs of one's own": "On 3 May 2020 Bob wrote:\n) a\n",
    "signs of one's own, ever others": "Bob wrote:\n)) a\nBob wrote:\n)] a\nBob wrote:\n:) a\n",
    "wrapped lines": "> " + "a" * 80 + "\nb\n",
    "verbs without a colon": "On 3 May 2020 at 10:10 Bob wrote\n> a\n",
    "dashes and a day": "---- On 3 May 2020 10:10 \n",
    "blank lines": "\n",
    "armour": "-----BEGIN PGP SIGNED MESSAGE: a\n",
    "arrows": ">>> Bob 03/03/26 >>>\n",
    "columns": "03/03/26 10:10\nTo\n",
    "disclaimers": "This message is confidential.\n\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_openings_is_zoned_whole(piece: str) -> None:
    body = piece * (HUGE // len(piece))

    zones = find_zones(body)

    assert (zones[0].start, zones[-1].end) == (0, len(body))
