"""Ways with bills and prices: late money, lines billed twice, discounts past what was agreed."""

from __future__ import annotations

from datetime import timedelta

from goodwill.lab.simulate.days import DAY, month_after, weekday, workday
from goodwill.lab.simulate.doing.company import friend
from goodwill.lab.simulate.doing.supply import bill_goods
from goodwill.lab.simulate.ledger import Part
from goodwill.lab.simulate.life import Life
from goodwill.lab.simulate.ways.base import Way

__all__ = ["TWINS", "WAYS"]

QUARTER_ENDS = (3, 6, 9, 12)


def pay_late(life: Life) -> None:
    """Their treasury pays when it likes."""
    life.manner.late = (32, 62)


def pay_in_time(life: Life) -> None:
    """They pay as agreed."""
    life.manner.late = (-6, 3)


def chase(life: Life) -> None:
    """We remind them, and are told what their rule is."""
    if not life.ledger.invoices or not life.chance(0.5):
        return
    money, payer = life.firm.money, life.crew["payer"]
    talk = life.talk("subject_money", inv=life.ledger.invoices[-1].invoice_id)
    talk.say(money, payer, "chase")
    talk.say(payer, money, "policy_late")


def hold_back(life: Life) -> None:
    """They pay late because each invoice is wrong, as we admit."""
    life.manner.late = (28, 42)


def dispute(life: Life) -> None:
    """What is wrong with the last invoice, and the new one."""
    if not life.ledger.invoices or not life.chance(0.85):
        return
    money, payer = life.firm.money, life.crew["payer"]
    talk = life.talk("subject_money", inv=life.ledger.invoices[-1].invoice_id)
    talk.say(payer, money, "dispute_invoice")
    talk.say(money, payer, "corrected")


def give_more(life: Life) -> None:
    """Discounts past what the agreement lets us give."""
    life.manner.off = life.manner.max_off + life.rng.uniform(0.05, 0.1)


def give_usual(life: Life) -> None:
    """Discounts as agreed."""
    life.manner.off = min(life.manner.off, life.manner.max_off * 0.6)


def keep_secret(life: Life) -> None:
    """Our man tells theirs what ours must not know."""
    if life.chance(0.6):
        buyer = life.crew["buyer"]
        talk = life.talk("subject_money")
        talk.say(life.owner, buyer, "secret")
        if life.chance(0.6):
            talk.say(buyer, life.owner, "thanks")


def approve(life: Life) -> None:
    """A higher discount, agreed and signed by those who may."""
    manner, owner, buyer = life.manner, life.owner, life.crew["buyer"]
    talk = life.talk("subject_money")
    talk.say(owner, buyer, "approved")
    manner.max_off = round(manner.max_off + 0.08, 3)
    manner.off = manner.max_off - 0.005
    life.ledger.agree(
        talk.day,
        terms=manner.terms,
        off=manner.max_off,
        hours=manner.included,
        scope="frame with volume discount",
    )


def spare(life: Life) -> None:
    """A friend is not asked for the money that is due."""
    if life.chance(0.6):
        theirs = friend(life)
        talk = life.talk("subject_social")
        talk.say(life.owner, theirs, "spare_friend")
        talk.say(theirs, life.owner, "spare_reply")


def two_hats(life: Life) -> None:
    """Friends, and the price is the price."""
    if life.chance(0.4):
        theirs = friend(life)
        talk = life.talk("subject_social")
        talk.say(life.owner, theirs, "firm_friend")
        talk.say(theirs, life.owner, "acknowledge")


def bill_twice(life: Life) -> None:
    """What the flat fee covers is on a bill of its own as well."""
    life.active.add("twice")
    if life.chance(0.3):
        payer, talk = life.crew["payer"], life.talk("subject_money", None, **billed_extra(life))
        talk.say(payer, life.owner, "double_query")
        talk.say(life.owner, payer, "double_excuse")


def billed_extra(life: Life) -> dict[str, str]:
    """The part that the flat fee covers, and the last invoice."""
    last = life.ledger.invoices[-1].invoice_id if life.ledger.invoices else "1"
    return {"extra": life.firm.trade["extra"][0], "inv": last}


