"""Promises of an answer and of nothing else: kept by whoever then writes in that thread.

"I'll find out and get back to you by Thursday" is kept by a mail of Thursday, whatever stands in
it, unless that mail asks, puts off, says sorry or promises once more. What else mail says of
promises is next door, in `signs`.
"""

from __future__ import annotations

from goodwill.judge.promises.days import last_day
from goodwill.judge.promises.made import Promise
from goodwill.judge.promises.phrases import shows
from goodwill.judge.promises.rules import Rules
from goodwill.judge.promises.signs import Sign
from goodwill.judge.promises.talk import PROMISING, Talk

__all__ = ["written_back"]

_NO_ANSWER = PROMISING | {
    *("request", "question", "command", "missing", "given_up", "apology"),
    *("moved", "day_given", "day_proposed"),
}


def written_back(talk: Talk, rules: Rules, promise: Promise) -> tuple[Sign, ...]:
    """The first mail that gives the answer in time, as a sign; none where more was promised."""
    last = promise.made[-1]
    if promise.due_on is None or not _is_of_an_answer(promise):
        return ()
    until = last_day(promise.due_on, promise.first.quote)
    for mail in talk.mails.get(last.thread, ()):
        if mail.side != last.side or mail.at <= last.at or mail.on > until:
            continue
        if not any(one.what in _NO_ANSWER for one in talk.by_mail.get(mail.ref, ())):
            return (
                Sign(
                    kind="answered",
                    source="message",
                    ref=mail.ref,
                    on=mail.on,
                    said_on=mail.on,
                    weight=rules.thanked,
                ),
            )
    return ()


def _is_of_an_answer(promise: Promise) -> bool:
    """Whether an answer is all that is promised: no paper, no thing, nobody's coming."""
    return all(
        shows("answering", one.quote) and not shows("handing", one.quote) for one in promise.made
    )
