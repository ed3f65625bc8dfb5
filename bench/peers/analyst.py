"""What an analyst would write in a few days: one archive of mail in, a table of accounts out.

    .venv/peers/bin/python -m bench.peers.analyst MBOX [OUR_DOMAIN] > accounts.json

Good of its kind: the standard library parses, `mail-parser-reply` strips quotations and signatures
in the languages that it knows, VADER scores the mood of every sentence, lists of words find what is
asked, promised, thanked and complained of, pandas sums up by account and month, networkx knows who
is in the middle. Which lines of a statement that answers is in `analyst_lines.toml`.

Of `OUR_DOMAIN` are we; without it the domain that takes part in most mails.
"""

from __future__ import annotations

import json
import mailbox
import re
import sys
import time
from collections import Counter
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any, cast

import networkx as nx
import pandas as pd
from bench.peers.stdlib_email import read, text_of
from mailparser_reply import EmailReplyParser
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

PUBLIC = {"gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "gmx.de"}
AUTOMATIC = re.compile(r"no-?reply|mailer-daemon|postmaster|notification|newsletter", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n{2,}")
REPLY = re.compile(r"^(re|aw|sv|antw|fwd?|wg)\s*:\s*", re.IGNORECASE)
LONGEST = 20_000
ACTIVE_DAYS = 180
WORDS = {
    "asks": r"\b(could|can|would) you\b|\bplease (send|let|check|confirm|call)\b|\?\s*$",
    "promises": r"\b(i|we)('ll| will) \w+",
    "thanks": r"\bthank(s| you)\b|\bappreciate\b",
    "apologies": r"\b(sorry|apologi[sz]e|my mistake|our fault)\b",
    "complaints": r"\b(disappointed|unacceptable|still (not|waiting)|complain|wrong again)\b",
    "price": r"\b(discount|too expensive|cheaper|price (cut|reduction)|match (their|the) price)\b",
    "rivals": r"\b(competitor|other (vendor|supplier)s?|another (vendor|supplier)|tender|rfp)\b",
    "threats": r"\b(cancel|terminate|lawyer|legal action|last chance)\b",
    "social": r"\b(lunch|dinner|golf|weekend|holiday|family|birthday)\b",
    "strategy": r"\b(strategy|roadmap|next year|long[- ]term|joint)\b",
}
FOUND = {name: re.compile(words, re.IGNORECASE | re.MULTILINE) for name, words in WORDS.items()}


def rows_of(path: str) -> list[dict[str, Any]]:
    """One row a mail: who to whom, when, the new text's mood and what its words tell."""
    replies = EmailReplyParser(languages=["en", "de", "fr", "es", "it", "nl", "pl", "sv"])
    mood = SentimentIntensityAnalyzer()
    rows, met = [], set[str]()
    for message in mailbox.mbox(path, factory=read, create=False):  # type: ignore[arg-type]
        row = row_of(cast("EmailMessage", message), replies, mood)
        if row is not None and row["id"] not in met:
            met.add(row["id"])
            rows.append(row)
    return rows


def row_of(
    message: EmailMessage, replies: EmailReplyParser, mood: SentimentIntensityAnalyzer
) -> dict[str, Any] | None:
    """A mail of people, None where it is automatic or says nothing of who and when."""
    try:
        sender = getaddresses([str(message["From"] or "")])[0][1].lower()
        header = [str(message[name] or "") for name in ("To", "Cc")]
        others = [address.lower() for _, address in getaddresses(header) if "@" in address]
        sent_at = parsedate_to_datetime(str(message["Date"]))
        subject = REPLY.sub("", str(message["Subject"] or "")).strip()
    except (ValueError, IndexError, TypeError, AttributeError):
        return None
    is_machine = AUTOMATIC.search(sender) or str(message["Auto-Submitted"] or "no") != "no"
    if "@" not in sender or is_machine:
        return None
    text = (replies.parse_reply(text_of(message)[:LONGEST]) or "").strip()
    sentences = [one for one in SENTENCE.split(text) if one.strip()]
    moods = [mood.polarity_scores(one)["compound"] for one in sentences]
    return {
        "id": str(message["Message-ID"] or f"{sender} {sent_at}"),
        "sender": sender,
        "others": others,
        "at": pd.Timestamp(sent_at).tz_localize("UTC") if not sent_at.tzinfo else sent_at,
        "subject": subject,
        "words": len(text.split()),
        "mood": sum(moods) / len(moods) if moods else 0.0,
        **{name: len(found.findall(text)) for name, found in FOUND.items()},
    }


def domain_of(address: str) -> str:
    """The last two labels, as a rule of thumb; a public mail domain is nobody's."""
    domain = ".".join(address.rpartition("@")[2].split(".")[-2:])
    return "" if domain in PUBLIC else domain


def by_account(rows: list[dict[str, Any]], ours: str) -> pd.DataFrame:
    """One row for each mail and account that it was exchanged with."""
    found = []
    for row in rows:
        domains = {domain_of(row["sender"]), *map(domain_of, row["others"])}
        if ours not in domains:
            continue
        is_ours = domain_of(row["sender"]) == ours
        found += [{**row, "account": one, "is_ours": is_ours} for one in domains - {ours, ""}]
    table = pd.DataFrame(found)
    if len(table):
        table["at"] = pd.to_datetime(table["at"], utc=True)
        table = table.sort_values("at")
        table["month"] = table["at"].dt.strftime("%Y-%m")
    return table


def reply_hours(mails: pd.DataFrame) -> tuple[float | None, float | None]:
    """Median hours until ours and theirs answer, by subject in turn."""
    after = mails.groupby("subject")["at"].shift(-1)
    side = mails.groupby("subject")["is_ours"].shift(-1)
    hours = (after - mails["at"]).dt.total_seconds() / 3600
    ours = hours[(side == True) & ~mails["is_ours"]].median()  # noqa: E712 - a column of objects
    theirs = hours[(side == False) & mails["is_ours"]].median()  # noqa: E712
    return tuple(None if pd.isna(one) else round(float(one), 1) for one in (ours, theirs))  # type: ignore[return-value]


def people_of(mails: pd.DataFrame, account: str) -> list[dict[str, Any]]:
    """Who of the account writes and is written to, and how much in the middle each is."""
    graph: nx.Graph = nx.Graph()
    for sender, others in zip(mails["sender"], mails["others"], strict=True):
        for other in others:
            weight = graph.get_edge_data(sender, other, {"weight": 0})["weight"] + 1
            graph.add_edge(sender, other, weight=weight)
    middle = nx.betweenness_centrality(graph, k=min(50, len(graph))) if len(graph) else {}
    last = mails["at"].max()
    recent = mails[mails["at"] >= last - pd.Timedelta(days=ACTIVE_DAYS)]
    wrote = set(recent["sender"])
    got = {other for row in recent[recent["is_ours"]]["others"] for other in row}
    theirs = sorted(one for one in graph if domain_of(one) == account)
    return [
        {"email": one, "central": round(middle[one], 3), "active": one in wrote and one in got}
        for one in theirs
    ]


def statement_of(account: str, mails: pd.DataFrame) -> dict[str, Any]:
    """What can be said of one account."""
    months = mails.groupby("month").agg(mails=("id", "nunique"), mood=("mood", "mean"))
    people = people_of(mails, account)
    us, them = reply_hours(mails)
    theirs, gaps = mails[~mails["is_ours"]], mails["at"].diff().dt.total_seconds() / 86400
    words = {
        side: {name: int(some[name].sum()) for name in WORDS}
        for side, some in (("ours", mails[mails["is_ours"]]), ("theirs", theirs))
    }
    recent = months.tail(3)["mails"].mean()
    return {
        "account": account,
        "messages": int(mails["id"].nunique()),
        "first_on": str(mails["at"].min().date()),
        "last_on": str(mails["at"].max().date()),
        "months": months.round(3).reset_index().to_dict("records"),
        "reply_hours": {"ours": us, "theirs": them},
        "longest_gap_days": None if gaps.isna().all() else round(float(gaps.max()), 1),
        "going_quiet": bool(recent < 0.5 * months["mails"].mean()),
        "mood_of_theirs": round(float(theirs["mood"].mean()), 3) if len(theirs) else None,
        "words": words,
        "people": people,
        "single_threaded": sum(one["active"] for one in people) < 2,  # noqa: PLR2004
    }


def main(path: str, ours: str = "") -> None:
    """All accounts, the most mail first; on the last line how long it took."""
    began = time.perf_counter()
    rows = rows_of(path)
    if not ours:
        taking = Counter(
            one for row in rows for one in {domain_of(a) for a in (row["sender"], *row["others"])}
        )
        ours = next(name for name, _ in taking.most_common() if name)
    table = by_account(rows, ours)
    found = [statement_of(str(name), mails) for name, mails in table.groupby("account")]
    print(json.dumps(sorted(found, key=lambda one: -one["messages"])))
    seconds = time.perf_counter() - began
    print(json.dumps({"mails": len(rows), "accounts": len(found), "seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