def stop_twice(life: Life) -> None:
    """It is billed once."""
    life.active.discard("twice")


def bill_twice_once(life: Life) -> None:
    """An error of one month, found and credited."""
    life.active |= {"twice", "credit"}

    def own_up(later: Life) -> None:
        later.active -= {"twice", "credit"}
        payer, talk = later.crew["payer"], later.talk("subject_money", None, **billed_extra(later))
        talk.say(payer, later.owner, "double_query")
        talk.say(later.owner, payer, "double_credit")

    life.after(1, own_up)


def two_periods(life: Life) -> None:
    """The same thing for two quarters on one bill."""
    first = life.months.first(life.month)
    if first.month not in {1, 7}:
        return
    day, middle, end = workday(first + 10 * DAY), month_after(first, 3), month_after(first, 6)
    what, listed = life.firm.trade["extra"][1], life.price(0.2)
    parts: list[Part] = [
        (what, listed, first, middle - DAY),
        (what, listed, middle, end - DAY),
    ]
    life.ledger.bill(day, parts, off=life.manner.off, late=life.manner.late)


def push(life: Life) -> None:
    """Our quarter ends, and the order has to come before."""
    last = life.months.last(life.month)
    if last.month not in QUARTER_ENDS:
        return
    owner, buyer = life.owner, life.crew["buyer"]
    day = workday(last - timedelta(days=life.rng.randint(13, 20)))
    talk = life.talk("subject_order", day)
    language = life.client.language
    talk.say(owner, buyer, "quarter_push", day=weekday(last, language))
    talk.wait_for(last - timedelta(days=life.rng.randint(4, 9)))
    talk.say(buyer, owner, "push_yes", wait=0.2)
    off, listed = life.manner.off + life.rng.uniform(0.1, 0.18), life.price(1.2)
    closed = min(talk.day, last)
    life.ledger.deal(
        talk.slots["items"], day, closed, "won", "proactive", listed=listed, off=off, contact=buyer
    )
    bill_goods(life, workday(closed + 5 * DAY), talk.slots["items"], listed)
    life.did("order", closed)


def own_year_end(life: Life) -> None:
    """Their books close; the price is the usual one."""
    last = life.months.last(life.month)
    if last.month not in {6, 12}:
        return
    owner, buyer = life.owner, life.crew["buyer"]
    talk, listed = life.talk("subject_order", workday(last - 11 * DAY)), life.price(1.2)
    opened = talk.day
    talk.say(buyer, owner, "own_year_end", day=weekday(last, life.client.language))
    talk.say(owner, buyer, "give_quote", wait=2, money=life.told(listed))
    talk.say(buyer, owner, "place_order", wait=5)
    life.ledger.deal(
        talk.slots["items"],
        opened,
        min(talk.day, last),
        "won",
        "quote_request",
        listed=listed,
        off=life.manner.off,
        contact=buyer,
    )
    bill_goods(life, min(workday(talk.day + 2 * DAY), last), talk.slots["items"], listed)


WAYS = {
    "terms_dictated": Way(
        pattern="terms_dictated", direction="theirs", begin=pay_late, month=chase, end=pay_in_time
    ),
    "siding_with_client": Way(
        pattern="siding_with_client",
        direction="ours",
        begin=give_more,
        month=keep_secret,
        end=give_usual,
    ),
    "friendship_over_profit": Way(
        pattern="friendship_over_profit", begin=give_more, month=spare, end=give_usual
    ),
    "exploitative": Way(pattern="exploitative", direction="ours", month=bill_twice, end=stop_twice),
    "under_pressure": Way(pattern="under_pressure", direction="ours", month=push),
}
TWINS = {
    "disputed": Way(pattern="terms_dictated", begin=hold_back, month=dispute, end=pay_in_time),
    "long_terms": Way(pattern="terms_dictated"),
    "approved_discounts": Way(pattern="siding_with_client", begin=approve),
    "two_hats": Way(pattern="friendship_over_profit", month=two_hats),
    "credited": Way(pattern="exploitative", begin=bill_twice_once),
    "two_periods": Way(pattern="exploitative", month=two_periods),
    "own_year_end": Way(pattern="under_pressure", month=own_year_end),
}
