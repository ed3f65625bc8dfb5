"""What holds for every text, however odd."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwill.acts import READ_LIMIT, read_text, recognisers
from goodwill.acts.sentences import SENTENCE_LIMIT, split_sentences

PIECES = (
    "Could you send the lease by Friday?",
    "Thanks, that helped",
    "- two pallets on Tuesday at 10:30",
    "You people are useless!",
    "Wir brauchen einen Nachlass.",
    "Merci d'avance.",
    "> I quoted this",
    "\n",
    "\r\n\r\n",
    "   ",
    "e.g. No. 4 vs. 5...",
    "WHY IS NOBODY HERE",
    "¿Y si juntamos las dos entregas?",
    "İstanbul ǅ ﬁn \u200b\u00ad",
)
MAILS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=12).map(
    " ".join
)
HOSTILE_TEXTS = {
    "five megabytes of one letter": "a" * 5_000_000,
    "five megabytes of full stops": "." * 5_000_000,
    "five megabytes of quotes and stops": ".'\")" * 1_250_000,
    "five megabytes of line breaks": "\n" * 5_000_000,
    "five megabytes of white space": " " * 5_000_000,
    "bullets without an end": "- " * 100_000,
    "a log": "2026-01-02T03:04:05Z ERROR [x] could not send: please retry\n" * 20_000,
    "pictures": "😀🎉👍🏽" * 50_000,
    "one greeting without an end": "dear " * 100_000,
    "commas": "a, " * 100_000,
    "a lone surrogate": "Please \ud800 send it.",
    "a mark of ours": "\x01please \x02asks send",
    "nul": "please\x00send",
}


@given(MAILS)
def test_quotes_are_verbatim_short_and_in_order(text: str) -> None:
    acts = read_text(text).acts

    assert all(text[act.start : act.end] == act.quote for act in acts)
    assert all(0 < len(act.quote) <= SENTENCE_LIMIT for act in acts)
    assert [act.start for act in acts] == sorted(act.start for act in acts)


@given(MAILS)
def test_an_act_is_listed_exactly_where_its_score_is_a_half_or_more(text: str) -> None:
    reading = read_text(text)

    listed = {act.act for act in reading.acts}

    assert listed == {act for act, score in reading.scores.items() if score >= 0.5}
    assert all(0.0 <= score <= 1.0 for score in reading.scores.values())


@given(MAILS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_text(text) == read_text(text)


@given(MAILS)
def test_sentences_do_not_overlap_and_keep_every_letter_that_is_not_silent(text: str) -> None:
    spans = list(split_sentences(text))

    assert all(start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(MAILS)
def test_a_quoted_line_at_the_end_changes_nothing_before_it(text: str) -> None:
    alone = read_text(text, language="en")
    quoted = read_text(f"{text}\n> Please pay us, you idiots.", language="en")

    assert quoted.acts == alone.acts


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_a_hostile_text_is_read_without_an_exception(text: str) -> None:
    reading = read_text(text, subject=text[:2000])

    assert len(reading.scores) == len(recognisers())
    assert reading.truncated == (len(text) > READ_LIMIT)


NAMED = (
    "{0}, could you send {1} the drawings by Friday?",
    "Hi {0},\n\nI told {1} and the board that we should stay with you.",
    "{0} is unwell, so {1} will call you tomorrow.",
    "Please thank {0} from {1} and me.",
    "What does {0} say to a discount, and is {1} still talking to another supplier?",
)
NAMES = st.sampled_from(
    ("Anna", "Li Wei", "Mohammed", "Siobhán", "José", "Ngozi", "Dmitri", "Aoife", "Jo", "O'Hara")
)


@settings(max_examples=60)
@given(st.sampled_from(NAMED), NAMES, NAMES, NAMES, NAMES)
def test_other_names_give_the_same_probabilities(
    mail: str, first: str, second: str, third: str, fourth: str
) -> None:
    one = read_text(mail.format(first, second)).scores
    other = read_text(mail.format(third, fourth)).scores

    assert all(abs(one[act] - other[act]) <= 0.02 for act in one)
