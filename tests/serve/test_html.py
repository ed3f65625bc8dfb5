"""Pages: whole, self-contained, and nothing from outside leaves its place."""

from __future__ import annotations

import copy
import re
import tomllib
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwill.facts.money import Money
from goodwill.facts.statement import Statement
from goodwill.reports import LineEvidence
from goodwill.serve.earnings import earning_lines
from goodwill.serve.html.pages import portfolio_page, statement_page, why_page
from goodwill.serve.languages import language, speaking
from goodwill.serve.titles import Titles

Fill = Callable[[Statement, str], Statement]
HOSTILE: list[str] = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text("utf-8"))[
    "texts"
]
SHOWN_IN_ATTRIBUTES = {"title", "aria-label"}
Tag = tuple[str, tuple[tuple[str, str | None], ...]]


class Skeleton(HTMLParser):
    """The tags and attributes of a page, without its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.style = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tuple((k, None if k in SHOWN_IN_ATTRIBUTES else v) for k, v in attrs)
        self.tags.append((tag, kept))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.words.append(data)


def skeleton(page: str) -> Skeleton:
    found = Skeleton()
    found.feed(page)
    found.close()
    return found


def attributes(found: Skeleton, name: str) -> list[str]:
    return [value for _, attrs in found.tags for key, value in attrs if key == name and value]


def why(statement: Statement) -> LineEvidence:
    return LineEvidence(
        account=statement["account"]["id"],
        as_of=statement["as_of"],
        name="kind",
        line=dict(statement["kind"]),
        evidence=tuple(statement["kind"]["evidence"]),
    )


def all_pages(statements: list[Statement], money: Money, titles: Titles) -> list[str]:
    first = statements[0]
    return [
        statement_page(first, titles),
        statement_page(first, titles, money),
        portfolio_page(statements, titles),
        why_page(first, "kind", why(first), titles),
    ]


@pytest.fixture
def pages(
    larkfield: Statement, penhale: Statement, larkfield_money: Money, titles: Titles
) -> list[str]:
    return all_pages([larkfield, penhale], larkfield_money, titles)


def money_with(money: Money, text: str) -> Money:
    """Every word that comes from a row is `text`."""
    filled = copy.deepcopy(money)
    for opened in (*filled["figures"], *filled["steps"]):
        for row in opened["rows"]:
            row["ref"] = row["says"] = text
    for paid in filled["payments"]:
        paid["ref"] = text
    for one in filled["bids"]:
        one["origin"] = f"x{text}"
    return filled


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_tag_or_an_attribute(
    text: str,
    *,
    filled_with: Fill,
    larkfield: Statement,
    penhale: Statement,
    larkfield_money: Money,
    titles: Titles,
) -> None:
    def filled(words: str) -> list[str]:
        both = [filled_with(each, words) for each in (larkfield, penhale)]
        return all_pages(both, money_with(larkfield_money, words), titles)

    plain, hostile = filled("word"), filled(text)

    for page, other in zip(plain, hostile, strict=True):
        assert skeleton(other).tags == skeleton(page).tags
        assert skeleton(other).style == skeleton(page).style


@given(text=st.text(min_size=1))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_at_all_stays_text(
    text: str, filled_with: Fill, larkfield: Statement, titles: Titles
) -> None:
    page = skeleton(statement_page(filled_with(larkfield, f"x{text}"), titles))
    other = skeleton(statement_page(filled_with(larkfield, "xword"), titles))

    assert page.tags == other.tags


def test_quotes_stand_on_the_page_word_for_word(pages: list[str]) -> None:
    words = " ".join(skeleton(pages[0]).words)

    assert "“Nothing goes out before the quarterly run, you know how it is.”" in words


def test_nothing_is_fetched_and_no_script_or_style_attribute_is_there(pages: list[str]) -> None:
    for page in pages:
        found = skeleton(page)
        assert {tag for tag, _ in found.tags}.isdisjoint({"script", "link", "img", "iframe"})
        assert not attributes(found, "style")
        assert not attributes(found, "src")
        assert not [key for _, attrs in found.tags for key, _ in attrs if key.startswith("on")]
        assert not re.findall(r"url\((?!#)|@import|@font-face", found.style)
        assert all(link.startswith("#") for link in attributes(found, "href"))


def test_the_policy_allows_this_style_sheet_and_nothing_else(pages: list[str]) -> None:
    for page in pages:
        found = skeleton(page)
        digest = b64encode(sha256(found.style.encode()).digest()).decode()
        policy = next(
            content
            for tag, attrs in found.tags
            if tag == "meta" and ("http-equiv", "Content-Security-Policy") in attrs
            for key, content in attrs
            if key == "content"
        )
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )


def test_every_link_leads_somewhere_and_no_id_stands_twice(pages: list[str]) -> None:
    for page in pages:
        found = skeleton(page)
        ids = attributes(found, "id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in attributes(found, "href")} <= set(ids)


def test_every_class_that_is_used_is_in_the_style_sheet(pages: list[str]) -> None:
    for page in pages:
        found = skeleton(page)
        used = {name for value in attributes(found, "class") for name in value.split()}
        unknown = {name for name in used if f".{name}" not in found.style}
        assert unknown <= {"says", "for", "against", "note", "gate", "practice", "c-name", "c-next"}


def test_certainty_stands_in_words_alone_until_it_was_measured(
    larkfield: Statement, titles: Titles
) -> None:
    unmeasured = " ".join(skeleton(statement_page(larkfield, titles)).words)
    larkfield["made_with"]["calibration"] = "own:ab12"
    measured = " ".join(skeleton(statement_page(larkfield, titles)).words)

    assert " in 100" not in unmeasured
    assert "not yet measured" in unmeasured
    assert "85 in 100" in measured
    assert "not yet measured" not in measured


def test_only_groups_that_were_fitted_show_cases_in_100(
    larkfield: Statement, titles: Titles
) -> None:
    larkfield["made_with"]["calibration"] = "own:ab12"
    larkfield["made_with"]["calibrated"] = ["risks"]
    found = skeleton(statement_page(larkfield, titles))
    words = " ".join(found.words)

    assert " in 100" in words
    assert "85 in 100" not in words, "the kind was not fitted"
    assert "own:ab12 of risks; other chances not yet measured" in words


def test_an_account_hardly_known_says_so(penhale: Statement, titles: Titles) -> None:
    words = " ".join(skeleton(statement_page(penhale, titles)).words)

    assert "Not enough to tell" in words
    assert "Could not be looked for" in words
    assert "Looked for and not found:" not in words


def test_a_book_without_accounts_says_what_to_do(titles: Titles) -> None:
    assert "goodwill import PATH..." in " ".join(skeleton(portfolio_page([], titles)).words)


def test_an_account_without_a_domain_stands_under_its_id(
    larkfield: Statement, titles: Titles
) -> None:
    larkfield["account"] |= {"id": "lark-7", "domains": []}

    assert "lark-7" in skeleton(portfolio_page([larkfield], titles)).words


def test_the_same_statements_give_the_same_page_in_any_order(
    larkfield: Statement, penhale: Statement, titles: Titles
) -> None:
    assert portfolio_page([larkfield, penhale], titles) == portfolio_page(
        [penhale, larkfield], titles
    )


def test_each_picture_has_a_name_and_a_table_behind_it(
    larkfield: Statement, larkfield_money: Money, titles: Titles
) -> None:
    found = skeleton(statement_page(larkfield, titles, larkfield_money))

    pictures = [
        dict(attrs) for tag, attrs in found.tags if tag == "svg" and ("role", "img") in attrs
    ]
    assert len(pictures) == 1 + 4  # kinds, and four of money
    assert len([tag for tag, _ in found.tags if tag == "table"]) == 4 + 1  # and bids by origin


def test_without_rows_of_money_each_picture_says_what_it_needs(
    penhale: Statement, penhale_money: Money, titles: Titles
) -> None:
    found = skeleton(statement_page(penhale, titles, penhale_money))
    words = " ".join(found.words)

    assert "Needs payments, and 3 invoices of the 12 months paid or past due." in words
    assert "Needs invoices, or hours worked, in the 12 months." in words
    assert "Needs 3 days with a purchase in three years; a standing charge is none." in words
    assert attributes(found, "class").count("blank second") == 4


def test_every_bar_opens_to_rows_that_add_up_to_it(
    larkfield: Statement, larkfield_money: Money, titles: Titles
) -> None:
    words = " ".join(skeleton(statement_page(larkfield, titles, larkfield_money)).words)

    for line in earning_lines(larkfield["economics"], larkfield_money):
        if line.rows:
            assert line.rows[0]["ref"] in words
            rows = sum(row["amount"] for row in line.rows) + line.rest
            assert round(rows, 2) == line.amount


def test_the_why_of_a_figure_lists_its_rows_and_weighs_none(
    larkfield: Statement, titles: Titles
) -> None:
    line = {
        "currency": "GBP",
        "id": "revenue",
        "amount": 12.5,
        "unit": "money",
        "formula": "invoiced - credited",
        "inputs": {"invoiced": 12.5, "credited": 0.0},
        "needs": [],
    }
    row = larkfield["kind"]["evidence"][0] | {"quote": None, "says": "12.50 GBP. Invoiced."}
    answer = LineEvidence(
        account="larkfield",
        as_of="2026-06-30",
        name="economics[revenue]",
        line=line,
        evidence=(row,),
    )
    words = " ".join(skeleton(why_page(larkfield, "economics.revenue", answer, titles)).words)

    assert "Why: revenue" in words
    assert "£12.50 = invoiced − credited, with invoiced 12.5, credited 0" in words
    assert "12.50 GBP. Invoiced." in words
    assert "slightly for" not in words
    assert "Speaks" not in words


def test_the_page_of_all_accounts_draws_the_whale_curve(
    larkfield: Statement, penhale: Statement, titles: Titles
) -> None:
    other = copy.deepcopy(larkfield)
    other["account"] |= {"id": "other", "name": "Other"}
    other["economics"]["contribution"] = -93.33
    both = " ".join(skeleton(portfolio_page([larkfield, other, penhale], titles)).words)
    alone = " ".join(skeleton(portfolio_page([larkfield, penhale], titles)).words)

    assert "One account contributes £6,593; the other costs £93 of it, which leaves £6,500." in both
    assert "1 account left out" in both
    assert "Needs two accounts with a contribution" in alone


def test_a_finding_has_the_same_dot_in_each_language(larkfield: Statement, titles: Titles) -> None:
    def dots() -> list[str]:
        page = statement_page(larkfield, titles)
        return re.findall(r'<i class="(dot \w+)"></i><span><b>', page)

    with speaking(language("de")):
        german = dots()

    assert german == dots() != []


def test_a_kind_that_is_as_wanted_goes_nowhere(larkfield: Statement, titles: Titles) -> None:
    elsewhere = copy.deepcopy(larkfield)
    elsewhere["kind"] |= {"now": "technical", "desired": "partner"}
    elsewhere["plan"] |= {"from": "technical", "to": "partner"}
    there = copy.deepcopy(larkfield)
    there["kind"] |= {"now": "partner", "desired": "partner"}
    there["plan"] |= {"from": "partner", "to": "partner"}

    on_the_way, arrived = (statement_page(one, titles) for one in (elsewhere, there))

    assert 'class="arrow"' in on_the_way
    assert "Plan, from technical to partner" in on_the_way
    assert "as wanted" not in on_the_way
    assert 'class="arrow"' not in arrived
    assert "Plan, to keep it partner" in arrived
    assert "Now, as wanted" in arrived


def test_the_next_step_leads_to_the_steps_of_the_first_play(
    larkfield: Statement, titles: Titles
) -> None:
    page = statement_page(larkfield, titles)

    link = re.search(r'class="next">.*?href="#([^"]+)"', page, re.DOTALL)

    assert link
    first = page.partition(f'id="{link[1]}"')[2].partition("</details>")[0]
    assert escape(larkfield["plan"]["plays"][0]["steps"][0], quote=False) in first
