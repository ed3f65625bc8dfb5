"""The statement, what its lines stand on, and everything by day, as pages of a small book."""

from __future__ import annotations

import re
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.web.conftest import DAY, Ask, asks, write_company

from goodwill.book import open_book
from goodwill.facts.statement import Evidence, RiskLine, StageLine, Statement
from goodwill.reports import Happened
from goodwill.serve.html.weights_chart import DRAWN, weights
from goodwill.serve.titles import Titles
from goodwill.serve.web.app import create_app
from goodwill.serve.web.by_day import DAYS, Entry, entries, timeline
from goodwill.serve.web.in_address import page_in
from goodwill.serve.web.markdown import as_markdown, escaped
from goodwill.serve.web.moved import moved
from goodwill.serve.web.rendering import spaced
from goodwill.serve.web.shelf import Shelf
from goodwill.serve.web.sources import paragraphs, rows_around


def text(ask: Ask, path: str) -> str:
    answer = ask(path)
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(answer.text).split())


def item(name: str, weight: float, **more: object) -> Evidence:
    plain = {"source": "message", "ref": name, "on": "2026-06-01", "quote": None, "says": name}
    return {"id": name, "weight": weight, **plain, **more}  # type: ignore[typeddict-item]


def test_every_link_of_a_statement_leads_somewhere(ask: Ask) -> None:
    page = ask("/accounts/acre").text
    links = {unescape(link) for link in re.findall(r'href="(/accounts/[^"#]*)"', page)}

    assert any("/why/kind" in link for link in links)
    assert any("/why/risks[" in link for link in links)
    assert {link: ask(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_an_item_is_named_as_deciding_only_where_the_word_would_be_another(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, place = "/accounts/acre/why/kind", "goodwill.serve.web.pages.why._without"
    monkeypatch.setattr(place, lambda _, ranked: [(ranked[0], 0.02)])
    deciding = text(ask, f"{path}?deciding")
    monkeypatch.setattr(place, lambda answer, ranked: [(ranked[0], answer.line["confidence"])])
    no_one = text(ask, f"{path}?no-one")

    assert ": without it, " in deciding
    assert "No one item decides it" not in deciding
    assert ": without it, " not in no_one
    assert "No one item decides it" in no_one


def test_of_much_evidence_the_heaviest_is_listed_and_all_to_who_asks_for_it(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/accounts/acre/why/stage"
    whole = ask(f"{path}?whole=true").text
    monkeypatch.setattr("goodwill.serve.web.pages.why.LISTED", 1)

    some = ask(f"{path}?of-one").text

    assert f"{path}?whole=true" in some
    assert "whole=true" not in whole
    assert whole.count('<details class="why all-evidence" id="all-evidence" open>') == 1
    assert len(some) < len(whole)


def test_why_names_the_play_that_answers_its_line_and_no_other(ask: Ask) -> None:
    plays = ask("/accounts/acre/statement.json").json()["plan"]["plays"]
    answered = {name for play in plays for name in play["because"]}
    assert answered
    for name in answered:
        page = ask(f"/accounts/acre/why/{name}").text
        told = re.findall(r'href="/plan\?account=acre">([^<]*)</a>', page)
        wanted = [play["title"] for play in plays if name in play["because"]][:2]
        assert [unescape(title) for title in told] == wanted
    unanswered = "economics.revenue"
    assert "/plan?account=acre" not in ask(f"/accounts/acre/why/{unanswered}").text


def test_a_sentence_that_counts_as_several_things_says_at_each_as_what(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [
        item("s1", 1.0, quote="We asked two others.", says="They name another supplier."),
        item("s2", 0.8, quote="We asked two others.", says="They compare us with others."),
        item("s3", 0.6, quote="Prices next week.", says="They speak of prices."),
    ]
    monkeypatch.setattr("goodwill.serve.web.pages.why._ranked", lambda _: said)
    monkeypatch.setattr("goodwill.serve.web.pages.why.weights", lambda line, _: weights(line, said))

    page = ask("/accounts/acre/why/kind?several").text

    rows = re.findall(r'</span></span><span class="second">message, 1 Jun 2026([^<]*)</span>', page)
    assert rows == [" · They name another supplier.", " · They compare us with others.", ""]


def test_what_a_list_is_cut_at_leads_to_where_all_of_it_stands(
    own_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = deepcopy(own_shelf.statement("acre", DAY))
    (item, *_) = statement["commitments"]["items"]
    statement["commitments"]["items"] = [item] * 7
    monkeypatch.setattr(own_shelf, "statement", lambda *_: statement)

    page = asks(create_app(own_shelf))("/accounts/acre").text

    assert 'href="/accounts/acre/promises">And 1 more</a>' in page
    statement["commitments"]["items"] = [item] * 6
    assert "And 1 more" not in asks(create_app(own_shelf))("/accounts/acre?again").text


def test_accounts_lead_to_each_other_in_the_order_of_the_table(ask: Ask) -> None:
    assert 'rel="next" data-key="J" href="/accounts/brook"' in ask("/accounts/acre").text
    assert 'rel="prev" data-key="K" href="/accounts/acre"' in ask("/accounts/brook").text


def test_a_statement_is_given_as_text_and_as_data(ask: Ask) -> None:
    assert ask("/accounts/acre/statement.json").json()["account"]["id"] == "acre"
    answer = ask("/accounts/acre/statement.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# Acre & Sons, 30 Jun 2026\n")


def test_a_past_day_is_kept_by_every_link_and_told_what_moved(ask: Ask) -> None:
    page = ask("/accounts/acre?as_of=2026-05-15").text
    since = page[page.index('<section class="since"') :].partition("</section>")[0]
    links = re.findall(r'<a [^>]*href="(/accounts/[^"]*)"', page.replace(since, ""))

    assert "What has moved since" in since
    assert 'class="day asof past"' in page
    assert {link for link in links if "as_of=2026-05-15" not in link} == {"/accounts/acre"}
    assert "What has moved since" not in ask("/accounts/acre").text


@pytest.mark.parametrize("day", ["2026-07-01", "yesterday", "9999-99-99"])
def test_a_day_that_is_not_there_is_refused_with_the_next_step(ask: Ask, day: str) -> None:
    assert ask(f"/accounts/acre?as_of={day}").status_code == 400


@pytest.mark.parametrize("path", ["acre/why/nothing", "nobody", "nobody/timeline", "acre/thread"])
def test_what_is_not_there_is_said(ask: Ask, path: str) -> None:
    answer = ask(f"/accounts/{path}")

    assert answer.status_code in {400, 404}
    assert "That did not work" in answer.text


def test_an_account_may_have_any_id(tmp_path: Path) -> None:
    folder = write_company(tmp_path / "company")
    for name in ("accounts", "invoices", "contacts"):
        file = folder / f"{name}.csv"
        file.write_text(file.read_text("utf-8").replace("acre,", "a/b c?.md,"), "utf-8")
    book = open_book(tmp_path / "book", create=True)
    book.import_paths([folder])
    book.assess(DAY)
    ask = asks(create_app(Shelf(book, DAY)))
    page = ask("/accounts/a%2Fb%20c%3F.md").text
    links = {unescape(link) for link in re.findall(r'href="(/accounts/[^"#]*)"', page)}

    assert any("/why/" in link for link in links)
    assert {link: ask(link).status_code for link in links} == dict.fromkeys(links, 200)
    book.close()


def test_evidence_stands_in_its_message_in_its_thread(ask: Ask) -> None:
    page = text(ask, "/accounts/acre/thread?ref=<1@m.example>")

    assert "The valves <b>leak</b> again" in page
    assert (
        "The valves &lt;b&gt;leak&lt;/b&gt;" in ask("/accounts/acre/thread?ref=<1@m.example>").text
    )
    assert "Kim Ode" in page


def test_a_figure_opens_to_its_rows(ask: Ask) -> None:
    page = text(ask, "/accounts/acre/why/economics.revenue")

    assert "invoiced − credited" in page
    assert 'aria-current="true"><td>1 May 2026</td><td>i1</td>' in page


def test_the_script_is_given_what_goes_into_the_drawer(ask: Ask) -> None:
    part = ask("/accounts/acre/why/kind", headers={"hx-request": "true"}, method="GET").text

    assert part.startswith("<article")
    assert "<header" not in part


def test_a_mail_of_later_is_not_in_the_thread_of_an_earlier_day(ask: Ask) -> None:
    later = text(ask, "/accounts/acre/thread?ref=<1@m.example>&as_of=2026-06-02")
    then = text(ask, "/accounts/acre/thread?ref=<1@m.example>&as_of=2026-06-01")

    assert "I will send new ones" not in then
    assert "leak" in then
    assert "leak" in later
    assert ask("/accounts/acre/thread?ref=<2@m.example>&as_of=2026-06-01").status_code == 400
    assert ask("/accounts/acre/thread?ref=<2@m.example>&as_of=2026-06-02").status_code == 200


def test_days_hold_what_happened_and_can_be_filtered(ask: Ask) -> None:
    page = text(ask, "/accounts/acre/timeline")

    assert "1 May 2026" in page
    assert "i1" in page
    assert "p1 <" in page
    only = text(ask, "/accounts/acre/timeline?source=payment")
    assert "p1 <" in only
    assert 'datetime="2026-05-01"' not in only
    assert len(ask("/accounts/acre/timeline.csv?source=invoice").text.splitlines()) == 2


# What is drawn of weights.


def test_bars_lead_from_the_start_to_what_is_said() -> None:
    line = {"probability": 0.8}
    drawn = weights(line, [item("a", 2.0), item("b", 0.5), item("c", -0.4), item("d", 0.0)])

    assert drawn is not None
    assert [step.item and step.item["id"] for step in drawn.speaking] == ["a", "b"]
    assert [step.item and step.item["id"] for step in drawn.against] == ["c"]
    assert drawn.begins == drawn.speaking[0].begins
    assert drawn.speaking[1].begins == drawn.speaking[0].ends
    assert drawn.against[0].ends == pytest.approx(drawn.ends)
    assert drawn.start == pytest.approx(0.3287, abs=1e-3)


@given(st.lists(st.floats(-6, 6), max_size=40), st.floats(0.01, 0.99))
def test_bars_stay_within_the_picture(sizes: list[float], chance: float) -> None:
    items = [item(str(at), size) for at, size in enumerate(sizes)]
    drawn = weights({"probability": chance}, items)

    assert (drawn is None) == (not any(sizes))
    if drawn is not None:
        steps = (*drawn.speaking, *drawn.against)
        assert all(0 <= step.begins <= 100 and 0 <= step.ends <= 100 for step in steps)
        assert sum(step.items for step in steps) == sum(size != 0 for size in sizes)
        assert len(drawn.speaking) <= DRAWN + 1


def test_a_line_without_a_chance_has_bars_to_both_sides_of_the_middle() -> None:
    drawn = weights({"status": "kept"}, [item("a", 1.0), item("b", -1.0)])

    assert drawn is not None
    assert drawn.start is None
    assert drawn.speaking[0].begins == drawn.against[0].begins == 50


def test_nothing_that_weighs_is_no_picture() -> None:
    assert weights({"probability": 0.1}, []) is None
    assert weights({"probability": 0.1}, [item("a", 0.0)]) is None


# Quotes in their messages.


@pytest.mark.parametrize(
    ("message", "quote", "marked"),
    [
        ("One two. Three four.", "Three four.", ["Three four."]),
        ("Broken\nover lines here", "Broken over lines", ["Broken", "over lines"]),
        ("twice, twice", "twice", ["twice"]),
        ("not there", "at all", []),
        ("anything", None, []),
        ("anything", "   ", []),
    ],
)
def test_a_quote_is_marked_where_it_is_found(
    message: str, quote: str | None, marked: list[str]
) -> None:
    found = [piece for line in paragraphs(message, quote) for piece, is_quote in line if is_quote]

    assert found == marked


@given(st.text(max_size=80), st.text(max_size=10))
def test_marking_loses_no_word(message: str, quote: str) -> None:
    said = "".join(piece for line in paragraphs(message, quote) for piece, _ in line)

    assert spaced(said).split() == spaced(message.replace("\n", " ")).split() or "\n" in message
    assert "".join(spaced(said).split()) == "".join(spaced(message).split())


def row(source: str, ref: str, at: str, **more: object) -> Happened:
    return Happened(source=source, ref=ref, at=at, title=ref, **more)  # type: ignore[arg-type]


def test_a_row_stands_among_those_like_it() -> None:
    history = [row("invoice", f"i{at}", "2026-01-01") for at in range(30)]
    history.insert(3, row("payment", "i4", "2026-01-01"))
    found = rows_around(history, item("x", 1.0, source="invoice_line", ref="i20/3"))

    assert found is not None
    assert (found.cited.ref, found.total, len(found.rows)) == ("i20", 30, 11)
    assert rows_around(history, item("x", 1.0, source="count", ref="i20")) is None
    assert rows_around([], item("x", 1.0, source="invoice", ref="i20")) is None


# By day.


def day_of(day: str, source: str = "message") -> Entry:
    return Entry(day=day, time="", source=source, title=day)


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "", "9" * 400, "²"])
def test_a_page_that_is_not_there_gives_one_that_is(page: str) -> None:
    assert len(timeline([day_of("2026-01-01")], "", page_in({"page": page})).days) == 1


def test_pages_hold_every_day_once() -> None:
    days = [day_of(f"{year}-01-01") for year in range(2200, 2200 - 2 * DAYS - 1, -1)]
    pages = [timeline(days, "", page) for page in (1, 2, 3)]

    assert [len(one.days) for one in pages] == [DAYS, DAYS, 1]
    assert timeline(days, "no such source", 1).source == ""


def test_mails_of_one_thread_on_one_day_are_one_entry(larkfield: Statement, titles: Titles) -> None:
    mails = [
        row("message", "<b>", "2026-01-02T11:00", thread="t", sender="Bo"),
        row("message", "<a>", "2026-01-02T10:00", thread="t", sender="Al"),
        row("message", "<c>", "2026-01-01T10:00", thread="t", sender="Al"),
    ]
    found = [one for one in entries(larkfield, mails, titles) if one.source == "message"]

    assert [(one.day, one.ref, one.note) for one in found] == [
        ("2026-01-02", "<a>", "2 mails, Al and Bo"),
        ("2026-01-01", "<c>", "Al"),
    ]


def test_nothing_of_a_later_day_is_told(larkfield: Statement, titles: Titles) -> None:
    found = entries(larkfield, [row("invoice", "i1", "9999-01-01")], titles)

    assert found
    assert max(one.day for one in found) <= larkfield["as_of"]


# What moved, and Markdown.


def test_the_same_statement_has_not_moved(larkfield: Statement, titles: Titles) -> None:
    still = moved(larkfield, larkfield, titles)

    assert (still.said, still.chances, still.later) == ((), (), "nothing later")


def test_what_moved_is_said_then_and_now(larkfield: Statement, titles: Titles) -> None:
    risk, *rest = larkfield["risks"]

    def with_chance(chance: float) -> Statement:
        first = cast("RiskLine", {**risk, "probability": chance})
        stage = cast("StageLine", {**larkfield["stage"], "now": "only_me"})
        return {**larkfield, "risks": [first, *rest], "stage": stage}

    found = moved(with_chance(0.40), with_chance(0.45), titles)

    assert [(one.title, one.then, one.now) for one in found.chances] == [
        (titles.risks[risk["id"]], 40, 45)
    ]
    assert not moved(with_chance(0.40), with_chance(0.44), titles).chances
    stage = titles.stages[larkfield["stage"]["now"]]
    assert ("Stage", stage, "Only me") in moved(larkfield, with_chance(0.4), titles).said


def test_what_came_from_outside_stays_text_in_markdown(
    larkfield: Statement, titles: Titles, filled_with: object
) -> None:
    hostile = "# <b>x</b> [a](javascript:1) | `c`\n\n- y"
    assert callable(filled_with)
    said = as_markdown(filled_with(larkfield, hostile), titles)

    assert "<b>" not in said.replace("\\<b\\>", "")
    assert "[a](" not in said
    assert "\n- y" not in said
    assert escaped("a*b") == "a\\*b"
    assert escaped("https://a.example &amp; you@b") == "https\\://a.example \\&amp; you\\@b"
    assert escaped("Acre & Sons (1)") == "Acre & Sons (1)"
