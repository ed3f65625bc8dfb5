"""Word lists that several acts' cues share, as RE2 alternatives over folded text.

Only lists used by more than one act, or too long to read inside a pattern, stand here.
"""

from __future__ import annotations

__all__ = ["DOINGS", "WORDS", "listed"]


def listed(words: str) -> frozenset[str]:
    """The words of a text, separated by white space, as a set."""
    return frozenset(words.split())


DOINGS = listed(
    """
    said says told tells asked asks wants wanted thinks thought promised promises called calls wrote
    writes sent sends was is has had and who never did does isn't wasn't hasn't doesn't didn't knows
    knew came comes left gave gives took keeps kept made makes from can will would could should
    must shall cannot can't won't thanked agreed refused
    """
)
"""What people do: follows on a name, and not on the word that the name might be."""


def _any(words: str) -> str:
    """The words of a text, separated by commas, as alternatives."""
    return "|".join(" ".join(word.split()) for word in words.split(",") if word.strip())


WORDS: dict[str, str] = {
    "denying": _any(
        r"""
        not, never, nobody, no one, none, nothing, neither, nor, cannot, hardly, [a-z]+n't,
        nicht, nie, niemals, niemand[a-z]*, kein[a-z]*, nichts, kaum,
        pas, jamais, personne, aucune?, rien, no, nunca, jamas, nadie, nada, ningun[a-z]*, tampoco
        """
    ),
    "polite": _any(
        r"""
        please, pls, plz, kindly, just, also, always, simply, do
        """
    ),
    "you": _any(
        r"""
        you, u, we, anyone, someone, somebody, anybody, one of you, both of you, (one of
        )?your (team|people|guys|lot|office|colleagues?|engineers?|side)
        """
    ),
    "deed": _any(
        r"""
        send, resend, give, call, ring, phone, email, e-mail, mail, forward, let, tell,
        advise, confirm, check, recheck, review, look, have a look, take, make, put,
        bring, get, book, set, arrange, organi[sz]e, schedule, reschedule, provide,
        prepare, draft, add, remove, delete, update, change, fix, repair, replace,
        return, sign, complete, fill, print, copy, cc, include, attach, share, post,
        upload, download, submit, quote, price, order, cancel, invoice, credit, pay,
        contact, ask, speak, talk, find, see, keep, leave, hold, stop, start, use, note,
        ensure, help, explain, clarify, show, read, respond, reply, answer, come, meet,
        join, follow, proceed, go, chase, test, run, move, swap, collect, deliver, drop,
        pick, reserve, allocate, assign, approve, authori[sz]e, circulate, distribute,
        amend, correct, revise, rework, redo, work, coordinate, liaise, turn, plan,
        switch, click, visit, try, be sure, disregard, ignore, accept, supply, break
        down, set up, line up, hand, pass, consider, discuss, walk, watch, wait, enter,
        type, select, choose, verify, register, log, bear, treat, remember, write, save,
        split, round, cut, push, pull, hurry, refer, raise
        """
    ),
    "future_deed": _any(
        r"""
        send, resend, give, call, ring, phone, email, e-mail, mail, forward, let, tell,
        advise, confirm, check, review, look, have, take, make, put, bring, get, book,
        set, arrange, organi[sz]e, schedule, provide, prepare, draft, add, remove,
        update, change, fix, repair, replace, return, sign, complete, fill, print, copy,
        include, attach, share, post, upload, submit, quote, price, order, cancel,
        invoice, credit, pay, refund, contact, ask, speak, talk, find, follow, chase,
        test, run, move, swap, collect, deliver, ship, drop, pick, reserve, come back,
        come, pop, be there, be with you, be in touch, pass, raise, work, sort, deal,
        handle, look after, take care, ensure, keep, respond, reply, answer, write,
        start, finish, install, dispatch, match, absorb, cover, waive, revert, let you
        know, meet, see to, hand, attend, circulate, report, cc, join, visit, bear,
        redo, show, explain, discuss, touch base, catch up, get back, revise
        """
    ),
    "day": _any(
        r"""
        monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tues?, wed,
        thurs?, fri, today, tonight, tomorrow, noon, midday, lunchtime, close of
        business, close of play, cob, eod, end of (the )?(day|week|month|play), the end
        of (the|this|next) (day|week|month|quarter|year), this
        (afternoon|evening|week|month), next (week|month), month end, the
        \d\d?(st|nd|rd|th)?, \d\d?(st|nd|rd|th)?, january, february, march, april, may,
        june, july, august, september, october, november, december, the weekend, first
        thing, christmas, easter
        """
    ),
    "tag": _any(
        r"""
        montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, heute,
        morgen, uebermorgen, ende der woche, wochenende, naechste woche, naechster
        woche, diese woche, monatsende, mittag, kw \d+, \d+\.
        """
    ),
    "money": _any(
        r"""
        price, prices, pricing, rate, rates, fee, fees, cost, costs, quote, quotation,
        invoice, figure, number, tariff, margin, charge, charges, unit price, day rate,
        hourly rate
        """
    ),
    "rivals": _any(
        r"""
        competitors?, competition, rivals?, another
        (supplier|vendor|provider|firm|company|contractor|agency|printer|agent|bidder|carrier|party|outfit|quote),
        other
        (suppliers?|vendors?|providers?|firms?|companies|contractors?|agencies|bidders|carriers|parties|outfits|quotes|offers|bids|quotations),
        alternative (suppliers?|vendors?|providers?|quotes?|sources?), (an?|one)
        alternative, someone else, somebody else, elsewhere, the other
        (lot|side|mob|guys|two|firm|bidder|supplier|vendor)
        """
    ),
}
"""Name to alternatives; used in a pattern as `<name>`."""
