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


JUNK_AT_MOST = 0.5
"""Probability of any act in what is no writing to anybody."""

JUNK = {
    "base64": "UEsDBBQABgAIAAAAIQDfpNJsWgEAACAFAAATAAgCW0NvbnRlbnRfVHlwZXNdLnhtbCCiBAIooAAC\n" * 12,
    "one line of base64": "R0lGODlhEAAQAMQAAORHHOVSKudfOulrSOp3WOyDZu6QdvCchPGolfO0o/XBs/fNwfjZ0fr",
    "hex": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "a hex dump": "00000040  5a 0f 33 91 c4 7e 02 ee  18 6b 90 aa 41 d7 3c f5  |Z.3..~...k..A.<.|\n"
    * 8,
    "identifiers": "7c9e6679-7425-40de-944b-e07fc1f90ae7 1b4e28ba-2fa1-11d2-883f-0016d3cca427",
    "binary as letters": bytes(range(128, 256)).decode("latin-1") * 3,
    "an image as letters": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDRÿØÿà¤®Æ÷ÙÇ¡³\x1fÞ\x02Ð¼\x8c¬ê" * 4,
    "a system log": "Feb 11 03:12:44 node4 sshd[8812]: Connection closed by 192.0.2.44 port 60122\n"
    * 6,
    "a log of a server": "2026-02-11 03:12:44,120 WARN [pool-2] c.e.Job - lease expired\n" * 6,
    "an access log": '192.0.2.7 - - [11/Feb/2026:03:12:44 +0000] "GET /a.css HTTP/1.1" 304 0\n' * 6,
    "rows": "4471;2026-02-11;washer M6;120;0,14;EUR\n4472;2026-02-12;rivet;80;0,09;EUR\n" * 4,
    "figures": "12.1  14.8  9.3  11.0  10.7\n13.4  15.1  9.9  12.2  11.8\n" * 5,
    "dates": "11.02.2026 18.02.2026 25.02.2026 04.03.2026 11.03.2026 18.03.2026",
    "right to left": "يقع المكتب في الطابق الثالث من المبنى القديم. بلغ طول الطريق سبعة كيلومترات.",
    "right to left, another": "המשרד נמצא בקומה השלישית של הבניין הישן. אורך הדרך שבעה קילומטרים.",
    "mixed scripts": "офис kantoor 事務所 γραφείο مكتب משרד 사무실 สำนักงาน",
    "a script that is not read": "オフィスは古い建物の三階にあります。道の長さは七キロです。",
    "pictures": "🌵🛶🎻🧊🪁🌵🛶🎻" * 6,
    "pictures and signs": "★ ☂ 🪁 ◆ ☕ ⚑ 🧊 ▲ ☀" * 3,
    "spam": "replica handbags outlet handbags designer outlet cheap handbags sale outlet",
    "signs": "%%%% ^^^^ &&&& #### @@@@ ~~~~ " * 6,
    "one word again and again": "tarpaulin " * 60,
    "markup": '<tr><td width="40" bgcolor="#eeeeee">&nbsp;</td><td valign="top">&#8203;</td></tr>\n'
    * 3,
    "a letter wrongly decoded": "FranÃ§ois â€“ Ã©tÃ© Ã  lâ€™hÃ´tel, dÃ©jÃ  lÃ  â€¦",
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


@pytest.mark.parametrize("text", JUNK.values(), ids=JUNK)
def test_junk_holds_no_act(text: str) -> None:
    scores = read_text(text).scores

    assert {act: score for act, score in scores.items() if score >= JUNK_AT_MOST} == {}
