/*
grain = "One row per need: a deal other than a renewal, or a request for new work without a deal."
reads = ["opportunity", "strongest_act", "thread_start"]
note  = """A request for new work is a request of theirs, likelier than not, that opens a thread in
which money, a price or a bid comes up within 30 days, or we send them on to somebody better; or
that itself speaks of an idea or of their plans. It is a need of its own when no deal
was opened within 30 days of it, and the same person asked for none in the 30 days before.
`tender` and `rival` are the likeliest such acts of theirs: in the 30 days around a deal, and
in the 30 days of a request's own thread. `ended_on` is the day the deal closed, null while it
is open; a request ends on its own day."""
*/
with theirs_said as (
    select
        account_id, thread_id, sent_on,
        case when act = 'tender' then probability else 0.0 end as tender,
        case when act = 'rival' then probability else 0.0 end as rival
    from strongest_act
    where side = 'theirs' and act in ('tender', 'rival')
),
around_deal as (
    select
        opportunity.account_id, opportunity.deal_id,
        max(theirs_said.tender) as tender, max(theirs_said.rival) as rival
    from opportunity
    join theirs_said
        on theirs_said.account_id = opportunity.account_id
        and abs(date_diff('day', opportunity.opened_on, theirs_said.sent_on)) <= 30
    group by opportunity.account_id, opportunity.deal_id
),
asked as (
    select
        thread_start.account_id, thread_start.thread_id, thread_start.message_key,
        thread_start.message_id, thread_start.sent_on, thread_start.ours, thread_start.theirs,
        max(strongest_act.quote) as quote
    from thread_start
    join strongest_act on strongest_act.message_key = thread_start.message_key
    where thread_start.side = 'theirs'
        and strongest_act.act in ('request', 'tender')
        and strongest_act.probability >= 0.5
    group by
        thread_start.account_id, thread_start.thread_id, thread_start.message_key,
        thread_start.message_id, thread_start.sent_on, thread_start.ours, thread_start.theirs
),
about_money as (
    select
        asked.message_key,
        max(case when said.act = 'tender' and said.side = 'theirs' then said.probability else 0.0 end)
            as tender,
        max(case when said.act = 'rival' and said.side = 'theirs' then said.probability else 0.0 end)
            as rival,
        max(case when said.act = 'rival' then 0.0 else said.probability end) as money
    from asked
    join strongest_act as said
        on said.account_id = asked.account_id
        and said.thread_id = asked.thread_id
        and date_diff('day', asked.sent_on, said.sent_on) between 0 and 30
    where said.act in ('money_talk', 'price_pressure', 'discount', 'tender', 'rival')
        or (said.act in ('introduction', 'referral') and said.side = 'ours')
        or (said.act in ('idea', 'strategy') and said.message_key = asked.message_key)
    group by asked.message_key
),
unmet as (
    select
        asked.account_id, asked.message_id, asked.message_key, asked.sent_on,
        asked.ours, asked.theirs, asked.quote, about_money.tender, about_money.rival,
        lag(asked.sent_on) over (
            partition by asked.account_id, asked.theirs order by asked.message_key
        ) as asked_before_on
    from asked
    join about_money on about_money.message_key = asked.message_key
    where about_money.money >= 0.5
        and not exists (
            select 1 from opportunity
            where opportunity.account_id = asked.account_id
                and abs(date_diff('day', opportunity.opened_on, asked.sent_on)) <= 30
        )
)
select
    opportunity.account_id, 'deal' as source, opportunity.deal_id as ref,
    opportunity.opened_on as need_on, opportunity.closed_on as ended_on,
    opportunity.owner as ours, opportunity.contact as theirs, cast(null as varchar) as quote,
    opportunity.origin, opportunity.competitor_count,
    coalesce(around_deal.tender, 0.0) as tender, coalesce(around_deal.rival, 0.0) as rival
from opportunity
left join around_deal
    on around_deal.account_id = opportunity.account_id
    and around_deal.deal_id = opportunity.deal_id
where opportunity.origin is null or opportunity.origin <> 'renewal'
union all
select
    account_id, 'message' as source, message_id as ref,
    sent_on as need_on, sent_on as ended_on,
    ours, theirs, quote,
    cast(null as varchar) as origin, 0 as competitor_count, tender, rival
from unmet
where asked_before_on is null or date_diff('day', asked_before_on, sent_on) > 30
